"""Drawn seal impressions and printed emblems, as masks of ink, for tuning and tests.

Everything is drawn in our own hand: no impression of a real company is copied.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont

Ink = NDArray[np.float32]
"""Ink cover, 0 to 1, shape (height_px, width_px)."""

_FONT_ROOT = Path("/usr/share/fonts")
TUNE_FONTS = (
    "opentype/noto/NotoSerifCJK-Bold.ttc",
    "opentype/noto/NotoSansCJK-Bold.ttc",
    "truetype/arphic/uming.ttc",
    "truetype/wqy/wqy-zenhei.ttc",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
)
TEST_FONTS = (
    "truetype/arphic/ukai.ttc",
    "truetype/arphic-gbsn00lp/gbsn00lp.ttf",
    "opentype/noto/NotoSerifCJK-Black.ttc",
    "truetype/wqy/wqy-microhei.ttc",
    "opentype/noto/NotoSansCJK-Medium.ttc",
)
GLYPHS = (
    "山东济南宏建筑工程有限责任公司第一二三分集团安全生产管理委员会市政设备装饰"
    "劳务路桥华泰中天诚信达远大鼎盛恒基业城乡开发区人民政府专用章合同财项目部办"
)


@dataclass(frozen=True, slots=True)
class Hand:
    """One way of drawing: its fonts and its source of chance.

    ``is_wide``: also what was added after the floors of the drawn pages were set, such
    as 75 dpi, even ink, ovals with two arcs and words in boxes.
    """

    rng: np.random.Generator
    fonts: tuple[str, ...]
    is_test: bool = False
    is_wide: bool = False

    def uniform(self, low: float, high: float) -> float:
        """Return a number between two limits."""
        return float(self.rng.uniform(low, high))

    def chance(self, share: float) -> bool:
        """Return True with a probability."""
        return bool(self.rng.random() < share)

    def widens(self, share: float) -> bool:
        """Return True with a probability in a wide hand, never in another."""
        return self.is_wide and self.chance(share)

    def words(self, count: int) -> str:
        """Return that many characters that occur in company names."""
        picks = self.rng.integers(0, len(GLYPHS), count)
        return "".join(GLYPHS[int(i)] for i in picks)

    def font(self) -> str:
        """Return the path of one of the fonts."""
        return self.fonts[int(self.rng.integers(0, len(self.fonts)))]


def draw_word(text: str, size_px: int, font: str) -> Image.Image:
    """Return a word as a tight mask; bars stand in where the font is not installed."""
    path = _FONT_ROOT / font
    if not path.exists():
        return _bars(len(text), size_px)
    face = ImageFont.truetype(str(path), max(4, size_px))
    x0, y0, x1, y1 = (round(v) for v in face.getbbox(text))
    tile = Image.new("L", (max(1, x1 - x0), max(1, y1 - y0)), 0)
    ImageDraw.Draw(tile).text((-x0, -y0), text, fill=255, font=face)
    return tile


def _bars(count: int, size_px: int) -> Image.Image:
    tile = Image.new("L", (max(1, count * size_px), max(1, size_px)), 0)
    pen = ImageDraw.Draw(tile)
    width = max(1, size_px // 9)
    for k in range(count):
        left, right = k * size_px + size_px * 0.08, k * size_px + size_px * 0.9
        for share in (0.12, 0.45 + 0.1 * (k % 3), 0.85):
            pen.line((left, share * size_px, right, share * size_px), 255, width)
        for share in (0.25, 0.5 + 0.1 * (k % 2), 0.75):
            x = k * size_px + share * size_px
            pen.line((x, 0.05 * size_px, x, 0.95 * size_px), 255, width)
    return tile


@dataclass(frozen=True, slots=True)
class Round:
    """The design of a round or oval seal; lengths in millimetres.

    ``glyph``: height of the letters on the arc against the seal; ``near_mm``: between
    them and the rim; ``below``: words on a lower arc, where the middle is empty.
    """

    width: float
    height: float
    rim: float
    name: str
    centre: str
    foot: str
    star: float
    font: str
    inner_rim: float = 0.0
    glyph: float = 0.13
    near_mm: float = 0.9
    below: str = ""


def draw_round(design: Round, px_per_mm: float) -> Image.Image:
    """Return a round or oval seal as a mask of its own size."""
    scale = px_per_mm * 2
    size = (round(design.width * scale) + 2, round(design.height * scale) + 2)
    image = Image.new("L", size, 0)
    pen = ImageDraw.Draw(image)
    pen.ellipse(
        (1, 1, size[0] - 2, size[1] - 2),
        outline=255,
        width=max(2, round(design.rim * scale)),
    )
    if design.inner_rim:
        gap = round(design.inner_rim * scale)
        box = (gap, gap, size[0] - 1 - gap, size[1] - 1 - gap)
        pen.ellipse(box, outline=255, width=max(1, round(0.3 * scale)))
    _arc(image, design, scale, words=design.name, middle=-math.pi / 2)
    if design.below:
        _arc(image, design, scale, words=design.below, middle=math.pi / 2)
    centre_px = (size[0] / 2, size[1] / 2)
    if design.star:
        pen.polygon(star_points(centre_px, design.star / 2 * scale, 0), fill=255)
    if design.centre:
        _line(image, design.centre, (0.0 if not design.star else 0.28, scale), design)
    if design.foot:
        _foot(image, design, scale)
    return image.resize((size[0] // 2, size[1] // 2), Image.Resampling.BOX)


def star_points(
    centre: tuple[float, float], radius: float, turn_deg: float
) -> list[tuple[float, float]]:
    """Return the ten corners of a five-pointed star."""
    corners = []
    for k in range(10):
        reach = radius if k % 2 == 0 else radius * 0.382
        angle = math.radians(turn_deg - 90 + 36 * k)
        corners.append(
            (centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle))
        )
    return corners


def _arc(
    image: Image.Image, design: Round, scale: float, *, words: str, middle: float
) -> None:
    """Write along the rim about an angle; below the middle the feet point outwards."""
    half_w, half_h = image.width / 2, image.height / 2
    size_mm = design.glyph * min(design.width, design.height)
    depth = design.rim + design.near_mm + size_mm / 2 + design.inner_rim * 0.8
    radius_x, radius_y = half_w - depth * scale, half_h - depth * scale
    longest = 130 if design.below else 250
    sweep = math.radians(min(longest, 22 * len(words)))
    for k, letter in enumerate(words):
        share = k / max(1, len(words) - 1) - 0.5
        angle = middle + share * (sweep if middle < 0 else -sweep)
        tile = draw_word(letter, round(size_mm * scale * 1.15), design.font)
        tile = tile.resize((max(1, round(tile.width * 0.8)), tile.height))
        normal = math.atan2(math.sin(angle) * radius_x, math.cos(angle) * radius_y)
        turn_deg = -90 if middle < 0 else 90
        tile = tile.rotate(turn_deg - math.degrees(normal), expand=True)
        at = (half_w + radius_x * math.cos(angle), half_h + radius_y * math.sin(angle))
        stick(image, tile, at)


def _line(  # noqa: PLR0917 (reads like the stroke it draws)
    image: Image.Image, text: str, place: tuple[float, float], design: Round
) -> None:
    offset, scale = place
    tile = draw_word(text, round(0.095 * design.height * scale), design.font)
    limit = image.width * 0.62
    if tile.width > limit:
        tile = tile.resize((round(limit), tile.height))
    stick(image, tile, (image.width / 2, image.height * (0.5 + offset)))


def _foot(image: Image.Image, design: Round, scale: float) -> None:
    half_w, half_h = image.width / 2, image.height / 2
    depth = (design.rim + 1.6) * scale
    for k, digit in enumerate(design.foot):
        angle = math.pi / 2 - (k - len(design.foot) / 2) * math.radians(6.5)
        tile = draw_word(digit, round(2.0 * scale), design.font)
        tile = tile.rotate(90 - math.degrees(angle), expand=True)
        at = (
            half_w + (half_w - depth) * math.cos(angle),
            half_h + (half_h - depth) * math.sin(angle),
        )
        stick(image, tile, at)


def stick(image: Image.Image, tile: Image.Image, at: tuple[float, float]) -> None:
    """Lay a mask onto another, its centre at a point; ink adds, never erases."""
    x, y = round(at[0] - tile.width / 2), round(at[1] - tile.height / 2)
    layer = Image.new("L", image.size, 0)
    layer.paste(tile, (x, y))
    image.paste(ImageChops.lighter(image, layer))


def draw_square(
    text: str, side_mm: tuple[float, float], font: str, *, px_per_mm: float
) -> Image.Image:
    """Return a name stamp with a rim and two columns of characters."""
    scale = px_per_mm * 2
    size = (round(side_mm[0] * scale), round(side_mm[1] * scale))
    image = Image.new("L", size, 0)
    rim = max(2, round(0.8 * scale))
    ImageDraw.Draw(image).rectangle(
        (0, 0, size[0] - 1, size[1] - 1), outline=255, width=rim
    )
    rows = (len(text) + 1) // 2
    cell = ((size[0] - 4 * rim) / 2, (size[1] - 4 * rim) / rows)
    for k, letter in enumerate(text):
        tile = draw_word(letter, round(min(cell)), font)
        tile = tile.resize((max(1, round(cell[0] * 0.9)), max(1, round(cell[1] * 0.9))))
        column, row = 1 - k // rows, k % rows
        at = (2 * rim + cell[0] * (column + 0.5), 2 * rim + cell[1] * (row + 0.5))
        stick(image, tile, at)
    return image.resize((size[0] // 2, size[1] // 2), Image.Resampling.BOX)


def wear(mask: Image.Image, hand: Hand, px_per_mm: float) -> Ink:
    """Return a mask as it prints: uneven pressure, dry spots, soft edges.

    One in five is printed or pasted in by a program, and as even as that.
    """
    import cv2

    ink = np.asarray(mask, dtype=np.float32) / np.float32(255)
    height, width = ink.shape
    if hand.widens(0.2):
        return ink
    coarse = hand.rng.random((6, 6)).astype(np.float32)
    field = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    depth = hand.uniform(0, 0.55)
    pressure = 1 - depth * np.clip(field, 0, 1)
    grain_px = max(2, round(height / max(2.0, hand.uniform(0.3, 0.8) * px_per_mm)))
    grain = hand.rng.random((grain_px, grain_px)).astype(np.float32)
    spots = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)
    dry = np.where(spots < hand.uniform(0, 0.35), hand.uniform(0.1, 0.9), 1)
    if hand.is_test:
        slope = np.linspace(1, hand.uniform(0.4, 1), width, dtype=np.float32)
        pressure = pressure * slope
    worn = (ink * pressure * dry).astype(np.float32)
    blur = hand.uniform(0.03, 0.16) * px_per_mm
    return np.asarray(cv2.GaussianBlur(worn, (0, 0), max(0.3, blur)), dtype=np.float32)


def turn(ink: Ink, angle_deg: float) -> Ink:
    """Return the ink turned clockwise about its centre, on a canvas that holds it."""
    import cv2

    height, width = ink.shape
    side = math.ceil(math.hypot(height, width)) + 2
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle_deg, 1.0)
    matrix[:, 2] += (side / 2 - width / 2, side / 2 - height / 2)
    turned = cv2.warpAffine(ink, matrix, (side, side), flags=cv2.INTER_LINEAR)
    return np.asarray(turned, dtype=np.float32)
