import json

import pytest

from checker.model.ports import ReportFormat, ReportOptions
from checker.reports import as_csv, as_html, as_json, as_jsonl, as_text, as_xlsx
from checker.reports._masking import masking
from tests.golden.fixed_result import fixed_result
from tests.golden.regenerate import cells_of

HIDDEN = {
    "eighteen digits": ("身份证370102199001011234号", "身份证3701************34号"),
    "check letter": ("37010219900101123X", "3701************3X"),
    "small check letter": ("37010219900101123x", "3701************3x"),
    "wrong check digit": ("123456789012345678", "1234************78"),
    "fifteen digits": ("370102900101123", "3701*********23"),
    "full width": ("３７０１０２１９９００１０１１２３４", "３７０１************３４"),
    "with spaces": ("370102 19900101 1234", "3701** ******** **34"),
    "in fours": ("3701 0219 9001 0112 34", "3701 **** **** **** 34"),
    "after a year": ("2021 370102 19900101 123X", "2021 3701** ******** **3X"),
    "letter before": ("T370102199001011234", "T3701************34"),
    "two in a row": (
        "370102199001011234,370102199001015678",
        "3701************34,3701************78",
    ),
    "mobile": ("电话13812345678。", "电话138****5678。"),
    "mobile with prefix": ("+86 138-1234-5678", "+86 138-****-5678"),
    "mobile with country code": ("8613812345678", "86138****5678"),
    "fixed line": ("0531-88886666", "0531-****6666"),
    "fixed line in brackets": ("（0531）88886666", "（0531）****6666"),
}
SHOWN = {
    "seal code": "3701020123456",
    "credit code": "91370100MA3C2XQ42K",
    "invoice code": "037002100111",
    "certificate": "鲁建安C1(2021)0012345",
    "days": "2021-12-31 至 2022-12-31",
    "many days": "2021-01-02 2021-03-04 20",
    "digest": "5c" * 32,
    "amount": "1,234,567.89 元",
    "document number": "济建安〔2021〕12号",
}


@pytest.mark.parametrize(("text", "masked"), HIDDEN.values(), ids=HIDDEN)
def test_personal_number_is_masked(text: str, masked: str) -> None:
    assert masking()(text) == masked


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_number_that_is_not_personal_stays(text: str) -> None:
    assert masking()(text) == text


def test_own_credit_code_of_digits_alone_stays() -> None:
    mask = masking(keep="913701001234567890")

    assert mask("代码 913701001234567890") == "代码 913701001234567890"


def test_credit_code_of_digits_alone_is_known_by_its_check_digit() -> None:
    mask = masking()

    assert mask("91370100123456789X") == "9137************9X"
    assert mask("913701001234567894") == "913701001234567894"


def test_masking_twice_changes_nothing_more() -> None:
    mask = masking()
    once = mask("370102199001011234 13812345678 0531-88886666")

    assert mask(once) == once


def test_nothing_is_masked_when_told_so() -> None:
    assert masking(unmask=True)("370102199001011234") == "370102199001011234"


PRIVATE = ("37010219900101123X", "13800138000", "张三（370102199001011234）")


@pytest.mark.parametrize(
    "report",
    [as_json.REPORT, as_jsonl.REPORT, as_text.REPORT, as_html.REPORT, as_csv.REPORT],
    ids=lambda one: str(one.name),
)
def test_no_format_shows_a_personal_number(report: ReportFormat) -> None:
    text = report.render([fixed_result()], ReportOptions()).decode()

    assert [one for one in PRIVATE if one in text] == []


@pytest.mark.parametrize(
    "report", [as_text.REPORT, as_html.REPORT, as_csv.REPORT], ids=lambda one: one.name
)
def test_reports_for_people_mask_names_of_files_too(report: ReportFormat) -> None:
    text = report.render([fixed_result()], ReportOptions()).decode()

    assert "370102199001011234" not in text


def test_workbook_shows_no_personal_number() -> None:
    cells = cells_of(as_xlsx.REPORT.render([fixed_result()], ReportOptions())).decode()

    assert [one for one in PRIVATE if one in cells] == []
    assert "370102199001011234" not in cells


def test_unmasked_report_shows_all_numbers() -> None:
    options = ReportOptions(unmask=True)

    text = as_json.REPORT.render([fixed_result()], options).decode()

    assert [one for one in PRIVATE if one in text] == [*PRIVATE]


def test_path_stays_as_given_in_json() -> None:
    report = json.loads(as_json.REPORT.render([fixed_result()], ReportOptions()))

    assert report["documents"][-1]["path"] == "人员证书/张三 370102199001011234.pdf"
