"""Certificates of the four tables of people."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from checker.model.page import Pixels
from sample_data.cast import Worker
from sample_data.draw.sheet import Picture, Rgb, Shape, Sheet, Stamp, Text, in_words
from sample_data.papers.desk import BUREAU, Desk

_OFFICE = "山东省虚构住房和城乡建设厅"
_GREEN: Rgb = (36, 110, 84)
_GREY: Rgb = (110, 110, 116)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One person's certificate: table of the form, number, days."""

    table: str
    worker: Worker
    number: str
    issued: dt.date
    valid_until: dt.date
    trade: str = ""


def certificates(desk: Desk) -> tuple[Certificate, ...]:
    """Give each person with a duty the certificate that goes with it."""
    found = []
    for place, worker in enumerate(desk.cast.workers[:15]):
        duty = _DUTIES.get(worker.post)
        if duty is None:
            continue
        table, letter, trade = duty
        year = desk.cast.year - (1 if table == "special_operator" else 2)
        issued = dt.date(year, 6 + place % 5, 3 + place)
        serial = 9_900_100 + place
        number = f"鲁建安{letter}（{year}）{serial}"
        if table == "special_operator":
            number = f"鲁A{letter}{year}{serial % 1_000_000:06d}"
        years = 2 if table == "special_operator" else 3
        until = issued.replace(year=year + years) - dt.timedelta(days=1)
        found.append(Certificate(table, worker, number, issued, until, trade))
    return tuple(found)


_DUTIES = {
    "总经理": ("enterprise_head", "A", ""),
    "安全副总经理": ("enterprise_head", "A", ""),
    "项目负责人": ("project_head", "B", ""),
    "专职安全员": ("safety_officer", "C3", ""),
    "建筑电工": ("special_operator", "01", "建筑电工"),
    "架子工": ("special_operator", "02", "建筑架子工（普通脚手架）"),
    "塔吊司机": ("special_operator", "06", "建筑起重机械司机（塔式起重机）"),
}
_TITLES = {
    "enterprise_head": ("建筑施工企业主要负责人", "安全生产考核合格证书"),
    "project_head": ("建筑施工企业项目负责人", "安全生产考核合格证书"),
    "safety_officer": ("建筑施工企业专职安全生产管理人员", "安全生产考核合格证书"),
    "special_operator": ("建筑施工特种作业操作资格证", ""),
}


def draw(desk: Desk, certificate: Certificate) -> list[Sheet]:
    """Draw a certificate as the authority issues it."""
    if certificate.table == "special_operator":
        return [_card(desk, certificate)]
    return [_page(desk, certificate)]


def _page(desk: Desk, certificate: Certificate) -> Sheet:
    sheet = Sheet("certificate")
    sheet.put(
        Shape(((12.0, 12.0), (198.0, 285.0)), stroke=_GREEN, width=1.6),
        Shape(((15.0, 15.0), (195.0, 282.0)), stroke=_GREEN, width=0.4),
    )
    _emblem(sheet, 105, 46, radius=13)
    first, second = _TITLES[certificate.table]
    sheet.put(
        Text(105, 82, first, 24, "bold", anchor="m"),
        Text(105, 97, second, 24, "bold", anchor="m"),
    )
    sheet.keywords += [first, second, certificate.worker.name]
    _portrait(sheet, 142, 112, rng=desk.rng)
    company = desk.cast.company.name
    worker = certificate.worker
    first = in_words(certificate.issued)
    lines = (
        f"编　　号：{certificate.number}",
        f"姓　　名：{worker.name}",
        f"身份证号：{worker.id_number}",
        f"企业名称：{company}",
        f"职　　务：{worker.post}",
        f"发证日期：{first}",
        f"有 效 期：{first}至{in_words(certificate.valid_until)}",
    )
    for place, line in enumerate(lines):
        sheet.put(Text(30, 120 + place * 13.5, line, 14, "hei"))
    sheet.note_day(certificate.issued)
    sheet.note_day(certificate.valid_until)
    sheet.put(
        Text(140, 240, f"发证机关：{_OFFICE}", 13, "hei", anchor="m"),
        Stamp(146, 240, desk.electronic(_OFFICE)),
        Picture(30, 232, 30, 30, qr_code(certificate.number)),
        Text(45, 268, "扫码查验", 10, "hei", anchor="m"),
    )
    return sheet


