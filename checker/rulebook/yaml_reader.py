"""Reads YAML safely, with the line and column of every value.

Only events of ruamel's pure Python parser are used: no tags, no objects, no merging.
YAML 1.2 core values (``yes`` and ``on`` are words), and days such as 2021-12-31.
"""

import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from checker.model.wording import Text
from checker.rulebook._faults import FaultLog
from checker.rulebook._tree import (
    Entry,
    Listing,
    Node,
    Place,
    Scalar,
    ScalarValue,
    Table,
)

MAX_BYTES = 1_000_000
"""Largest rule file. Source: the largest hand-written one we know has under 20 kB."""

MAX_NODES = 50_000
"""Most values of one file, aliases counted as often as they are used."""

MAX_DEPTH = 30
"""Deepest nesting; an example's seal box, the deepest thing a rule holds, is at 9."""

_LONGEST_NUMBER = 18
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


def read_yaml(content: bytes, log: FaultLog) -> Node | None:
    """Turn the bytes of a file into a tree; None when it cannot be read at all.

    Args:
        content: UTF-8, with or without a byte order mark.
        log: receives what is wrong; duplicate keys don't stop the reading.
    """
    if len(content) > MAX_BYTES:
        log.add(Place(1, 1), _too_large(len(content)))
        return None
    try:
        return _Composer(content.decode("utf-8-sig"), log).compose()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        log.add(Place(line, 1), _NOT_UTF8)
    except _StopReadingError as stop:
        log.add(stop.place, stop.words)
    except ReaderError as error:
        log.add(Place(1, 1), _bad_character(error))
    except MarkedYAMLError as error:
        log.add(_mark_place(error.problem_mark or error.context_mark), _syntax(error))
    return None


class _StopReadingError(Exception):
    """Something that makes the rest of the file unreadable."""

    def __init__(self, place: Place, words: Text) -> None:
        super().__init__(place, words)
        self.place = place
        self.words = words


