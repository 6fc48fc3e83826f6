import datetime as dt
from typing import Any, Literal

import pytest

from checker.model.ids import ItemCode
from checker.model.wording import Text
from checker.rulebook._building import Builder
from checker.rulebook._faults import FaultLog, unknown_word
from checker.rulebook._hints import describe
from checker.rulebook.yaml_reader import read_yaml
from tests.packs import Everything, Mood, Point, Span


def build(text: str) -> tuple[Any, list[tuple[int, int, str]]]:
    log = FaultLog("a.yaml")
    node = read_yaml(text.encode(), log)
    assert node is not None
    codes = {"ItemCode": (Text("项目", "item"), ["01", "02"])}
    built = Builder(log, codes).whole(node, Everything)
    return built, [(one.line, one.column, one.en) for one in log.faults]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("text: 公章", "text", "公章"),
        ("count: 3", "count", 3),
        ("share: 1", "share", 1.0),
        ("is_on: true", "is_on", True),
        ("mood: kind", "mood", Mood.KIND),
        ("words: [a, b]", "words", ("a", "b")),
        ("words: []", "words", ()),
        ("pair: [a, 1]", "pair", ("a", 1)),
        ("wordings: [[a], [b, c]]", "wordings", (("a",), ("b", "c"))),
        ("chosen: [a, b]", "chosen", frozenset({"a", "b"})),
        ("limit: null", "limit", None),
        ("limit: 2", "limit", 2.0),
        ("by_name: {1: 2, b: 3}", "by_name", {"1": 2, "b": 3}),
        ("by_mood: {kind: [x]}", "by_mood", {Mood.KIND: ("x",)}),
        ("day: 2021-12-31", "day", dt.date(2021, 12, 31)),
        ("day: '2021-12-31'", "day", dt.date(2021, 12, 31)),
        ("span: {low: 0.5}", "span", Span(0.5)),
        ("either: a", "either", "a"),
        ("either: 1", "either", 1),
        ("shape: {x: 1, y: 2}", "shape", Point(1.0, 2.0)),
        ("shape: {low: 1}", "shape", Span(1.0)),
        ("size: large", "size", "large"),
        ("plain: {a: [1, {b: x}]}", "plain", {"a": (1, {"b": "x"})}),
        ("item: 1", "item", ItemCode("01")),
        ("item: '2'", "item", ItemCode("02")),
    ],
)
def test_value_is_built_by_its_hint(text: str, name: str, value: object) -> None:
    built, faults = build(text)

    assert faults == []
    assert getattr(built, name) == value
    assert type(getattr(built, name)) is type(value)


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("text: 3", 7, 'this should be words, not 3; put it in quotes: "3"'),
        ("text: {a: 1}", 7, "this should be words, not a mapping"),
        ("count: 3.0", 8, "this should be a whole number, not 3.0"),
        ("share: '1'", 8, 'this should be a number, not the words "1"'),
        ("is_on: yes", 8, "this should be true or false"),
        ("mood: kindly", 7, "did you mean kind?"),
        ("words: a", 8, "this should be a list"),
        ("words: [a, 1]", 12, 'put it in quotes: "1"'),
        ("pair: [a]", 7, "should have 2 entries, not 1"),
        ("pair: [a, b]", 11, "a whole number"),
        ("limit: high", 8, "a number"),
        ("limit: [1]", 8, "this should be a number or null, not a list"),
        ("by_name: [a]", 10, "a mapping { key: value }"),
        ("by_mood: {angry: []}", 11, 'there is no value "angry"'),
        ("day: 2021", 6, "a day such as 2021-12-31"),
        ("span: {high: 1}", 7, '"low" is missing; give a number'),
        ("span: 1", 7, "a mapping { low: … }"),
        ("item: '03'", 7, 'there is no item "03"; valid are 01, 02'),
        ("item: [1]", 7, "words"),
        ("item: 2.5", 7, 'put it in quotes: "2.5"'),
        ("either: true", 9, "this should be words or a whole number, not true"),
        ("shape: {x: 1}", 8, '"y" is missing'),
        ("size: larg", 7, "did you mean large?"),
        ("size: 1", 7, "valid are large, small"),
        ("colour: red", 1, 'there is no key "colour"'),
        ("pattern: 'a('", 10, "a( is no pattern"),
        ("text:", 6, "this should be words, not nothing"),
    ],
)
def test_wrong_value_is_a_fault_at_its_place(
    text: str, column: int, words: str
) -> None:
    built, faults = build(text)

    assert built is None
    assert [one[:2] for one in faults] == [(1, column)], faults
    assert words in faults[0][2]


def test_all_faults_of_a_mapping_are_logged() -> None:
    _, faults = build("count: x\nshare: y\nwords: z\n")

    assert [one[0] for one in faults] == [1, 2, 3]


def test_word_where_none_is_valid_says_so() -> None:
    words = unknown_word(Text("项目", "item"), "01", [])

    assert words.en == 'there is no item "01"; none is valid here'


def test_many_valid_words_are_not_all_listed() -> None:
    valid = [f"word_{no:03d}" for no in range(100)]

    words = unknown_word(Text("项目", "item"), "q", valid)

    assert words.en.endswith("word_029, …")
    assert words.zh.endswith("word_029等")


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (Literal["a", "b"], "a, b"),
        (Mood, "strict, kind"),
        (ItemCode, "words"),
        (Text, "a mapping { zh: …, en: … }"),
        (Everything, "a mapping { text: …, count: …, share: … }"),
    ],
)
def test_hint_is_described(hint: object, words: str) -> None:
    assert describe(hint).en == words
