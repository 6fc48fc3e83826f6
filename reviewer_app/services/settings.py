"""Settings and reason codes, kept by administrators."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from reviewer_app.db.log import Happening, write
from reviewer_app.db.settings import write_setting
from reviewer_app.db.tables import reason_codes
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.services.desk import Command, Desk, transaction


@dataclass(frozen=True, slots=True)
class PutSetting(Command):
    """Set one setting; ``name`` as in ``db.settings.DEFAULTS``."""

    name: str = ""
    value: object = None


@dataclass(frozen=True, slots=True)
class AddReasonCode(Command):
    """Another reason why a finding is no fault."""

    code: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class RetireReasonCode(Command):
    """No longer offered; what was said with it stays."""

    code: str = ""


def put_setting(command: PutSetting, actor: Actor, desk: Desk) -> None:
    """Change a setting; the log keeps what it was before."""
    require(actor, Permission.MANAGE_SETTINGS)
    with transaction(command, desk) as (tx, answer):
        if not answer:
            before = write_setting(tx, command.name, command.value)
            details = {"name": command.name, "before": before, "after": command.value}
            happening = Happening("put_setting", details=details)
            write(tx, actor, happening, at=desk.clock.now())


def add_reason_code(command: AddReasonCode, actor: Actor, desk: Desk) -> None:
    """Add a reason code, or bring a retired one back."""
    require(actor, Permission.MANAGE_REASONS)
    if not (command.code.strip() and command.zh.strip() and command.en.strip()):
        raise RefusedError(
            "condition",
            "请填写代码和中英文名称",
            "A code and its words in both languages are needed",
        )
    with transaction(command, desk) as (tx, answer):
        if not answer:
            known = reason_codes.c.code == command.code
            values = {"zh": command.zh, "en": command.en, "retired_at": None}
            if tx.execute(select(reason_codes.c.code).where(known)).first() is None:
                tx.execute(insert(reason_codes).values(code=command.code, **values))
            else:
                tx.execute(update(reason_codes).where(known).values(**values))
            happening = Happening("add_reason_code", details={"code": command.code})
            write(tx, actor, happening, at=desk.clock.now())


def retire_reason_code(command: RetireReasonCode, actor: Actor, desk: Desk) -> None:
    """Retire a reason code; it is never deleted."""
    require(actor, Permission.MANAGE_REASONS)
    with transaction(command, desk) as (tx, answer):
        if not answer:
            now = desk.clock.now()
            done = tx.execute(
                update(reason_codes)
                .where(
                    reason_codes.c.code == command.code,
                    reason_codes.c.retired_at.is_(None),
                )
                .values(retired_at=now)
            )
            if done.rowcount == 0:
                raise not_found()
            happening = Happening("retire_reason_code", details={"code": command.code})
            write(tx, actor, happening, at=now)
