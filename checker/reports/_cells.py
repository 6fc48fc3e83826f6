"""Cells of a table that a spreadsheet can never take for a formula."""

from checker.model.ports import JsonValue
from checker.model.unseen import safe
from checker.reports._words import NO, NONE, YES, of_fact

Cell = str | int | float | None
"""What a cell can hold; numbers stay numbers."""


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
