"""Drawn pages with seals, red headers and what is mistaken for them, with labels."""

import itertools
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

from sample_data._seal_ink import (
    TEST_FONTS,
    TUNE_FONTS,
    Hand,
    Ink,
    Round,
    draw_round,
    draw_square,
    draw_word,
    turn,
    wear,
)

Pixels = NDArray[np.uint8]
Rgb = tuple[int, int, int]
INKS: dict[str, tuple[Rgb, ...]] = {
    "red": ((214, 38, 32), (196, 20, 50), (220, 40, 90), (230, 60, 50), (200, 30, 30)),
    "blue": ((40, 60, 180), (30, 90, 190), (50, 50, 150), (20, 40, 120)),
    "purple": ((110, 40, 140), (130, 50, 160), (90, 40, 130)),
    "black": ((40, 40, 42), (60, 60, 64), (25, 25, 25)),
}
"""Source: red, measured on real scans (domain notes); the others by eye."""

PURE: dict[str, tuple[Rgb, ...]] = {"red": ((255, 0, 0), (240, 30, 30))}
"""Inks of seals that a program pastes in."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A seal on a drawn page: its box in millimetres, and what it is."""

    box_mm: tuple[float, float, float, float]
    shape: str
    colour: str
    alpha: float


@dataclass(slots=True)
class Sheet:
    """A page while it is drawn; ``rgb`` is light, 0 to 255."""

    hand: Hand
    dpi: float
    rgb: NDArray[np.float32]
    marks: list[Mark] = field(default_factory=list)
    header: tuple[float, float, float, float] | None = None
    kind: str = ""

    @property
    def scale(self) -> float:
        """Pixels a millimetre."""
        return self.dpi / 25.4

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        return self.rgb.shape[1] / self.scale, self.rgb.shape[0] / self.scale


def new_sheet(hand: Hand, dpi: float, size_mm: tuple[float, float]) -> Sheet:
    """Return an empty sheet of white or tinted paper."""
    scale = dpi / 25.4
    shape = (round(size_mm[1] * scale), round(size_mm[0] * scale), 3)
    tint = np.array(
        [hand.uniform(238, 255), hand.uniform(236, 252), hand.uniform(222, 250)]
    )
    paper = np.full(shape, 255.0, dtype=np.float32)
    if hand.chance(0.5):
        paper[:] = tint
    return Sheet(hand, dpi, paper)


def lay(sheet: Sheet, ink: Ink, at_mm: tuple[float, float], colour: Rgb) -> None:  # noqa: PLR0917 (reads like the stroke it draws)
    """Lay ink onto the sheet, its centre at a point; what falls off is cut."""
    height, width = ink.shape
    x0 = round(at_mm[0] * sheet.scale - width / 2)
    y0 = round(at_mm[1] * sheet.scale - height / 2)
    rows = slice(max(0, y0), min(sheet.rgb.shape[0], y0 + height))
    cols = slice(max(0, x0), min(sheet.rgb.shape[1], x0 + width))
    if rows.stop <= rows.start or cols.stop <= cols.start:
        return
    part = ink[rows.start - y0 : rows.stop - y0, cols.start - x0 : cols.stop - x0]
    through = 1 - part[..., None] * (1 - np.array(colour, dtype=np.float32) / 255)
    sheet.rgb[rows, cols] *= through.astype(np.float32)


def as_ink(mask: Image.Image) -> Ink:
    """Return a mask as full ink."""
    return np.asarray(mask, dtype=np.float32) / np.float32(255)


def write(  # noqa: PLR0917 (reads like the stroke it draws)
    sheet: Sheet, text: str, box_mm: tuple[float, float, float], colour: Rgb
) -> tuple[float, float, float, float]:
    """Write a word: (centre x, centre y, height); return its box in millimetres."""
    x, y, height = box_mm
    tile = draw_word(text, round(height * sheet.scale), sheet.hand.font())
    lay(sheet, as_ink(tile), (x, y), colour)
    half_w, half_h = tile.width / sheet.scale / 2, tile.height / sheet.scale / 2
    return x - half_w, y - half_h, x + half_w, y + half_h


