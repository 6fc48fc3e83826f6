"""Draw photo records: a title, a line or two of text, and large photographs."""

import numpy as np
from PIL import Image, ImageDraw

from checker.model.page import Pixels
from tests.makers import A4_INCHES, Canvas


def draw_scene(height_px: int, width_px: int, *, rng: np.random.Generator) -> Pixels:
    """Return what could be a photograph of a site: sky, walls, beams, grain."""
    import cv2

    down = np.linspace(0, 1, height_px)[:, None, None]
    sky, ground = rng.integers(90, 230, 3), rng.integers(30, 150, 3)
    scene = np.broadcast_to(sky * (1 - down) + ground * down, (height_px, width_px, 3))
    painted = np.ascontiguousarray(scene, dtype=np.uint8)
    size = np.array([width_px, height_px])
    for _ in range(12):
        corner = rng.uniform(0, 1, 2) * size
        wall = corner + rng.uniform(-0.2, 0.2, (4, 2)) * size
        shade = rng.integers(20, 220, 3).tolist()
        cv2.fillPoly(painted, [wall.astype(np.int32)], shade)
        start, end = (rng.uniform(0, 1, (2, 2)) * size).astype(int).tolist()
        cv2.line(painted, start, end, rng.integers(10, 250, 3).tolist(), 2)
    coarse = rng.normal(0, 12, (height_px // 3 + 1, width_px // 3 + 1))
    grain = cv2.resize(coarse.astype(np.float32), (width_px, height_px))
    return np.asarray(np.clip(painted + grain[..., None], 0, 255), dtype=np.uint8)


def draw_photo_page(
    *, font: str, seed: int, dpi: float = 150, photographs: int = 2
) -> Pixels:
    """Return an upright photo record in RGB, clean as from a word processor."""
    size = (round(A4_INCHES[0] * dpi), round(A4_INCHES[1] * dpi))
    image = Image.new("RGB", size, "white")
    rng = np.random.default_rng(seed)
    page = Canvas(dpi, font, rng, image, ImageDraw.Draw(image))
    page.centre(50, "应急救援演练现场照片", 18)
    page.write((60, 92), page.running_text(32), 12)
    step_pt = 680 / photographs
    for number in range(photographs):
        y_pt = 120 + number * step_pt
        height_px, width_px = int(page.px(step_pt - 40)), int(page.px(430))
        scene = Image.fromarray(draw_scene(height_px, width_px, rng=rng))
        image.paste(scene, (int(page.px(82)), int(page.px(y_pt))))
        page.centre(
            y_pt + step_pt - 34, f"照片{number + 1}：{page.running_text(9)}", 11
        )
    return np.asarray(image, dtype=np.uint8)
