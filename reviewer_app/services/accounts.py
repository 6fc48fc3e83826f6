"""Who is there: logging in and out, users, one-time links, tokens."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from pwdlib import PasswordHash
from sqlalchemy import Connection

from checker.model.wording import Text
from reviewer_app.db import people as kept
from reviewer_app.db.log import Happening, write
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.desk import Command, Desk, transaction

IDLE = dt.timedelta(hours=2)
"""A session ends when nobody used it for so long. Source: ASVS 5.0, 7.3.1; own choice
for people who read long dossiers."""

LONGEST = dt.timedelta(hours=12)
"""And after so long in any case: a working day. Source: ASVS 5.0, 7.3.2."""

TRIES, TRIES_WITHIN = 10, dt.timedelta(minutes=15)
"""Failed tries for an account from one address before it has to wait. Source: security
notes, test S2: at most 10 in 15 minutes."""

LINK_LASTS = dt.timedelta(hours=24)
TICKET_LASTS = dt.timedelta(minutes=1)
"""A link for a new password is carried by telephone; a ticket only by the browser."""

SHORTEST, LONGEST_PASSWORD = 8, 128
"""Source: ASVS 5.0, 6.2.1 and 6.2.9: 8 and more, at least 64 allowed."""


@dataclass(frozen=True, slots=True)
class LogIn:
    """Account and password; ``address`` is that of the browser."""

    account: str
    password: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class UseLink:
    """A one-time link and the password that it sets."""

    link: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CreateUser(Command):
    """Somebody new; without a password they get a one-time link."""

    account: str = ""
    name: str = ""
    role: Role = Role.REVIEWER
    company_id: int | None = None
    password: str = ""


@dataclass(frozen=True, slots=True)
class OnUser(Command):
    """An order about one user."""

    user_id: int = 0


@dataclass(frozen=True, slots=True)
class SetActive(OnUser):
    """Switch a user off, which ends all sessions, or on again."""

    is_active: bool = True


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    """A hash to compare with where there is no user, so that the time is the same."""
    return _hasher().hash(kept.new_secret())


def log_in(command: LogIn, desk: Desk) -> str:
    """Return a one-time ticket that the browser turns into a session.

    Raises:
        RefusedError: ``credentials`` (one message for every wrong combination) or
            ``throttled``.
    """
    with desk.database.work() as tx:
        refusal = throttle(tx, command, desk)
        user = kept.find_user(tx, command.account)
    stored = user.password_hash if user and user.password_hash else _nobody()
    # Outside the transaction: a hash takes 50 ms and would hold up every writer.
    is_right = refusal is None and _hasher().verify(command.password, stored)
    fits = is_right and user is not None and user.is_active and user.password_hash
    with desk.database.work() as tx:
        now = desk.clock.now()
        kept.note_attempt(
            tx, command.account, command.address, at=now, succeeded=bool(fits)
        )
        if fits and user is not None:
            expires_at = now + TICKET_LASTS
            write(tx, user.actor, Happening("log_in"), at=now)
            return kept.add_ticket(tx, user.id, "session", expires_at=expires_at)
    raise refusal or RefusedError(
        "credentials", "账号或密码不正确", "Account or password is wrong"
    )


def open_session(ticket: str, desk: Desk) -> str | None:
    """Return the secret of a new session for a ticket, None where it is no good."""
    with desk.database.work() as tx:
        now = desk.clock.now()
        found = kept.use_ticket(tx, ticket, "session", at=now)
        return None if found is None else kept.open_session(tx, found[0], now)


def actor_of(session: str, desk: Desk) -> Actor | None:
    """Return who a session belongs to; None where it ended.

    Asked on every read and act, so that whoever is switched off is out at once.
    """
    if not session:
        return None
    now = desk.clock.now()
    with desk.database.reading() as tx:
        user = kept.user_of_session(
            tx, session, seen_after=now - IDLE, made_after=now - LONGEST
        )
    return None if user is None else user.actor


def keep_alive(session: str, desk: Desk) -> None:
    """Note that a session is in use; called at most once a minute by the app."""
    with desk.database.work() as tx:
        kept.touch_session(tx, session, desk.clock.now())


def log_out(session: str, desk: Desk) -> None:
    """End a session."""
    actor = actor_of(session, desk)
    with desk.database.work() as tx:
        now = desk.clock.now()
        kept.end_sessions(tx, now, secret=session)
        if actor is not None:
            write(tx, actor, Happening("log_out"), at=now)


def log_out_everywhere(actor: Actor, desk: Desk) -> None:
    """End all of one's sessions."""
    with desk.database.work() as tx:
        now = desk.clock.now()
        kept.end_sessions(tx, now, user_id=actor.user_id)
        write(tx, actor, Happening("log_out_everywhere"), at=now)


