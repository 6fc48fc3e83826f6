"""The rows that figures count: cases of a time, and what was said of each rule."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from checker.model.grade import Grade
from reviewer_app.db.tables import cases, companies, decisions, findings, log, rounds
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.effort import spent_minutes
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State


@dataclass(frozen=True, slots=True)
class CountedCase:
    """A case as it stands.

    ``minutes`` as estimated for its newest round, ``spent`` on all its rounds by
    people (minutes), None where nobody has begun.
    """

    case_id: int
    company: str
    state: State
    grade: Grade | None
    rounds: int
    minutes: float | None
    spent: float | None
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class CountedRule:
    """A rule's findings, and what people said of them."""

    rule: str
    findings: int
    confirmed: int
    dismissed: int
    late: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All rows of a time."""

    cases: tuple[CountedCase, ...]
    rules: tuple[CountedRule, ...]


def read_figures(
    since: dt.datetime, until: dt.datetime, actor: Actor, *, database: Database
) -> Figures:
    """Return the rows behind the figures; four statements.

    Args:
        since: cases made from then on count.
        until: and before then.
        actor: who asks.
        database: where.

    Raises:
        RefusedError: the role may not see figures.
    """
    require(actor, Permission.SEE_FIGURES)
    with database.reading() as tx:
        counted = _cases(tx, since, until)
        rules = _rules(tx, since, until)
    return Figures(counted, rules)


_READING = (
    *(Act.CLAIM, Act.DECIDE, Act.RELEASE, Act.RECOMMEND, Act.ACCEPT, Act.SEND_BACK),
    *("save_letter", "note", "download"),
)
"""What people do while they read a dossier."""


def _cases(
    tx: Connection, since: dt.datetime, until: dt.datetime
) -> tuple[CountedCase, ...]:
    rows = tx.execute(
        select(cases, companies.c.name.label("company"), rounds.c.minutes)
        .join(companies, companies.c.id == cases.c.company_id)
        .join(
            rounds,
            (rounds.c.case_id == cases.c.id) & (rounds.c.number == cases.c.round_no),
            isouter=True,
        )
        .where(
            cases.c.created_at >= since,
            cases.c.created_at < until,
            cases.c.state.not_in([State.DELETED, State.DRAFT]),
        )
        .order_by(cases.c.since.desc())
    ).mappings()
    spent = _spent(tx, since)
    return tuple(
        CountedCase(
            row["id"],
            row["company"],
            State(row["state"]),
            Grade(row["grade"]) if row["grade"] else None,
            row["round_no"],
            row["minutes"],
            spent.get(row["id"]),
            row["since"],
        )
        for row in rows
    )


def _spent(tx: Connection, since: dt.datetime) -> dict[int, float]:
    steps = tx.execute(
        select(log.c.user_id, log.c.at, log.c.case_id)
        .where(log.c.case_id.is_not(None), log.c.at >= since, log.c.act.in_(_READING))
        .order_by(log.c.user_id, log.c.sequence)
    )
    return spent_minutes((row.user_id, row.at, row.case_id) for row in steps)


def _rules(
    tx: Connection, since: dt.datetime, until: dt.datetime
) -> tuple[CountedRule, ...]:
    newest = (
        select(
            decisions.c.round_id,
            decisions.c.finding_id,
            func.max(decisions.c.id).label("id"),
        )
        .where(decisions.c.undone_at.is_(None))
        .group_by(decisions.c.round_id, decisions.c.finding_id)
        .subquery()
    )
    said = decisions.alias("said")
    confirmed = said.c.verdict == Verdict.CONFIRMED
    dismissed = said.c.verdict == Verdict.DISMISSED
    rows = tx.execute(
        select(
            findings.c.rule,
            func.count().label("all"),
            func.count().filter(confirmed).label("confirmed"),
            func.count().filter(dismissed).label("dismissed"),
            func.count().filter(findings.c.late_reason.is_not(None)).label("late"),
        )
        .join(rounds, rounds.c.id == findings.c.round_id)
        .join(
            newest,
            (newest.c.round_id == findings.c.round_id)
            & (newest.c.finding_id == findings.c.finding_id),
            isouter=True,
        )
        .join(said, said.c.id == newest.c.id, isouter=True)
        .where(
            rounds.c.submitted_at >= since,
            rounds.c.submitted_at < until,
            # A round that was withdrawn bears a negative number.
            rounds.c.number > 0,
        )
        .group_by(findings.c.rule)
        .order_by(func.count().desc(), findings.c.rule)
    )
    return tuple(CountedRule(*row) for row in rows)
