"""Logging in by the word of an identity provider."""

import datetime as dt

import pytest
from sqlalchemy import select

from reviewer_app.db.people import change_user, count_failures
from reviewer_app.db.tables import log, users
from reviewer_app.domain.identity import REFUSALS, Identity, refusal
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.accounts import SetActive, actor_of, open_session, set_active
from reviewer_app.services.identities import SignIn, sign_in
from tests.unit.desk.conftest import START, World


def _as(account: str) -> SignIn:
    return SignIn(Identity("https://id.example", "4711", account), "10.0.0.1")


@pytest.mark.parametrize("account", ["reviewer", "Reviewer"])
def test_an_identity_with_an_account_here_gets_a_session_of_ours(
    world: World, account: str
) -> None:
    ticket = sign_in(_as(account), world.desk)

    session = open_session(ticket, world.desk)

    assert session is not None
    assert actor_of(session, world.desk) == world.reviewer
    assert open_session(ticket, world.desk) is None


def test_the_log_says_whose_word_it_was(world: World) -> None:
    sign_in(_as("reviewer"), world.desk)

    with world.desk.database.reading() as tx:
        entry = tx.execute(
            select(log.c.content).order_by(log.c.sequence.desc()).limit(1)
        ).scalar_one()
    assert entry["act"] == "log_in"
    assert entry["user_id"] == world.reviewer.user_id
    assert entry["details"] == {"issuer": "https://id.example", "subject": "4711"}


@pytest.mark.parametrize(
    "account",
    ["nobody", " reviewer", "x" * 5000],
    ids=["unknown", "with a blank", "very long"],
)
def test_an_identity_without_an_account_makes_none(world: World, account: str) -> None:
    with world.desk.database.reading() as tx:
        before = tx.execute(select(users.c.id)).all()

    with pytest.raises(RefusedError, match="identity_unknown"):
        sign_in(_as(account), world.desk)

    with world.desk.database.reading() as tx:
        after = tx.execute(select(users.c.id)).all()
        tried = account[:80]
        failures = count_failures(
            tx, tried, "10.0.0.1", since=START - dt.timedelta(days=1)
        )
    assert after == before
    assert failures == 1


def test_a_letter_that_only_looks_the_same_is_another_account(world: World) -> None:
    with world.desk.database.work() as tx:
        change_user(tx, world.reviewer.user_id, {"account": "kong"})

    with pytest.raises(RefusedError, match="identity_unknown"):
        sign_in(_as("\N{KELVIN SIGN}ong"), world.desk)


def test_an_account_in_chinese_is_found(world: World) -> None:
    with world.desk.database.work() as tx:
        change_user(tx, world.reviewer.user_id, {"account": "沈核"})

    assert sign_in(_as("沈核"), world.desk)


def test_who_is_switched_off_is_not_let_in(world: World) -> None:
    off = SetActive(user_id=world.reviewer.user_id, is_active=False)
    set_active(off, world.administrator, world.desk)

    with pytest.raises(RefusedError, match="identity_unknown"):
        sign_in(_as("reviewer"), world.desk)


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_has_words_in_both_languages(code: str) -> None:
    reason = refusal(code).reason

    assert reason.zh
    assert reason.en
