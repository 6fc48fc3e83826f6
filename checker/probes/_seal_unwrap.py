"""The ring of a seal, unwrapped: its letters side by side, upright, dark on white."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels

Plane = NDArray[np.float32]

STRIP_HEIGHT_PX = 48
"""What the recogniser takes. Source: PP-OCR's input height."""

BANDS = ((0.64, 0.96), (0.60, 0.93), (0.56, 0.90))
"""Inner and outer radius of the strip, in shares of the seal's: letters of 3 to 5 mm
stand 1.6 mm inside the rim of a seal of 38 to 45 mm. Source: shared notes, domain 2."""

GAP_BANDS = ((0.62, 0.79), (0.74, 0.84))
"""Where the name has ink and the 13-digit number, which is small and near the rim, has
none: the widest gap there is where the name starts and ends. A line through the middle
(专用章) may reach into the first band, not into the second."""

_DARKEST = 8.0
_LEVEL_SHARE, _FAINTEST = 0.16, 0.3
"""Ink is levelled over a sixth of the patch (two letters), and no more than threefold,
or paper would turn into ink. Source: own drawn seals with uneven pads."""

_ANGLES = 720
_LEAST_GAP_DEG, _MOST_NAME_DEG = 25.0, 335.0
_MARGIN_DEG = 5.0
_GAP_SHARE = 0.25
"""Ink of a gap against the usual ink of letters. Source: own drawn seals."""

_RAYS = 128
_RIM_REACH = (0.78, 1.3)
_TOLERANCES = (0.2, 0.1, 0.05, 0.04)
_STRONG_SHARE = 0.45
"""Where the rim is sought along a ray, in shares of the radius, how far rays may stray
from the usual in each round, and how strong ink is. Source: own drawn seals, photos
among them, boxes of the detector."""


