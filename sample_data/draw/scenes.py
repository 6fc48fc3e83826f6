"""Photographs from building sites, drawn: no picture of a real place or person."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from checker.model.page import Pixels
from sample_data.draw.press import Press
from sample_data.fonts import load

SCENES = ("guard_rail", "helmets", "drill", "class_room", "net", "crane")
_SIZE = (720, 540)
Pen = ImageDraw.ImageDraw


def scene(name: str, taken: dt.date | None, *, press: Press) -> Pixels:
    """Return a photo with, unless ``taken`` is None, the date in its corner."""
    rng = press.rng
    image = Image.fromarray(_background(name, rng))
    pen = ImageDraw.Draw(image)
    _DRAWERS[name](pen, rng)
    if taken is not None:
        clock = f"{int(rng.integers(8, 17)):02d}:{int(rng.integers(60)):02d}"
        stamp = f"{taken:%Y-%m-%d} {clock}"
        font = load(press.group.paint["hei"], 30.0)
        at = (_SIZE[0] - 18, _SIZE[1] - 18)
        pen.text(at, stamp, (255, 176, 32), font, anchor="rs", stroke_width=2)
    return _lens(np.asarray(image), rng)


def _background(name: str, rng: np.random.Generator) -> Pixels:
    width, height = _SIZE
    indoors = name == "class_room"
    top: NDArray[np.float64] = np.array(
        (205, 200, 188) if indoors else (150, 185, 222), float
    )
    low: NDArray[np.float64] = np.array(
        (150, 140, 125) if indoors else (176, 158, 128), float
    )
    rows = np.linspace(0, 1, height)[:, None, None]
    sky = top + (low - top) * np.clip((rows - 0.25) * 1.6, 0, 1)
    field = np.broadcast_to(sky, (height, width, 3)) + rng.uniform(-8, 8, 3)
    return np.asarray(np.clip(field, 0, 255), np.uint8)


def _lens(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    import cv2

    soft = cv2.GaussianBlur(pixels, (0, 0), 0.7).astype(np.float32)
    coarse = rng.uniform(0.82, 1.1, (4, 5)).astype(np.float32)
    light = cv2.resize(coarse, _SIZE, interpolation=cv2.INTER_CUBIC)[..., None]
    noise = np.asarray(rng.normal(0, 2, soft.shape), np.float32)
    return np.asarray(np.clip(soft * light + noise, 0, 255), np.uint8)


def _person(pen: Pen, foot: tuple[float, float], *, tall: float, coat: str) -> None:
    x, y = foot
    head = tall / 8
    pen.rectangle((x - head, y - 0.52 * tall, x + head, y - 0.05 * tall), "#2b3346")
    pen.rectangle(
        (x - 1.5 * head, y - 0.8 * tall, x + 1.5 * head, y - 0.42 * tall), coat
    )
    pen.ellipse((x - head, y - tall, x + head, y - 0.77 * tall), "#d9a983")
    cap = (x - 1.2 * head, y - 1.06 * tall, x + 1.2 * head, y - 0.8 * tall)
    pen.pieslice(cap, 180, 360, "#f2c318")


def _building(pen: Pen, rng: np.random.Generator) -> None:
    left = int(rng.integers(60, 200))
    for floor in range(4):
        y = 90 + floor * 95
        pen.rectangle((left, y, left + 420, y + 16), "#9b9890")
        for column in range(5):
            x = left + column * 102
            pen.rectangle((x, y + 16, x + 14, y + 95), "#a8a59b")


def _rail(pen: Pen, y: float) -> None:
    for step in range(18):
        colour = "#c8262b" if step % 2 else "#f3f0ea"
        for lift in (0, 46):
            pen.rectangle((step * 42, y - lift, step * 42 + 42, y - lift + 9), colour)
    for x in range(40, _SIZE[0], 170):
        pen.rectangle((x, y - 60, x + 9, y + 60), "#d8b422")


def _guard_rail(pen: Pen, rng: np.random.Generator) -> None:
    _building(pen, rng)
    _rail(pen, 400)


def _helmets(pen: Pen, rng: np.random.Generator) -> None:
    _building(pen, rng)
    for place in range(4):
        x = 120 + place * 150 + int(rng.integers(-20, 20))
        coat = "#e8731e" if place % 2 else "#d7e14a"
        _person(pen, (x, 520), tall=240, coat=coat)


def _drill(pen: Pen, rng: np.random.Generator) -> None:
    fire = (300 + int(rng.integers(-40, 40)), 430)
    for size, colour in ((90, "#d4522a"), (60, "#f09a2c"), (30, "#f8dd6a")):
        box = (fire[0] - size, fire[1] - 2 * size, fire[0] + size, fire[1] + 20)
        pen.ellipse(box, colour)
    for place in range(3):
        _person(pen, (470 + place * 90, 510), tall=210, coat="#e8731e")
    pen.line((455, 420, 380, 430), "#eeeeee", 16)


def _class_room(pen: Pen, rng: np.random.Generator) -> None:
    pen.rectangle((160, 60, 560, 210), "#f4f4ef", "#70695c", 6)
    for place in range(4):
        length = int(rng.integers(180, 340))
        pen.rectangle((190, 84 + place * 28, 190 + length, 92 + place * 28), "#566178")
    for row in range(2):
        for seat in range(6):
            x, y = 80 + seat * 115 + row * 30, 420 + row * 110
            pen.ellipse((x - 24, y - 96, x + 24, y - 46), "#2a2420")
            pen.rectangle((x - 42, y - 52, x + 42, y + 40), "#3d5677")


def _net(pen: Pen, rng: np.random.Generator) -> None:
    _building(pen, rng)
    pen.rectangle((90, 90, 420, 480), "#3f8a52")
    for step in range(0, 390, 26):
        pen.line((90, 90 + step, 420, 90 + step), "#2f6d40", 3)
    for step in range(0, 331, 66):
        pen.line((90 + step, 90, 90 + step, 480), "#8a8578", 7)


def _crane(pen: Pen, rng: np.random.Generator) -> None:
    x = 240 + int(rng.integers(-40, 40))
    pen.rectangle((x, 70, x + 22, 520), "#dfae1a")
    pen.rectangle((x - 150, 92, x + 400, 106), "#dfae1a")
    for step in range(0, 430, 28):
        pen.line((x, 100 + step, x + 22, 114 + step), "#a27c10", 3)
    pen.line((x + 11, 50, x + 390, 92), "#777777", 3)
    pen.line((x + 300, 106, x + 300, 330), "#555555", 3)
    pen.rectangle((x + 270, 330, x + 330, 360), "#8c5b38")


_DRAWERS = {
    "guard_rail": _guard_rail,
    "helmets": _helmets,
    "drill": _drill,
    "class_room": _class_room,
    "net": _net,
    "crane": _crane,
}
