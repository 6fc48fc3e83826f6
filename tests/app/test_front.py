import pytest

from reviewer_app.context.public_rows import ServiceLines
from reviewer_app.services.accounts import LogIn
from tests.app.drawn import Drawn
from tests.app.fake_rows import PASSWORD
from tests.app.fakes_app import FakeDesk, FakeQueries


def test_front_page_tells_what_files_must_be_like() -> None:
    screen = Drawn("front", FakeDesk(), who="")

    for words in ("PDF 格式", "完整", "正向", "清晰", "红头盖章"):
        assert words in screen.words
    assert screen.words.count("data:image/svg+xml") == 5


def test_front_page_has_both_entries_and_the_service() -> None:
    screen = Drawn("front", FakeDesk(), who="")

    for words in ("业务系统入口", "安许证动态考核", "登录 / 注册", "0531-00000001"):
        assert words in screen.words
    assert "工作日 9:00–17:00" in screen.words


def test_service_that_nobody_has_set_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(FakeQueries, "service_lines", lambda _: ServiceLines())

    screen = Drawn("front", FakeDesk(), who="")

    assert "咨询电话由管理员填写后显示在这里" in screen.words


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("to_assessment", "log_in"),
        ("to_log_in", "log_in"),
        ("to_sign_up", "register"),
        ("to_register", "register"),
        ("to_forgotten", "forgotten"),
        ("to_quick_check", "quick_check"),
        ("head_quick_check", "quick_check"),
        ("head_register", "register"),
    ],
)
def test_a_way_leads_on(key: str, address: str) -> None:
    screen = Drawn("front", FakeDesk(), who="")

    screen.press(key)

    assert screen.went == [(address, None, "")]


def test_one_logs_in_on_the_front_page() -> None:
    screen = Drawn("front", FakeDesk(), who="")
    screen.test.text_input(key="account").input("shen")
    screen.test.text_input(key="password").input(PASSWORD)
    answer = str(screen.test.session_state["captcha"])
    screen.test.text_input(key="captcha_words").input(answer)

    next(one for one in screen.test.button if one.label == "登录").click()
    screen.run()

    assert isinstance(screen.desk.acts[0], LogIn)
    assert not screen.test.text_input
    screen.run()
    assert not screen.test.text_input
