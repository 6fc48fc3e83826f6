"""What a check needs of a round."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reviewer_app.db.cases import Case, homes_of, load_case, load_round
from reviewer_app.db.tables import cases, files, rounds
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.states import State


@dataclass(frozen=True, slots=True)
class RoundToCheck:
    """The files of a round by path and hash, and its ``dossier.yaml``.

    ``pack_digest`` is that of the round before: later rounds keep their pack. A first
    round has none, and is judged by the pack in force at ``submitted_at``.
    """

    files: tuple[tuple[str, str], ...]
    dossier_yaml: str
    year: int
    is_checked: bool
    pack_digest: str | None
    submitted_at: dt.datetime
    failure: str | None = None
    round_id: int = 0


def round_to_check(case_id: int, round_no: int, database: Database) -> RoundToCheck:
    """Return what is to be checked; asked by the desk itself, for no person.

    Raises:
        RefusedError: there is no such round.
    """
    with database.reading() as tx:
        case = load_case(tx, case_id)
        wanted = load_round(tx, case_id, round_no)
        told = tx.execute(
            select(
                rounds.c.dossier_yaml, rounds.c.submitted_at, rounds.c.check_failure
            ).where(rounds.c.id == wanted.id)
        ).one()
        before = pack_before(tx, case, round_no - 1)
        rows = tx.execute(
            select(files.c.path, files.c.sha256)
            .where(files.c.round_id == wanted.id)
            .order_by(files.c.path)
        )
        listed = tuple((row.path, row.sha256) for row in rows)
    return RoundToCheck(
        listed,
        told.dossier_yaml,
        case.year,
        wanted.checked_at is not None,
        before,
        told.submitted_at,
        told.check_failure,
        wanted.id,
    )


def pack_before(tx: Connection, case: Case, number: int) -> str | None:
    """Return the pack of a round, the one of a deleted case that goes on here too."""
    chosen = select(rounds.c.pack_digest).where(
        rounds.c.case_id.in_(homes_of(case)), rounds.c.number == number
    )
    return tx.execute(chosen).scalar()


def rounds_without_answer(database: Database) -> tuple[tuple[int, int, int], ...]:
    """Return case, round and company of each round that was neither checked nor failed.

    Nearly all of them are ordered; a crash between making a case and ordering its check
    leaves one that is not.
    """
    with database.reading() as tx:
        rows = tx.execute(
            select(cases.c.id, rounds.c.number, cases.c.company_id)
            .join(cases, cases.c.id == rounds.c.case_id)
            .where(
                rounds.c.checked_at.is_(None),
                rounds.c.check_failure.is_(None),
                rounds.c.number == cases.c.round_no,
                cases.c.state != State.DELETED,
            )
            .order_by(rounds.c.id)
        )
        return tuple((row.id, row.number, row.company_id) for row in rows)
