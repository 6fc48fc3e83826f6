"""The result of a check on paper and as a table."""

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pytest

from reviewer_app.letter_paper import as_pdf
from reviewer_app.precheck_paper import as_html, as_xlsx
from tests.unit.desk.paper_reports import (
    REAL,
    Printed,
    a_report,
    draw,
    draw_nothing,
    finding,
    jpeg,
)
from tests.unit.reports.hostile import FORMULAS, HTML, UNSEEN

UNSEEN_IN_HTML = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800]"
)
"""Line feeds stand between the lines of the page itself."""


def test_says_that_the_authority_decides() -> None:
    html = as_html(REAL["unqualified"], draw_nothing)

    assert "系统建议等级（非审核结论）" in html
    assert "由主管部门决定" in html


def test_arithmetic_stands_line_by_line() -> None:
    html = as_html(REAL["unqualified"], draw_nothing)

    assert "3 处，满 1 处为不合格，达到" in html
    assert "有错误的材料达到三项" in html


def test_reason_names_the_findings_that_met_it() -> None:
    reason = {"id": "f-0001", "line": "any", "words": {"zh": "有其他错误", "en": ""}}
    report = a_report(finding(1), grade_reasons=[reason])

    html = as_html(report, draw_nothing)

    assert html.index("有其他错误") < html.index("第 1 处问题")
    assert html.count("第 1 处问题") == 2


def test_faults_come_before_doubts_and_errors_before_hints() -> None:
    doubt = finding(1, verdict="unknown", message={"zh": "拿不准的", "en": ""})
    hint = finding(2, severity="warning", message={"zh": "要留意的", "en": ""})
    error = finding(3, message={"zh": "错了的", "en": ""})

    html = as_html(a_report(doubt, hint, error), draw_nothing)

    order = ["发现的问题", "错了的", "要留意的", "请人工核对", "拿不准的"]
    places = [html.rindex(words) for words in order]
    assert places == sorted(places)


def test_measured_value_stands_before_its_limit() -> None:
    html = as_html(a_report(finding(1)), draw_nothing)

    assert "测得 0.1，应不低于 0.3" in html


def test_angle_has_its_unit() -> None:
    turned = finding(1, "orientation.turned", evidence={"value": 180, "allowed": [0]})

    html = as_html(a_report(turned), draw_nothing)

    assert "测得 180°，允许 0°" in html


def test_shortest_way_up_names_place_and_remedy() -> None:
    repairs = [{"item": "08", "document": "08-演练记录.pdf", "findings": ["f-0001"]}]
    way = {"target": "qualified", "repairs": repairs}

    html = as_html(a_report(finding(1), way_up=way), draw_nothing)

    assert "改好下面 1 处，系统建议等级可达到 <b>合格</b>" in html
    assert "第 08 项　08-演练记录.pdf</b><br>请改正" in html


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        (None, "现在还不能建议等级"),
        ("qualified", "已经是最高的建议等级"),
        ("unqualified", "请先改正下面标为“错误”的问题"),
        ("a grade of tomorrow", "现在还不能建议等级"),
    ],
)
def test_report_without_a_way_up_says_what_to_do(grade: str, words: str) -> None:
    assert words in as_html(a_report(grade=grade), draw_nothing)


def test_box_lies_over_the_page() -> None:
    html = as_html(a_report(finding(1)), draw)

    assert "left: 10.00%; top: 20.00%; width: 20.00%; height: 20.00%" in html


@pytest.mark.parametrize(
    "box",
    [None, [], [1], "abcd", [0.3, 0.2, 0.1, 0.4], [0, 0, float("nan"), 1], [True] * 4],
)
def test_box_that_is_none_is_not_drawn(box: object) -> None:
    html = as_html(a_report(finding(1, bbox=box)), draw)

    assert 'class="page"' in html
    assert 'class="box"' not in html


def test_page_is_drawn_once_and_not_more_than_forty_are() -> None:
    drawn: list[tuple[str, int]] = []
    rules = [f"seal.kind_{number}" for number in range(60)]
    twice = [finding(n + 1, rule) for n, rule in enumerate(rules) for _ in "ab"]

    def note(path: str, page_no: int) -> bytes:
        drawn.append((path, page_no))
        return jpeg()

    as_html(a_report(*twice), note)

    assert len(drawn) == 40
    assert len(set(drawn)) == 40


@pytest.mark.parametrize("picture", [None, b"", b"no picture", b"\xff\xd8\xff"])
def test_page_without_a_picture_is_told_in_words(picture: bytes | None) -> None:
    html = as_html(a_report(finding(3)), lambda _path, _page_no: picture)

    assert "<img" not in html
    assert "08-演练记录.pdf　第 3 页" in html


