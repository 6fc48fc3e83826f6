"""What makes a page hard to read, in strengths that do not depend on its resolution.

A strength of 1 is where half of all readers complain: ``LIMITS`` says what that is for
each kind, in heights of the page's running text (``em_px``). **Source:** graded series
of the pages of ``sample_data.world``, looked at on a screen.
Pictures are grey (two axes) or RGB, uint8.
"""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from checker.model.page import Pixels
from sample_data.draw import pdf

LIMITS = {
    "defocus": 0.15,  # radius of the circle of confusion, in em
    "motion": 0.26,  # length of the path, in em
    "pixels": 1 / 8,  # one over pixels an em
    "jpeg": 1 / 4.5,  # one over quality, for an em of 15 px
    "faint": 1 / 0.13,  # one over the contrast that is left
    "washed": 1 / 0.16,  # one over the contrast that is left, over-exposed
    "dark": 1 / 0.2,  # one over the exposure
    "noise": 0.42,  # sigma over full contrast, for an em of 30 px
    "glare": 0.05,  # share of the page that is burnt out, over text
    "blot": 0.05,  # share of the page under a blot, over text
}
_RGB_AXES = 3
_GRID = 96
Harm = Callable[["Page", float], Pixels]


@dataclass(frozen=True, slots=True)
class Page:
    """A picture, the size of its running text in px, and its chance."""

    pixels: Pixels
    em_px: float
    rng: np.random.Generator


def harm(
    page: Pixels, kind: str, strength: float, *, em_px: float, rng: np.random.Generator
) -> Pixels:
    """Return the page with one kind of harm; strength 1 is at the limit."""
    value = LIMITS[kind] * strength
    return _KINDS[kind](Page(page, max(6.0, em_px), rng), value)


def strongest(kind: str, em_px: float) -> float:
    """Return the strength above which more cannot be done, or not be told apart."""
    most = float((15 / em_px) ** 2.5 / LIMITS["jpeg"])
    return most if kind == "jpeg" else 6.0


def _defocus(page: Page, value: float) -> Pixels:
    import cv2

    radius = value * page.em_px
    side = 2 * math.ceil(radius) + 1
    y, x = np.mgrid[:side, :side] - side // 2
    disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return _u8(cv2.filter2D(page.pixels, -1, disc / disc.sum()))


def _motion(page: Page, value: float) -> Pixels:
    import cv2

    length = value * page.em_px
    side = math.ceil(length) + 2 | 1
    path = np.zeros((side, side), np.float32)
    lean, bend = page.rng.uniform(0, math.pi), page.rng.uniform(-0.6, 0.6)
    for t in np.linspace(-0.5, 0.5, 64):
        turn = lean + bend * t
        x = side / 2 - 0.5 + length * t * math.cos(turn)
        y = side / 2 - 0.5 + length * t * math.sin(turn)
        path[
            int(np.clip(round(y), 0, side - 1)), int(np.clip(round(x), 0, side - 1))
        ] += 1
    return _u8(cv2.filter2D(page.pixels, -1, path / path.sum()))


def _pixels(page: Page, value: float) -> Pixels:
    import cv2

    factor = min(1.0, 1 / value / page.em_px)
    size = [max(16, round(side * factor)) for side in page.pixels.shape[1::-1]]
    small = cv2.resize(page.pixels, size, interpolation=cv2.INTER_AREA)
    return _u8(
        cv2.resize(small, page.pixels.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    )


def _jpeg(page: Page, value: float) -> Pixels:
    quality = float(np.clip((15 / page.em_px) ** 2.5 / value, 1, 95))
    data = pdf.jpeg(page.pixels, round(quality))
    return np.asarray(Image.open(io.BytesIO(data)), np.uint8)


def _faint(page: Page, value: float) -> Pixels:
    paper = float(page.rng.uniform(225, 252))
    share = 1 - page.pixels.astype(np.float32) / 255
    return _u8(paper * (1 - share / value) + page.rng.normal(0, 0.8, page.pixels.shape))


def _washed(page: Page, value: float) -> Pixels:
    return _u8(262 - (255 - page.pixels.astype(np.float32)) / value)


def _dark(page: Page, value: float) -> Pixels:
    return _u8(
        page.pixels.astype(np.float32) / value
        + page.rng.normal(0, 2.5, page.pixels.shape)
    )


def _noise(page: Page, value: float) -> Pixels:
    sigma = 255 * value * math.sqrt(page.em_px / 30)
    squeezed = 40 + page.pixels.astype(np.float32) * 0.72
    return _u8(squeezed + page.rng.normal(0, sigma, page.pixels.shape))


def _glare(page: Page, value: float) -> Pixels:
    weight = _patch(page, value, soft=0.35)
    return _u8(page.pixels * (1 - weight) + 255.0 * weight)


def _blot(page: Page, value: float) -> Pixels:
    weight = _patch(page, value, soft=0.05)
    level = float(page.rng.choice([15.0, 45.0, 80.0]))
    return _u8(page.pixels * (1 - weight) + level * weight)


def _patch(page: Page, share: float, *, soft: float) -> NDArray[np.float32]:
    """Return a blob over that part of the page that has most of its text."""
    import cv2

    height, width = page.pixels.shape[:2]
    dense = _text_density(page.pixels)
    reach = _GRID * math.sqrt(min(share, 0.5) / math.pi)
    around = cv2.blur(dense, (max(3, round(2 * reach)),) * 2)
    spread = 0.15 * float(around.std()) + 1e-3
    around = np.asarray(around + page.rng.normal(0, spread, around.shape), np.float32)
    y, x = np.unravel_index(int(np.argmax(around)), around.shape)
    stretch = float(page.rng.uniform(0.7, 1.4))
    rows, columns = np.mgrid[:_GRID, :_GRID].astype(np.float32)
    away = np.hypot((columns - x) / stretch, (rows - y) * stretch) / max(1.0, reach)
    blob = np.clip((1 - away) / max(soft, 0.02) + 1, 0, 1).astype(np.float32)
    weight = cv2.resize(blob, (width, height), interpolation=cv2.INTER_CUBIC)
    shape = (height, width, 1) if page.pixels.ndim == _RGB_AXES else (height, width)
    return np.asarray(np.clip(weight, 0, 1).reshape(shape), np.float32)


def _text_density(pixels: Pixels) -> NDArray[np.float32]:
    """Return how much fine dark detail lies in each cell of a grid over the page."""
    import cv2

    grey = (
        cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY) if pixels.ndim == _RGB_AXES else pixels
    )
    wide = max(3, grey.shape[1] // 60) | 1
    fine = cv2.subtract(cv2.blur(grey, (wide, wide)), grey)
    strong = (np.asarray(fine) > 40).astype(np.float32)  # noqa: PLR2004 - letters
    cells = cv2.resize(strong, (_GRID, _GRID), interpolation=cv2.INTER_AREA)
    return np.asarray(cells, np.float32)


def _u8(values: object) -> Pixels:
    return np.asarray(np.clip(np.asarray(values), 0, 255), np.uint8)


_KINDS: dict[str, Harm] = {
    "defocus": _defocus,
    "motion": _motion,
    "pixels": _pixels,
    "jpeg": _jpeg,
    "faint": _faint,
    "washed": _washed,
    "dark": _dark,
    "noise": _noise,
    "glare": _glare,
    "blot": _blot,
}
KINDS = tuple(_KINDS)
"""Names of the kinds of harm."""
