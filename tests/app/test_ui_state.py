"""Which part of a case is shown, whatever a browser's address says meanwhile."""

import time

import pytest
import streamlit as st

from reviewer_app import ui_state

CASE = 7


class Browser:
    """The address and the state of somebody's session, and a clock to turn."""

    def __init__(self) -> None:
        self.query: dict[str, str] = {"item": "09"}
        self.state: dict[str, object] = {}
        self.now = 100.0


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    made = Browser()
    monkeypatch.setattr(st, "query_params", made.query)
    monkeypatch.setattr(st, "session_state", made.state)
    monkeypatch.setattr(time, "monotonic", lambda: made.now)
    assert ui_state.part_of(CASE) == "09"
    return made


def test_a_drawing_with_the_address_of_before_does_not_go_back(
    browser: Browser,
) -> None:
    ui_state.open_part(CASE, "10")
    assert ui_state.part_of(CASE) == "10"
    browser.query["item"] = "09"

    assert ui_state.part_of(CASE) == "10"


def test_an_address_that_was_lost_on_its_way_is_told_again(browser: Browser) -> None:
    ui_state.open_part(CASE, "10")
    browser.query["item"] = "09"
    browser.now += 60

    assert ui_state.part_of(CASE) == "10"
    assert browser.query["item"] == "10"


def test_going_back_in_the_browser_opens_what_was_before(browser: Browser) -> None:
    ui_state.open_part(CASE, "10")
    assert ui_state.part_of(CASE) == "10"
    browser.now += 60
    browser.query["item"] = "09"

    assert ui_state.part_of(CASE) == "09"


def test_another_address_is_opened_at_once(browser: Browser) -> None:
    ui_state.open_part(CASE, "10")
    browser.query["item"] = "submit"

    assert ui_state.part_of(CASE) == "submit"


def test_news_is_shown_again_by_a_drawing_that_follows_at_once(
    browser: Browser,
) -> None:
    ui_state.tell("已保存。")
    first = ui_state.take_notices()
    browser.now += 0.5
    second = ui_state.take_notices()
    browser.now += 60

    assert [one.words for one in first] == ["已保存。"]
    assert second == first
    assert ui_state.take_notices() == ()


def test_news_of_now_takes_the_place_of_what_was_seen(browser: Browser) -> None:
    ui_state.tell("已保存。")
    ui_state.take_notices()
    browser.now += 0.5
    ui_state.tell("已移除。")
    ui_state.tell("还有一处。")

    assert [one.words for one in ui_state.take_notices()] == ["已移除。", "还有一处。"]
