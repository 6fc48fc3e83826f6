"""The characters of a page's text layer with their places, as pdfium gives them."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

_MAX_CHARS = 50_000
_SAMPLE_CHARS = 200
_BLANK = 0x20
_LEAN_QUARTERS = 1 / 8
_RADICALS = range(0x2E80, 0x2FE0)
_LINE_ENDS = frozenset({0x0A, 0x0D})
_UNSOUND = frozenset({"Cc", "Cn", "Co", "Cs"})
REPLACEMENT = "\ufffd"


class Char(NamedTuple):
    """One character, in user space; one without a meaning is ``REPLACEMENT``."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.right - self.left, self.top - self.bottom)

    def distance(self, other: "Char") -> float:
        """Return the gap to another character, the larger of across and up."""
        across = max(self.left - other.right, other.left - self.right, 0.0)
        return max(across, self.bottom - other.top, other.bottom - self.top)


def read_runs(page: object) -> Iterator[list[Char]]:
    """Yield runs of characters in drawing order; pdfium ends a run at each line end.

    Blanks carry no box of their own. Characters outside the page are left in.
    """
    textpage = pdfium_c.FPDFText_LoadPage(page)
    if not textpage:
        return
    try:
        yield from _runs(textpage)
    finally:
        pdfium_c.FPDFText_ClosePage(textpage)


def quarter_turns(page: object) -> list[int]:
    """Return the quarter turns clockwise in user space of a sample of characters.

    pdfium counts angles clockwise (tested with turned text in tests/unit/intake).

    A character that leans by more than an eighth of a quarter has none and is left
    out, as are those without ink.
    """
    textpage = pdfium_c.FPDFText_LoadPage(page)
    if not textpage:
        return []
    try:
        count = min(pdfium_c.FPDFText_CountChars(textpage), _MAX_CHARS)
        step = max(1, count // _SAMPLE_CHARS)
        angles = [
            pdfium_c.FPDFText_GetCharAngle(textpage, index)
            for index in range(0, count, step)
            if pdfium_c.FPDFText_GetUnicode(textpage, index) > _BLANK
        ]
    finally:
        pdfium_c.FPDFText_ClosePage(textpage)
    quarters = [2 * angle / math.pi for angle in angles if angle >= 0]
    return [
        round(one) % 4 for one in quarters if abs(one - round(one)) < _LEAN_QUARTERS
    ]


def _runs(textpage: object) -> Iterator[list[Char]]:
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    places = [ctypes.byref(edge) for edge in edges]
    run: list[Char] = []
    for index in range(min(pdfium_c.FPDFText_CountChars(textpage), _MAX_CHARS)):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if code in _LINE_ENDS:
            if run:
                yield run
            run = []
            continue
        pdfium_c.FPDFText_GetCharBox(textpage, index, *places)
        corners = left.value, bottom.value, right.value, top.value
        if not math.isfinite(sum(corners)):
            continue
        is_lost = pdfium_c.FPDFText_HasUnicodeMapError(textpage, index) == 1
        run.append(Char(REPLACEMENT if is_lost else meaning_of(code), *corners))
    if run:
        yield run


@lru_cache(maxsize=65_536)
def meaning_of(code: int) -> str:
    """Return the character of a code point, ``REPLACEMENT`` where it has no meaning.

    Radicals, which some fonts name in place of the characters that look the same,
    become those characters.
    """
    text = chr(code) if 0 < code < 0x110000 else REPLACEMENT  # noqa: PLR2004
    if text.isspace():
        return " "
    if code in _RADICALS:
        return unicodedata.normalize("NFKC", text)
    return REPLACEMENT if unicodedata.category(text) in _UNSOUND else text