def rule(  # noqa: PLR0917 (reads like the stroke it draws)
    sheet: Sheet, line_mm: tuple[float, float, float, float], width_mm: float, ink: Rgb
) -> None:
    """Draw a straight line (x0, y0, x1, y1)."""
    x0, y0, x1, y1 = (v * sheet.scale for v in line_mm)
    half = max(1.0, width_mm * sheet.scale) / 2
    rows = slice(max(0, round(min(y0, y1) - half)), round(max(y0, y1) + half))
    cols = slice(max(0, round(min(x0, x1) - half)), round(max(x0, x1) + half))
    rows = slice(rows.start, max(rows.stop, rows.start + 1))
    cols = slice(cols.start, max(cols.stop, cols.start + 1))
    sheet.rgb[rows, cols] *= np.array(ink, dtype=np.float32) / 255


BLACK: Rgb = (30, 30, 30)


def body_text(sheet: Sheet, top_mm: float, bottom_mm: float) -> None:
    """Fill the sheet with lines of text between two heights."""
    hand = sheet.hand
    size = hand.uniform(3.2, 5.4)
    step = size * hand.uniform(1.5, 2.1)
    font = hand.font()
    width, _ = sheet.size_mm
    per_line = int((width - 54) / size)
    for y in np.arange(top_mm, bottom_mm, step):
        if hand.chance(0.08):
            continue
        count = int(per_line * (1 if hand.chance(0.75) else hand.uniform(0.3, 1)))
        tile = draw_word(hand.words(max(2, count)), round(size * sheet.scale), font)
        half = tile.width / sheet.scale / 2
        lay(sheet, as_ink(tile), (28 + half, float(y)), BLACK)


def table(sheet: Sheet, top_mm: float, bottom_mm: float, ink: Rgb) -> None:  # noqa: PLR0917 (reads like the stroke it draws)
    """Draw a ruled table with words in its cells."""
    hand = sheet.hand
    width, _ = sheet.size_mm
    columns = np.linspace(22, width - 22, int(hand.rng.integers(4, 9)))
    rows = np.arange(top_mm, bottom_mm, hand.uniform(7, 13))
    for y in rows:
        rule(sheet, (22, float(y), width - 22, float(y)), 0.3, ink)
    for x in columns:
        rule(sheet, (float(x), rows[0], float(x), rows[-1]), 0.3, ink)
    font = hand.font()
    for y0, y1 in itertools.pairwise(rows):
        for x0, x1 in itertools.pairwise(columns):
            if hand.chance(0.75):
                count = int(hand.rng.integers(1, max(2, int((x1 - x0) / 4.5))))
                tile = draw_word(hand.words(count), round(3.6 * sheet.scale), font)
                lay(sheet, as_ink(tile), ((x0 + x1) / 2, (y0 + y1) / 2), BLACK)


def pick_colour(hand: Hand, name: str) -> Rgb:
    """Return an ink of a named colour, a little off its usual tone."""
    inks = INKS[name] + (PURE.get(name, ()) if hand.is_wide else ())
    base = inks[int(hand.rng.integers(0, len(inks)))]
    shift = hand.rng.integers(-14, 15, 3)
    low, high = (0, 255) if hand.is_wide else (5, 245)
    red, green, blue = (
        int(np.clip(b + s, low, high)) for b, s in zip(base, shift, strict=True)
    )
    return red, green, blue


