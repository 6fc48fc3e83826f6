"""Seals: rim, name on the arc, star, number; pressed with uneven ink.

**Source:** sizes and layout from the 1999 State Council rules on seals (round, 45 mm
at most, star in the centre), the tax notice 2011 No. 7 (oval 40 x 30 mm) and the shared
notes on measured impressions (13-digit number on the lower arc, star circle 14 mm).
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from sample_data.draw.press import Press
from sample_data.draw.sheet import Seal, width_em
from sample_data.fonts import GROUPS, FontGroup, Role, load

Alpha = NDArray[np.float32]
"""How much ink lies where: 0 to 1, shape (height_px, width_px)."""

_PX_PER_MM = 20
_MARGIN_MM = 3.0
_INKS = {
    "red": ((206, 22, 34), (224, 40, 62)),
    "blue": ((30, 50, 150), (50, 70, 175)),
    "purple": ((112, 30, 128), (140, 52, 158)),
}


def impression(seal: Seal, press: Press) -> tuple[Alpha, tuple[int, int, int]]:
    """Press a seal once.

    Returns:
        Ink cover, 3 mm wider than the seal on each side, and the colour of the ink.
    """
    import cv2

    plate = _plate(seal, press.group.name)
    lean = seal.lean_deg
    height, width = plate.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -lean, 1.0)
    turned = cv2.warpAffine(plate, turn, (width, height))
    size = (
        round((seal.width + 2 * _MARGIN_MM) * press.scale),
        round((seal.height + 2 * _MARGIN_MM) * press.scale),
    )
    cover = cv2.resize(turned, size, interpolation=cv2.INTER_AREA)
    alpha = np.asarray(cover, np.float32) / np.float32(255)
    low, high = _INKS[seal.colour]
    mix = 0.0 if seal.printed else float(press.rng.uniform(0, 1))
    red, green, blue = (
        round(a + (b - a) * mix) for a, b in zip(low, high, strict=True)
    )
    if seal.printed:
        return alpha * np.float32(seal.ink), (red, green, blue)
    return _uneven(alpha, press) * np.float32(seal.ink), (red, green, blue)


def _uneven(alpha: Alpha, press: Press) -> Alpha:
    import cv2

    px_per_mm, rng = press.scale, press.rng
    height, width = alpha.shape
    coarse = rng.uniform(0.72, 1.12, (5, 5)).astype(np.float32)
    pressure = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    noise = rng.normal(0, 1, (height, width)).astype(np.float32)
    sigma = max(0.4, 0.12 * px_per_mm)
    grain = np.asarray(cv2.GaussianBlur(noise, (0, 0), sigma), np.float32)
    grain /= np.float32(grain.std() + 1e-6)
    gaps = np.clip(1.0 - 0.35 * np.clip(grain - 1.1, 0, 2), 0.25, 1.0)
    soft = cv2.GaussianBlur(alpha, (0, 0), max(0.3, 0.05 * px_per_mm))
    inked: Alpha = np.clip(soft * pressure * gaps, 0, 1).astype(np.float32)
    return inked


@lru_cache(maxsize=128)
def _plate(seal: Seal, group_name: str) -> NDArray[np.uint8]:
    faces = GROUPS[group_name].paint
    width = round((seal.width + 2 * _MARGIN_MM) * _PX_PER_MM)
    height = round((seal.height + 2 * _MARGIN_MM) * _PX_PER_MM)
    image = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(image)
    if seal.shape == "square":
        _square(pen, seal, load(faces["kai"], seal.height * _PX_PER_MM * 0.42))
        return np.asarray(image)
    edge = round(_MARGIN_MM * _PX_PER_MM)
    rim = round((1.1 if seal.shape == "round" else 1.0) * _PX_PER_MM)
    pen.ellipse((edge, edge, width - edge, height - edge), outline=255, width=rim)
    if seal.star:
        _star(pen, (width / 2, height / 2), 6.6 * _PX_PER_MM * seal.width / 40)
    _arcs(image, seal, GROUPS[group_name])
    if seal.centre:
        share = 0.6 if seal.shape == "oval" else 0.72
        size = min(4.2, share * seal.width / max(4.0, width_em(seal.centre)))
        below = 0.27 if seal.star else 0.0
        pen.text(
            (width / 2, height / 2 + below * seal.height * _PX_PER_MM),
            seal.centre,
            fill=255,
            font=load(faces["song"], size * _PX_PER_MM),
            anchor="mm",
            stroke_width=1,
        )
    return np.asarray(image)


def _square(pen: ImageDraw.ImageDraw, seal: Seal, font: ImageFont.FreeTypeFont) -> None:
    edge = _MARGIN_MM * _PX_PER_MM
    side = seal.width * _PX_PER_MM
    pen.rectangle((edge, edge, edge + side, edge + side), outline=255, width=16)
    text = (seal.ring + "印")[:4] if len(seal.ring) < 4 else seal.ring[:4]  # noqa: PLR2004 - four fields
    for place, char in enumerate(text):
        column, row = 1 - place // 2, place % 2
        centre = (
            edge + side * (0.28 + 0.44 * column),
            edge + side * (0.27 + 0.46 * row),
        )
        pen.text(centre, char, fill=255, font=font, anchor="mm", stroke_width=1)


def _star(pen: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float) -> None:
    points = []
    for step in range(10):
        reach = radius if step % 2 == 0 else radius * 0.382
        angle = math.radians(-90 + 36 * step)
        points.append(
            (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle))
        )
    pen.polygon(points, fill=255)


@dataclass(frozen=True, slots=True)
class _Arc:
    """Letters along the upper or the lower rim."""

    text: str
    letter_mm: float
    spread_deg: float
    role: Role
    on_top: bool


def _arcs(image: Image.Image, seal: Seal, group: FontGroup) -> None:
    if seal.shape == "oval":
        letter, spread = min(4.0, seal.width * 0.088), min(210.0, 21.0 * len(seal.ring))
    else:
        letter = min(5.2, max(3.0, 62 / max(8, len(seal.ring)))) * seal.width / 42
        spread = min(250.0, 19.0 * len(seal.ring))
    _letters(
        image, seal, _Arc(seal.ring, letter, spread, "song", on_top=True), group=group
    )
    foot = _Arc(seal.foot, 1.9, 5.2 * len(seal.foot), "hei", on_top=False)
    _letters(image, seal, foot, group=group)


def _letters(image: Image.Image, seal: Seal, arc: _Arc, *, group: FontGroup) -> None:
    font = load(group.paint[arc.role], arc.letter_mm * _PX_PER_MM)
    side = round(arc.letter_mm * _PX_PER_MM * 1.5)
    inset = 1.6 + arc.letter_mm * 0.62
    radii = (seal.width / 2 - inset, seal.height / 2 - inset)
    middle = (image.width / 2, image.height / 2)
    for char, (x, y, lean) in zip(arc.text, _places(arc, radii), strict=True):
        glyph = Image.new("L", (side, side), 0)
        ImageDraw.Draw(glyph).text(
            (side / 2, side / 2), char, fill=255, font=font, anchor="mm", stroke_width=1
        )
        glyph = glyph.rotate(-lean, resample=Image.Resampling.BICUBIC)
        left = round(middle[0] + x * _PX_PER_MM - side / 2)
        top = round(middle[1] + y * _PX_PER_MM - side / 2)
        image.paste(255, (left, top, left + side, top + side), glyph)


def _places(arc: _Arc, radii: tuple[float, float]) -> list[tuple[float, float, float]]:
    """Spread letters evenly along an arc of an ellipse: x, y in mm, lean in degrees."""
    sign = 1 if arc.on_top else -1
    if not arc.text:
        return []
    fine = np.radians(np.linspace(-arc.spread_deg / 2, arc.spread_deg / 2, 721))
    x, y = radii[0] * np.sin(fine), -sign * radii[1] * np.cos(fine)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    count = len(arc.text)
    wanted = np.linspace(0, along[-1], count) if count > 1 else [along[-1] / 2]
    found = []
    for reach in wanted:
        turn = float(np.interp(reach, along, fine))
        normal = math.atan2(math.sin(turn) / radii[0], math.cos(turn) / radii[1])
        at = (radii[0] * math.sin(turn), -sign * radii[1] * math.cos(turn))
        found.append((*at, sign * math.degrees(normal)))
    return found
