"""Tables of amounts: which numbers are rows, which is the total."""

import numpy as np
import pytest

from checker.model.evidence import AmountTable, Evidence, Known, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.wording import Reason
from checker.probes._amounts_money import capital_fen_in, fen_in
from checker.probes.amounts import PROBE
from tests.fakes import view_of

LEFTS = (60, 120, 220, 380, 470)


def lines(*rows: str, lean: float = 0.0) -> tuple[TextLine, ...]:
    """Rows of cells parted by |; a cell's place is that of its column, centred."""
    return tuple(
        TextLine(cell.strip(), _box(cell.strip(), column, number, lean=lean), 0.98)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row.split("|"))
        if cell.strip()
    )


def _box(text: str, column: int, row: int, *, lean: float) -> Box:
    half = sum(5.0 if ord(one) > 255 else 2.75 for one in text)
    middle = LEFTS[column] + 35
    top = 100 + 25 * row + lean * middle
    return Box(middle - half, top, middle + half, top + 10)


def tables(*rows: str, lean_deg: float = 0.0) -> tuple[AmountTable, ...]:
    lean = float(np.tan(np.radians(lean_deg)))
    given = Evidence(
        {
            FactName("text.lines"): Known(lines(*rows, lean=lean), 0.98),
            FactName("skew.angle_deg"): Known(lean_deg),
        }
    )
    page = view_of(np.full((842, 595, 3), 255, np.uint8), 72)
    reading = PROBE.look(page, given)[FactName("amounts.tables")]
    assert isinstance(reading, Known)
    assert isinstance(reading.value, tuple)
    return tuple(one for one in reading.value if isinstance(one, AmountTable))


def yuan(*rows: str, lean_deg: float = 0.0) -> tuple[list[float], float | None, bool]:
    """Return rows, total and wholeness of the one table."""
    (table,) = tables(*rows, lean_deg=lean_deg)
    total = None if table.total is None else table.total.fen / 100
    return [one.fen / 100 for one in table.rows], total, table.is_whole


HEAD = "序号|日期|类别|金额（元）|备注"
ONE = "1|2021.3.5|安全帽|3,000.00|"
TWO = "2|2021.6.8|安全网|5,000.50|"


def test_a_ledger_gives_rows_and_total() -> None:
    (table,) = tables(HEAD, ONE, TWO, "|合计||8,000.50|")

    assert [one.fen for one in table.rows] == [300_000, 500_050]
    assert [one.when for one in table.rows] == ["2021.3.5", "2021.6.8"]
    assert [one.what for one in table.rows] == ["安全帽", "安全网"]
    assert table.total is not None
    assert table.total.fen == 800_050
    assert table.is_whole


@pytest.mark.parametrize(
    "total",
    [
        "|合 计||8,000.50|",
        "|合t||8,000.50|",
        "合计|||￥8000.50|",
        "|总计||8000.50元|",
        "|合计（大写）|捌仟元零伍角|8,000.50|",
        "||合計:|8,000.50|",
    ],
)
def test_totals_are_written_in_many_ways(total: str) -> None:
    assert yuan(HEAD, ONE, TWO, total) == ([3000, 5000.5], 8000.5, True)


def test_a_list_without_columns_has_a_total_too() -> None:
    found = yuan(
        "日期 类别 金额",
        "2021年3月5日 安全帽 3000元",
        "2021年6月8日 安全网 5000元",
        "合计：8000元",
    )

    assert found == ([3000, 5000], 8000, True)


def test_a_number_of_pieces_is_no_amount() -> None:
    found = yuan(
        "序号|名称|数量|金额|备注",
        "1|安全帽|30|900|",
        "2|安全网|12|1200|",
        "|合计|42|2100|",
    )

    assert found == ([900, 1200], 2100, True)


def test_subtotals_do_not_count() -> None:
    found = yuan(
        HEAD, ONE, "|小计||3,000.00|", TWO, "|小计||5,000.50|", "|合计||8,000.50|"
    )

    assert found == ([3000, 5000.5], 8000.5, True)


