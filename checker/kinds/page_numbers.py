"""The page numbers printed on a document must leave no gap, or come once only.

Numbers may begin again inside a file that holds several documents. Pages without a
number, or not read, stand between the others and count as one each. Where 共 y 页 says
how many there are, the first and the last must be there too.

Example rule::

    id: completeness.page_gap
    title: {zh: 页码不连续, en: Page numbers with a gap}
    source: {document: 填报说明, clause: 备注 1}
    why: {zh: 缺页的材料不完整。, en: Material with pages left out is not complete.}
    scope: document
    applies_to: {items: all}
    kind: page_numbers
    params: {min_confidence: 0.8}
    severity: warning
    message: {zh: "缺第 {missing} 页", en: "Pages {missing} are missing"}
    doubt: {zh: "页码无法判断：{reason}", en: "Page numbers unsure: {reason}"}
    remedy: {zh: 请补扫缺页, en: Scan the missing pages}
    examples:  # each runs as a test
      pass: [{pages: [{page_label.label: {number: 1}},
              {page_label.label: {number: 2}}]}]
      fail: [{pages: [{page_label.label: {number: 1}},
              {page_label.label: {number: 3}}]}]
      unknown: [{pages: [{page_label.label: {number: 1}},
                 {page_label.label: {unknown: probe_failed}}]}]
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from checker.kinds._verdicts import (
    NOT_APPLICABLE,
    OUR_FAILURES,
    sure_reading,
)
from checker.model.evidence import DocumentEvidence, PageLabel, Unknown
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason

_FACT = "page_label.label"

_SURE_TOTAL = 0.9
"""A total that only one page names is believed from here. Source: a reader's mistake
in one digit of 共12页 would make up to nine pages missing."""


_NOT_READ = frozenset({Reason.NOT_READ, Reason.NOT_MEASURED})


class Ask(StrEnum):
    """Which fault of the numbers a rule is about."""

    MISSING = "missing"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Params:
    """How sure a number must be, and the longest gap that is believed.

    A longer jump is a number of something else, or of another document.
    """

    min_confidence: float = 0.8
    longest_gap: int = 5
    ask: Ask = Ask.MISSING


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A page that surely bears a number."""

    page_no: int
    number: int
    total: int | None = None
    confidence: float = 1.0

    @property
    def start(self) -> int:
        """The page of the file on which its number 1 would lie."""
        return self.page_no - self.number + 1


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail at the first page behind each gap, or at each page that repeats."""
    document = subject.document
    if document is None or not document.is_readable:
        return NOT_APPLICABLE
    failure = _failure(document)
    if failure is not None:
        return (_verdict(Outcome.UNKNOWN, reason=failure),)
    pages = _without_strays(_numbered(document, params.min_confidence))
    if params.ask is Ask.REPEATED:
        faults = _repeats(pages)
    else:
        faults = _gaps(pages, params, len(document.pages))
        if not faults and _must_read_on(pages, document):
            return (_verdict(Outcome.UNKNOWN, reason=Reason.NOT_READ),)
    if not faults and len(pages) < 2:  # noqa: PLR2004 - nothing to compare
        return NOT_APPLICABLE
    return tuple(faults) or (_verdict(Outcome.PASS),)


def _must_read_on(pages: list[_Numbered], document: DocumentEvidence) -> bool:
    """Whether the numbers seen say nothing of the last page, which was not read.

    Two ends that agree vouch for all between them; so does a total that is right.
    """
    last = document.pages[-1]
    reading = last.evidence.get(_FACT)
    is_read = not isinstance(reading, Unknown) or reading.reason not in _NOT_READ
    if not pages or is_read:
        return False
    return pages[-1].start + (pages[-1].total or 0) - 1 != last.page_no


def _failure(document: DocumentEvidence) -> Reason | None:
    readings = (page.evidence.get(_FACT) for page in document.pages)
    reasons = (one.reason for one in readings if isinstance(one, Unknown))
    return next((one for one in reasons if one in OUR_FAILURES), None)


def _numbered(document: DocumentEvidence, min_confidence: float) -> list[_Numbered]:
    pages = []
    for page in document.pages:
        reading = sure_reading(page.evidence, _FACT, min_confidence)
        if isinstance(reading, Unknown) or not isinstance(reading.value, PageLabel):
            continue
        label = reading.value
        pages.append(
            _Numbered(page.page_no, label.number, label.total, reading.confidence)
        )
    return pages


def _without_strays(pages: list[_Numbered]) -> list[_Numbered]:
    """Leave out numbers that their neighbours, who agree with each other, deny."""
    strays = {
        one.page_no
        for before, one, after in zip(pages, pages[1:], pages[2:], strict=False)
        if before.start == after.start != one.start
    }
    return [one for one in pages if one.page_no not in strays]


def _gaps(pages: list[_Numbered], params: Params, page_count: int) -> list[Verdict]:
    """Return what is missing at the head, between numbers, and at the end."""
    if not pages:
        return []
    found = [_missing_head(pages[0], 0, pages)]
    for before, after in pairwise(pages):
        lost = before.start - after.start
        if before.start == after.start:
            continue
        if before.total == after.total and 0 < lost <= params.longest_gap:
            first = before.number + after.page_no - before.page_no
            found.append(_gap(range(first, after.number), after.page_no))
        elif after.number <= before.number or before.total != after.total:
            next_start = max(before.page_no + 1, after.start)
            found += [
                _missing_end(before, next_start - 1, pages),
                _missing_head(after, before.page_no, pages),
            ]
    found.append(_missing_end(pages[-1], page_count, pages))
    return [one for one in found if one is not None]


def _missing_head(
    page: _Numbered, before_no: int, pages: list[_Numbered]
) -> Verdict | None:
    """Judge the first numbered page behind ``before_no``, the last of another run."""
    room = page.page_no - before_no - 1
    if not _is_sure(page, pages):
        return None
    return _gap(range(1, page.number - room), page.page_no)


def _missing_end(
    page: _Numbered, last_no: int, pages: list[_Numbered]
) -> Verdict | None:
    """Judge the last numbered page of a run that reaches to ``last_no`` at most."""
    if page.total is None or not _is_sure(page, pages):
        return None
    reached = page.number + last_no - page.page_no
    return _gap(range(reached + 1, page.total + 1), min(last_no, page.page_no))


def _is_sure(page: _Numbered, pages: Iterable[_Numbered]) -> bool:
    """Whether the total is believed: two pages name it, or one very surely."""
    if page.total is None:
        return False
    others = sum(one.total == page.total for one in pages)
    return others > 1 or page.confidence >= _SURE_TOTAL


def _gap(missing: range, page_no: int) -> Verdict | None:
    if not missing:
        return None
    return _verdict(Outcome.FAIL, missing=tuple(missing), page_no=page_no)


def _repeats(pages: list[_Numbered]) -> list[Verdict]:
    """Return pages whose number the page before bears too, inside a run.

    Two pages with the number 1 are two documents: the run must go on behind them.
    """
    return [
        _verdict(Outcome.FAIL, repeated=(one.number,), page_no=one.page_no)
        for before, one, after in zip(pages, pages[1:], pages[2:], strict=False)
        if one.page_no == before.page_no + 1
        and (one.number, one.total) == (before.number, before.total)
        and after.start == one.start
        and before.number > 1
    ]


def _verdict(
    outcome: Outcome,
    *,
    missing: tuple[int, ...] = (),
    repeated: tuple[int, ...] = (),
    page_no: int | None = None,
    reason: Reason | None = None,
) -> Verdict:
    measured: dict[str, Measured] = {"missing": missing, "repeated": repeated}
    return Verdict(outcome, measured, reason, page_no=page_no)


KIND = RuleKind(
    name="page_numbers",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset({FactName(_FACT)}),
    placeholders=("missing", "repeated"),
    evaluate=evaluate,
)
