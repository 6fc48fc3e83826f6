"""What a company's screens draw of an assessment: frozen rows, made of what is kept."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.model.dossier import PersonTable
from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.context.case_rows import FindingRow, Suggestion
from reviewer_app.context.filing_report import (
    Report,
    finding_of,
    grade_of,
    texts_of,
    way_up_of,
)
from reviewer_app.db.filing import Answer, KeptFile, KeptPerson
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.filing import RECTIFICATION, not_applicable
from reviewer_app.domain.form import missing_fields
from reviewer_app.domain.staffing import Told
from reviewer_app.domain.states import State
from reviewer_app.pack_work import ItemAsked
from reviewer_app.queries.filing import (
    Answered,
    FilingSummary,
    FilingView,
    RoundMade,
)

MENDABLE = frozenset(
    {"orientation.turned", "orientation.skewed", "completeness.blank_page"}
)
"""Rules whose fault 「一键修复」 puts right: turn, straighten, drop blank pages."""


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """A line of the list; ``done`` of ``asked`` items have a file or do not apply."""

    case_id: int
    year: int
    state: State
    round_no: int
    done: int
    asked: int
    faults: int
    unknowns: int
    suggested: Grade | None
    grade: Grade | None
    changed_at: dt.datetime
    deadline: dt.datetime | None
    can_edit: bool
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class DrawerFile:
    """A file; ``status`` as an item's, ``checking`` until its check has an answer."""

    file_id: int
    name: str
    path: str
    size_bytes: int
    page_count: int | None
    status: str
    findings: tuple[FindingRow, ...]
    pages: tuple[Mapping[str, Any], ...] = ()
    is_signed: bool = False
    replaces_id: int | None = None

    @property
    def can_mend(self) -> bool:
        """Tell whether something was found that a machine can put right."""
        return not self.is_signed and any(one.rule in MENDABLE for one in self.findings)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One of the items: what it needs, its files, what is wrong with it as a whole."""

    code: str
    title: Text
    tags: tuple[Text, ...]
    status: str
    files: tuple[DrawerFile, ...]
    findings: tuple[FindingRow, ...]
    may_be_absent: bool
    reason_absent: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of one of the four tables, with the certificate's files."""

    person_id: int
    table: PersonTable
    told: Told
    status: str
    files: tuple[DrawerFile, ...]
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class CheckState:
    """How far the check of a draft is; ``progress``: pages done and in all."""

    status: str
    progress: tuple[int, int] | None = None
    checked_at: dt.datetime | None = None
    pack: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A finding of the letter with the company's answer.

    ``is_touched``: its file is no longer the one that the finding is about.
    """

    finding: FindingRow
    answer: Answer | None
    is_touched: bool


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment whole, as its company sees it."""

    case_id: int
    company: str
    credit_code: str | None
    year: int
    state: State
    round_no: int
    revision: int
    values: Mapping[str, str]
    missing: tuple[str, ...]
    items: tuple[ItemRow, ...]
    loose: tuple[DrawerFile, ...]
    people: tuple[PersonRow, ...]
    people_findings: tuple[FindingRow, ...]
    check: CheckState
    suggestion: Suggestion
    way_up: tuple[Text, ...]
    findings: tuple[FindingRow, ...]
    answers: tuple[AnswerRow, ...]
    rounds: tuple[RoundMade, ...]
    allowed: tuple[Act, ...]
    deadline: dt.datetime | None
    grade: Grade | None
    since: dt.datetime
    letter_id: int | None = None

    @property
    def can_edit(self) -> bool:
        """Tell whether the company may change it now."""
        return Act.EDIT in self.allowed

    def faults(self) -> tuple[FindingRow, ...]:
        """Return the findings that are errors."""
        return tuple(one for one in self.findings if is_error(one))


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice to a company."""

    words: Text
    made_at: dt.datetime
    case_id: int | None
    is_read: bool


@dataclass(frozen=True, slots=True)
class PageMended:
    """What was done to a page of the old file, or left, and why."""

    page_no: int
    act: str
    why: Text


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A new file; ``pages``: which page of the old file each of its pages was."""

    file_id: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MendView:
    """A file mended, to be looked at; no ``files``: nothing was to be done."""

    file_id: int
    page_count: int
    files: tuple[MendedFile, ...]
    notes: tuple[PageMended, ...]


