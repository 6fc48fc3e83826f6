"""Do to a clean page what scanners, copiers, phones and software do to pages."""

import math
from collections.abc import Callable

import numpy as np

from checker.model.page import Pixels


def skewed(raster: Pixels, angle_deg: float, *, fill: int = 255) -> Pixels:
    """Return the page's content turned clockwise by a small angle."""
    import cv2

    height, width = raster.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -angle_deg, 1.0)
    out = cv2.warpAffine(
        raster,
        turn,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderValue=(fill, fill, fill),
    )
    return np.asarray(out, dtype=np.uint8)


def blurred(raster: Pixels, sigma_px: float) -> Pixels:
    """Return the page out of focus."""
    import cv2

    if sigma_px <= 0:
        return raster
    return np.asarray(cv2.GaussianBlur(raster, (0, 0), sigma_px), dtype=np.uint8)


def smeared(raster: Pixels, length_px: float, angle_deg: float) -> Pixels:
    """Return the page blurred by motion."""
    import cv2

    size = max(3, math.ceil(length_px) | 1)
    kernel = np.zeros((size, size), np.float32)
    reach = length_px / 2
    step = np.array(
        [math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))]
    )
    middle = np.array([size // 2, size // 2])
    for t in np.linspace(-reach, reach, 8 * size):
        x, y = np.clip(np.rint(middle + step * t), 0, size - 1).astype(int)
        kernel[y, x] += 1
    kernel /= kernel.sum()
    return np.asarray(cv2.filter2D(raster, -1, kernel), dtype=np.uint8)


def coarse(raster: Pixels, factor: float) -> Pixels:
    """Return the page scanned at ``factor`` of its resolution and enlarged again."""
    import cv2

    height, width = raster.shape[:2]
    small = cv2.resize(
        raster,
        (max(8, round(width * factor)), max(8, round(height * factor))),
        interpolation=cv2.INTER_AREA,
    )
    out = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(out, dtype=np.uint8)


def scaled(raster: Pixels, factor: float) -> Pixels:
    """Return the page at another resolution."""
    import cv2

    out = cv2.resize(raster, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(out, dtype=np.uint8)


def noisy(raster: Pixels, sigma: float, rng: np.random.Generator) -> Pixels:
    """Return the page with grain; ``sigma`` in grey levels."""
    grain = rng.normal(0, sigma, raster.shape[:2]).astype(np.float32)
    return _u8(np.clip(raster + grain[..., None], 0, 255))


def compressed(raster: Pixels, quality: int) -> Pixels:
    """Return the page after JPEG; ``quality`` 1 to 100."""
    import cv2

    _, data = cv2.imencode(".jpg", raster, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)


def faded(raster: Pixels, contrast: float, paper: float = 250) -> Pixels:
    """Return the page with its ink weakened to a share (0 to 1) of the paper."""
    share = raster.astype(np.float32) / 255
    return _u8(np.clip(paper * (1 - contrast * (1 - share)), 0, 255))


def darkened(raster: Pixels, gain: float) -> Pixels:
    """Return the page under-exposed."""
    return _u8(np.clip(raster * np.float32(gain), 0, 255))


def covered(
    raster: Pixels, share: float, level: int, *, rng: np.random.Generator
) -> Pixels:
    """Return the page with soft blots (glare, shadow, black) over a share of it."""
    import cv2

    height, width = raster.shape[:2]
    mask = np.zeros((height // 8, width // 8), np.float32)
    radius = math.sqrt(share * mask.size / math.pi / 2)
    for _ in range(2):
        y, x = rng.uniform(0.25, 0.75, 2) * mask.shape
        axes = (max(1, round(radius * 1.2)), max(1, round(radius / 1.2)))
        place = (int(x), int(y))
        cv2.ellipse(mask, place, axes, rng.uniform(0, 180), 0, 360, 1.0, -1)
    # Glare leaves a trace of the text; blots leave none.
    strength = 0.9 if level > 128 else 1.0
    mask = cv2.GaussianBlur(mask, (0, 0), 2) * strength
    weight = cv2.resize(mask, (width, height))[..., None]
    return np.asarray(raster * (1 - weight) + level * weight, dtype=np.uint8)


def scanned(raster: Pixels, rng: np.random.Generator) -> Pixels:
    """Return the page as a good office scanner gives it: tint, grain, soft edges."""
    paper = rng.uniform(235, 255, 3)
    tinted = _u8(raster.astype(np.float32) * (paper / 255))
    page = blurred(tinted, float(rng.uniform(0.3, 0.9)))
    page = noisy(page, float(rng.uniform(0.5, 5)), rng)
    if rng.random() < 0.3:
        width_px = int(rng.integers(3, 20))
        side = int(rng.integers(4))
        view = np.rot90(page, side)
        view[:width_px] = rng.integers(10, 90)
    return compressed(page, int(rng.integers(60, 95)))


def photographed(raster: Pixels, rng: np.random.Generator) -> Pixels:
    """Return the page as a phone sees it: desk, perspective, shadow, grain."""
    import cv2

    height, width = raster.shape[:2]
    inset = rng.uniform(0.01, 0.07, (4, 2)) * (width, height)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    signs = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])
    warp = cv2.getPerspectiveTransform(
        corners, (corners + signs * inset).astype(np.float32)
    )
    desk = rng.integers(30, 140, 3).tolist()
    page = cv2.warpPerspective(raster, warp, (width, height), borderValue=desk)
    x = np.linspace(-1, 1, width)[None, :, None]
    y = np.linspace(-1, 1, height)[:, None, None]
    slope = rng.uniform(-0.18, 0.18, 2)
    light = rng.uniform(0.62, 0.9) + slope[0] * x + slope[1] * y
    lit = np.clip(page * light, 0, 255).astype(np.uint8)
    soft = blurred(lit, float(rng.uniform(0.6, 1.3)))
    return compressed(
        noisy(soft, float(rng.uniform(2, 8)), rng), int(rng.integers(55, 90))
    )


def copied(raster: Pixels, rng: np.random.Generator) -> Pixels:
    """Return the page in black and white, specks included."""
    grey = raster.mean(axis=2) + rng.normal(0, 18, raster.shape[:2])
    bits = np.where(grey > 150, 255, 0).astype(np.uint8)
    specks = rng.random(bits.shape) < 2e-5
    bits[specks] = 0
    return np.repeat(bits[..., None], 3, axis=2)


def _u8(array: object) -> Pixels:
    return np.asarray(array).astype(np.uint8)


CAPTURES: dict[str, Callable[[Pixels, np.random.Generator], Pixels]] = {
    "clean": lambda raster, _rng: raster,
    "scan": scanned,
    "photo": photographed,
    "copy": copied,
}
"""How an ordinary page comes to us; all of them leave it easy to read."""
