"""What the pages of a certificate say about their holder: name, number, validity.

Only what stands where it can mean nothing else: a name in the field 姓名, a number of
the pattern asked for, a date that the reading took for one of validity.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import re2

from checker.kinds._matching import plain_text
from checker.kinds._pages import Placed, lines_of
from checker.model.evidence import DateKind, DateRole, DateSpan, PageEvidence, TextLine
from checker.model.geometry import Box

_NAME = r"[一-鿿]{2,4}|[一-鿿]{1,8}(?:·[一-鿿]{1,8}){1,3}"
_NEXT_FIELD = "性别|身份|证件|出生|年龄|民族|籍贯|单位|企业|职[务称位]|工种|类别|照片"
_FIELD = re.compile(
    r"(?:^|[^一-鿿])(?:持证人|本人)?姓\n?名(?:/?(?:full)?name)?\n?:?\n?"
    rf"({_NAME})(?=$|[^一-鿿·]|{_NEXT_FIELD})"
)
"""The field for the holder's name in the pieces of a row, one a line: a wide gap parts
姓 from 名, and a table a label from its value."""

_HEADING = re.compile(
    rf"{_NEXT_FIELD}|学历|学号|成绩|部门|岗位|编号|证号|电话|日期|备注|时间|序号|专业|签"
    "|班组|联系|姓名|盖章|工作|项目|内容"
)
"""Words that head the next column of a table: what holds one is nobody's name."""

_DOTS = re.compile("[·•‧・.]")

_MOST_FIELDS = 20
"""A page with more names than this is a list of people, not a certificate."""

_PIECES = 4

_SAME_ROW = 0.4
_REACH_HEIGHTS = 14.0
"""A value stands right of its label, in the same row, so many heights away at most.
Source: forms of the sample set, whose cells are up to 60 mm wide."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a certificate says, and where.

    ``is_typed``: the page's text is its own, not read from a picture by anybody.
    """

    value: str
    place: Placed
    box: Box | None
    confidence: float

    @property
    def is_typed(self) -> bool:
        """Whether it stands in the text of a digital page."""
        evidence = self.place.page.evidence
        is_layer = evidence.value("text.source") == "layer"
        return is_layer and evidence.value("page.content") == "digital"

    def is_trusted(self, least_confidence: float) -> bool:
        """Whether it was read surely enough, or not read from a picture at all."""
        return self.is_typed or self.confidence >= least_confidence


@dataclass(frozen=True, slots=True)
class Validity(Said):
    """The last day on which a certificate says that it is valid.

    ``is_term``: it names the first day too, and whole years lie between. A day that
    was read badly does not fit like that.
    """

    is_term: bool


def names_on(place: Placed) -> Iterator[Said]:
    """Yield what stands in the fields for the holder's name."""
    fields = [line for line in lines_of(place.page) if "姓" in line.text]
    for line in fields if len(fields) <= _MOST_FIELDS else ():
        row = _row_from(line, lines_of(place.page))
        texts = [plain_name(piece.text) for piece in row]
        for match in _FIELD.finditer("\n".join(texts)):
            if not _HEADING.search(match[1]):
                piece = row[match.string.count("\n", 0, match.start(1))]
                yield Said(match[1], place, piece.box, piece.confidence)


def _row_from(first: TextLine, lines: Sequence[TextLine]) -> list[TextLine]:
    """Return a piece of text and the next few right of it in its row."""
    box = first.box
    right = [
        line
        for line in lines
        if 0 < line.box.x0 - box.x1 + box.height < _REACH_HEIGHTS * box.height
        and min(line.box.y1, box.y1) - max(line.box.y0, box.y0) > _SAME_ROW * box.height
        and line is not first
    ]
    return [first, *sorted(right, key=lambda line: line.box.x0)][:_PIECES]


def numbers_on(place: Placed, patterns: Iterable[str]) -> Iterator[Said]:
    """Yield the numbers that match one of the RE2 patterns, as they are written."""
    for line in lines_of(place.page):
        for pattern in patterns:
            for number in matches_in(pattern, plain_text(line.text)):
                yield Said(number.upper(), place, line.box, line.confidence)


def validities_on(place: Placed) -> Iterator[Validity]:
    """Yield the last days of validity on a page."""
    for span in dates_of(place.page):
        if span.role is DateRole.VALIDITY and span.end is not None:
            yield Validity(
                span.end.isoformat(),
                place,
                span.box,
                span.confidence,
                is_term=_is_term(span),
            )


def _is_term(span: DateSpan) -> bool:
    if span.start is None or span.end is None:
        return False
    day_after = _next_day(span.end)
    is_anniversary = (span.start.month, span.start.day) in {
        (span.end.month, span.end.day),
        (day_after.month, day_after.day),
    }
    return is_anniversary and span.end.year > span.start.year


def dates_of(page: PageEvidence) -> tuple[DateSpan, ...]:
    """Return the dates read on a page, none where it was not read."""
    value = page.evidence.value("date.dates")
    if not isinstance(value, tuple):
        return ()
    return tuple(one for one in value if isinstance(one, DateSpan))


def covers(span: DateSpan, day: dt.date) -> bool:
    """Whether a date may mean that day: it is one of its ends, or lies in its month."""
    if day in (span.start, span.end):
        return True
    if span.kind in {DateKind.MONTH, DateKind.YEAR}:
        start, end = span.start or span.end, span.end or span.start
        return start is not None and end is not None and start <= day <= end
    months = [(one.year, one.month) for one in (span.start, span.end) if one]
    return _names_no_day(span) and (day.year, day.month) in months


def _names_no_day(span: DateSpan) -> bool:
    """Whether a stretch runs from the first of a month to the last of another."""
    if span.kind is not DateKind.RANGE or span.start is None or span.end is None:
        return False
    return span.start.day == 1 and _next_day(span.end).day == 1


def _next_day(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def ways_to_write(day: dt.date) -> tuple[str, ...]:
    """Return a day in the forms that papers use, as plain text has them."""
    year, month, number = day.year, day.month, day.day
    forms = [f"{year}年{month}月{number}日", f"{year}年{month:02}月{number:02}日"]
    for mark in "-./":
        forms.append(f"{year}{mark}{month}{mark}{number}")
        forms.append(f"{year}{mark}{month:02}{mark}{number:02}")
    return (*forms, f"{year}{month:02}{number:02}")


def plain_name(text: str) -> str:
    """Return a text with one kind of dot between the parts of a name."""
    return _DOTS.sub("·", plain_text(text))


def letters_of(name: str) -> str:
    """Return a name, or a text with names, without the dots between their parts."""
    return plain_name(name).replace("·", "")


def core_of(number: str) -> str:
    """Return a number's letters and digits, without brackets, 年, 第 and 号."""
    plain = plain_text(number)
    return "".join(char for char in plain if char.isalnum() and char not in "年第号")


def matches_in(pattern: str, text: str) -> list[str]:
    """Return what matches an RE2 pattern and does not go on in digits or letters.

    Raises:
        re2.error: the pattern is none.
    """
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    # RE2 takes UTF-8 only, and a text layer may hold half a pair of surrogates.
    whole = text.encode("utf-8", "replace").decode()
    found = re2.compile(pattern, options).finditer(whole)
    return [one.group() for one in found if not _goes_on(whole[one.end() :])]


def _goes_on(rest: str) -> bool:
    return rest[:1].isascii() and rest[:1].isalnum()
