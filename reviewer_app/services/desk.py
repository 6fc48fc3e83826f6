"""What every service is given, and the steps that all of them share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from reviewer_app.db.cases import Case, change_case
from reviewer_app.db.log import Happening, write
from reviewer_app.db.tables import commands
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.acts import decide
from reviewer_app.domain.attempts import Act, Attempt, Circumstances
from reviewer_app.domain.people import Actor
from reviewer_app.domain.states import State
from reviewer_app.ports import Clock, FileStore, JobRunner


@dataclass(frozen=True, slots=True)
class Desk:
    """The world as services see it."""

    database: Database
    clock: Clock
    files: FileStore
    jobs: JobRunner


@dataclass(frozen=True, slots=True)
class Command:
    """What every order carries; giving the same order twice does it once.

    ``command_id`` is made by whoever gives the order, empty: it may be repeated.
    """

    command_id: str = ""


@contextmanager
def transaction(command: Command, desk: Desk) -> Iterator[tuple[Connection, list[Any]]]:
    """Open a transaction in which an order is done unless it was done before.

    Yields the transaction and a list: with the earlier answer, so that there is
    nothing left to do, or empty, to be filled with the answer (plain JSON values).
    """
    with desk.database.work() as tx:
        row = None
        if command.command_id:
            known = commands.c.id == command.command_id
            row = tx.execute(select(commands.c.answer).where(known)).first()
        answer: list[Any] = [] if row is None else [row.answer]
        yield tx, answer
        if command.command_id and row is None:
            tx.execute(
                insert(commands).values(
                    id=command.command_id,
                    at=desk.clock.now(),
                    answer=answer[0] if answer else None,
                )
            )


@dataclass(frozen=True, slots=True)
class Doing:
    """An act in the middle of its transaction."""

    tx: Connection
    desk: Desk
    actor: Actor
    act: Act


def perform(
    doing: Doing,
    case: Case,
    given: Circumstances,
    *,
    changes: Mapping[str, Any],
    details: Mapping[str, object] | None = None,
) -> State:
    """Ask the state table, change the case, write the log; returns the new state.

    Raises:
        RefusedError: the act may not happen, or somebody was quicker.
    """
    after = decide(Attempt(doing.act, doing.actor, case.standing, given))
    now = doing.desk.clock.now()
    moved = {"state": after, "since": now} if after is not case.standing.state else {}
    change_case(doing.tx, case, {**moved, **changes})
    happening = Happening(
        act=doing.act,
        case_id=case.id,
        round_no=case.round_no,
        before=case.standing.state,
        after=after,
        why=given.words,
        details=details or {},
    )
    write(doing.tx, doing.actor, happening, at=now)
    return after
