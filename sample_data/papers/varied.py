"""Pages that companies also hand in: covers, charts, letters, cards, posters, notes.

Sizes, places and words follow from the desk's chance, so that no two pages are alike.
"""

import numpy as np

from sample_data.draw.scenes import SCENES, scene
from sample_data.draw.sheet import (
    BLACK,
    INK_BLUE,
    MM_PER_PT,
    Line,
    Picture,
    Shape,
    Sheet,
    Stamp,
    Text,
    in_words,
    width_mm,
)
from sample_data.draw.typeset import NOTICE, Flow, Style, Table, wrap
from sample_data.fonts import Role
from sample_data.papers.desk import Desk, yuan

_SENTENCES = (
    "各项目部应当每周组织一次安全检查，发现隐患立即整改并做好记录。",
    "从业人员应当正确佩戴和使用劳动防护用品，严禁违章作业。",
    "本制度由公司安全部负责解释，各部门遵照执行。",
    "施工现场临时用电必须采用三级配电系统和两级漏电保护。",
    "特种作业人员应当持证上岗，证书信息应当与本人一致。",
    "主要负责人对本单位的安全生产工作全面负责。",
    "应急物资应当定期检查、维护和补充，保证完好有效。",
    "安全生产费用应当专款专用，不得挪作他用。",
    "新进场工人必须经过三级安全教育，考核合格后方可上岗。",
    "危险性较大的分部分项工程应当编制专项施工方案。",
)
_HEADINGS = (
    "安全生产责任制",
    "安全检查制度",
    "应急预案",
    "教育培训档案",
    "事故隐患排查",
    "职业健康管理",
)


def cover(desk: Desk) -> list[Sheet]:
    """Draw the cover of a booklet: a few large characters and little else."""
    rng, cast = desk.rng, desk.cast
    landscape = bool(rng.random() < 0.2)  # noqa: PLR2004 - one in five
    sheet = _sheet("cover", landscape=landscape)
    size = float(rng.uniform(30, 64))
    words = str(rng.choice(("制度汇编", "应急预案", "台账", "安全档案", "操作规程")))
    y = sheet.height * float(rng.uniform(0.2, 0.4))
    middle = sheet.width / 2
    sheet.put(Text(middle, y, words, size, "bold", anchor="m", spread_mm=6))
    if rng.random() < 0.6:  # noqa: PLR2004
        sheet.put(Text(middle, y + 24, f"{cast.year}年度", 20, "song", anchor="m"))
    if rng.random() < 0.7:  # noqa: PLR2004
        low = sheet.height * 0.85
        sheet.put(Text(middle, low, cast.company.name, 18, "kai", anchor="m"))
    return [sheet]


def nearly_empty(desk: Desk) -> list[Sheet]:
    """Draw a sheet with one or two short lines."""
    rng = desk.rng
    sheet = _sheet("nearly_empty", landscape=bool(rng.random() < 0.3))  # noqa: PLR2004
    words = ("此页无正文", "附件一", "附件2", "备注：无", "以下空白", "第三章 奖惩")
    for _ in range(int(rng.integers(1, 3))):
        x, y = rng.uniform((30, 30), (sheet.width - 80, sheet.height - 30))
        size = float(rng.uniform(11, 22))
        sheet.put(Text(float(x), float(y), str(rng.choice(words)), size, "song"))
    return [sheet]


def essay(desk: Desk) -> list[Sheet]:
    """Write paragraphs in some size, one or two columns."""
    rng = desk.rng
    sheet = _sheet("essay", landscape=bool(rng.random() < 0.15))  # noqa: PLR2004
    size = float(rng.choice([9.0, 10.5, 12.0, 14.0, 16.0]))
    role: Role = "song" if rng.random() < 0.6 else "kai"  # noqa: PLR2004
    columns = 2 if size < 11 and rng.random() < 0.4 else 1  # noqa: PLR2004
    left, top = float(rng.uniform(18, 32)), float(rng.uniform(22, 44))
    width = (sheet.width - 2 * left - 8 * (columns - 1)) / columns
    end = sheet.height * float(rng.uniform(0.5, 0.9))
    pitch = size * MM_PER_PT * float(rng.uniform(1.35, 1.9))
    for column in range(columns):
        x, y = left + column * (width + 8), top
        while y < end:
            for line in wrap("　　" + some_words(rng), width / size / MM_PER_PT):
                shift = 2 * size * MM_PER_PT if line.startswith("　　") else 0.0
                sheet.put(Text(x + shift, y, line.strip("　"), size, role))
                y += pitch
    return [sheet]


