"""What is to be scanned again is found in a report."""

from typing import Any

import pytest

from reviewer_app.reshoot import Reshoot, pages_to_reshoot
from reviewer_app.reshoot_ways import Fix
from tests.unit.desk.paper_reports import REAL, a_report, finding


def _only(*findings: Any, **changes: Any) -> Reshoot:  # noqa: ANN401 - JSON
    (row,) = pages_to_reshoot(a_report(*findings, **changes))
    return row


def _one_page_file(path: str = "08-演练记录.pdf") -> list[Any]:
    pages = [{"number": 1, "content": "scan"}]
    return [{"path": path, "page_count": 1, "pages": pages}]


def test_real_report_gives_pages_in_order_of_items() -> None:
    rows = pages_to_reshoot(REAL["unqualified"])

    told = [(one.item, one.fix, one.faults[0].zh) for one in rows]
    assert told == [
        ("01", Fix.SCAN, "没有公章"),
        ("05", Fix.REPLACE, "需要密码"),
        ("07", Fix.ADD, "整项没有材料"),
        ("11", Fix.ONE_CLICK, "转了 90°"),
        ("18", Fix.REPLACE, "不是 PDF"),
        (None, Fix.REPLACE, "王样华 的证书已到期"),
    ]


def test_pages_of_a_file_stand_in_their_order() -> None:
    rows = pages_to_reshoot(a_report(finding(12), finding(2), finding(9)))

    assert [one.page_no for one in rows] == [2, 9, 12]


def test_page_says_its_number_of_how_many() -> None:
    row = _only(finding(3))

    assert row.place.zh == "第 3 页，共 40 页"
    assert row.place.en == "page 3 of 40"


def test_flaw_is_told_in_short_words() -> None:
    why = {"because": {"zh": "没有对准焦", "en": "out of focus"}}

    row = _only(finding(3, evidence=why))

    assert row.faults[0].zh == "看不清：没有对准焦"
    assert row.how.zh == "正向放置，300 dpi 彩色"


@pytest.mark.parametrize("evidence", [{}, {"because": None}, {"because": {"zh": "x"}}])
def test_flaw_without_words_is_told_in_general(evidence: Any) -> None:  # noqa: ANN401 - JSON
    assert _only(finding(3, evidence=evidence)).faults[0].zh == "看不清"


def test_faults_of_one_page_are_one_row() -> None:
    turned = finding(1, "orientation.turned", page=3, evidence={"value": 90})
    cut = finding(2, "completeness.cropped", page=3, severity="warning")

    row = _only(turned, cut)

    assert row.fix is Fix.SCAN
    assert [one.zh for one in row.faults] == ["边缘被切掉", "转了 90°"]
    assert row.how.zh == "整张放进扫描区；正向放置，300 dpi 彩色"
    assert row.finding_ids == ("f-0002", "f-0001")


def test_header_and_seal_of_a_single_page_are_one_row() -> None:
    header = finding(1, "red_header.missing", page=None)
    seal = finding(2, "seal.missing", page=None)

    row = _only(header, seal, documents=_one_page_file())

    assert row.page_no == 1
    assert (
        row.how.zh
        == "用红头文件纸印发并盖章；落款处加盖本企业公章；正向放置，300 dpi 彩色"
    )


def test_header_is_sought_on_the_first_page_and_the_seal_where_one_signs() -> None:
    header = finding(1, "red_header.missing", page=None)
    seal = finding(2, "seal.missing", page=None)

    first, last = pages_to_reshoot(a_report(header, seal))

    assert (first.page_no, first.place.zh) == (1, "第 1 页，共 40 页")
    assert (last.page_no, last.shown_page) == (None, 40)
    assert last.place.zh == "落款页，共 40 页"


@pytest.mark.parametrize(
    "rule", ["orientation.turned", "orientation.skewed", "completeness.blank_page"]
)
def test_what_one_click_mends_needs_no_new_scan(rule: str) -> None:
    row = _only(finding(2, rule))

    assert row.fix is Fix.ONE_CLICK
    assert row.how.zh == "可用“一键修复”，无需重拍"


