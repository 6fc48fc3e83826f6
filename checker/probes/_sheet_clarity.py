"""How clear the text on a page is, in numbers that do not depend on its size.

Six lines are cut out at one height, so blur and grain come out relative to the text,
whatever the resolution; what the whole page adds (exposure, blots, uneven light) is
measured on the ink.
"""

import math

import numpy as np
from numpy.typing import NDArray

from checker.model.page import PageView, Pixels
from checker.probes._sheet_ink import Ink
from checker.probes._sheet_lines import Lines, cut_strips
from checker.probes._sheet_pieces import BULK, EDGE, FRAME, LETTER

Floats = NDArray[np.float64]

STRIPS = 6
_WIDTH_PX = 384
"""Eight letters of a strip say as much as ten."""

STRIP_MEASURES = (
    "contrast",
    "slope",
    "fine",
    "middle",
    "coarse",
    "grain",
    "between",
)
PAGE_MEASURES = (
    "em_log",
    "paper",
    "letter_low",
    "letter_middle",
    "blot_share",
    "edge_share",
    "speck_share",
    "clipped_share",
    "line_count_log",
    "shade_share",
    "inner_blot_share",
    "glare_share",
)
SHOWN_MEASURES = ("span_median", "span_worst", "grain_share")
"""How far ink stands out on a screen, a share of black to white, and the grain beside
it: on a dark page ink stands out less, though it may be as dark beside its paper."""

MEASURES = (
    *(f"{name}_median" for name in STRIP_MEASURES),
    *(f"{name}_worst" for name in STRIP_MEASURES),
    *PAGE_MEASURES,
    *SHOWN_MEASURES,
)
"""Names of what ``measure_clarity`` returns, in order."""


def measure_clarity(view: PageView, ink: Ink, lines: Lines) -> Floats | None:
    """Return the measures of a page's text, or None where there are no lines.

    Cost: about 5 CPU ms.
    """
    strips = cut_strips(view, ink, lines, count=STRIPS)
    if not strips:
        return None
    rows = np.array([measure_strip(strip) for strip in strips])
    spans = np.array([_span(strip) for strip in strips])
    # The worst but one: grain makes lines where there are none.
    worst = np.percentile(rows, 80, axis=0)
    worst[:2] = np.percentile(rows[:, :2], 20, axis=0)
    usual, low = float(np.median(spans)), float(np.percentile(spans, 20))
    shown = [usual / 255, low / 255, ink.grain / usual]
    page = _page(view, ink, lines)
    return np.concatenate([np.median(rows, axis=0), worst, page, shown])


def _span(strip: Pixels) -> float:
    """Return how many grey levels a strip's ink lies below its paper, at least one."""
    dark, bright = _ends(strip[:, :_WIDTH_PX])
    return max(1.0, bright - dark)


