"""A seal must be clear and of the usual size.

It speaks only of seals that count as the company's by shape and colour; whether there
is one is the matter of ``seal_present``. A seal cut by the page's edge, or on a page
without a scale, has no size to judge.

Example rule::

    id: seal.faint_or_odd
    title: {zh: 公章模糊或大小异常, en: A seal is faint or of odd size}
    source: {document: 检查规则, clause: 印章}
    why: {zh: 模糊的章不易核对。, en: A faint seal is hard to compare.}
    scope: page
    applies_to: {items: ["01"]}
    kind: seal_quality
    params: {shapes: [round], colours: [red], min_mm: 34, max_mm: 48,
             faint_below: 0.6, seen_from: 0.5}
    severity: warning
    message: {zh: "直径 {size_mm} 毫米，把握 {confidence}",
              en: "Diameter {size_mm} mm, confidence {confidence}"}
    doubt: {zh: "印章无法判断：{reason}", en: "The seal cannot be judged: {reason}"}
    remedy: {zh: 请重新盖章, en: Stamp it again}
    examples:  # each runs as a test
      pass: [{pages: [{seal.seals: [{shape: round, colour: red, size_mm: [40, 40],
              confidence: 0.9, box: [300, 500, 413, 613]}]}]}]
      fail: [{pages: [{seal.seals: [{shape: round, colour: red, size_mm: [60, 60],
              confidence: 0.9, box: [300, 500, 470, 670]}]}]}]
      unknown: [{pages: [{seal.seals: {unknown: probe_failed}}]}]
"""

from dataclasses import dataclass

from checker.kinds._seals import SealAsk, is_asked_for, is_within, seals_of
from checker.kinds._verdicts import NOT_APPLICABLE, WhenUnsure, unsure
from checker.model.evidence import PageEvidence, Seal, SealShape, Unknown
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject

_EDGE_PT = 6.0
"""A seal nearer to the edge may be cut. Source: 2 mm, the margin that feeders lose."""


@dataclass(frozen=True, slots=True)
class Params:
    """Which seals count, their usual larger side in mm, and what counts as faint.

    A seal is judged from a confidence of ``seen_from`` on, and faint while its
    confidence is under ``faint_below``.
    """

    shapes: tuple[SealShape, ...] = (SealShape.ROUND,)
    colours: tuple[str, ...] = ("red",)
    min_mm: float = 0.0
    max_mm: float = 0.0
    seen_from: float = 0.5
    faint_below: float = 0.6


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return one verdict a seal."""
    if subject.page is None:
        return NOT_APPLICABLE
    reading = subject.page.evidence.get("seal.seals")
    if isinstance(reading, Unknown):
        measured = _measured(params, None)
        return (unsure(WhenUnsure.NOT_APPLICABLE, reading.reason, measured),)
    ask = SealAsk(params.shapes, params.colours, (0.0, 0.0), params.seen_from)
    counted = [one for one in seals_of(subject.page) if is_asked_for(one, ask)]
    verdicts = tuple(_judged(params, subject.page, one) for one in counted)
    return verdicts or NOT_APPLICABLE


def _judged(params: Params, page: PageEvidence, seal: Seal) -> Verdict:
    is_odd = not is_within(seal, (params.min_mm, params.max_mm))
    is_odd = is_odd and not _is_cut(seal, page)
    is_bad = is_odd or seal.confidence < params.faint_below
    return Verdict(
        Outcome.FAIL if is_bad else Outcome.PASS,
        _measured(params, seal),
        box=seal.box,
        confidence=seal.confidence,
    )


def _measured(params: Params, seal: Seal | None) -> dict[str, Measured]:
    size_mm = seal.size_mm if seal is not None else None
    return {
        "size_mm": None if size_mm is None else round(max(size_mm), 1),
        "min_mm": params.min_mm,
        "max_mm": params.max_mm,
        "confidence": None if seal is None else round(seal.confidence, 3),
    }


def _is_cut(seal: Seal, page: PageEvidence) -> bool:
    return (
        seal.box.x0 < _EDGE_PT
        or seal.box.y0 < _EDGE_PT
        or seal.box.x1 > page.width_pt - _EDGE_PT
        or seal.box.y1 > page.height_pt - _EDGE_PT
    )


KIND = RuleKind(
    name="seal_quality",
    scopes=frozenset({Scope.PAGE}),
    params=Params,
    needs=lambda _params: frozenset({FactName("seal.seals")}),
    placeholders=("size_mm", "min_mm", "max_mm", "confidence"),
    evaluate=evaluate,
)
