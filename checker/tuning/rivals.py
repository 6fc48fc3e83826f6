"""What a user would pick instead, on the same pages: usual tools and usual tricks.

Each answers some fields of a page as the contract names them, so that the same
questions judge all. Thresholds are the customary ones, not fitted to these pages.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""A page in RGB, shape (height_px, width_px, 3), about 200 dpi."""

Answer = Mapping[str, Any]
Draw = Callable[[Path], Picture | None]
"""Draws the first page of a file."""

_PLAIN_DATE = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
_TIMEOUT_S = 120
_SHARP = 100.0
"""Variance of the Laplacian above which a picture is called sharp. **Source:** Pech-
Pacheco et al. 2000, and the number that tutorials repeat."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a rival's work: its file, its picture, and what draws a file."""

    path: Path
    pixels: Picture
    draw: Draw


@dataclass(frozen=True, slots=True)
class Rival:
    """A tool, the figures (by the beginning of their names) that it stands for."""

    name: str
    figures: tuple[str, ...]
    look: Callable[[Page], Answer]
    is_there: Callable[[], bool] = lambda: True


def tesseract_osd(page: Page) -> Answer:
    """Ask Tesseract for orientation (``--psm 0``)."""
    import pytesseract  # noqa: PLC0415  # heavy: it looks for pandas

    try:
        said = pytesseract.image_to_osd(
            page.pixels, output_type=pytesseract.Output.DICT, timeout=_TIMEOUT_S
        )
    except (pytesseract.TesseractError, RuntimeError):
        return {"orientation": None, "orientation_confidence": 0.0}
    sure = float(said["orientation_conf"])
    turn = (360 - int(said["rotate"])) % 360
    # Its confidence is a difference of log likelihoods, not a probability.
    return {"orientation": turn, "orientation_confidence": sure / (1 + sure)}


def ocrmypdf(page: Page, *more: str) -> Answer:
    """Run ``ocrmypdf --rotate-pages --deskew -l chi_sim`` and see how it turned."""
    with tempfile.TemporaryDirectory(prefix="rival-") as folder:
        out = Path(folder) / "out.pdf"
        command = ["ocrmypdf", "--rotate-pages", "--deskew", "-l", "chi_sim"]
        options = ["--jobs", "1", "--quiet", "--force-ocr", "--output-type", "pdf"]
        done = subprocess.run(  # noqa: S603 - our own words, a file of the set
            [*command, *options, *more, str(page.path), str(out)],
            capture_output=True,
            timeout=10 * _TIMEOUT_S,
            check=False,
        )
        after = page.draw(out) if done.returncode == 0 else None
    turn = None if after is None else _turn_between(page.pixels, after)
    return {"orientation": turn, "orientation_confidence": 1.0}


def _turn_between(before: Picture, after: Picture) -> int:
    """Return the clockwise turn that was taken out of a page."""
    small = [_small(np.rot90(before, quarter)) for quarter in range(4)]
    goal = _small(after)
    alike = [float(np.corrcoef(one.ravel(), goal.ravel())[0, 1]) for one in small]
    return int(np.argmax(alike)) * 90


def _small(picture: NDArray[Any]) -> NDArray[np.float64]:
    import cv2

    grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.resize(grey, (96, 96), interpolation=cv2.INTER_AREA), float)


def laplacian(page: Page) -> Answer:
    """Call a page legible by the variance of its Laplacian."""
    import cv2

    grey = cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY)
    sharp = float(np.var(cv2.Laplacian(grey, cv2.CV_64F)))
    return {"legibility": sharp / (sharp + _SHARP)}


def ink_share(page: Page) -> Answer:
    """Call a page blank by its share of dark pixels: under half a per cent."""
    import cv2

    grey = cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY)
    return {"blank": bool(np.mean(grey < 128) < 0.005)}  # noqa: PLR2004


