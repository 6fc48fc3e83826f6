"""The screens of administrators, auditors and chiefs."""

import pytest

from reviewer_app.services.accounts import CreateUser
from reviewer_app.services.assignment import Assign
from reviewer_app.services.settings import AddReasonCode, PutSetting
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


@pytest.mark.parametrize(
    ("url_path", "who", "label"),
    [
        ("progress", "zong", "剩 214 份，9 个工作日，每日需 24 份"),
        ("figures", "zong", "一次通过率"),
        ("users", "guan", "新增用户"),
        ("reasons", "guan", "理由代码"),
        ("settings", "guan", "设置"),
        ("packs", "guan", "考核标准"),
        ("import", "guan", "导入案卷"),
        ("log", "ji", "日志"),
    ],
)
def test_screen_is_drawn(url_path: str, who: str, label: str) -> None:
    screen = Drawn(url_path, FakeDesk(), who=who)

    assert label in screen.words


def test_case_is_assigned_again_in_two_clicks() -> None:
    screen = Drawn("progress", FakeDesk(), who="zong")
    screen.test.session_state["draft:assigning"] = "1"
    screen.run()

    screen.press("assign_5")

    act = screen.desk.acts[-1]
    assert isinstance(act, Assign)
    assert (act.case_id, act.reviewer_id) == (1, 5)


def test_user_is_added() -> None:
    screen = Drawn("users", FakeDesk(), who="guan")

    screen.test.text_input(key="new_account").input("lin")
    screen.test.text_input(key="new_name").input("林审")
    screen.test.button[-1].click()
    screen.run()

    act = screen.desk.acts[-1]
    assert isinstance(act, CreateUser)
    assert (act.account, act.name) == ("lin", "林审")


def test_reason_code_is_added() -> None:
    screen = Drawn("reasons", FakeDesk(), who="guan")

    screen.test.text_input(key="reason_code").input("copy")
    screen.test.text_input(key="reason_zh").input("复印件")
    screen.test.text_input(key="reason_en").input("a copy")
    screen.test.button[-1].click()
    screen.run()

    act = screen.desk.acts[-1]
    assert isinstance(act, AddReasonCode)
    assert (act.code, act.zh, act.en) == ("copy", "复印件", "a copy")


def test_only_changed_settings_are_saved() -> None:
    screen = Drawn("settings", FakeDesk(), who="guan")

    screen.test.text_input(key="setting_claim_hours").input("48")
    screen.test.button[-1].click()
    screen.run()

    saved = [act for act in screen.desk.acts if isinstance(act, PutSetting)]
    assert [(act.name, act.value) for act in saved] == [("claim_hours", 48)]


def test_whole_log_is_said_to_be_whole() -> None:
    screen = Drawn("log", FakeDesk(), who="ji")

    screen.press("verify_log")

    assert "日志完整" in screen.words


def test_days_that_are_none_are_refused_in_place() -> None:
    screen = Drawn("figures", FakeDesk(), who="zong")

    screen.test.text_input(key="from_day").input("去年")
    screen.run()

    assert "日期请写成 2022-03-31 这样。" in screen.words


def test_pack_is_opened_with_its_tests_and_differences() -> None:
    screen = Drawn("packs", FakeDesk(), who="guan", pack="9f2c" * 16)

    assert "186 个测试全部通过。" in screen.words
    assert "年度由 2021 改为 2022" in screen.words


def test_upload_is_looked_into_before_it_is_imported() -> None:
    screen = Drawn("import", FakeDesk(), who="guan")
    screen.test.session_state["draft:import_source"] = "upload:1"
    screen.run()

    screen.press("import_now")

    assert screen.went == [("queue", None, "")]
