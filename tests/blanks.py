"""Draw sheets that hold nothing to read, and sheets that hold very little."""

import math
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from checker.model.page import Pixels
from tests import damage
from tests.makers import A4_INCHES, Canvas, draw_page

Draw = Callable[[Canvas], None]


def _nothing(page: Canvas) -> None:
    """Leave the sheet as it is."""


def _holes(page: Canvas) -> None:
    middle_pt = page.height_pt / 2
    for offset_pt in (-113, 113):
        x, y = page.px(34), page.px(middle_pt + offset_pt)
        radius = page.px(8.5)
        box = (x - radius, y - radius, x + radius, y + radius)
        page.paint.ellipse(box, fill="#303030")


def _staple(page: Canvas) -> None:
    x, y = page.px(30), page.px(36)
    end = (x + page.px(26), y - page.px(14))
    page.paint.line([(x, y), end], "#505050", width=max(2, round(page.px(1.6))))


def _edges(page: Canvas) -> None:
    width, height = page.image.size
    depth = round(page.px(float(page.rng.uniform(3, 14))))
    page.paint.rectangle((0, 0, depth, height), fill="#181818")
    page.paint.rectangle((0, height - depth // 2, width, height), fill="#404040")


def _dust(page: Canvas) -> None:
    for _ in range(25):
        x, y = page.rng.uniform(0.05, 0.95, 2) * page.image.size
        radius = page.px(float(page.rng.uniform(0.2, 0.9)))
        page.paint.ellipse((x - radius, y - radius, x + radius, y + radius), "#606060")


def _stain(page: Canvas) -> None:
    x, y = page.rng.uniform(0.3, 0.7, 2) * page.image.size
    radius = page.px(60)
    page.paint.ellipse((x - radius, y - radius, x + radius, y + radius), "#f0ead8")
    page.image.paste(page.image.filter(ImageFilter.GaussianBlur(page.px(5))))


def _show_through(page: Canvas) -> None:
    back = draw_page("letter", font=page.font, seed=int(page.rng.integers(1000)))
    sheet = Image.fromarray(back).resize(page.image.size)
    sheet = sheet.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    sheet = sheet.filter(ImageFilter.GaussianBlur(page.px(0.8)))
    strength = float(page.rng.uniform(0.03, 0.16))
    page.image.paste(Image.blend(page.image, sheet, strength))


def _faint_line(page: Canvas) -> None:
    page.centre(page.height_pt * 0.4, page.running_text(12), 14, ink="#c8c8c8")


def _page_number(page: Canvas) -> None:
    page.centre(page.height_pt - 60, f"- {page.rng.integers(10, 99)} -", 11)


def _one_line(page: Canvas) -> None:
    page.centre(page.height_pt * 0.3, page.running_text(8), 12)


def _stamp(page: Canvas) -> None:
    x, y = page.px(page.width_pt * 0.6), page.px(page.height_pt * 0.6)
    radius = page.px(57)
    ink = page.pick(("#d02030", "#e08890", "#303090"))
    box = (x - radius, y - radius, x + radius, y + radius)
    page.paint.ellipse(box, outline=ink, width=max(2, round(page.px(3))))
    at_pt = (page.width_pt * 0.6 - 40, page.height_pt * 0.6 - 8)
    page.write(at_pt, "某某公司", 18, ink=ink)


def _signature(page: Canvas) -> None:
    t = np.linspace(0, 5 * math.pi, 220)
    phase = page.rng.uniform(0, 6, 3)
    x = 300 + 9 * t + 12 * np.sin(1.7 * t + phase[0])
    y = 500 + 14 * np.sin(t + phase[1]) + 8 * np.sin(2.3 * t + phase[2])
    points = [(page.px(a), page.px(b)) for a, b in zip(x, y, strict=True)]
    page.paint.line(points, "#202060", width=max(1, round(page.px(1.1))))


def _photo(page: Canvas) -> None:
    grain = page.rng.uniform(0, 255, (9, 12, 3)).astype(np.uint8)
    size = (round(page.px(300)), round(page.px(220)))
    picture = Image.fromarray(grain).resize(size, Image.Resampling.BICUBIC)
    page.image.paste(picture, (round(page.px(140)), round(page.px(200))))


BLANK: dict[str, Draw] = {
    "nothing": _nothing,
    "holes": _holes,
    "staple": _staple,
    "edges": _edges,
    "dust": _dust,
    "stain": _stain,
    "show-through": _show_through,
}
"""Sheets without anything that a reader could use."""

NEARLY_BLANK: dict[str, Draw] = {
    "faint line": _faint_line,
    "page number": _page_number,
    "one line": _one_line,
    "stamp": _stamp,
    "signature": _signature,
    "photo": _photo,
}
"""Sheets with very little on them that is still something."""


def draw_sheet(
    kind: str, *, font: str, seed: int, dpi: float = 200, capture: str = "scan"
) -> Pixels:
    """Return a blank or nearly blank sheet as it was captured."""
    rng = np.random.default_rng(seed)
    width, height = A4_INCHES
    image = Image.new("RGB", (round(width * dpi), round(height * dpi)), "white")
    page = Canvas(dpi, font, rng, image, ImageDraw.Draw(image))
    (BLANK | NEARLY_BLANK)[kind](page)
    return damage.CAPTURES[capture](np.asarray(image, dtype=np.uint8), rng)
