"""Square stamps: four sides of ink found together, then drawn tight."""

import math

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane, quantile
from checker.probes._seal_shapes import Fit, Outline, sample_all

Rows = NDArray[np.float64]
_COARSE = 3
"""Pixels of the map in one of the search: 72 dpi becomes 24."""

_TURNS_DEG = (0.0, -6.0, 6.0, -12.0, 12.0, -18.0, 18.0)
"""Stamps pressed by hand lean a little; more is left to components."""

_SIDES_MM = (14.5, 27.0)
"""Source: shared notes, domain 2 (16 to 25 mm), with a margin for blur."""

_LEAST_SIDE = 0.42
"""Share of a side that shows ink, of the weakest side."""

_BEYOND_PX, _BEYOND_SHARE = 3, 0.6
"""How far outside a side (3 mm) ink speaks against it, and how much: a field of colour
stays below the least side. Source: own drawn pages with stamps over photographs."""

_PALE_SHARE, _PALER = 0.3, 0.6
"""Of the strongest ink, where pale stamps are sought; not where that is much the same.
Source: own drawn pages with pale stamps beside red headers."""

_PER_TURN = 4
_LEAST_CLOSED, _LEAST_CLEAR = 0.4, 0.12
"""Share of the weakest side that has ink, and that stands out from what lies beyond: a
side within a field of colour does not. Source: measured set: of 217 stamps on drawn
pages the least closed side has 0.4; of 104 on others all but one have 0.23
and more that is clear."""


Borders = tuple[bool, bool, bool, bool]
"""Something for the left, upper, right and lower border of a page, in this order."""

_RIGHT = 2
_LEAST_DEPTH, _MOST_DEPTH = 0.35, 0.92
"""What is left of a stamp that the page's border cuts, as a share of its side: of less
nobody could say what it is."""


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
    levels = [full]
    # Beside a red header or a darker seal a pale stamp is next to nothing.
    if max(2 * floor, _PALE_SHARE * full) < _PALER * full:
        levels.append(max(2 * floor, _PALE_SHARE * full))
    lit = [np.clip(small / level, 0, 1).astype(np.float32) for level in levels]
    return [one for part in lit for one in _all_turns(part, px_per_mm)]


def _all_turns(lit: Plane, px_per_mm: float) -> list[Outline]:
    """Return the squares of a coarse map, 1 where there is full ink."""
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


def cut_squares(
    boxes: NDArray[np.int32],
    shape: tuple[int, ...],
    *,
    px_per_mm: float,
    at_border: Borders,
) -> list[Outline]:
    """Return the squares of which pieces of ink at the page's border are a part.

    Args:
        boxes: rows of x, y, width, height of pieces.
        shape: of the map in which they lie, rows and columns.
        px_per_mm: scale of the map.
        at_border: whether the map ends left, above, right, below where the page does.
    """
    low, high = (v * px_per_mm for v in _SIDES_MM)
    starts = []
    for x, y, width, height in boxes.astype(float).tolist():
        ends = (x, y, shape[1] - x - width, shape[0] - y - height)
        for way, (end, is_border) in enumerate(zip(ends, at_border, strict=True)):
            side, depth = (width, height) if way % 2 else (height, width)
            is_cut = _LEAST_DEPTH * side <= depth < _MOST_DEPTH * side
            if not (is_border and end <= 1 and is_cut and low <= side <= high):
                continue
            middle = [x + width / 2, y + height / 2]
            middle[way % 2] += (depth - side) / 2 * (1 if way < _RIGHT else -1)
            half = (side - 1) / 2
            starts.append(Outline(middle[0], middle[1], half, half, 0, is_square=True))
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
    """Return, by top left corner, the ink of the weakest side of a square.

    Ink that is as strong outside a side as on it makes no side: in a field of colour
    any square would be closed.
    """
    import cv2

    anchor = (0, 0)
    rows = np.asarray(cv2.boxFilter(flat, -1, (side, 1), anchor=anchor), np.float32)
    cols = np.asarray(cv2.boxFilter(tall, -1, (1, side), anchor=anchor), np.float32)
    height, width = flat.shape[0] - side, flat.shape[1] - side
    upper, lower = _less_beyond(rows)
    left, right = (turned.T for turned in _less_beyond(cols.T))
    weakest = np.minimum(upper[:height, :width], lower[side:, :width])
    weakest = np.minimum(weakest, left[:height, :width])
    return np.asarray(np.minimum(weakest, right[:height, side:]), dtype=np.float32)


def _less_beyond(rows: Plane) -> tuple[Plane, Plane]:
    """Return each row's ink less a share of that before it, and of that after it."""
    before, after = np.zeros_like(rows), np.zeros_like(rows)
    before[_BEYOND_PX:] = rows[:-_BEYOND_PX]
    after[:-_BEYOND_PX] = rows[_BEYOND_PX:]
    return rows - _BEYOND_SHARE * before, rows - _BEYOND_SHARE * after


_ALONG = np.linspace(-0.86, 0.86, 22, dtype=np.float32)
_ACROSS = np.linspace(0.74, 1.26, 40, dtype=np.float32)
_LEAN = np.exp(-(((_ACROSS - 1) / 0.14) ** 2)).astype(np.float32)


def _side_grids() -> NDArray[np.float32]:
    """Return unit-square points of the right, left, lower and upper side, stacked."""
    across, along = np.meshgrid(_ACROSS, _ALONG, indexing="ij")
    grids = [(across, along), (-across, along), (along, across), (along, -across)]
    return np.concatenate(np.array(grids, dtype=np.float32), axis=1)


_GRIDS = _side_grids()


