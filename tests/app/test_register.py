from reviewer_app.challenge import OFFERED
from reviewer_app.domain.people import CompanyKind
from reviewer_app.services.registering import Register
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk

CODE = "91990100MA6619820A"
PASSWORD = "a sentence to remember"  # noqa: S105 - of a test
FIELDS = {
    "company": "山东例言机电安装有限公司",
    "credit_code": CODE,
    "contact": "林样",
    "phone": "13900000000",
    "account": "linyang",
    "password": PASSWORD,
    "again": PASSWORD,
}


def _filled(**changes: str) -> Drawn:
    screen = Drawn("register", FakeDesk(), who="")
    screen.test.radio(key="reg_kind").set_value(CompanyKind.BUILDER)
    screen.test.checkbox(key="reg_has_agreed").check()
    for name, value in {**FIELDS, **changes}.items():
        screen.test.text_input(key=f"reg_{name}").input(value)
    return screen


def _send(screen: Drawn, words: str | None = None) -> None:
    answer = str(screen.test.session_state["captcha"])
    given = answer.lower() if words is None else words
    screen.test.text_input(key="captcha_words").input(given)
    screen.press("reg_send")


def _kept(screen: Drawn) -> dict[str, str]:
    return {
        name: str(screen.test.text_input(key=f"reg_{name}").value) for name in FIELDS
    }


def test_a_whole_form_ends_logged_in() -> None:
    screen = _filled()

    _send(screen)

    (command,) = screen.desk.acts
    assert isinstance(command, Register)
    assert (command.kind, command.credit_code) == (CompanyKind.BUILDER, CODE)
    assert command.has_agreed
    assert not screen.test.text_input


def test_an_empty_form_is_told_all_faults_at_once() -> None:
    screen = Drawn("register", FakeDesk(), who="")
    assert "请填写企业全称" not in screen.words

    screen.press("reg_send")

    for words in (
        "请选择企业类型",
        "请填写企业全称",
        "请填写联系人",
        "手机号",
        "账号为",
    ):
        assert words in screen.words
    assert "请填写验证码" in screen.words
    assert "请修改：企业类型、企业全称、" in screen.words
    assert not screen.desk.acts


def test_a_code_is_looked_at_when_one_leaves_the_field() -> None:
    screen = Drawn("register", FakeDesk(), who="")

    screen.test.text_input(key="reg_credit_code").input("91990100MA6619820B")
    screen.run()
    wrong = screen.words
    screen.test.text_input(key="reg_credit_code").input(CODE)
    screen.run()

    assert "统一社会信用代码不对" in wrong
    assert "校验码正确" in screen.words


def test_a_wrong_picture_is_said_separately_and_keeps_everything() -> None:
    screen = _filled()
    before = screen.test.session_state["captcha"]

    _send(screen, "----")

    assert "验证码不对" in screen.words
    assert _kept(screen) == FIELDS
    assert screen.test.text_input(key="captcha_words").value == ""
    assert screen.test.session_state["captcha"] != before
    assert not screen.desk.acts


def test_a_right_picture_is_not_used_up_by_a_fault_elsewhere() -> None:
    screen = _filled(phone="123")
    before = screen.test.session_state["captcha"]

    _send(screen)

    assert "请填写 11 位手机号" in screen.words
    assert screen.test.session_state["captcha"] == before


def test_a_taken_account_is_said_at_its_field_until_it_changes() -> None:
    screen = _filled(account="taken")

    _send(screen)
    refused = screen.words
    kept = _kept(screen)
    screen.test.text_input(key="reg_account").input("linyang")
    screen.run()

    assert "这个账号已有人使用" in refused
    assert "请修改：账号" in refused
    assert kept == {**FIELDS, "account": "taken"}
    assert "这个账号已有人使用" not in screen.words
    _send(screen)
    assert not screen.test.text_input


def test_a_known_company_is_said_at_its_code() -> None:
    screen = _filled(company="已注册有限公司")

    _send(screen)

    assert "这家企业已经注册过" in screen.words
    assert "请修改：统一社会信用代码" in screen.words


def test_too_many_tries_are_said_at_the_end() -> None:
    screen = _filled(contact="太快")

    _send(screen)

    assert "操作过于频繁" in screen.words
    assert "请修改" not in screen.words


def test_two_passwords_that_differ_are_said() -> None:
    screen = _filled(again="a sentence to forget")
    screen.run()

    assert "两次输入的密码不一致" in screen.words


def test_other_companies_are_told_what_they_will_not_see() -> None:
    screen = Drawn("register", FakeDesk(), who="")

    screen.test.radio(key="reg_kind").set_value(CompanyKind.DEVELOPER)
    screen.run()

    assert "动态考核只面向施工单位" in screen.words


def test_letters_can_be_heard_until_another_picture_comes() -> None:
    screen = Drawn("register", FakeDesk(), who="")
    key = str(screen.test.session_state["draft:captcha_key"])
    spoken = OFFERED.words(key)
    shown = screen.test.session_state["captcha"]

    screen.press("another")

    assert spoken == shown
    assert OFFERED.words(key) is None
    assert str(screen.test.session_state["captcha"]) not in screen.words
