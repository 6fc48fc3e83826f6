"""What stands between queries and screens."""

import datetime as dt
from io import BytesIO

import pytest

from reviewer_app import export
from reviewer_app.context.filed import read_filed
from reviewer_app.context.reading import share_interval, workdays_until


def test_share_of_nothing_may_be_anything() -> None:
    assert share_interval(0, 0) == (0.0, 1.0)


def test_interval_holds_its_share() -> None:
    low, high = share_interval(36, 40)

    assert low == pytest.approx(0.769, abs=0.001)
    assert high == pytest.approx(0.960, abs=0.001)


@pytest.mark.parametrize(
    ("end", "days"),
    [("2022-03-11", 3), ("2022-03-13", 3), ("2022-03-08", 0), ("", None)],
    ids=["friday", "sunday", "past", "not set"],
)
def test_working_days_are_counted_to_the_last_day(end: str, days: int | None) -> None:
    assert workdays_until(end, dt.date(2022, 3, 9)) == days


def test_person_of_a_file_stands_in_a_table() -> None:
    text = "personnel:\n- {table: project_head, name: x, files: [personnel/a.pdf]}\n"

    assert read_filed(text).tables == {"personnel/a.pdf": "project_head"}


def test_qualification_is_said_in_words() -> None:
    text = "qualification: {category: general_contracting, grade: '2'}\n"

    assert read_filed(text).facts == {"资质类别与等级": "施工总承包 二级"}


@pytest.mark.parametrize("text", ["", "[", "- 1", "x" * 600_000])
def test_text_that_is_no_dossier_tells_nothing(text: str) -> None:
    assert not read_filed(text).facts


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-A1", "@sum", " =1", "＝1", "\t=1"])
def test_no_formula_gets_into_a_table(cell: str) -> None:
    text = export.as_csv(["a"], [[cell]]).decode("utf-8-sig")

    assert text.removeprefix("a\n").startswith("'")


def test_numbers_stay_numbers() -> None:
    assert export.harmless(-3) == -3


@pytest.mark.parametrize("cell", ["a\x00b", "a\x1bb", "a\ud800b", "a" * 40_000])
def test_what_no_workbook_holds_is_shown_by_a_sign_or_cut(cell: str) -> None:
    import openpyxl  # noqa: PLC0415 - for this test only

    data = export.as_xlsx(["名称"], [[cell]])

    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert str(sheet["A2"].value).startswith("a")


def test_whole_number_beside_an_empty_cell_stays_whole() -> None:
    text = export.as_csv(["a", "b"], [[1, "x"], [None, "y"]]).decode("utf-8-sig")

    assert text == "a,b\n1,x\n,y\n"


def test_workbook_holds_text_and_no_formula() -> None:
    import openpyxl  # noqa: PLC0415 - for this test only

    data = export.as_xlsx(["名称", "数"], [["=1+1", 2]])

    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert sheet["A2"].value == "'=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].value == 2
