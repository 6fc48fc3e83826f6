"""Square stamps: four sides of ink found together, then drawn tight."""

import math

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane, quantile
from checker.probes._seal_shapes import Outline, sample

_COARSE = 3
"""Pixels of the map in one of the search: 72 dpi becomes 24."""

_TURNS_DEG = (0.0, -6.0, 6.0, -12.0, 12.0, -18.0, 18.0)
"""Stamps pressed by hand lean a little; more is left to components."""

_SIDES_MM = (14.5, 27.0)
"""Source: shared notes, domain 2 (16 to 25 mm), with a margin for blur."""

_LEAST_SIDE = 0.42
"""Share of a side that shows ink, of the weakest side."""

_PER_TURN = 4
_LEAST_CLOSED, _MOST = 0.4, 8
"""Source: measured set: of 217 stamps on drawn pages the least closed side has 0.4."""


def square_starts(plane: Plane, floor: float, px_per_mm: float) -> list[Outline]:
    """Return squares whose four sides all carry ink.

    Args:
        plane: ink at 72 dpi.
        floor: the ink of bare paper.
        px_per_mm: scale of the map.
    """
    import cv2

    size = (max(1, plane.shape[1] // _COARSE), max(1, plane.shape[0] // _COARSE))
    small = np.asarray(
        cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.float32
    )
    strong = small[small > floor]
    if strong.size < 12:  # noqa: PLR2004
        return []
    full = max(2 * floor, 0.5 * quantile(strong, 0.85))
    lit = np.clip(small / full, 0, 1).astype(np.float32)
    ys, xs = np.nonzero(lit > 0.5)  # noqa: PLR2004
    if not len(xs):
        return []
    pad = 4
    x0, y0 = max(0, int(xs.min()) - pad), max(0, int(ys.min()) - pad)
    part = lit[y0 : int(ys.max()) + pad + 1, x0 : int(xs.max()) + pad + 1]
    starts = []
    for turn_deg in _TURNS_DEG:
        for x, y, side in _at_turn(part, turn_deg, px_per_mm / _COARSE):
            starts.append(_outline((x + x0, y + y0), side, turn_deg))
    return starts


def _outline(at: tuple[float, float], side: float, turn_deg: float) -> Outline:
    return Outline(
        at[0] * _COARSE + (_COARSE - 1) / 2,
        at[1] * _COARSE + (_COARSE - 1) / 2,
        side * _COARSE / 2,
        side * _COARSE / 2,
        math.radians(turn_deg),
        is_square=True,
    )


def _at_turn(
    lit: Plane, turn_deg: float, px_per_mm: float
) -> list[tuple[float, float, float]]:
    """Return (x, y, side) of the best squares that lean by an angle."""
    import cv2

    height, width = lit.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn_deg, 1.0)
    level = lit if turn_deg == 0 else cv2.warpAffine(lit, matrix, (width, height))
    flat = cv2.dilate(level, np.ones((3, 1), dtype=np.uint8))
    tall = cv2.dilate(level, np.ones((1, 3), dtype=np.uint8))
    best: list[tuple[float, float, float, float]] = []
    low, high = (round(v * px_per_mm) for v in _SIDES_MM)
    for side in range(low, high + 1, 2):
        if min(height, width) <= side + 2:
            break
        closed = _closed(np.asarray(flat), np.asarray(tall), side)
        top = cv2.dilate(closed, np.ones((9, 9), dtype=np.uint8))
        ys, xs = np.nonzero((closed >= top) & (closed > _LEAST_SIDE))
        order = np.argsort(-closed[ys, xs], kind="stable")[:_PER_TURN]
        for k in order:
            at = (float(xs[k]) + side / 2, float(ys[k]) + side / 2)
            best.append((float(closed[ys[k], xs[k]]), *at, float(side)))
    best.sort(key=lambda b: (-b[0], b[1:]))
    back = cv2.invertAffineTransform(matrix)
    found = []
    for _, x, y, side_px in best[:_PER_TURN]:
        u, v = back @ np.array([x, y, 1.0])
        found.append((float(u), float(v), side_px))
    return found


def _closed(flat: Plane, tall: Plane, side: int) -> Plane:
    """Return, by top left corner, the ink of the weakest side of a square."""
    import cv2

    anchor = (0, 0)
    rows = cv2.boxFilter(flat, -1, (side, 1), anchor=anchor)
    cols = cv2.boxFilter(tall, -1, (1, side), anchor=anchor)
    height, width = flat.shape[0] - side, flat.shape[1] - side
    weakest = np.minimum(rows[:height, :width], rows[side:, :width])
    weakest = np.minimum(weakest, cols[:height, :width])
    return np.asarray(np.minimum(weakest, cols[:height, side:]), dtype=np.float32)


_ALONG = np.linspace(-0.86, 0.86, 22, dtype=np.float32)
_ACROSS = np.linspace(0.74, 1.26, 40, dtype=np.float32)
_LEAN = np.exp(-(((_ACROSS - 1) / 0.14) ** 2)).astype(np.float32)


def _side_grids() -> NDArray[np.float32]:
    """Return unit-square points of the right, left, lower and upper side."""
    across, along = np.meshgrid(_ACROSS, _ALONG, indexing="ij")
    grids = [(across, along), (-across, along), (along, across), (along, -across)]
    return np.array(grids, dtype=np.float32)


_GRIDS = _side_grids()


def fit_squares(plane: Plane, starts: list[Outline]) -> list[Outline]:
    """Move the sides of squares onto the rims of ink near them.

    Returns:
        The tight rectangles whose four sides all show, the most closed ones first.
    """
    judged = []
    for start in starts:
        fitted = _fit_square(plane, start)
        weakest = _weakest_side(plane, fitted)
        if weakest > _LEAST_CLOSED:
            judged.append((-weakest, fitted.box, fitted))
    judged.sort(key=lambda j: j[:2])
    return [outline for _, _, outline in judged[:_MOST]]


def _fit_square(plane: Plane, start: Outline) -> Outline:
    here = _fit_step(plane, _fit_step(plane, start))
    sides = (here.half_w / start.half_w, here.half_h / start.half_h)
    drift = math.hypot(here.x - start.x, here.y - start.y) / start.radius
    ran_off = drift > 0.3 or not 0.75 < min(sides) <= max(sides) < 1.3  # noqa: PLR2004
    return start if ran_off else here


_RIM = np.array([0.9, 0.94, 0.98, 1.02], dtype=np.float32)


def _rim_grid() -> NDArray[np.float32]:
    """Return unit-square points along all four sides, shape (2, 4, 88)."""
    across, along = np.meshgrid(_RIM, _ALONG, indexing="ij")
    sides = [(across, along), (-across, along), (along, across), (along, -across)]
    return np.concatenate(np.array(sides, dtype=np.float32), axis=2)


_RIM_GRID = _rim_grid()


def _weakest_side(plane: Plane, outline: Outline) -> float:
    """Return the share of ink on the least closed side, beyond the page counting."""
    rim = sample(plane, outline, _RIM_GRID)
    peak = np.where(rim < 0, np.inf, rim).max(axis=0)
    level = quantile(peak[np.isfinite(peak)], 0.85)
    closed = (peak > 0.3 * level).reshape(4, -1).mean(axis=1)
    return float(closed.min())


def _fit_step(plane: Plane, here: Outline) -> Outline:
    places, tilts = [], []
    for grid in _GRIDS:
        rays = np.maximum(sample(plane, here, grid), 0)
        rays[1:-1] = (rays[:-2] + 2 * rays[1:-1] + rays[2:]) / 4
        best = (rays * _LEAN[:, None]).argmax(axis=0)
        weight = rays[best, np.arange(len(_ALONG))].astype(np.float64)
        place, tilt = _line(_ACROSS[best].astype(np.float64), weight)
        places.append(place)
        tilts.append(tilt)
    right, left, lower, upper = places
    ratio = here.half_h / here.half_w
    turn = (
        (tilts[1] - tilts[0]) / ratio + (tilts[2] - tilts[3]) * ratio
    ) / 4  # four sides, each a witness
    du = here.half_w * (right - left) / 2
    dv = here.half_h * (lower - upper) / 2
    c, s = math.cos(here.angle), math.sin(here.angle)
    return Outline(
        here.x + c * du - s * dv,
        here.y + s * du + c * dv,
        here.half_w * (right + left) / 2,
        here.half_h * (lower + upper) / 2,
        here.angle + max(-0.1, min(0.1, turn)),
        is_square=True,
    )


def _line(
    places: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[float, float]:
    """Return where a side lies and its slope, outliers losing weight."""
    along = _ALONG.astype(np.float64)
    middle = float(np.sort(places)[len(places) // 2])
    trust = weight / (1 + ((places - middle) / 0.05) ** 2) + 1e-6
    mean_t = float((trust * along).sum() / trust.sum())
    mean_p = float((trust * places).sum() / trust.sum())
    spread = float((trust * (along - mean_t) ** 2).sum()) + 1e-6
    slope = float((trust * (along - mean_t) * (places - mean_p)).sum()) / spread
    return mean_p - slope * mean_t, slope
