"""Scanners, copiers and phones: what becomes of a printed sheet on its way to a PDF."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels

Medium = Literal["digital", "scan", "grey", "bilevel", "photo"]
MEDIA: tuple[Medium, ...] = ("digital", "scan", "grey", "bilevel", "photo")

Matrix = NDArray[np.float64]
"""3 x 3, from pixels of the printed sheet to pixels of the picture."""


@dataclass(frozen=True, slots=True)
class Handling:
    """How one page was laid under the scanner, or went wrong there.

    ``turn_deg``: content turned clockwise, 0, 90, 180 or 270. ``skew_deg`` None: a
    small one by chance. ``blur_mm``: out of focus; 0.5 and more is past reading.
    ``turned_back``: the picture lies turned in the file and ``/Rotate`` rights it.
    ``wear``: names in ``draw/wear.py``; ``edges``: the lid of the scanner stood open.
    """

    turn_deg: int = 0
    skew_deg: float | None = None
    blur_mm: float = 0.0
    turned_back: bool = False
    wear: tuple[str, ...] = ()
    edges: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Capture:
    """The picture of a sheet and where each of its points went."""

    pixels: Pixels
    matrix: Matrix
    skew_deg: float


def capture(
    printed: Pixels, medium: Medium, handling: Handling, *, rng: np.random.Generator
) -> Capture:
    """Scan, copy or photograph a printed sheet, upright; turning comes later."""
    skew = handling.skew_deg
    if skew is None:
        skew = 0.0 if medium == "digital" else round(float(rng.uniform(-0.7, 0.7)), 2)
    if medium == "digital":
        return Capture(printed, np.eye(3), 0.0)
    if medium == "photo":
        matrix, skew = _hold(printed, skew, rng)
        pixels = _photograph(printed, matrix, rng)
    else:
        matrix = _lay(printed, skew)
        pixels = _scan(printed, matrix, rng)
    if handling.blur_mm:
        pixels = _defocus(pixels, handling.blur_mm * printed.shape[1] / 210)
    if medium == "grey":
        pixels = _copy(pixels)
    elif medium == "bilevel":
        pixels = _threshold(pixels, rng)
    return Capture(pixels, matrix, skew)


def turned(capture: Capture, turn_deg: int) -> Capture:
    """Turn a picture clockwise by a right angle."""
    quarter = turn_deg // 90 % 4
    height, width = capture.pixels.shape[:2]
    moves = {
        0: np.eye(3),
        1: np.array([[0, -1, height], [1, 0, 0], [0, 0, 1]], float),
        2: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], float),
        3: np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], float),
    }
    pixels = np.ascontiguousarray(np.rot90(capture.pixels, -quarter))
    return Capture(pixels, moves[quarter] @ capture.matrix, capture.skew_deg)


def _lay(printed: Pixels, skew_deg: float) -> Matrix:
    height, width = printed.shape[:2]
    lean = math.radians(skew_deg)
    cos, sin = math.cos(lean), math.sin(lean)
    x, y = width / 2, height / 2
    return np.array(
        [
            [cos, -sin, x - cos * x + sin * y],
            [sin, cos, y - sin * x - cos * y],
            [0, 0, 1],
        ],
        float,
    )


def _scan(printed: Pixels, matrix: Matrix, rng: np.random.Generator) -> Pixels:
    import cv2

    height, width = printed.shape[:2]
    size = (width, height)
    white = (255, 255, 255)
    page = cv2.warpPerspective(printed, matrix, size, borderValue=white)
    page = cv2.GaussianBlur(page, (0, 0), float(rng.uniform(0.45, 0.65)))
    tint = np.array([252, 251, 248]) - rng.uniform(0, 4) - rng.uniform(0, 1.5, 3)
    light = _clouds((height, width), rng, low=0.985, high=1.0)[..., None]
    shade = page.astype(np.float32) / 255
    dark = float(rng.uniform(18, 40))
    mixed = (dark + shade * (tint.astype(np.float32) - dark)) * light
    mixed += rng.normal(0, 0.8, (height, width, 1)).astype(np.float32)
    return np.clip(mixed, 0, 255).astype(np.uint8)


def _clouds(
    shape: tuple[int, int], rng: np.random.Generator, *, low: float, high: float
) -> NDArray[np.float32]:
    import cv2

    coarse = rng.uniform(low, high, (4, 4)).astype(np.float32)
    field = cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray(field, np.float32)


def _hold(
    printed: Pixels, skew_deg: float, rng: np.random.Generator
) -> tuple[Matrix, float]:
    import cv2

    height, width = printed.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inset = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    away = rng.uniform(0.016, 0.034, (4, 2)) * (width, height)
    held = corners + inset * away.astype(np.float32)
    laid = _lay(printed, skew_deg)
    flat = cv2.perspectiveTransform(held[None], laid)[0].astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, flat).astype(np.float64)
    rise = (flat[1] - flat[0] + flat[2] - flat[3]) / 2
    lean = math.degrees(math.atan2(float(rise[1]), float(rise[0])))
    return matrix, round(lean, 2)


def _photograph(printed: Pixels, matrix: Matrix, rng: np.random.Generator) -> Pixels:
    import cv2

    height, width = printed.shape[:2]
    size = (width, height)
    desk = _desk((height, width), rng)
    page = cv2.warpPerspective(printed, matrix, size, borderValue=(255, 255, 255))
    solid = np.full((height, width), 255, np.uint8)
    mask = cv2.warpPerspective(solid, matrix, size)
    edge = cv2.GaussianBlur(mask, (0, 0), 1.0).astype(np.float32)[..., None] / 255
    fall = cv2.GaussianBlur(np.roll(mask, (7, 6), (0, 1)), (0, 0), 7)
    shaded = desk * (1 - 0.45 * fall.astype(np.float32)[..., None] / 255)
    paper = page.astype(np.float32) * np.array([0.95, 0.935, 0.89], np.float32)
    scene = shaded * (1 - edge) + (paper * 0.93 + 14) * edge
    light = _clouds((height, width), rng, low=0.86, high=1.04)[..., None]
    shadow = _shadow((height, width), rng)[..., None]
    taken = cv2.GaussianBlur(scene * light * shadow, (0, 0), 0.7)
    noise = np.asarray(rng.normal(0, 1.6, taken.shape), np.float32)
    return np.asarray(np.clip(taken + noise, 0, 255), np.uint8)


def _desk(shape: tuple[int, int], rng: np.random.Generator) -> NDArray[np.float32]:
    import cv2

    height, width = shape
    grain = rng.normal(0, 1, (height // 3, 12)).astype(np.float32)
    streaks = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)
    base = np.array([(118, 88, 62), (92, 96, 102), (150, 128, 100)], np.float32)
    wood = base[int(rng.integers(3))] + 6 * streaks[..., None]
    return np.asarray(wood, np.float32)


def _shadow(shape: tuple[int, int], rng: np.random.Generator) -> NDArray[np.float32]:
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    slant = float(rng.uniform(-0.5, 0.5))
    edge = (x / width - 0.78 + slant * (y / height - 0.5)) * 9
    depth = float(rng.uniform(0.10, 0.22))
    return np.asarray(1 - depth / (1 + np.exp(-edge)), np.float32)


def _defocus(pixels: Pixels, radius_px: float) -> Pixels:
    import cv2

    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), radius_px), np.uint8)


def _copy(pixels: Pixels) -> Pixels:
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.asarray(np.clip((grey - 20) * 1.12, 0, 255), np.uint8)


def _threshold(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    limit = 168 + rng.normal(0, 4, grey.shape)
    return np.where(grey > limit, 255, 0).astype(np.uint8)
