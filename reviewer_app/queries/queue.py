"""「待我审核」: what waits, by tab, riskiest first, then the longest waiting."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select
from sqlalchemy.sql import Select

from checker.model.grade import Grade
from reviewer_app.db.tables import cases, companies, rounds, users
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.states import State

PAGE_ROWS = 50
"""Rows a page: what fits on two screens. Source: own choice."""


class Tab(StrEnum):
    """The tabs of the queue."""

    TO_CLAIM = "to_claim"
    MINE = "mine"
    TO_ACCEPT = "to_accept"
    RETURNED = "returned"
    DONE = "done"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case as the queue shows it; ``checked`` False: its check still runs."""

    case_id: int
    company: str
    credit_code: str | None
    year: int
    round_no: int
    state: State
    since: dt.datetime
    holder: str | None
    faults: int
    unknowns: int
    suggested: Grade | None
    grade: Grade | None
    minutes: float
    is_checked: bool
    failure: str | None


@dataclass(frozen=True, slots=True)
class QueueView:
    """A tab's rows, and how many cases each tab holds."""

    counts: dict[Tab, int]
    rows: tuple[QueueRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue; ``search`` is part of a name or code, pages from 0."""

    tab: Tab = Tab.TO_CLAIM
    search: str = ""
    page_index: int = 0


def read_queue(wanted: Wanted, actor: Actor, database: Database) -> QueueView:
    """Return one page of the queue; two statements, however many cases there are.

    Raises:
        RefusedError: the role has no queue.
    """
    require(actor, Permission.SEE_QUEUE)
    with database.reading() as tx:
        counts = _counts(tx, actor)
        chosen = _rows(wanted, actor)
        rows = tuple(_row(row) for row in tx.execute(chosen).mappings())
    return QueueView(counts, rows, counts[wanted.tab])


_STATES: dict[Tab, list[State]] = {
    Tab.TO_CLAIM: [State.SUBMITTED],
    Tab.MINE: [State.IN_REVIEW],
    Tab.TO_ACCEPT: [State.TO_ACCEPT],
    Tab.RETURNED: [State.RETURNED],
    Tab.DONE: [State.QUALIFIED, State.CLOSED],
    Tab.OPEN: [State.SUBMITTED, State.IN_REVIEW],
}


def _condition(tab: Tab, actor: Actor) -> ColumnElement[bool]:
    states = cases.c.state.in_(_STATES[tab])
    if tab is Tab.MINE:
        return and_(states, cases.c.holder_id == actor.user_id)
    return states


def _counts(tx: Connection, actor: Actor) -> dict[Tab, int]:
    row = tx.execute(
        select(
            *(
                func.count().filter(_condition(tab, actor)).label(tab.value)
                for tab in Tab
            )
        ).select_from(cases)
    ).one()
    return {tab: int(getattr(row, tab.value)) for tab in Tab}


def _rows(wanted: Wanted, actor: Actor) -> "Select[tuple[object, ...]]":
    chosen = (
        select(
            cases.c.id,
            companies.c.name.label("company"),
            companies.c.credit_code,
            cases.c.year,
            cases.c.round_no,
            cases.c.state,
            cases.c.since,
            cases.c.grade,
            users.c.name.label("holder"),
            rounds.c.errors,
            rounds.c.warnings,
            rounds.c.unknowns,
            rounds.c.suggested,
            rounds.c.minutes,
            rounds.c.checked_at,
            rounds.c.check_failure,
        )
        .join(companies, companies.c.id == cases.c.company_id)
        .join(
            rounds,
            (rounds.c.case_id == cases.c.id) & (rounds.c.number == cases.c.round_no),
            isouter=True,
        )
        .join(users, users.c.id == cases.c.holder_id, isouter=True)
        .where(_condition(wanted.tab, actor))
        .order_by(cases.c.risk.desc(), cases.c.since, cases.c.id)
        .limit(PAGE_ROWS)
        .offset(wanted.page_index * PAGE_ROWS)
    )
    words = wanted.search.strip()
    if not words:
        return chosen
    return chosen.where(
        or_(
            companies.c.name.contains(words, autoescape=True),
            companies.c.credit_code.startswith(words, autoescape=True),
        )
    )


def _row(row: RowMapping) -> QueueRow:
    return QueueRow(
        case_id=row["id"],
        company=row["company"],
        credit_code=row["credit_code"],
        year=row["year"],
        round_no=row["round_no"],
        state=State(row["state"]),
        since=row["since"],
        holder=row["holder"],
        faults=(row["errors"] or 0) + (row["warnings"] or 0),
        unknowns=row["unknowns"] or 0,
        suggested=Grade(row["suggested"]) if row["suggested"] else None,
        grade=Grade(row["grade"]) if row["grade"] else None,
        minutes=row["minutes"] or 0.0,
        is_checked=row["checked_at"] is not None,
        failure=row["check_failure"],
    )
