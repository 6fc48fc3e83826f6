"""Bands of large glyphs and long rules on an upright, straightened map of ink."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane, quantile

Mask = NDArray[np.uint8]
BoxPx = tuple[int, int, int, int]

_MAX_SKEW_DEG = 4.0
_HINT_OFF_DEG = 1.0
"""Where the lean of the text is known, that of the header lies this close to it."""

_SKEW_STEP_DEG = 0.25
_LEAN_POINTS = 6000
_LINE_GAP_MM = 14.0
"""A star or a badge in the middle of the rule. Source: shared notes, domain 1."""

_LINE_PIECE_MM = 24.0
"""Longer than the strokes of any letter, shorter than half a rule."""

_LINE_SHARE = 0.42
_LINE_THICK_MM = 4.2
_LEAST_STRAIGHT, _LEAST_STRAIGHT_THIN, _THIN_MM = 0.9, 0.6, 2.2
"""Rules have 0.93 and more; the densest rows of a line of text reach 0.88, but are not
so thin. Source: measured set: 40 drawn pages."""

_BESIDE = 0.3
"""A rule stands free; the densest rows of a line of text have half as much ink next to
them. Source: own measured set, drawn headers and pages of text."""

_STAIR_MM = 4.0
"""Steps of a rule that leans, in the next row of pixels, and pieces of a second rule
beside it are that long; strokes of running text are not. Source: a drawn header that
leans by 2.3 degrees, steps of 4 to 8 mm; own measured set of pages of text."""

_LETTER_GAP_MM = 24.0
"""Four letters spread over 150 mm leave gaps of 20 mm and more."""

_MOST_RULES = 3
"""A double rule counts once or twice, and a table may follow it."""

_RULE_SHARE = 0.3
_RULE_INK = 0.1
"""Absorbance of a faint black rule at 48 dpi; a grey one of 0.4 mm has twice that."""

_LOWEST_SHARE = 0.52
"""Headers stand in the upper half. Source: shared notes, domain 1 (30 to 130 mm)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A long horizontal run of ink; pixels of the straightened map."""

    box: BoxPx

    @property
    def y(self) -> float:
        """Its middle height."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands on a map: its mask, rules, upright lines and bands of glyphs."""

    mask: Mask
    inked_px: int
    rules: tuple[Rule, ...]
    upright_px: int
    bands: tuple[BoxPx, ...]


def measure_lean(mask: Mask, hint_deg: float | None = None) -> float:
    """Return the lean of rules and words in degrees, clockwise.

    ``hint_deg``: that of the page's text, if known; without it, 4 degrees at most.
    """
    ys, xs = np.nonzero(mask[: round(len(mask) * 0.6)])
    if len(xs) < 40:  # noqa: PLR2004
        return 0.0
    step = max(1, len(xs) // _LEAN_POINTS)
    ys = ys[::step].astype(np.float32)
    xs = xs[::step].astype(np.float32) - mask.shape[1] / 2
    middle = hint_deg or 0.0
    reach = _MAX_SKEW_DEG if hint_deg is None else _HINT_OFF_DEG
    most = math.radians(abs(middle) + reach)
    rise = int(mask.shape[1] * math.tan(most)) + 1
    best, best_angle = -1.0, middle
    for angle in middle + np.arange(-reach, reach + 0.01, _SKEW_STEP_DEG):
        slope = math.tan(math.radians(angle))
        counts = np.bincount((ys - xs * slope + (rise + 0.5)).astype(np.int32))
        energy = float(np.dot(counts, counts)) * (1 - 0.001 * abs(angle - middle))
        if energy > best:
            best, best_angle = energy, float(angle)
    return best_angle


def straighten(plane: Plane, lean_deg: float) -> Plane:
    """Return the map with its rows sheared level about the middle column."""
    import cv2

    if lean_deg == 0:
        return plane
    slope = math.tan(math.radians(lean_deg))
    matrix = np.array([[1, 0, 0], [-slope, 1, slope * plane.shape[1] / 2]])
    size = (plane.shape[1], plane.shape[0])
    return np.asarray(cv2.warpAffine(plane, matrix, size), dtype=np.float32)


def may_hold_rule(dark: Plane, px_per_mm: float) -> bool:
    """Tell cheaply whether a header's rule may lie across an upright map.

    A page without one holds no copy of a header that could be told from a title, and
    one with many is a table.
    """
    upper = np.ascontiguousarray(dark[: round(len(dark) * _LOWEST_SHARE)])
    inked = upper[upper > _RULE_INK]
    if not inked.size:
        return False
    limit = max(_RULE_INK, _RULE_SHARE * quantile(inked, 0.85))
    rules = _find_rules((upper > limit).astype(np.uint8), px_per_mm)
    return 1 <= len(rules) <= _MOST_RULES


def read_layout(plane: Plane, limit: float, px_per_mm: float) -> Layout:
    """Return rules and glyph bands of a straightened map.

    Args:
        plane: ink.
        limit: ink above which a pixel counts.
        px_per_mm: scale of the map.
    """
    mask = (plane > limit).astype(np.uint8)
    rules = _find_rules(mask, px_per_mm)
    glyphs = mask.copy()
    for one in rules:
        x0, y0, x1, y1 = one.box
        glyphs[max(0, y0 - 1) : y1 + 1, x0:x1] = 0
    bands = _find_bands(glyphs, px_per_mm)
    upright = _upright_px(glyphs, px_per_mm) if bands else 0
    return Layout(mask, int(mask.sum()), rules, upright, bands)


def _find_rules(mask: Mask, px_per_mm: float) -> tuple[Rule, ...]:
    import cv2

    gap = round(_LINE_GAP_MM * px_per_mm) | 1
    piece = round(_LINE_PIECE_MM * px_per_mm) | 1
    worn = cv2.dilate(mask, np.ones((2, 3), dtype=np.uint8))
    runs = cv2.morphologyEx(
        np.asarray(worn),
        cv2.MORPH_OPEN,
        np.ones((1, piece), dtype=np.uint8),
        borderValue=0,
    )
    joined = cv2.morphologyEx(
        np.asarray(runs), cv2.MORPH_CLOSE, np.ones((1, gap), dtype=np.uint8)
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined))
    other = _without_long(mask, _STAIR_MM * px_per_mm)
    rules = []
    for label in range(1, count):
        x, y, width, height, _ = (int(v) for v in stats[label])
        is_long = width > _LINE_SHARE * mask.shape[1]
        if not is_long or height > _LINE_THICK_MM * px_per_mm:
            continue
        is_thin = height < _THIN_MM * px_per_mm
        least = _LEAST_STRAIGHT_THIN if is_thin else _LEAST_STRAIGHT
        is_straight = _straightest(mask[y : y + height, x : x + width]) > least
        if is_straight and _beside(other[:, x : x + width], y, y + height) < _BESIDE:
            rules.append(Rule((x, y, x + width, y + height)))
    return tuple(sorted(rules, key=lambda r: r.box))


