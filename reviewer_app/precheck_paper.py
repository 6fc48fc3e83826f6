"""The result of a check 「预审结果」 on paper, and as a table: from a stored report.

The same faults of one file are told a few times in full, then by their pages alone, so
that a dossier with hundreds of findings is still one that a company can print.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from checker.model.grade import GRADE_NAMES, Grade
from reviewer_app import export
from reviewer_app.measured import in_words
from reviewer_app.paper import Draw, Picture, fill, fitted, listed, local
from reviewer_app.reported import LAST, Box, Found, Object, Reported, read_report
from reviewer_app.theme import ITEM_WORDS, SIGNS

_MOST_PICTURES = 40
"""As many as a letter has. Source: own choice, a paper that can be printed."""

_MOST_ALIKE = 3
"""Findings of one rule in one file that are told in full. Source: own choice."""

_MOST_REASONS = 6
"""Findings that a line of the arithmetic names. Source: own choice."""

_WIDTH_MM, _HEIGHT_MM = 38.0, 48.0
"""Room for the picture of a page. Source: own choice, a seal can be made out."""

_GRADE_TONES = {
    Grade.QUALIFIED: "good",
    Grade.BASICALLY_QUALIFIED: "hint",
    Grade.UNQUALIFIED: "bad",
    None: "look",
}
_WEIGHTS = {
    "error": ("bad", "错误"),
    "warning": ("hint", "提示"),
    "info": ("off", "说明"),
    "unknown": ("look", "待人工核对"),
}
"""Tone and word of findings, heaviest first."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A finding as it is printed; ``more`` are pages with the same."""

    tone: str
    sign: str
    word: str
    message: str
    remedy: str
    place: str
    measured: str
    source: str
    picture: Picture | None
    box: Box | None
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    lines: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    code: str
    title: str
    tone: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class _Told:
    """A line of the arithmetic, or a step of the way up, with what belongs to it."""

    words: str
    details: tuple[str, ...]


def as_html(
    report: Object, draw: Draw, *, checked_at: dt.datetime | None = None
) -> str:
    """Return the result of a check as one self-contained page.

    Args:
        report: the contract's, as it is stored.
        draw: draws the page of a finding.
        checked_at: when it was checked; None: only the day of judgement is told.
    """
    read = read_report(report)
    faults = [one for one in read.findings if one.is_fault]
    doubts = [one for one in read.findings if not one.is_fault]
    picture = _pictures(draw)
    return fill(
        "precheck.html.j2",
        read=read,
        grade=GRADE_NAMES[read.grade].zh if read.grade else "暂不建议",
        tone=_GRADE_TONES[read.grade],
        arithmetic=tuple(one.zh for one in read.arithmetic),
        reasons=_reasons(read),
        target=GRADE_NAMES[read.target].zh if read.target else "",
        steps=tuple(_steps(read)),
        items=tuple(_items(read)),
        counts=_counts(read.findings),
        faults=_sections(faults, read, picture),
        doubts=_sections(doubts, read, picture),
        checked_at=local(checked_at) if checked_at else "",
    )


def as_xlsx(report: Object) -> bytes:
    """Return the findings of a report as a workbook, one row each."""
    read = read_report(report)
    rows = [_row(one, read) for one in read.findings]
    return export.as_xlsx(_HEADINGS, rows)


_HEADINGS = (
    "项",
    "项目名称",
    "文件",
    "页",
    "类别",
    "问题",
    "怎么办",
    "测得与界限",
    "依据",
    "规则",
    "编号",
)


def _row(finding: Found, read: Reported) -> export.Row:
    return (
        finding.item,
        read.title_of(finding).zh,
        finding.document,
        finding.page_no,
        _WEIGHTS[_weight(finding)][1],
        finding.message.zh,
        finding.remedy.zh,
        _measured(finding),
        finding.source,
        finding.rule,
        finding.finding_id,
    )


def _weight(finding: Found) -> str:
    if not finding.is_fault:
        return "unknown"
    return finding.severity if finding.severity in _WEIGHTS else "error"


def _counts(findings: Iterable[Found]) -> tuple[tuple[str, str, str, int], ...]:
    """Return tone, sign, word and count of each weight that there is."""
    weights = [_weight(one) for one in findings]
    return tuple(
        (tone, SIGNS[tone], word, weights.count(weight))
        for weight, (tone, word) in _WEIGHTS.items()
        if weight in weights
    )


