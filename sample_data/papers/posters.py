"""What is red and no header, and round and no seal: posters, signs, flags, titles."""

from dataclasses import replace

from sample_data.draw.sheet import BLACK, RED, Line, Rgb, Shape, Sheet, Text, width_mm
from sample_data.draw.typeset import NOTICE, Flow
from sample_data.papers.desk import Desk
from sample_data.papers.varied import some_words

Point = tuple[float, float]

_YELLOW: Rgb = (250, 208, 40)
_FLAG: Rgb = (222, 41, 16)


def poster(desk: Desk) -> list[Sheet]:
    """Draw what is red and no header, and round and no seal: slogans, signs, flags."""
    rng = desk.rng
    landscape = bool(rng.random() < 0.4)  # noqa: PLR2004
    sheet = Sheet("poster", *((297.0, 210.0) if landscape else (210.0, 297.0)))
    middle = sheet.width / 2
    slogans = ("安全第一 预防为主", "高高兴兴上班 平平安安回家", "消防安全人人有责")
    words = str(rng.choice(slogans))
    fit = min(44.0, (sheet.width - 30) / width_mm(words, 1.0))
    y = float(rng.uniform(30, 60))
    sheet.put(Text(middle, y, words, fit, "bold", RED, "m"))
    marks = (_no_entry, _warning, _flag, _star_logo, _extinguisher)
    for place, draw in enumerate(marks):
        if rng.random() < 0.6:  # noqa: PLR2004
            x = 36 + (place % 3) * (sheet.width - 72) / 2
            at = (x, y + 50 + (place // 3) * 55)
            draw(sheet, at, float(rng.uniform(12, 22)))
    for row in range(int(rng.integers(1, 5))):
        low = sheet.height - 70 + row * 11
        sheet.put(Text(24, low, some_words(rng)[:24], 13, "hei"))
    return [sheet]


def red_title(desk: Desk) -> list[Sheet]:
    """Write a notice in red type that is no official file: a red title, no number."""
    flow = Flow(replace(NOTICE, layout="red_title"))
    title = Text(flow.middle, 52, "表彰决定", 40, "bold", RED, "m", spread_mm=8)
    flow.sheet.put(title)
    flow.y = 70
    for _ in range(3):
        flow.para(some_words(desk.rng))
    return flow.sheets[:1]


def _no_entry(sheet: Sheet, at: Point, reach: float) -> None:
    x, y = at
    ring = ((x - reach, y - reach), (x + reach, y + reach))
    slant = 0.7 * reach
    sheet.put(Shape(ring, "oval", stroke=RED, width=reach * 0.18, fill=(255, 255, 255)))
    sheet.put(Line(x - slant, y - slant, x + slant, y + slant, reach * 0.18, RED))
    sheet.put(Text(x, y + reach + 8, "禁止烟火", 13, "hei", anchor="m"))


def _warning(sheet: Sheet, at: Point, reach: float) -> None:
    x, y = at
    corners = (
        (x, y - reach),
        (x + reach, y + reach * 0.7),
        (x - reach, y + reach * 0.7),
    )
    sheet.put(Shape(corners, "polygon", fill=_YELLOW, stroke=BLACK, width=1.2))
    sheet.put(Text(x, y + reach * 0.5, "!", reach * 2.2, "bold", anchor="m"))


def _flag(sheet: Sheet, at: Point, reach: float) -> None:
    x, y = at
    box = ((x - reach * 1.2, y - reach * 0.8), (x + reach * 1.2, y + reach * 0.8))
    sheet.put(Shape(box, fill=_FLAG, stroke=None))
    sheet.put(Text(x - reach * 0.8, y, "★", reach * 1.4, "song", _YELLOW, "m"))


def _star_logo(sheet: Sheet, at: Point, reach: float) -> None:
    x, y = at
    sheet.put(Text(x, y + reach * 0.4, "★", reach * 4, "song", RED, "m"))


def _extinguisher(sheet: Sheet, at: Point, reach: float) -> None:
    x, y = at
    wide = reach * 0.35
    sheet.put(
        Shape(((x - wide, y - reach), (x + wide, y + reach)), fill=RED, stroke=None)
    )
    sheet.put(Shape(((x - wide, y - reach - 4), (x + wide, y - reach)), fill=BLACK))
    sheet.put(Text(x, y, "灭火器", wide * 1.4, "hei", (255, 255, 255), "m"))
