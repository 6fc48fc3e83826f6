"""What administrators and auditors read: users, codes, settings, the log."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from checker.model.wording import Text
from reviewer_app.db.log import read_entries, read_head
from reviewer_app.db.people import Token, tokens_of
from reviewer_app.db.settings import read_settings
from reviewer_app.db.tables import cases, companies, log, reason_codes, users
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.audit import Break, find_break
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.permissions import Permission, require


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user, without anything secret."""

    user_id: int
    account: str
    name: str
    role: Role
    company: str | None
    is_active: bool


def read_tokens(actor: Actor, database: Database) -> tuple[Token, ...]:
    """Return one's own tokens.

    Raises:
        RefusedError: no permission.
    """
    require(actor, Permission.OWN_ACCOUNT)
    with database.reading() as tx:
        return tokens_of(tx, actor.user_id)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason why a finding is no fault; retired ones are not offered."""

    code: str
    words: Text
    is_retired: bool


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry of the log."""

    sequence: int
    at: dt.datetime
    act: str
    case_id: int | None
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries; None: any. Newest first, ``before`` a sequence number."""

    user_id: int | None = None
    case_id: int | None = None
    act: str | None = None
    before: int | None = None
    at_most: int = 100


def read_users(actor: Actor, database: Database) -> tuple[UserRow, ...]:
    """Return all users."""
    require(actor, Permission.MANAGE_USERS)
    with database.reading() as tx:
        rows = tx.execute(
            select(users, companies.c.name.label("company"))
            .join(companies, companies.c.id == users.c.company_id, isouter=True)
            .order_by(users.c.account)
        ).mappings()
        return tuple(
            UserRow(
                row["id"],
                row["account"],
                row["name"],
                Role(row["role"]),
                row["company"],
                row["is_active"],
            )
            for row in rows
        )


def read_reviewers(actor: Actor, database: Database) -> tuple[UserRow, ...]:
    """Return the reviewers that a case may be given to."""
    require(actor, Permission.SEE_QUEUE)
    with database.reading() as tx:
        rows = tx.execute(
            select(users)
            .where(users.c.role == Role.REVIEWER, users.c.is_active.is_(True))
            .order_by(users.c.name)
        ).mappings()
        return tuple(
            UserRow(
                row["id"],
                row["account"],
                row["name"],
                Role.REVIEWER,
                None,
                is_active=True,
            )
            for row in rows
        )


def read_reason_codes(database: Database) -> tuple[ReasonRow, ...]:
    """Return all reason codes, retired ones last."""
    with database.reading() as tx:
        rows = tx.execute(
            select(reason_codes).order_by(
                reason_codes.c.retired_at.is_not(None), reason_codes.c.code
            )
        ).mappings()
        return tuple(
            ReasonRow(
                row["code"], Text(row["zh"], row["en"]), row["retired_at"] is not None
            )
            for row in rows
        )


def read_desk_settings(database: Database) -> dict[str, object]:
    """Return all settings; none of them is secret."""
    with database.reading() as tx:
        return read_settings(tx)


def read_log(wanted: LogFilter, actor: Actor, database: Database) -> tuple[LogRow, ...]:
    """Return entries of the log, newest first."""
    require(actor, Permission.SEE_LOG)
    chosen = select(log).order_by(log.c.sequence.desc()).limit(wanted.at_most)
    for column, value in (
        (log.c.user_id, wanted.user_id),
        (log.c.case_id, wanted.case_id),
        (log.c.act, wanted.act),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    if wanted.before is not None:
        chosen = chosen.where(log.c.sequence < wanted.before)
    with database.reading() as tx:
        return tuple(
            LogRow(
                row["sequence"], row["at"], row["act"], row["case_id"], row["content"]
            )
            for row in tx.execute(chosen).mappings()
        )


def read_company_names(
    case_ids: Collection[int], actor: Actor, database: Database
) -> dict[int, str]:
    """Return the companies of cases that the log names."""
    require(actor, Permission.SEE_LOG)
    with database.reading() as tx:
        rows = tx.execute(
            select(cases.c.id, companies.c.name)
            .join(companies, companies.c.id == cases.c.company_id)
            .where(cases.c.id.in_(case_ids))
        )
        return {row.id: row.name for row in rows}


def verify_log(
    database: Database, head: tuple[int, str] | None = None
) -> tuple[int, Break | None]:
    """Return how many entries the log has, and where it breaks, if it does."""
    with database.reading() as tx:
        newest = read_head(tx)
        fault = find_break(read_entries(tx), head)
    return (newest[0] if newest else 0), fault
