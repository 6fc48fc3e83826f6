"""The page numbers printed on a document must leave no gap.

Numbers may begin again inside a file that holds several documents. Pages without a
number, or not read, stand between the others and count as one each.

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

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Params:
    """How sure a number must be, and the longest gap that is believed.

    A longer jump is a number of something else, or of another document.
    """

    min_confidence: float = 0.8
    longest_gap: int = 5


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return fail at the first page behind each gap."""
    document = subject.document
    if document is None or not document.is_readable:
        return NOT_APPLICABLE
    failure = _failure(document)
    if failure is not None:
        return (Verdict(Outcome.UNKNOWN, {"missing": ()}, failure),)
    labels = _labels(document, params.min_confidence)
    pairs = list(pairwise(labels))
    if not pairs:
        return NOT_APPLICABLE
    gaps = tuple(
        verdict
        for before, after in pairs
        if (verdict := _gap(before, after, params.longest_gap)) is not None
    )
    return gaps or (Verdict(Outcome.PASS, {"missing": ()}),)


def _failure(document: DocumentEvidence) -> Reason | None:
    readings = (page.evidence.get(_FACT) for page in document.pages)
    reasons = (one.reason for one in readings if isinstance(one, Unknown))
    return next((one for one in reasons if one in OUR_FAILURES), None)


def _labels(document: DocumentEvidence, min_confidence: float) -> list[tuple[int, int]]:
    """Return (page_no, printed number) of the pages that surely bear a number."""
    labels = []
    for page in document.pages:
        reading = sure_reading(page.evidence, _FACT, min_confidence)
        if not isinstance(reading, Unknown) and isinstance(reading.value, PageLabel):
            labels.append((page.page_no, reading.value.number))
    return labels


def _gap(
    before: tuple[int, int], after: tuple[int, int], longest_gap: int
) -> Verdict | None:
    steps = after[0] - before[0]
    lost = after[1] - before[1] - steps
    if not 0 < lost <= longest_gap:
        return None
    measured: dict[str, Measured] = {
        "missing": tuple(range(before[1] + steps, after[1])),
    }
    return Verdict(Outcome.FAIL, measured, page_no=after[0])


KIND = RuleKind(
    name="page_numbers",
    scopes=frozenset({Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset({FactName(_FACT)}),
    placeholders=("missing",),
    evaluate=evaluate,
)
