"""Users, their sessions, tickets and tokens; secrets are kept as hashes only."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from reviewer_app.db.tables import (
    attempts,
    companies,
    sessions,
    tickets,
    tokens,
    users,
)
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.domain.refusal import not_found

SECRET_BYTES = 32
"""256 bits; at least 128 are asked for. Source: ASVS 5.0, 7.2.3."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account; ``password_hash`` None: none was set yet."""

    id: int
    account: str
    name: str
    role: Role
    company_id: int | None
    password_hash: str | None
    is_active: bool
    company_kind: CompanyKind = CompanyKind.BUILDER

    @property
    def actor(self) -> Actor:
        """Return the user as one who acts."""
        return Actor(self.id, self.name, self.role, self.company_id, self.company_kind)


_USERS = select(users, companies.c.kind.label("company_kind")).join(
    companies, companies.c.id == users.c.company_id, isouter=True
)


def new_secret() -> str:
    """Return a fresh secret, safe in an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_secret(secret: str) -> str:
    """Return the hash under which a secret is kept; long secrets need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def load_user(tx: Connection, user_id: int) -> User:
    """Return a user.

    Raises:
        RefusedError: there is none.
    """
    row = tx.execute(_USERS.where(users.c.id == user_id)).mappings().first()
    if row is None:
        raise not_found()
    return _user(row)


def find_user(tx: Connection, account: str) -> User | None:
    """Return the user with that account, whatever its capitals."""
    known = func.lower(users.c.account) == account.strip().lower()
    row = tx.execute(_USERS.where(known)).mappings().first()
    return None if row is None else _user(row)


def add_user(tx: Connection, values: Mapping[str, Any]) -> int:
    """Make a user and return the id."""
    made = tx.execute(insert(users).values(**values))
    key: Any = made.inserted_primary_key
    return int(key[0])


def change_user(tx: Connection, user_id: int, changes: Mapping[str, Any]) -> None:
    """Change a user."""
    tx.execute(update(users).where(users.c.id == user_id).values(**changes))


def note_attempt(
    tx: Connection, account: str, address: str, *, at: dt.datetime, succeeded: bool
) -> None:
    """Remember that somebody tried to log in."""
    tx.execute(
        insert(attempts).values(
            account=account.strip().lower(),
            address=address,
            at=at,
            succeeded=succeeded,
        )
    )


def count_failures(
    tx: Connection, account: str, address: str, *, since: dt.datetime
) -> int:
    """Return the failed tries for an account from an address since a moment."""
    return int(
        tx.execute(
            select(func.count())
            .select_from(attempts)
            .where(
                attempts.c.account == account.strip().lower(),
                attempts.c.address == address,
                attempts.c.at >= since,
                attempts.c.succeeded.is_(False),
            )
        ).scalar_one()
    )


def open_session(tx: Connection, user_id: int, at: dt.datetime) -> str:
    """Return the secret of a new session."""
    secret = new_secret()
    tx.execute(
        insert(sessions).values(
            token_hash=hash_secret(secret), user_id=user_id, created_at=at, seen_at=at
        )
    )
    return secret


def user_of_session(
    tx: Connection, secret: str, *, seen_after: dt.datetime, made_after: dt.datetime
) -> User | None:
    """Return who a session belongs to; None where it ended, or its user is off."""
    row = (
        tx.execute(
            _USERS.join(sessions, sessions.c.user_id == users.c.id).where(
                sessions.c.token_hash == hash_secret(secret),
                sessions.c.ended_at.is_(None),
                sessions.c.seen_at >= seen_after,
                sessions.c.created_at >= made_after,
                users.c.is_active.is_(True),
            )
        )
        .mappings()
        .first()
    )
    return None if row is None else _user(row)


def touch_session(tx: Connection, secret: str, at: dt.datetime) -> None:
    """Remember that a session is in use."""
    known = sessions.c.token_hash == hash_secret(secret)
    tx.execute(update(sessions).where(known).values(seen_at=at))


