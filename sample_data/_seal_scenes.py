"""Whole drawn scenes: sealed pages, headed pages, and what looks like either."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sample_data._seal_emblems import (
    EMBLEMS,
    badge_ring,
    box,
    emblem,
    extinguisher,
    finger,
    flag,
    gear,
    helmet,
    logo,
    pen_circle,
    pie,
    prohibition,
    qr,
)
from sample_data._seal_ink import (
    Hand,
    Round,
    draw_round,
    draw_square,
)
from sample_data._seal_pages import (
    BLACK,
    Drawn,
    Mark,
    Rgb,
    Sheet,
    body_text,
    header,
    lay,
    new_sheet,
    pick_colour,
    press_round,
    press_square,
    rule,
    scan,
    stamp,
    table,
    write,
)

Scene = Callable[[Sheet], None]
A4 = (210.0, 297.0)


def _body(sheet: Sheet, top: float) -> None:
    hand = sheet.hand
    bottom = hand.uniform(200, 275)
    if hand.chance(0.35):
        middle = hand.uniform(top + 30, max(top + 40, bottom - 60))
        body_text(sheet, top, middle)
        ink: Rgb = BLACK if hand.chance(0.85) else (200, 40, 40)
        table(sheet, middle + 8, bottom, ink)
    else:
        body_text(sheet, top, bottom)


def sealed(sheet: Sheet) -> None:
    """Draw a page of text with one to three seals anywhere."""
    hand = sheet.hand
    sheet.kind = "sealed"
    _body(sheet, hand.uniform(20, 60))
    colour = str(hand.rng.choice(["red", "blue", "purple"], p=[0.8, 0.1, 0.1]))
    _stamps(sheet, colour, int(hand.rng.choice([1, 1, 1, 2, 3])))


def _stamps(sheet: Sheet, colour: str, count: int) -> None:
    hand = sheet.hand
    faint = hand.chance(0.3)
    at = (hand.uniform(40, 175), hand.uniform(60, 265))
    for _ in range(count):
        alpha = hand.uniform(0.25, 0.45) if faint else hand.uniform(0.55, 0.98)
        if not faint and hand.chance(0.15):
            alpha = 1.0
        stamp(sheet, at, colour, alpha)
        angle, gap = hand.uniform(0, 2 * math.pi), hand.uniform(30, 85)
        at = (
            float(np.clip(at[0] + gap * math.cos(angle), 28, 186)),
            float(np.clip(at[1] + gap * math.sin(angle), 32, 272)),
        )


def stamped(sheet: Sheet) -> None:
    """Draw a page with name stamps beside or across a seal, over text and tables."""
    hand = sheet.hand
    sheet.kind = "stamped"
    _body(sheet, hand.uniform(20, 60))
    at = (hand.uniform(60, 150), hand.uniform(80, 250))
    alpha = hand.uniform(0.3, 1.0)
    if hand.chance(0.6):
        stamp(sheet, at, "red", alpha)
    for _ in range(int(hand.rng.integers(1, 4))):
        angle, gap = hand.uniform(0, 2 * math.pi), hand.uniform(26, 60)
        x = float(np.clip(at[0] + gap * math.cos(angle), 16, 194))
        y = float(np.clip(at[1] + gap * math.sin(angle), 16, 280))
        press_square(sheet, (x, y), "red", alpha=hand.uniform(0.3, 1.0))


def close_up(sheet: Sheet) -> None:
    """Draw a picture of little more than a seal, as people cut it out of a page."""
    hand = sheet.hand
    sheet.kind = "close_up"
    width, height = sheet.size_mm
    tall, step = 4.5, hand.uniform(7, 12)
    if hand.is_wide:
        tall = hand.uniform(3.5, 8)
        step = tall * hand.uniform(1.6, 2.6)
    for y in np.arange(8, height, step):
        words = hand.words(int(width / (tall if hand.is_wide else 5)))
        if hand.chance(0.6):
            write(sheet, words, (width / 2, float(y), tall), BLACK)
    if hand.chance(0.8):
        at = (width * hand.uniform(0.45, 0.55), height * hand.uniform(0.45, 0.55))
        colour, alpha = "red", (0.3, 1.0)
        if hand.is_wide:
            colour = str(hand.rng.choice(["red", "blue", "purple"], p=[0.8, 0.1, 0.1]))
            alpha = (0.15, 0.4) if hand.chance(0.4) else (0.4, 1.0)
        stamp(sheet, at, colour, hand.uniform(*alpha))
    else:
        lay(sheet, logo(hand, 40, sheet.scale), (width / 2, height / 2), (200, 30, 40))


def cut(sheet: Sheet) -> None:
    """Draw a page whose seal runs off an edge, half to four fifths of it left."""
    hand = sheet.hand
    sheet.kind = "cut"
    _body(sheet, 30)
    inside = hand.uniform(3, 14)
    along = hand.uniform(40, 170)
    at = [(inside, along), (210 - inside, along), (along, 297 - inside)]
    where = at[int(hand.rng.integers(0, 3))]
    stamp(sheet, where, "red", hand.uniform(0.4, 0.95))


def headed(sheet: Sheet) -> None:
    """Draw the first page of a red-header file, now and then with a seal."""
    hand = sheet.hand
    sheet.kind = "headed"
    ink = pick_colour(hand, "red")
    if hand.chance(0.12):
        _letter(sheet, ink)
        return
    if hand.chance(0.25):
        ink = (235, int(hand.uniform(70, 120)), int(hand.uniform(50, 100)))
    below = header(sheet, ink)
    title_y = below + hand.uniform(12, 20)
    write(sheet, "关于" + hand.words(9) + "的通知", (105, title_y, 7), BLACK)
    if hand.chance(0.9):
        body_text(sheet, title_y + 14, hand.uniform(180, 275))
    if hand.chance(0.3):
        _stamps(sheet, "red", 1)
    if hand.chance(0.15) and sheet.header is not None:
        x = hand.uniform(60, 150)
        stamp(sheet, (x, sheet.header[3] + hand.uniform(-8, 12)), "red", 0.8)


def _letter(sheet: Sheet, ink: Rgb) -> None:
    """Draw the letter form: name, double rule below it, another at the foot."""
    hand = sheet.hand
    y = hand.uniform(28, 42)
    words = hand.words(int(hand.rng.integers(6, 15)))
    height = hand.uniform(8, 15)
    height = min(height, 165 / len(words))
    x0, top, x1, bottom = write(sheet, words, (105, y, height), ink)
    sheet.header = (x0, top, x1, bottom)
    rule(sheet, (20, bottom + 4, 190, bottom + 4), 1.0, ink)
    rule(sheet, (20, bottom + 5.6, 190, bottom + 5.6), 0.35, ink)
    rule(sheet, (20, 276, 190, 276), 0.35, ink)
    rule(sheet, (20, 277.5, 190, 277.5), 1.0, ink)
    write(sheet, hand.words(2) + "〔2021〕8号", (160, bottom + 13, 5), BLACK)
    write(sheet, "关于" + hand.words(9) + "的函", (105, bottom + 32, 7), BLACK)
    body_text(sheet, bottom + 45, 230)


def plain(sheet: Sheet) -> None:
    """Draw a page of text and tables only."""
    sheet.kind = "plain"
    _body(sheet, sheet.hand.uniform(20, 60))


def red_words(sheet: Sheet) -> None:
    """Draw a page with red titles, slogans, lines and tables, but no header."""
    hand = sheet.hand
    sheet.kind = "red_words"
    ink = pick_colour(hand, "red")
    y = hand.uniform(18, 80)
    if hand.chance(0.7):
        words = hand.words(int(hand.rng.integers(3, 16)))
        write(sheet, words, (hand.uniform(70, 140), y, hand.uniform(4, 12)), ink)
    if hand.chance(0.4):
        table(sheet, y + hand.uniform(10, 20), hand.uniform(150, 270), ink)
    else:
        _body(sheet, y + 20)
    for _ in range(int(hand.rng.integers(0, 4))):
        y = hand.uniform(60, 270)
        words = hand.words(int(hand.rng.integers(2, 14)))
        write(sheet, words, (hand.uniform(60, 150), y, hand.uniform(3, 9)), ink)
    if hand.chance(0.3):
        y = hand.uniform(60, 280)
        rule(sheet, (30, y, 180, y), hand.uniform(0.3, 1), ink)


def emblems(sheet: Sheet) -> None:
    """Draw a page with coloured signs that are no seals."""
    hand = sheet.hand
    sheet.kind = "emblems"
    if hand.chance(0.8):
        _body(sheet, 30)
    for _ in range(int(hand.rng.integers(2, 8))):
        size = hand.uniform(14, 55)
        pick = EMBLEMS[int(hand.rng.integers(0, len(EMBLEMS)))]
        ink = pick(hand, size, sheet.scale)
        at = (hand.uniform(25, 185), hand.uniform(25, 270))
        hue = str(hand.rng.choice(["red", "blue", "purple"], p=[0.75, 0.17, 0.08]))
        lay(sheet, ink, at, pick_colour(hand, hue))


def certificate(sheet: Sheet) -> None:
    """Draw a licence or award: ornate frame, red title, emblem; maybe one seal."""
    hand = sheet.hand
    sheet.kind = "certificate"
    ink = pick_colour(hand, "red")
    width, height = sheet.size_mm
    for inset in (8.0, 11.0):
        left, right, low = inset, width - inset, height - inset
        for line in (
            (left, inset, right, inset), (left, low, right, low),
            (left, inset, left, low), (right, inset, right, low),
        ):  # fmt: skip
            rule(sheet, line, hand.uniform(0.4, 2), ink)
    if hand.chance(0.6):
        lay(sheet, emblem(hand, 22, sheet.scale), (width / 2, 32), ink)
    title = hand.words(int(hand.rng.integers(3, 9)))
    write(sheet, title, (width / 2, 60, hand.uniform(9, 16)), ink)
    body_text(sheet, 95, 190)
    if hand.chance(0.5):
        stamp(sheet, (hand.uniform(120, 165), hand.uniform(210, 245)), "red", 0.85)


def invoice(sheet: Sheet) -> None:
    """Draw a VAT invoice: red-brown title, rules and table; maybe a seal."""
    hand = sheet.hand
    sheet.kind = "invoice"
    ink: Rgb = (190, int(hand.uniform(70, 110)), int(hand.uniform(50, 80)))
    top = hand.uniform(15, 40)
    title = (sheet.size_mm[0] / 2, top, hand.uniform(6, 9))
    # The paper form prints its title in a dark brown.
    words: Rgb = (110, 95, 80) if hand.widens(0.35) else ink
    x0, _, x1, _ = write(sheet, hand.words(2) + "增值税电子普通发票", title, words)
    for gap in (6.5, 8.0):
        rule(sheet, (x0 - 4, top + gap, x1 + 4, top + gap), 0.3, ink)
    if hand.chance(0.75):
        _tax_oval(sheet, (title[0] + hand.uniform(-4, 4), top + 3), ink)
    table(sheet, top + 22, top + 100, ink)
    lay(sheet, qr(hand, 22, sheet.scale), (32, top + 2), BLACK)
    if hand.chance(0.5):
        stamp(sheet, (hand.uniform(140, 170), top + hand.uniform(80, 95)), "red", 0.8)


def _tax_oval(sheet: Sheet, at_mm: tuple[float, float], ink: Rgb) -> None:
    """Print the oval of the tax bureau across the title, as invoices bear it."""
    hand = sheet.hand
    grow = hand.uniform(0.9, 1.3)
    design = Round(
        30 * grow,
        20 * grow,
        hand.uniform(0.4, 0.9),
        hand.words(int(hand.rng.integers(7, 11))),
        hand.words(int(hand.rng.integers(2, 5))),
        hand.words(4) if hand.chance(0.5) else "",
        0.0,
        hand.font(),
        1.3 if hand.chance(0.4) else 0.0,
    )
    if hand.widens(0.4):
        below = hand.words(int(hand.rng.integers(4, 9)))
        design = replace(design, centre="", foot="", below=below)
    if hand.chance(0.6):
        ink = pick_colour(hand, "red")
    press_round(sheet, design, Mark((*at_mm, 0.0, 0.0), "oval", "red", 1.0), ink)


def photo(sheet: Sheet) -> None:
    """Draw a page that is or holds a picture: banners, helmets, signs, posters."""
    hand = sheet.hand
    sheet.kind = "photo"
    import cv2

    height, width = sheet.rgb.shape[:2]
    coarse = hand.rng.uniform(40, 230, (9, 7, 3)).astype(np.float32)
    blend = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    fine = hand.rng.uniform(-35, 35, (height // 9, width // 9, 3)).astype(np.float32)
    rough = cv2.resize(fine, (width, height), interpolation=cv2.INTER_LINEAR)
    scene = np.asarray(blend, dtype=np.float32) + np.asarray(rough, dtype=np.float32)
    top = 0 if hand.chance(0.5) else round(height * hand.uniform(0.1, 0.4))
    bottom = round(height * hand.uniform(0.6, 1))
    if top:
        body_text(sheet, 15, top / sheet.scale - 6)
    sheet.rgb[top:bottom] = np.clip(scene[top:bottom], 0, 255)
    for _ in range(int(hand.rng.integers(1, 5))):
        makers = (extinguisher, helmet, flag, box, pie, logo, prohibition)
        pick = makers[int(hand.rng.integers(0, len(makers)))]
        at = (hand.uniform(10, 200), hand.uniform(top, bottom) / sheet.scale)
        shape = pick(hand, hand.uniform(12, 60), sheet.scale)
        lay(sheet, shape, at, pick_colour(hand, "red"))
    if hand.chance(0.6):
        _banner(sheet, hand.uniform(top, (top + bottom) / 2) / sheet.scale)


def _banner(sheet: Sheet, y: float) -> None:
    hand = sheet.hand
    deep = hand.uniform(9, 20)
    half = hand.uniform(50, 95)
    band = (105 - half, y, 105 + half, y)
    rule(sheet, band, deep, pick_colour(hand, "red"))
    rows = slice(
        max(0, round((y - deep) * sheet.scale)), round((y + deep) * sheet.scale)
    )
    if rows.stop <= rows.start + 4 or rows.start >= sheet.rgb.shape[0]:
        return
    words = Sheet(hand, sheet.dpi, np.full_like(sheet.rgb, 255.0))
    write(words, hand.words(11), (105, y, deep * 0.6), (0, 0, 0))
    pale = np.array([250, 245, 220], dtype=np.float32)
    cover = 1 - words.rgb[rows] / 255
    sheet.rgb[rows] = sheet.rgb[rows] * (1 - cover) + pale * cover


def copied_seal(sheet: Sheet) -> None:
    """Draw a page with a seal in black, as a copy shows it."""
    sheet.kind = "copied_seal"
    _body(sheet, 30)
    _stamps(sheet, "black", int(sheet.hand.rng.integers(1, 4)))


def copied_header(sheet: Sheet) -> None:
    """Draw a red-header page in black."""
    sheet.kind = "copied_header"
    below = header(sheet, (35, 35, 35))
    write(sheet, "关于" + sheet.hand.words(9) + "的通知", (105, below + 15, 7), BLACK)
    body_text(sheet, below + 28, 260)


def titled(sheet: Sheet) -> None:
    """Draw a black title over a table or a rule: what a copied header is not."""
    hand = sheet.hand
    sheet.kind = "titled"
    y = hand.uniform(22, 60)
    words = hand.words(int(hand.rng.integers(5, 15)))
    write(sheet, words, (105, y, hand.uniform(5, 9.5)), BLACK)
    y += hand.uniform(7, 16)
    if hand.chance(0.4):
        write(sheet, hand.words(9), (60, y, 4), BLACK)
        y += 6
    if hand.chance(0.65):
        table(sheet, y, hand.uniform(130, 270), BLACK)
        return
    if hand.chance(0.5):
        rule(sheet, (28, y, 182, y), hand.uniform(0.2, 0.5), BLACK)
    body_text(sheet, y + 8, 260)


def printed_ring(sheet: Sheet) -> None:
    """Draw ring-shaped signs that are hard to tell from a seal, in no colour."""
    hand = sheet.hand
    sheet.kind = "emblems"
    _body(sheet, 30)
    for _ in range(2):
        makers = (badge_ring, gear, prohibition, pen_circle, logo, finger, pie)
        shape = makers[int(hand.rng.integers(0, len(makers)))]
        at = (hand.uniform(30, 180), hand.uniform(40, 260))
        lay(sheet, shape(hand, hand.uniform(18, 52), sheet.scale), at, BLACK)


def boxed_words(sheet: Sheet) -> None:
    """Draw words in boxes, as charts and forms have them: no name stamps."""
    hand = sheet.hand
    sheet.kind = "boxed_words"
    ink: Rgb = BLACK if hand.chance(0.7) else pick_colour(hand, "red")
    for _ in range(int(hand.rng.integers(3, 9))):
        x, y = hand.uniform(30, 180), hand.uniform(30, 270)
        half_w, half_h = hand.uniform(6, 22), hand.uniform(4, 14)
        left, right, top, low = x - half_w, x + half_w, y - half_h, y + half_h
        width = hand.uniform(0.2, 0.8)
        for line in (
            (left, top, right, top), (left, low, right, low),
            (left, top, left, low), (right, top, right, low),
        ):  # fmt: skip
            rule(sheet, line, width, ink)
        words = hand.words(int(hand.rng.integers(2, 5)))
        tall = min(1.7 * half_w / len(words), hand.uniform(0.5, 1.5) * half_h, 8)
        if hand.chance(0.6):
            write(sheet, words, (x, y, tall), ink)
            continue
        step = min(1.6 * half_h / len(words), 7)  # words that run downwards
        for k, glyph in enumerate(words):
            place = y + (k - (len(words) - 1) / 2) * step
            write(sheet, glyph, (x, place, 0.8 * step), ink)
    if hand.chance(0.3) and ink != BLACK:
        _stamps(sheet, "red", 1)


SCENES: dict[str, tuple[Scene, float]] = {
    "sealed": (sealed, 0.24),
    "stamped": (stamped, 0.12),
    "cut": (cut, 0.06),
    "close_up": (close_up, 0.05),
    "headed": (headed, 0.18),
    "plain": (plain, 0.05),
    "titled": (titled, 0.04),
    "red_words": (red_words, 0.1),
    "emblems": (emblems, 0.16),
    "certificate": (certificate, 0.05),
    "invoice": (invoice, 0.08),
    "photo": (photo, 0.07),
    "boxed_words": (boxed_words, 0.0),
}
"""Scenes in colour and their shares."""

GREY_SCENES: dict[str, tuple[Scene, float]] = {
    "copied_seal": (copied_seal, 0.4),
    "plain": (plain, 0.15),
    "titled": (titled, 0.2),
    "copied_header": (copied_header, 0.2),
    "printed_ring": (printed_ring, 0.15),
    "boxed_words": (boxed_words, 0.0),
    "headed": (headed, 0.1),
}
"""Scenes for grey and bilevel pages and their shares."""


WIDER: dict[str, tuple[Scene, float]] = {
    "close_up": (close_up, 0.09),
    "boxed_words": (boxed_words, 0.04),
}
WIDER_GREY: dict[str, tuple[Scene, float]] = {"boxed_words": (boxed_words, 0.12)}
"""Scenes that a wide hand draws more often, or alone; they keep their places."""


def draw_page(hand: Hand, *, in_colour: bool = True) -> Drawn:
    """Return one page of a random scene, scanned at 100 to 200 dpi (wide: 75 too)."""
    scenes = SCENES if in_colour else GREY_SCENES
    if hand.is_wide:
        scenes = scenes | (WIDER if in_colour else WIDER_GREY)
    shares = np.array([share for _, share in scenes.values()])
    names = list(scenes)
    name = names[int(hand.rng.choice(len(names), p=shares / shares.sum()))]
    dpi_shares = {100: 0.3, 120: 0.3, 150: 0.3, 200: 0.1}
    if hand.is_wide:
        dpi_shares = {75: 0.12, 100: 0.26, 120: 0.26, 150: 0.26, 200: 0.1}
    dpi = float(hand.rng.choice(list(dpi_shares), p=list(dpi_shares.values())))
    size = A4
    if name == "close_up":
        size = (hand.uniform(46, 75), hand.uniform(46, 75))
    sheet = new_sheet(hand, dpi, size)
    scenes[name][0](sheet)
    tone = "colour" if in_colour else str(hand.rng.choice(["grey", "bilevel"]))
    return scan(sheet, tone)


__all__ = ["Round", "draw_page", "draw_round", "draw_square"]
