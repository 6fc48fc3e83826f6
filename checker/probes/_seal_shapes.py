"""Outlines a seal may have, fitted to ink: ellipses by rays, squares by components."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane

_RAYS = 96
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Outline:
    """An ellipse or, for ``is_square``, a turned rectangle; lengths in pixels.

    ``half_w`` lies along ``angle`` (radians, clockwise from the x axis). ``misfit`` is
    the spread of the rim about the outline, as a share of its radius.
    """

    x: float
    y: float
    half_w: float
    half_h: float
    angle: float
    is_square: bool = False
    misfit: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The upright box (x0, y0, x1, y1) around it."""
        c, s = abs(math.cos(self.angle)), abs(math.sin(self.angle))
        if self.is_square:
            dx, dy = (
                self.half_w * c + self.half_h * s,
                self.half_w * s + self.half_h * c,
            )
        else:
            dx = math.hypot(self.half_w * c, self.half_h * s)
            dy = math.hypot(self.half_w * s, self.half_h * c)
        return self.x - dx, self.y - dy, self.x + dx, self.y + dy

    @property
    def radius(self) -> float:
        """The radius of a circle of the same surface."""
        return math.sqrt(self.half_w * self.half_h)

    def grown(self, by_px: float) -> "Outline":
        """Return the outline moved outward."""
        return Outline(
            self.x,
            self.y,
            self.half_w + by_px,
            self.half_h + by_px,
            self.angle,
            self.is_square,
            self.misfit,
        )

    def moved(self, by_x: float, by_y: float) -> "Outline":
        """Return the outline elsewhere on the page."""
        return replace(self, x=self.x + by_x, y=self.y + by_y)

    def points(self, unit: NDArray[np.float32]) -> tuple[Plane, Plane]:
        """Return where points of the unit circle or square lie on the page."""
        c, s = math.cos(self.angle), math.sin(self.angle)
        u, v = unit[0] * self.half_w, unit[1] * self.half_h
        x = (self.x + c * u - s * v).astype(np.float32)
        y = (self.y + s * u + c * v).astype(np.float32)
        return x, y


@dataclass(frozen=True, slots=True)
class Fit:
    """An outline fitted to ink, and the share of its rim (0 to 1) that shows."""

    outline: Outline
    share: float


def sample(plane: Plane, outline: Outline, unit: NDArray[np.float32]) -> Plane:
    """Return ink at points of the unit circle or square; -1 beyond the page."""
    import cv2

    x, y = outline.points(unit)
    values = cv2.remap(
        plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=-1
    )
    return np.asarray(values, dtype=np.float32)


def polar_grid(shares: NDArray[np.float32], angles: int) -> NDArray[np.float32]:
    """Return unit-circle points, shape (2, len(shares), angles)."""
    turn = np.linspace(0, 2 * math.pi, angles, endpoint=False, dtype=np.float32)
    unit = np.stack([np.cos(turn), np.sin(turn)])
    return np.asarray(unit[:, None, :] * shares[None, :, None], dtype=np.float32)


_SHARES = np.linspace(0.78, 1.22, 37, dtype=np.float32)
_FIT_GRID = polar_grid(_SHARES, _RAYS)
_PRIOR = np.exp(-(((_SHARES - 1) / 0.13) ** 2)).astype(np.float32)
_HOLD = 0.02
"""Pull towards the start, a share of the data's own weight: an arc alone fits all."""

_MAX_DRIFT = 0.4
_MAX_GROWTH = 1.4


def fit_ellipses(plane: Plane, starts: list[Outline]) -> list[Outline | None]:
    """Move ellipses onto the rims of ink near them, all at once.

    Args:
        plane: ink, one value a pixel.
        starts: each within about 15 % of its rim.

    Returns:
        The fitted ellipses in order, None where one ran away from its start.
    """
    if not starts:
        return []
    here = np.array([[o.x, o.y, o.half_w, o.half_h, o.angle] for o in starts])
    alive = np.ones(len(here), dtype=bool)
    misfit = np.zeros(len(here))
    for _ in range(_ROUNDS):
        conics, misfit = _fit_conics(*_rim_points(plane, here))
        here, sound = _moved(conics, here)
        alive &= sound
    return [
        Outline(row[0], row[1], row[2], row[3], row[4], misfit=off)
        if ok and _stayed(start, row)
        else None
        for start, row, off, ok in zip(
            starts, here.tolist(), misfit.tolist(), alive.tolist(), strict=True
        )
    ]


_RIM_SHARES = np.array([0.88, 0.91, 0.97, 1.0, 1.03, 1.09, 1.12], dtype=np.float32)
_RIM_GRID = polar_grid(_RIM_SHARES, _RAYS)


