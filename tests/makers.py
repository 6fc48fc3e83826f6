"""Draw made-up pages: documents, tables, certificates, sparse and blank sheets.

Every page is a function of its kind, font, resolution and seed. Damage (blur, scan
noise, photographs) is in ``tests/damage.py``. Tune on ``TUNING_FONTS``, test on
``CHECKING_FONTS``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from checker.model.page import Pixels

A4_INCHES = (8.27, 11.69)
FONT_ROOT = Path("/usr/share/fonts")
FONTS: dict[str, tuple[str, int]] = {
    "noto-sans": ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "noto-serif": ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "zen-hei": ("truetype/wqy/wqy-zenhei.ttc", 0),
    "micro-hei": ("truetype/wqy/wqy-microhei.ttc", 0),
    "kai-gb": ("truetype/arphic-gkai00mp/gkai00mp.ttf", 0),
    "song-gb": ("truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0),
    "ukai": ("truetype/arphic/ukai.ttc", 0),
    "uming": ("truetype/arphic/uming.ttc", 0),
}
TUNING_FONTS = ("noto-sans", "zen-hei", "kai-gb", "uming")
CHECKING_FONTS = ("noto-serif", "micro-hei", "ukai", "song-gb")

_SENTENCES = (
    "为加强建筑施工企业安全生产管理工作，落实企业主体责任，根据国家有关法律法规制定本制度。",
    "各部门应当按照职责分工，组织开展安全检查，及时消除事故隐患，并做好书面记录。",
    "项目负责人每周至少组织一次安全生产例会，传达上级文件精神，分析存在的问题。",
    "施工现场临时用电采用三级配电二级保护，配电箱应当上锁并由专职电工管理。",
    "企业主要负责人对本单位的安全生产工作全面负责，专职安全员负责现场监督检查。",
    "本年度共提取安全费用三百二十万元，主要用于防护设施、教育培训和应急演练。",
    "特种作业人员必须持证上岗，证书应在有效期内，严禁无证操作和违章指挥。",
    "起重机械安装、拆卸应当编制专项施工方案，经审批后方可实施，并办理使用登记。",
    "应急救援预案每年至少演练一次，演练结束后应当进行评估总结，完善处置措施。",
    "济南某某建设工程有限公司承诺所提供的材料真实有效，如有虚假愿承担相应责任。",
    "联系电话：0531-8123456，地址：山东省济南市历下区经十路12345号，邮编：250014。",
    "以上同志自发文之日起履行职责，原有任命同时废止。特此通知。",
)
_TITLES = (
    "安全生产责任制度",
    "关于调整安全管理机构人员的通知",
    "安全教育培训记录表",
    "企业安全费用提取使用情况",
    "隐患排查治理台账",
    "生产安全事故应急预案",
    "承诺书",
    "会议纪要",
)
_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗建国志强秀英海燕文军丽华永平"
_HEADINGS = (
    "序号",
    "姓名",
    "职务",
    "证书编号",
    "有效期",
    "日期",
    "金额",
    "备注",
    "检查内容",
    "整改情况",
    "单位",
    "数量",
)


@dataclass(slots=True)
class Canvas:
    """A page that is being drawn; lengths in points, converted by ``px``."""

    dpi: float
    font: str
    rng: np.random.Generator
    image: Image.Image
    paint: ImageDraw.ImageDraw

    def px(self, points: float) -> float:
        return points * self.dpi / 72

    @property
    def width_pt(self) -> float:
        return self.image.width * 72 / self.dpi

    @property
    def height_pt(self) -> float:
        return self.image.height * 72 / self.dpi

    def write(
        self,
        at_pt: tuple[float, float],
        text: str,
        size_pt: float,
        *,
        ink: str = "#101010",
    ) -> None:
        """Write one line, its top left corner at ``at_pt``."""
        at_px = (self.px(at_pt[0]), self.px(at_pt[1]))
        self.paint.text(at_px, text, ink, font=load_font(self.font, self.px(size_pt)))

    def centre(
        self, y_pt: float, text: str, size_pt: float, *, ink: str = "#101010"
    ) -> None:
        """Write one line in the middle of the page's width."""
        width_px = load_font(self.font, self.px(size_pt)).getlength(text)
        x_pt = (self.width_pt - width_px * 72 / self.dpi) / 2
        self.write((x_pt, y_pt), text, size_pt, ink=ink)

    def rule(
        self, start_pt: tuple[float, float], end_pt: tuple[float, float], ink: str
    ) -> None:
        """Draw a straight rule, about 0.7 pt thick."""
        ends = [(self.px(x), self.px(y)) for x, y in (start_pt, end_pt)]
        self.paint.line(ends, ink, width=max(1, round(self.px(0.7))))

    def pick(self, words: tuple[str, ...]) -> str:
        return words[int(self.rng.integers(len(words)))]

    def running_text(self, length: int) -> str:
        """Return ``length`` characters of prose."""
        text = ""
        while len(text) < length:
            text += self.pick(_SENTENCES)
        return text[:length]

    def name(self) -> str:
        count = int(self.rng.integers(2, 4))
        return "".join(
            _NAMES[int(i)] for i in self.rng.integers(len(_NAMES), size=count)
        )

    def date(self) -> str:
        year, month, day = self.rng.integers((2018, 1, 1), (2026, 13, 29))
        return f"{year}年{month}月{day}日"


