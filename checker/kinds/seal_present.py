"""A seal must stand on some page: absence counts only where red could be seen.

A page in grey, a page that could not be measured, a seal in another colour, of another
shape or size, or a faint one leaves doubt. An electronic signature too: its seal may
show only in a reader that knows it.

Example rule::

    id: seal.missing
    title: {zh: 没有公章, en: No company seal}
    source: {document: 填报说明, clause: 备注 2}
    why: {zh: 需上传盖章文件。, en: Sealed documents are asked for.}
    scope: document
    applies_to: {items: ["01"]}
    kind: seal_present
    params: {shapes: [round], colours: [red], min_mm: 30, max_mm: 52,
             min_confidence: 0.5}
    severity: error
    message: {zh: "{pages} 页里没有公章", en: "No seal on {pages} pages"}
    doubt: {zh: "有无公章无法确定：{reason}", en: "Seal unsure: {reason}"}
    remedy: {zh: 请盖章后扫描上传, en: "Stamp it, scan it, upload it"}
    examples:  # each runs as a test
      pass: [{pages: [{seal.seals: [{shape: round, colour: red, size_mm: [40, 40],
              confidence: 0.9}], page.shows_colour: true}]}]
      fail: [{pages: [{seal.seals: [], page.shows_colour: true}]}]
      unknown: [{pages: [{seal.seals: [], page.shows_colour: false}]}]
"""

from dataclasses import dataclass

from checker.kinds._pages import Placed, documents_of, pages_of
from checker.kinds._seals import SealAsk, best_seal, doubt_of_absence, seals_of
from checker.kinds._verdicts import NOT_APPLICABLE, WhenUnsure, unsure
from checker.model.evidence import SealShape
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject


@dataclass(frozen=True, slots=True)
class Params:
    """What counts as the seal; sizes are the larger side, 0 for no limit.

    A seal passes at ``min_confidence``. Its absence fails only where each page was
    measured with ``min_absence_confidence``; ``other_stamps`` (a person's square name
    stamp) are no seal of the company, and no hint at one. ``min_roundness``: an oval
    whose shorter side is at least this share of the longer one counts as round; text
    that runs across a seal pulls its outline. Source: the invoice seal is 40 by 30 mm,
    a share of 0.75.
    """

    shapes: tuple[SealShape, ...] = (SealShape.ROUND,)
    colours: tuple[str, ...] = ("red",)
    other_stamps: tuple[SealShape, ...] = (SealShape.SQUARE,)
    min_mm: float = 0.0
    max_mm: float = 0.0
    min_confidence: float = 0.5
    min_absence_confidence: float = 0.6
    min_roundness: float = 0.83
    when_unsure: WhenUnsure = WhenUnsure.UNKNOWN


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return the verdict on the document's, or the item's, seal."""
    pages = tuple(pages_of(documents_of(subject)))
    if not pages:
        return NOT_APPLICABLE
    ask = SealAsk(
        params.shapes,
        params.colours,
        (params.min_mm, params.max_mm),
        params.min_confidence,
        params.other_stamps,
        params.min_roundness,
    )
    found = best_seal(pages, ask)
    measured = _measured(pages)
    if found is not None:
        place, seal = found
        return (
            Verdict(
                Outcome.PASS,
                measured,
                document=place.path,
                page_no=place.page.page_no,
                box=seal.box,
                confidence=seal.confidence,
            ),
        )
    doubt = doubt_of_absence(pages, ask, params.min_absence_confidence)
    if doubt is not None:
        return (unsure(params.when_unsure, doubt, measured),)
    return (Verdict(Outcome.FAIL, measured),)


def _measured(pages: tuple[Placed, ...]) -> dict[str, Measured]:
    seals = [seal for place in pages for seal in seals_of(place.page)]
    sizes = tuple(f"{max(seal.size_mm):.1f}" for seal in seals if seal.size_mm)
    return {
        "pages": len(pages),
        "seals_found": len(seals),
        "sizes_mm": sizes,
        "best_confidence": round(max((one.confidence for one in seals), default=0), 3),
    }


KIND = RuleKind(
    name="seal_present",
    scopes=frozenset({Scope.DOCUMENT, Scope.ITEM}),
    params=Params,
    needs=lambda _params: frozenset(
        {
            FactName("seal.seals"),
            FactName("page.shows_colour"),
            FactName("file.signatures"),
            FactName("blank.is_blank"),
        }
    ),
    placeholders=("pages", "seals_found", "sizes_mm", "best_confidence"),
    evaluate=evaluate,
)
