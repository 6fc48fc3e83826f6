"""What looks like a seal and is none: logos, signs, emblems, fingerprints, charts."""

import math

import numpy as np
from PIL import Image, ImageDraw

from sample_data._seal_ink import Hand, Ink, star_points, turn, wear
from sample_data._seal_pages import as_ink


def _blank(size_mm: float, scale: float) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    side = max(8, round(size_mm * scale))
    image = Image.new("L", (side, side), 0)
    return image, ImageDraw.Draw(image)


def logo(hand: Hand, size: float, scale: float) -> Ink:
    """Draw the logo of a company; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    side = image.width
    if hand.chance(0.6):
        pen.ellipse((0, 0, side - 1, side - 1), fill=255)
        for _ in range(int(hand.rng.integers(1, 5))):
            corners = hand.rng.uniform(0.2, 0.8, (3, 2)) * side
            pen.polygon([(float(x), float(y)) for x, y in corners], fill=0)
    else:
        for _ in range(int(hand.rng.integers(2, 5))):
            corners = hand.rng.uniform(0, 1, (4, 2)) * side
            pen.polygon([(float(x), float(y)) for x, y in corners], fill=255)
    return as_ink(image)


def prohibition(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a prohibition sign; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    side = image.width
    width = max(2, round(side * hand.uniform(0.06, 0.13)))
    pen.ellipse((0, 0, side - 1, side - 1), outline=255, width=width)
    reach = side * 0.147
    pen.line((reach, reach, side - reach, side - reach), fill=255, width=width)
    if hand.chance(0.5):
        low, high = side * 0.35, side * 0.65
        pen.rectangle((low, low, high, high), fill=110)
    return as_ink(image)


def _star(hand: Hand, size: float, scale: float) -> Ink:
    image, pen = _blank(size, scale)
    half = image.width / 2
    pen.polygon(star_points((half, half), half * 0.98, hand.uniform(0, 72)), fill=255)
    return as_ink(image)


def flag(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a flag with stars; ``size`` in mm, ``scale`` in px/mm."""
    side = round(size * scale)
    image = Image.new("L", (side, round(side * 0.67)), 255)
    pen = ImageDraw.Draw(image)
    pen.polygon(star_points((side * 0.18, side * 0.17), side * 0.1, 0), fill=0)
    for k in range(4):
        at = (side * (0.33 + 0.04 * (k % 2)), side * (0.07 + 0.07 * k))
        pen.polygon(star_points(at, side * 0.03, hand.uniform(0, 70)), fill=0)
    return as_ink(image)


def emblem(hand: Hand, size: float, scale: float) -> Ink:
    """Draw an emblem of state; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    side = image.width
    pen.ellipse((0, 0, side - 1, side - 1), fill=255)
    band = side * hand.uniform(0.06, 0.12)
    pen.ellipse((band, band, side - band, side - band), fill=90)
    pen.ellipse((band * 1.7, band * 1.7, side - band * 1.7, side - band * 2), fill=255)
    pen.polygon(star_points((side / 2, side * 0.36), side * 0.11, 0), fill=0)
    for k in range(4):
        at = (side * (0.26 + 0.16 * k), side * 0.5)
        pen.polygon(star_points(at, side * 0.045, 0), fill=0)
    pen.rectangle((side * 0.25, side * 0.62, side * 0.75, side * 0.72), fill=40)
    return as_ink(image)


def finger(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a fingerprint; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(min(size, 26), scale)
    side = image.width
    for k in range(2, 14):
        share = k / 14 * 0.5
        box = (
            side * (0.5 - share * 0.72), side * (0.5 - share),
            side * (0.5 + share * 0.72), side * (0.5 + share),
        )  # fmt: skip
        start = hand.uniform(0, 360)
        width = max(1, round(0.35 * scale))
        pen.arc(box, start, start + hand.uniform(200, 340), fill=255, width=width)
    return turn(wear(image, hand, scale), hand.uniform(-40, 40))


def pen_circle(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a circle by pen; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size + 4, scale)
    side = image.width
    flat = hand.uniform(0.45, 1)
    spin = hand.uniform(5.6, 7.6)
    wobble = hand.rng.uniform(-0.05, 0.05, 3)
    points = []
    for t in np.linspace(0, spin, 90):
        reach = 0.46 + float(
            wobble[0] * math.sin(t) + wobble[1] * math.cos(2 * t) + 0.012 * t
        ) - 0.04  # fmt: skip
        points.append(
            (
                side * (0.5 + reach * math.cos(t)),
                side * (0.5 + flat * reach * math.sin(t)),
            )
        )
    pen.line(points, fill=255, width=max(1, round(hand.uniform(0.4, 1) * scale)))
    return as_ink(image)


def pie(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a pie chart; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    box = (0, 0, image.width - 1, image.width - 1)
    at = 0.0
    while at < 340:  # noqa: PLR2004
        span = hand.uniform(30, 130)
        pen.pieslice(box, at, min(at + span, 359), fill=int(hand.uniform(40, 255)))
        at += span
    if hand.chance(0.4):
        edge = image.width * 0.3
        pen.ellipse((edge, edge, image.width - edge, image.width - edge), fill=0)
    return as_ink(image)


def gear(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a gear; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    half = image.width / 2
    teeth = int(hand.rng.integers(8, 18))
    for k in range(teeth):
        angle = 2 * math.pi * k / teeth
        x, y = (
            half + half * 0.86 * math.cos(angle),
            half + half * 0.86 * math.sin(angle),
        )
        reach = half * 0.13
        pen.rectangle((x - reach, y - reach, x + reach, y + reach), fill=255)
    pen.ellipse((half * 0.2, half * 0.2, half * 1.8, half * 1.8), fill=255)
    hole = hand.uniform(0.35, 0.75)
    pen.ellipse(
        (half * hole, half * hole, half * (2 - hole), half * (2 - hole)), fill=0
    )
    return as_ink(image)


def qr(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a QR code; ``size`` in mm, ``scale`` in px/mm."""
    cells = (hand.rng.random((25, 25)) < 0.5).astype(np.uint8) * 255  # noqa: PLR2004
    for y, x in ((0, 0), (0, 18), (18, 0)):
        cells[y : y + 7, x : x + 7] = 255
        cells[y + 1 : y + 6, x + 1 : x + 6] = 0
        cells[y + 2 : y + 5, x + 2 : x + 5] = 255
    side = max(25, round(min(size, 35) * scale))
    return as_ink(Image.fromarray(cells).resize((side, side), Image.Resampling.NEAREST))


