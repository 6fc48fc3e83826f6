"""Where a seal might be: votes of edges for centres, and components of ink."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane
from checker.probes._seal_shapes import Outline, fit_ellipses, rim_shares
from checker.probes._seal_squares import fit_squares, square_starts

Floats = NDArray[np.float32]

_MIN_RADIUS_MM, _MAX_RADIUS_MM = 11.5, 26.5
"""Half the long side: ovals of 30 x 20 mm and photographs that shrink a seal of 35 mm,
up to seals of 50 mm. Source: shared notes, domain 2."""

_OVAL_RATIO = 0.7
"""Between 30 : 40 (invoice seals) and 30 : 45 (foreign-invested firms)."""

_OVAL_TURNS_DEG = (0.0, 30.0, 60.0, 90.0, 120.0, 150.0)
_MIN_SIDE_MM = 6.5
"""Half the short side of the smallest name stamp and of a flat invoice oval."""

_SAME_MM = 1.2
_LEAST_DENSE = 18
"""Source: measured set: 90 drawn pages; seals from 22 up, pages without red to 12."""

_LEAST_HOPE = 0.3
"""The same share before the fit. Source: own measured set, 12 drawn scans: the best
start of a seal has 0.65 and more, the best on a page with red but no seal 0.31."""

_LEAST_RIM, _MOST_RIMS = 0.42, 14
"""Share of the rays on which the rim stands out. Source: measured set: of 1,057 fitted
seals on drawn pages one in a hundred has less than 0.5."""

_MAX_EDGES, _MAX_OVAL_EDGES = 6000, 3000
_PAD_PX = 24
_LEVELS = 2048
"""Steps of ink to one unit of absorbance: finer than the page's own 256 levels."""

_MIN_INK = 0.05
"""Absorbance that a faint seal (a quarter of full ink) still reaches at 72 dpi."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Edge points at half resolution: place, unit normal, weight 0 to 1.

    ``step`` is the width in pixels of the steps of radius at which they vote.
    """

    x: Floats
    y: Floats
    nx: Floats
    ny: Floats
    weight: Floats
    step: int = 1


def noise_of(plane: Plane) -> float:
    """Return the ink that counts as noise: the spread of the page's bare paper."""
    rows = plane[::3, ::3]
    return float(np.median(rows)) + 1.5 * float(np.percentile(rows, 70))


def search(plane: Plane, px_per_mm: float) -> list[Outline]:
    """Return candidate outlines, best votes first; wrong ones are expected."""
    floor = max(_MIN_INK, noise_of(plane))
    if _densest_ink(plane, floor) < _LEAST_DENSE:
        return []
    starts = _component_starts(plane, floor, px_per_mm)
    starts += square_starts(plane, floor, px_per_mm)
    edges = _find_edges(plane, floor)
    if edges is not None:
        starts += _circle_starts(edges, px_per_mm / 2, (1.0, 0.0), count=12)
        for turn_deg in _OVAL_TURNS_DEG:
            stretch = (_OVAL_RATIO, math.radians(turn_deg))
            starts += _circle_starts(edges, px_per_mm / 2, stretch, count=3)
    starts = _distinct(starts, px_per_mm)
    squares = fit_squares(plane, [s for s in starts if s.is_square])
    return _distinct(squares, px_per_mm) + _rimmed(
        plane, [s for s in starts if not s.is_square], px_per_mm
    )