def round_design(hand: Hand) -> Round:
    """Return a design of a round or oval seal as companies and bureaus have them."""
    is_oval = hand.chance(0.22)
    width = float(hand.rng.choice([30, 36, 38, 40, 40, 42, 42, 45]))
    size = (width, width)
    if is_oval:
        size = ((40, 30), (45, 30), (30, 20))[
            int(hand.rng.choice(3, p=[0.5, 0.3, 0.2]))
        ]
    small = min(size) < 25  # noqa: PLR2004
    if is_oval and hand.widens(0.35):
        return _two_arcs(hand, size)
    has_star = not is_oval and hand.chance(0.75)
    has_centre = not has_star or hand.chance(0.35)
    digits = "".join(str(int(d)) for d in hand.rng.integers(0, 10, 13))
    return Round(
        size[0],
        size[1],
        hand.uniform(0.5, 1.3),
        hand.words(int(hand.rng.integers(6 if small else 7, 10 if small else 17))),
        hand.words(int(hand.rng.integers(3, 8))) if has_centre else "",
        digits if hand.chance(0.55) and not small else "",
        hand.uniform(0.28, 0.36) * size[0] if has_star else 0.0,
        hand.font(),
        1.9 if hand.chance(0.15) else 0.0,
        hand.uniform(0.11, 0.2) if hand.widens(0.5) else 0.13,
        hand.uniform(0.3, 1.5) if hand.widens(0.5) else 0.9,
    )


def _two_arcs(hand: Hand, size: tuple[float, float]) -> Round:
    """Return an oval with words above and below and nothing between."""
    return Round(
        *size,
        hand.uniform(0.5, 1.6),
        hand.words(int(hand.rng.integers(5, 11))),
        "",
        "",
        0.0,
        hand.font(),
        hand.uniform(1.2, 2.0) if hand.chance(0.5) else 0.0,
        hand.uniform(0.11, 0.16),
        hand.uniform(0.3, 1.0),
        hand.words(int(hand.rng.integers(4, 10))),
    )


def stamp(sheet: Sheet, at_mm: tuple[float, float], colour: str, alpha: float) -> None:  # noqa: PLR0917 (reads like the stroke it draws)
    """Press one seal of a random design onto the sheet and note where it is."""
    hand = sheet.hand
    if hand.chance(0.2):
        press_square(sheet, at_mm, colour, alpha=alpha)
        return
    angle = hand.uniform(-25, 25) if hand.chance(0.7) else hand.uniform(0, 360)
    design = round_design(hand)
    shape = "round" if design.width == design.height else "oval"
    _press(
        sheet,
        draw_round(design, sheet.scale),
        Mark((*at_mm, angle, 0.0), shape, colour, alpha),
    )


def press_round(sheet: Sheet, design: Round, draft: Mark, ink: Rgb) -> None:  # noqa: PLR0917 (reads like the stroke it draws)
    """Press one seal of a given design; the draft's box holds centre and angle."""
    _press(sheet, draw_round(design, sheet.scale), draft, ink=ink)


def press_square(
    sheet: Sheet, at_mm: tuple[float, float], colour: str, *, alpha: float
) -> None:
    """Press one name stamp onto the sheet and note where it is."""
    hand = sheet.hand
    side = hand.uniform(16, 25)
    text = hand.words(int(hand.rng.integers(3, 5)))
    size = (side, side * hand.uniform(0.92, 1.08))
    mask = draw_square(text, size, hand.font(), px_per_mm=sheet.scale)
    if hand.chance(0.12):
        rim = max(1, round(0.8 * sheet.scale))
        inner = mask.crop((rim, rim, mask.width - rim, mask.height - rim))
        mask = Image.new("L", mask.size, 255)
        mask.paste(ImageChops.invert(inner), (rim, rim))
    angle = hand.uniform(-12, 12) if hand.chance(0.85) else hand.uniform(0, 90)
    _press(sheet, mask, Mark((*at_mm, angle, 0.0), "square", colour, alpha))


