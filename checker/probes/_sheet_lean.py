"""The lean of the text on a page, from three witnesses.

The projection of all ink is sharp where there are many lines; long rules tell their own
angle; and where only a few words stand on a sheet, their own slope is weighed against
how sheets usually lie.
"""

import math
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from checker.probes._sheet_ink import Ink
from checker.probes._sheet_pieces import FRAME, LETTER, RULE, SPECK
from checker.probes._sheet_words import (
    Floats,
    along,
    lean_of_words,
    slope,
    weighted_middle,
)

_POINTS = 6000
_COARSE_POINTS = 1500
_REACH_DEG = 45.0
_USUAL_DEG = 13.0
_STAND_OUT = 1.6
_DRAW = 0.2
_BELL = np.array([1.0, 2.0, 3.0, 2.0, 1.0]) / 9
"""Sheets lie in scanners and hands within 13 degrees; a steeper lean is believed where
its lines are sharper by this factor. Chosen by hand. Measured set: 110 pages of
tests/makers.py; the steep angles of level pages reach 0.84 of the level ones, those of
pages that lean by 20 to 38 degrees 1.3 (prose) to 3. Among the usual leans a small one
is likelier, by up to a fifth: the letters of seals draw a peak away by that."""

_LONG_RULE_PX = 100
_THIN = 12.0
_MOST_RULES = 16
_LEAST_RULES_PX = 300
_RULES_AGREE_DEG = 0.15
"""Two rules and more, each an inch long and 12 times as long as high, three inches
together, that lie this close around their middle angle on average (by length) are
believed: writing that ends where a rule begins draws the projection away.
Source: own measured set, 220 pages of sample_data.world in the tuning fonts."""

_shown: "WeakKeyDictionary[Ink, Floats]" = WeakKeyDictionary()


def find_lean(ink: Ink, axis: int) -> tuple[float, float]:
    """Return the lean of the lines along an axis, and how sharply they stand out.

    Args:
        ink: the page's.
        axis: 0 for lines across the page, 1 for lines along its height.

    Returns:
        Degrees, clockwise positive, and the height of the projection's peak against its
        middle. Cost: about 2 CPU ms.
    """
    if ink not in _shown:
        _shown[ink] = _points(ink)
    points = along(_shown[ink], axis)
    em_px = max(4.0, ink.em_px)
    angle_deg, energy = _lean(points, em_px)
    ruled_deg = _lean_of_rules(ink, axis)
    if ruled_deg is not None:
        return ruled_deg, energy
    words_deg = lean_of_words(ink, axis, angle_deg)
    return (angle_deg if words_deg is None else words_deg), energy


def _lean_of_rules(ink: Ink, axis: int) -> float | None:
    """Return the middle angle of the long rules along an axis, if they agree."""
    boxes = ink.boxes[ink.boxes[:, 5] == RULE]
    long, high = boxes[:, 2 + axis], boxes[:, 3 - axis]
    chosen = boxes[(long >= _LONG_RULE_PX) & (long >= _THIN * high)]
    if chosen.shape[0] == 0:
        return None
    order = np.argsort(-chosen[:, 2 + axis], kind="stable")[:_MOST_RULES]
    lengths = chosen[order, 2 + axis].astype(np.float64)
    if lengths.size == 1 or lengths.sum() < _LEAST_RULES_PX:
        return None
    angles = np.array([_slope_deg(ink, box, axis) for box in chosen[order]])
    middle = weighted_middle(angles, lengths)
    off = float(np.average(np.abs(angles - middle), weights=lengths))
    return middle if off <= _RULES_AGREE_DEG else None


def _slope_deg(ink: Ink, box: NDArray[np.int32], axis: int) -> float:
    x, y, width, height = (int(v) for v in box[:4])
    inside = ink.classes[y : y + height, x : x + width] == RULE
    rows, columns = np.nonzero(inside)
    points = along(np.stack([columns, rows], axis=1).astype(np.float64), axis)
    return math.degrees(math.atan(slope(points)))


def _points(ink: Ink) -> Floats:
    import cv2

    areas = np.bincount(ink.boxes[:, 5], ink.boxes[:, 4], minlength=8)
    shown = np.zeros(256, np.uint8)
    shown[[LETTER, RULE, FRAME]] = 1
    # Dots lead along lines, unless there are so many that they are grain.
    shown[SPECK] = int(areas[SPECK] < 0.3 * areas[LETTER])
    flat = np.flatnonzero(cv2.LUT(ink.classes, shown).view(np.bool_).ravel())
    step = max(1, flat.size // _POINTS)
    y, x = np.divmod(flat[::step], ink.classes.shape[1])
    # On whole pixels, bins of a pixel and a half would favour an angle of just 0.
    return np.stack([x, y], axis=1) + _dither(x.size)


@lru_cache(maxsize=8)
def _dither(count: int) -> Floats:
    """Return offsets within a pixel, the same each time, shape (count, 2)."""
    return np.random.default_rng(1).random((count, 2))


def _lean(points: Floats, em_px: float) -> tuple[float, float]:
    """Return the angle in degrees that sharpens the projection most, and how much."""
    if points.shape[0] < 20:  # noqa: PLR2004
        return 0.0, 1.0
    few = points[:: max(1, points.shape[0] // _COARSE_POINTS)]
    wide = np.arange(-_REACH_DEG, _REACH_DEG + 0.1, 1.0)
    rough = _energies(few, wide, em_px / 2)
    # Cells and watermarks line up along diagonals too: a steep lean must stand out.
    usual = np.abs(wide) <= _USUAL_DEG
    weight = np.where(usual, 1 - _DRAW * np.abs(wide) / _USUAL_DEG, 1 / _STAND_OUT)
    best = float(wide[np.argmax(rough * weight)])
    for reach, step, bin_px in ((1.2, 0.2, 0.2 * em_px), (0.5, 0.04, 1.5)):
        fine = np.arange(best - reach, best + reach + step / 2, step)
        energies = _energies(points, fine, max(1.0, bin_px))
        best = float(np.clip(_peak(fine, energies), -_REACH_DEG, _REACH_DEG))
    return best, float(rough.max() / max(1e-9, np.median(rough)))


def _peak(angles: Floats, energies: Floats) -> float:
    """Return the middle of the top of a noisy peak."""
    smooth = np.convolve(np.pad(energies, 2, mode="edge"), _BELL, mode="valid")
    high = smooth - (smooth.max() - 0.3 * (smooth.max() - smooth.min()))
    weight = np.maximum(0.0, high)
    if weight.sum() <= 0:
        return float(angles[angles.size // 2])
    return float(np.sum(weight * angles) / weight.sum())


def _energies(points: Floats, angles_deg: Floats, bin_px: float) -> Floats:
    """Return the sum of the squared counts of points in each bin, for each angle."""
    out = np.empty(angles_deg.size)
    x, y = np.ascontiguousarray(points.T) / bin_px
    place, back = np.empty_like(x), np.empty_like(x)
    bins = np.empty(x.size, np.int64)
    for index, angle in enumerate(np.deg2rad(angles_deg)):
        np.multiply(y, math.cos(angle), out=place)
        np.multiply(x, math.sin(angle), out=back)
        place -= back
        place -= place.min()
        bins[:] = place
        counts = np.bincount(bins)
        out[index] = float(counts @ counts)
    return out