def _card(desk: Desk, certificate: Certificate) -> Sheet:
    sheet = Sheet("card", 297.0, 210.0)
    box = ((24.0, 26.0), (273.0, 184.0))
    sheet.put(Shape(box, stroke=(60, 60, 90), width=1.0, fill=(246, 249, 244)))
    sheet.put(Text(148.5, 48, _TITLES["special_operator"][0], 28, "bold", anchor="m"))
    sheet.keywords += ["特种作业操作资格证", certificate.worker.name]
    _portrait(sheet, 40, 62, rng=desk.rng)
    worker = certificate.worker
    first = in_words(certificate.issued)
    lines = (
        f"姓　　名：{worker.name}",
        f"证　　号：{certificate.number}",
        f"身份证号：{worker.id_number}",
        f"操作类别：{certificate.trade}",
        f"工作单位：{desk.cast.company.name}",
        f"初次领证日期：{first}",
        f"使用期：自{first}至{in_words(certificate.valid_until)}",
    )
    for place, line in enumerate(lines):
        sheet.put(Text(92, 70 + place * 14, line, 15, "hei"))
    sheet.note_day(certificate.issued)
    sheet.note_day(certificate.valid_until)
    sheet.put(
        Text(222, 174, f"发证机关：{BUREAU}", 12, anchor="m"),
        Stamp(236, 160, desk.office_seal(BUREAU)),
        Picture(40, 134, 30, 30, qr_code(certificate.number)),
    )
    return sheet


def _emblem(sheet: Sheet, x: float, y: float, *, radius: float) -> None:
    """Draw something round and official that is no real emblem."""
    red, gold = (188, 36, 36), (226, 178, 58)
    for reach, fill in ((1.0, gold), (0.86, red), (0.30, gold)):
        r = radius * reach
        box = ((x - r, y - r), (x + r, y + r))
        sheet.put(Shape(box, "oval", fill=fill, stroke=None))
    r = radius * 0.62
    sheet.put(
        Shape(((x - r, y + 0.36 * r), (x + r, y + 0.56 * r)), fill=gold, stroke=None)
    )


def _portrait(sheet: Sheet, x: float, y: float, *, rng: np.random.Generator) -> None:
    coat = tuple(int(n) for n in rng.integers(30, 110, 3))
    rgb: Rgb = (coat[0], coat[1], coat[2])
    sheet.put(
        Shape(((x, y), (x + 30, y + 40)), fill=(86, 140, 200), stroke=_GREY, width=0.3),
        Shape(tuple((x + a, y + b) for a, b in _BUST), "polygon", rgb, None),
        Shape(
            ((x + 9, y + 9), (x + 21, y + 27)),
            "oval",
            fill=(224, 178, 146),
            stroke=None,
        ),
        Shape(
            ((x + 8, y + 6), (x + 22, y + 15)), "oval", fill=(34, 28, 26), stroke=None
        ),
        Shape(((x, y), (x + 30, y + 40)), stroke=_GREY, width=0.3),
    )


_BUST = ((2.5, 40), (4.5, 33), (11, 28), (19, 28), (25.5, 33), (27.5, 40))


def qr_code(text: str) -> Pixels:
    """Return a QR code that says a text and leads nowhere."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    dark = np.array(
        [[code.isDark(row, column) for column in range(size)] for row in range(size)]
    )
    grey = np.where(np.pad(dark, 2), 0, 255).astype(np.uint8)
    return np.repeat(np.kron(grey, np.ones((4, 4), np.uint8))[..., None], 3, 2)
