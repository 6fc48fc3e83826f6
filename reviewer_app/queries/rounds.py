"""What a check needs of a round."""

from dataclasses import dataclass

from sqlalchemy import select

from reviewer_app.db.cases import load_case, load_round
from reviewer_app.db.tables import files, rounds
from reviewer_app.db.unit_of_work import Database


@dataclass(frozen=True, slots=True)
class RoundToCheck:
    """The files of a round by path and hash, and its ``dossier.yaml``."""

    files: tuple[tuple[str, str], ...]
    dossier_yaml: str
    year: int
    is_checked: bool


def round_to_check(case_id: int, round_no: int, database: Database) -> RoundToCheck:
    """Return what is to be checked; asked by the desk itself, for no person.

    Raises:
        RefusedError: there is no such round.
    """
    with database.reading() as tx:
        case = load_case(tx, case_id)
        wanted = load_round(tx, case_id, round_no)
        text = tx.execute(
            select(rounds.c.dossier_yaml).where(rounds.c.id == wanted.id)
        ).scalar_one()
        rows = tx.execute(
            select(files.c.path, files.c.sha256)
            .where(files.c.round_id == wanted.id)
            .order_by(files.c.path)
        )
        listed = tuple((row.path, row.sha256) for row in rows)
    return RoundToCheck(listed, text, case.year, wanted.checked_at is not None)
