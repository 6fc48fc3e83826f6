"""Cases and rounds: loading what an act needs, and keeping what it changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from checker.model.grade import Grade
from reviewer_app.db.tables import cases, companies, files, rounds
from reviewer_app.domain.attempts import Standing
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.states import State


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands; ``version`` rises with each change.

    ``revision`` rises with each change of what the company files; ``continues_id`` is
    the deleted case whose rounds this one goes on with.
    """

    id: int
    company_id: int
    year: int
    round_no: int
    version: int
    standing: Standing
    grade: Grade | None
    deadline: dt.datetime | None
    revision: int = 0
    continues_id: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One submission of a case; ``is_checked``: its check is over, well or not."""

    id: int
    number: int
    suggested: Grade | None
    checked_at: dt.datetime | None
    is_checked: bool


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file of a round; ``path`` as in the dossier, ``/`` as separator."""

    path: str
    sha256: str
    size_bytes: int
    item: str | None = None


def load_case(tx: Connection, case_id: int) -> Case:
    """Return a case.

    Raises:
        RefusedError: there is none, code ``not_found``.
    """
    row = tx.execute(select(cases).where(cases.c.id == case_id)).mappings().first()
    if row is None:
        raise not_found()
    return _case(row)


def find_case(tx: Connection, company_id: int, year: int) -> Case | None:
    """Return the company's case for a year, deleted ones aside."""
    row = (
        tx.execute(
            select(cases).where(
                cases.c.company_id == company_id,
                cases.c.year == year,
                cases.c.state != State.DELETED,
            )
        )
        .mappings()
        .first()
    )
    return None if row is None else _case(row)


def cases_of_company(
    tx: Connection, company_id: int
) -> tuple[tuple[Case, dt.datetime], ...]:
    """Return a company's cases, each with since when it stands as it does.

    Newest year first; deleted ones aside.
    """
    rows = tx.execute(
        select(cases)
        .where(cases.c.company_id == company_id, cases.c.state != State.DELETED)
        .order_by(cases.c.year.desc(), cases.c.id.desc())
    ).mappings()
    return tuple((_case(row), row["since"]) for row in rows)


def add_case(
    tx: Connection, company_id: int, year: int, *, state: State, at: dt.datetime
) -> int:
    """Make a case and return its id."""
    made = tx.execute(
        insert(cases).values(
            company_id=company_id, year=year, state=state, since=at, created_at=at
        )
    )
    return _key(made.inserted_primary_key)


def change_case(tx: Connection, case: Case, changes: Mapping[str, Any]) -> None:
    """Change a case that nobody else has changed since it was loaded.

    Raises:
        RefusedError: somebody was quicker, code ``changed``.
    """
    done = tx.execute(
        update(cases)
        .where(cases.c.id == case.id, cases.c.version == case.version)
        .values(**changes, version=case.version + 1)
    )
    if done.rowcount != 1:
        raise RefusedError(
            "changed",
            "这份案卷刚刚被其他人改动，请刷新后再试",
            "Somebody has just changed this case; please reload and try again",
        )


