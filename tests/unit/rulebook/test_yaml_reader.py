import datetime as dt

import pytest

from checker.rulebook._building import plain
from checker.rulebook._faults import FaultLog
from checker.rulebook._tree import Node, find, place_of
from checker.rulebook.yaml_reader import MAX_BYTES, MAX_DEPTH, read_yaml


def read(text: str) -> tuple[Node | None, list[tuple[int, int, str]]]:
    log = FaultLog("a.yaml")
    node = read_yaml(text.encode(), log)
    return node, [(one.line, one.column, one.en) for one in log.faults]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("on", "on"),
        ("~", None),
        ("null", None),
        ("2021-12-31", dt.date(2021, 12, 31)),
        ("2021-02-30", "2021-02-30"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("12:30", "12:30"),
        ("1234567890123456789012", "1234567890123456789012"),
        ("1e999", "1e999"),
        ("!!str 12", "12"),
    ],
)
def test_scalar_has_its_core_value(text: str, value: object) -> None:
    node, faults = read(f"a: {text}\n")

    assert node is not None
    assert plain(node) == {"a": value}
    assert faults == []


def test_every_value_knows_its_line_and_column() -> None:
    node, _ = read("a: 1\nb:\n  - x\n  - {c: 2}\n")

    place = find(node, "b", 1, "c")

    assert place is not None
    assert (place.place.line, place.place.column) == (4, 9)


def test_place_of_a_missing_step_is_that_of_the_last_one_found() -> None:
    node, _ = read("a:\n  b: 1\n")

    place = place_of(node, "a", "missing", "deeper")

    assert (place.line, place.column) == (2, 3)


def test_duplicate_key_is_a_fault_with_both_lines() -> None:
    _, faults = read("a: 1\nb: 2\na: 3\n")

    assert faults == [(3, 1, 'the key "a" is already on line 1; delete one of the two')]


def test_byte_order_mark_is_skipped() -> None:
    log = FaultLog("a.yaml")

    node = read_yaml(b"\xef\xbb\xbfa: 1\n", log)

    assert node is not None
    assert plain(node) == {"a": 1}


def test_alias_repeats_its_anchor() -> None:
    node, faults = read("a: &x [1, 2]\nb: *x\n")

    assert node is not None
    assert plain(node) == {"a": (1, 2), "b": (1, 2)}
    assert faults == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: !!python/object/apply:os.system [ls]\n", 1, "no tags"),
        ("a: !mine 1\n", 1, "no tags"),
        ("a: 1\n---\nb: 2\n", 2, "one document"),
        ("a: *nobody\n", 1, "undefined alias|no anchor"),
        ("a: {b: 1\nc: 2\n", 2, "YAML syntax"),
        ("a:\n\t- 1\n", 2, "YAML syntax"),
        ("", 1, "empty"),
        ("# only a remark\n", 1, "empty"),
        ("a: \x07\n", 1, "may not stand"),
        ("<<: {a: 1}\n", 1, "merge keys"),
        ("{a: 1}: 2\n", 1, "single word"),
        ("a: .nan\n", 1, "NaN"),
        ("a: -.inf\n", 1, "infinite"),
        ("[" * (MAX_DEPTH + 5) + "]" * (MAX_DEPTH + 5), 1, "deeper"),
    ],
)
def test_unsafe_or_broken_yaml_is_a_fault(text: str, line: int, words: str) -> None:
    _, faults = read(text)

    assert [one[0] for one in faults] == [line]
    assert any(word in faults[0][2] for word in words.split("|"))


def test_alias_bomb_is_refused() -> None:
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 9)]

    node, faults = read("l0: &l0 [x]\n" + "\n".join(layers))

    assert node is None
    assert "values" in faults[0][2]


def test_too_large_file_is_refused() -> None:
    node, faults = read("a: " + "x" * MAX_BYTES)

    assert node is None
    assert "bytes" in faults[0][2]


def test_file_in_another_encoding_is_refused_at_its_line() -> None:
    log = FaultLog("a.yaml")

    node = read_yaml("a: 1\nb: 公章\n".encode("gbk"), log)

    assert node is None
    assert [(one.line, one.en) for one in log.faults] == [
        (2, "the file is not UTF-8; save it as UTF-8")
    ]
