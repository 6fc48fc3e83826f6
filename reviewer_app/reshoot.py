"""Which pages to scan again and which files to add, found in a stored report.

Only what a scan or a further file mends is here; another year or another company's
name is for the result of the check to tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.model.wording import Text
from reviewer_app.reported import LAST, FileSeen, Found, Object, Reported, read_report
from reviewer_app.reshoot_ways import BY_AREA, FIX_NAMES, Fix, Spot, Way, way_of


@dataclass(frozen=True, slots=True)
class Reshoot:
    """A page to scan again, or a file to add or to replace.

    ``page_no`` from 1; None: the whole file, or a page that nobody knows the number of.
    ``shown_page`` is the page to picture, None where there is none. One that is not
    ``is_sure`` rests on what the machine could not judge.
    """

    item: str | None
    is_of_people: bool
    title: Text
    document: str | None
    page_no: int | None
    page_count: int | None
    shown_page: int | None
    place: Text
    fix: Fix
    faults: tuple[Text, ...]
    how: Text
    is_sure: bool
    finding_ids: tuple[str, ...]

    @property
    def order(self) -> tuple[str, str, int]:
        """By item, file and page; what concerns a whole file comes after its pages."""
        page_no = self.page_no or self.shown_page or 1_000_000
        return (self.item or LAST, self.document or LAST, page_no)


_SCANNING = Text("正向放置，300 dpi 彩色", "upright, 300 dpi, colour")
"""Source: the manual's remark 1 (upright, clear); 300 dpi: upper end of the pack's
remedy for pages that cannot be read."""

_NOTHING = Text("", "")


def pages_to_reshoot(report: Object) -> tuple[Reshoot, ...]:
    """Return what is to be scanned again or added, in order of items and pages.

    Args:
        report: the contract's, as it is stored; waived findings do not count.
    """
    read = read_report(report)
    groups: dict[tuple[object, ...], list[_Part]] = {}
    for part in _parts(read):
        groups.setdefault(part.key, []).append(part)
    rows = [_row(members, read) for members in groups.values()]
    renewed = {(one.item, one.document) for one in rows if one.fix is Fix.REPLACE}
    kept = (
        one
        for one in rows
        if one.fix is Fix.REPLACE or (one.item, one.document) not in renewed
    )
    return tuple(sorted(kept, key=lambda one: one.order))


@dataclass(frozen=True, slots=True)
class _Part:
    """What one finding contributes to a row."""

    found: Found
    way: Way
    page_no: int | None
    file: FileSeen | None

    @property
    def key(self) -> tuple[object, ...]:
        """What falls into one row: the same page of the same file."""
        one = self.found
        if self.way.fix is Fix.ADD:
            return (one.item, one.document, "add", one.finding_id)
        place = self.page_no or self.way.spot
        return (one.item, one.document, place)


def _parts(read: Reported) -> Iterator[_Part]:
    for one in read.findings:
        file = read.files.get(one.document or "")
        way = way_of(one, file)
        if way is not None:
            yield _Part(one, way, _page_of(one, way, file), file)


def _page_of(one: Found, way: Way, file: FileSeen | None) -> int | None:
    if one.page_no is not None or way.fix in (Fix.REPLACE, Fix.ADD):
        return None if way.fix is Fix.REPLACE else one.page_no
    if way.spot is Spot.FIRST or (file is not None and file.page_count == 1):
        return 1
    return None


def _row(parts: Sequence[_Part], read: Reported) -> Reshoot:
    found, file = parts[0].found, parts[0].file
    fixes = {one.way.fix for one in parts}
    fix = next(one for one in reversed(Fix) if one in fixes)
    page_no, spot = parts[0].page_no, parts[0].way.spot
    page_count = file.page_count if file else None
    return Reshoot(
        item=found.item,
        is_of_people=found.is_of_people,
        title=read.title_of(found),
        document=found.document,
        page_no=page_no,
        page_count=page_count,
        shown_page=page_no or (page_count if spot is Spot.SIGNED else None),
        place=_place(found, page_no, page_count, spot=spot),
        fix=fix,
        faults=_once(_fault(one) for one in parts),
        how=_how(fix, parts),
        is_sure=any(one.found.is_fault for one in parts),
        finding_ids=tuple(one.found.finding_id for one in parts),
    )


def _place(
    found: Found, page_no: int | None, page_count: int | None, *, spot: Spot
) -> Text:
    if found.document is None:
        return Text("新文件", "a new file")
    of = Text(f"，共 {page_count} 页", f" of {page_count}") if page_count else _NOTHING
    match spot:
        case Spot.GAP if page_no:
            return Text(f"第 {page_no} 页处{of.zh}", f"at page {page_no}{of.en}")
        case Spot.SIGNED if not page_no:
            return Text(f"落款页{of.zh}", f"the signature page{of.en}")
        case _ if page_no:
            return Text(f"第 {page_no} 页{of.zh}", f"page {page_no}{of.en}")
        case _:
            return Text(f"整个文件{of.zh}", f"the whole file{of.en}")


def _fault(part: _Part) -> Text:
    told = part.found.measured.get(part.way.told)
    zh, en = _said(told, "zh"), _said(told, "en")
    fault = part.way.fault
    if not part.way.told or (zh and en):
        return Text(fault.zh.replace("{}", zh), fault.en.replace("{}", en))
    general = BY_AREA.get(part.found.area)
    return general.fault if general else part.found.message


def _said(told: object, language: str) -> str:
    match told:
        case Mapping():
            return str(told.get(language) or "")
        case list() | tuple():
            return "、".join(str(one) for one in told)
        case float():
            return f"{told:.3g}"
        case _:
            return "" if told is None else str(told)


def _how(fix: Fix, parts: Sequence[_Part]) -> Text:
    firsts = _once(one.way.first for one in parts if one.way.first)
    if fix is Fix.ONE_CLICK:
        return FIX_NAMES[Fix.ONE_CLICK]
    needs_scan = any(one.way.needs_scan for one in parts)
    told = (*firsts, _SCANNING) if needs_scan else firsts
    return Text("；".join(one.zh for one in told), "; ".join(one.en for one in told))


def _once(words: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(words))
