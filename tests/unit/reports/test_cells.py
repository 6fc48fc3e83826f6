import csv
import io

import openpyxl
import pytest

from checker.model.ports import JsonValue, ReportOptions
from checker.model.unseen import safe
from checker.reports import as_csv, as_xlsx
from checker.reports._cells import cell
from tests.golden.fixed_result import DOCUMENTS, fixed_result
from tests.unit.reports.hostile import FORMULAS, UNSEEN, result_with

OPTIONS = ReportOptions()


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_formula_is_quoted(text: str) -> None:
    assert safe(text)[0] == "'"


def test_ordinary_text_is_not_quoted() -> None:
    assert safe("01-任命文件=新.pdf") == "01-任命文件=新.pdf"


def test_text_longer_than_a_cell_is_cut() -> None:
    assert len(safe("长" * 1_000_000)) == 32_003


VALUES: dict[str, tuple[JsonValue, object]] = {
    "nothing": (None, None),
    "truth": (True, "是"),
    "whole number": (-3, -3),
    "number": (-0.31, -0.31),
    "known word": ("scan", "扫描"),
    "empty list": ([], "无"),
    "list": (["left", 2021], "左, 2021"),
    "object": ({"a": 1}, None),
}


@pytest.mark.parametrize(("value", "shown"), VALUES.values(), ids=VALUES)
def test_value_of_the_contract_as_a_cell(value: JsonValue, shown: object) -> None:
    assert cell(value, "zh") == shown


@pytest.mark.parametrize("text", [*FORMULAS, *UNSEEN], ids=ascii)
def test_csv_has_no_formula_cell_and_no_broken_row(text: str) -> None:
    content = as_csv.REPORT.render([result_with(text)], OPTIONS).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(content)))

    assert {len(row) for row in rows} == {14}
    assert [
        one for row in rows for one in row if one[:1] in set("=+-@\t\r＝＋－＠")
    ] == []


@pytest.mark.parametrize("text", [*FORMULAS, *UNSEEN], ids=ascii)
def test_workbook_has_no_formula_cell(text: str) -> None:
    content = as_xlsx.REPORT.render([result_with(text)], OPTIONS)

    book = openpyxl.load_workbook(io.BytesIO(content))

    cells = [
        one for sheet in book.worksheets for row in sheet.iter_rows() for one in row
    ]
    assert [one.coordinate for one in cells if one.data_type == "f"] == []


def test_csv_begins_with_a_byte_order_mark() -> None:
    assert as_csv.REPORT.render([fixed_result()], OPTIONS)[:3] == b"\xef\xbb\xbf"


def test_page_numbers_stay_whole_beside_empty_cells() -> None:
    content = as_csv.REPORT.render([fixed_result()], OPTIONS).decode("utf-8-sig")

    pages = [row["页"] for row in csv.DictReader(io.StringIO(content))]

    assert set(pages) == {"", "1", "2", "3", "4"}


def test_file_without_pages_has_a_row_of_its_own() -> None:
    content = as_csv.REPORT.render_documents(DOCUMENTS, OPTIONS).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(content)))

    locked = [row for row in rows if row["文件"] == "13 培训/签到表.pdf"]
    assert [(row["文件状态"], row["页"]) for row in locked] == [("有密码", "")]


def test_workbook_has_three_sheets_with_frozen_headings() -> None:
    content = as_xlsx.REPORT.render([fixed_result()], OPTIONS)

    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets

    assert [one.title for one in sheets] == ["问题", "附件列表", "页面"]
    assert {one.freeze_panes for one in sheets} == {"A2"}


def test_numbers_stay_numbers_in_a_workbook() -> None:
    content = as_xlsx.REPORT.render([fixed_result()], OPTIONS)

    sheet = openpyxl.load_workbook(io.BytesIO(content))["页面"]

    heads = [one.value for one in sheet[1]]
    assert sheet[2][heads.index("倾斜 °")].value == -0.31


def test_workbook_of_evidence_has_one_sheet() -> None:
    content = as_xlsx.REPORT.render_documents(DOCUMENTS, ReportOptions("en"))

    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["pages"]


def test_workbook_holds_no_clock() -> None:
    content = as_xlsx.REPORT.render([fixed_result()], OPTIONS)

    properties = openpyxl.load_workbook(io.BytesIO(content)).properties

    assert properties.created.year == properties.modified.year == 1980


def test_workbook_without_dossiers_has_headings_alone() -> None:
    content = as_xlsx.REPORT.render([], OPTIONS)

    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert [one.max_row for one in sheets] == [1, 1, 1]