_LEAN_REACH = (0.6, 1.15)
_ROUNDEST, _MOST_LEAN_DEG = 0.85, 40.0
"""Ovals are 3 : 4; a box of one that leans is rounder than itself, so rays are searched
from further in."""


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse in pixels of a patch."""

    x: float
    y: float
    half_w: float
    half_h: float


def ink_of(patch: Pixels, colour: str) -> Plane:
    """Return how much ink of a seal's colour lies on each pixel, 0 to about 1.

    Absorbance of the light that the ink holds back, less that of the light which it
    lets through: black print below cancels out. Source: engines, 7.1.
    """
    levels = patch.astype(np.float32)
    paper = np.maximum(np.percentile(levels, 90, axis=(0, 1)), 1.0)
    absorbed = np.maximum(0.0, np.log(paper / np.maximum(levels, _DARKEST)))
    red, green, blue = (absorbed[..., band] for band in range(3))
    if colour == "red":
        ink = np.maximum(green, 0.5 * (green + blue)) - red
    elif colour in {"blue", "purple"}:
        ink = np.maximum(red, green) - np.minimum(blue, red)
    else:
        ink = absorbed.mean(axis=2)
    return _levelled(np.asarray(np.maximum(0.0, ink), dtype=np.float32))


def _levelled(ink: Plane) -> Plane:
    """Return ink against the strongest ink nearby: a pad presses unevenly."""
    import cv2

    strong = max(0.05, float(np.percentile(ink, 97)))
    reach = max(5, round(_LEVEL_SHARE * max(ink.shape))) | 1
    near = cv2.dilate(cv2.GaussianBlur(ink, (0, 0), 1.0), np.ones((reach, reach)))
    near = np.asarray(cv2.blur(near, (reach, reach)), dtype=np.float32)
    level = np.clip(near, _FAINTEST * strong, strong)
    return np.asarray(np.clip(ink / level, 0, 1.2), dtype=np.float32)


def levelled(ink: Plane, ring: Ring) -> tuple[Plane, Ring]:
    """Return the patch turned so that an oval seal lies level, and its ring there.

    A round seal, and an oval whose rim is too broken to tell, stay as they are.
    """
    import cv2

    angles = np.linspace(0, 2 * math.pi, _RAYS, endpoint=False)
    reach = np.linspace(*_LEAN_REACH, 79)
    smooth = np.asarray(cv2.GaussianBlur(ink, (0, 0), 1.0), dtype=np.float32)
    rows = _sample(smooth, ring, angles, shares=reach)
    strong = rows > _STRONG_SHARE * np.percentile(rows, 95)
    found = strong.any(axis=1)
    if found.sum() < _RAYS // 2:
        return ink, ring
    last = strong.shape[1] - 1 - np.argmax(strong[:, ::-1], axis=1)
    points = _points(ring, angles[found], reach[last][found]).astype(np.float32)
    (x, y), (first, second), turn = cv2.fitEllipseDirect(points)
    long, short = max(first, second), min(first, second)
    lean = (turn if first >= second else turn + 90) % 180
    lean = lean - 180 if lean > 90 else lean  # noqa: PLR2004 - a half turn is none
    if short > _ROUNDEST * long or abs(lean) > _MOST_LEAN_DEG:
        return ink, ring
    matrix = cv2.getRotationMatrix2D((x, y), lean, 1.0)
    level = cv2.warpAffine(ink, matrix, ink.shape[::-1])
    return np.asarray(level, np.float32), Ring(x, y, long / 2, short / 2)


def refine(ink: Plane, ring: Ring) -> Ring:
    """Return the ring moved onto the rim: outermost strong ink along 128 rays.

    Three rounds, each trusting fewer rays: a box that is off by a tenth shows in all.
    """
    import cv2

    smooth = np.asarray(cv2.GaussianBlur(ink, (0, 0), 1.0), dtype=np.float32)
    angles = np.linspace(0, 2 * math.pi, _RAYS, endpoint=False)
    reach = np.linspace(*_RIM_REACH, 79)
    for tolerance in _TOLERANCES:
        rows = _sample(smooth, ring, angles, shares=reach)
        strong = rows > _STRONG_SHARE * np.percentile(rows, 95)
        found = strong.any(axis=1)
        if not found.any():
            return ring
        last = strong.shape[1] - 1 - np.argmax(strong[:, ::-1], axis=1)
        shares = reach[last]
        usual = float(np.median(shares[found]))
        kept = found & (np.abs(shares - usual) < tolerance)
        if kept.sum() < _RAYS // 3:
            return ring
        ring = _aligned(_points(ring, angles[kept], shares[kept]), ring)
    return ring


def _points(
    ring: Ring, angles: NDArray[np.float64], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    x = ring.x + shares * ring.half_w * np.cos(angles)
    y = ring.y + shares * ring.half_h * np.sin(angles)
    return np.stack([x, y], axis=1)


def _aligned(points: NDArray[np.float64], ring: Ring) -> Ring:
    """Fit x and y of an upright ellipse: (x-a)^2 p + (y-b)^2 q = 1, least squares."""
    x = (points[:, 0] - ring.x) / ring.half_w
    y = (points[:, 1] - ring.y) / ring.half_h
    terms = np.stack([x * x, y * y, x, y], axis=1)
    p, q, r, s = np.linalg.lstsq(terms, np.ones(len(x)), rcond=None)[0].tolist()
    if min(p, q) <= 0:
        return ring
    at = (-r / (2 * p), -s / (2 * q))
    size = 1 + p * at[0] ** 2 + q * at[1] ** 2
    half = (math.sqrt(size / p), math.sqrt(size / q))
    if max(abs(v) for v in (*at, half[0] - 1, half[1] - 1)) > 0.2:  # noqa: PLR2004
        return ring
    return Ring(
        ring.x + at[0] * ring.half_w,
        ring.y + at[1] * ring.half_h,
        ring.half_w * half[0],
        ring.half_h * half[1],
    )


def find_name_arc(
    ink: Plane, ring: Ring, *, band: tuple[float, float] = GAP_BANDS[0]
) -> tuple[float, float] | None:
    """Return where the name starts and how far it runs, in degrees.

    ``band``: where the gap is sought, in shares of the radius. Angles run clockwise
    from three o'clock. None: no gap is wide enough to tell.
    """
    angles = np.radians(np.arange(_ANGLES) * 360 / _ANGLES)
    rows = _sample(ink, ring, angles, shares=np.linspace(*band, 12))
    profile = rows.mean(axis=1)
    width = 2 * round(_ANGLES * 2.5 / 360) + 1
    padded = np.concatenate([profile[-width:], profile, profile[:width]])
    smooth = np.convolve(padded, np.ones(width) / width, mode="same")[width:-width]
    usual = float(np.percentile(smooth, 75))
    start, length = _longest_run(smooth < _GAP_SHARE * usual)
    gap_deg = length * 360 / _ANGLES
    if gap_deg < _LEAST_GAP_DEG or usual <= 0:
        return None
    begin = (start + length) * 360 / _ANGLES
    return begin % 360, 360 - gap_deg


def _longest_run(low: NDArray[np.bool_]) -> tuple[int, int]:
    """Return start and length of the longest run round the circle."""
    if low.all() or not low.any():
        return 0, int(low.sum())
    first = int(np.argmin(low))
    turned = np.roll(low, -first)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], turned.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    best = int(np.argmax(ends - starts))
    return (int(starts[best]) + first) % low.size, int(ends[best] - starts[best])


def unwrap(
    ink: Plane, ring: Ring, arc: tuple[float, float], *, band: tuple[float, float]
) -> Pixels:
    """Return a strip, RGB, 48 px high: outer edge up, clockwise to the right."""
    begin, run = arc
    begin, run = begin - _MARGIN_DEG, min(_MOST_NAME_DEG, run + 2 * _MARGIN_DEG)
    inner, outer = band
    radius = (ring.half_w + ring.half_h) / 2
    along = math.radians(run) * radius * (inner + outer) / 2
    height = radius * (outer - inner)
    width_px = max(32, round(along / height * STRIP_HEIGHT_PX))
    angles = np.radians(begin + (np.arange(width_px) + 0.5) * run / width_px)
    shares = np.linspace(outer, inner, STRIP_HEIGHT_PX)
    strip = _sample(ink, ring, angles, shares=shares).T
    grey = 255 - np.clip(strip * 255, 0, 255)
    return np.repeat(grey.astype(np.uint8)[..., None], 3, axis=2)


def _sample(
    ink: Plane,
    ring: Ring,
    angles: NDArray[np.float64],
    *,
    shares: NDArray[np.float64],
) -> Plane:
    """Return ink by angle (rows) and share of the radius (columns)."""
    import cv2

    x = ring.x + ring.half_w * np.outer(np.cos(angles), shares)
    y = ring.y + ring.half_h * np.outer(np.sin(angles), shares)
    return np.asarray(
        cv2.remap(ink, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR),
        dtype=np.float32,
    )