def chart(desk: Desk) -> list[Sheet]:
    """Draw an organisation chart: boxes and lines, upright in boxes of any width."""
    rng = desk.rng
    sheet = _sheet("chart", landscape=bool(rng.random() < 0.6))  # noqa: PLR2004
    middle = sheet.width / 2
    sheet.put(Text(middle, 30, "安全生产管理机构图", 22, "bold", anchor="m"))
    _box(sheet, (middle, 48), "安全生产领导小组")
    _box(sheet, (middle, 78), f"组长：{desk.cast.workers[0].name}")
    sheet.put(Line(middle, 54, middle, 72))
    units = ("工程部", "安全部", "财务部", "设备部", "综合部")[
        : int(rng.integers(3, 6))
    ]
    step = (sheet.width - 50) / len(units)
    sheet.put(Line(25 + step / 2, 96, sheet.width - 25 - step / 2, 96))
    for place, unit in enumerate(units):
        x = 25 + (place + 0.5) * step
        sheet.put(Line(x, 96, x, 104))
        _box(sheet, (x, 110), unit)
        for row in range(int(rng.integers(1, 4))):
            who = desk.cast.workers[(place * 3 + row) % 20]
            sheet.put(Text(x, 126 + row * 9, who.name, 11, "song", anchor="m"))
    return [sheet]


def numbers(desk: Desk) -> list[Sheet]:
    """Draw a table of numbers, ruled or not, as accountants export it."""
    rng = desk.rng
    landscape = bool(rng.random() < 0.6)  # noqa: PLR2004
    size = float(rng.uniform(7.5, 11))
    style = Style("numbers", size, size * 0.6, (24.0, 15.0, 20.0, 15.0), landscape)
    flow = Flow(style)
    flow.title(str(rng.choice(("科目余额表", "应付账款明细表", "工资发放表"))), 18)
    columns = int(rng.integers(4, 9))
    rows = [
        [str(n), *(yuan(int(c)) for c in rng.integers(100, 10**8, columns - 1))]
        for n in range(1, int(rng.integers(8, 24)))
    ]
    head = ("序号", *(f"{n}月" for n in range(1, columns)))
    shares = (0.5, *([1.0] * (columns - 1)))
    ruled = rng.random() < 0.6  # noqa: PLR2004
    colour = BLACK if ruled else (255, 255, 255)
    table = Table(head, rows, shares, row_mm=size * 0.75, size_pt=size, colour=colour)
    flow.table(table)
    return flow.sheets[:1]


def certificate(desk: Desk) -> list[Sheet]:
    """Draw a licence: frame, large title, portrait, seal; in both directions."""
    rng, company = desk.rng, desk.cast.company
    sheet = _sheet("licence", landscape=bool(rng.random() < 0.5))  # noqa: PLR2004
    ink = ((138, 28, 28), (140, 106, 30), (28, 60, 120))[int(rng.integers(3))]
    for inset, width in ((9.0, 2.2), (13.0, 0.5)):
        corners = ((inset, inset), (sheet.width - inset, sheet.height - inset))
        sheet.put(Shape(corners, stroke=ink, width=width))
    middle, top = sheet.width / 2, sheet.height * 0.2
    title = str(rng.choice(("安全生产许可证", "荣誉证书", "资质证书", "培训合格证书")))
    sheet.put(Text(middle, top, title, float(rng.uniform(30, 44)), "bold", ink, "m"))
    day = desk.cast.day(int(rng.integers(1, 13)), int(rng.integers(1, 28)))
    lines = (
        f"编号：（鲁）JZ虚证字〔{day.year}〕990{int(rng.integers(100, 999))}",
        f"企业名称：{company.name}",
        f"法定代表人：{desk.cast.workers[0].name}",
        f"发证日期：{in_words(day)}",
    )
    step = sheet.height * 0.09
    for place, line in enumerate(lines):
        y = top + 26 + place * step
        sheet.put(Text(sheet.width * 0.16, y, line, 15, "kai"))
    sheet.note_day(day)
    office = "山东省虚构建设管理局"
    at = (sheet.width * 0.72, sheet.height * 0.8)
    sheet.put(Text(*at, office, 14, "song", anchor="m"))
    sheet.put(Stamp(at[0], at[1] - 2, desk.office_seal(office)))
    return [sheet]