def create_user(command: CreateUser, actor: Actor, desk: Desk) -> int:
    """Make a user and return the id.

    Raises:
        RefusedError: no permission, the account is taken, a company's user without a
            company, or a password that is too short.
    """
    require(actor, Permission.MANAGE_USERS)
    with transaction(command, desk) as (tx, answer):
        if answer:
            return int(answer[0])
        if not command.account.strip() or not command.name.strip():
            raise RefusedError(
                "condition", "请填写账号和姓名", "Account and name are needed"
            )
        if kept.find_user(tx, command.account) is not None:
            raise RefusedError("condition", "账号已存在", "The account exists already")
        if (command.role is Role.COMPANY) is (command.company_id is None):
            raise RefusedError(
                "condition",
                "施工单位用户必须属于一家单位，其他用户不能",
                "A company's user has a company, nobody else has",
            )
        now = desk.clock.now()
        values = {
            "account": command.account.strip(),
            "name": command.name.strip(),
            "role": command.role,
            "company_id": command.company_id,
            "password_hash": _hash_or_none(command.password),
            "is_active": True,
            "created_at": now,
        }
        user_id = kept.add_user(tx, values)
        details = {"user_id": user_id, "role": command.role.value}
        write(tx, actor, Happening("create_user", details=details), at=now)
        answer.append(user_id)
        return user_id


def set_active(command: SetActive, actor: Actor, desk: Desk) -> None:
    """Switch a user off or on; who is off is out at once."""
    require(actor, Permission.MANAGE_USERS)
    with transaction(command, desk) as (tx, answer):
        if not answer:
            user, now = kept.load_user(tx, command.user_id), desk.clock.now()
            kept.change_user(tx, user.id, {"is_active": command.is_active})
            if not command.is_active:
                kept.end_sessions(tx, now, user_id=user.id)
            details = {"user_id": user.id, "is_active": command.is_active}
            write(tx, actor, Happening("set_active", details=details), at=now)


def issue_link(command: OnUser, actor: Actor, desk: Desk) -> str:
    """Return the secret of a one-time link for a new password, shown once."""
    require(actor, Permission.MANAGE_USERS)
    with desk.database.work() as tx:
        user, now = kept.load_user(tx, command.user_id), desk.clock.now()
        details = {"user_id": user.id}
        write(tx, actor, Happening("issue_link", details=details), at=now)
        return kept.add_ticket(tx, user.id, "password", expires_at=now + LINK_LASTS)


def use_link(link: str, password: str, desk: Desk) -> None:
    """Set a new password by a one-time link; ends all sessions of the user.

    Raises:
        RefusedError: the link was used or is too old, or the password is too short.
    """
    hashed = hash_password(password)
    with desk.database.work() as tx:
        now = desk.clock.now()
        found = kept.use_ticket(tx, link, "password", at=now)
        if found is None:
            raise RefusedError(
                "link", "链接已使用或已过期", "The link was used or is too old"
            )
        user = kept.load_user(tx, found[0])
        kept.change_user(tx, user.id, {"password_hash": hashed})
        kept.end_sessions(tx, now, user_id=user.id)
        write(tx, user.actor, Happening("set_password"), at=now)


