"""Rule packs are drafted by one person and published by another."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer_app.db import packs as kept
from reviewer_app.db.log import Happening, write
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.desk import Command, Desk, transaction


@dataclass(frozen=True, slots=True)
class DraftPack(Command):
    """Keep a draft that loads; ``replaces``: the digest of the draft it was before."""

    digest: str = ""
    name: str = ""
    version: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class ProposePack(Command):
    """「提请批准」, in force from a day."""

    digest: str = ""
    in_force_from: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ApprovePack(Command):
    """「批准」, by somebody else."""

    digest: str = ""


def draft_pack(command: DraftPack, actor: Actor, desk: Desk) -> str:
    """Keep a draft and return its digest; the same texts are kept once."""
    require(actor, Permission.EDIT_PACKS)
    with transaction(command, desk) as (tx, answer):
        if answer:
            return str(answer[0])
        now = desk.clock.now()
        known = {one.digest: one for one in kept.read_packs(tx)}
        before = known.get(command.replaces)
        values = {
            "digest": command.digest,
            "name": command.name,
            "version": command.version,
            "state": "draft",
            "texts": dict(command.texts),
            "note": command.note,
            "made_by": actor.user_id,
            "made_at": now,
        }
        if command.digest in known:
            raise RefusedError("condition", "这个版本已经有了", "It exists already")
        if before is not None and before.state == "draft":
            kept.change_pack(tx, before.digest, values)
        else:
            kept.add_pack(tx, values)
        details = {"digest": command.digest, "before": command.replaces}
        write(tx, actor, Happening("draft_pack", details=details), at=now)
        answer.append(command.digest)
        return command.digest


def propose_pack(command: ProposePack, actor: Actor, desk: Desk) -> None:
    """Ask for a draft's approval.

    Raises:
        RefusedError: it is no draft, or no day is given.
    """
    require(actor, Permission.EDIT_PACKS)
    with transaction(command, desk) as (tx, answer):
        if answer:
            return
        pack, now = kept.load_pack(tx, command.digest), desk.clock.now()
        if pack.state != "draft" or command.in_force_from is None:
            raise RefusedError("condition", "只有草案可以提请批准", "It is no draft")
        values = {"state": "proposed", "in_force_from": command.in_force_from}
        kept.change_pack(tx, pack.digest, values)
        details = {"digest": pack.digest, "from": command.in_force_from.isoformat()}
        write(tx, actor, Happening("propose_pack", details=details), at=now)


def approve_pack(command: ApprovePack, actor: Actor, desk: Desk) -> None:
    """Publish what somebody else proposed.

    Raises:
        RefusedError: it was not proposed, or by the same person.
    """
    require(actor, Permission.APPROVE_PACKS)
    with transaction(command, desk) as (tx, answer):
        if answer:
            return
        pack, now = kept.load_pack(tx, command.digest), desk.clock.now()
        if pack.state != "proposed":
            raise RefusedError("condition", "还没有提请批准", "It was not proposed")
        if pack.made_by == actor.user_id:
            raise RefusedError(
                "condition",
                "不能批准自己编制的考核标准，请另一人批准",
                "Nobody approves their own pack",
            )
        values = {"state": "approved", "approved_by": actor.user_id}
        kept.change_pack(tx, pack.digest, values)
        details = {"digest": pack.digest}
        write(tx, actor, Happening("approve_pack", details=details), at=now)
