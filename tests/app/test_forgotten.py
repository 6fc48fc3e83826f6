import pytest

from reviewer_app.context.public_rows import ServiceLines
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk, FakeQueries


def _ask(code: str) -> Drawn:
    screen = Drawn("forgotten", FakeDesk(), who="")
    screen.test.text_input(key="lost_code").input(code)
    next(one for one in screen.test.button if one.label == "下一步").click()
    screen.run()
    return screen


def test_the_way_on_is_told_and_nothing_is_asked_of_the_server() -> None:
    screen = _ask(" 91990100ma6619820a ")

    assert "0531-00000001" in screen.words
    assert "一次性链接" in screen.words
    assert not screen.desk.acts


def test_the_way_on_is_the_same_for_every_company() -> None:
    one, other = _ask("91990100MA6619820A"), _ask("91990100MA67K48C87")

    assert one.words.replace("91990100MA6619820A", "91990100MA67K48C87") == other.words


@pytest.mark.parametrize("code", ["", "91990100MA6619820B"])
def test_what_is_no_code_is_said(code: str) -> None:
    screen = _ask(code)

    assert "统一社会信用代码不对" in screen.words
    assert "0531" not in screen.words


def test_without_a_telephone_the_authority_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(FakeQueries, "service_lines", lambda _: ServiceLines())

    screen = _ask("91990100MA6619820A")

    assert "咨询电话尚未公布" in screen.words
