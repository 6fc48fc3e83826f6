"""No page of a document, or not all its pages, may be blank.

On page scope it judges one page inside a document that holds something; on document
scope it fails where every page is blank. The two never speak about the same page.

Example rule::

    id: completeness.blank_page
    title: {zh: 夹有空白页, en: A blank page inside}
    source: {document: 填报说明, clause: 备注 1}
    why: {zh: 空白页可能是漏扫。, en: A blank page may be a page missed in scanning.}
    scope: page
    applies_to: {items: all, people: true, unmatched: true}
    kind: blank_page
    params: {min_confidence: 0.8}
    severity: warning
    message: {zh: "第 {page_no} 页是空白页", en: "Page {page_no} is blank"}
    doubt: {zh: "是否空白无法确定：{reason}", en: "Blankness unsure: {reason}"}
    remedy: {zh: 请删去空白页或补扫, en: Remove the page or scan it again}
    examples:  # each runs as a test
      pass: [{pages: [{blank.is_blank: false}]}]
      fail: [{pages: [{blank.is_blank: false}, {blank.is_blank: true}]}]
      unknown: [{pages: [{blank.is_blank: {unknown: probe_failed}}]}]
"""

from dataclasses import dataclass

from checker.kinds._verdicts import NOT_APPLICABLE, sure_reading
from checker.model.evidence import DocumentEvidence, PageEvidence, Unknown
from checker.model.ids import FactName
from checker.model.rule import Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject

_FACT = "blank.is_blank"


@dataclass(frozen=True, slots=True)
class Params:
    """How sure the reading must be."""

    min_confidence: float = 0.8


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return the verdict on one page, or on the document as a whole."""
    if subject.document is None or not subject.document.pages:
        return NOT_APPLICABLE
    if subject.page is None:
        return (_whole(subject.document, params.min_confidence),)
    if _whole(subject.document, params.min_confidence).outcome is Outcome.FAIL:
        return NOT_APPLICABLE
    return (_single(subject.page, params.min_confidence),)


def _single(page: PageEvidence, min_confidence: float) -> Verdict:
    reading = sure_reading(page.evidence, _FACT, min_confidence)
    if isinstance(reading, Unknown):
        return Verdict(Outcome.UNKNOWN, {"blank_pages": None}, reading.reason)
    outcome = Outcome.FAIL if reading.value else Outcome.PASS
    measured = {"blank_pages": (page.page_no,) if reading.value else ()}
    return Verdict(outcome, measured, confidence=reading.confidence)


def _whole(document: DocumentEvidence, min_confidence: float) -> Verdict:
    verdicts = [_single(page, min_confidence) for page in document.pages]
    blank = tuple(
        page.page_no
        for page, verdict in zip(document.pages, verdicts, strict=True)
        if verdict.outcome is Outcome.FAIL
    )
    if any(verdict.outcome is Outcome.PASS for verdict in verdicts):
        return Verdict(Outcome.PASS, {"blank_pages": blank})
    doubts = [one for one in verdicts if one.outcome is Outcome.UNKNOWN]
    if doubts:
        return Verdict(Outcome.UNKNOWN, {"blank_pages": blank}, doubts[0].reason)
    surest = min(one.confidence for one in verdicts)
    return Verdict(Outcome.FAIL, {"blank_pages": blank}, confidence=surest)


KIND = RuleKind(
    name="blank_page",
    scopes=frozenset({Scope.PAGE, Scope.DOCUMENT}),
    params=Params,
    needs=lambda _params: frozenset({FactName(_FACT)}),
    placeholders=("blank_pages",),
    evaluate=evaluate,
)
