"""The likeliest header on a page: which band, how likely, with or without a rule."""

import functools
import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.probes._header_bands import (
    BoxPx,
    Layout,
    measure_lean,
    read_layout,
    straighten,
)
from checker.probes._header_features import (
    Maps,
    Row,
    count_rows,
    describe,
    header_blocks,
    rule_below,
)
from checker.probes._ink import Inks, Plane, quantile

MODEL_FILE = "_header_model.json"
MAP_DPI = 48.0
"""A rule of 0.4 mm still leaves a grey line. Source: measured set: drawn headers."""

_MIN_LIMIT, _SHARE_OF_STRONG = 0.07, 0.3
_MIN_PX = 40
_DESK_SHARE, _DESK_EDGE = 0.004, 0.2
"""A desk covers this share of the picture, and of one of its edges; print that runs off
the paper does not. Source: own drawn photographs."""


@dataclass(frozen=True, slots=True)
class Blot:
    """A seal to leave out: an ellipse in pixels of the map as displayed."""

    x: float
    y: float
    half_w: float
    half_h: float


@dataclass(frozen=True, slots=True)
class Upright:
    """How the map was turned and straightened; boxes find their way back by it."""

    quarter_turns: int
    lean_deg: float
    shape: tuple[int, int]

    def back(self, box: BoxPx) -> tuple[float, float, float, float]:
        """Return a box of the straightened map as it lies on the page as displayed."""
        height, width = self.shape
        slope = math.tan(math.radians(self.lean_deg))
        lift = (slope * (box[0] - width / 2), slope * (box[2] - width / 2))
        x0, x1 = float(box[0]), float(box[2])
        y0, y1 = box[1] + min(lift), box[3] + max(lift)
        for _ in range(self.quarter_turns):
            x0, y0, x1, y1 = height - y1, x0, height - y0, x1
            height, width = width, height
        return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class Header:
    """A likely header; ``block`` in pixels of the straightened map."""

    block: BoxPx
    rows: tuple[BoxPx, ...]
    probability: float
    has_rule: bool
    upright: Upright


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic model over capped, standardised features."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    weight: NDArray[np.float64]
    base: float

    def probability(self, row: Row) -> float:
        """Return the probability that a block is a header."""
        steps = np.clip((row - self.mean) / self.spread, -4, 4)
        return float(1 / (1 + math.exp(-(self.base + float(steps @ self.weight)))))