def _press(
    sheet: Sheet, mask: Image.Image, draft: Mark, *, ink: Rgb | None = None
) -> None:
    """Lay a worn mask down; the draft's box holds centre x, y and the angle."""
    x, y, angle, _ = draft.box_mm
    hand = sheet.hand
    worn = turn(wear(mask, hand, sheet.scale) * draft.alpha, angle)
    lay(sheet, worn, (x, y), ink or pick_colour(hand, draft.colour))
    ys, xs = np.nonzero(turn(as_ink(mask), angle) > 0.5)  # noqa: PLR2004
    height, width = worn.shape
    limit = sheet.size_mm
    box = (
        max(0.0, x + (float(xs.min()) - width / 2) / sheet.scale),
        max(0.0, y + (float(ys.min()) - height / 2) / sheet.scale),
        min(limit[0], x + (float(xs.max()) + 1 - width / 2) / sheet.scale),
        min(limit[1], y + (float(ys.max()) + 1 - height / 2) / sheet.scale),
    )
    sheet.marks.append(Mark(box, draft.shape, draft.colour, draft.alpha))


def header(sheet: Sheet, ink: Rgb) -> float:
    """Draw a red header in one of its usual forms; return the height below it."""
    hand = sheet.hand
    top = hand.uniform(25, 75)
    height = hand.uniform(7.5, 17)
    width, _ = sheet.size_mm
    names = 1 if hand.chance(0.75) else int(hand.rng.integers(2, 4))
    boxes = []
    y = top + height / 2
    for _ in range(names):
        boxes.append(_spread(sheet, (width / 2, y, height), ink, names))
        y += height * 1.35
    if names > 1:
        write(sheet, "文件", (width - 34, top + height * names * 0.66, height), ink)
    x0, x1 = min(b[0] for b in boxes), max(b[2] for b in boxes)
    sheet.header = (x0, boxes[0][1], width - 24 if names > 1 else x1, boxes[-1][3])
    y = boxes[-1][3] + hand.uniform(6, 24)
    if hand.chance(0.75):
        write(sheet, f"{hand.words(2)}〔2021〕12号", (width / 2, y, 5.2), BLACK)
        y += hand.uniform(6, 9)
    if hand.chance(0.92):
        _rule_line(sheet, y, ink)
    return y


def _spread(  # noqa: PLR0917 (reads like the stroke it draws)
    sheet: Sheet, place: tuple[float, float, float], ink: Rgb, names: int
) -> tuple[float, float, float, float]:
    hand = sheet.hand
    x, y, height = place
    limit = 165.0 if names == 1 else 120.0
    text = hand.words(int(hand.rng.integers(4, 15)))
    if names == 1 and hand.chance(0.6):
        text += "文件"
    tile = draw_word(text, round(height * sheet.scale), hand.font())
    target = min(limit, tile.width / sheet.scale)
    if names == 1 and hand.chance(0.35):
        return _letters(sheet, text, place, ink)
    size = (max(1, round(target * sheet.scale)), tile.height)
    lay(sheet, as_ink(tile.resize(size)), (x, y), ink)
    half_h = tile.height / sheet.scale / 2
    return x - target / 2, y - half_h, x + target / 2, y + half_h


def _letters(  # noqa: PLR0917 (reads like the stroke it draws)
    sheet: Sheet, text: str, place: tuple[float, float, float], ink: Rgb
) -> tuple[float, float, float, float]:
    x, y, height = place
    pitch = min(160 / len(text), height * sheet.hand.uniform(1.1, 1.9))
    height = min(height, pitch * 1.25)
    font = sheet.hand.font()
    for k, letter in enumerate(text):
        tile = draw_word(letter, round(height * sheet.scale), font)
        narrow = min(tile.width, round(pitch * 0.94 * sheet.scale))
        tile = tile.resize((max(1, narrow), tile.height))
        at = (x + (k - (len(text) - 1) / 2) * pitch, y)
        lay(sheet, as_ink(tile), at, ink)
    half = pitch * len(text) / 2
    return x - half, y - height / 2, x + half, y + height / 2


