"""The ways in which a document can cover a year, each as a pure function."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from checker.kinds._sightings import Sighting, Sightings
from checker.model.evidence import DateKind, DateRole, DateSpan
from checker.model.wording import Reason


class Covers(StrEnum):
    """Whether a document covers the year."""

    YES = "yes"
    OTHER = "other"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the year is covered, and the sighting that decides it."""

    covers: Covers
    by: Sighting | None = None
    reason: Reason | None = None
    months_missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The year, and the limits of a rule.

    ``near_years``: a date farther away than that says nothing about which year a
    document is about (a law of 2002, a company founded in 1998). ``lookback_years``:
    how long what was issued stays in force, 0 for ever. ``periods_first``: where any
    period is named, other dates do not count.
    """

    year: int
    near_years: int = 5
    lookback_years: int = 0
    periods_first: bool = False


_MONTHS_THAT_DECIDE = 2
"""A page that names this many months lists months; a single one may be a remark."""

Mode = Callable[[Sightings, Asked], Answer]


def mentioned(seen: Sightings, asked: Asked) -> Answer:
    """Answer whether the year is named; a year in the title goes before the rest."""
    by_year = _touching(seen.sure, asked.year)
    titles = seen.title_years
    if titles and asked.year not in titles:
        is_later = min(titles) > asked.year
        named = [one for one in by_year if one.date.kind is DateKind.YEAR]
        if named and not is_later:
            return Answer(Covers.UNSURE, named[0], Reason.ONLY_WEAK_EVIDENCE)
        return Answer(Covers.OTHER, _naming(seen))
    if by_year:
        return Answer(Covers.YES, _best(by_year))
    return _without(seen, asked)


def dated_in(seen: Sightings, asked: Asked) -> Answer:
    """Answer whether something was issued or took place in the year."""
    by_year = _touching(seen.sure, asked.year)
    is_own = not seen.title_years or asked.year in seen.title_years
    dated = [one for one in by_year if one.is_event or (is_own and one.is_dated)]
    if dated:
        return Answer(Covers.YES, _best(dated))
    named = [one for one in by_year if one.is_period]
    if named and is_own:
        if not _others(seen, asked):
            return Answer(Covers.YES, _best(named))
        return Answer(Covers.UNSURE, _best(named), Reason.ONLY_WEAK_EVIDENCE)
    return _without(seen, asked)


def in_force(seen: Sightings, asked: Asked) -> Answer:
    """Answer whether something issued by the end of the year held in it."""
    last = dt.date(asked.year, 12, 31)
    first = dt.date(asked.year - asked.lookback_years, 1, 1)
    if not asked.lookback_years:
        first = dt.date.min
    dated = [
        one
        for one in seen.sure
        if one.is_dated and one.date.start and first <= one.date.start <= last
    ]
    holding = [one for one in seen.sure if _holds(one, asked.year)]
    if dated or holding:
        return Answer(Covers.YES, _best(dated or holding))
    if asked.lookback_years:
        old = [one for one in seen.sure if _is_before(one, first)]
        if old and not _touching(seen.shaky, asked.year):
            return Answer(Covers.OTHER, _best(old))
    return _without(seen, asked)


def overlaps(seen: Sightings, asked: Asked) -> Answer:
    """Answer whether any stretch of time touches the year."""
    sure = seen.sure
    if asked.periods_first and any(one.is_period for one in sure):
        sure = tuple(one for one in sure if one.is_period)
    by_year = _touching(sure, asked.year)
    if by_year:
        return Answer(Covers.YES, _best(by_year))
    return _without(Sightings(sure, seen.shaky, seen.weak), asked)


def all_months(seen: Sightings, asked: Asked) -> Answer:
    """Answer whether each month of the year is covered by a period.

    Months and ranges are counted. A page that names the whole year (2021年度) and not
    two months covers all twelve where no other page names a month; where one does, the
    two contradict each other: unsure. Without any period of the year this is no
    question of months: NOTHING.
    """
    periods = [one for one in _touching(seen.sure, asked.year) if one.is_period]
    if periods:
        return _by_month(periods, seen, asked.year)
    dated = _touching(seen.sure, asked.year)
    if not dated or any(one.is_period for one in seen.sure):
        return Answer(Covers.NOTHING)
    missing = _missing(dated, asked.year)
    if missing:
        reason = Reason.ONLY_WEAK_EVIDENCE
        return Answer(Covers.UNSURE, dated[0], reason, missing)
    return Answer(Covers.YES, dated[0])


def _by_month(periods: list[Sighting], seen: Sightings, year: int) -> Answer:
    named = [one for one in periods if one.date.kind is not DateKind.YEAR]
    missing = _missing(named, year) if named else ()
    by = (named or periods)[0]
    if not missing:
        return Answer(Covers.YES, by)
    if _has_whole_year_page(periods):
        return Answer(Covers.UNSURE, by, Reason.ONLY_WEAK_EVIDENCE, missing)
    if _missing((*named, *_touching(seen.shaky, year)), year):
        return Answer(Covers.OTHER, by, None, missing)
    return Answer(Covers.UNSURE, by, Reason.LOW_CONFIDENCE, missing)


def _has_whole_year_page(periods: list[Sighting]) -> bool:
    years = {one.page for one in periods if one.date.kind is DateKind.YEAR}
    months = [one.page for one in periods if one.date.kind is not DateKind.YEAR]
    return any(months.count(page) < _MONTHS_THAT_DECIDE for page in years)


def report(seen: Sightings, asked: Asked) -> Answer:
    """Answer whether it is the report of December or of the whole year.

    The date of the signature does not count: the audit of the year before was signed in
    this one. A later report shows this year too, for comparison: its title decides.
    """
    good = [one for one in seen.sure if _reports(one, asked.year)]
    titled = [
        one
        for one in seen.sure
        if one.in_title and one.is_period and one.is_closed and _is_near(one, asked)
    ]
    is_other = bool(seen.title_years) and asked.year not in seen.title_years
    own = [one for one in good if one.in_title and not is_other]
    if own or (good and not titled):
        return Answer(Covers.YES, _best(own or good))
    is_later = is_other and min(seen.title_years) > asked.year
    if good and not is_later:
        return Answer(Covers.UNSURE, good[0], Reason.ONLY_WEAK_EVIDENCE)
    if titled:
        return Answer(Covers.OTHER, titled[0])
    periods = tuple(one for one in seen.sure if one.is_period or _ends_year(one))
    return _without(Sightings(periods, seen.shaky, seen.weak), asked)


def _touching(seen: Iterable[Sighting], year: int) -> list[Sighting]:
    return [one for one in seen if one.touches(year)]


def _naming(seen: Sightings) -> Sighting:
    return next(one for one in seen.sure if one.names_year)


def _best(seen: list[Sighting]) -> Sighting:
    return max(seen, key=lambda one: one.date.confidence)


def _others(seen: Sightings, asked: Asked) -> list[Sighting]:
    """Return the sure dates that say that a document is about another year."""
    return [
        one
        for one in seen.sure
        if asked.year not in one.years
        and _is_near(one, asked)
        and (one.is_dated or one.names_year)
    ]


def _is_near(one: Sighting, asked: Asked) -> bool:
    return any(abs(year - asked.year) <= asked.near_years for year in one.years)


def _without(seen: Sightings, asked: Asked) -> Answer:
    """Answer where no sure date covers the year."""
    shaky = _touching(seen.shaky, asked.year)
    if shaky:
        return Answer(Covers.UNSURE, shaky[0], Reason.LOW_CONFIDENCE)
    others = _others(seen, asked)
    if others:
        titled = [one for one in others if one.names_year]
        return Answer(Covers.OTHER, _best(titled or others))
    hints = [*seen.weak, *seen.sure]
    near = [one for one in hints if asked.year in one.years]
    if near:
        return Answer(Covers.UNSURE, near[0], Reason.ONLY_WEAK_EVIDENCE)
    return Answer(Covers.NOTHING)


def _holds(one: Sighting, year: int) -> bool:
    if one.date.role is DateRole.VALIDITY:
        starts = one.date.start is None or one.date.start.year <= year
        ends = one.date.end is None or one.date.end.year >= year
        return starts and ends
    return one.is_period and one.touches(year)


def _is_before(one: Sighting, first: dt.date) -> bool:
    return one.is_dated and one.date.end is not None and one.date.end < first


def _missing(seen: Iterable[Sighting], year: int) -> tuple[int, ...]:
    dates = [one.date for one in seen]
    return tuple(
        number
        for number in range(1, 13)
        if not any(_covers(one, (year, number)) for one in dates)
    )


def _covers(date: DateSpan, month: tuple[int, int]) -> bool:
    start, end = date.start, date.end
    return (
        start is not None
        and end is not None
        and (start.year, start.month) <= month <= (end.year, end.month)
    )


def _reports(one: Sighting, year: int) -> bool:
    """Whether a date names December, or a stretch within the year that ends with it."""
    if one.years != frozenset({year}) or one.date.end is None:
        return False
    if one.is_period:
        return one.date.end.month == dt.date.max.month
    return _ends_year(one)


def _ends_year(one: Sighting) -> bool:
    """Whether it is 31 December, the day of a balance sheet."""
    end = one.date.end
    is_day = one.date.kind is DateKind.DAY and one.date.role is not DateRole.ISSUED
    return is_day and end is not None and (end.month, end.day) == (12, 31)


MODES: dict[str, Mode] = {
    "mentioned": mentioned,
    "dated_in": dated_in,
    "in_force": in_force,
    "overlaps": overlaps,
    "all_months": all_months,
    "report": report,
}
"""The modes by the name that a rule gives."""