@functools.cache
def load_judge(part: str) -> Judge:
    """Return the model of one part: ``colour`` or ``grey``."""
    text = Path(__file__).with_name(MODEL_FILE).read_text(encoding="utf-8")
    values = json.loads(text)[part]
    return Judge(
        mean=np.array(values["mean"]),
        spread=np.array(values["spread"]),
        weight=np.array(values["weight"]),
        base=float(values["base"]),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at a page for headers: its maps, its layout, how it was set upright."""

    maps: Maps
    layout: Layout
    upright: Upright

    def blocks(self, *, ruled: bool = False) -> list[tuple[BoxPx, Row]]:
        """Return candidate blocks, all or those over a rule, with their features."""
        scale = self.maps.px_per_mm
        return [
            (block, describe(self.maps, self.layout, block))
            for block in header_blocks(self.layout, scale)
            if not ruled or rule_below(self.layout, block, scale) is not None
        ]


def read_page(
    inks: Inks,
    plane: Plane,
    blots: list[Blot],
    *,
    quarter_turns: int,
    hint_deg: float | None = None,
) -> Reading | None:
    """Return the page's layout in one kind of ink, or None where no band of it stands.

    Args:
        inks: the page as displayed.
        plane: the ink to look at.
        blots: seals to leave out.
        quarter_turns: how far the content is turned clockwise, in quarters.
        hint_deg: the lean of the page's text, if known.
    """
    clean = _without_desk(_without(plane, blots))
    limit = _limit(clean)
    if int(np.count_nonzero(clean > limit)) < _MIN_PX:
        return None
    turned = np.ascontiguousarray(np.rot90(clean, quarter_turns))
    lean = measure_lean((turned > limit).astype(np.uint8), hint_deg)
    ink = straighten(turned, lean)
    layout = read_layout(ink, limit, inks.px_per_mm)
    if not layout.bands:
        return None
    height, width = ink.shape
    maps = _upright_maps(inks, ink, turned=(quarter_turns, lean))
    return Reading(maps, layout, Upright(quarter_turns, lean, (height, width)))


def _upright_maps(inks: Inks, ink: Plane, *, turned: tuple[int, float]) -> Maps:
    quarter_turns, lean = turned
    is_grey = inks.channels[0] is inks.dark
    planes = [inks.dark, inks.paper, *(() if is_grey else inks.channels)]
    dark, paper, *channels = (
        straighten(np.ascontiguousarray(np.rot90(p, quarter_turns)), lean)
        for p in planes
    )
    red, green, blue = channels or (dark, dark, dark)
    rows = count_rows(dark)
    return Maps(ink, dark, red, green, blue, paper, inks.px_per_mm, rows)


def _limit(plane: Plane) -> float:
    some = plane[plane > _MIN_LIMIT]
    if not some.size:
        return _MIN_LIMIT
    strong = _SHARE_OF_STRONG * quantile(some, 0.85)
    return max(_MIN_LIMIT, strong, _above_grain(plane))


def _above_grain(plane: Plane) -> float:
    """Return what one or two in a thousand pixels of bare paper exceed by grain.

    Bare paper is most of a page: its median and its 70th percentile give the spread of
    a normal distribution (0.524 standard deviations apart); this is three of them.
    """
    some = np.sort(plane[::3, ::3], axis=None)
    middle, above = float(some[some.size // 2]), float(some[int(0.7 * some.size)])
    return middle + 3 * (above - middle) / 0.524


def _without(plane: Plane, blots: list[Blot]) -> Plane:
    import cv2

    if not blots:
        return plane
    clean = plane.copy()
    for blot in blots:
        centre = (round(blot.x), round(blot.y))
        axes = (math.ceil(blot.half_w) + 1, math.ceil(blot.half_h) + 1)
        cv2.ellipse(clean, centre, axes, 0, 0, 360, 0, -1)
    return clean


def _without_desk(plane: Plane) -> Plane:
    """Return the map without what lies around a photographed sheet.

    Wood is warm, and a frame of it looks like red rules: whatever is joined to the edge
    of the picture and large is no print.
    """
    import cv2

    # Grain of a dark photograph would join the whole sheet to the desk.
    mask = (cv2.medianBlur(plane, 5) > _MIN_LIMIT).astype(np.uint8)
    if not _reaches_edge(mask):
        return plane
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=4)
    height, width = mask.shape
    x, y, w, h, area = stats.T
    at_edge = (x == 0) | (y == 0) | (x + w == width) | (y + h == height)
    desk = at_edge & (area > _DESK_SHARE * mask.size)
    desk[0] = False
    if not desk.any():
        return plane
    around = cv2.dilate(desk[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.where(around > 0, np.float32(0), plane)


def _reaches_edge(mask: NDArray[np.uint8]) -> bool:
    sides = (mask[0], mask[-1], mask[:, 0], mask[:, -1])
    return any(float(side.mean()) > _DESK_EDGE for side in sides)


def find_header(reading: Reading, part: str) -> Header | None:
    """Return the likeliest header of a page, None where nothing resembles one.

    In grey only a band over a rule can be told from a title.
    """
    judge = load_judge(part)
    best: tuple[float, BoxPx] | None = None
    for block, row in reading.blocks(ruled=part == "grey"):
        odds = judge.probability(row)
        if best is None or odds > best[0] + 1e-9:
            best = (odds, block)
    if best is None:
        return None
    odds, block = best
    scale = reading.maps.px_per_mm
    rows = tuple(
        b for b in reading.layout.bands if b[1] >= block[1] - 1 and b[3] <= block[3] + 1
    )
    has_rule = rule_below(reading.layout, block, scale) is not None
    return Header(block, rows, odds, has_rule, reading.upright)