def _without_long(mask: Mask, least_px: float) -> Mask:
    """Return the mask without runs along its rows of that length and more."""
    import cv2

    run = np.ones((1, round(least_px) | 1), dtype=np.uint8)
    long = cv2.morphologyEx(mask, cv2.MORPH_OPEN, run, borderValue=0)
    return np.asarray(cv2.subtract(mask, long), dtype=np.uint8)


def _straightest(part: Mask) -> float:
    """Return the share of columns that the best two rows ink."""
    pairs = np.maximum(part[:-1], part[1:]) if len(part) > 1 else part
    return float(pairs.mean(axis=1).max())


def _beside(strip: Mask, top: int, bottom: int) -> float:
    """Return the share of ink just above or just below, where there is more."""
    sides = (strip[max(0, top - 1) : top], strip[bottom : bottom + 1])
    return max(float(side.mean()) if side.size else 0.0 for side in sides)


def _upright_px(mask: Mask, px_per_mm: float) -> int:
    """Return how many pixels belong to upright lines longer than any stroke."""
    import cv2

    long = round(26 * px_per_mm) | 1
    opened = cv2.morphologyEx(
        mask, cv2.MORPH_OPEN, np.ones((long, 1), dtype=np.uint8), borderValue=0
    )
    return int(np.asarray(opened).sum())


def _find_bands(glyphs: Mask, px_per_mm: float) -> tuple[BoxPx, ...]:
    """Return boxes of rows of large glyphs in the upper half, top first."""
    import cv2

    upper = _without_specks(glyphs[: round(len(glyphs) * _LOWEST_SHARE)], px_per_mm)
    across = round(_LETTER_GAP_MM * px_per_mm) | 1
    joined = cv2.morphologyEx(
        upper, cv2.MORPH_CLOSE, np.ones((1, across), dtype=np.uint8), borderValue=0
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined))
    bands = []
    for label in range(1, count):
        x, y, width, height, _ = (int(v) for v in stats[label])
        if width < 24 * px_per_mm or height < 3 * px_per_mm:
            continue
        part = upper[y : y + height, x : x + width] & (
            labels[y : y + height, x : x + width] == label
        )
        rows = np.nonzero(part.sum(axis=1) > 0.5 * px_per_mm)[0]
        if len(rows):
            bands.append((x, y + int(rows[0]), x + width, y + int(rows[-1]) + 1))
    return tuple(sorted(_merged(bands, px_per_mm), key=lambda b: (b[1], b[0])))


def _without_specks(mask: Mask, px_per_mm: float) -> Mask:
    import cv2

    near = round(0.8 * px_per_mm) | 1
    kernel = np.ones((near, near), dtype=np.uint8)
    clumps = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel, borderValue=0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(clumps))
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    keep = sides > 1.6 * px_per_mm
    keep[0] = False
    kept = keep[:count][labels]
    return np.asarray(mask * kept, dtype=np.uint8)


def _merged(bands: list[BoxPx], px_per_mm: float) -> list[BoxPx]:
    """Join pieces of one row: dots, split glyphs, parts a seal has cut off."""
    merged: list[BoxPx] = []
    for one in sorted(bands, key=lambda b: (b[1], b[0])):
        for k, other in enumerate(merged):
            overlap = min(one[3], other[3]) - max(one[1], other[1])
            gap = max(one[0], other[0]) - min(one[2], other[2])
            lower = min(one[3] - one[1], other[3] - other[1])
            if overlap > 0.45 * lower and gap < 40 * px_per_mm:
                merged[k] = (
                    min(one[0], other[0]), min(one[1], other[1]),
                    max(one[2], other[2]), max(one[3], other[3]),
                )  # fmt: skip
                break
        else:
            merged.append(one)
    return merged
