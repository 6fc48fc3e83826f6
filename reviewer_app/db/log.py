"""The log's table: entries are chained as they are added, and read back to verify."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, insert, select

from reviewer_app.db.tables import log
from reviewer_app.domain.audit import GENESIS, Entry, hash_content
from reviewer_app.domain.people import Actor


@dataclass(frozen=True, slots=True)
class Happening:
    """What is written down of an act; plain values that survive JSON."""

    act: str
    case_id: int | None = None
    round_no: int | None = None
    before: str | None = None
    after: str | None = None
    why: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


def write(tx: Connection, actor: Actor, what: Happening, *, at: dt.datetime) -> None:
    """Add an entry to the end of the log, in the transaction of the act itself."""
    last = tx.execute(
        select(log.c.sequence, log.c.own_hash).order_by(log.c.sequence.desc()).limit(1)
    ).first()
    sequence, previous = (last.sequence + 1, last.own_hash) if last else (1, GENESIS)
    content = _content(actor, at, what)
    tx.execute(
        insert(log).values(
            sequence=sequence,
            at=at,
            act=what.act,
            user_id=actor.user_id,
            case_id=what.case_id,
            content=content,
            previous_hash=previous,
            own_hash=hash_content(sequence, content, previous),
        )
    )


def read_entries(tx: Connection) -> Iterator[Entry]:
    """Yield all entries in their order, as they are kept."""
    rows = tx.execute(select(log).order_by(log.c.sequence)).mappings()
    for row in rows:
        content = dict(row["content"])
        yield Entry(row["sequence"], content, row["previous_hash"], row["own_hash"])


def read_head(tx: Connection) -> tuple[int, str] | None:
    """Return number and hash of the newest entry, None for an empty log."""
    newest = select(func.max(log.c.sequence)).scalar_subquery()
    row = tx.execute(
        select(log.c.sequence, log.c.own_hash).where(log.c.sequence == newest)
    ).first()
    return None if row is None else (row.sequence, row.own_hash)


def _content(actor: Actor, at: dt.datetime, what: Happening) -> dict[str, object]:
    return {
        "at": at.isoformat(),
        "user_id": actor.user_id,
        "name": actor.name,
        "role": actor.role.value,
        "company_id": actor.company_id,
        "act": what.act,
        "case_id": what.case_id,
        "round_no": what.round_no,
        "before": what.before,
        "after": what.after,
        "why": what.why,
        "details": dict(what.details),
    }
