"""Dossiers that arrive file by file: begun, filled, and imported when whole."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from reviewer_app.db.cases import NewFile
from reviewer_app.db.log import Happening, write
from reviewer_app.db.tables import arrivals, arrived_files
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.services.desk import Desk

LONGEST_PATH = 400
MOST_FILES = 2_000
"""Source: own choice; a dossier of 20 items and 60 people has under 200 files."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A dossier that is about to arrive."""

    company: str
    credit_code: str | None
    year: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """What has arrived so far; ``case_id`` None until it was submitted."""

    id: int
    company: str
    credit_code: str | None
    year: int
    case_id: int | None
    files: tuple[NewFile, ...]


def begin(command: Begin, actor: Actor, desk: Desk) -> int:
    """Begin an arrival and return its id."""
    require(actor, Permission.IMPORT_CASES)
    if not command.company.strip():
        raise RefusedError("condition", "请给出企业名称", "A company's name is needed")
    with desk.database.work() as tx:
        now = desk.clock.now()
        made = tx.execute(
            insert(arrivals).values(
                made_by=actor.user_id,
                made_at=now,
                company=command.company.strip(),
                credit_code=command.credit_code,
                year=command.year,
            )
        )
        key = made.inserted_primary_key
        if key is None:
            raise AssertionError("an insert without a key")
        write(tx, actor, Happening("arrival", details={"arrival": key[0]}), at=now)
        return int(key[0])


def add_file(arrival_id: int, file: NewFile, actor: Actor, *, desk: Desk) -> None:
    """Put a file that is kept already into an arrival, over one of the same path.

    Raises:
        RefusedError: somebody else's, submitted already, or too much.
    """
    if not file.path or len(file.path) > LONGEST_PATH:
        raise RefusedError(
            "condition", "文件名为空或过长", "The file's name is empty or too long"
        )
    with desk.database.work() as tx:
        arrival = _open(tx, arrival_id, actor)
        if len(arrival.files) >= MOST_FILES:
            raise RefusedError(
                "condition",
                f"文件超过 {MOST_FILES} 个",
                f"More than {MOST_FILES} files",
            )
        same = (
            arrived_files.c.arrival_id == arrival_id,
            arrived_files.c.path == file.path,
        )
        tx.execute(delete(arrived_files).where(*same))
        tx.execute(
            insert(arrived_files).values(
                arrival_id=arrival_id,
                path=file.path,
                sha256=file.sha256,
                size_bytes=file.size_bytes,
            )
        )


def load(arrival_id: int, actor: Actor, desk: Desk) -> Arrival:
    """Return an arrival of one's own."""
    require(actor, Permission.IMPORT_CASES)
    with desk.database.reading() as tx:
        return _load(tx, arrival_id, actor)


def mark_submitted(arrival_id: int, case_id: int, actor: Actor, *, desk: Desk) -> None:
    """Remember which case an arrival became."""
    with desk.database.work() as tx:
        arrival = _load(tx, arrival_id, actor)
        mine = arrivals.c.id == arrival.id
        tx.execute(update(arrivals).where(mine).values(case_id=case_id))


def _open(tx: Connection, arrival_id: int, actor: Actor) -> Arrival:
    require(actor, Permission.IMPORT_CASES)
    arrival = _load(tx, arrival_id, actor)
    if arrival.case_id is not None:
        raise RefusedError(
            "wrong_state", "案卷已经提交", "The dossier was submitted already"
        )
    return arrival


def _load(tx: Connection, arrival_id: int, actor: Actor) -> Arrival:
    mine = (arrivals.c.id == arrival_id, arrivals.c.made_by == actor.user_id)
    row = tx.execute(select(arrivals).where(*mine)).mappings().first()
    if row is None:
        raise not_found()
    files = tx.execute(
        select(arrived_files)
        .where(arrived_files.c.arrival_id == arrival_id)
        .order_by(arrived_files.c.path)
    ).mappings()
    return Arrival(
        row["id"],
        row["company"],
        row["credit_code"],
        row["year"],
        row["case_id"],
        tuple(NewFile(f["path"], f["sha256"], f["size_bytes"]) for f in files),
    )
