"""What a company's screens draw: statuses, answers, and the shortest way up."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from checker.model.dossier import PersonTable
from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.context.filing_rows import (
    Around,
    AssessmentView,
    CheckState,
    as_assessment,
    as_row,
)
from reviewer_app.db.cases import Case
from reviewer_app.db.filing import Answer, Company, KeptFile, KeptPerson
from reviewer_app.domain.attempts import Act, Standing
from reviewer_app.domain.staffing import Told
from reviewer_app.domain.states import State
from reviewer_app.pack_work import ItemAsked
from reviewer_app.queries.filing import Answered, FilingSummary, FilingView
from tests.unit.desk.conftest import a_finding

SINCE = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)
CASE = Case(1, 7, 2021, 0, 1, Standing(State.DRAFT, 7), None, None)
FILE = KeptFile(1, "01", None, "机构.pdf", "01-机构.pdf", "aa", 9, SINCE, None)
PERSON = KeptPerson(5, "safety_officer", Told("李安", "", "", "C1", "", "2023-01-01"))
CERTIFICATE = replace(FILE, id=2, item=None, staff_id=5, path="personnel/C证.pdf")
VIEW = FilingView(
    CASE, Company(7, "济南示例建设有限公司", None, "builder", ""), {}, (), (FILE,),
    None, (), (), SINCE,
)  # fmt: skip
ASKED = (
    ItemAsked("01", Text("机构", "body"), (), may_be_absent=False, after_return=False),
    ItemAsked("19", Text("起重", "cranes"), (), may_be_absent=True, after_return=False),
    ItemAsked("20", Text("整改", "mended"), (), may_be_absent=False, after_return=True),
)


def _document(file: KeptFile = FILE, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"path": file.path, "sha256": file.sha256, "page_count": 2, **changes}


def _report(*findings: dict[str, Any], **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    documents = [_document(), _document(CERTIFICATE)]
    return {"documents": documents, "findings": list(findings), **changes}


def _around(report: dict[str, Any], *allowed: Act) -> Around:
    return Around(report, ASKED, CheckState("none"), allowed)


def _seen(
    view: FilingView = VIEW, report: dict[str, Any] | None = None
) -> AssessmentView:
    return as_assessment(view, _around(_report() if report is None else report))


STATUSES = {
    "nothing found": ([], "pass"),
    "an error": ([a_finding("a")], "fail"),
    "a warning": ([a_finding("a", severity="warning")], "warn"),
    "not sure": ([a_finding("a", verdict="unknown")], "unknown"),
    "not sure of a hint": (
        [a_finding("a", verdict="unknown", severity="warning")], "unknown",
    ),
    "a remark": ([a_finding("a", severity="info")], "pass"),
    "the worst counts": (
        [
            a_finding("a", severity="warning"),
            a_finding("b", verdict="unknown"),
            a_finding("c"),
        ],
        "fail",
    ),
    "doubt before hint": (
        [a_finding("a", severity="warning"), a_finding("b", verdict="unknown")],
        "unknown",
    ),
    "of another file": ([a_finding("a", document="07-备案.pdf", item="07")], "pass"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(STATUSES))
def test_status_of_a_file_and_its_item(name: str) -> None:
    findings, status = STATUSES[name]

    row = _seen(report=_report(*findings)).items[0]

    assert (row.files[0].status, row.status) == (status, status)


def test_a_file_that_no_check_has_seen_is_in_check() -> None:
    view = replace(VIEW, files=(replace(FILE, sha256="bb"),))

    row = _seen(view, _report(a_finding("a"))).items[0]

    assert (row.files[0].status, row.status) == ("checking", "checking")
    assert row.files[0].findings == ()
    assert row.files[0].page_count is None


def test_a_finding_about_the_item_as_a_whole_counts_for_the_item_alone() -> None:
    finding = a_finding("a", document=None, page=None, bbox=None)

    row = _seen(report=_report(finding)).items[0]

    assert (row.files[0].status, row.status) == ("pass", "fail")
    assert [one.finding_id for one in row.findings] == ["a"]


def test_an_item_without_files_is_absent_or_does_not_apply() -> None:
    view = replace(VIEW, files=(), values={"not_applicable.19": "无起重机械"})

    one, other = _seen(view).items

    assert (one.status, other.status) == ("absent", "not_applicable")
    assert (other.may_be_absent, other.reason_absent) == (True, "无起重机械")


ITEM_20 = {
    "draft": (State.DRAFT, 0, False),
    "submitted": (State.SUBMITTED, 1, False),
    "in review": (State.IN_REVIEW, 1, False),
    "qualified at once": (State.QUALIFIED, 1, False),
    "returned": (State.RETURNED, 1, True),
    "draft after a deleted return": (State.DRAFT, 1, True),
    "submitted again": (State.SUBMITTED, 2, True),
}


@pytest.mark.parametrize("name", list(ITEM_20))
def test_item_20_is_asked_for_after_a_return_and_comes_first(name: str) -> None:
    state, round_no, is_asked = ITEM_20[name]
    case = replace(CASE, standing=Standing(state, 7), round_no=round_no)

    codes = [row.code for row in _seen(replace(VIEW, case=case)).items]

    assert codes == (["20", "01", "19"] if is_asked else ["01", "19"])


MENDS: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "turned": ({"rule": "orientation.turned"}, {}, True),
    "blank page": ({"rule": "completeness.blank_page"}, {}, True),
    "no seal": ({}, {}, False),
    "signed": ({"rule": "orientation.turned"}, {"signatures": ["x"]}, False),
}


@pytest.mark.parametrize("name", list(MENDS))
def test_a_machine_mends_what_it_can_and_nothing_signed(name: str) -> None:
    changes, document, can_mend = MENDS[name]
    report = _report(a_finding("a", **changes), documents=[_document(**document)])

    (file,) = _seen(report=report).items[0].files

    assert file.can_mend is can_mend


def test_a_person_has_certificate_and_findings_of_that_name() -> None:
    message = {"zh": "李安的证书已到期", "en": "expired"}
    finding = a_finding(
        "a", rule="personnel.expired", item=None, document=None, message=message
    )
    view = replace(VIEW, people=(PERSON,), files=(CERTIFICATE,))

    seen = _seen(view, _report(finding))

    (person,) = seen.people
    assert (person.table, person.status) == (PersonTable.SAFETY_OFFICER, "fail")
    assert [one.finding_id for one in person.findings] == ["a"]
    assert seen.people_findings == ()


def test_a_finding_about_a_persons_file_is_told_once_at_the_file() -> None:
    message = {"zh": "李安的证书已到期", "en": "expired"}
    finding = a_finding(
        "a",
        rule="personnel.expired",
        item=None,
        document=CERTIFICATE.path,
        message=message,
    )
    view = replace(VIEW, people=(PERSON,), files=(CERTIFICATE,))

    seen = _seen(view, _report(finding))

    (person,) = seen.people
    assert (person.status, person.findings) == ("fail", ())
    assert [one.finding_id for one in person.files[0].findings] == ["a"]
    assert seen.people_findings == ()


def test_a_finding_about_nobody_by_name_stands_above_the_tables() -> None:
    finding = a_finding("a", rule="personnel.staffing", item=None, document=None)

    seen = _seen(replace(VIEW, people=(PERSON,)), _report(finding))

    assert [one.finding_id for one in seen.people_findings] == ["a"]


def test_a_person_without_a_name_has_no_findings_of_others() -> None:
    nameless = replace(PERSON, told=Told())
    finding = a_finding("a", rule="personnel.expired", document=None)

    seen = _seen(replace(VIEW, people=(nameless,)), _report(finding))

    assert seen.people[0].findings == ()


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ((), "absent"),
        ((replace(CERTIFICATE, sha256="bb"),), "checking"),
        ((CERTIFICATE,), "pass"),
    ],
    ids=["none", "in check", "checked"],
)
def test_status_of_a_person(files: tuple[KeptFile, ...], status: str) -> None:
    view = replace(VIEW, people=(PERSON,), files=files)

    assert _seen(view).people[0].status == status


def test_a_file_of_no_item_and_nobody_is_loose() -> None:
    loose = replace(FILE, id=9, item=None, path="机构.pdf")

    seen = _seen(replace(VIEW, files=(FILE, loose, CERTIFICATE)))

    assert [one.file_id for one in seen.loose] == [9]


def test_a_draft_that_no_check_has_seen_has_no_findings() -> None:
    seen = _seen(report={})

    assert (seen.findings, seen.suggestion.grade, seen.way_up) == ((), None, ())
    assert seen.faults() == ()


def test_the_suggestion_comes_with_its_arithmetic() -> None:
    lines = [{"zh": "有其他错误", "en": "any other error"}, "not a line", {}]

    seen = _seen(report=_report(grade="qualified", grade_arithmetic=lines))

    assert seen.suggestion.grade is Grade.QUALIFIED
    assert [one.zh for one in seen.suggestion.lines] == ["有其他错误"]


def test_the_way_up_names_files_items_and_people() -> None:
    repairs = [
        {"document": "personnel/C证.pdf", "item": None, "findings": ["a", "b"]},
        {"document": None, "item": "07", "findings": ["c"]},
        {"document": None, "item": None, "findings": ["d"]},
    ]
    way = {"target": "qualified", "repairs": repairs}

    lines = [one.zh for one in _seen(report=_report(way_up=way)).way_up]

    assert lines == [
        "完成以下事项，建议等级可到“合格”：",
        "更换“C证.pdf”（2 处问题）",
        "补齐第 07 项（1 处问题）",
        "补正人员信息（1 处问题）",
    ]


ANSWERED = Answered(
    "f1", "01", "01-机构.pdf", "aa", 1, (0.1, 0.2, 0.3, 0.4),
    "没有公章", "no seal", "请盖章", "stamp it", None,
)  # fmt: skip
TOUCHED = {
    "the same file stands": ({}, False),
    "another content stands": ({"sha256": "bb"}, True),
    "about no file": ({"document": None, "sha256": None, "box": None}, False),
    "content not known": ({"sha256": None}, False),
}


@pytest.mark.parametrize("name", list(TOUCHED))
def test_an_answer_is_touched_once_its_file_is_another(name: str) -> None:
    changes, is_touched = TOUCHED[name]
    view = replace(VIEW, answered=(replace(ANSWERED, **changes),))  # type: ignore[arg-type]

    (row,) = _seen(view).answers

    assert row.is_touched is is_touched
    assert row.answer is None


def test_an_answer_stands_with_its_finding() -> None:
    answer = Answer("f1", "disagrees", "原件如此")
    view = replace(VIEW, answered=(replace(ANSWERED, answer=answer),))

    (row,) = _seen(view).answers

    assert row.answer == answer
    assert row.finding.box == (0.1, 0.2, 0.3, 0.4)
    assert row.finding.message == Text("没有公章", "no seal")


def test_fields_hold_what_the_company_was_registered_with() -> None:
    company = replace(VIEW.company, credit_code="91370100MA3C00001H")

    seen = _seen(replace(VIEW, company=company, values={"address": "经十路"}))

    assert seen.values["company"] == "济南示例建设有限公司"
    assert seen.values["credit_code"] == "91370100MA3C00001H"
    assert "address" not in seen.missing
    assert "legal_representative" in seen.missing


def test_a_case_is_edited_where_the_table_allows_it() -> None:
    allowed = as_assessment(VIEW, _around({}, Act.EDIT))

    assert allowed.can_edit
    assert not _seen().can_edit


def test_a_case_without_a_state_is_a_fault_of_ours() -> None:
    view = replace(VIEW, case=replace(CASE, standing=Standing()))

    with pytest.raises(AssertionError):
        _seen(view)


def test_a_line_of_the_list_counts_items_and_findings() -> None:
    filed = FilingSummary(
        CASE, SINCE, frozenset({"01"}), {"not_applicable.19": "无"}, None
    )
    report = _report(
        a_finding("a"),
        a_finding("b", verdict="unknown"),
        a_finding("c", severity="warning"),
        grade="unqualified",
    )

    row = as_row(filed, _around(report, Act.EDIT))

    assert (row.done, row.asked, row.faults, row.unknowns) == (2, 2, 1, 1)
    assert row.suggested is Grade.UNQUALIFIED
    assert (row.can_edit, row.can_withdraw) == (True, False)


def test_a_line_and_the_whole_of_an_assessment_agree() -> None:
    view = replace(VIEW, values={"not_applicable.19": "无"})
    filed = FilingSummary(CASE, SINCE, frozenset({"01"}), view.values, None)
    around = _around(_report(a_finding("a"), grade="unqualified"))

    row, whole = as_row(filed, around), as_assessment(view, around)

    assert row.done == sum(1 for one in whole.items if one.status != "absent")
    assert row.faults == len(whole.faults())
    assert row.suggested is whole.suggestion.grade