def take_link(command: UseLink, _nobody: Actor, desk: Desk) -> None:
    """Set a new password by a one-time link, for who is not logged in yet."""
    use_link(command.link, command.password, desk)


def make_token(name: str, actor: Actor, desk: Desk) -> str:
    """Return a bearer token for the HTTP API, which acts as its maker."""
    require(actor, Permission.USE_API)
    with desk.database.work() as tx:
        now = desk.clock.now()
        write(tx, actor, Happening("make_token", details={"name": name}), at=now)
        return kept.add_token(tx, actor.user_id, name, at=now)


def actor_of_token(token: str, desk: Desk) -> Actor | None:
    """Return who a bearer token acts for."""
    with desk.database.reading() as tx:
        user = kept.user_of_token(tx, token)
    return None if user is None else user.actor


def throttle(tx: Connection, tried: LogIn, desk: Desk) -> RefusedError | None:
    """Return the refusal for who tried too often, None for who may try."""
    since = desk.clock.now() - TRIES_WITHIN
    if kept.count_failures(tx, tried.account, tried.address, since=since) < TRIES:
        return None
    return RefusedError(
        "throttled",
        "尝试次数过多，请 15 分钟后再试",
        "Too many tries; please wait 15 minutes",
    )


def password_faults(password: str, account: str) -> tuple[Text, ...]:
    """Return the rules of a password that are not met yet; for showing as one types.

    Source: ASVS 5.0, 6.2.1 and 6.2.4: length, and none of the commonest; no demands on
    kinds of characters.
    """
    lowered = password.lower()
    rules = (
        (len(password) >= SHORTEST, PASSWORD_RULES[0]),
        (bool(password) and lowered != account.strip().lower(), PASSWORD_RULES[1]),
        (len(set(lowered)) >= FEWEST_LETTERS, PASSWORD_RULES[2]),
        (lowered not in COMMON_PASSWORDS, PASSWORD_RULES[3]),
    )
    return tuple(words for is_met, words in rules if not is_met)


PASSWORD_RULES: tuple[Text, ...] = (
    Text(f"至少 {SHORTEST} 个字符", f"at least {SHORTEST} characters"),
    Text("不能与账号相同", "not the same as the account"),
    Text("至少 5 个不同的字符", "at least 5 different characters"),
    Text("不是常见密码", "none of the commonest passwords"),
)
"""In the order in which they are shown."""

FEWEST_LETTERS = 5
"""Source: own choice."""

COMMON_PASSWORDS = frozenset(
    {
        *("12345678", "123456789", "1234567890", "password", "password1", "qwertyui"),
        *("qwerty123", "a1234567", "abc12345", "abcd1234", "1q2w3e4r", "iloveyou"),
        *("woaini1314", "admin123", "administrator", "asdfghjkl", "87654321"),
        *("147258369", "1qaz2wsx", "zxcvbnm123", "qazwsxedc", "5201314520"),
        *("123456789a", "asd123456"),
    }
)
"""Source: own choice from published lists of leaked passwords."""


def hash_password(password: str) -> str:
    """Return the Argon2 hash of a password.

    Raises:
        RefusedError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST_PASSWORD:
        raise _too_short()
    return _hasher().hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Tell whether a password is the one; takes as long where there is none."""
    is_right = _hasher().verify(password, hashed or _nobody())
    return is_right and hashed is not None


def _hash_or_none(password: str) -> str | None:
    return hash_password(password) if password else None


def _too_short() -> RefusedError:
    return RefusedError(
        "password",
        f"密码为 {SHORTEST} 至 {LONGEST_PASSWORD} 个字符",
        f"A password has {SHORTEST} to {LONGEST_PASSWORD} characters",
    )