def end_sessions(
    tx: Connection, at: dt.datetime, *, secret: str = "", user_id: int = 0
) -> None:
    """End one session by its secret, or all of a user."""
    mine = (
        sessions.c.token_hash == hash_secret(secret)
        if secret
        else sessions.c.user_id == user_id
    )
    open_ones = sessions.c.ended_at.is_(None)
    tx.execute(update(sessions).where(mine, open_ones).values(ended_at=at))


def add_ticket(
    tx: Connection,
    user_id: int,
    purpose: str,
    *,
    expires_at: dt.datetime,
    payload: Mapping[str, object] | None = None,
) -> str:
    """Return the secret of a one-time ticket."""
    secret = new_secret()
    tx.execute(
        insert(tickets).values(
            token_hash=hash_secret(secret),
            user_id=user_id,
            purpose=purpose,
            payload=dict(payload or {}),
            expires_at=expires_at,
        )
    )
    return secret


def peek_ticket(
    tx: Connection, secret: str, purpose: str, *, at: dt.datetime
) -> tuple[int, dict[str, object]] | None:
    """Return the user and payload of a ticket that stays good; None where it is not."""
    row = tx.execute(
        select(tickets.c.user_id, tickets.c.payload).where(
            tickets.c.token_hash == hash_secret(secret),
            tickets.c.purpose == purpose,
            tickets.c.expires_at > at,
        )
    ).first()
    return None if row is None else (row.user_id, dict(row.payload or {}))


def use_ticket(
    tx: Connection, secret: str, purpose: str, *, at: dt.datetime
) -> tuple[int, dict[str, object]] | None:
    """Use up a ticket; returns its user and payload, None where it is no good."""
    known = (
        tickets.c.token_hash == hash_secret(secret),
        tickets.c.purpose == purpose,
        tickets.c.used_at.is_(None),
        tickets.c.expires_at > at,
    )
    row = tx.execute(select(tickets.c.user_id, tickets.c.payload).where(*known)).first()
    if row is None:
        return None
    done = tx.execute(update(tickets).where(*known).values(used_at=at))
    return (row.user_id, dict(row.payload or {})) if done.rowcount == 1 else None


def add_token(tx: Connection, user_id: int, name: str, *, at: dt.datetime) -> str:
    """Return a new bearer token for the HTTP API; it is shown once."""
    secret = new_secret()
    tx.execute(
        insert(tokens).values(
            token_hash=hash_secret(secret), user_id=user_id, name=name, created_at=at
        )
    )
    return secret


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token, without its secret."""

    id: int
    name: str
    created_at: dt.datetime


def tokens_of(tx: Connection, user_id: int) -> tuple[Token, ...]:
    """Return somebody's tokens that are good, oldest first."""
    rows = tx.execute(
        select(tokens.c.id, tokens.c.name, tokens.c.created_at)
        .where(tokens.c.user_id == user_id, tokens.c.revoked_at.is_(None))
        .order_by(tokens.c.id)
    )
    return tuple(Token(row.id, row.name, row.created_at) for row in rows)


def revoke_token(tx: Connection, token_id: int, at: dt.datetime) -> None:
    """Make a token useless."""
    tx.execute(update(tokens).where(tokens.c.id == token_id).values(revoked_at=at))


def user_of_token(tx: Connection, secret: str) -> User | None:
    """Return who a bearer token acts for."""
    row = (
        tx.execute(
            _USERS.join(tokens, tokens.c.user_id == users.c.id).where(
                tokens.c.token_hash == hash_secret(secret),
                tokens.c.revoked_at.is_(None),
                users.c.is_active.is_(True),
            )
        )
        .mappings()
        .first()
    )
    return None if row is None else _user(row)


def _user(row: RowMapping) -> User:
    return User(
        id=row["id"],
        account=row["account"],
        name=row["name"],
        role=Role(row["role"]),
        company_id=row["company_id"],
        password_hash=row["password_hash"],
        is_active=row["is_active"],
        company_kind=CompanyKind(row["company_kind"] or CompanyKind.BUILDER),
    )
