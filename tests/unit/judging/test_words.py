import pytest

from checker.judging._words import fill
from checker.model.rule import Measured
from checker.model.wording import Text


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("公司", "公司", "公司"),
        (3, "3", "3"),
        (3.0, "3", "3"),
        (3.14159, "3.14", "3.14"),
        (1234567.5, "1234567.5", "1234567.5"),
        (True, "是", "yes"),
        (False, "否", "no"),
        (0, "0", "0"),
        (None, "未知", "unknown"),
        ("", "未知", "unknown"),
        ((), "无", "none"),
        (("甲", "乙"), "甲、乙", "甲, 乙"),
        ((1, 2), "1、2", "1, 2"),
        (Text("中", "English"), "中", "English"),
    ],
)
def test_value_is_shown_in_the_language_of_the_words(
    value: Measured, zh: str, en: str
) -> None:
    words = fill(Text("有 {it} 个", "{it} found"), {"it": value})

    assert words == Text(f"有 {zh} 个", f"{en} found")


def test_name_without_a_value_is_unknown() -> None:
    assert fill(Text("{a}", "{a}"), {}) == Text("未知", "unknown")


def test_doubled_braces_are_braces() -> None:
    assert fill(Text("{{a}}", "{{a}}"), {}) == Text("{a}", "{a}")


def test_name_may_hold_a_dot() -> None:
    assert fill(Text("{a.b}", "{a.b}"), {"a.b": 1}) == Text("1", "1")


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert fill(Text("{a}", "{a}"), {"a": "{b}"}) == Text("{b}", "{b}")
