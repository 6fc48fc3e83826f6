"""The letter of a case, as draft or as it was released."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from reviewer_app.db.cases import homes_of
from reviewer_app.db.tables import letters, rounds, users
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor, Role
from reviewer_app.queries.access import visible_case


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter; ``body`` holds opening, lines, closing and contacts."""

    letter_id: int
    round_no: int
    number: str | None
    body: Mapping[str, Any]
    deadline: dt.datetime | None
    written_by: str
    released_at: dt.datetime | None
    withdrawn_at: dt.datetime | None


def read_letters(
    case_id: int, actor: Actor, database: Database
) -> tuple[LetterRow, ...]:
    """Return a case's letters, oldest first; a company sees released ones only."""
    with database.reading() as tx:
        case = visible_case(tx, case_id, actor)
        chosen = (
            select(letters, rounds.c.number.label("round_no"), users.c.name)
            .join(rounds, rounds.c.id == letters.c.round_id)
            .join(users, users.c.id == letters.c.written_by)
            .where(rounds.c.case_id.in_(homes_of(case)))
            .order_by(letters.c.id)
        )
        if actor.role is Role.COMPANY:
            chosen = chosen.where(letters.c.released_at.is_not(None))
        return tuple(
            LetterRow(
                letter_id=row["id"],
                round_no=row["round_no"],
                number=row["number"],
                body=row["body"],
                deadline=row["deadline"],
                written_by=row["name"],
                released_at=row["released_at"],
                withdrawn_at=row["withdrawn_at"],
            )
            for row in tx.execute(chosen).mappings()
        )
