"""The lean of a few words: rows of letters, each with its slope."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.probes._sheet_ink import Ink
from checker.probes._sheet_pieces import LETTER

Floats = NDArray[np.float64]

_MOST_PIECES = 120
_FEW_EM = 6000.0
"""Pieces of ink, and the sum of the cubes of the rows' lengths in ems (one row of 18
characters), below which the projection has side peaks as high as the right one. Source:
own measured set, 220 pages of sample_data.world in the tuning fonts."""

_LETTER_SPREAD = 0.045
"""How far (in ems) the ink of a character lies from the line, sigma. Source: own
measured set, 90 pages of sample_data.world, rows of 2 to 16 characters."""

_ROW_EM = 0.36
"""Spread of the ink of a row around its line, above which two lines or the letters of a
seal are mixed in it; that of one row is 0.29 where ink is even over its height."""

_WORD_GAP_EM = 1.5
"""Middles farther apart need not stand on one line: a word and a seal or a hole."""

_LINE_GAP_EM = 0.6
_LEAST_DENSE = 0.8
"""Pieces of ink to an em of a row; characters have one to three, scenery has fewer."""

_SHORTEST_EM = 1.5
_USUAL_LEAN_DEG = 3.0
"""How sheets lie, sigma: few words that seem to lean more are mostly uneven words."""

_MOST_LEAN_DEG = 13.0
_BETTER = 1.3
"""Rows along the projection's angle are believed where they tell that much more."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a page along a tilt: what they tell of the lean, in radians.

    ``length``: sum of the cubes of their lengths in ems.
    """

    length: float
    slopes: Floats
    sure: Floats


def lean_of_words(ink: Ink, axis: int, hint_deg: float) -> float | None:
    """Return the lean of a few words, drawn towards level by how unsure they are.

    Args:
        ink: the page's.
        axis: 0 for lines across the page, 1 for lines along its height.
        hint_deg: where the projection has its peak.

    Returns:
        Degrees, clockwise positive; None where there are enough lines for the
        projection, or no letters at all.
    """
    if not 0 < ink.letters.shape[0] <= _MOST_PIECES:
        return None
    level = _rows_along(ink, axis, 0.0)
    if level.length > _FEW_EM:
        return None
    best = level
    if abs(hint_deg) <= _MOST_LEAN_DEG:
        tilted = _rows_along(ink, axis, math.radians(hint_deg))
        is_better = tilted.sure.sum() > _BETTER * level.sure.sum()
        best = tilted if is_better else level
    if not best.sure.size:
        return 0.0
    lean_deg = math.degrees(weighted_middle(best.slopes, best.sure))
    spread_deg = math.degrees(1 / math.sqrt(float(best.sure.sum())))
    return lean_deg / (1 + (spread_deg / _USUAL_LEAN_DEG) ** 2)


def _rows_along(ink: Ink, axis: int, tilt: float) -> _Rows:
    em_px = max(4.0, ink.em_px)
    letters = ink.letters
    middles = along(letters[:, :2] + letters[:, 2:4] / 2, axis) @ _turn(tilt)
    rows = [
        part
        for row in _split(
            np.arange(middles.shape[0]), middles[:, 1], _LINE_GAP_EM * em_px
        )
        for part in _split(row, middles[:, 0], _WORD_GAP_EM * em_px)
    ]
    spans = [float(np.ptp(middles[row, 0])) / em_px + 1 for row in rows]
    told = [
        (tilt + math.atan(slope_), span)
        for row, span in zip(rows, spans, strict=True)
        if _SHORTEST_EM < span < row.size / _LEAST_DENSE
        for slope_, spread in [_slope_of_row(ink, letters[row], axis=axis, tilt=tilt)]
        if spread <= _ROW_EM * em_px
    ]
    usual = [one for one in told if abs(one[0]) <= math.radians(_MOST_LEAN_DEG)]
    slopes = np.array([lean for lean, _ in usual])
    sure = np.array([span**3 / 12 for _, span in usual]) / _LETTER_SPREAD**2
    return _Rows(float(sum(span**3 for span in spans)), slopes, sure)


def _slope_of_row(
    ink: Ink, boxes: NDArray[np.int32], *, axis: int, tilt: float
) -> tuple[float, float]:
    """Return the slope of the ink of some letters, and its spread around that (px)."""
    found = []
    for x, y, width, height in boxes[:, :4].tolist():
        part = ink.classes[y : y + height, x : x + width] == LETTER
        rows, columns = np.nonzero(part)
        found.append(np.stack([columns + x, rows + y], axis=1).astype(np.float64))
    points = along(np.concatenate(found), axis) @ _turn(tilt)
    rise = slope(points)
    return rise, float(np.std(points[:, 1] - rise * points[:, 0]))


def _turn(tilt: float) -> Floats:
    """Return what levels points that lean by an angle, for (x, y) @ turn."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    return np.array([[cos, -sin], [sin, cos]])


def _split(
    members: NDArray[np.integer], places: Floats, gap: float
) -> list[NDArray[np.integer]]:
    """Return members in groups, apart where no place lies for more than a gap."""
    order = members[np.argsort(places[members], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(places[order]) > gap) + 1)


def along(points: Floats, axis: int) -> Floats:
    """Return (x, y) with the text running along x."""
    if axis == 0:
        return points
    # Turned by 90 degrees clockwise, the page's x runs up the text's own y.
    return np.stack([points[:, 1], -points[:, 0]], axis=1)


def slope(points: Floats) -> float:
    """Return the rise of a cloud of points (x, y) by least squares."""
    x, y = (points - points.mean(axis=0)).T
    return float(x @ y / max(1e-9, x @ x))


def weighted_middle(values: Floats, weights: Floats) -> float:
    """Return the value below which half of the weight lies."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(below, below[-1] / 2)])
