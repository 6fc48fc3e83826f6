"""The sheet 「补拍清单」 for the person at the scanner: one page with boxes to tick."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reviewer_app.paper import Draw, Picture, fill, fitted, listed, local, shortened
from reviewer_app.reported import Found, Object, read_report
from reviewer_app.reshoot import Reshoot, pages_to_reshoot
from reviewer_app.reshoot_ways import FIX_NAMES, Fix

_SIZES_MM = ((6, 24.0, 30.0), (10, 16.0, 18.0))
_LEAST_MM = (14.0, 11.8)
"""Rows at most, and how wide and high their pictures are; beyond, the least.

Source: own measurement: fourteen rows of three lines fill a page of A4.
"""

_MOST_PICTURES = 60
"""Source: own choice: four pages of rows, more is a dossier to scan anew."""

_NAME_COLUMNS, _FAULT_COLUMNS = 58, 60
"""What two lines of a name and three of a fault hold. Source: own measurement."""

_MOST_CLICKS = 5
"""Files for 「一键修复」 that are named one by one. Source: own choice, one page."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it is printed."""

    number: int
    item: str
    name: str
    place: str
    fix: str
    faults: str
    how: str
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class _Click:
    """The pages of a file that one click mends."""

    item: str
    name: str
    pages: str
    faults: str


def as_html(
    report: Object, draw: Draw, *, checked_at: dt.datetime | None = None
) -> str:
    """Return the sheet of a report as one self-contained page.

    Args:
        report: the contract's, as it is stored.
        draw: draws the pages to scan again.
        checked_at: when it was checked; None: not told.
    """
    read = read_report(report)
    rows = pages_to_reshoot(report)
    by_hand = [one for one in rows if one.fix is not Fix.ONE_CLICK]
    clicks = _clicks([one for one in rows if one.fix is Fix.ONE_CLICK])
    return fill(
        "reshoot.html.j2",
        company=shortened(read.company, _FAULT_COLUMNS),
        year=read.year,
        lines=tuple(_lines(by_hand, draw)),
        clicks=clicks[:_MOST_CLICKS],
        more_clicks=len(clicks[_MOST_CLICKS:]),
        picture_mm=_size_mm(len(by_hand))[0],
        counts=_counts(by_hand),
        others=_others(read.findings, rows),
        checked_at=local(checked_at) if checked_at else "",
    )


def _lines(rows: Sequence[Reshoot], draw: Draw) -> Iterable[_Line]:
    picture = _pictures(_size_mm(len(rows)), draw)
    for number, one in enumerate(rows, start=1):
        wanted = number <= _MOST_PICTURES
        name = one.document or one.title.zh
        yield _Line(
            number=number,
            item=_item(one),
            name=shortened(name, _NAME_COLUMNS),
            place=one.place.zh,
            fix="" if one.fix is Fix.SCAN else FIX_NAMES[one.fix].zh,
            faults=_faults([one]),
            how=one.how.zh,
            picture=picture(one) if wanted else None,
        )


def _size_mm(count: int) -> tuple[float, float]:
    fits = ((width, height) for most, width, height in _SIZES_MM if count <= most)
    return next(fits, _LEAST_MM)


def _pictures(
    size_mm: tuple[float, float], draw: Draw
) -> Callable[[Reshoot], Picture | None]:
    def picture(row: Reshoot) -> Picture | None:
        if row.document is None or row.shown_page is None:
            return None
        jpeg = draw(row.document, row.shown_page)
        return fitted(jpeg, *size_mm) if jpeg else None

    return picture


def _clicks(rows: Iterable[Reshoot]) -> tuple[_Click, ...]:
    files: dict[tuple[str, str], list[Reshoot]] = {}
    for one in rows:
        files.setdefault((_item(one), one.document or ""), []).append(one)
    return tuple(
        _Click(
            item=item,
            name=shortened(document, _NAME_COLUMNS),
            pages=listed(tuple(one.page_no for one in members if one.page_no)),
            faults=_faults(members),
        )
        for (item, document), members in files.items()
    )


def _item(row: Reshoot) -> str:
    return row.item or ("人员" if row.is_of_people else "其他")


def _faults(rows: Iterable[Reshoot]) -> str:
    told = dict.fromkeys(fault.zh for one in rows for fault in one.faults)
    return shortened("；".join(told), _FAULT_COLUMNS)


def _counts(rows: Sequence[Reshoot]) -> str:
    words = {Fix.SCAN: "重新扫描 {} 页", Fix.REPLACE: "换文件 {} 个"}
    words[Fix.ADD] = "需补充 {} 件"
    counted = {fix: sum(1 for one in rows if one.fix is fix) for fix in words}
    return "，".join(
        words[fix].format(count) for fix, count in counted.items() if count
    )


def _others(findings: Iterable[Found], rows: Iterable[Reshoot]) -> int:
    """Return how many faults no scan mends."""
    told = {finding_id for one in rows for finding_id in one.finding_ids}
    return sum(
        1
        for one in findings
        if one.is_fault and one.severity != "info" and one.finding_id not in told
    )
