"""Logging in, being switched off, one-time links, tokens."""

import datetime as dt

import pytest

from reviewer_app.db.people import change_user
from reviewer_app.domain.people import Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.accounts import (
    TRIES,
    CreateUser,
    LogIn,
    OnUser,
    SetActive,
    actor_of,
    actor_of_token,
    create_user,
    hash_password,
    issue_link,
    keep_alive,
    log_in,
    log_out,
    log_out_everywhere,
    make_token,
    open_session,
    set_active,
    use_link,
)
from tests.unit.desk.conftest import World

PASSWORD = "correct horse battery"  # noqa: S105 - of a test


def _with_password(world: World) -> None:
    with world.desk.database.work() as tx:
        hashed = {"password_hash": hash_password(PASSWORD)}
        change_user(tx, world.reviewer.user_id, hashed)


def _session(world: World) -> str:
    _with_password(world)
    ticket = log_in(LogIn("Reviewer ", PASSWORD), world.desk)
    session = open_session(ticket, world.desk)
    assert session is not None
    return session


def test_a_ticket_becomes_a_session_once(world: World) -> None:
    _with_password(world)
    ticket = log_in(LogIn("reviewer", PASSWORD), world.desk)

    session = open_session(ticket, world.desk)

    assert session is not None
    assert actor_of(session, world.desk) == world.reviewer
    assert open_session(ticket, world.desk) is None


def test_a_ticket_is_good_for_a_minute(world: World) -> None:
    _with_password(world)
    ticket = log_in(LogIn("reviewer", PASSWORD), world.desk)
    world.clock.moment += dt.timedelta(minutes=2)

    assert open_session(ticket, world.desk) is None


@pytest.mark.parametrize(
    ("account", "password"),
    [("reviewer", "wrong"), ("nobody", PASSWORD), ("chief", PASSWORD)],
    ids=["wrong password", "no such account", "no password set"],
)
def test_every_wrong_combination_gets_the_same_answer(
    world: World, account: str, password: str
) -> None:
    _with_password(world)

    with pytest.raises(RefusedError) as refused:
        log_in(LogIn(account, password), world.desk)

    assert refused.value.code == "credentials"
    assert refused.value.reason.zh == "账号或密码不正确"


def test_too_many_tries_have_to_wait_and_then_may_again(world: World) -> None:
    _with_password(world)
    for _ in range(TRIES):
        with pytest.raises(RefusedError, match="credentials"):
            log_in(LogIn("reviewer", "wrong", "10.0.0.1"), world.desk)

    with pytest.raises(RefusedError, match="throttled"):
        log_in(LogIn("reviewer", PASSWORD, "10.0.0.1"), world.desk)
    assert log_in(LogIn("reviewer", PASSWORD, "10.0.0.2"), world.desk)
    world.clock.moment += dt.timedelta(minutes=16)
    assert log_in(LogIn("reviewer", PASSWORD, "10.0.0.1"), world.desk)


def test_a_session_ends_when_nobody_uses_it(world: World) -> None:
    session = _session(world)
    world.clock.moment += dt.timedelta(hours=1, minutes=50)
    keep_alive(session, world.desk)
    world.clock.moment += dt.timedelta(hours=1, minutes=50)
    assert actor_of(session, world.desk) == world.reviewer

    world.clock.moment += dt.timedelta(hours=2, minutes=1)

    assert actor_of(session, world.desk) is None


def test_logging_out_ends_a_session(world: World) -> None:
    session = _session(world)

    log_out(session, world.desk)

    assert actor_of(session, world.desk) is None


def test_logging_out_everywhere_ends_all_sessions(world: World) -> None:
    one, other = _session(world), _session(world)

    log_out_everywhere(world.reviewer, world.desk)

    assert actor_of(one, world.desk) is None
    assert actor_of(other, world.desk) is None


def test_who_is_switched_off_is_out_at_once(world: World) -> None:
    session = _session(world)
    off = SetActive(user_id=world.reviewer.user_id, is_active=False)

    set_active(off, world.administrator, world.desk)

    assert actor_of(session, world.desk) is None
    with pytest.raises(RefusedError, match="credentials"):
        log_in(LogIn("reviewer", PASSWORD), world.desk)


def test_a_link_sets_a_password_once(world: World) -> None:
    command = OnUser(user_id=world.chief.user_id)
    link = issue_link(command, world.administrator, world.desk)

    use_link(link, PASSWORD, world.desk)

    assert log_in(LogIn("chief", PASSWORD), world.desk)
    with pytest.raises(RefusedError, match="link"):
        use_link(link, "another password", world.desk)


def test_a_short_password_is_refused(world: World) -> None:
    link = issue_link(
        OnUser(user_id=world.chief.user_id), world.administrator, world.desk
    )

    with pytest.raises(RefusedError, match="password"):
        use_link(link, "short", world.desk)


def test_only_an_administrator_makes_users(world: World) -> None:
    command = CreateUser(account="new", name="新人", role=Role.REVIEWER)

    with pytest.raises(RefusedError, match="not_permitted"):
        create_user(command, world.chief, world.desk)

    assert create_user(command, world.administrator, world.desk)


@pytest.mark.parametrize(
    "command",
    [
        CreateUser(account="", name="新人"),
        CreateUser(account="Reviewer", name="新人"),
        CreateUser(account="new", name="新人", role=Role.COMPANY),
        CreateUser(account="new", name="新人", company_id=1),
    ],
    ids=["no account", "taken", "company's user without one", "reviewer with one"],
)
def test_a_user_that_makes_no_sense_is_refused(
    world: World, command: CreateUser
) -> None:
    with pytest.raises(RefusedError, match="condition"):
        create_user(command, world.administrator, world.desk)


def test_a_token_acts_as_its_maker(world: World) -> None:
    token = make_token("脚本", world.reviewer, world.desk)

    assert actor_of_token(token, world.desk) == world.reviewer
    assert actor_of_token("guess", world.desk) is None


def test_no_session_is_nobody(world: World) -> None:
    assert actor_of("", world.desk) is None