def _pictures(draw: Draw) -> Callable[[Found], Picture | None]:
    """Return what pictures findings; pages are drawn once, and not too many."""

    @cache
    def drawn(document: str, page_no: int) -> Picture | None:
        if drawn.cache_info().currsize >= _MOST_PICTURES:
            return None
        jpeg = draw(document, page_no)
        return fitted(jpeg, _WIDTH_MM, _HEIGHT_MM) if jpeg else None

    def picture(finding: Found) -> Picture | None:
        if finding.document is None or finding.page_no is None:
            return None
        return drawn(finding.document, finding.page_no)

    return picture


def _sections(
    findings: Sequence[Found],
    read: Reported,
    picture: Callable[[Found], Picture | None],
) -> tuple[_Section, ...]:
    """Return findings by item: heaviest first, those alike together."""
    order = list(_WEIGHTS)
    groups: dict[str, list[Found]] = {}
    for one in findings:
        groups.setdefault(_heading(one, read), []).append(one)
    by_weight = partial(sorted, key=lambda one: order.index(_weight(one)))
    return tuple(
        _Section(title, tuple(_lines(by_weight(members), picture)))
        for title, members in groups.items()
    )


def _heading(finding: Found, read: Reported) -> str:
    title = read.title_of(finding).zh
    return f"第 {finding.item} 项　{title}".rstrip("　") if finding.item else title


def _lines(
    findings: Iterable[Found], picture: Callable[[Found], Picture | None]
) -> Iterable[_Line]:
    alike: dict[tuple[str, str | None, str], list[Found]] = {}
    for one in findings:
        alike.setdefault((one.rule, one.document, _weight(one)), []).append(one)
    for members in alike.values():
        shown, rest = members[:_MOST_ALIKE], members[_MOST_ALIKE:]
        for one in shown:
            is_last = one is shown[-1]
            yield _line(one, picture(one), more=_more(rest) if is_last else "")


def _more(rest: Sequence[Found]) -> str:
    if not rest:
        return ""
    pages = tuple(one.page_no for one in rest if one.page_no is not None)
    where = f"：第 {listed(pages)} 页" if pages else ""
    return f"同样的问题还有 {len(rest)} 处{where}"


def _line(finding: Found, picture: Picture | None, *, more: str) -> _Line:
    tone, word = _WEIGHTS[_weight(finding)]
    return _Line(
        tone=tone,
        sign=SIGNS[tone],
        word=word,
        message=finding.message.zh,
        remedy=finding.remedy.zh,
        place=_place(finding),
        measured=_measured(finding),
        source=finding.source,
        picture=picture,
        box=finding.box,
        more=more,
    )


def _place(finding: Found) -> str:
    page = f"第 {finding.page_no} 页" if finding.page_no else ""
    return f"{finding.document or ''}　{page}".strip("　")


def _measured(finding: Found) -> str:
    told = in_words(finding.measured, finding.area)
    return "，".join(f"{name.zh} {value.zh}" for name, value in told)


def _reasons(read: Reported) -> tuple[_Told, ...]:
    said = {one.finding_id: one.message.zh for one in read.findings}
    return tuple(
        _Told(one.words.zh, _shortened([said[i] for i in one.finding_ids if i in said]))
        for one in read.reasons
    )


def _shortened(words: Iterable[str]) -> tuple[str, ...]:
    """Return different words once each; of many the first, and how many more."""
    different = tuple(dict.fromkeys(one for one in words if one))
    if len(different) <= _MOST_REASONS:
        return different
    rest = len(different) - _MOST_REASONS
    return (*different[:_MOST_REASONS], f"等，另有 {rest} 处")


def _steps(read: Reported) -> Iterable[_Told]:
    remedies = {one.finding_id: one.remedy.zh for one in read.findings}
    for one in sorted(read.steps, key=lambda one: (one.item or LAST, one.document)):
        item = f"第 {one.item} 项" if one.item else ""
        place = "　".join(part for part in (item, one.document) if part)
        told = [remedies[i] for i in one.finding_ids if i in remedies]
        yield _Told(place or "整份材料", _shortened(told))


def _items(read: Reported) -> Iterable[_Item]:
    for one in read.items:
        tone, words = ITEM_WORDS.get(one.status, ITEM_WORDS["unknown"])
        count = sum(1 for finding in read.findings if finding.item == one.code)
        yield _Item(one.code, one.title.zh, tone, f"{SIGNS[tone]} {words.zh}", count)
