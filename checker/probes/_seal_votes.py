"""Votes of edges for the centres of circles and ovals around them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane
from checker.probes._seal_shapes import Outline

Floats = NDArray[np.float32]

MIN_RADIUS_MM, MAX_RADIUS_MM = 11.5, 26.5
"""Half the long side: ovals of 30 x 20 mm and photographs that shrink a seal of 35 mm,
up to seals of 50 mm. Source: shared notes, domain 2."""

_OVAL_RATIO = 0.7
"""Between 30 : 40 (invoice seals) and 30 : 45 (foreign-invested firms)."""

_OVAL_TURNS_DEG = (0.0, 30.0, 60.0, 90.0, 120.0, 150.0)
_MAX_EDGES, _MAX_OVAL_EDGES = 6000, 3000
_PAD_PX = 24
_LEVELS = 2048
"""Steps of ink to one unit of absorbance: finer than the page's own 256 levels."""


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


def circle_starts(edges: Edges, px_per_mm: float) -> list[Outline]:
    """Return the circles that most edges agree on.

    Args:
        edges: of the map at half the resolution of the outlines.
        px_per_mm: scale of that map.
    """
    return _starts(edges, px_per_mm, (1.0, 0.0), count=12)


def oval_starts(edges: Edges, px_per_mm: float) -> list[Outline]:
    """Return the ovals, as far round as seals are, that most edges agree on."""
    starts = []
    for turn_deg in _OVAL_TURNS_DEG:
        stretch = (_OVAL_RATIO, math.radians(turn_deg))
        starts += _starts(edges, px_per_mm, stretch, count=3)
    return starts


def find_edges(small: Plane, floor: float) -> Edges | None:
    """Return the edges of ink, the strongest ones, or None where there are too few."""
    import cv2

    framed = cv2.copyMakeBorder(
        np.minimum(small, 12 * floor), 1, 1, 1, 1, cv2.BORDER_REPLICATE
    )
    # Whole numbers: sums of them are exact, whatever order the processor adds them in.
    steps = np.round(np.asarray(framed) * _LEVELS).astype(np.int16)
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


def _starts(
    edges: Edges, px_per_mm: float, stretch: tuple[float, float], *, count: int
) -> list[Outline]:
    seen = _stretched(edges, stretch)
    low, high = MIN_RADIUS_MM * px_per_mm, MAX_RADIUS_MM * px_per_mm
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