def letter_form(desk: Desk) -> list[Sheet]:
    """Write a letter: issuer in red between double rules, number at the right."""
    rng, cast = desk.rng, desk.cast
    flow = Flow(NOTICE)
    sheet, name = flow.sheet, cast.company.name
    size = min(34.0, 160 / width_mm(name, 1.0))
    ink = desk.head.colour
    base = float(rng.uniform(32, 40))
    middle = sheet.width / 2
    sheet.put(Text(middle, base, name, size, "bold", ink, "m"))
    for y, first, second in ((base + 5, 1.1, 0.4), (sheet.height - 20, 0.4, 1.1)):
        sheet.put(
            Line(20, y, 190, y, first, ink),
            Line(20, y + 1.6, 190, y + 1.6, second, ink),
        )
    number = f"{cast.company.short}函〔{cast.year}〕{int(rng.integers(1, 60))}号"
    sheet.put(Text(184, base + 16, number, 15, "song", anchor="r"))
    half = width_mm(name, size) / 2
    top = base - 0.9 * size * MM_PER_PT
    sheet.header = (min(20.0, middle - half), top, max(190.0, middle + half), base + 7)
    flow.y = base + 24
    flow.title("关于报送安全生产资料的函")
    for _ in range(int(rng.integers(2, 5))):
        flow.para(some_words(rng))
    day = cast.day(int(rng.integers(1, 13)), int(rng.integers(1, 28)))
    flow.sign(name, day, desk.company_seal())
    return flow.sheets[:1]


def joint_notice(desk: Desk) -> list[Sheet]:
    """Write a notice whose red issuer takes two lines."""
    rng, cast = desk.rng, desk.cast
    flow = Flow(NOTICE)
    sheet, ink = flow.sheet, desk.head.colour
    top, size = float(rng.uniform(34, 50)), float(rng.uniform(26, 34))
    names = (cast.company.name, "安全生产委员会文件")
    wide, y = 0.0, top
    for place, name in enumerate(names):
        fit = min(size, 164 / width_mm(name, 1.0))
        y = top + (place + 0.86) * size * MM_PER_PT * 1.35
        sheet.put(Text(flow.middle, y, name, fit, "bold", ink, "m"))
        wide = max(wide, width_mm(name, fit) / 2)
    y += 14
    number = f"{cast.company.short}委〔{cast.year}〕{int(rng.integers(1, 60))}号"
    sheet.put(Text(flow.middle, y, number, 16, "song", anchor="m"))
    sheet.put(Line(flow.left, y + 5, flow.right, y + 5, 0.9, ink))
    wide = max(wide, (flow.right - flow.left) / 2)
    sheet.header = (flow.middle - wide, top, flow.middle + wide, y + 6)
    flow.y = y + 12
    flow.title("关于加强现场安全管理的通知")
    for _ in range(int(rng.integers(2, 4))):
        flow.para(some_words(rng))
    flow.sign(cast.company.name, cast.day(5, 9), desk.company_seal())
    return flow.sheets[:1]