def measure_strip(strip: Pixels) -> Floats:
    """Return the measures of one strip, 48 px high, in the order of their names."""
    import cv2

    values = strip[:, :_WIDTH_PX].astype(np.float32)
    dark, bright = _ends(strip[:, :_WIDTH_PX])
    span = max(1.0, bright - dark)
    ink = (bright - values) / span
    blurs = [cv2.blur(ink, (size, size)) for size in (3, 7, 13)]
    whole = max(1e-3, _spread(ink))
    bands = [
        _spread(cv2.subtract(finer, coarser)) / whole
        for finer, coarser in zip([ink, *blurs], blurs, strict=False)
    ]
    across = cv2.Sobel(ink, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(ink, cv2.CV_32F, 0, 1)
    steps = cv2.magnitude(across, down) / 8
    residue = cv2.absdiff(ink, cv2.medianBlur(ink, 3))
    paper = ink < 0.25  # noqa: PLR2004
    grain = float(residue[paper].mean()) if paper.any() else 1.0
    inked = max(1e-3, float(np.mean(ink > 0.3)))  # noqa: PLR2004
    between = float(np.mean((ink > 0.3) & (ink < 0.7))) / inked  # noqa: PLR2004
    slope = _high(np.asarray(steps, np.float32))
    return np.array([span / max(1.0, bright), slope, *bands, grain, between])


def _spread(values: object) -> float:
    import cv2

    return float(cv2.meanStdDev(np.asarray(values, np.float32))[1][0, 0])


def _high(values: NDArray[np.float32]) -> float:
    """Return the value above which 3 per cent lie."""
    place = round(0.97 * (values.size - 1))
    return float(np.partition(values.ravel(), place)[place])


def _ends(strip: Pixels) -> tuple[float, float]:
    """Return the levels below which 3 and 85 per cent of the pixels lie."""
    below = np.cumsum(np.bincount(strip.ravel(), minlength=256)) / strip.size
    dark, bright = np.searchsorted(below, (0.03, 0.85))
    return float(dark), float(bright)


def _page(view: PageView, ink: Ink, lines: Lines) -> Floats:
    em_px = max(1.0, lines.em_px) * view.raster_dpi / ink.dpi
    levels = _letter_levels(ink)
    low, middle = np.percentile(levels, (12, 50)) / 255
    small = _like_cells(ink.grey[::4, ::4], ink)[ink.bare]
    paper = _like_cells(ink.paper[::4, ::4], ink)[ink.bare]
    shade, inner, glare = _cover(ink)
    shares = [_share(ink, names) for names in ((BULK, FRAME), (EDGE,))]
    specks = np.sum(ink.boxes[:, 5] == 3) / max(1, ink.letters.shape[0])  # noqa: PLR2004
    return np.array(
        [
            math.log(em_px),
            float(np.median(paper[::4])) / 255,
            float(low),
            float(middle),
            *shares,
            math.log1p(float(specks)),
            float(np.mean(small >= 254)),  # noqa: PLR2004
            math.log1p(lines.boxes.shape[0]),
            shade,
            inner,
            glare,
        ]
    )


def _cover(ink: Ink) -> tuple[float, float, float]:
    """Return the shares of the page in shade, of its middle in blots, and in glare.

    A blot is dark and flat; a dark picture is not flat. Pictures count as good paper.
    """
    bare = ink.bare[::2, ::2]
    paper = _like_cells(ink.paper[::4, ::4], ink)[::2, ::2].astype(np.float64)
    usual = float(np.percentile(paper[bare], 70))
    shade = bare & (paper < 0.6 * usual)
    height, width = paper.shape
    flat = _like_cells(ink.contrast[::4, ::4], ink)[::2, ::2] < 26  # noqa: PLR2004
    blot = bare & (paper < 0.4 * usual) & flat
    inner = blot[height // 8 : -height // 8, width // 8 : -width // 8]
    glare = bare & (paper >= 250) & (paper > 1.06 * usual)  # noqa: PLR2004
    return float(shade.mean()), float(inner.mean()), float(glare.mean())


def _like_cells(picture: Pixels, ink: Ink) -> Pixels:
    """Return a picture in steps of 4 px, cut to the whole cells of ``ink.bare``."""
    height, width = ink.bare.shape
    return picture[:height, :width]


def _letter_levels(ink: Ink) -> Floats:
    """Return the darkness of the letters in each cell of 48 px that has some."""
    import cv2

    # Every second pixel: cells of 24 of these, whole ones only, which are quick to add.
    step = 24
    height, width = (max(1, side // (2 * step)) for side in ink.classes.shape)
    part = (slice(0, 2 * step * height, 2), slice(0, 2 * step * width, 2))
    letters = (ink.classes[part] == LETTER).astype(np.float32)
    darkness = letters * ink.contrast[part]
    size = (width, height)
    count = cv2.resize(letters, size, interpolation=cv2.INTER_AREA)
    total = cv2.resize(darkness, size, interpolation=cv2.INTER_AREA)
    chosen = count > 0.01  # noqa: PLR2004
    if not chosen.any():
        return np.zeros(1)
    return np.asarray(total[chosen] / count[chosen], dtype=np.float64)


def _share(ink: Ink, names: tuple[int, ...]) -> float:
    area = ink.boxes[np.isin(ink.boxes[:, 5], names), 4].sum()
    return float(area) / ink.classes.size
