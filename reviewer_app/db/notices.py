"""Notices to companies: each told once, read or not."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from checker.model.wording import Text
from reviewer_app.db.tables import notices


@dataclass(frozen=True, slots=True)
class Told:
    """A notice; ``key`` says what it is about, so that it is made once."""

    key: str
    words: Text
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class KeptNotice:
    """A notice as it stands."""

    id: int
    case_id: int | None
    words: Text
    made_at: dt.datetime
    read_at: dt.datetime | None


def tell(tx: Connection, company_id: int, told: Told, *, at: dt.datetime) -> bool:
    """Make a notice; False where there is one with the same key."""
    known = tx.execute(select(notices.c.id).where(notices.c.key == told.key)).first()
    if known is not None:
        return False
    tx.execute(
        insert(notices).values(
            company_id=company_id,
            case_id=told.case_id,
            key=told.key,
            zh=told.words.zh,
            en=told.words.en,
            made_at=at,
        )
    )
    return True


def read_notices(
    tx: Connection, company_id: int, at_most: int
) -> tuple[KeptNotice, ...]:
    """Return a company's notices, newest first."""
    rows = tx.execute(
        select(notices)
        .where(notices.c.company_id == company_id)
        .order_by(notices.c.id.desc())
        .limit(at_most)
    ).mappings()
    return tuple(_notice(row) for row in rows)


def unsent(tx: Connection) -> tuple[KeptNotice, ...]:
    """Return the notices that were not sent by mail, oldest first."""
    rows = tx.execute(
        select(notices).where(notices.c.mailed_at.is_(None)).order_by(notices.c.id)
    ).mappings()
    return tuple(_notice(row) for row in rows)


def mark_sent(tx: Connection, notice_id: int, at: dt.datetime) -> None:
    """Note that a notice was sent."""
    known = notices.c.id == notice_id
    tx.execute(update(notices).where(known).values(mailed_at=at))


def count_unread(tx: Connection, company_id: int) -> int:
    """Return how many notices a company has not read."""
    unread = (notices.c.company_id == company_id, notices.c.read_at.is_(None))
    counted = select(func.count()).select_from(notices).where(*unread)
    return int(tx.execute(counted).scalar_one())


def mark_read(tx: Connection, company_id: int, at: dt.datetime) -> None:
    """Note that all of a company's notices were read."""
    unread = (notices.c.company_id == company_id, notices.c.read_at.is_(None))
    tx.execute(update(notices).where(*unread).values(read_at=at))


def _notice(row: RowMapping) -> KeptNotice:
    return KeptNotice(
        row["id"],
        row["case_id"],
        Text(row["zh"], row["en"]),
        row["made_at"],
        row["read_at"],
    )
