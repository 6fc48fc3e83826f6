import json

import pytest

from checker.model.unseen import escape_unseen, visible, whole
from tests.unit.reports.hostile import UNSEEN

SIGNS = {
    "newline": ("a\nb", "a␊b"),
    "carriage return": ("a\rb", "a␍b"),
    "tab": ("a\tb", "a␉b"),
    "nul": ("a\x00b", "a␀b"),
    "escape": ("a\x1b[31m", "a␛[31m"),
    "delete": ("a\x7fb", "a␡b"),
    "right to left override": ("a\u202eb", "a[U+202E]b"),
    "right to left mark": ("a\u200fb", "a[U+200F]b"),
    "zero width space": ("a\u200bb", "a[U+200B]b"),
    "line separator": ("a\u2028b", "a[U+2028]b"),
    "tag character": ("a\U000e0041b", "a[U+E0041]b"),
    "half a pair": ("a\ud800b", "a\ufffdb"),
}


@pytest.mark.parametrize(("text", "shown"), SIGNS.values(), ids=SIGNS)
def test_unseen_character_is_shown_by_a_sign(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_ordinary_text_stays() -> None:
    text = "第 3 页，“请旋转 180°” — Ångström 龘 👷"

    assert visible(text) == text


def test_text_that_utf8_can_hold_stays() -> None:
    assert whole("a\n龘") == "a\n龘"


@pytest.mark.parametrize("text", ["a\u2028b", "a\x7fb", "a\u202eb", "a\U000e0041b"])
def test_escaped_json_means_the_same(text: str) -> None:
    escaped = escape_unseen(json.dumps(text, ensure_ascii=False))

    assert escaped.isascii()
    assert json.loads(escaped) == text
