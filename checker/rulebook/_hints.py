"""What a type hint asks of a rule file, for the builder and for JSON Schema."""

import dataclasses
import datetime as dt
import enum
import functools
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.model.wording import Text
from checker.rulebook._tree import Node, Scalar, Table

Hint = Any
"""A type hint at run time; Python gives these no common type."""


@dataclass(frozen=True, slots=True)
class FieldHint:
    """One field that a mapping may hold; ``key`` is its name in the file."""

    name: str
    key: str
    hint: Hint
    required: bool


def origin_of(hint: Hint) -> Any:  # noqa: ANN401 - tuple, Union, Literal and the like
    """Return what a generic hint is an instance of, None for a plain one."""
    return typing.get_origin(hint)


@functools.cache
def fields_of(form: Hint) -> tuple[FieldHint, ...]:
    """Return the fields of a dataclass as a rule file spells them.

    A field's metadata may hold ``key`` where the file's name is a word of Python.
    """
    hints = typing.get_type_hints(form)
    return tuple(
        FieldHint(
            name=one.name,
            key=str(one.metadata.get("key", one.name)),
            hint=hints[one.name],
            required=one.default is dataclasses.MISSING
            and one.default_factory is dataclasses.MISSING,
        )
        for one in dataclasses.fields(form)
        if one.init
    )


def is_form(hint: Hint) -> bool:
    """Whether the hint is a dataclass, read from a mapping."""
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def is_words(hint: Hint) -> bool:
    """Whether the hint is a closed set of words."""
    return isinstance(hint, type) and issubclass(hint, enum.Enum)


def is_union(hint: Hint) -> bool:
    """Whether the hint leaves a choice."""
    return origin_of(hint) in (typing.Union, types.UnionType)


def is_listing(hint: Hint) -> bool:
    """Whether the hint is read from a list."""
    return origin_of(hint) in (tuple, frozenset, Sequence, list, set)


def is_mapping(hint: Hint) -> bool:
    """Whether the hint is read from a mapping with free keys."""
    return origin_of(hint) in (Mapping, dict)


def is_named(hint: Hint) -> bool:
    """Whether the hint is a NewType such as FactName."""
    return isinstance(hint, typing.NewType)


def is_literal(hint: Hint) -> bool:
    """Whether the hint is a Literal."""
    return origin_of(hint) is typing.Literal


def fits(hint: Hint, node: Node) -> bool:
    """Whether a node has the shape (not yet the content) that a hint asks for."""
    if is_form(hint) or is_mapping(hint):
        return isinstance(node, Table)
    if is_listing(hint):
        return not isinstance(node, Scalar | Table)
    if hint is type(None):
        return isinstance(node, Scalar) and node.value is None
    return isinstance(node, Scalar) and node.value is not None


_PLAIN: dict[Hint, Text] = {
    str: Text("文字", "words"),
    int: Text("整数", "a whole number"),
    float: Text("数字", "a number"),
    bool: Text("true 或 false", "true or false"),
    dt.date: Text("日期（如 2021-12-31）", "a day such as 2021-12-31"),
    type(None): Text("null", "null"),
}


def describe(hint: Hint) -> Text:
    """Say what a hint asks for."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_union(hint):
        told = [describe(one) for one in typing.get_args(hint)]
        return Text(
            "或".join(one.zh for one in told), " or ".join(one.en for one in told)
        )
    if is_listing(hint):
        return Text("列表 [ … ]", "a list [ … ]")
    if is_mapping(hint) or is_form(hint):
        return _describe_table(hint)
    return _describe_words(hint)


def _describe_table(hint: Hint) -> Text:
    if is_mapping(hint):
        return Text("键值 { 键: 值 }", "a mapping { key: value }")
    keys = ", ".join(
        f"{one.key}: …" for one in fields_of(hint) if one.required or hint is Text
    )
    keys = keys or ", ".join(f"{one.key}: …" for one in fields_of(hint)[:3])
    return Text(f"键值 {{ {keys} }}", f"a mapping {{ {keys} }}")


def _describe_words(hint: Hint) -> Text:
    if is_words(hint):
        words = [str(one.value) for one in hint]
    elif is_literal(hint):
        words = [str(one) for one in typing.get_args(hint)]
    else:
        return Text("文字", "words")
    return Text("、".join(words), ", ".join(words))