def test_hundreds_of_the_same_are_told_by_their_pages() -> None:
    findings = [finding(number) for number in range(1, 301)]

    html = as_html(a_report(*findings), draw)

    assert html.count('class="finding"') == 3
    assert "同样的问题还有 297 处：第 4–300 页" in html


def test_waived_finding_is_counted_and_not_told() -> None:
    waived = finding(1, waived={"by": "a", "reason": "b", "until": None})

    html = as_html(a_report(waived), draw_nothing)

    assert "第 1 处问题" not in html
    assert "已豁免 1 处，不计入" in html


def test_incomplete_check_is_said_aloud() -> None:
    assert "检查没有全部完成" in as_html(a_report(complete=False), draw_nothing)


def test_time_and_digest_of_the_pack_stand_at_the_end() -> None:
    at = dt.datetime(2022, 3, 1, 8, 0, tzinfo=dt.UTC)

    html = as_html(a_report(), draw_nothing, checked_at=at)

    assert "ab" * 32 in html
    assert re.search(r"检查时间：2022-0[23]-\d\d \d\d:00（UTC[+-]\d\d:\d\d）", html)


@pytest.mark.parametrize("text", HTML)
def test_hostile_words_stay_words(text: str) -> None:
    words = {"zh": text, "en": text}
    hostile = finding(
        1,
        document=text,
        message=words,
        remedy=words,
        evidence={"found": text, "reason": words},
        source={"document": text},
    )
    report = a_report(
        hostile,
        dossier={"company": text, "as_of": text},
        items=[{"id": "08", "title": text, "status": text}],
        grade_arithmetic=[words],
    )

    html = as_html(report, draw)

    assert "<script" not in html
    assert "<svg" not in html
    assert "<a " not in html
    assert html.count("<img") == 1
    assert "onerror=" not in re.sub(r">[^<]*<|alt=\"[^\"]*\"", "", html)


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_unseen_character_is_seen_on_paper(text: str) -> None:
    html = as_html(a_report(finding(1, document=text)), draw_nothing)

    assert not UNSEEN_IN_HTML.search(html)


@pytest.mark.parametrize(
    "report",
    [
        {},
        {"findings": [{}], "items": [{}], "documents": [{}], "grade_reasons": [{}]},
        {"findings": [None, 3, "x"], "items": None, "documents": 7, "way_up": []},
        a_report(finding(1, page=None, document=None, item=None, bbox=None)),
        a_report(finding(1, page="3", evidence=None, message="words", novel={"a": 1})),
        a_report(finding(1, severity="fatal", area="weather", verdict="maybe")),
        a_report(novel=[1, 2], dossier=None, ruleset=None, schema="dossier-report/9"),
    ],
)
def test_report_of_another_version_is_printed(report: Any) -> None:  # noqa: ANN401 - JSON
    assert "预审结果" in as_html(report, draw)
    assert as_xlsx(report).startswith(b"PK")


def test_pdf_holds_the_words_in_embedded_fonts() -> None:
    printed = Printed(as_pdf(as_html(REAL["basically_qualified"], draw)))

    assert "基本合格" in printed.words
    assert "第3页顺时针转了180度" in printed.words
    assert printed.fonts
    assert all(printed.fonts.values())
    assert any("CJK" in name for name in printed.fonts)


def test_workbook_has_a_row_for_each_finding() -> None:
    report = a_report(finding(3), finding(4, page=None, item=None, document=None))

    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(report))).active

    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == ["项", "项目名称", "文件", "页"]
    assert [cell.value for cell in sheet[2]][:5] == [
        "08", "应急救援演练记录", "08-演练记录.pdf", 3, "错误",
    ]  # fmt: skip
    assert sheet.max_row == 3


@pytest.mark.parametrize("text", FORMULAS)
def test_workbook_holds_no_formula(text: str) -> None:
    words = {"zh": text, "en": text}
    hostile = finding(1, document=text, message=words, remedy=words, item=text)

    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(a_report(hostile)))).active

    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert str(sheet["C2"].value).startswith("'")


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({"document": "personnel/总经理.pdf"}, "人员证书"),
        ({"area": "personnel", "document": None}, "人员证书"),
        ({"document": "说明.pdf"}, "未归类的文件"),
        ({"document": None}, "整份材料"),
    ],
)
def test_what_belongs_to_no_item_has_a_heading(
    changes: dict[str, Any], heading: str
) -> None:
    html = as_html(a_report(finding(1, item=None, **changes)), draw_nothing)

    assert f"<h3>{heading}</h3>" in html


def test_status_of_a_file_is_said_in_words() -> None:
    locked = finding(1, "format.encrypted", evidence={"status": "encrypted"})

    html = as_html(a_report(locked), draw_nothing)

    assert "文件状态 有密码" in html