def _rule_line(sheet: Sheet, y: float, ink: Rgb) -> None:
    hand = sheet.hand
    width, _ = sheet.size_mm
    half = hand.uniform(70, 88)
    thick = hand.uniform(0.35, 2.2)
    middle = width / 2
    if hand.chance(0.25):
        rule(sheet, (middle - half, y, middle - 6, y), thick, ink)
        rule(sheet, (middle + 6, y, middle + half, y), thick, ink)
        write(sheet, "★", (middle, y, 5), ink)
        return
    rule(sheet, (middle - half, y, middle + half, y), thick, ink)
    if hand.chance(0.2):
        rule(sheet, (middle - half, y + 1.6, middle + half, y + 1.6), 0.4, ink)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished page and what is true of it."""

    rgb: Pixels
    dpi: float
    marks: tuple[Mark, ...]
    header: tuple[float, float, float, float] | None
    kind: str
    tone: str

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        scale = self.dpi / 25.4
        return self.rgb.shape[1] / scale, self.rgb.shape[0] / scale


def scan(sheet: Sheet, tone: str) -> Drawn:
    """Return the sheet as a scanner gives it; ``tone``: colour, grey or bilevel."""
    import cv2

    hand = sheet.hand
    skew = hand.uniform(-3, 3) if hand.chance(0.4) else hand.uniform(-0.6, 0.6)
    height, width = sheet.rgb.shape[:2]
    matrix = np.asarray(
        cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0), dtype=np.float64
    )
    edge = tuple(float(v) for v in sheet.rgb[2, 2])
    rgb = np.asarray(
        cv2.warpAffine(sheet.rgb, matrix, (width, height), borderValue=edge),
        dtype=np.float32,
    )
    marks = tuple(
        Mark(_move(m.box_mm, matrix, sheet.scale), m.shape, m.colour, m.alpha)
        for m in sheet.marks
    )
    band = None
    if sheet.header is not None:
        band = _move(sheet.header, matrix, sheet.scale)
    pixels = _expose(rgb, hand, tone)
    return Drawn(pixels, sheet.dpi, marks, band, sheet.kind, tone)


def _expose(light: NDArray[np.float32], hand: Hand, tone: str) -> Pixels:
    """Return the light as pixels: a shadow, blur, noise, the tone, JPEG."""
    import cv2

    if hand.chance(0.35):
        ramp = np.linspace(1, hand.uniform(0.8, 1), light.shape[1], dtype=np.float32)
        light = light * ramp[None, :, None]
    soft = np.asarray(cv2.GaussianBlur(light, (0, 0), hand.uniform(0.2, 0.9)))
    noise = hand.rng.normal(0, hand.uniform(0.5, 7), light.shape)
    pixels = np.clip(soft + noise, 0, 255).astype(np.uint8)
    if tone != "colour":
        grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
        if tone == "bilevel":
            grey = np.where(grey < hand.uniform(140, 190), 0, 255).astype(np.uint8)
        pixels = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
    if tone == "bilevel":
        return pixels
    return _jpeg(pixels, int(hand.rng.integers(40, 91)))


def _jpeg(pixels: Pixels, quality: int) -> Pixels:
    import cv2

    bgr = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    back = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if back is None:
        return pixels
    return np.asarray(cv2.cvtColor(back, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def _move(
    box: tuple[float, float, float, float],
    matrix: NDArray[np.float64],
    scale: float,
) -> tuple[float, float, float, float]:
    """Move a box with the page; its size stays (a seal is nearly round)."""
    centre = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]) * scale
    moved = (matrix[:, :2] @ centre + matrix[:, 2]) / scale
    half_w, half_h = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    x, y = float(moved[0]), float(moved[1])
    return x - half_w, y - half_h, x + half_w, y + half_h


def tune_hand(seed: int) -> Hand:
    """Return the hand that draws pages for tuning."""
    return Hand(np.random.default_rng(seed), TUNE_FONTS, is_wide=True)


def unseen_hand(seed: int, *, is_wide: bool = False) -> Hand:
    """Return the hand that draws pages for tests: other fonts, other wear."""
    rng = np.random.default_rng(10_000_019 + seed)
    return Hand(rng, TEST_FONTS, is_test=True, is_wide=is_wide)