def rim_shares(plane: Plane, outlines: list[Outline]) -> list[float]:
    """Return on what share of the rays each rim has more ink than both its sides."""
    if not outlines:
        return []
    here = np.array([[o.x, o.y, o.half_w, o.half_h, o.angle] for o in outlines])
    rays = sample_all(plane, here, _RIM_GRID, beyond=-1)
    seen = (rays >= 0).all(axis=1)
    inner, outer = rays[:, :2].mean(axis=1), rays[:, 5:].mean(axis=1)
    peak = rays[:, 2:5].max(axis=1)
    faint = 0.1 * np.percentile(peak, 95, axis=1)[:, None]
    stands = (peak > 1.3 * inner) & (peak > 1.4 * outer) & (peak > faint)
    one_side = (peak > 1.3 * inner) | (peak > 1.4 * outer)
    total = (0.5 * stands + 0.5 * (one_side & (peak > faint))) * seen
    return [float(v) for v in total.sum(axis=1) / np.maximum(seen.sum(axis=1), 12)]


def sample_all(
    plane: Plane,
    here: NDArray[np.float64],
    grid: NDArray[np.float32],
    *,
    beyond: float,
) -> Plane:
    """Sample ink for many ellipses at once, shape (ellipses, shares, rays)."""
    import cv2

    x, y, half_w, half_h, angle = (v[:, None, None] for v in here.T)
    cos, sin = np.cos(angle), np.sin(angle)
    u, v = half_w * grid[0], half_h * grid[1]
    flat = (-1, grid.shape[2])
    rays = cv2.remap(
        plane,
        (x + cos * u - sin * v).astype(np.float32).reshape(flat),
        (y + sin * u + cos * v).astype(np.float32).reshape(flat),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=beyond,
    )
    return np.asarray(rays, dtype=np.float32).reshape(len(here), *grid.shape[1:])


def _stayed(start: Outline, row: list[float]) -> bool:
    drift = math.hypot(row[0] - start.x, row[1] - start.y)
    growth = math.sqrt(row[2] * row[3]) / start.radius
    return drift < _MAX_DRIFT * start.radius and 1 / _MAX_GROWTH < growth < _MAX_GROWTH


def _rim_points(
    plane: Plane, here: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return each ray's likeliest rim point, in unit-circle terms, and its weight."""
    rays = sample_all(plane, here, _FIT_GRID, beyond=0)
    smooth = rays.copy()
    smooth[:, 1:-1] = (rays[:, :-2] + 2 * rays[:, 1:-1] + rays[:, 2:]) / 4
    best = (smooth * _PRIOR[:, None]).argmax(axis=1)
    value = np.take_along_axis(smooth, best[:, None, :], axis=1)[:, 0]
    level = np.sort(value, axis=1)[:, int(0.8 * _RAYS)][:, None] + 1e-6
    points = _FIT_GRID[:, best, np.arange(_RAYS)].astype(np.float64)
    return points, np.clip(value / level, 0, 1).astype(np.float64)


def _fit_conics(
    points: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit A x2 + B xy + C y2 + D x + E y = 1 to each set, outliers losing weight."""
    x, y = points
    rows = np.stack([x * x, x * y, y * y, x, y], axis=-1)
    start = np.array([1.0, 0.0, 1.0, 0.0, 0.0])
    answer = np.broadcast_to(start, (len(x), 5))
    spread = np.zeros(len(x))
    for _ in range(3):
        off = np.abs((rows * answer[:, None, :]).sum(axis=-1) - 1)
        spread = (off * weight).sum(axis=1) / (weight.sum(axis=1) + 1e-6)
        trust = weight / (1 + (off / (1.5 * np.maximum(spread, 0.01)[:, None])) ** 2)
        pull = _HOLD * trust.sum(axis=1)[:, None, None] * np.eye(5) + 1e-9 * np.eye(5)
        matrix = np.swapaxes(rows * trust[..., None], 1, 2) @ rows + pull
        right = (rows * trust[..., None]).sum(axis=1) + pull @ start
        answer = np.linalg.solve(matrix, right[..., None])[..., 0]
    return answer, spread


def _moved(
    conics: NDArray[np.float64], here: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the ellipses of conics given in the terms of earlier ellipses."""
    a, b, c, d, e = conics.T
    sound = (a > 0) & (4 * a * c > b * b * 1.01)
    quad = np.stack([np.stack([a, b / 2], -1), np.stack([b / 2, c], -1)], -2)
    quad[~sound] = np.eye(2)
    centre = np.linalg.solve(-2 * quad, np.stack([d, e], -1)[..., None])
    grow = 1 + (np.swapaxes(centre, 1, 2) @ quad @ centre)[:, 0, 0]
    x, y, half_w, half_h, angle = here.T
    cos, sin = np.cos(angle), np.sin(angle)
    move = np.stack(
        [
            np.stack([cos * half_w, -sin * half_h], -1),
            np.stack([sin * half_w, cos * half_h], -1),
        ],
        -2,
    )
    back = np.linalg.inv(move)
    values, vectors = np.linalg.eigh(
        np.swapaxes(back, 1, 2) @ quad @ back / grow[:, None, None]
    )
    sound &= values[:, 0] > 0
    values = np.maximum(values, 1e-9)
    shift = (move @ centre)[..., 0]
    turned = np.arctan2(vectors[:, 1, 0], vectors[:, 0, 0])
    moved = [x + shift[:, 0], y + shift[:, 1], *(1 / np.sqrt(values.T)), turned]
    return np.where(sound[:, None], np.stack(moved, -1), here), sound