class _Composer:
    """Builds the tree from parser events; counts and bounds what it builds."""

    def __init__(self, text: str, log: FaultLog) -> None:
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._log = log
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0

    def compose(self) -> Node:
        """Return the one document of the file."""
        event = self._next_of(("DocumentStartEvent", "StreamEndEvent"))
        if type(event).__name__ == "StreamEndEvent":
            raise _StopReadingError(Place(1, 1), _EMPTY)
        root = self._node(next(self._events), 0)
        event = self._next_of(("DocumentStartEvent", "StreamEndEvent"))
        if type(event).__name__ == "DocumentStartEvent":
            raise _StopReadingError(_mark_place(event.start_mark), _TWO_DOCUMENTS)
        return root

    def _next_of(self, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - ruamel is untyped
        return next(one for one in self._events if type(one).__name__ in names)

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401 - ruamel is untyped
        place = _mark_place(event.start_mark)
        name = type(event).__name__
        if name == "AliasEvent":
            return self._alias(event.anchor, place)
        before = self._count
        self._add(1, place)
        self._refuse(event, depth, place)
        if name == "ScalarEvent":
            node: Node = _scalar(event, place, self._log)
        elif name == "SequenceStartEvent":
            node = self._listing(place, depth)
        else:
            node = self._table(place, depth)
        if event.anchor:
            self._anchors[event.anchor] = (node, self._count - before)
        return node

    def _add(self, count: int, place: Place) -> None:
        self._count += count
        if self._count > MAX_NODES:
            raise _StopReadingError(place, _TOO_MANY)

    def _alias(self, anchor: str, place: Place) -> Node:
        if anchor not in self._anchors:
            raise _StopReadingError(place, _NO_ANCHOR)
        node, count = self._anchors[anchor]
        self._add(count, place)
        return node

    def _refuse(self, event: Any, depth: int, place: Place) -> None:  # noqa: ANN401
        if depth > MAX_DEPTH:
            raise _StopReadingError(place, _TOO_DEEP)
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            raise _StopReadingError(place, _no_tag(str(event.tag)))

    def _listing(self, place: Place, depth: int) -> Listing:
        nodes = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            nodes.append(self._node(event, depth + 1))
        return Listing(tuple(nodes), place)

    def _table(self, place: Place, depth: int) -> Table:
        entries: dict[str, Entry] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key = self._node(event, depth + 1)
            node = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._log.add(key.place, _KEY_NOT_A_WORD)
            elif key.raw == "<<":
                self._log.add(key.place, _NO_MERGING)
            elif key.raw in entries:
                first = entries[key.raw].key.place.line
                self._log.add(key.place, _twice(key.raw, first))
            else:
                entries[key.raw] = Entry(key, node)
        return Table(tuple(entries.values()), place)


def _mark_place(mark: Any) -> Place:  # noqa: ANN401 - ruamel is untyped
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _scalar(event: Any, place: Place, log: FaultLog) -> Scalar:  # noqa: ANN401 - ruamel is untyped
    raw = str(event.value)
    if event.style or event.tag:
        return Scalar(raw, raw, place)
    if _NOT_FINITE.fullmatch(raw):
        log.add(place, _NOT_A_NUMBER)
    return Scalar(_plain_value(raw), raw, place)


def _plain_value(raw: str) -> ScalarValue:
    if raw in _WORDS:
        return _WORDS[raw]
    if len(raw) > _LONGEST_NUMBER:
        return raw
    if _INT.fullmatch(raw):
        return int(raw)
    if _FLOAT.fullmatch(raw) and math.isfinite(float(raw)):
        return float(raw)
    return _day(raw) if _DAY.fullmatch(raw) else raw


def _day(raw: str) -> ScalarValue:
    try:
        return dt.date.fromisoformat(raw)
    except ValueError:
        return raw


def _too_large(size_bytes: int) -> Text:
    return Text(
        f"文件有 {size_bytes} 字节，最多 {MAX_BYTES}；请拆成几个文件",
        f"the file has {size_bytes} bytes, at most {MAX_BYTES} are read; split it",
    )


def _syntax(error: MarkedYAMLError) -> Text:
    problem = " ".join(str(one) for one in (error.context, error.problem) if one)
    return Text(
        f"YAML 语法有误：{problem}；常见原因：缩进不齐、冒号后缺空格、引号没有配对",
        f"YAML syntax: {problem}; often it is uneven indentation, a colon without a "
        "space after it, or a quote that is not closed",
    )


def _bad_character(error: ReaderError) -> Text:
    return Text(
        f"第 {error.position + 1} 个字符不能出现在 YAML 中；请删除",
        f"character {error.position + 1} may not stand in YAML; delete it",
    )


def _no_tag(tag: str) -> Text:
    return Text(
        f"规则文件不能使用标签“{tag}”；请只写普通的文字、数字、列表和键值",
        f'rule files use no tags such as "{tag}"; write plain words, numbers, lists '
        "and mappings",
    )


def _twice(key: str, first_line: int) -> Text:
    return Text(
        f"键“{key}”重复，第 {first_line} 行已经写过；请删除其中一个",
        f'the key "{key}" is already on line {first_line}; delete one of the two',
    )


_NOT_UTF8 = Text(
    "文件不是 UTF-8 编码；请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"
)
_EMPTY = Text("文件是空的", "the file is empty")
_TWO_DOCUMENTS = Text(
    "一个文件只能有一份内容；请删除“---”或拆成两个文件",
    'a file holds one document; delete the "---" or split the file',
)
_TOO_MANY = Text(
    f"内容太多（别名展开后超过 {MAX_NODES} 个值）",
    f"the file holds more than {MAX_NODES} values, aliases spelt out",
)
_TOO_DEEP = Text(
    f"嵌套超过 {MAX_DEPTH} 层", f"the nesting is deeper than {MAX_DEPTH} levels"
)
_NO_ANCHOR = Text(
    "这个别名（*）之前没有对应的锚点（&）",
    "this alias (*) has no anchor (&) before it",
)
_KEY_NOT_A_WORD = Text(
    "键必须是一个词；以 { 开头的文字要加引号",
    "a key must be a single word; put words that begin with { in quotes",
)
_NO_MERGING = Text(
    "不支持合并键“<<”；请把内容写全", 'merge keys "<<" are not read; write it out'
)
_NOT_A_NUMBER = Text(
    "不能使用无穷大或非数值", "infinite numbers and NaN are not allowed"
)
