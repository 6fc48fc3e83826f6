"""What a company sees of its own assessments: the list, the form, the files."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from checker.model.grade import Grade
from reviewer_app.db import filing as kept
from reviewer_app.db.cases import (
    Case,
    cases_of_company,
    homes_of,
)
from reviewer_app.db.notices import KeptNotice, count_unread, read_notices
from reviewer_app.db.tables import cases, drawer, files, letters, rounds
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.form import NOT_APPLICABLE
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.states import State

_MOST_NOTICES = 100


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One of a company's assessments; counts are of the newest check of it."""

    case_id: int
    year: int
    state: State
    round_no: int
    files: int
    changed_at: dt.datetime
    deadline: dt.datetime | None
    grade: Grade | None
    was_claimed: bool


@dataclass(frozen=True, slots=True)
class FilingSummary:
    """An assessment as far as the list tells of it.

    ``items`` have a file; ``values`` are the fields that say what does not apply.
    """

    case: Case
    case_since: dt.datetime
    items: frozenset[str]
    values: Mapping[str, str]
    precheck: kept.Precheck | None


@dataclass(frozen=True, slots=True)
class RoundMade:
    """A submission as its company knows it."""

    number: int
    submitted_at: dt.datetime
    words: str
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding of the letter, and what the company says of it; None: nothing yet."""

    finding_id: str
    item: str | None
    document: str | None
    sha256: str | None
    page_no: int | None
    box: tuple[float, ...] | None
    message_zh: str
    message_en: str
    remedy_zh: str
    remedy_en: str
    answer: kept.Answer | None


@dataclass(frozen=True, slots=True)
class FilingView:
    """An assessment whole, as its company sees it."""

    case: Case
    company: kept.Company
    values: Mapping[str, str]
    people: tuple[kept.KeptPerson, ...]
    files: tuple[kept.KeptFile, ...]
    precheck: kept.Precheck | None
    rounds: tuple[RoundMade, ...]
    answered: tuple[Answered, ...]
    case_since: dt.datetime
    letter_id: int | None = None


def read_assessments(actor: Actor, database: Database) -> tuple[AssessmentRow, ...]:
    """Return a company's assessments, newest year first; deleted ones aside."""
    require(actor, Permission.FILE_CASES)
    counted = (
        select(drawer.c.case_id, func.count().label("files"))
        .where(drawer.c.removed_at.is_(None))
        .group_by(drawer.c.case_id)
        .subquery()
    )
    with database.reading() as tx:
        rows = tx.execute(
            select(cases, func.coalesce(counted.c.files, 0).label("files"))
            .join(counted, counted.c.case_id == cases.c.id, isouter=True)
            .where(
                cases.c.company_id == actor.company_id,
                cases.c.state != State.DELETED,
            )
            .order_by(cases.c.year.desc(), cases.c.id.desc())
        ).mappings()
        return tuple(
            AssessmentRow(
                row["id"],
                row["year"],
                State(row["state"]),
                row["round_no"],
                row["files"],
                row["since"],
                row["deadline"],
                Grade(row["grade"]) if row["grade"] else None,
                row["was_claimed"],
            )
            for row in rows
        )


def read_summaries(actor: Actor, database: Database) -> tuple[FilingSummary, ...]:
    """Return a company's assessments, newest year first; deleted ones aside.

    However many there are, the database is asked four times.
    """
    require(actor, Permission.FILE_CASES)
    with database.reading() as tx:
        found = cases_of_company(tx, actor.company_id or 0)
        ids = [case.id for case, _ in found]
        items = kept.items_with_files(tx, ids)
        values = kept.fields_like(tx, ids, NOT_APPLICABLE)
        prechecks = kept.newest_prechecks(tx, ids)
    return tuple(
        FilingSummary(
            case,
            since,
            frozenset(items.get(case.id, ())),
            values.get(case.id, {}),
            prechecks.get(case.id),
        )
        for case, since in found
    )