def hough_circles(page: Page) -> Answer:
    """Find red round seals: a mask in HSV, then circles by Hough."""
    import cv2

    hsv = cv2.cvtColor(page.pixels, cv2.COLOR_RGB2HSV)
    low = cv2.inRange(hsv, np.array([0, 70, 60]), np.array([12, 255, 255]))
    high = cv2.inRange(hsv, np.array([165, 70, 60]), np.array([180, 255, 255]))
    mask = cv2.GaussianBlur(cv2.bitwise_or(low, high), (0, 0), 2)
    height, width = mask.shape
    unit = max(width, height) / 297
    found = cv2.HoughCircles(
        *(mask, cv2.HOUGH_GRADIENT, 2, 20 * unit),
        param1=100,
        param2=60,
        minRadius=round(15 * unit),
        maxRadius=round(26 * unit),
    )
    circles = [] if found is None else found[0].tolist()
    size = np.array([width, height, width, height])
    boxes = [np.array([x - r, y - r, x + r, y + r]) / size for x, y, r in circles]
    seals = [{"bbox": box.tolist(), "colour": "red", "text": None} for box in boxes]
    return {"seals": seals}


def red_share(page: Page) -> Answer:
    """See a red header where the upper third is red enough: 0.5 per cent."""
    import cv2

    top = page.pixels[: page.pixels.shape[0] // 3]
    hsv = cv2.cvtColor(np.ascontiguousarray(top), cv2.COLOR_RGB2HSV)
    hue, ink = hsv[..., 0], hsv[..., 1]
    red = ((hue < 12) | (hue > 165)) & (ink > 90)  # noqa: PLR2004
    there = bool(red.mean() > 0.005)  # noqa: PLR2004
    return {"red_header": {"present": there, "in_red": there, "text": None}}


def rapidocr_dates(page: Page) -> Answer:
    """Read with RapidOCR as it comes, and find dates with one pattern."""
    read = _rapidocr()(page.pixels[..., ::-1])
    text = "\n".join(read.txts or ())
    return _dates(text)


def tesseract_dates(page: Page) -> Answer:
    """Read with Tesseract, and find dates with one pattern."""
    import pytesseract  # noqa: PLC0415  # heavy: it looks for pandas

    text = pytesseract.image_to_string(page.pixels, lang="chi_sim", timeout=_TIMEOUT_S)
    return _dates(text)


def _dates(text: str) -> Answer:
    days = [
        f"{int(year)}-{int(month):02d}-{int(day):02d}"
        for year, month, day in _PLAIN_DATE.findall(text)
    ]
    years = sorted({int(day[:4]) for day in days})
    return {"dates": [{"start": day, "end": day} for day in days], "years": years}


@cache
def _rapidocr() -> Any:  # noqa: ANN401 - a class of another package
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


RIVALS: tuple[Rival, ...] = (
    Rival(
        "Tesseract OSD",
        ("orientation",),
        tesseract_osd,
        lambda: shutil.which("tesseract") is not None,
    ),
    Rival(
        "ocrmypdf --rotate-pages --deskew",
        ("orientation",),
        ocrmypdf,
        lambda: shutil.which("ocrmypdf") is not None,
    ),
    Rival(
        "ocrmypdf, --rotate-pages-threshold 2",
        ("orientation",),
        lambda page: ocrmypdf(page, "--rotate-pages-threshold", "2"),
        lambda: shutil.which("ocrmypdf") is not None,
    ),
    Rival("share of ink", ("blank",), ink_share),
    Rival("variance of the Laplacian", ("legibility: AUC", "legibility: b"), laplacian),
    Rival("HSV and Hough circles", ("seals",), hough_circles),
    Rival("share of red", ("red header: p", "red header: r"), red_share),
    Rival("RapidOCR as it comes, one pattern", ("dates", "years"), rapidocr_dates),
    Rival(
        "Tesseract, one pattern",
        ("dates", "years"),
        tesseract_dates,
        lambda: shutil.which("tesseract") is not None,
    ),
)
"""OCRmyPDF is asked where its command is found: ``pipx install ocrmypdf``."""
