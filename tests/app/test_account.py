"""My account, and the screen where a one-time link leads."""

import pytest

from reviewer_app.services.accounts import UseLink
from reviewer_app.services.own_account import (
    ChangePassword,
    LogOutEverywhere,
    MakeToken,
    RevokeToken,
)
from reviewer_app.widgets.table import Happened, Table
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def _type(screen: Drawn, *passwords: str) -> None:
    for key, words in zip(("password_1", "password_2"), passwords, strict=True):
        screen.test.text_input(key=key).input(words)


def test_a_link_sets_a_password_once_it_is_typed_twice_alike() -> None:
    screen = Drawn("set_password", FakeDesk(), who="", link="secret")
    _type(screen, "a good sentence", "a god sentence")
    screen.test.button[0].click()
    screen.run()
    differed = screen.words

    _type(screen, "a good sentence", "a good sentence")
    screen.test.button[0].click()
    screen.run()

    assert "两次输入的密码不一样" in differed
    assert screen.desk.acts == [UseLink("secret", "a good sentence")]
    assert "密码已设置" in screen.words
    screen.press("to_log_in")
    assert screen.went == [("log_in", None, "")]


def test_without_a_link_the_screen_says_where_to_get_one() -> None:
    screen = Drawn("set_password", FakeDesk(), who="")

    assert "请从管理员给的一次性链接进入本页" in screen.words


def test_the_password_of_an_account_is_changed() -> None:
    screen = Drawn("account", FakeDesk())
    screen.test.text_input(key="old_password").input("old words here")
    _type(screen, "new words here", "new words here")

    screen.test.button[0].click()
    screen.run()

    (act,) = screen.desk.acts
    assert isinstance(act, ChangePassword)
    assert (act.old, act.new) == ("old words here", "new words here")


def test_a_token_is_made() -> None:
    screen = Drawn("account", FakeDesk())
    screen.test.text_input(key="token_name").input("夜间导入")

    screen.test.button[-1].click()
    screen.run()

    assert screen.desk.acts == [MakeToken("夜间导入")]


def test_a_token_is_revoked_from_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    done = iter([Happened("stop", "1")])
    monkeypatch.setattr(Table, "draw", lambda _table, _key: next(done, None))

    screen = Drawn("account", FakeDesk())

    assert screen.desk.acts == [RevokeToken(1)]


def test_all_sessions_can_be_ended() -> None:
    screen = Drawn("account", FakeDesk())

    screen.press("log_out_everywhere")

    assert screen.desk.acts == [LogOutEverywhere()]


def test_an_auditor_has_no_tokens() -> None:
    screen = Drawn("account", FakeDesk(), who="ji")

    assert "接口令牌" not in screen.words
