"""The reader ``tesseract``: the installed program of that name, through pytesseract."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from statistics import fmean

from checker.errors import SettingsError
from checker.model.page import Pixels, ReadLine, Recognised
from checker.ocr._rows import Placed, in_reading_order

_LANGUAGE = "chi_sim"
_PAGE = "--oem 1 --psm 3"
_LINE = "--oem 1 --psm 7"
"""Page modes of Tesseract: a page whose parts it finds itself, and a single line."""

_BORDER_PX = 10
"""Tesseract wants paper round a line. **Source:** its own guide to better results."""

_LEAST_STRIP_PX = 3
"""Tesseract refuses smaller pictures."""

_TIMEOUT_S = 120
"""A page takes 1 to 3 s; past this the program hangs."""

_REMEDY = (
    "install it with: apt-get install tesseract-ocr tesseract-ocr-chi-sim "
    "(or your system's packages of those names), "
    "or choose --reader rapidocr, or go without text: --no-ocr"
)

_Row = dict[str, str]


class TesseractReader:
    """Reads clean print in simplified Chinese; poor on tables and photographs.

    **Source:** shared notes on engines, section 2c: 7 % wrong characters on scans, 66 %
    on photographs, twice the cost of ``rapidocr``.
    """

    name = "tesseract"
    languages = ("zh",)

    def __init__(self) -> None:
        missing = self.is_available()
        if missing:
            message = f"the reader tesseract cannot be used: {missing}; {_REMEDY}"
            raise SettingsError(message)

    @property
    def version(self) -> str:
        """The version of this code and of the program."""
        return f"1+tesseract{_program_version()}"

    @staticmethod
    def is_available() -> str:
        """Return what is missing; empty: nothing."""
        if find_spec("pytesseract") is None:
            return "the package pytesseract is not installed"
        return _missing_program()

    def read(self, image: Pixels) -> tuple[ReadLine, ...]:
        """Read an upright RGB page: lines in reading order, boxes in its pixels."""
        if min(image.shape[:2], default=0) < _LEAST_STRIP_PX:
            return ()
        rows = _words(image, _PAGE)
        lines: dict[tuple[str, ...], list[_Row]] = {}
        for row in rows:
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(row)
        return in_reading_order([Placed(_line(words), 0.0) for words in lines.values()])

    def recognise(self, strips: list[Pixels]) -> tuple[Recognised, ...]:
        """Read RGB strips of one text line each, without looking for lines first."""
        return tuple(_recognise(strip) for strip in strips)


@cache
def _missing_program() -> str:
    import pytesseract  # noqa: PLC0415  # heavy: it looks for pandas

    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return "the program tesseract is not installed or not on PATH"
    if _LANGUAGE not in languages:
        return f"tesseract has no data for the language {_LANGUAGE}"
    return ""


@cache
def _program_version() -> str:
    import pytesseract  # noqa: PLC0415  # heavy: it looks for pandas

    try:
        return str(pytesseract.get_tesseract_version())
    except (pytesseract.TesseractNotFoundError, SystemExit):
        return "none"


@contextmanager
def _one_thread() -> Iterator[None]:
    # Tesseract starts four threads a page; several workers would fight for the cores.
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before


def _words(image: Pixels, config: str) -> list[_Row]:
    import pytesseract  # noqa: PLC0415  # heavy: it looks for pandas
    from PIL import Image  # noqa: PLC0415  # only needed with the program

    with _one_thread():
        table: str = pytesseract.image_to_data(
            Image.fromarray(image), lang=_LANGUAGE, config=config, timeout=_TIMEOUT_S
        )
    head, *body = table.rstrip("\n").split("\n")
    names = head.split("\t")
    rows = [dict(zip(names, line.split("\t"), strict=False)) for line in body]
    return [
        row for row in rows if row.get("text", "").strip() and float(row["conf"]) >= 0
    ]


def _line(words: list[_Row]) -> ReadLine:
    boxes = [
        (
            float(word["left"]),
            float(word["top"]),
            float(word["left"]) + float(word["width"]),
            float(word["top"]) + float(word["height"]),
        )
        for word in words
    ]
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    box_px = (min(x0s), min(y0s), max(x1s), max(y1s))
    return ReadLine(_joined(words), box_px, _confidence(words))


def _joined(words: list[_Row]) -> str:
    text = ""
    for word in (each["text"].strip() for each in words):
        # Between Chinese characters Tesseract's spaces mean nothing.
        is_latin = text[-1:].isascii() and word[:1].isascii() and bool(text)
        text += f" {word}" if is_latin else word
    return text


def _confidence(words: list[_Row]) -> float:
    letters = [float(word["conf"]) for word in words for _ in word["text"]]
    return round(fmean(letters) / 100, 4) if letters else 0.0


def _recognise(strip: Pixels) -> Recognised:
    import cv2

    if min(strip.shape[:2], default=0) < _LEAST_STRIP_PX:
        return Recognised("", 0.0)
    border = (_BORDER_PX,) * 4
    framed = cv2.copyMakeBorder(strip, *border, cv2.BORDER_REPLICATE)
    words = _words(framed.astype("uint8"), _LINE)
    return Recognised(_joined(words), _confidence(words))


READER = TesseractReader
