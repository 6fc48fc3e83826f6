"""Rule packs as they are kept: every version with its texts, none ever deleted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from reviewer_app.db.tables import packs, users
from reviewer_app.domain.refusal import not_found


@dataclass(frozen=True, slots=True)
class Pack:
    """A version of a pack; ``state``: draft, proposed or approved."""

    digest: str
    name: str
    version: str
    state: str
    texts: Mapping[str, str]
    note: str
    made_by: int | None
    author: str
    made_at: dt.datetime
    approved_by: int | None
    in_force_from: dt.datetime | None


def read_packs(tx: Connection) -> tuple[Pack, ...]:
    """Return all versions, newest first."""
    rows = tx.execute(
        select(packs, users.c.name.label("author"))
        .join(users, users.c.id == packs.c.made_by, isouter=True)
        .order_by(packs.c.made_at.desc(), packs.c.id.desc())
    ).mappings()
    return tuple(_pack(row) for row in rows)


def load_pack(tx: Connection, digest: str) -> Pack:
    """Return a version.

    Raises:
        RefusedError: there is none, code ``not_found``.
    """
    found = [one for one in read_packs(tx) if one.digest == digest]
    if not found:
        raise not_found()
    return found[0]


def in_force(kept: tuple[Pack, ...], moment: dt.datetime) -> Pack | None:
    """Return the approved pack whose day came last; None: the program's own."""
    begun = [
        (one.in_force_from, one.made_at, one)
        for one in kept
        if one.state == "approved"
        and one.in_force_from is not None
        and one.in_force_from <= moment
    ]
    return max(begun, key=lambda entry: entry[:2])[2] if begun else None


def add_pack(tx: Connection, values: Mapping[str, Any]) -> None:
    """Keep a new version."""
    tx.execute(insert(packs).values(**values))


def change_pack(tx: Connection, digest: str, values: Mapping[str, Any]) -> None:
    """Change what is known of a version."""
    tx.execute(update(packs).where(packs.c.digest == digest).values(**values))


def _pack(row: RowMapping) -> Pack:
    return Pack(
        row["digest"],
        row["name"],
        row["version"],
        row["state"],
        row["texts"],
        row["note"],
        row["made_by"],
        row["author"] or "",
        row["made_at"],
        row["approved_by"],
        row["in_force_from"],
    )
