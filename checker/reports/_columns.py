"""Columns that stay straight where Chinese and Latin letters mix."""

import unicodedata
from collections.abc import Sequence

_WIDE = frozenset({"W", "F"})
_NO_ROOM = frozenset({"Mn", "Me", "Cf"})

GAP = "  "
"""What stands between two columns."""


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes.

    Source: UAX 11; characters of ambiguous width count as narrow, as terminals show
    them unless told otherwise, and are kept out of columns.
    """
    return sum(_cells(char) for char in text)


def padded(text: str, cells: int) -> str:
    """Return the text with spaces behind it, up to a width."""
    return text + " " * max(0, cells - width(text))


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line a row; every column but the last is as wide as its widest cell."""
    if not rows:
        return []
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            padded(cell, cells) for cell, cells in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def underlined(text: str, sign: str) -> list[str]:
    """Return a heading and the line under it."""
    return [text, sign * width(text)]


def _cells(char: str) -> int:
    if unicodedata.category(char) in _NO_ROOM:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
