"""Sheets as pictures: what a printer puts on paper, before the scanner."""

import numpy as np
from PIL import Image, ImageDraw

from checker.model.page import Pixels
from sample_data.draw import seals
from sample_data.draw.press import Press
from sample_data.draw.sheet import Line, Picture, Shape, Sheet, Stamp, Text
from sample_data.fonts import load

Pen = ImageDraw.ImageDraw


def paint(sheet: Sheet, press: Press) -> Pixels:
    """Return a sheet in RGB at the resolution of a press."""
    size = (round(sheet.width * press.scale), round(sheet.height * press.scale))
    image = Image.new("RGB", size, (255, 255, 255))
    pen = ImageDraw.Draw(image)
    for mark in sheet.marks:
        match mark:
            case Text():
                _text(pen, mark, press)
            case Line():
                _line(pen, mark, press.scale)
            case Shape():
                _shape(pen, mark, press.scale)
            case Picture():
                _paste(image, mark, press.scale)
            case Stamp():
                pass  # pressed last: ink lies on top of print
    canvas = np.array(image)
    for stamp in sheet.stamps:
        _press(canvas, stamp, press)
    return canvas


def _text(pen: Pen, mark: Text, press: Press) -> None:
    size_px = mark.size_pt / 72 * 25.4 * press.scale
    font = load(press.group.paint[mark.role], round(size_px, 2))
    at = (mark.x * press.scale, mark.y * press.scale)
    if not (mark.spread_mm or mark.by_hand):
        pen.text(at, mark.text, fill=mark.colour, font=font, anchor=f"{mark.anchor}s")
        return
    widths = [font.getlength(char) + mark.spread_mm * press.scale for char in mark.text]
    total = sum(widths) - mark.spread_mm * press.scale
    x = at[0] - {"l": 0.0, "m": total / 2, "r": total}[mark.anchor]
    for char, width in zip(mark.text, widths, strict=True):
        lift = float(press.rng.normal(0, 0.06 * size_px)) if mark.by_hand else 0.0
        pen.text((x, at[1] + lift), char, fill=mark.colour, font=font, anchor="ls")
        x += width * (float(press.rng.uniform(0.86, 1.0)) if mark.by_hand else 1.0)


def _line(pen: Pen, mark: Line, scale: float) -> None:
    ends = (mark.x0 * scale, mark.y0 * scale, mark.x1 * scale, mark.y1 * scale)
    pen.line(ends, fill=mark.colour, width=max(1, round(mark.width * scale)))


def _shape(pen: Pen, mark: Shape, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in mark.points]
    width = max(1, round(mark.width * scale))
    if mark.kind == "polygon":
        pen.polygon(points, fill=mark.fill, outline=mark.stroke, width=width)
    elif mark.kind == "oval":
        pen.ellipse(points, fill=mark.fill, outline=mark.stroke, width=width)
    else:
        pen.rectangle(points, fill=mark.fill, outline=mark.stroke, width=width)


def _paste(image: Image.Image, mark: Picture, scale: float) -> None:
    size = (max(1, round(mark.width * scale)), max(1, round(mark.height * scale)))
    picture = Image.fromarray(mark.pixels).resize(size, Image.Resampling.LANCZOS)
    image.paste(picture, (round(mark.x * scale), round(mark.y * scale)))


def _press(canvas: Pixels, stamp: Stamp, press: Press) -> None:
    alpha, colour = seals.impression(stamp.seal, press)
    height, width = alpha.shape
    left = round(stamp.x * press.scale - width / 2)
    top = round(stamp.y * press.scale - height / 2)
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(canvas.shape[1], left + width), min(canvas.shape[0], top + height)
    if x1 <= x0 or y1 <= y0:
        return
    ink = alpha[y0 - top : y1 - top, x0 - left : x1 - left, None]
    paper = canvas[y0:y1, x0:x1].astype(np.float32)
    tinted = paper * (np.asarray(colour, np.float32) / 255)
    canvas[y0:y1, x0:x1] = (paper * (1 - ink) + tinted * ink).astype(np.uint8)
