"""Item 04: the year's plan, the summary of what was spent, and the invoices."""

from sample_data.draw.sheet import Line, Seal, Shape, Sheet, Stamp, Text, in_words
from sample_data.draw.typeset import Flow, Style, Table
from sample_data.papers.desk import Desk, Letter, Spending, notice, yuan

_BROWN = (150, 62, 34)
_RATE = 103


def plan(desk: Desk) -> list[Sheet]:
    """Write the plan for using safety money, as a notice with a table."""
    cast = desk.cast
    lines = desk.spendings()
    planned = [(line.cents // 500_000 + 1) * 500_000 for line in lines]
    rows = [
        (str(place), line.category, yuan(cents), "安全部")
        for place, (line, cents) in enumerate(zip(lines, planned, strict=True), 1)
    ]
    rows.append(("", "合计", yuan(sum(planned)), ""))
    head = ("序号", "使用类目", "计划金额（元）", "责任部门")
    return notice(
        desk,
        Letter(
            f"{cast.year}年度安全生产资金使用计划",
            4,
            cast.day(1, 18),
            (
                (
                    "为保障安全生产条件，规范安全生产费用的提取和使用，"
                    f"现将公司{cast.year}年度安全生产资金使用计划印发给你们，请遵照执行。"
                ),
                "安全生产资金实行专款专用，由安全部提出申请，财务部审核，总经理批准。",
            ),
            table=Table(head, rows, (0.6, 1.6, 1.4, 1), size_pt=12),
        ),
    )


def summary(desk: Desk, *, slip_cents: int = 0) -> list[Sheet]:
    """Draw the summary table: day, category, amount, total, which may be off."""
    cast = desk.cast
    lines = desk.spendings()
    flow = Flow(Style("ledger", 11.0, 8.0, (30.0, 20.0, 30.0, 22.0)))
    flow.title(f"{cast.year}年度安全投入汇总表", 20)
    flow.fields(f"单位名称：{cast.company.name}", "金额单位：元")
    rows = [
        (str(place), f"{s.day:%Y.%m.%d}", s.category, s.goods, s.amount, s.invoice_no)
        for place, s in enumerate(lines, 1)
    ]
    total = sum(s.cents for s in lines) + slip_cents
    rows.append(("", "合计", "", "", yuan(total), ""))
    head = ("序号", "时间", "类目", "内容", "金额", "发票号码")
    flow.table(Table(head, rows, (0.5, 1.1, 1.3, 2.2, 1.1, 1), row_mm=13))
    for spending in lines:
        flow.sheet.note_day(spending.day)
    flow.gap(10)
    flow.fields(
        f"制表：{cast.holder('安全部部长').name}",
        f"审核：{cast.holder('财务部部长').name}",
    )
    flow.sign(cast.company.name, cast.day(12, 29), desk.company_seal())
    flow.sheet.keywords.append(cast.company.name)
    return flow.sheets


def invoices(desk: Desk) -> list[Sheet]:
    """Draw the invoices of the year's spending, one on each sheet."""
    return [_invoice(desk, spending) for spending in desk.spendings()]


def _invoice(desk: Desk, spending: Spending) -> Sheet:
    sheet = Sheet("invoice")
    left, right, top = 16.0, 194.0, 24.0
    sheet.put(
        Text(105, top + 8, "虚构省增值税普通发票", 19, "kai", _BROWN, anchor="m"),
        Line(70, top + 11, 140, top + 11, 0.35, _BROWN),
        Line(70, top + 12.2, 140, top + 12.2, 0.35, _BROWN),
        Text(left, top + 6, "发票代码 099002100111", 9, "hei"),
        Text(right, top + 4, f"No {spending.invoice_no}", 13, "hei", anchor="r"),
        Text(right, top + 12, f"开票日期：{in_words(spending.day)}", 9.5, anchor="r"),
        Stamp(105, top + 8.5, _printed_oval()),
    )
    sheet.note_day(spending.day)
    rows = (top + 18, top + 44, top + 52, top + 90, top + 100, top + 124)
    sheet.put(Shape(((left, rows[0]), (right, rows[-1])), stroke=_BROWN, width=0.5))
    for y in rows[1:-1]:
        sheet.put(Line(left, y, right, y, 0.35, _BROWN))
    _parties(sheet, desk, spending, at=(left, rows[0], rows[-2]))
    _goods(sheet, spending, (left, rows[1], rows[3]))
    seal = desk.invoice_seal(spending.seller)
    sheet.put(Stamp(right - 27, rows[-1] - 8, seal))
    sheet.keywords += ["发票", spending.goods, desk.cast.company.name]
    return sheet


def _printed_oval() -> Seal:
    return Seal(
        *("全国统一发票监制章", 30.0, 20.0, "oval"),
        star=False,
        centre="虚构样章",
        ink=0.8,
        printed=True,
    )


def _parties(
    sheet: Sheet, desk: Desk, spending: Spending, *, at: tuple[float, float, float]
) -> None:
    left, top, low = at
    company = desk.cast.company
    for place, text in enumerate(
        (
            f"购买方名称：{company.name}",
            f"纳税人识别号：{company.credit_code}",
            f"地址、电话：{company.address}  0531-99000000",
        )
    ):
        sheet.put(Text(left + 10, top + 7 + place * 7, text, 10))
    for place, text in enumerate(
        (
            f"销售方名称：{spending.seller}",
            "地址、电话：济南市虚构区假设路8号  0531-99000001",
        )
    ):
        sheet.put(Text(left + 10, low + 8 + place * 8, text, 10))
    sheet.put(Line(left + 8, top, left + 8, top + 26, 0.35, _BROWN))


def _goods(sheet: Sheet, spending: Spending, at: tuple[float, float, float]) -> None:
    left, top, low = at
    edges = (0, 68, 90, 112, 134, 150)
    heads = ("货物或应税劳务名称", "单位", "数量", "金额", "税率", "税额")
    net = spending.cents * 100 // _RATE
    tax = spending.cents - net
    cells = (spending.goods, "批", "1", yuan(net), "3%", yuan(tax))
    for edge, name, cell in zip(edges, heads, cells, strict=True):
        sheet.put(
            Text(left + edge + 2, top + 5.6, name, 9, colour=_BROWN),
            Text(left + edge + 2, top + 17, cell, 9.5),
        )
        if edge:
            sheet.put(Line(left + edge, top, left + edge, low, 0.3, _BROWN))
    sheet.put(
        Text(left + 10, low + 6.6, "价税合计（小写）", 9.5, colour=_BROWN),
        Text(left + 60, low + 6.6, f"￥{spending.amount}", 12, "hei"),
    )
