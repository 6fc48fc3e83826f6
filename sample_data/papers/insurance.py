"""Item 02: receipt for work-injury insurance and statement of the insured."""

import datetime as dt

from sample_data.draw.sheet import Sheet, Stamp, Text
from sample_data.draw.typeset import Flow, Style, Table
from sample_data.papers.desk import INSURER, TAX_OFFICE, Desk, yuan

_RATE_PER_HEAD = 5_660


def receipt(desk: Desk) -> list[Sheet]:
    """Draw the receipt of the tax office for a year of work-injury insurance."""
    cast = desk.cast
    flow = Flow(Style("receipt", 11.0, 8.0, (34.0, 20.0, 30.0, 20.0)))
    flow.title("社会保险费缴费凭证（工伤保险）", 20)
    number = f"{int(desk.rng.integers(10**8, 10**9))}"
    flow.fields(f"填发日期：{cast.year}年12月22日", f"凭证号：No.{number}")
    flow.fields(f"缴费单位：{cast.company.name}")
    flow.fields(f"统一社会信用代码：{cast.company.credit_code}")
    flow.sheet.note_day(cast.day(12, 22))
    heads = len(cast.workers)
    month = heads * _RATE_PER_HEAD
    rows = [
        (
            "工伤保险",
            "单位缴纳",
            f"{cast.year}年{first}月至{first + 2}月",
            str(heads),
            yuan(month * 3),
        )
        for first in (1, 4, 7, 10)
    ]
    rows.append(("合计", "", f"{cast.year}年1月至12月", "", yuan(month * 12)))
    head = ("费种", "品目", "费款所属期", "人数", "实缴金额（元）")
    flow.table(Table(head, rows, (1, 1, 2, 0.7, 1.4), row_mm=11))
    flow.gap(4)
    flow.fields(f"税务机关：{TAX_OFFICE}", "备注：妥善保管，手写无效")
    at = (flow.right - 34, flow.y + 8)
    flow.sheet.put(Stamp(*at, desk.office_seal(TAX_OFFICE)))
    flow.sheet.keywords.append(cast.company.name)
    return flow.sheets


def statement(desk: Desk) -> list[Sheet]:
    """Draw the insurer's statement: twelve months, then the insured people."""
    cast = desk.cast
    flow = Flow(Style("insurance", 10.5, 7.4, (24.0, 18.0, 24.0, 18.0), landscape=True))
    _months(flow, desk)
    flow.new_sheet()
    _people(flow, desk)
    for sheet in flow.sheets:
        sheet.keywords.append(cast.company.name)
    flow.number_pages(with_total=True)
    return flow.sheets


def _months(flow: Flow, desk: Desk) -> None:
    cast = desk.cast
    flow.title("单位社会保险权益单", 20)
    flow.fields(
        f"单位名称：{cast.company.name}", f"信用代码：{cast.company.credit_code}"
    )
    heads = len(cast.workers)
    rows = []
    for month in range(1, 13):
        base = heads * (420_000 + 1_000 * month)
        cells = (f"{cast.year}{month:02d}", str(heads), yuan(base), "已到账")
        rows.append((*cells[:2], cells[2], yuan(heads * _RATE_PER_HEAD), cells[3]))
        flow.sheet.days.append(f"{cast.year}-{month:02d}")
    head = ("费款所属期", "参保人数", "缴费基数（元）", "工伤保险缴费（元）", "状态")
    flow.table(Table(head, rows, (1, 0.8, 1.3, 1.4, 0.8), row_mm=7.6))


def _people(flow: Flow, desk: Desk) -> None:
    cast = desk.cast
    flow.title("参保职工社会保险缴费明细", 18)
    flow.fields(
        f"单位名称：{cast.company.name}", f"查询期间：{cast.year}01-{cast.year}12"
    )
    rows = [
        (
            str(place),
            worker.name,
            worker.id_number[:6] + "********" + worker.id_number[-4:],
            "养老、失业、工伤",
            f"{cast.year}01",
            f"{cast.year}12",
            "12",
        )
        for place, worker in enumerate(cast.workers[:14], 1)
    ]
    head = ("序号", "姓名", "身份证号", "险种", "起始年月", "终止年月", "月数")
    flow.table(Table(head, rows, (0.5, 0.8, 1.8, 1.4, 1, 1, 0.6), row_mm=7.0))
    day = dt.date(cast.year + 1, 1, 6)
    at = flow.right - 40
    flow.sheet.put(
        Text(at, flow.y + 10, INSURER, 11, anchor="m"),
        Text(at, flow.y + 17, f"打印日期：{day:%Y-%m-%d}", 11, anchor="m"),
        Stamp(at, flow.y + 10, desk.office_seal(INSURER)),
    )