@cache
def load_font(name: str, size_px: float) -> ImageFont.FreeTypeFont:
    """Return a font, or skip the test that wants it where it is not installed."""
    path, index = FONTS[name]
    if not (FONT_ROOT / path).is_file():
        pytest.skip(f"the font {name} is not installed ({path})")
    return ImageFont.truetype(FONT_ROOT / path, max(4, round(size_px)), index=index)


def _letter(page: Canvas) -> None:
    size_pt = float(page.rng.uniform(10.5, 16))
    y_pt = 70.0
    if page.rng.random() < 0.3:
        page.centre(y_pt, "济南某某建设有限公司文件", 28, ink="#c8141e")
        y_pt += 52
        page.rule((70, y_pt), (page.width_pt - 70, y_pt), "#c8141e")
        y_pt += 24
    page.centre(y_pt, page.pick(_TITLES), size_pt * 1.5)
    y_pt += size_pt * 3
    leading = float(page.rng.uniform(1.35, 2.0))
    full = int((page.width_pt - 140) / size_pt)
    end_pt = float(page.rng.uniform(0.45, 0.93)) * page.height_pt
    while y_pt < end_pt:
        last = page.rng.random() < 0.2
        count = int(page.rng.integers(3, full)) if last else full
        page.write((70, y_pt), page.running_text(count), size_pt)
        y_pt += size_pt * leading
    page.write((page.width_pt - 240, y_pt + 10), page.date(), size_pt)


def _cell(page: Canvas, column: int, row: int) -> str:
    kind = (column * 7 + int(page.rng.integers(3))) % 6
    number = int(page.rng.integers(1, 10**6))
    words = (
        str(row),
        page.name(),
        page.date(),
        f"鲁建安C（{2018 + number % 8}）{number:07d}",
        f"{number / 100:,.2f}",
        page.running_text(6),
    )
    return str(row) if column == 0 else words[kind]


def _grid(page: Canvas, columns: int, *, ruled: bool, size_pt: float) -> None:
    left_pt, right_pt = 50.0, page.width_pt - 50
    widths = page.rng.uniform(1, 2.5, columns)
    widths[0] = 0.6
    edges = left_pt + np.concatenate([[0], np.cumsum(widths)]) / widths.sum() * (
        right_pt - left_pt
    )
    row_pt = size_pt * float(page.rng.uniform(1.6, 2.6))
    rows = int((page.height_pt - 170) / row_pt * page.rng.uniform(0.5, 1))
    top_pt = 105.0
    for row in range(rows):
        for column in range(columns):
            text = page.pick(_HEADINGS) if row == 0 else _cell(page, column, row)
            fit = int((edges[column + 1] - edges[column] - 4) / size_pt * 1.4)
            place = (edges[column] + 3, top_pt + row * row_pt + (row_pt - size_pt) / 2)
            page.write(place, text[: max(1, fit)], size_pt)
    if ruled:
        for row in range(rows + 1):
            y_pt = top_pt + row * row_pt
            page.rule((left_pt, y_pt), (right_pt, y_pt), "#202020")
        for edge in edges:
            page.rule((edge, top_pt), (edge, top_pt + rows * row_pt), "#202020")


def _table(page: Canvas) -> None:
    page.centre(60, page.pick(_TITLES), 18)
    ruled = bool(page.rng.random() < 0.85)
    size_pt = float(page.rng.uniform(8, 12))
    _grid(page, int(page.rng.integers(3, 8)), ruled=ruled, size_pt=size_pt)


