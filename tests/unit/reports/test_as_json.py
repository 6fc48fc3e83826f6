import datetime as dt
import json
from dataclasses import replace

from checker.model.evidence import (
    DateKind,
    DateSpan,
    DocumentEvidence,
    Known,
    Unknown,
)
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult, Judgement, Timing
from checker.model.wording import Reason
from checker.reports.as_json import REPORT
from checker.reports.as_jsonl import REPORT as LINES
from tests.golden.fixed_result import (
    DOCUMENTS,
    FINDINGS,
    clean_result,
    document,
    fixed_result,
    page,
)
from tests.unit.reports.contract import Document, Report

OPTIONS = ReportOptions()


def page_of(evidence: DocumentEvidence) -> dict[str, object]:
    documents = json.loads(REPORT.render_documents([evidence], OPTIONS))
    first: dict[str, object] = documents[0]["pages"][0]
    return first


def one_page(**facts: object) -> DocumentEvidence:
    named = {name.replace("__", "."): value for name, value in facts.items()}
    return document("a.pdf", "01", (page(1, named),))  # type: ignore[arg-type] # by name


def test_report_of_one_dossier_keeps_the_contract() -> None:
    content = REPORT.render([fixed_result()], OPTIONS)

    report = Report.model_validate_json(content)

    assert len(report.items) == 20


def test_reports_of_several_dossiers_are_a_list_that_keeps_the_contract() -> None:
    content = json.loads(REPORT.render([fixed_result(), clean_result()], OPTIONS))

    reports = [Report.model_validate_json(json.dumps(one)) for one in content]

    assert [one.grade for one in reports] == ["unqualified", "qualified"]


def test_no_dossier_is_an_empty_list() -> None:
    assert json.loads(REPORT.render([], OPTIONS)) == []


def test_inspected_documents_are_a_list_that_keeps_the_contract() -> None:
    content = json.loads(REPORT.render_documents(DOCUMENTS, OPTIONS))

    documents = [Document.model_validate_json(json.dumps(one)) for one in content]

    assert len(documents) == len(DOCUMENTS)


def test_json_lines_hold_one_report_each() -> None:
    lines = LINES.render([fixed_result(), clean_result()], OPTIONS).decode()

    reports = [json.loads(line) for line in lines.splitlines()]

    assert [one["dossier"]["id"] for one in reports] == ["示例-001", "示例-002"]


def test_json_lines_of_documents_keep_the_order_given() -> None:
    lines = LINES.render_documents(DOCUMENTS[::-1], OPTIONS).decode()

    paths = [json.loads(line)["path"] for line in lines.splitlines()]

    assert paths == [one.document.path for one in DOCUMENTS[::-1]]


def test_line_separator_in_a_name_does_not_break_a_json_line() -> None:
    name = "a\u2028b\u0085c\nd.pdf"

    lines = LINES.render_documents([document(name, "01", ())], OPTIONS).decode()

    assert [json.loads(one)["path"] for one in lines.splitlines()] == [name]


def test_half_a_surrogate_pair_is_replaced() -> None:
    content = REPORT.render_documents([document("a\udc80.pdf", "01", ())], OPTIONS)

    assert json.loads(content)[0]["path"] == "a\ufffd.pdf"


def test_order_of_findings_and_rules_leaves_no_trace() -> None:
    result = fixed_result()
    turned = replace(
        result,
        judgement=Judgement(
            FINDINGS[::-1],
            result.judgement.tallies[::-1],
            result.judgement.items[::-1],
        ),
    )

    assert REPORT.render([turned], OPTIONS) == REPORT.render([result], OPTIONS)


def test_equal_results_differ_in_their_timing_alone() -> None:
    slow: CheckResult = replace(fixed_result(), timing=Timing(99.0, 8, 0))

    one = json.loads(REPORT.render([fixed_result()], OPTIONS))
    other = json.loads(REPORT.render([slow], OPTIONS))

    assert {key for key in one if one[key] != other[key]} == {"timing"}


def test_what_was_not_read_is_null_and_says_why() -> None:
    seen = page_of(one_page(date__dates=Unknown(Reason.NOT_READ)))

    assert (seen["dates"], seen["years"], seen["text_source"]) == (None, None, "none")
    assert seen["unknown"] == {"dates": "not_read", "page_label": "not_measured"}


def test_page_without_dates_has_empty_lists() -> None:
    seen = page_of(one_page(date__dates=(), text__source="ocr"))

    assert (seen["dates"], seen["years"]) == ([], [])


def test_blank_page_has_no_orientation_even_if_one_was_measured() -> None:
    seen = page_of(one_page(blank__is_blank=True, orientation__turn_deg=Known(90, 0.7)))

    assert seen["orientation"] is None
    assert seen["orientation_confidence"] is None


def test_unknown_red_header_is_an_object_of_nulls() -> None:
    seen = page_of(one_page(red_header__header=Unknown(Reason.PROBE_FAILED)))

    assert seen["red_header"] == {
        "present": None,
        "in_red": None,
        "bbox": None,
        "text": None,
        "rule_line": None,
        "confidence": None,
    }


def test_seals_that_could_not_be_judged_are_null() -> None:
    seen = page_of(one_page(seal__seals=Unknown(Reason.NO_COLOUR)))

    assert seen["seals"] is None


def test_lengths_are_rounded_to_a_tenth_of_a_millimetre() -> None:
    seen = page_of(DOCUMENTS[0])

    assert (seen["width_mm"], seen["height_mm"]) == (209.9, 297.0)


def test_range_of_dates_touches_every_year_between() -> None:
    span = DateSpan(
        "2019年至2022年",
        dt.date(2019, 5, 1),
        dt.date(2022, 4, 30),
        DateKind.RANGE,
        None,
        0.9,
    )

    seen = page_of(one_page(date__dates=(span,)))

    assert seen["years"] == [2019, 2020, 2021, 2022]


def test_open_end_touches_the_known_year_alone() -> None:
    until = DateSpan("长期", None, None, DateKind.RANGE, None, 0.9)
    since = DateSpan("自2021年", dt.date(2021, 1, 1), None, DateKind.YEAR, None, 0.9)

    seen = page_of(one_page(date__dates=(until, since)))

    assert seen["years"] == [2021]


def test_file_of_which_nothing_is_known_has_nulls() -> None:
    evidence = replace(DOCUMENTS[0], file=type(DOCUMENTS[0].file)(), pages=())

    seen = json.loads(REPORT.render_documents([evidence], OPTIONS))[0]

    assert seen["status"] is None
    assert seen["kind"] is None
    assert seen["signatures"] is None
    assert seen["active_content"] is None


def test_infinite_measured_value_becomes_null() -> None:
    odd = replace(FINDINGS[0], measured={"value": float("inf")})
    result = replace(fixed_result(), judgement=Judgement((odd,), (), ()))

    report = json.loads(REPORT.render([result], OPTIONS))

    assert report["findings"][0]["evidence"] == {"value": None}


def test_company_that_was_not_given_is_null() -> None:
    report = json.loads(REPORT.render([clean_result()], OPTIONS))

    assert report["dossier"]["credit_code"] is None
    assert report["dossier"]["as_of"] is None


def test_findings_are_counted_by_weight_with_waived_ones_apart() -> None:
    report = json.loads(REPORT.render([fixed_result()], OPTIONS))

    assert report["counts"] == {
        "errors": 6,
        "unknowns": 2,
        "warnings": 3,
        "infos": 1,
        "waived": 1,
    }
