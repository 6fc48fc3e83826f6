"""What everybody may do with an account of their own: password, tokens, sessions."""

from dataclasses import dataclass, field

from reviewer_app.db import people as kept
from reviewer_app.db.log import Happening, write
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.services.accounts import (
    LogIn,
    hash_password,
    is_password,
    log_out_everywhere,
    make_token,
    throttle,
)
from reviewer_app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """The password as it is, and as it shall be; ``address`` is that of the browser."""

    old: str = field(default="", repr=False)
    new: str = field(default="", repr=False)
    address: str = ""


@dataclass(frozen=True, slots=True)
class MakeToken:
    """A token for the HTTP API; ``name`` says what it is for."""

    name: str


@dataclass(frozen=True, slots=True)
class RevokeToken:
    """One of one's own tokens."""

    token_id: int


@dataclass(frozen=True, slots=True)
class LogOutEverywhere:
    """All sessions, this one too."""


def change_password(command: ChangePassword, actor: Actor, desk: Desk) -> None:
    """Set a new password; every session ends, this one too.

    Whoever finds a desk left open must not guess at leisure: a wrong old password
    counts as a failed log-in.

    Raises:
        RefusedError: the old one is wrong, the new one too short or too long, or
            ``throttled``.
    """
    require(actor, Permission.OWN_ACCOUNT)
    with desk.database.reading() as tx:
        user = kept.load_user(tx, actor.user_id)
        tried = LogIn(user.account, "", command.address)
        refusal = throttle(tx, tried, desk)
    # Hashes take 50 ms each, outside any transaction.
    if refusal or not is_password(command.old, user.password_hash):
        _note_failure(tried, desk)
        raise refusal or RefusedError(
            "credentials", "原密码不正确", "The old password is wrong"
        )
    hashed = hash_password(command.new)
    with desk.database.work() as tx:
        now = desk.clock.now()
        kept.change_user(tx, actor.user_id, {"password_hash": hashed})
        kept.end_sessions(tx, now, user_id=actor.user_id)
        write(tx, actor, Happening("set_password"), at=now)


def _note_failure(tried: LogIn, desk: Desk) -> None:
    with desk.database.work() as tx:
        now = desk.clock.now()
        kept.note_attempt(tx, tried.account, tried.address, at=now, succeeded=False)


def new_token(command: MakeToken, actor: Actor, desk: Desk) -> str:
    """Return a bearer token, shown once.

    Raises:
        RefusedError: no permission, or it has no name.
    """
    if not command.name.strip():
        raise RefusedError("condition", "请填写用途", "Say what the token is for")
    return make_token(command.name.strip()[:80], actor, desk)


def revoke_token(command: RevokeToken, actor: Actor, desk: Desk) -> None:
    """Make one of one's own tokens useless.

    Raises:
        RefusedError: there is no such token of this person's.
    """
    require(actor, Permission.OWN_ACCOUNT)
    with desk.database.work() as tx:
        if command.token_id not in {
            one.id for one in kept.tokens_of(tx, actor.user_id)
        }:
            raise not_found()
        now = desk.clock.now()
        kept.revoke_token(tx, command.token_id, now)
        details = {"token_id": command.token_id}
        write(tx, actor, Happening("revoke_token", details=details), at=now)


def end_all_sessions(_command: LogOutEverywhere, actor: Actor, desk: Desk) -> None:
    """End all of one's sessions."""
    require(actor, Permission.OWN_ACCOUNT)
    log_out_everywhere(actor, desk)
