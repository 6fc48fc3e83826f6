from dataclasses import replace

import pytest

from checker.model.finding import Location
from checker.model.grade import Grade, GradeReason, GradeSuggestion, Repair, WayUp
from checker.model.ids import ItemCode
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult, Judgement
from checker.model.wording import Text
from checker.reports._columns import columns, padded, width
from checker.reports.as_text import REPORT
from tests.golden.fixed_result import DOCUMENTS, FINDINGS, clean_result, fixed_result
from tests.unit.reports.hostile import UNSEEN, result_with

ZH = ReportOptions()
EN = ReportOptions("en")


def text_of(result: CheckResult, options: ReportOptions = ZH) -> str:
    return REPORT.render([result], options).decode()


def turned_pages(count: int) -> CheckResult:
    findings = tuple(
        replace(
            FINDINGS[0],
            id=f"f{number}",
            location=Location(ItemCode("01"), "01/a.pdf", number),
            message=Text(f"第 {number} 页上下颠倒", f"Page {number} is upside down"),
        )
        for number in range(1, count + 1)
    )
    base = clean_result()
    return replace(base, judgement=replace(base.judgement, findings=findings))


def test_chinese_character_takes_two_cells() -> None:
    assert width("第 3 页") == 7


def test_combining_mark_takes_no_cell() -> None:
    assert width("e\u0301") == 1


def test_padding_counts_cells_and_not_characters() -> None:
    assert padded("通过", 6) == "通过  "


def test_columns_begin_at_the_same_cell() -> None:
    lines = columns([["通过", "a"], ["x", "b"]])

    assert lines == ["通过  a", "x     b"]


def test_no_rows_make_no_lines() -> None:
    assert columns([]) == []


def test_grade_stands_with_its_arithmetic_and_who_decides() -> None:
    text = text_of(fixed_result())

    assert "系统建议等级（非审核结论，由主管部门决定）：不合格" in text
    assert "  - 有错误的项目：3 项，达到 3 项" in text


def test_english_report_speaks_english() -> None:
    text = text_of(fixed_result(), EN)

    assert "Suggested by the machine; a person decides: unqualified" in text
    assert "Page 3 is upside down" in text
    assert "第 3 页上下颠倒" not in text


def test_shortest_way_up_is_numbered() -> None:
    text = text_of(fixed_result())

    assert "达到“基本合格”最少要做：\n  1. 第 07 项：没有第 7 项的文件" in text


def test_incomplete_check_says_what_could_not_be_finished() -> None:
    text = text_of(fixed_result())

    assert "检查没有完成" in text
    assert "  ! 13 培训/签到表.pdf 第 2 页：识别超时，已重试一次" in text


def test_failed_documents_are_named_where_the_result_names_none() -> None:
    base = clean_result()
    lost = replace(DOCUMENTS[0], failed=("worker lost",))
    evidence = replace(base.evidence, unmatched=(lost,))

    text = text_of(replace(base, evidence=evidence, complete=False))

    assert "  ! 01/任命文件.pdf：worker lost" in text


def test_dossier_without_grade_says_so() -> None:
    text = text_of(replace(clean_result(), suggestion=GradeSuggestion(None)))

    assert "暂不建议" in text


def test_clean_dossier_says_that_nothing_was_found() -> None:
    assert text_of(clean_result()).endswith("  ✓ 没有发现问题\n")


def test_company_without_name_is_called_by_its_dossier() -> None:
    base = clean_result()
    dossier = replace(base.evidence.dossier, company="")

    text = text_of(replace(base, evidence=replace(base.evidence, dossier=dossier)))

    assert text.startswith("示例-002  2021 年度")


def test_one_fault_on_many_pages_is_told_once() -> None:
    text = text_of(turned_pages(40))

    assert text.count("上下颠倒") == 1
    assert "第 1 页上下颠倒（另有 39 页）" in text
    assert "01/a.pdf 第 1-40 页" in text


def test_way_up_through_many_findings_is_shortened() -> None:
    base = turned_pages(40)
    ids = tuple(one.id for one in base.judgement.findings)
    way = WayUp(Grade.QUALIFIED, (Repair(ItemCode("01"), "01/a.pdf", ids),))
    reasons = tuple(GradeReason(one, "line", Text("错误", "error")) for one in ids)
    suggestion = GradeSuggestion(Grade.UNQUALIFIED, reasons, (), way)

    text = text_of(replace(base, suggestion=suggestion))

    assert "第 5 页上下颠倒；另有 35 处\n" in text
    assert "  > 错误：第 8 页上下颠倒\n  > 另有 32 处\n" in text


def test_one_fault_on_few_pages_is_told_page_by_page() -> None:
    assert text_of(turned_pages(3)).count("上下颠倒") == 3


def test_finding_says_where_and_what_to_do() -> None:
    text = text_of(fixed_result())

    assert "位置  01/任命文件.pdf 第 3 页\n      办法  请旋转 180° 后重新上传" in text


def test_waived_finding_says_by_whom_and_why() -> None:
    text = text_of(fixed_result())

    assert "豁免  王复核：纸质件已核对，电话 138****8000（长期）" in text


def test_report_holds_no_escape_sequence() -> None:
    text = text_of(fixed_result()) + REPORT.render_documents(DOCUMENTS, ZH).decode()

    assert "\x1b" not in text


@pytest.mark.parametrize("hostile", UNSEEN, ids=ascii)
def test_hostile_name_adds_no_line_and_nothing_unseen(hostile: str) -> None:
    usual = text_of(result_with("ab")).splitlines()

    lines = text_of(result_with(hostile)).splitlines()

    assert len(lines) == len(usual)
    assert hostile not in "\n".join(lines)


def test_file_that_failed_says_so_in_its_table() -> None:
    lost = replace(DOCUMENTS[4], failed=("time limit",))

    text = REPORT.render_documents([lost], EN).decode()

    assert "✕ encrypted" in text
    assert "  ! time limit" in text


def test_judgement_without_items_is_written() -> None:
    empty = replace(clean_result(), judgement=Judgement((), (), ()))

    assert "附件列表" in text_of(empty)
