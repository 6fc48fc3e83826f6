"""Cells of a table that a spreadsheet can never take for a formula."""

import unicodedata

from checker.model.ports import JsonValue
from checker.model.unseen import visible
from checker.reports._words import NO, NONE, YES, of_fact

Cell = str | int | float | None
"""What a cell can hold; numbers stay numbers."""

_LONGEST = 32_000
"""Source: a worksheet's cell takes 32,767 characters (Excel specifications)."""

_TRIGGERS = frozenset("=+-@\t\r\n\x00\u2212")
"""First characters that make a spreadsheet calculate, or skip what stands before.

Source: OWASP, CSV injection; ASVS 5.0, 1.2.10. Full-width forms are folded to these.
"""


def safe(text: str) -> str:
    """Return text that is shown as it is: no formula, nothing unseen, not too long."""
    bare = text.lstrip(" \u00a0\u3000")[:1]
    folded = unicodedata.normalize("NFKC", bare)
    quote = "'" if folded in _TRIGGERS or text[:1] in _TRIGGERS else ""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return quote + visible(cut)


def cell(value: JsonValue, language: str) -> Cell:
    """Return a value of the report contract as a cell; None stays empty."""
    match value:
        case bool() | str() | list():
            return safe(_words(value, language))
        case dict():
            return None
        case _:
            return value


def _words(value: bool | str | list[JsonValue], language: str) -> str:  # noqa: FBT001
    match value:
        case bool():
            return (YES if value else NO).in_language(language)
        case str():
            return of_fact(value).in_language(language)
        case list():
            listed = ", ".join(_plain(one, language) for one in value)
            return listed or NONE.in_language(language)


def _plain(value: JsonValue, language: str) -> str:
    if isinstance(value, str):
        return of_fact(value).in_language(language)
    return str(value)
