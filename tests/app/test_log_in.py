import pytest

from reviewer_app.services.accounts import LogIn
from tests.app.drawn import Drawn
from tests.app.fake_rows import PASSWORD
from tests.app.fakes_app import FakeDesk


def _fill(screen: Drawn, account: str, password: str, *, words: str = "") -> None:
    answer = str(screen.test.session_state["captcha"])
    screen.test.text_input(key="account").input(account)
    screen.test.text_input(key="password").input(password)
    screen.test.text_input(key="captcha_words").input(words or answer.lower())
    screen.test.button[0].click()
    screen.run()


def test_right_words_lead_to_a_session() -> None:
    screen = Drawn("log_in", FakeDesk(), who="")

    _fill(screen, "shen", PASSWORD)

    assert isinstance(screen.desk.acts[0], LogIn)
    assert not screen.test.text_input


def test_every_wrong_combination_gets_one_message() -> None:
    screen = Drawn("log_in", FakeDesk(), who="")

    _fill(screen, "nobody", PASSWORD)
    of_account = screen.words
    _fill(screen, "shen", "wrong")

    assert "账号或密码不正确" in of_account
    assert "账号或密码不正确" in screen.words


def test_wrong_picture_is_said_separately_and_keeps_the_account() -> None:
    screen = Drawn("log_in", FakeDesk(), who="")

    _fill(screen, "shen", PASSWORD, words="----")

    assert "验证码不对" in screen.words
    assert screen.test.text_input(key="account").value == "shen"
    assert screen.test.text_input(key="captcha_words").value == ""
    assert not screen.desk.acts


def test_each_try_brings_another_picture() -> None:
    screen = Drawn("log_in", FakeDesk(), who="")
    before = screen.test.session_state["captcha"]

    screen.press("another")

    assert screen.test.session_state["captcha"] != before


def test_answer_of_the_picture_is_not_on_the_screen() -> None:
    screen = Drawn("log_in", FakeDesk(), who="")

    assert str(screen.test.session_state["captcha"]) not in screen.words


def test_without_an_identity_provider_there_is_no_button_for_it() -> None:
    screen = Drawn("log_in", FakeDesk(), who="")

    assert "sign_in" not in {button.key for button in screen.test.button}


@pytest.mark.parametrize(
    ("name", "label"),
    [("", "统一身份认证登录"), ("政务认证", "用政务认证登录")],
    ids=["without a name", "with one"],
)
def test_an_identity_provider_has_a_button(name: str, label: str) -> None:
    screen = Drawn("log_in", FakeDesk(provider_name=name), who="")
    shown = screen.test.button(key="sign_in").label

    screen.press("sign_in")

    assert shown == label
    assert not screen.test.text_input


def test_why_the_provider_did_not_let_somebody_in_is_said() -> None:
    screen = Drawn("log_in", FakeDesk(), who="", sign_in="identity_unknown")

    assert "您在本系统没有可用的账号" in screen.words
    assert not screen.test.query_params


def test_an_address_cannot_put_words_on_the_screen() -> None:
    screen = Drawn("log_in", FakeDesk(), who="", sign_in="<b>call 110</b>")

    assert "110" not in screen.words
