"""Dates of a single line, written shortly for comparison."""

import datetime as dt

from checker.model.evidence import DateKind, DateSpan, TextLine
from checker.model.geometry import Box
from checker.probes._dates import find_dates

_LENGTHS = {DateKind.DAY: 10, DateKind.MONTH: 7, DateKind.YEAR: 4}


def dates_in(text: str) -> str:
    line = TextLine(text, Box(60, 400, 400, 414), 1.0)
    return " ".join(_written(span) for span in find_dates([line], 842.0))


def _written(span: DateSpan) -> str:
    start, end = _iso(span.start), _iso(span.end)
    if span.kind is DateKind.RANGE or not (start and end):
        return f"{start}..{end}"
    return start[: _LENGTHS[span.kind]]


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