def _numbers(page: Canvas) -> None:
    page.centre(60, "12345-2021", 12)
    size_pt = float(page.rng.uniform(8, 11))
    for row in range(int(page.rng.integers(10, 40))):
        for column in range(5):
            text = f"{page.rng.integers(1, 10**7) / 100:,.2f}"
            page.write((60 + column * 95, 100 + row * size_pt * 1.8), text, size_pt)


def _certificate(page: Canvas) -> None:
    ink = page.pick(("#8a1c1c", "#8c6a1e", "#1c3c78"))
    for inset in (24, 32):
        box = [page.px(inset)] * 2
        box += [page.image.width - box[0], page.image.height - box[1]]
        page.paint.rectangle(box, outline=ink, width=max(1, round(page.px(2))))
    page.centre(page.height_pt * 0.14, "安全生产许可证", 36, ink=ink)
    size_pt = float(page.rng.uniform(13, 18))
    lines = (
        "编号：（鲁）JZ安许证字",
        "企业名称：",
        "法定代表人：",
        "单位地址：",
        "有效期：",
    )
    step_pt = page.height_pt * 0.5 / len(lines)
    for index, line in enumerate(lines):
        tail = page.date() if index == 4 else page.running_text(9)
        place = (page.width_pt * 0.16, page.height_pt * 0.3 + index * step_pt)
        page.write(place, line + tail, size_pt)
    page.write((page.width_pt * 0.6, page.height_pt * 0.85), page.date(), size_pt)


def _sparse(page: Canvas) -> None:
    y_pt = page.height_pt * float(page.rng.uniform(0.1, 0.4))
    for _ in range(int(page.rng.integers(1, 5))):
        size_pt = float(page.rng.uniform(10.5, 22))
        count = int(page.rng.integers(4, 16))
        x_pt = float(page.rng.uniform(60, 200))
        page.write((x_pt, y_pt), page.running_text(count), size_pt)
        y_pt += size_pt * float(page.rng.uniform(1.6, 6))


def _cover(page: Canvas) -> None:
    page.centre(
        page.height_pt * 0.2, page.pick(_TITLES), float(page.rng.uniform(26, 44))
    )
    page.centre(page.height_pt * 0.3, "（2021年度）", 18)
    page.centre(page.height_pt * 0.75, "济南某某建设工程有限公司", 18)
    page.centre(page.height_pt * 0.79, page.date(), 16)


def _form(page: Canvas) -> None:
    page.centre(60, page.pick(_TITLES), 20)
    y_pt = 110.0
    while y_pt < page.height_pt - 160:
        row_pt = float(page.rng.choice([26, 40, 90]))
        middle_pt = float(page.rng.choice([120, 180]))
        box = [page.px(v) for v in (55, y_pt, page.width_pt - 55, y_pt + row_pt)]
        page.paint.rectangle(box, outline="#202020", width=max(1, round(page.px(0.8))))
        page.rule((middle_pt, y_pt), (middle_pt, y_pt + row_pt), "#202020")
        page.write((62, y_pt + row_pt / 2 - 6), page.pick(_HEADINGS), 12)
        if page.rng.random() < 0.8:
            text = page.running_text(int(page.rng.integers(5, 26)))
            page.write((middle_pt + 8, y_pt + row_pt / 2 - 6), text, 12)
        y_pt += row_pt


def _contents(page: Canvas) -> None:
    page.centre(70, "目  录", 22)
    for row in range(int(page.rng.integers(8, 26))):
        text = f"{row + 1}、{page.pick(_TITLES)}"
        dots = "." * int(80 - 2.6 * len(text))
        page.write((80, 120 + row * 24), f"{text}{dots}{row * 3 + 1}", 12)


DRAWERS: dict[str, Callable[[Canvas], None]] = {
    "letter": _letter,
    "table": _table,
    "numbers": _numbers,
    "certificate": _certificate,
    "sparse": _sparse,
    "cover": _cover,
    "form": _form,
    "contents": _contents,
}
"""The kinds of pages that hold text."""


def draw_page(
    kind: str, *, font: str, seed: int, dpi: float = 200, landscape: bool = False
) -> Pixels:
    """Return an upright page in RGB, clean as from a word processor."""
    width, height = A4_INCHES[::-1] if landscape else A4_INCHES
    image = Image.new("RGB", (round(width * dpi), round(height * dpi)), "white")
    rng = np.random.default_rng(seed)
    DRAWERS[kind](Canvas(dpi, font, rng, image, ImageDraw.Draw(image)))
    return np.asarray(image, dtype=np.uint8)


def turned(raster: Pixels, turn_deg: int) -> Pixels:
    """Return the page turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(raster, -(turn_deg // 90)))
