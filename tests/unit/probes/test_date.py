"""What dates say, and how their place on the page matters."""

import datetime as dt

import numpy as np
import pytest

from checker.model.evidence import (
    DateKind,
    DateRole,
    DateSpan,
    Evidence,
    Known,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.wording import Reason
from checker.probes._dates import find_dates
from checker.probes.date import PROBE
from tests.fakes import view_of

HEIGHT_PT = 842.0

ROLES = [
    ("开票日期：2021年08月17日", DateRole.EVENT),
    ("演练时间：2021年6月16日", DateRole.EVENT),
    ("培训日期 2021.6.9", DateRole.EVENT),
    ("培训时间：2021年6月9日", DateRole.EVENT),
    ("会议时间:2021年3月5日上午9点", DateRole.EVENT),
    ("我公司于2021年6月15日组织了消防应急演练", DateRole.EVENT),
    ("2021年6月15日，项目部开展了安全教育培训", DateRole.EVENT),
    ("检查日期：2021-06-15", DateRole.EVENT),
    ("签发日期：2021年3月5日", DateRole.ISSUED),
    ("发证日期：2021年3月5日", DateRole.ISSUED),
    ("济宁市某某公司办公室 2021年3月5日印发", DateRole.ISSUED),
    ("报告日期：2022年3月5日", DateRole.ISSUED),
    ("签订日期：2021年3月5日", DateRole.ISSUED),
    ("法定代表人（签字）：　　日期：2021年3月5日", DateRole.ISSUED),
    ("日期：2021年3月5日", DateRole.ISSUED),
    ("填表日期 2021-03-05", DateRole.ISSUED),
    ("税款所属期：2021-01-01至2021-12-31", DateRole.PERIOD),
    ("费款所属期 202103", DateRole.PERIOD),
    ("2021年度安全生产工作总结", DateRole.PERIOD),
    ("2021年1-12月", DateRole.PERIOD),
    ("自2021年1月1日至2021年12月31日", DateRole.PERIOD),
    ("2021年第四季度安全生产费用台账", DateRole.PERIOD),
    ("2021年6月工资表", DateRole.PERIOD),
    ("缴费月份：2021-05", DateRole.PERIOD),
    ("《2021年度财务审计报告》", DateRole.PERIOD),
    ("有效期至：2024年5月12日", DateRole.VALIDITY),
    ("有效期：自2021年5月13日至2024年5月12日", DateRole.VALIDITY),
    ("有效期限 2021-05-13 至 2024-05-12", DateRole.VALIDITY),
    ("证书有效期至 2024.05.12", DateRole.VALIDITY),
    ("打印时间：2022-01-05 10:20:30", DateRole.PRINTED),
    ("打印日期：2022年1月5日", DateRole.PRINTED),
    ("下载日期:2022-01-05", DateRole.PRINTED),
    ("查询时间 2022/1/5", DateRole.PRINTED),
    ("自2021年9月1日起施行", DateRole.REFERENCE),
    ("自2021年9月1日起施行的《安全生产法》", DateRole.REFERENCE),
    ("本制度自2021年9月1日起实施", DateRole.REFERENCE),
    ("《安全生产法》（2021年6月10日修正）", DateRole.REFERENCE),
    ("2019年1月1日起全面施行的《中华人民共和国个人所得税法》", DateRole.REFERENCE),
    ("根据2014年8月31日发布的《安全生产法》", DateRole.REFERENCE),
    ("出生日期：1985年1月15日", DateRole.REFERENCE),
]


def line(
    text: str, x0: float, y0: float, *, width: float = 0, confidence: float = 1.0
) -> TextLine:
    box = Box(x0, y0, x0 + (width or 12 * len(text)), y0 + 12)
    return TextLine(text, box, confidence)


def only(*lines: TextLine) -> DateSpan:
    spans = find_dates(lines, HEIGHT_PT)
    assert len(spans) == 1, spans
    return spans[0]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_words_round_a_date_tell_its_role(text: str, role: DateRole) -> None:
    span = only(line(text, 80, 300))

    assert span.role is role


def test_a_lone_date_under_a_letter_is_its_date_of_issue() -> None:
    body = line("各项目部要认真组织培训和检查，落实责任。", 80, 500)
    signature = line("济宁市某某建筑工程有限公司", 300, 600)

    span = only(body, signature, line("2021年12月31日", 350, 625))

    assert span.role is DateRole.ISSUED


def test_a_month_at_the_foot_of_a_cover_is_its_date_of_issue() -> None:
    span = only(line("安全生产管理制度", 200, 200), line("二〇二一年十二月", 240, 700))

    assert (span.role, span.kind) == (DateRole.ISSUED, DateKind.MONTH)


def test_a_day_in_running_text_without_such_words_has_no_role() -> None:
    span = only(line("该工程位于济宁市，2021年6月15日，天气晴朗", 80, 300))

    assert span.role is None


def test_the_cells_of_one_date_are_read_together() -> None:
    cells = (line("2021年", 80, 300), line("12月", 130, 301), line("31日", 170, 300))

    span = only(*cells)

    assert span.start == span.end == dt.date(2021, 12, 31)
    assert span.box == Box(80, 300, 206, 313)


def test_separate_cells_of_plain_numbers_are_no_date() -> None:
    cells = (line("2021", 80, 300), line("12", 150, 300), line("31", 200, 300))

    assert find_dates(cells, HEIGHT_PT) == ()


def test_a_date_broken_at_the_end_of_a_line_is_read_whole() -> None:
    first = line("本次演练安排在2021年", 80, 300)

    span = only(first, line("6月15日上午进行。", 80, 320))

    assert span.start == dt.date(2021, 6, 15)


def test_a_stretch_over_three_cells_is_one_range() -> None:
    cells = (
        line("2021-01-01", 80, 300),
        line("至", 210, 300),
        line("2021-12-31", 240, 300),
    )

    span = only(*cells)

    assert (span.start, span.end) == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def test_rows_of_an_insurance_table_are_months_of_a_period() -> None:
    rows = [line("费款所属期", 80, 100), line("缴费基数", 200, 100)]
    for number in range(1, 13):
        rows.append(line(f"2021{number:02d}", 80, 100 + 20 * number))
        rows.append(line("3457.00", 200, 100 + 20 * number))

    spans = find_dates(rows, HEIGHT_PT)

    assert [span.start for span in spans] == [dt.date(2021, n, 1) for n in range(1, 13)]
    assert {(span.kind, span.role) for span in spans} == {
        (DateKind.MONTH, DateRole.PERIOD)
    }
    assert min(span.confidence for span in spans) > 0.9


def test_digits_under_the_heading_of_a_number_are_no_date() -> None:
    head = (line("发票号码", 80, 100), line("开票日期", 200, 100))
    row = (line("20211205", 80, 120), line("20211206", 200, 120))

    span = only(*head, *row)

    assert (span.start, span.role) == (dt.date(2021, 12, 6), DateRole.EVENT)


def test_an_amount_in_a_column_of_amounts_is_no_month() -> None:
    column = [
        line(amount, 200, 100 + 20 * row)
        for row, amount in enumerate(("345.60", "2021.12", "1870.55"))
    ]

    assert find_dates(column, HEIGHT_PT) == ()


def test_the_heading_of_a_column_gives_the_role() -> None:
    head = (line("姓名", 80, 100), line("有效期", 200, 100))

    span = only(*head, line("张三", 80, 120), line("2024-05-12", 200, 120))

    assert (span.role, span.start) == (DateRole.VALIDITY, None)


def test_a_single_bare_month_is_less_sure_than_a_written_date() -> None:
    bare = only(line("202106", 80, 300))
    full = only(line("2021年6月15日", 80, 300))

    assert bare.confidence < 0.7
    assert full.confidence > 0.95


def test_confidence_falls_with_that_of_the_line() -> None:
    span = only(line("2021年6月15日", 80, 300, confidence=0.5))

    assert span.confidence == pytest.approx(0.49)


def test_the_box_is_the_share_of_the_line_that_the_date_takes() -> None:
    span = only(line("合同签订日期2021年", 100, 300, width=880))

    assert span.box is not None
    assert span.box.x0 == pytest.approx(100 + 880 * 6 / 9.2, abs=1)
    assert span.box.x1 == pytest.approx(980, abs=1)


def test_the_text_is_that_of_the_page() -> None:
    span = only(line("落款 二〇二一年十二月", 100, 300))

    assert span.text == "二〇二一年十二月"


def test_unknown_text_gives_unknown_dates() -> None:
    page = view_of(np.full((100, 100, 3), 255, np.uint8), 72)

    read = PROBE.look(
        page, Evidence({FactName("text.lines"): Unknown(Reason.NOT_READ)})
    )

    assert read[FactName("date.dates")] == Unknown(Reason.NOT_READ)


def test_a_page_without_text_has_no_dates() -> None:
    page = view_of(np.full((100, 100, 3), 255, np.uint8), 72)

    read = PROBE.look(page, Evidence({FactName("text.lines"): Known((), 0.9)}))

    assert read[FactName("date.dates")] == Known((), 0.9)


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_a_turned_page_reads_alike_and_its_boxes_lie_as_displayed(
    turn_deg: int,
) -> None:
    page = view_of(np.full((800, 600, 3), 255, np.uint8), 72)
    boxes = {
        0: (Box(100, 100, 140, 112), Box(150, 100, 190, 112)),
        90: (Box(488, 100, 500, 140), Box(488, 150, 500, 190)),
        180: (Box(460, 688, 500, 700), Box(410, 688, 450, 700)),
        270: (Box(100, 660, 112, 700), Box(100, 610, 112, 650)),
    }
    year, month = boxes[turn_deg]
    lines = (TextLine("2021年", year, 1.0), TextLine("12月", month, 1.0))
    given = Evidence(
        {
            FactName("text.lines"): Known(lines, 1.0),
            FactName("orientation.turn_deg"): Known(turn_deg, 0.99),
        }
    )

    dates = PROBE.look(page, given)[FactName("date.dates")]

    assert isinstance(dates, Known)
    assert isinstance(dates.value, tuple)
    (span,) = dates.value
    assert isinstance(span, DateSpan)
    assert span.kind is DateKind.MONTH
    assert span.box == Box(
        min(year.x0, month.x0),
        min(year.y0, month.y0),
        max(year.x1, month.x1),
        max(year.y1, month.y1),
    )
