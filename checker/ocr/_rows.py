"""Put the lines of a page into reading order."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from checker.model.page import ReadLine

_SAME_ROW_SHARE = 0.5
"""Lines whose heights overlap by half the smaller height stand in one row."""

_LONG_ASPECT = 3.0
"""Only lines three times as long as high show how the page leans."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and how it lies: ``slope`` is its rise over its run, down positive."""

    line: ReadLine
    slope: float


@dataclass(frozen=True, slots=True)
class _Levelled:
    line: ReadLine
    left: float
    middle: float
    height: float


def in_reading_order(placed: Sequence[Placed]) -> tuple[ReadLine, ...]:
    """Return the lines row by row from the top, each row from the left.

    The lean of the page is taken out first, so that a wide table scanned askew keeps
    its rows. Columns of text side by side are read across.
    """
    slope = _lean(placed)
    rows: list[list[_Levelled]] = []
    for line in sorted(
        (_levelled(each, slope) for each in placed),
        key=lambda each: (each.middle, each.left, each.line.text),
    ):
        if rows and _in_row(line, rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(
        each.line for row in rows for each in sorted(row, key=lambda each: each.left)
    )


def _lean(placed: Sequence[Placed]) -> float:
    slopes = [each.slope for each in placed if _aspect(each.line) > _LONG_ASPECT]
    return median(slopes) if slopes else 0.0


def _aspect(line: ReadLine) -> float:
    x0, y0, x1, y1 = line.box_px
    return (x1 - x0) / max(1.0, y1 - y0)


def _levelled(placed: Placed, slope: float) -> _Levelled:
    x0, y0, x1, y1 = placed.line.box_px
    angle = -math.atan(slope)
    centre_x, centre_y = (x0 + x1) / 2, (y0 + y1) / 2
    middle = centre_x * math.sin(angle) + centre_y * math.cos(angle)
    # The upright box of a leaning line is taller than the line by its own rise.
    height = max(1.0, (y1 - y0) - abs(placed.slope) * (x1 - x0))
    return _Levelled(placed.line, x0, middle, height)


def _in_row(line: _Levelled, row: list[_Levelled]) -> bool:
    middle = sum(each.middle for each in row) / len(row)
    height = min(line.height, median(each.height for each in row))
    reach = (line.height + median(each.height for each in row)) / 2
    overlap = reach - abs(line.middle - middle)
    return overlap >= _SAME_ROW_SHARE * height + abs(reach - height)
