"""Builds frozen dataclasses from a YAML tree, by their type hints.

One way for pack, items, rules, examples and the params of any kind. Strict: nothing
is converted that a reader could misunderstand (``"1"`` is no number, ``1`` no text).
"""

import datetime as dt
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, assert_never

from checker.model.ids import ItemCode
from checker.model.wording import Text
from checker.rulebook import _hints
from checker.rulebook._faults import FaultLog, unknown_word
from checker.rulebook._hints import FieldHint, Hint, describe, fields_of, origin_of
from checker.rulebook._tree import (
    Listing,
    Node,
    Place,
    Scalar,
    Table,
    scalars_of,
)


class _Broken:
    """The value of something that could not be built; its fault is in the log."""


BROKEN: Final = _Broken()

Maker = Callable[["Builder", Node], object]
"""Builds one hint that has a grammar of its own."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds values and logs what is wrong with them.

    The hint ``Node`` leaves a tree as it is, ``object`` takes any plain value.
    ``names`` holds the valid words of a NewType, by its name (``FactName``); one that
    is absent is not held against anything. ``makers`` build hints with a grammar of
    their own.
    """

    log: FaultLog
    names: Mapping[str, tuple[Text, Collection[str]]] = field(default_factory=dict)
    makers: Mapping[Hint, Maker] = field(default_factory=dict)

    def build(self, node: Node, hint: Hint) -> Any:  # noqa: ANN401 - hint says which
        """Return the value that the hint asks for, or BROKEN."""
        if hint in self.makers:
            return self.makers[hint](self, node)
        if hint == Node:
            return node
        if hint in (Any, object):
            return plain(node)
        for test, make in _MAKERS:
            if test(hint):
                return make(self, node, hint)
        return self._scalar(node, hint)

    def whole(self, node: Node, form: type[Any]) -> Any:  # noqa: ANN401 - an instance of form
        """Build a form, or return None where any part of it is broken."""
        built = self.build(node, form)
        return None if built is BROKEN else built

    def _scalar(self, node: Node, hint: Hint) -> object:
        value = node.value if isinstance(node, Scalar) else None
        if hint is type(None) and isinstance(node, Scalar) and value is None:
            return None
        if hint is float and type(value) is int:
            return float(value)
        if hint is dt.date and isinstance(value, str):
            value = _quoted_day(value)
        if value is not None and type(value) is hint:
            return value
        return self._wrong(node, hint)

    def _wrong(self, node: Node, hint: Hint) -> object:
        self.log.add(node.place, _expected(node, hint))
        return BROKEN


def plain(node: Node) -> object:
    """Return a tree as ordinary Python values."""
    match node:
        case Scalar():
            return node.value
        case Listing():
            return tuple(plain(one) for one in node.nodes)
        case Table():
            return {one.key.raw: plain(one.node) for one in node.entries}
        case _:
            assert_never(node)


def _fields(builder: Builder, node: Node, form: Hint) -> dict[str, object]:
    if not isinstance(node, Table):
        builder.log.add(node.place, _expected(node, form))
        return {}
    hints = {one.key: one for one in fields_of(form)}
    built: dict[str, object] = {}
    for entry in node.entries:
        one = hints.get(entry.key.raw)
        if one is not None:
            built[one.name] = builder.build(entry.node, one.hint)
        else:
            words = unknown_word(_KEY, entry.key.raw, hints)
            builder.log.add(entry.key.place, words)
    for one in hints.values():
        if one.required and one.name not in built:
            builder.log.add(node.place, _missing(one))
            built[one.name] = BROKEN
    return built


_KEY = Text("键", "key")


def _form(builder: Builder, node: Node, hint: Hint) -> object:
    before = builder.log.count
    built = _fields(builder, node, hint)
    if builder.log.count > before or any(one is BROKEN for one in built.values()):
        return BROKEN
    try:
        made = hint(**built)
    except ValueError as error:
        builder.log.add(_blamed(node, str(error)), _refused(error))
        return BROKEN
    if hint is Text and not (made.zh.strip() and made.en.strip()):
        builder.log.add(node.place, _EMPTY_WORDS)
    return made


def _blamed(node: Node, complaint: str) -> Place:
    """Find the value that a params class complains about.

    The longest value whose text stands in the complaint, else the key that is named
    there, else the mapping.
    """
    quoted = [one for one in scalars_of(node) if one.raw and one.raw in complaint]
    quoted = [one for one in quoted if isinstance(one.value, str)]
    if quoted:
        return max(quoted, key=lambda one: len(one.raw)).place
    entries = node.entries if isinstance(node, Table) else ()
    named = (one.node.place for one in entries if one.key.raw in complaint)
    return next(named, node.place)


def _union(builder: Builder, node: Node, hint: Hint) -> object:
    fitting = [one for one in typing.get_args(hint) if _hints.fits(one, node)]
    if not fitting:
        builder.log.add(node.place, _expected(node, hint))
        return BROKEN
    if len(fitting) == 1:
        return builder.build(node, fitting[0])
    return _first_that_builds(builder, node, fitting)