def read_filing(case_id: int, actor: Actor, database: Database) -> FilingView:
    """Return an assessment with everything that its company filed.

    Raises:
        RefusedError: missing, or somebody else's; the answer is the same.
    """
    with database.reading() as tx:
        case = kept.own_case(tx, case_id, actor)
        return FilingView(
            case,
            kept.load_company(tx, case.company_id),
            kept.read_fields(tx, case_id),
            kept.read_staff(tx, case_id),
            kept.read_drawer(tx, case_id),
            kept.newest_precheck(tx, case_id),
            _rounds(tx, case),
            _answered(tx, case),
            _since(tx, case),
            _letter(tx, case),
        )


def file_in_drawer(
    case_id: int, file_id: int, actor: Actor, *, database: Database
) -> kept.KeptFile:
    """Return a file of a company's own drawer.

    Raises:
        RefusedError: missing, or somebody else's; the answer is the same.
    """
    with database.reading() as tx:
        kept.own_case(tx, case_id, actor)
        return kept.find_file(tx, case_id, file_id)


def files_of_round(
    case_id: int, number: int, actor: Actor, *, database: Database
) -> tuple[tuple[str, int, str], ...]:
    """Return path, size in bytes and hash of the files of a submission."""
    with database.reading() as tx:
        kept.own_case(tx, case_id, actor)
        rows = tx.execute(
            select(files.c.path, files.c.size_bytes, files.c.sha256)
            .join(rounds, rounds.c.id == files.c.round_id)
            .where(rounds.c.case_id == case_id, rounds.c.number == number)
            .order_by(files.c.path)
        )
        return tuple((row.path, row.size_bytes, row.sha256) for row in rows)


def read_company_notices(actor: Actor, database: Database) -> tuple[KeptNotice, ...]:
    """Return the notices of one's company, newest first."""
    require(actor, Permission.SEE_NOTICES)
    with database.reading() as tx:
        return read_notices(tx, actor.company_id or 0, _MOST_NOTICES)


def count_unread_notices(actor: Actor, database: Database) -> int:
    """Return how many notices one's company has not read."""
    require(actor, Permission.SEE_NOTICES)
    with database.reading() as tx:
        return count_unread(tx, actor.company_id or 0)


def _since(tx: Connection, case: Case) -> dt.datetime:
    moment: dt.datetime = tx.execute(
        select(cases.c.since).where(cases.c.id == case.id)
    ).scalar_one()
    return moment


def _letter(tx: Connection, case: Case) -> int | None:
    """Return the newest letter that the company was sent and that still holds."""
    if case.round_no == 0:
        return None
    return tx.execute(
        select(letters.c.id)
        .join(rounds, rounds.c.id == letters.c.round_id)
        .where(
            rounds.c.case_id.in_(homes_of(case)),
            letters.c.released_at.is_not(None),
            letters.c.withdrawn_at.is_(None),
        )
        .order_by(letters.c.id.desc())
        .limit(1)
    ).scalar()


def _rounds(tx: Connection, case: Case) -> tuple[RoundMade, ...]:
    if case.round_no == 0:
        return ()
    rows = tx.execute(
        select(rounds)
        .where(rounds.c.case_id.in_(homes_of(case)), rounds.c.number > 0)
        .order_by(rounds.c.number)
    ).mappings()
    return tuple(
        RoundMade(
            row["number"],
            row["submitted_at"],
            row["words"],
            Grade(row["grade"]) if row["grade"] else None,
        )
        for row in rows
    )


def _answered(tx: Connection, case: Case) -> tuple[Answered, ...]:
    if case.standing.state not in {State.DRAFT, State.RETURNED}:
        return ()
    return tuple(_answered_row(told) for told in kept.answered_of(tx, case))


def _answered_row(told: Mapping[str, Any]) -> Answered:
    said = kept.Answer(told["finding_id"], told["kind"], told["words"])
    return Answered(
        told["finding_id"],
        told["item"],
        told["document"],
        told["sha256"],
        told["page_no"],
        tuple(told["box"]) if told["box"] else None,
        told["message_zh"],
        told["message_en"],
        told["remedy_zh"],
        told["remedy_en"],
        said if said.kind else None,
    )