def card(desk: Desk) -> list[Sheet]:
    """Draw an identity card copied onto a white sheet: both sides, small print."""
    rng, who = desk.rng, desk.cast.workers[int(desk.rng.integers(20))]
    sheet = _sheet("id_card", landscape=False)
    x, y = rng.uniform((30, 40), (90, 90))
    for place in range(2):
        top = float(y) + place * 70
        box = ((float(x), top), (float(x) + 85.6, top + 54))
        sheet.put(Shape(box, fill=(236, 242, 246), stroke=(150, 160, 170)))
        lines = (
            f"姓名  {who.name}",
            "性别 男  民族 汉",
            f"公民身份号码 {who.id_number}",
        )
        if place:
            lines = ("虚构共和国", "居民身份证（样本）", "签发机关 虚构市公安局")
        for row, line in enumerate(lines):
            sheet.put(Text(float(x) + 6, top + 14 + row * 14, line, 10, "hei"))
    return [sheet]


def note(desk: Desk) -> list[Sheet]:
    """Write minutes by hand on lined paper."""
    rng = desk.rng
    sheet = _sheet("note", landscape=False)
    size = float(rng.uniform(14, 19))
    pitch = size * MM_PER_PT * 1.6
    y = 34.0
    for row in range(int(rng.integers(6, 18))):
        sheet.put(Line(22, y + 2.4, 188, y + 2.4, 0.2, (150, 170, 200)))
        words = some_words(rng)[: int(rng.integers(12, 24))]
        ink = INK_BLUE if row % 7 else BLACK
        sheet.put(Text(26, y, words, size, "kai", ink, by_hand=True))
        y += pitch
    return [sheet]


def album(desk: Desk) -> list[Sheet]:
    """Paste photographs on a sheet, one to four, with captions or without."""
    rng = desk.rng
    sheet = _sheet("album", landscape=bool(rng.random() < 0.3))  # noqa: PLR2004
    sheet.put(Text(sheet.width / 2, 24, "现场照片", 18, "bold", anchor="m"))
    count = int(rng.integers(1, 5))
    columns = 1 if count < 3 else 2  # noqa: PLR2004
    rows = -(-count // columns)
    width = (sheet.width - 40 - 8 * (columns - 1)) / columns
    height = min(width * 0.75, (sheet.height - 60) / rows - 14)
    for place in range(count):
        x = 20 + place % columns * (width + 8)
        y = 34 + place // columns * (height + 14)
        name = SCENES[int(rng.integers(len(SCENES)))]
        photo = scene(name, desk.cast.day(6, 1 + place), press=desk.press)
        sheet.put(Picture(x, y, width, height, photo))
        caption = f"图{place + 1} {_HEADINGS[place]}"
        sheet.put(Text(x + width / 2, y + height + 8, caption, 11, anchor="m"))
    return [sheet]


def contents(desk: Desk) -> list[Sheet]:
    """Draw a table of contents with dots."""
    rng = desk.rng
    sheet = _sheet("contents", landscape=False)
    sheet.put(Text(105, 36, "目　录", 22, "bold", anchor="m"))
    y = 54.0
    for number in range(1, int(rng.integers(8, 20))):
        title = f"{number}、{_HEADINGS[number % len(_HEADINGS)]}"
        room = 150 - width_mm(title, 13)
        dots = "." * int(room / width_mm(".", 13))
        sheet.put(Text(28, y, f"{title}{dots}{number * 3}", 13, "song"))
        y += 11
    return [sheet]


def _sheet(layout: str, *, landscape: bool) -> Sheet:
    return Sheet(layout, 297.0, 210.0) if landscape else Sheet(layout)


def some_words(rng: np.random.Generator) -> str:
    """Return one to three sentences of the trade."""
    count = int(rng.integers(1, 4))
    picked = rng.permutation(len(_SENTENCES))[:count]
    return "".join(_SENTENCES[int(place)] for place in picked)


def _box(sheet: Sheet, at: tuple[float, float], text: str) -> None:
    x, y = at
    half = width_mm(text, 13) / 2 + 4
    sheet.put(Shape(((x - half, y - 7), (x + half, y + 6))))
    sheet.put(Text(x, y + 2, text, 13, "hei", anchor="m"))