def test_missing_item_and_part_are_to_be_added() -> None:
    nothing = {"document": None, "page": None, "bbox": None}
    item = finding(1, "completeness.item_missing", item="07", **nothing)
    part = {"part": {"zh": "培训考核记录", "en": "examination records"}}
    parts = finding(2, "completeness.part_missing", evidence=part, **nothing)

    first, second = pages_to_reshoot(a_report(item, parts))

    assert (first.item, first.title.zh, first.fix) == (
        "07",
        "应急预案备案登记表",
        Fix.ADD,
    )
    assert second.faults[0].zh == "缺“培训考核记录”"
    assert second.place.zh == "新文件"


def test_two_missing_parts_are_two_rows() -> None:
    nothing = {"document": None, "page": None}
    parts = [
        finding(n, "completeness.part_missing", evidence={"part": {"zh": t, "en": t}})
        | nothing
        for n, t in enumerate("ab", start=1)
    ]

    assert len(pages_to_reshoot(a_report(*parts))) == 2


def test_gap_is_told_with_the_numbers_and_its_place() -> None:
    gap = finding(5, "completeness.page_gap", evidence={"missing": "6、7"})

    row = _only(gap)

    assert row.fix is Fix.ADD
    assert row.faults[0].zh == "缺页码 6、7"
    assert row.place.zh == "第 5 页处，共 40 页"


def test_file_that_is_made_anew_hides_its_pages() -> None:
    blank = [
        finding(n, "completeness.blank_page", severity="warning") for n in range(1, 5)
    ]
    whole = finding(9, "format.all_blank", page=None)

    row = _only(*blank, whole)

    assert (row.fix, row.place.zh) == (Fix.REPLACE, "整个文件，共 40 页")


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("year.record_other_year", {}),
        ("title.other_item", {"severity": "warning"}),
        ("duplicate.file", {"severity": "warning"}),
        ("consistency.company_name", {}),
        ("security.active_content", {}),
        ("personnel.staffing", {"document": None, "page": None, "item": None}),
        ("completeness.page_repeated", {"severity": "warning"}),
        ("completeness.matched_by_title", {"severity": "info"}),
        ("completeness.dossier_field", {"document": None, "page": None, "item": None}),
        ("red_header.recommended", {"severity": "warning", "page": None}),
        ("orientation.turned", {"verdict": "unknown"}),
        ("completeness.part_missing", {"verdict": "unknown", "document": None}),
        ("seal.faint_or_odd", {"verdict": "unknown", "severity": "warning"}),
        ("legibility.illegible", {"waived": {"by": "a", "reason": "b"}}),
    ],
)
def test_what_no_scan_mends_is_not_here(rule: str, changes: Any) -> None:  # noqa: ANN401 - JSON
    assert pages_to_reshoot(a_report(finding(1, rule, **changes))) == ()


def test_doubt_about_a_scanned_page_may_be_scanned_away() -> None:
    row = _only(finding(3, verdict="unknown"))

    assert (row.faults[0].zh, row.is_sure) == ("可能看不清", False)


def test_doubt_about_a_digital_page_may_not() -> None:
    doubt = finding(1, "seal.missing", verdict="unknown", page=None)
    pages = [{"number": 1, "content": "digital"}]
    documents = [{"path": "08-演练记录.pdf", "page_count": 1, "pages": pages}]

    assert pages_to_reshoot(a_report(doubt, documents=documents)) == ()


def test_file_of_a_person_belongs_to_people() -> None:
    row = _only(finding(1, item=None, document="personnel/总经理.pdf"))

    assert row.is_of_people
    assert row.title.zh == "人员证书"


@pytest.mark.parametrize(
    ("rule", "changes", "fix"),
    [
        ("legibility.of_our_own", {}, Fix.SCAN),
        ("format.of_our_own", {"page": None}, Fix.REPLACE),
        ("completeness.of_our_own", {}, Fix.SCAN),
        ("completeness.of_our_own", {"page": None, "document": None}, Fix.ADD),
    ],
)
def test_rule_of_another_pack_goes_by_its_area(
    rule: str,
    changes: Any,  # noqa: ANN401 - JSON
    fix: Fix,
) -> None:
    assert _only(finding(1, rule, **changes)).fix is fix


@pytest.mark.parametrize("report", [{}, {"findings": [{}]}, {"findings": [None]}])
def test_report_without_findings_needs_nothing(report: Any) -> None:  # noqa: ANN401 - JSON
    assert pages_to_reshoot(report) == ()