def is_error(finding: FindingRow) -> bool:
    """Tell whether a finding says that a file has to be replaced or added."""
    return finding.outcome == "fail" and finding.severity == "error"


@dataclass(frozen=True, slots=True)
class Around:
    """What else a view needs: the report, what the pack asks, and what may be done."""

    report: Report
    asked: Sequence[ItemAsked]
    check: CheckState
    allowed: tuple[Act, ...]


def as_assessment(view: FilingView, around: Around) -> AssessmentView:
    """Return an assessment as screens draw it."""
    report = around.report
    findings = tuple(finding_of(one) for one in report.get("findings", ()))
    files = _files(view, report, findings)
    values = _values(view)
    people = tuple(_person(one, files, findings) for one in view.people)
    return AssessmentView(
        view.case.id,
        view.company.name,
        view.company.credit_code,
        view.case.year,
        _state(view),
        view.case.round_no,
        view.case.revision,
        values,
        tuple(field.name for field in missing_fields(values)),
        _items(view, around, files, findings=findings),
        tuple(file for kept, file in files if not kept.item and not kept.staff_id),
        people,
        tuple(one for one in findings if _is_of_people(one, people)),
        around.check,
        Suggestion(
            grade_of(report),
            texts_of(report.get("grade_arithmetic", ())),
        ),
        way_up_of(report),
        findings,
        tuple(_answer(one, view) for one in view.answered),
        view.rounds,
        around.allowed,
        view.case.deadline,
        view.case.grade,
        view.case_since,
        view.letter_id,
    )


def as_row(filed: FilingSummary, around: Around) -> AssessmentRow:
    """Return an assessment as a line of the list."""
    case, report = filed.case, around.report
    asked = [one.code for one in around.asked if not one.after_return]
    there = filed.items | not_applicable(filed.values).keys()
    findings = [finding_of(one) for one in report.get("findings", ())]
    return AssessmentRow(
        case.id,
        case.year,
        _state(filed),
        case.round_no,
        sum(1 for code in asked if code in there),
        len(asked),
        sum(1 for one in findings if is_error(one)),
        sum(1 for one in findings if one.outcome == "unknown"),
        grade_of(report),
        case.grade,
        filed.case_since,
        case.deadline,
        Act.EDIT in around.allowed,
        Act.WITHDRAW in around.allowed,
    )


def _state(view: FilingView | FilingSummary) -> State:
    state = view.case.standing.state
    if state is None:
        raise AssertionError("a case on record has a state")
    return state


def _values(view: FilingView) -> dict[str, str]:
    return {
        **view.values,
        "company": view.company.name,
        "credit_code": view.company.credit_code or "",
    }


Files = tuple[tuple[KeptFile, DrawerFile], ...]


def _files(view: FilingView, report: Report, findings: tuple[FindingRow, ...]) -> Files:
    known = {(one["path"], one["sha256"]): one for one in report.get("documents", ())}
    by_path: dict[str, list[FindingRow]] = {}
    for one in findings:
        by_path.setdefault(one.document or "", []).append(one)
    return tuple(
        (kept, _file(kept, known.get((kept.path, kept.sha256)), by_path))
        for kept in view.files
    )


def _file(
    kept: KeptFile,
    document: Mapping[str, Any] | None,
    by_path: Mapping[str, list[FindingRow]],
) -> DrawerFile:
    about = tuple(by_path.get(kept.path, ())) if document else ()
    return DrawerFile(
        kept.id,
        kept.name,
        kept.path,
        kept.size_bytes,
        document.get("page_count") if document else None,
        _worst(about) if document else "checking",
        about,
        tuple(document.get("pages") or ()) if document else (),
        bool(document and document.get("signatures")),
        kept.replaces_id,
    )