def test_ten_thousands_are_told_by_the_head() -> None:
    found = yuan(
        "单位：万元",
        "序号|日期|类别|金额|备注",
        "1|1月|培训|1.25|",
        "2|2月|用品|2|",
        "|合计||3.25|",
    )

    assert found == ([12_500, 20_000], 32_500, True)


def test_ten_thousands_are_told_by_the_cell() -> None:
    found = yuan(HEAD, "1|1月|培训|1.25万元|", "2|2月|用品|500元|", "|合计||13,000.00|")

    assert found == ([12_500, 500], 13_000, True)


def test_running_sums_and_prices_are_not_added_up() -> None:
    assert (
        tables(
            "序号|日期|类别|累计金额|",
            "1|1月|培训|100.00|",
            "2|2月|用品|300.00|",
            "|合计||300.00|",
        )
        == ()
    )


@pytest.mark.parametrize(
    "bent",
    [
        "2|2021.6.8|安全网|5,00O.50|",
        "2|2021.6.8|安全网||",
        "2|2021.6.8|安全网|5,000,50|",
    ],
)
def test_a_row_without_a_readable_amount_makes_a_table_that_is_not_whole(
    bent: str,
) -> None:
    assert yuan(HEAD, ONE, bent, "|合计||8,000.50|") == ([3000], 8000.5, False)


def test_a_wrapped_category_is_no_row() -> None:
    found = yuan(HEAD, ONE, "||（含下颏带）||", TWO, "|合计||8,000.50|")

    assert found == ([3000, 5000.5], 8000.5, True)


def test_a_table_that_goes_on_has_no_total() -> None:
    assert yuan(HEAD, ONE, TWO) == ([3000, 5000.5], None, True)


def test_the_end_of_a_table_needs_no_heads() -> None:
    found = yuan("3|2021.7.1|口罩|1,000.00|", "|合计||9,000.50|")

    assert found == ([1000], 9000.5, True)


def test_a_capital_total_that_differs_makes_the_total_doubtful() -> None:
    assert tables(HEAD, ONE, TWO, "|合计|人民币玖仟元整|8,000.50|") == ()


def test_a_page_that_leans_is_read_along_its_rows() -> None:
    rows = [f"{no}|2021.3.{no}|安全帽|{no}00.00|" for no in range(1, 7)]

    found = yuan(HEAD, *rows, "|合计||2,100.00|", lean_deg=2.5)

    assert found == ([100, 200, 300, 400, 500, 600], 2100, True)


@pytest.mark.parametrize(
    "rows",
    [
        ("价税合计（小写）￥3000.00", "金额|合计|100.00"),
        ("一、总则", "二、本方案合计三章"),
        ("合计|12人"),
        (HEAD, "以上合计见附件"),
    ],
)
def test_other_pages_hold_no_table_of_amounts(rows: tuple[str, ...]) -> None:
    assert tables(*rows) == ()


def test_unknown_text_gives_unknown_tables() -> None:
    page = view_of(np.full((842, 595, 3), 255, np.uint8), 72)
    given = Evidence({FactName("text.lines"): Unknown(Reason.NOT_READ)})

    read = PROBE.look(page, given)

    assert read[FactName("amounts.tables")] == Unknown(Reason.NOT_READ)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("3000", 300_000),
        ("3,000.5", 300_050),
        ("￥3,000.00", 300_000),
        ("¥12.30元", 1230),
        ("人民币3000元整", 300_000),
        ("1.2万元", 1_200_000),
        ("0.00", 0),
        ("2021.3.5", None),
        ("12,34", None),
        ("安全帽", None),
        ("3,000,00", None),
    ],
)
def test_money_is_read_in_all_its_forms(written: str, fen: int | None) -> None:
    assert fen_in(written) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("合计（大写）捌仟元整", 800_000),
        ("壹拾万零伍佰元叁角贰分", 10_050_032),
        ("拾贰万叁仟肆佰伍拾陆元", 12_345_600),
        ("壹亿贰仟万元整", 12_000_000_000),
        ("没有大写", None),
    ],
)
def test_capital_numerals_are_read(text: str, fen: int | None) -> None:
    assert capital_fen_in(text) == fen
