"""A fact must have one of the allowed values.

Used where a fact has few values, each right or wrong by itself: how far a page is
turned, what kind of content a file holds.

Example rule::

    id: orientation.turned
    title: {zh: 页面方向不正, en: A page is turned}
    source: {document: 填报说明, clause: 备注 1}
    why: {zh: 材料必须正向。, en: Material must be upright.}
    scope: page
    applies_to: {items: all, people: true, unmatched: true}
    kind: one_of
    params: {fact: orientation.turn_deg, allowed: ["0"], min_confidence: 0.95,
             min_pass_confidence: 0.5, skip_reasons: [blank_page]}
    severity: error
    message: {zh: "转了 {value} 度", en: "Turned by {value} degrees"}
    doubt: {zh: "方向无法确定：{reason}", en: "Direction unsure: {reason}"}
    remedy: {zh: 请转正后重新上传, en: Turn the page and upload it again}
    examples:  # each runs as a test
      pass: [{pages: [{orientation.turn_deg: 0}]}]
      fail: [{pages: [{orientation.turn_deg: 90}]}]
      unknown: [{pages: [{orientation.turn_deg: {known: 180, confidence: 0.8}}]}]
"""

from dataclasses import dataclass

from checker.kinds._verdicts import WhenUnsure, evidence_of, shown, unsure
from checker.model.evidence import Unknown
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class Params:
    """The fact and the values it may have, each written as text.

    A forbidden value fails at ``min_confidence`` and is in doubt below it; an allowed
    one passes at ``min_pass_confidence``. ``skip_reasons``: a reading that is unknown
    for one of these reasons leaves nothing to judge (a blank page has no direction).
    """

    fact: FactName
    allowed: tuple[str, ...]
    min_confidence: float = 0.0
    min_pass_confidence: float = 0.0
    skip_reasons: tuple[Reason, ...] = ()
    when_unsure: WhenUnsure = WhenUnsure.UNKNOWN


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return pass, fail or doubt for the fact's value."""
    reading = evidence_of(subject).get(params.fact)
    measured: dict[str, Measured] = {
        "value": None,
        "allowed": params.allowed,
        "confidence": None,
    }
    if isinstance(reading, Unknown):
        if reading.reason in params.skip_reasons:
            return (Verdict(Outcome.NOT_APPLICABLE, measured, reading.reason),)
        return (unsure(params.when_unsure, reading.reason, measured),)
    value = reading.value
    written = str(value).lower() if isinstance(value, bool) else str(value)
    measured = {
        "value": shown(value),
        "allowed": params.allowed,
        "confidence": round(reading.confidence, 3),
    }
    is_allowed = written in params.allowed
    needed = params.min_pass_confidence if is_allowed else params.min_confidence
    if reading.confidence < needed:
        return (unsure(params.when_unsure, Reason.LOW_CONFIDENCE, measured),)
    outcome = Outcome.PASS if is_allowed else Outcome.FAIL
    return (Verdict(outcome, measured, confidence=reading.confidence),)


KIND = RuleKind(
    name="one_of",
    scopes=frozenset({Scope.PAGE, Scope.DOCUMENT}),
    params=Params,
    needs=lambda params: frozenset({params.fact}),
    placeholders=("value", "allowed", "confidence"),
    evaluate=evaluate,
)
