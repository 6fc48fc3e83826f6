"""Where a seal might be: components of ink, and votes where those do not suffice."""

import math

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane, halve
from checker.probes._seal_shapes import Fit, Outline, fit_ellipses, rim_shares
from checker.probes._seal_squares import (
    Borders,
    cut_squares,
    fit_squares,
    square_starts,
)
from checker.probes._seal_votes import (
    MAX_RADIUS_MM,
    MIN_RADIUS_MM,
    circle_starts,
    find_edges,
    oval_starts,
)
from checker.probes._seal_windows import Ground, Window, find_windows

_MIN_SIDE_MM = 6.5
"""Half the short side of the smallest name stamp and of a flat invoice oval."""

_SAME_MM = 1.2
_LEAST_HOPE, _MOST_HOPES = 0.3, 20
"""Share of the rays on which the rim stands out before the fit. Source: own measured
set, 12 drawn scans: the best start of a seal has 0.65 and more, the best on a page with
red but no seal 0.31."""

_LEAST_HOPE_OF_OVALS = 0.4
"""The same share of the best circle, where ovals are sought too. Source: own measured
set, 60 drawn pages and 28 scans: 0.54 and more beside an oval seal; photographs,
writing and headers mostly stay below 0.35."""

_FILLS_MM, _SURE_SHARE = 2.6, 0.8
"""An outline as sure as that, its box within two coarse pixels of the ink's."""

_MOST_RIMS, _MOST_SQUARES = 14, 8
_LEAST_RIM = 0.42
"""The same share after the fit. Source: measured set: of 1,057 fitted
seals on drawn pages one in a hundred has less than 0.5."""

_MIN_INK = 0.05
"""Absorbance that a faint seal (a quarter of full ink) still reaches at 72 dpi."""


def noise_of(plane: Plane) -> float:
    """Return the ink that counts as noise: the spread of the page's bare paper."""
    some = np.sort(plane[::3, ::3], axis=None)
    return float(some[some.size // 2]) + 1.5 * float(some[int(0.7 * some.size)])


def search(plane: Plane, px_per_mm: float) -> list[Outline]:
    """Return candidate outlines, squares first; wrong ones are expected."""
    floor = max(_MIN_INK, noise_of(plane))
    ground = Ground(plane, floor, px_per_mm)
    squares: list[Fit] = []
    rounds: list[Fit] = []
    for window in find_windows(ground):
        fits = _look_into(ground, window)
        squares += [f for f in fits if f.outline.is_square]
        rounds += [f for f in fits if not f.outline.is_square]
    # Different squares first: of those in a field of colour there are many.
    best = _distinct(_by_share(squares), px_per_mm)[:_MOST_SQUARES]
    return best + _distinct(_by_share(rounds)[:_MOST_RIMS], px_per_mm)


def _by_share(fits: list[Fit]) -> list[Outline]:
    return [f.outline for f in sorted(fits, key=lambda f: -f.share)]


def _look_into(ground: Ground, window: Window) -> list[Fit]:
    """Return what fits in a window; edges vote only where no component explains it."""
    part = ground.part(window)
    small = halve(part)
    fits = _fitted(ground, window, _component_starts(small, ground, window))
    if any(_explains(ground, window, fit) for fit in fits):
        return fits
    fits += _fitted(ground, window, square_starts(part, ground.floor, ground.px_per_mm))
    edges = find_edges(small, ground.floor)
    if edges is None or not window.holds(2 * MIN_RADIUS_MM * ground.px_per_mm):
        return fits
    starts = circle_starts(edges, ground.px_per_mm / 2)
    hopes = rim_shares(ground.plane, [s.moved(*window.corner) for s in starts])
    if max(hopes, default=0.0) > _LEAST_HOPE_OF_OVALS:
        starts += oval_starts(edges, ground.px_per_mm / 2)
    return fits + _fitted(ground, window, starts)


def _fitted(ground: Ground, window: Window, starts: list[Outline]) -> list[Fit]:
    x, y = window.corner
    moved = _distinct([s.moved(x, y) for s in starts], ground.px_per_mm)
    squares = fit_squares(ground.plane, [s for s in moved if s.is_square])
    rounds = _rimmed(ground, [s for s in moved if not s.is_square])
    return squares + rounds


def _explains(ground: Ground, window: Window, fit: Fit) -> bool:
    """Tell whether a sure outline fills its window: then nothing else hides there.

    An outline that the page cuts is never sure: too much of its rim is a guess.
    """
    tolerance = _FILLS_MM * ground.px_per_mm
    off = max(abs(a - b) for a, b in zip(fit.outline.box, window.ink, strict=True))
    x0, y0, x1, y1 = fit.outline.box
    height, width = ground.plane.shape
    is_whole = min(x0, y0) > 0 and x1 < width and y1 < height
    return is_whole and fit.share > _SURE_SHARE and off < tolerance


def _rimmed(ground: Ground, starts: list[Outline]) -> list[Fit]:
    """Fit ellipses and keep those whose rim stands out from within and without."""
    plane = ground.plane
    hopes = rim_shares(plane, starts)
    order = sorted(range(len(starts)), key=lambda k: -hopes[k])[:_MOST_HOPES]
    hopeful = [starts[k] for k in order if hopes[k] > _LEAST_HOPE]
    fitted = [e for e in fit_ellipses(plane, hopeful) if e is not None]
    fitted = _distinct(fitted, ground.px_per_mm)
    shares = zip(fitted, rim_shares(plane, fitted), strict=True)
    fits = [Fit(e, share) for e, share in shares if share > _LEAST_RIM]
    return sorted(fits, key=lambda f: -f.share)[:_MOST_RIMS]


def _distinct(outlines: list[Outline], px_per_mm: float) -> list[Outline]:
    """Drop repetitions (the first of a kind stays) and sizes that no seal has."""
    kept: list[Outline] = []
    boxes = np.empty((0, 5))
    for one in outlines:
        sides = sorted((one.half_w / px_per_mm, one.half_h / px_per_mm))
        if sides[1] > MAX_RADIUS_MM * 1.12 or sides[0] < _MIN_SIDE_MM:
            continue
        box = np.array([*one.box, 1e4 * one.is_square])
        if (np.abs(boxes - box).max(axis=1) < _SAME_MM * px_per_mm).any():
            continue
        kept.append(one)
        boxes = np.vstack([boxes, box])
    return kept


def _component_starts(small: Plane, ground: Ground, window: Window) -> list[Outline]:
    starts: list[Outline] = []
    at_border = window.at_border(ground)
    # Without a gap closed: stamps cut by the border that others nearly touch.
    levels = [(1.1, 3), (2.2, 3), (1.8, 5), *([(2.2, 1)] if any(at_border) else [])]
    for level, gap_px in levels:
        mask = small > level * ground.floor
        starts += _components(mask, gap_px, ground.px_per_mm / 2, at_border=at_border)
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
    mask: NDArray[np.bool_], gap_px: int, px_per_mm: float, *, at_border: Borders
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
    fits[0] = dense[0] = False
    starts = cut_squares(
        np.asarray(stats[dense][:, :4], np.int32),
        mask.shape,
        px_per_mm=px_per_mm,
        at_border=at_border,
    )
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