def fit_squares(plane: Plane, starts: list[Outline]) -> list[Fit]:
    """Move the sides of squares onto the rims of ink near them, all at once.

    Returns:
        The tight rectangles whose four sides all show, the most closed ones first.
    """
    if not starts:
        return []
    first = np.array([[o.x, o.y, o.half_w, o.half_h, o.angle] for o in starts])
    here = _fit_step(plane, _fit_step(plane, first))
    here = np.where(_ran_off(first, here)[:, None], first, here)
    fitted = [
        Fit(Outline(x, y, half_w, half_h, angle, is_square=True), (side + clear) / 2)
        for side, clear, (x, y, half_w, half_h, angle) in zip(
            *(part.tolist() for part in _weakest_sides(plane, here)),
            here.tolist(),
            strict=True,
        )
        if side > _LEAST_CLOSED and clear > _LEAST_CLEAR
    ]
    return sorted(fitted, key=lambda f: (-f.share, f.outline.box))


def _ran_off(first: Rows, here: Rows) -> NDArray[np.bool_]:
    growth = here[:, 2:4] / first[:, 2:4]
    drift = np.hypot(*(here - first)[:, :2].T) / np.sqrt(first[:, 2] * first[:, 3])
    off = (drift > _MOST_DRIFT) | (growth.min(axis=1) <= _GROWTH[0])
    return np.asarray(off | (growth.max(axis=1) >= _GROWTH[1]), dtype=np.bool_)


_MOST_DRIFT = 0.3
_GROWTH = (0.75, 1.3)
"""What lies further is another thing than the start; shares of the half side."""

_RIM = np.array([0.9, 0.94, 0.98, 1.02], dtype=np.float32)
_OUTSIDE = np.array([1.16, 1.24], dtype=np.float32)
_STANDS_OUT = 1.3
"""Where rims are sought, what lies outside them, and by how much they stand out."""


def points_along_sides(
    places: NDArray[np.float32], along: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return unit-square points along all four sides, inwards and outwards of them.

    Args:
        places: distances from the middle, 1 on the side itself.
        along: from one corner, -1, to the other, 1.

    Returns:
        Shape (2, places, 4 x along).
    """
    across, beside = np.meshgrid(places, along, indexing="ij")
    sides = [(across, beside), (-across, beside), (beside, across), (beside, -across)]
    return np.concatenate(np.array(sides, dtype=np.float32), axis=2)


_RIM_GRID = points_along_sides(np.concatenate([_RIM, _OUTSIDE]), _ALONG)


def _weakest_sides(
    plane: Plane, here: Rows
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return of the weakest sides the share with ink, and that which stands out.

    Beyond the page counts as ink that stands out.
    """
    samples = sample_all(plane, here, _RIM_GRID, beyond=-1)
    rim, outside = samples[:, : len(_RIM)], samples[:, len(_RIM) :].max(axis=1)
    peak = np.where(rim < 0, np.inf, rim).max(axis=1)
    known = np.isfinite(peak).sum(axis=1)
    place = np.clip((0.85 * known).astype(np.int64), 0, np.maximum(known - 1, 0))
    level = np.take_along_axis(np.sort(peak, axis=1), place[:, None], axis=1)
    level[known == 0] = 0
    closed = peak > 0.3 * level
    stands = closed & (peak > _STANDS_OUT * outside)
    sides = (len(here), 4, -1)
    weakest = [
        part.reshape(sides).mean(axis=2).min(axis=1) for part in (closed, stands)
    ]
    return np.asarray(weakest[0], np.float64), np.asarray(weakest[1], np.float64)


def _fit_step(plane: Plane, here: Rows) -> Rows:
    rays = sample_all(plane, here, _GRIDS, beyond=0)
    rays = rays.reshape(len(here), 4, len(_ACROSS), len(_ALONG))
    smooth = rays.copy()
    smooth[:, :, 1:-1] = (rays[:, :, :-2] + 2 * rays[:, :, 1:-1] + rays[:, :, 2:]) / 4
    best = (smooth * _LEAN[:, None]).argmax(axis=2)
    weight = np.take_along_axis(smooth, best[:, :, None], axis=2)[:, :, 0]
    # Beyond the page there is no ink: there the square stays as it is.
    places = np.where(weight > 0, _ACROSS[best], 1.0)
    place, tilt = _lines(places, weight.astype(np.float64))
    right, left, lower, upper = place.T
    x, y, half_w, half_h, angle = here.T
    ratio = half_h / half_w
    # Four sides, each a witness of the turn.
    turn = (tilt[:, 1] - tilt[:, 0]) / ratio + (tilt[:, 2] - tilt[:, 3]) * ratio
    du, dv = half_w * (right - left) / 2, half_h * (lower - upper) / 2
    c, s = np.cos(angle), np.sin(angle)
    moved = [
        x + c * du - s * dv,
        y + s * du + c * dv,
        half_w * (right + left) / 2,
        half_h * (lower + upper) / 2,
        angle + np.clip(turn / 4, -0.1, 0.1),
    ]
    return np.stack(moved, axis=-1)


def _lines(places: Rows, weight: Rows) -> tuple[Rows, Rows]:
    """Return where sides lie and their slopes, outliers losing weight."""
    along = _ALONG.astype(np.float64)
    middle = np.sort(places, axis=2)[:, :, places.shape[2] // 2, None]
    trust = weight / (1 + ((places - middle) / 0.05) ** 2) + 1e-6
    total = trust.sum(axis=2)
    mean_t = (trust * along).sum(axis=2) / total
    mean_p = (trust * places).sum(axis=2) / total
    off = along - mean_t[..., None]
    spread = (trust * off**2).sum(axis=2) + 1e-6
    slope = (trust * off * (places - mean_p[..., None])).sum(axis=2) / spread
    return mean_p - slope * mean_t, slope
