"""One's own account: password, tokens, sessions."""

import datetime as dt

import pytest

from reviewer_app.db.people import change_user
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.queries.office import read_tokens
from reviewer_app.services.accounts import (
    TRIES,
    LogIn,
    actor_of,
    actor_of_token,
    hash_password,
    log_in,
    open_session,
)
from reviewer_app.services.own_account import (
    ChangePassword,
    LogOutEverywhere,
    MakeToken,
    RevokeToken,
    change_password,
    end_all_sessions,
    new_token,
    revoke_token,
)
from tests.unit.desk.conftest import World

OLD, NEW = "correct horse battery", "a staple of good words"


@pytest.fixture
def who(world: World) -> Actor:
    with world.desk.database.work() as tx:
        hashed = {"password_hash": hash_password(OLD)}
        change_user(tx, world.reviewer.user_id, hashed)
    return world.reviewer


def _session(world: World, password: str) -> str:
    session = open_session(log_in(LogIn("reviewer", password), world.desk), world.desk)
    assert session is not None
    return session


def test_a_changed_password_ends_every_session(world: World, who: Actor) -> None:
    session = _session(world, OLD)

    change_password(ChangePassword(OLD, NEW), who, world.desk)

    assert actor_of(session, world.desk) is None
    assert actor_of(_session(world, NEW), world.desk) == who


def test_who_does_not_know_the_old_password_changes_nothing(
    world: World, who: Actor
) -> None:
    with pytest.raises(RefusedError) as refused:
        change_password(ChangePassword("guessed it", NEW), who, world.desk)

    assert refused.value.code == "credentials"
    assert _session(world, OLD)


def test_guesses_of_the_old_password_are_throttled_like_log_ins(
    world: World, who: Actor
) -> None:
    guess = ChangePassword("guessed it", NEW, "10.0.0.1")
    for _ in range(TRIES):
        with pytest.raises(RefusedError, match="credentials"):
            change_password(guess, who, world.desk)

    with pytest.raises(RefusedError, match="throttled"):
        change_password(ChangePassword(OLD, NEW, "10.0.0.1"), who, world.desk)
    with pytest.raises(RefusedError, match="throttled"):
        log_in(LogIn("reviewer", OLD, "10.0.0.1"), world.desk)
    world.clock.moment += dt.timedelta(minutes=16)
    change_password(ChangePassword(OLD, NEW, "10.0.0.1"), who, world.desk)
    assert _session(world, NEW)


def test_a_password_that_is_too_short_is_refused(world: World, who: Actor) -> None:
    with pytest.raises(RefusedError):
        change_password(ChangePassword(OLD, "short"), who, world.desk)


def test_a_revoked_token_is_good_for_nothing(world: World, who: Actor) -> None:
    secret = new_token(MakeToken("nightly"), who, world.desk)
    (row,) = read_tokens(who, world.desk.database)
    before = actor_of_token(secret, world.desk)

    revoke_token(RevokeToken(row.id), who, world.desk)

    assert before == who
    assert actor_of_token(secret, world.desk) is None
    assert read_tokens(who, world.desk.database) == ()


def test_nobody_revokes_the_token_of_somebody_else(world: World, who: Actor) -> None:
    secret = new_token(MakeToken("nightly"), who, world.desk)
    (row,) = read_tokens(who, world.desk.database)

    with pytest.raises(RefusedError) as refused:
        revoke_token(RevokeToken(row.id), world.other, world.desk)

    assert refused.value.code == "not_found"
    assert actor_of_token(secret, world.desk) == who


def test_a_token_says_what_it_is_for(world: World, who: Actor) -> None:
    with pytest.raises(RefusedError):
        new_token(MakeToken("  "), who, world.desk)


def test_all_sessions_end_at_once(world: World, who: Actor) -> None:
    sessions = [_session(world, OLD), _session(world, OLD)]

    end_all_sessions(LogOutEverywhere(), who, world.desk)

    assert [actor_of(one, world.desk) for one in sessions] == [None, None]