def _densest_ink(plane: Plane, floor: float) -> float:
    """Return how many pixels of a coarse map carry ink within any 45 mm square."""
    import cv2

    size = (max(1, plane.shape[1] // 4), max(1, plane.shape[0] // 4))
    coarse = cv2.resize(plane, size, interpolation=cv2.INTER_AREA)
    inked = (np.asarray(coarse) > 0.8 * floor).astype(np.float32)
    counts = cv2.boxFilter(
        inked, -1, (32, 32), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    return float(np.asarray(counts).max())


def _rimmed(plane: Plane, starts: list[Outline], px_per_mm: float) -> list[Outline]:
    """Fit ellipses and keep those whose rim stands out from within and without."""
    hopes = zip(starts, rim_shares(plane, starts), strict=True)
    hopeful = [start for start, share in hopes if share > _LEAST_HOPE]
    fitted = [e for e in fit_ellipses(plane, hopeful) if e is not None]
    fitted = _distinct(fitted, px_per_mm)
    shares = rim_shares(plane, fitted)
    order = np.argsort(-np.array(shares), kind="stable")[:_MOST_RIMS]
    return [fitted[k] for k in order if shares[k] > _LEAST_RIM]


def _distinct(outlines: list[Outline], px_per_mm: float) -> list[Outline]:
    """Drop repetitions (the first of a kind stays) and sizes that no seal has."""
    kept: list[Outline] = []
    boxes = np.empty((0, 5))
    for one in outlines:
        sides = sorted((one.half_w / px_per_mm, one.half_h / px_per_mm))
        if sides[1] > _MAX_RADIUS_MM * 1.12 or sides[0] < _MIN_SIDE_MM:
            continue
        box = np.array([*one.box, 1e4 * one.is_square])
        if (np.abs(boxes - box).max(axis=1) < _SAME_MM * px_per_mm).any():
            continue
        kept.append(one)
        boxes = np.vstack([boxes, box])
    return kept


def _find_edges(plane: Plane, floor: float) -> Edges | None:
    import cv2

    height, width = plane.shape
    half = (max(1, width // 2), max(1, height // 2))
    small = cv2.resize(plane, half, interpolation=cv2.INTER_AREA)
    small = cv2.copyMakeBorder(
        np.minimum(small, 12 * floor), 1, 1, 1, 1, cv2.BORDER_REPLICATE
    )
    # Whole numbers: sums of them are exact, whatever order the processor adds them in.
    steps = np.round(np.asarray(small) * _LEVELS).astype(np.int16)
    gx, gy = (
        np.asarray(cv2.Sobel(steps, cv2.CV_32F, *order)[1:-1, 1:-1], dtype=np.float32)
        / np.float32(8 * _LEVELS)
        for order in ((1, 0), (0, 1))
    )
    size = np.sqrt(gx * gx + gy * gy)
    ys, xs = np.nonzero(size > 0.3 * floor)
    if len(xs) < 30:  # noqa: PLR2004
        return None
    if len(xs) > _MAX_EDGES:
        keep = np.argsort(-size[ys, xs], kind="stable")[:_MAX_EDGES]
        ys, xs = ys[keep], xs[keep]
    strength = size[ys, xs]
    return Edges(
        x=xs.astype(np.float32),
        y=ys.astype(np.float32),
        nx=(gx[ys, xs] / strength).astype(np.float32),
        ny=(gy[ys, xs] / strength).astype(np.float32),
        weight=np.clip(strength / (0.8 * floor), 0, 1).astype(np.float32),
    )


def _stretched(edges: Edges, stretch: tuple[float, float]) -> Edges:
    """Return the edges on a page stretched so that the sought oval is a circle."""
    ratio, turn = stretch
    if ratio == 1:
        return edges
    c, s = math.cos(turn), math.sin(turn)
    keep = slice(None, None, 1 + len(edges.x) // _MAX_OVAL_EDGES)
    x, y, nx, ny = (v[keep] for v in (edges.x, edges.y, edges.nx, edges.ny))
    along, across = c * x + s * y, (c * y - s * x) / ratio
    n_along, n_across = c * nx + s * ny, ratio * (c * ny - s * nx)
    length = np.hypot(n_along, n_across) + 1e-6
    return Edges(
        along.astype(np.float32),
        across.astype(np.float32),
        (n_along / length).astype(np.float32),
        (n_across / length).astype(np.float32),
        edges.weight[keep] * (1 + len(edges.x) // _MAX_OVAL_EDGES),
        step=2,
    )


def _circle_starts(
    edges: Edges, px_per_mm: float, stretch: tuple[float, float], *, count: int
) -> list[Outline]:
    seen = _stretched(edges, stretch)
    low, high = _MIN_RADIUS_MM * px_per_mm, _MAX_RADIUS_MM * px_per_mm
    starts = []
    for x, y in _vote(seen, (low, high), count):
        radii = _radii(seen, (x, y), (low, high))
        starts += [_unstretched((x, y, radius), stretch) for radius in radii]
    return starts


def _unstretched(
    circle: tuple[float, float, float], stretch: tuple[float, float]
) -> Outline:
    x, y, radius = circle
    ratio, turn = stretch
    c, s = math.cos(turn), math.sin(turn)
    flat = y * ratio
    return Outline(
        2 * (c * x - s * flat) + 0.5,
        2 * (s * x + c * flat) + 0.5,
        2 * radius,
        2 * radius * ratio,
        turn,
    )


def _vote(
    edges: Edges, limits: tuple[float, float], count: int
) -> list[tuple[float, float]]:
    """Return the best centres: each edge votes along its normal, both ways."""
    import cv2

    x0, y0 = float(edges.x.min()) - _PAD_PX, float(edges.y.min()) - _PAD_PX
    width = int(edges.x.max() - x0) + _PAD_PX
    height = int(edges.y.max() - y0) + _PAD_PX
    first, last = math.floor(limits[0]), math.ceil(limits[1]) + 1
    steps = np.arange(first, last, edges.step, dtype=np.float32)
    reach = np.concatenate([steps, -steps])[:, None]
    px = (edges.x - x0 + 0.5 + reach * edges.nx).astype(np.int32)
    py = (edges.y - y0 + 0.5 + reach * edges.ny).astype(np.int32)
    inside = (px >= 0) & (px < width) & (py >= 0) & (py < height)
    votes = np.broadcast_to(edges.weight / np.abs(reach), px.shape)[inside]
    flat = np.bincount(
        py[inside] * width + px[inside], weights=votes, minlength=width * height
    )
    votes_map = edges.step * flat.reshape(height, width).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(votes_map, (0, 0), 1.3), dtype=np.float32)
    peaks = _peaks(soft, count)
    return [(x + x0, y + y0) for x, y in peaks]


def _peaks(votes: Plane, count: int) -> list[tuple[float, float]]:
    import cv2

    top = cv2.dilate(votes, np.ones((7, 7), dtype=np.uint8))
    ys, xs = np.nonzero((votes >= top) & (votes > 0.06))  # noqa: PLR2004
    order = np.argsort(-votes[ys, xs], kind="stable")[:count]
    return [(float(xs[k]), float(ys[k])) for k in order]


def _radii(
    edges: Edges, centre: tuple[float, float], limits: tuple[float, float]
) -> list[float]:
    """Return the radius with most aligned edges, and a larger one nearly as good."""
    dx, dy = edges.x - centre[0], edges.y - centre[1]
    distance = np.hypot(dx, dy) + 1e-6
    aligned = np.abs(dx * edges.nx + dy * edges.ny) > 0.93 * distance
    near = aligned & (distance > limits[0] * 0.9) & (distance < limits[1] * 1.05)
    if not near.any():
        return []
    bins = np.bincount(
        np.round(distance[near]).astype(np.int64),
        weights=edges.weight[near] / distance[near],
        minlength=int(limits[1] * 1.05) + 4,
    )
    smooth = np.convolve(bins, [0.5, 1, 1, 1, 0.5], mode="same")
    best = int(smooth.argmax())
    radii = [float(best)]
    beyond = smooth.copy()
    beyond[: best + 4] = 0
    if beyond.max() > 0.5 * smooth[best]:
        radii.append(float(beyond.argmax()))
    return radii


def _component_starts(plane: Plane, floor: float, px_per_mm: float) -> list[Outline]:
    import cv2

    half = (max(1, plane.shape[1] // 2), max(1, plane.shape[0] // 2))
    small = np.asarray(cv2.resize(plane, half, interpolation=cv2.INTER_AREA))
    starts: list[Outline] = []
    for level, gap_px in ((1.1, 3), (2.2, 3), (1.8, 5)):
        starts += _components(small > level * floor, gap_px, px_per_mm / 2)
    return [
        Outline(
            2 * o.x + 0.5,
            2 * o.y + 0.5,
            2 * o.half_w,
            2 * o.half_h,
            o.angle,
            o.is_square,
        )
        for o in starts
    ]


def _components(
    mask: NDArray[np.bool_], gap_px: int, px_per_mm: float
) -> list[Outline]:
    import cv2

    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap_px, gap_px))
    closed = cv2.morphologyEx(
        mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel, borderValue=0
    )
    _, labels, stats, _ = cv2.connectedComponentsWithStats(closed)
    sides = np.sort(stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]], axis=1)
    fits = (sides[:, 0] > 11 * px_per_mm) & (sides[:, 1] < 58 * px_per_mm)
    dense = stats[:, cv2.CC_STAT_AREA] > 0.1 * sides[:, 0] * sides[:, 1]
    fits[0] = False
    starts: list[Outline] = []
    for label in np.nonzero(fits & dense)[0][:40]:
        x, y, width, height, _ = (int(v) for v in stats[label])
        patch = labels[y : y + height, x : x + width] == label
        starts += _outlines_of(patch, (x, y), px_per_mm)
    return starts


def _outlines_of(
    patch: NDArray[np.bool_], corner: tuple[int, int], px_per_mm: float
) -> list[Outline]:
    import cv2

    points = np.argwhere(patch)[:, ::-1].astype(np.float32)
    (x, y), (width, height), angle_deg = cv2.minAreaRect(points)
    x, y = x + corner[0], y + corner[1]
    half_w, half_h, angle = (width + 1) / 2, (height + 1) / 2, math.radians(angle_deg)
    low, high = sorted((half_w * 2 / px_per_mm, half_h * 2 / px_per_mm))
    starts = []
    if low > 12 and high < 30 and high / low < 1.5:  # noqa: PLR2004
        starts.append(Outline(x, y, half_w, half_h, angle, is_square=True))
    if low > 17:  # noqa: PLR2004
        starts.append(Outline(x, y, half_w - 0.5, half_h - 0.5, angle))
    return starts
