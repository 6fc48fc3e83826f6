"""A red header must stand on one of the first pages.

Absence counts only where red could be seen. A header in black or a page in grey leaves
doubt: it is "cannot be judged in red", never "no header".

Example rule::

    id: red_header.missing
    title: {zh: 没有红头, en: No red header}
    source: {document: 填报说明, clause: 备注 2}
    why: {zh: 需上传红头文件。, en: Documents with a red header are asked for.}
    scope: document
    applies_to: {items: ["01"]}
    kind: header_present
    params: {first_pages: 3, min_confidence: 0.5}
    severity: error
    message: {zh: "前 {pages} 页没有红头", en: "No red header on the first {pages}"}
    doubt: {zh: "有无红头无法确定：{reason}", en: "Red header unsure: {reason}"}
    remedy: {zh: 请上传红头文件原件, en: Upload the original with its red header}
    examples:  # each runs as a test
      pass: [{pages: [{red_header.header: {present: true, in_red: true,
              confidence: 0.9}}]}]
      fail: [{pages: [{page.shows_colour: true,
              red_header.header: {present: false, confidence: 0.9}}]}]
      unknown: [{pages: [{page.shows_colour: false,
                 red_header.header: {present: true, in_red: false,
                 confidence: 0.9}}]}]
"""

from dataclasses import dataclass

from checker.kinds._matching import line_holds
from checker.kinds._pages import (
    Placed,
    colour_doubt,
    documents_of,
    is_blank,
    lines_of,
    pages_of,
)
from checker.kinds._verdicts import NOT_APPLICABLE, WhenUnsure, unsure
from checker.model.evidence import DocumentEvidence, RedHeader, Unknown
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """How many pages that are not blank may carry the header, and how surely.

    ``only_with_words``: only documents with a line that holds all words of one of
    these alternatives are judged; empty: all.
    """

    first_pages: int = 3
    min_confidence: float = 0.5
    min_absence_confidence: float = 0.6
    only_with_words: tuple[tuple[str, ...], ...] = ()
    when_unsure: WhenUnsure = WhenUnsure.UNKNOWN


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return the verdict on the document's header, or on any of the item's."""
    if subject.item is not None and subject.item.left_out is not None:
        return NOT_APPLICABLE
    documents = [one for one in documents_of(subject) if _is_meant(params, one)]
    places = [
        place for one in documents for place in _first_pages(one, params.first_pages)
    ]
    if not places:
        return NOT_APPLICABLE
    for place in places:
        header = _header_of(place)
        if header is not None and _is_red(header, params.min_confidence):
            return (_found(place, header, len(places)),)
    measured: dict[str, Measured] = {"pages": len(places), "in_red": None}
    doubts = [_doubt(params, place) for place in places]
    doubt = next((one for one in doubts if one is not None), None)
    if doubt is not None:
        return (unsure(params.when_unsure, doubt, measured),)
    return (Verdict(Outcome.FAIL, measured, page_no=_only_page(places)),)


def _is_meant(params: Params, document: DocumentEvidence) -> bool:
    if not params.only_with_words:
        return True
    lines = [line.text for page in document.pages for line in lines_of(page)]
    return any(line_holds(line, params.only_with_words) for line in lines)


def _first_pages(document: DocumentEvidence, count: int) -> list[Placed]:
    filled = [one for one in pages_of((document,)) if not is_blank(one.page)]
    return filled[:count]


def _only_page(places: list[Placed]) -> int | None:
    return places[0].page.page_no if len(places) == 1 else None


def _header_of(place: Placed) -> RedHeader | None:
    value = place.page.evidence.value("red_header.header")
    return value if isinstance(value, RedHeader) else None


def _is_red(header: RedHeader, min_confidence: float) -> bool:
    return (
        header.present is True
        and header.in_red is not False
        and header.confidence >= min_confidence
    )


def _found(place: Placed, header: RedHeader, pages: int) -> Verdict:
    return Verdict(
        Outcome.PASS,
        {"pages": pages, "in_red": header.in_red},
        document=place.path,
        page_no=place.page.page_no,
        box=header.box,
        confidence=header.confidence,
    )


def _doubt(params: Params, place: Placed) -> Reason | None:
    if place.document.failed:
        return Reason.ENGINE_FAILED
    reading = place.page.evidence.get("red_header.header")
    no_colour = colour_doubt(place.page)
    header = _header_of(place)
    if header is not None and header.present and header.in_red is False:
        return Reason.NOT_IN_RED if no_colour is None else Reason.PROBABLY_COPY
    if no_colour is not None:
        return no_colour
    if isinstance(reading, Unknown):
        return reading.reason
    return _doubt_of_absence(params, header)


def _doubt_of_absence(params: Params, header: RedHeader | None) -> Reason | None:
    is_sure = (
        header is not None
        and header.present is False
        and header.confidence >= params.min_absence_confidence
    )
    return None if is_sure else Reason.LOW_CONFIDENCE


def _needs(params: Params) -> frozenset[FactName]:
    facts = {
        FactName("red_header.header"),
        FactName("page.shows_colour"),
        FactName("blank.is_blank"),
    }
    if params.only_with_words:
        facts.add(FactName("text.lines"))
    return frozenset(facts)


KIND = RuleKind(
    name="header_present",
    scopes=frozenset({Scope.DOCUMENT, Scope.ITEM}),
    params=Params,
    needs=_needs,
    placeholders=("pages", "in_red"),
    evaluate=evaluate,
)
