"""Cells of a page in rows: lines of text cut at their spaces and put side by side."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.model.evidence import TextLine
from checker.model.geometry import Box

_ROW_SHARE = 0.6
"""Cells of one row lie closer than this share of the usual height. Source: rows
of ledgers are 1.4 letters high at least; pages that lean by 1 degree still hold."""

_NARROW = 0.55
"""Width of a Latin letter or a digit, in Chinese characters."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text without spaces, NFKC-normalised; the box on the upright page.

    ``level_pt`` is how far down its middle lies once the page no longer leans.
    """

    text: str
    box: Box
    confidence: float
    level_pt: float


Row = tuple[Cell, ...]
"""Cells from left to right."""


def cells_of(lines: Iterable[TextLine], lean_deg: float = 0.0) -> list[Cell]:
    """Return the cells of upright lines of a page that leans, clockwise positive."""
    slope = math.tan(math.radians(lean_deg))
    cells = []
    for line in lines:
        text = unicodedata.normalize("NFKC", line.text)
        widths = [1.0 if ord(one) > ord("⺀") else _NARROW for one in text]
        total = sum(widths) or 1.0
        for match in re.finditer(r"\S+", _closed(text)):
            left = sum(widths[: match.start()]) / total * line.box.width
            right = sum(widths[: match.end()]) / total * line.box.width
            box = Box(line.box.x0 + left, line.box.y0, line.box.x0 + right, line.box.y1)
            across, down = box.centre
            level_pt = down - slope * across
            cells.append(Cell(match[0], box, line.confidence, level_pt))
    return cells


def _closed(text: str) -> str:
    """Close the gap in 合 计, keeping the places of all other letters."""
    return re.sub(r"(合|总|共|小)(\s+)(计)", r"\1\3\2", text)


def rows_of(cells: Sequence[Cell]) -> list[Row]:
    """Return the rows of a page from top to bottom."""
    rows: list[list[Cell]] = []
    reach_pt = _ROW_SHARE * _usual_height(cells)
    for cell in sorted(cells, key=lambda one: one.level_pt):
        if rows and cell.level_pt - _middle(rows[-1]) < reach_pt:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [tuple(sorted(row, key=lambda one: one.box.x0)) for row in rows]


def _middle(row: Sequence[Cell]) -> float:
    return sum(one.level_pt for one in row) / len(row)


def _usual_height(cells: Sequence[Cell]) -> float:
    heights = sorted(one.box.height for one in cells)
    return heights[len(heights) // 2] if heights else 0.0
