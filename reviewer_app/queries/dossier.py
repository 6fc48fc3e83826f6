"""One case at a glance: its items, people, findings, rounds and notes."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.db.cases import Case, homes_of
from reviewer_app.db.tables import (
    companies,
    decisions,
    files,
    findings,
    notes,
    rounds,
    users,
)
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.domain.refusal import not_found
from reviewer_app.domain.review import Verdict
from reviewer_app.ports import FileStore
from reviewer_app.queries.access import visible_case


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with what was said of it; ``box`` in fractions of the page."""

    finding_id: str
    rule: str
    area: str
    outcome: str
    severity: str
    item: str | None
    document: str | None
    page_no: int | None
    box: tuple[float, float, float, float] | None
    message: Text
    remedy: Text
    measured: Mapping[str, Any]
    source: Mapping[str, Any]
    verdict: Verdict | None
    reason_code: str | None
    words: str
    is_added: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class ItemTile:
    """One of the 20 items: its state in the report, and what was found."""

    code: str
    title: str
    required: bool
    status: str
    parts: tuple[Mapping[str, Any], ...]
    documents: tuple[str, ...]
    faults: int
    unknowns: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the round; ``replaces_id`` names the file of the round before."""

    file_id: int
    path: str
    sha256: str
    size_bytes: int
    item: str | None
    replaces_id: int | None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round: when it came in, and what the machine suggested."""

    number: int
    submitted_at: dt.datetime
    checked_at: dt.datetime | None
    failure: str | None
    suggested: Grade | None
    arithmetic: tuple[Mapping[str, Any], ...]
    pack_id: str | None
    pack_digest: str | None
    page_count: int
    words: str
    dossier_yaml: str
    report_sha256: str | None
    grade: Grade | None = None
    answered: tuple[Mapping[str, Any], ...] = ()
    form: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note between reviewers."""

    by: str
    at: dt.datetime
    words: str


@dataclass(frozen=True, slots=True)
class DossierView:
    """All that the dossier screen and the reading desk show of a case."""

    case: Case
    company: str
    credit_code: str | None
    holder: str | None
    rounds: tuple[RoundRow, ...]
    items: tuple[ItemTile, ...]
    files: tuple[FileRow, ...]
    findings: tuple[FindingRow, ...]
    notes: tuple[NoteRow, ...]


def read_dossier(case_id: int, actor: Actor, database: Database) -> DossierView:
    """Return a case with everything but its pages; seven statements.

    Raises:
        RefusedError: missing, or not for this person.
    """
    with database.reading() as tx:
        case = visible_case(tx, case_id, actor)
        history = _rounds(tx, case)
        now = history[-1] if history else None
        round_id = now["id"] if now else 0
        found = _findings(tx, round_id)
        return DossierView(
            case=case,
            rounds=tuple(_round_row(row) for row in history),
            items=_tiles(now["items"] if now else None, found),
            files=_files(tx, round_id),
            findings=found,
            notes=_notes(tx, case, actor),
            **_names(tx, case),
        )


def read_report(
    case_id: int, actor: Actor, database: Database, *, kept: FileStore
) -> Mapping[str, Any]:
    """Return the newest round's report, as the contract has it.

    Raises:
        RefusedError: missing, not for this person, or not checked yet.
    """
    sha256 = report_of(case_id, actor, database)
    if sha256 is None:
        raise not_found()
    report: Mapping[str, Any] = json.loads(kept.path(sha256).read_bytes())
    return report


def report_of(case_id: int, actor: Actor, database: Database) -> str | None:
    """Return where the newest round's report is kept; None: not checked yet.

    Raises:
        RefusedError: missing, or not for this person.
    """
    with database.reading() as tx:
        case = visible_case(tx, case_id, actor)
        return tx.execute(
            select(rounds.c.report_sha256).where(
                rounds.c.case_id == case.id, rounds.c.number == case.round_no
            )
        ).scalar()


def file_of(case_id: int, file_id: int, actor: Actor, *, database: Database) -> FileRow:
    """Return a file of any round of a case.

    Raises:
        RefusedError: missing, or not for this person.
    """
    with database.reading() as tx:
        case = visible_case(tx, case_id, actor)
        row = (
            tx.execute(
                select(files)
                .join(rounds, rounds.c.id == files.c.round_id)
                .where(files.c.id == file_id, rounds.c.case_id.in_(homes_of(case)))
            )
            .mappings()
            .first()
        )
    if row is None:
        raise not_found()
    return _file_row(row)


def _rounds(tx: Connection, case: Case) -> Sequence[RowMapping]:
    """Return the rounds of a case, oldest first; withdrawn ones aside."""
    return (
        tx.execute(
            select(rounds)
            .where(rounds.c.case_id.in_(homes_of(case)), rounds.c.number > 0)
            .order_by(rounds.c.number)
        )
        .mappings()
        .all()
    )


def _round_row(row: RowMapping) -> RoundRow:
    return RoundRow(
        number=row["number"],
        submitted_at=row["submitted_at"],
        checked_at=row["checked_at"],
        failure=row["check_failure"],
        suggested=Grade(row["suggested"]) if row["suggested"] else None,
        arithmetic=tuple(row["arithmetic"] or ()),
        pack_id=row["pack_id"],
        pack_digest=row["pack_digest"],
        page_count=row["page_count"],
        words=row["words"],
        dossier_yaml=row["dossier_yaml"],
        report_sha256=row["report_sha256"],
        grade=Grade(row["grade"]) if row["grade"] else None,
        answered=tuple(row["answered"] or ()),
        form=row["form"],
    )


def _names(tx: Connection, case: Case) -> dict[str, Any]:
    holder = users.c.id == case.standing.holder_id
    row = tx.execute(
        select(companies.c.name, companies.c.credit_code, users.c.name.label("holder"))
        .join(users, holder, isouter=True)
        .where(companies.c.id == case.company_id)
    ).one()
    return {"company": row.name, "credit_code": row.credit_code, "holder": row.holder}


def _files(tx: Connection, round_id: int) -> tuple[FileRow, ...]:
    rows = tx.execute(
        select(files).where(files.c.round_id == round_id).order_by(files.c.path)
    ).mappings()
    return tuple(_file_row(row) for row in rows)


def _file_row(row: RowMapping) -> FileRow:
    return FileRow(
        row["id"],
        row["path"],
        row["sha256"],
        row["size_bytes"],
        row["item"],
        row["replaces_id"],
    )


def _findings(tx: Connection, round_id: int) -> tuple[FindingRow, ...]:
    said = {
        row.finding_id: row
        for row in tx.execute(
            select(
                decisions.c.finding_id,
                decisions.c.verdict,
                decisions.c.reason_code,
                decisions.c.words,
            )
            .where(decisions.c.round_id == round_id, decisions.c.undone_at.is_(None))
            .order_by(decisions.c.id)
        )
    }
    rows = tx.execute(
        select(findings).where(findings.c.round_id == round_id).order_by(findings.c.id)
    ).mappings()
    return tuple(_finding(row, said.get(row["finding_id"])) for row in rows)


def _finding(
    row: RowMapping,
    said: Any,  # noqa: ANN401 - a row of SQLAlchemy's
) -> FindingRow:
    box = row["box"]
    return FindingRow(
        finding_id=row["finding_id"],
        rule=row["rule"],
        area=row["area"],
        outcome=row["outcome"],
        severity=row["severity"],
        item=row["item"],
        document=row["document"],
        page_no=row["page_no"],
        box=(box[0], box[1], box[2], box[3]) if box else None,
        message=Text(row["message_zh"], row["message_en"]),
        remedy=Text(row["remedy_zh"], row["remedy_en"]),
        measured=row["measured"],
        source=row["source"],
        verdict=Verdict(said.verdict) if said else None,
        reason_code=said.reason_code if said else None,
        words=said.words if said else "",
        is_added=row["added_by"] is not None,
        is_late=row["late_reason"] is not None,
    )


def _tiles(
    items: Sequence[Mapping[str, Any]] | None, found: tuple[FindingRow, ...]
) -> tuple[ItemTile, ...]:
    return tuple(
        ItemTile(
            code=item["id"],
            title=_in_chinese(item["title"]),
            required=item["required"],
            status=item["status"],
            parts=tuple(item.get("parts", ())),
            documents=tuple(item["documents"]),
            faults=_count(found, item["id"], "fail"),
            unknowns=_count(found, item["id"], "unknown"),
        )
        for item in items or ()
    )


def _in_chinese(title: str | Mapping[str, str]) -> str:
    return title if isinstance(title, str) else title["zh"]


def _count(found: tuple[FindingRow, ...], item: str, outcome: str) -> int:
    return sum(1 for one in found if one.item == item and one.outcome == outcome)


def _notes(tx: Connection, case: Case, actor: Actor) -> tuple[NoteRow, ...]:
    if not may(actor, Permission.SEE_ANY_CASE):
        return ()
    rows = tx.execute(
        select(users.c.name, notes.c.at, notes.c.words)
        .join(users, users.c.id == notes.c.by)
        .where(notes.c.case_id == case.id)
        .order_by(notes.c.id)
    )
    return tuple(NoteRow(row.name, row.at, row.words) for row in rows)