def _first_that_builds(builder: Builder, node: Node, hints: list[Hint]) -> object:
    trials = []
    for one in hints:
        log = FaultLog(builder.log.file)
        built = Builder(log, builder.names, builder.makers).build(node, one)
        if not log.count:
            return built
        trials.append(log)
    if isinstance(node, Scalar):
        builder.log.add(node.place, _expected(node, typing.Union[tuple(hints)]))  # noqa: UP007 - made at run time
    else:
        builder.log.extend(min(trials, key=lambda log: log.count))
    return BROKEN


def _listing(builder: Builder, node: Node, hint: Hint) -> object:
    if not isinstance(node, Listing):
        builder.log.add(node.place, _expected(node, hint))
        return BROKEN
    args = typing.get_args(hint)
    if origin_of(hint) is tuple and args[-1] is not ...:
        return _fixed(builder, node, args)
    built = [builder.build(one, args[0]) for one in node.nodes]
    if any(one is BROKEN for one in built):
        return BROKEN
    return frozenset(built) if origin_of(hint) is frozenset else tuple(built)


def _fixed(builder: Builder, node: Listing, args: tuple[Hint, ...]) -> object:
    if len(node.nodes) != len(args):
        builder.log.add(node.place, _wrong_length(len(node.nodes), len(args)))
        return BROKEN
    pairs = zip(node.nodes, args, strict=True)
    built = tuple(builder.build(one, arg) for one, arg in pairs)
    return BROKEN if any(one is BROKEN for one in built) else built


def _mapping(builder: Builder, node: Node, hint: Hint) -> object:
    if not isinstance(node, Table):
        builder.log.add(node.place, _expected(node, hint))
        return BROKEN
    key_hint, value_hint = typing.get_args(hint)
    built = {}
    for entry in node.entries:
        key = entry.key.raw if key_hint is str else builder.build(entry.key, key_hint)
        built[key] = builder.build(entry.node, value_hint)
    broken = BROKEN in built or any(one is BROKEN for one in built.values())
    return BROKEN if broken else built


def _words(builder: Builder, node: Node, hint: Hint) -> object:
    by_word = {str(one.value): one for one in hint}
    word = node.raw if isinstance(node, Scalar) else ""
    if word in by_word:
        return by_word[word]
    builder.log.add(node.place, unknown_word(_WORD, word, by_word))
    return BROKEN


def _literal(builder: Builder, node: Node, hint: Hint) -> object:
    value = node.value if isinstance(node, Scalar) else None
    valid = typing.get_args(hint)
    if any(value == one and type(value) is type(one) for one in valid):
        return value
    word = node.raw if isinstance(node, Scalar) else ""
    builder.log.add(node.place, unknown_word(_WORD, word, [str(one) for one in valid]))
    return BROKEN


def _named(builder: Builder, node: Node, hint: Hint) -> object:
    """Build a name; an item's code may be written 7, "7" or "07"."""
    if not isinstance(node, Scalar) or node.value is None:
        builder.log.add(node.place, _expected(node, str))
        return BROKEN
    word = node.raw
    if hint is ItemCode and word.isdecimal():
        word = word.zfill(2)
    elif not isinstance(node.value, str):
        builder.log.add(node.place, _expected(node, str))
        return BROKEN
    if hint.__name__ not in builder.names:
        return word
    what, valid = builder.names[hint.__name__]
    if word in valid:
        return word
    builder.log.add(node.place, unknown_word(what, word, valid))
    return BROKEN


_MAKERS: tuple[
    tuple[Callable[[Hint], bool], Callable[[Builder, Node, Hint], object]], ...
] = (
    (_hints.is_named, _named),
    (_hints.is_form, _form),
    (_hints.is_words, _words),
    (_hints.is_union, _union),
    (_hints.is_listing, _listing),
    (_hints.is_mapping, _mapping),
    (_hints.is_literal, _literal),
)

_WORD = Text("取值", "value")
_EMPTY_WORDS = Text(
    "zh 和 en 都不能为空；请写上两种文字",
    "neither zh nor en may be empty; write both",
)


def _quoted_day(words: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return words


def _expected(node: Node, hint: Hint) -> Text:
    wanted = describe(hint)
    found = _found(node)
    fault = Text(
        f"这里应为{wanted.zh}，现在是{found.zh}",
        f"this should be {wanted.en}, not {found.en}",
    )
    if hint is str and isinstance(node, Scalar) and node.value is not None:
        return Text(
            f'{fault.zh}；请加引号："{node.raw}"',
            f'{fault.en}; put it in quotes: "{node.raw}"',
        )
    return fault


def _found(node: Node) -> Text:
    match node:
        case Listing():
            return Text("列表", "a list")
        case Table():
            return Text("键值", "a mapping")
        case Scalar(value=None):
            return Text("空值", "nothing")
        case Scalar(value=str()):
            return Text(f"文字“{node.raw}”", f'the words "{node.raw}"')
        case Scalar():
            return Text(f" {node.raw} ", node.raw)
        case _:
            assert_never(node)


def _missing(one: FieldHint) -> Text:
    wanted = describe(one.hint)
    return Text(
        f"缺少“{one.key}”；请写上{wanted.zh}",
        f'"{one.key}" is missing; give {wanted.en}',
    )


def _refused(error: ValueError) -> Text:
    return Text(f"参数不能这样写：{error}", f"this cannot be: {error}")


def _wrong_length(found: int, wanted: int) -> Text:
    return Text(
        f"这个列表应有 {wanted} 项，现在有 {found} 项",
        f"this list should have {wanted} entries, not {found}",
    )
