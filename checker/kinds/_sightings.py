"""Dates as they were seen on the pages of a document, sorted by what they prove."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.kinds._pages import Placed, is_blank
from checker.model.evidence import DateKind, DateRole, DateSpan

_WEAK_ROLES = frozenset({DateRole.PRINTED, DateRole.REFERENCE})
"""A print date or the year of a law never says what a document is about."""

_DATING_ROLES = (DateRole.ISSUED, DateRole.EVENT, DateRole.PERIOD)

_TITLE_ZONE_SHARE = 0.5
"""A title stands in the upper half of the first page, covers included. Source: GB/T
9704-2012 puts it at 120 to 160 of 297 mm; booklet covers set it lower."""

_LONGEST_YEARS = 10
"""A longer stretch (a licence's whole life) is about no year in particular."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A date, where it was seen, and whether it belongs to a title."""

    date: DateSpan
    path: str
    page_no: int
    in_title: bool

    @property
    def page(self) -> tuple[str, int]:
        """The page that it was seen on."""
        return self.path, self.page_no

    @property
    def years(self) -> frozenset[int]:
        """The years that the date touches; an open end adds none."""
        start = self.date.start or self.date.end
        end = self.date.end or self.date.start
        if start is None or end is None or end.year - start.year > _LONGEST_YEARS:
            return frozenset()
        return frozenset(range(start.year, end.year + 1))

    @property
    def is_closed(self) -> bool:
        """Whether both ends are known."""
        return self.date.start is not None and self.date.end is not None

    @property
    def is_weak(self) -> bool:
        """Whether it is a print date or a reference."""
        return self.date.role in _WEAK_ROLES

    @property
    def is_event(self) -> bool:
        """Whether it says when something took place."""
        return self.date.role is DateRole.EVENT

    @property
    def is_dated(self) -> bool:
        """Whether it dates something: a day, a month or a stretch, not a whole year."""
        if self.date.kind is DateKind.YEAR:
            return False
        return self.date.role in (None, *_DATING_ROLES)

    @property
    def is_period(self) -> bool:
        """Whether it says which stretch of time a document is about."""
        if self.date.role is None:
            return self.date.kind is not DateKind.DAY
        return self.date.role is DateRole.PERIOD

    def touches(self, year: int) -> bool:
        """Whether a date with both ends touches a year."""
        return self.is_closed and year in self.years

    @property
    def names_year(self) -> bool:
        """Whether it names one whole year in a title, such as 2021年度."""
        is_long = self.date.kind in (DateKind.YEAR, DateKind.RANGE)
        return self.in_title and self.is_period and is_long and len(self.years) == 1


@dataclass(frozen=True, slots=True)
class Sightings:
    """The dates of some pages.

    ``shaky`` are less sure than asked, ``weak`` prove nothing by their role.
    """

    sure: tuple[Sighting, ...]
    shaky: tuple[Sighting, ...]
    weak: tuple[Sighting, ...]

    @property
    def title_years(self) -> frozenset[int]:
        """The years that titles name."""
        return frozenset(y for one in self.sure if one.names_year for y in one.years)


def sightings_of(places: Iterable[Placed], min_confidence: float) -> Sightings:
    """Return the dates on pages, in reading order."""
    seen: list[Sighting] = []
    begun: set[str] = set()
    for place in places:
        is_first = place.path not in begun and not is_blank(place.page)
        if not is_blank(place.page):
            begun.add(place.path)
        seen += _on_page(place, is_first=is_first)
    strong = [one for one in seen if not one.is_weak]
    return Sightings(
        sure=tuple(one for one in strong if one.date.confidence >= min_confidence),
        shaky=tuple(one for one in strong if one.date.confidence < min_confidence),
        weak=tuple(one for one in seen if one.is_weak),
    )


def _on_page(place: Placed, *, is_first: bool) -> list[Sighting]:
    value = place.page.evidence.value("date.dates")
    dates = value if isinstance(value, tuple) else ()
    limit_pt = place.page.height_pt * _TITLE_ZONE_SHARE
    return [
        Sighting(
            date=one,
            path=place.path,
            page_no=place.page.page_no,
            in_title=is_first and (one.box is None or one.box.y1 <= limit_pt),
        )
        for one in dates
        if isinstance(one, DateSpan)
    ]