def load_round(tx: Connection, case_id: int, number: int) -> Round:
    """Return a round of a case.

    Raises:
        RefusedError: there is none, code ``not_found``.
    """
    row = (
        tx.execute(
            select(rounds).where(rounds.c.case_id == case_id, rounds.c.number == number)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise not_found()
    return _round(row)


def homes_of(case: Case) -> tuple[int, ...]:
    """Return the cases whose rounds are its own: it, and the deleted one before it."""
    return (case.id,) if case.continues_id is None else (case.id, case.continues_id)


def round_before(tx: Connection, case: Case) -> Round | None:
    """Return the newest round that was submitted, the one of a deleted case too."""
    if case.round_no == 0:
        return None
    row = (
        tx.execute(
            select(rounds).where(
                rounds.c.case_id.in_(homes_of(case)),
                rounds.c.number == case.round_no,
            )
        )
        .mappings()
        .first()
    )
    return None if row is None else _round(row)


def _round(row: RowMapping) -> Round:
    return Round(
        row["id"],
        row["number"],
        _grade(row["suggested"]),
        row["checked_at"],
        row["checked_at"] is not None or row["check_failure"] is not None,
    )


def grade_of_round(tx: Connection, case_id: int, number: int) -> str | None:
    """Return the grade that people gave a round, None where they gave none."""
    mine = (rounds.c.case_id == case_id, rounds.c.number == number)
    return tx.execute(select(rounds.c.grade).where(*mine)).scalar()


def add_round(
    tx: Connection,
    case_id: int,
    number: int,
    *,
    at: dt.datetime,
    dossier_yaml: str,
) -> int:
    """Make a round and return its id."""
    made = tx.execute(
        insert(rounds).values(
            case_id=case_id, number=number, submitted_at=at, dossier_yaml=dossier_yaml
        )
    )
    return _key(made.inserted_primary_key)


def change_round(tx: Connection, round_id: int, changes: Mapping[str, Any]) -> None:
    """Keep what the check made of a round."""
    tx.execute(update(rounds).where(rounds.c.id == round_id).values(**changes))


def add_files(tx: Connection, round_id: int, new: tuple[NewFile, ...]) -> None:
    """List the files of a round."""
    if new:
        tx.execute(
            insert(files),
            [
                {
                    "round_id": round_id,
                    "path": one.path,
                    "sha256": one.sha256,
                    "size_bytes": one.size_bytes,
                    "item": one.item,
                }
                for one in new
            ],
        )


def link_replaced(tx: Connection, before_id: int, round_id: int) -> None:
    """Say of each file of a round which file of the round before it replaces.

    The same path with other bytes; the same bytes replace nothing.
    """
    earlier = {
        row.path: row
        for row in tx.execute(
            select(files.c.id, files.c.path, files.c.sha256).where(
                files.c.round_id == before_id
            )
        )
    }
    now = tx.execute(
        select(files.c.id, files.c.path, files.c.sha256).where(
            files.c.round_id == round_id
        )
    ).all()
    for row in now:
        old = earlier.get(row.path)
        if old is not None and old.sha256 != row.sha256:
            change = update(files).where(files.c.id == row.id)
            tx.execute(change.values(replaces_id=old.id))


def find_company(tx: Connection, name: str, credit_code: str | None) -> int | None:
    """Return the id of a company, known by its code, else by its name."""
    known = companies.c.name == name
    if credit_code:
        known = companies.c.credit_code == credit_code
    found = tx.execute(select(companies.c.id).where(known)).scalar()
    return None if found is None else int(found)


def find_or_add_company(
    tx: Connection, name: str, credit_code: str | None, *, at: dt.datetime
) -> int:
    """Return the id of a company, which is made where it is new."""
    found = find_company(tx, name, credit_code)
    if found is not None:
        return found
    made = tx.execute(
        insert(companies).values(name=name, credit_code=credit_code, created_at=at)
    )
    return _key(made.inserted_primary_key)


def _case(row: RowMapping) -> Case:
    return Case(
        id=row["id"],
        company_id=row["company_id"],
        year=row["year"],
        round_no=row["round_no"],
        version=row["version"],
        standing=Standing(
            state=State(row["state"]),
            company_id=row["company_id"],
            holder_id=row["holder_id"],
            recommender_id=row["recommender_id"],
            recommended=_grade(row["recommended"]),
            was_claimed=row["was_claimed"],
        ),
        grade=_grade(row["grade"]),
        deadline=row["deadline"],
        revision=row["revision"],
        continues_id=row["continues_id"],
    )


def _grade(value: str | None) -> Grade | None:
    return None if value is None else Grade(value)


def _key(primary_key: Any) -> int:  # noqa: ANN401 - a row of SQLAlchemy's
    return int(primary_key[0])
