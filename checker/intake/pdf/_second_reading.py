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
            words = document.pages[0].extract_words(keep_blank_chars=True)
            return [_line(word, unit) for word in words]
    except PARSER_FAULTS:
        return []


def _line(word: Mapping[str, object], unit: float) -> TextLine:
    spelled = _UNMAPPED.sub(REPLACEMENT, str(word["text"]))
    text = "".join(meaning_of(ord(char)) for char in spelled)
    sides = (float(str(word[side])) for side in ("x0", "top", "x1", "bottom"))
    return TextLine(" ".join(text.split()), Box(*sides).scaled(unit), _CONFIDENCE)