def _worst(findings: Iterable[FindingRow]) -> str:
    """Return the status that findings come to: fail, unknown, warn or pass."""
    kinds = {
        "fail" if is_error(one) else one.outcome.replace("fail", "warn")
        for one in findings
        if one.severity != "info"
    }
    for worst in ("fail", "unknown", "warn"):
        if worst in kinds:
            return worst
    return "pass"


def _items(
    view: FilingView,
    around: Around,
    files: Files,
    *,
    findings: tuple[FindingRow, ...],
) -> tuple[ItemRow, ...]:
    absent = not_applicable(view.values)
    is_next = _was_returned(view)
    rows = []
    for asked in around.asked:
        if asked.after_return and not is_next:
            continue
        mine = tuple(file for kept, file in files if kept.item == asked.code)
        paths = {one.path for one in mine}
        whole = tuple(
            one
            for one in findings
            if one.item == asked.code and one.document not in paths
        )
        status = _item_status(mine, whole, absent.get(asked.code, ""))
        # What was found before this file came says nothing of it.
        is_told = around.report and status != "checking"
        rows.append(
            ItemRow(
                asked.code,
                asked.title,
                asked.tags,
                status,
                mine,
                whole if is_told else (),
                asked.may_be_absent,
                absent.get(asked.code, ""),
            )
        )
    # After a return, the rectification is what she came for.
    return tuple(sorted(rows, key=lambda row: (row.code != RECTIFICATION, row.code)))


def _was_returned(view: FilingView) -> bool:
    """Tell whether a first submission came back, so that item 20 is asked for."""
    if view.case.round_no == 1:
        return _state(view) in {State.RETURNED, State.DRAFT}
    return view.case.round_no > 1


def _item_status(
    files: tuple[DrawerFile, ...], whole: tuple[FindingRow, ...], absent: str
) -> str:
    if not files:
        return "not_applicable" if absent else "absent"
    if any(one.status == "checking" for one in files):
        return "checking"
    return _worst([*whole, *(one for file in files for one in file.findings)])


def _person(
    kept: KeptPerson, files: Files, findings: tuple[FindingRow, ...]
) -> PersonRow:
    mine = tuple(file for one, file in files if one.staff_id == kept.id)
    told = {one.finding_id for file in mine for one in file.findings}
    whole = tuple(
        one
        for one in findings
        if one.rule.startswith("personnel.")
        and _names(one, kept)
        and one.finding_id not in told
    )
    if not mine:
        status = "absent"
    elif any(one.status == "checking" for one in mine):
        status, whole = "checking", ()
    else:
        status = _worst([*whole, *(one for file in mine for one in file.findings)])
    return PersonRow(kept.id, PersonTable(kept.table), kept.told, status, mine, whole)


def _names(finding: FindingRow, person: KeptPerson) -> bool:
    return bool(person.told.name) and person.told.name in finding.message.zh


def _is_of_people(finding: FindingRow, people: tuple[PersonRow, ...]) -> bool:
    shown = {
        one.finding_id
        for row in people
        for one in (*row.findings, *(f for file in row.files for f in file.findings))
    }
    return finding.rule.startswith("personnel.") and finding.finding_id not in shown


def _answer(one: Answered, view: FilingView) -> AnswerRow:
    finding = FindingRow(
        one.finding_id,
        "",
        one.item,
        one.document,
        one.page_no,
        (one.box[0], one.box[1], one.box[2], one.box[3]) if one.box else None,
        "error",
        "fail",
        Text(one.message_zh, one.message_en),
        Text(one.remedy_zh, one.remedy_en),
        {},
        {},
    )
    standing = {(file.path, file.sha256) for file in view.files}
    is_about_file = one.document is not None and one.sha256 is not None
    touched = is_about_file and (one.document, one.sha256) not in standing
    return AnswerRow(finding, one.answer, touched)
