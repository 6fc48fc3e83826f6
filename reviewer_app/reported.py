"""What a stored report says, as frozen rows.

Reports of earlier versions lack fields and those of later ones have more: what is not
there is empty here, never an error.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.domain.wording import told_here

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the page."""

Object = Mapping[str, Any]
"""An object of JSON; what its fields hold is found out here."""

PEOPLE_FOLDERS = ("personnel/", "人员证书/")
"""Where files of people lie. Source: the contract, a dossier on disk."""

LAST = "~"
"""Sorts after every item's code: what belongs to no item."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that was not waived; ``page_no`` from 1."""

    finding_id: str
    rule: str
    area: str
    is_fault: bool
    severity: str
    item: str | None
    document: str | None
    page_no: int | None
    box: Box | None
    message: Text
    remedy: Text
    measured: Object
    source: str

    @property
    def place(self) -> tuple[str, str, int, str]:
        """Where it stands among others: by item, file, page and rule."""
        return (self.item or LAST, self.document or "", self.page_no or 0, self.rule)

    @property
    def is_of_people(self) -> bool:
        """Whether it is about a person or a certificate, which belong to no item."""
        in_folder = (self.document or "").startswith(PEOPLE_FOLDERS)
        return self.item is None and (self.area == "personnel" or in_folder)


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One of the items as the report saw it."""

    code: str
    title: Text
    status: str


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file as the report saw it; ``scans`` are the pages that are pictures."""

    path: str
    page_count: int | None
    scans: frozenset[int]


@dataclass(frozen=True, slots=True)
class Step:
    """One repair of the way up, with the findings that it mends."""

    item: str | None
    document: str | None
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of the grading scheme that was met, with the findings that met it."""

    words: Text
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """A report; ``grade`` None: no suggestion, ``target`` None: no way up is told."""

    company: str
    credit_code: str
    year: int | None
    as_of: str
    is_rectification: bool
    pack: str
    pack_digest: str
    is_complete: bool
    grade: Grade | None
    reasons: tuple[Reason, ...]
    arithmetic: tuple[Text, ...]
    target: Grade | None
    steps: tuple[Step, ...]
    items: tuple[ItemSeen, ...]
    files: Mapping[str, FileSeen]
    findings: tuple[Found, ...]
    waived_count: int

    def title_of(self, found: Found) -> Text:
        """Return the title of a finding's item, or of what belongs to no item."""
        if found.item is not None:
            titles = (one.title for one in self.items if one.code == found.item)
            return next(titles, Text("", ""))
        if found.is_of_people:
            return Text("人员证书", "People's certificates")
        if found.document is not None:
            return Text("未归类的文件", "Unsorted files")
        return Text("整份材料", "The whole dossier")


def read_report(report: Object) -> Reported:
    """Return what a report of the contract says, findings in order of their places."""
    dossier, rules = _object(report.get("dossier")), _object(report.get("ruleset"))
    way = _object(report.get("way_up"))
    told = list(_objects(report.get("findings")))
    found = [_found(one) for one in told if not one.get("waived")]
    return Reported(
        company=_line(dossier.get("company")),
        credit_code=_line(dossier.get("credit_code")),
        year=_whole(dossier.get("year")) or _whole(rules.get("year")),
        as_of=_line(dossier.get("as_of")),
        is_rectification=dossier.get("submission") == "rectification",
        pack=f"{_line(rules.get('id'))} {_line(rules.get('version'))}".strip(),
        pack_digest=_line(rules.get("sha256")),
        is_complete=report.get("complete") is not False,
        grade=_grade(report.get("grade")),
        reasons=_reasons(report.get("grade_reasons")),
        arithmetic=tuple(
            _text(one) for one in _objects(report.get("grade_arithmetic"))
        ),
        target=_grade(way.get("target")),
        steps=tuple(_step(one) for one in _objects(way.get("repairs"))),
        items=tuple(_item(one) for one in _objects(report.get("items"))),
        files={
            one.path: one
            for one in (_file(given) for given in _objects(report.get("documents")))
        },
        findings=tuple(sorted(found, key=lambda one: one.place)),
        waived_count=len(told) - len(found),
    )


def _found(given: Object) -> Found:
    source = _object(given.get("source"))
    return Found(
        finding_id=_line(given.get("id")),
        rule=_line(given.get("rule")),
        area=_line(given.get("area")),
        is_fault=given.get("verdict") == "fail",
        severity=_line(given.get("severity")),
        item=_line(given.get("item")) or None,
        document=_line(given.get("document")) or None,
        page_no=_whole(given.get("page")),
        box=_box(given.get("bbox")),
        message=told_here(_text(given.get("message"))),
        remedy=told_here(_text(given.get("remedy"))),
        measured=_object(given.get("evidence")),
        source=" ".join(
            part for part in (_line(one) for one in source.values()) if part
        ),
    )


def _reasons(given: object) -> tuple[Reason, ...]:
    lines: dict[str, tuple[Text, list[str]]] = {}
    for one in _objects(given):
        words = _text(one.get("words"))
        line = _line(one.get("line")) or words.zh
        lines.setdefault(line, (words, []))[1].append(_line(one.get("id")))
    return tuple(Reason(words, tuple(ids)) for words, ids in lines.values())


def _step(given: Object) -> Step:
    told = given.get("findings")
    return Step(
        _line(given.get("item")) or None,
        _line(given.get("document")) or None,
        tuple(_line(one) for one in (told if isinstance(told, list) else ())),
    )


def _item(given: Object) -> ItemSeen:
    title = _text(given.get("title"))
    english = _line(given.get("title_en")) or title.en
    return ItemSeen(
        _line(given.get("id")), Text(title.zh, english), _line(given.get("status"))
    )


def _file(given: Object) -> FileSeen:
    pages = list(_objects(given.get("pages")))
    numbers = (
        _whole(one.get("number"))
        for one in pages
        if one.get("content") in ("scan", "mixed")
    )
    return FileSeen(
        _line(given.get("path")),
        _whole(given.get("page_count")) or len(pages) or None,
        frozenset(one for one in numbers if one is not None),
    )


def _objects(given: object) -> Iterator[Object]:
    for one in given if isinstance(given, list | tuple) else ():
        if isinstance(one, Mapping):
            yield one


def _object(given: object) -> Object:
    return given if isinstance(given, Mapping) else {}


def _text(given: object) -> Text:
    if isinstance(given, Mapping):
        zh, en = _line(given.get("zh")), _line(given.get("en"))
        return Text(zh or en, en or zh)
    return Text(_line(given), _line(given))


def _line(given: object) -> str:
    return given if isinstance(given, str) else ""


def _whole(given: object) -> int | None:
    """Return a number from 1; a truth value is none."""
    if isinstance(given, bool) or not isinstance(given, int):
        return None
    return given if given > 0 else None


def _grade(given: object) -> Grade | None:
    return next((grade for grade in Grade if grade.value == given), None)


def _box(given: object) -> Box | None:
    """Return a box within its page, None for what is none."""
    if not isinstance(given, list | tuple) or len(given) != len("xyxy"):
        return None
    sides = [_share(one) for one in given]
    if None in sides:
        return None
    left, top, right, bottom = (one or 0.0 for one in sides)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _share(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return min(max(float(given), 0.0), 1.0) if math.isfinite(given) else None
