"""The text layer as pdfplumber reads it: asked where pdfium's text is garbled.

It finds meanings elsewhere than pdfium (the font program, the character collections),
and costs fifty times as much, so it is the second opinion and never the first.
"""

import re
from collections.abc import Mapping

import pdfplumber

from checker.intake.pdf._chars import REPLACEMENT, meaning_of
from checker.intake.pdf._quiet import PARSER_FAULTS
from checker.model.evidence import TextLine
from checker.model.geometry import Box

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_CONFIDENCE = 0.95


def read_again(path: str, page_no: int, unit: float) -> list[TextLine]:
    """Return the words of one page, unjoined; empty where pdfplumber fails.

    Args:
        path: the file.
        page_no: from 1.
        unit: points for each unit of user space (/UserUnit).
    """
    try:
        with pdfplumber.open(path, pages=[page_no]) as document:
            page = document.pages[0]
            # pdfplumber measures from the media box, readers show the crop box
            left, top = page.cropbox[0] - page.bbox[0], page.cropbox[1] - page.bbox[1]
            words = page.extract_words(keep_blank_chars=True)
            return [_line(word, (left, top), unit) for word in words]
    except PARSER_FAULTS:
        return []


def _line(
    word: Mapping[str, object], corner: tuple[float, float], unit: float
) -> TextLine:
    """Return a word as a line; ``corner`` is what lies left of and above the page."""
    spelled = _UNMAPPED.sub(REPLACEMENT, str(word["text"]))
    text = "".join(meaning_of(ord(char)) for char in spelled)
    x0, y0, x1, y1 = (float(str(word[side])) for side in ("x0", "top", "x1", "bottom"))
    left, top = corner
    box = Box(x0 - left, y0 - top, x1 - left, y1 - top)
    return TextLine(" ".join(text.split()), box.scaled(unit), _CONFIDENCE)