def box(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a red box; ``size`` in mm, ``scale`` in px/mm."""
    width, height = round(size * scale), round(size * hand.uniform(0.25, 1.1) * scale)
    image = Image.new("L", (max(8, width), max(8, height)), 0)
    pen = ImageDraw.Draw(image)
    if hand.chance(0.5):
        pen.rectangle((0, 0, width - 1, height - 1), fill=255)
    else:
        thick = max(1, round(hand.uniform(0.3, 1.2) * scale))
        pen.rectangle((0, 0, width - 1, height - 1), outline=255, width=thick)
    return as_ink(image)


def _shield(hand: Hand, size: float, scale: float) -> Ink:
    image, pen = _blank(size, scale)
    side = image.width
    corners = [(0.5, 0.02), (0.98, 0.95), (0.02, 0.95)]
    points = [(side * x, side * y) for x, y in corners]
    pen.polygon(points, outline=255, width=max(2, round(side * 0.07)))
    pen.rectangle((side * 0.46, side * 0.4, side * 0.54, side * 0.7), fill=255)
    return turn(as_ink(image), hand.uniform(-5, 5))


def badge_ring(hand: Hand, size: float, scale: float) -> Ink:
    """Draw the ring of a badge; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    side = image.width
    for _ in range(int(hand.rng.integers(1, 4))):
        edge = side * hand.uniform(0, 0.4)
        width = max(1, round(side * hand.uniform(0.02, 0.12)))
        box = (edge, edge, side - 1 - edge, side - 1 - edge)
        pen.ellipse(box, outline=255, width=width)
    if hand.chance(0.4):
        pen.polygon(star_points((side / 2, side / 2), side * 0.25, 0), fill=255)
    return as_ink(image)


def extinguisher(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a fire extinguisher; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    side = image.width
    left, right = side * 0.33, side * 0.67
    pen.rounded_rectangle((left, side * 0.25, right, side), side * 0.12, fill=255)
    pen.rectangle((side * 0.43, side * 0.1, side * 0.57, side * 0.25), fill=200)
    pen.rectangle((side * 0.38, side * 0.5, side * 0.62, side * 0.7), fill=60)
    return turn(as_ink(image), hand.uniform(-15, 15))


def helmet(hand: Hand, size: float, scale: float) -> Ink:
    """Draw a helmet; ``size`` in mm, ``scale`` in px/mm."""
    image, pen = _blank(size, scale)
    side = image.width
    pen.pieslice((side * 0.1, side * 0.1, side * 0.9, side * 0.9), 180, 360, fill=255)
    pen.rectangle((0, side * 0.5, side, side * 0.6), fill=220)
    return turn(as_ink(image), hand.uniform(-15, 15))


def _check(hand: Hand, size: float, scale: float) -> Ink:
    image, pen = _blank(min(size, 25), scale)
    side = image.width
    width = max(1, round(hand.uniform(0.5, 1.2) * scale))
    points = [(0.1, 0.5), (0.4, 0.85), (0.95, 0.1)]
    pen.line([(side * x, side * y) for x, y in points], fill=255, width=width)
    return as_ink(image)


EMBLEMS = (
    logo, prohibition, prohibition, _star, flag, emblem, finger, pen_circle,
    pie, gear, qr, box, _shield, badge_ring, extinguisher, helmet, _check,
)  # fmt: skip
