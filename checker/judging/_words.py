"""Fills a rule's words with what was measured, in both languages."""

import functools
import string
from collections.abc import Mapping

from checker.model.rule import Measured
from checker.model.wording import Text

_NOT_KNOWN = Text("未知", "unknown")
_NONE = Text("无", "none")
_YES = Text("是", "yes")
_NO = Text("否", "no")


def fill(words: Text, values: Mapping[str, Measured]) -> Text:
    """Return the words with every ``{name}`` replaced; a name without value: unknown.

    Args:
        words: of a loaded rule, so its braces are paired.
        values: by placeholder; a Text is shown in the language of the words.
    """
    return Text(_filled(words.zh, values, "zh"), _filled(words.en, values, "en"))


def _filled(template: str, values: Mapping[str, Measured], language: str) -> str:
    shown = []
    for literal, name in _parsed(template):
        shown.append(literal)
        if name is not None:
            shown.append(_shown(values.get(name), language))
    return "".join(shown)


@functools.lru_cache(maxsize=1024)
def _parsed(template: str) -> tuple[tuple[str, str | None], ...]:
    pieces = string.Formatter().parse(template)
    return tuple((literal, name) for literal, name, _, _ in pieces)


def _shown(value: Measured, language: str) -> str:
    match value:
        case None | "" | bool() | Text():
            return _as_text(value).in_language(language)
        case float():
            return f"{value:.2f}".rstrip("0").rstrip(".")
        case tuple():
            return _listed(value, language)
        case _:
            return str(value)


def _as_text(value: str | bool | Text | None) -> Text:  # noqa: FBT001 - a value to show
    if isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return _YES if value else _NO
    return _NOT_KNOWN


def _listed(values: tuple[str, ...] | tuple[int, ...], language: str) -> str:
    if not values:
        return _NONE.in_language(language)
    separator = ", " if language == "en" else "、"
    return separator.join(str(one) for one in values)
