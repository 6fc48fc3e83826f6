"""What a chief reviewer reads: recommendations that wait, and how far everybody is."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from checker.model.grade import Grade
from reviewer_app.db.tables import (
    cases,
    companies,
    decisions,
    letters,
    log,
    rounds,
    users,
)
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A case that waits to be accepted; ``dismissed`` counts findings."""

    case_id: int
    company: str
    grade: Grade
    suggested: Grade | None
    recommender: str
    since: dt.datetime
    reason: str
    letter_lines: int
    dismissed: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a reviewer holds now, and has finished."""

    user_id: int
    name: str
    held: int
    done: int


def read_recommendations(
    actor: Actor, database: Database
) -> tuple[Recommendation, ...]:
    """Return what waits for the chief, the longest waiting first.

    Raises:
        RefusedError: the role may not accept.
    """
    require(actor, Permission.ACCEPT_CASES)
    with database.reading() as tx:
        chosen = (
            select(
                cases.c.id,
                cases.c.since,
                cases.c.recommended,
                companies.c.name.label("company"),
                users.c.name.label("recommender"),
                rounds.c.id.label("round_id"),
                rounds.c.suggested,
            )
            .join(companies, companies.c.id == cases.c.company_id)
            .join(users, users.c.id == cases.c.recommender_id)
            .join(
                rounds,
                (rounds.c.case_id == cases.c.id)
                & (rounds.c.number == cases.c.round_no),
            )
            .where(cases.c.state == State.TO_ACCEPT)
            .order_by(cases.c.since, cases.c.id)
        )
        rows = tx.execute(chosen).all()
        ids = [row.round_id for row in rows]
        dismissed, lines = _dismissed(tx, ids), _lines(tx, ids)
        reasons = _reasons(tx, [row.id for row in rows])
    return tuple(
        Recommendation(
            row.id,
            row.company,
            Grade(row.recommended),
            Grade(row.suggested) if row.suggested else None,
            row.recommender,
            row.since,
            reasons.get(row.id, ""),
            lines.get(row.round_id, 0),
            dismissed.get(row.round_id, 0),
        )
        for row in rows
    )


def _dismissed(tx: Connection, round_ids: list[int]) -> dict[int, int]:
    rows = tx.execute(
        select(decisions.c.round_id, func.count(decisions.c.finding_id.distinct()))
        .where(
            decisions.c.round_id.in_(round_ids),
            decisions.c.undone_at.is_(None),
            decisions.c.verdict == Verdict.DISMISSED,
        )
        .group_by(decisions.c.round_id)
    )
    return {row[0]: row[1] for row in rows}


def _reasons(tx: Connection, case_ids: list[int]) -> dict[int, str]:
    rows = tx.execute(
        select(log.c.case_id, log.c.content)
        .where(log.c.case_id.in_(case_ids), log.c.act == Act.RECOMMEND)
        .order_by(log.c.sequence)
    )
    return {row.case_id: str(row.content.get("why") or "") for row in rows}


def _lines(tx: Connection, round_ids: list[int]) -> dict[int, int]:
    rows = tx.execute(
        select(letters.c.round_id, letters.c.body).where(
            letters.c.round_id.in_(round_ids), letters.c.withdrawn_at.is_(None)
        )
    )
    return {row.round_id: len(row.body.get("lines", ())) for row in rows}


def read_loads(actor: Actor, database: Database) -> tuple[int, tuple[Load, ...]]:
    """Return how many cases are left in all, and each reviewer's load.

    Raises:
        RefusedError: the role may not assign.
    """
    require(actor, Permission.ACCEPT_CASES)
    open_states = [State.SUBMITTED, State.IN_REVIEW, State.TO_ACCEPT]
    with database.reading() as tx:
        left = tx.execute(
            select(func.count()).where(cases.c.state.in_(open_states))
        ).scalar_one()
        held = _counts(
            tx.execute(
                select(cases.c.holder_id, func.count())
                .where(cases.c.state == State.IN_REVIEW)
                .group_by(cases.c.holder_id)
            ).all()
        )
        done = _counts(
            tx.execute(
                select(letters.c.written_by, func.count())
                .where(letters.c.released_at.is_not(None))
                .group_by(letters.c.written_by)
            ).all()
        )
        people = tx.execute(
            select(users.c.id, users.c.name)
            .where(users.c.role == Role.REVIEWER, users.c.is_active.is_(True))
            .order_by(users.c.name)
        ).all()
    loads = tuple(
        Load(row.id, row.name, held.get(row.id, 0), done.get(row.id, 0))
        for row in people
    )
    return left, loads


def _counts(rows: object) -> dict[int, int]:
    return {row[0]: row[1] for row in rows}  # type: ignore[attr-defined]
