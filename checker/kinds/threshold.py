"""A number must lie within limits; between the limits lies a band of doubt.

Example rule::

    id: legibility.illegible
    title: {zh: 页面看不清, en: A page cannot be read}
    source: {document: 填报说明, clause: 备注 1}
    why: {zh: 材料必须清晰。, en: Material must be clear.}
    scope: page
    applies_to: {items: all, people: true, unmatched: true}
    kind: threshold
    params: {fact: legibility.probability, fail_below: 0.4, doubt_below: 0.6,
             skip_reasons: [blank_page]}
    severity: error
    message: {zh: "看清的可能性只有 {value}", en: "Legible with probability {value}"}
    doubt: {zh: "是否清晰无法确定：{reason}", en: "Legibility unsure: {reason}"}
    remedy: {zh: 请重新扫描, en: Scan it again}
    examples:  # each runs as a test
      pass: [{pages: [{legibility.probability: 0.95}]}]
      fail: [{pages: [{legibility.probability: 0.1}]}]
      unknown: [{pages: [{legibility.probability: 0.5}]}]
"""

from dataclasses import dataclass, replace

from checker.kinds._verdicts import WhenUnsure, evidence_of, unsure
from checker.model.evidence import Evidence, Reading, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.rule import Measured, Outcome, RuleKind, Scope, Verdict
from checker.model.subject import Subject
from checker.model.wording import FLAWS, Reason, Text

_UNNAMED = Text("原因不明", "for no cause that we can name")


@dataclass(frozen=True, slots=True)
class Params:
    """The fact and its limits, in the fact's unit; a limit left out never fails.

    A value under ``fail_below`` or over ``fail_above`` fails; one that is under
    ``doubt_below`` or over ``doubt_above`` as well is in doubt. ``absolute``: the sign
    of the value does not count. ``skip_reasons`` as in ``one_of``. ``because``: a fact
    that names the flaw behind the number, shown as ``{because}``; ``where``: a fact
    with lines, the first of which is the place.
    """

    fact: FactName
    fail_below: float | None = None
    fail_above: float | None = None
    doubt_below: float | None = None
    doubt_above: float | None = None
    absolute: bool = False
    min_confidence: float = 0.0
    skip_reasons: tuple[Reason, ...] = ()
    because: FactName | None = None
    where: FactName | None = None
    when_unsure: WhenUnsure = WhenUnsure.UNKNOWN


def evaluate(params: Params, subject: Subject) -> tuple[Verdict, ...]:
    """Return pass, fail or doubt for the number."""
    reading = evidence_of(subject).get(params.fact)
    value = _number(reading, absolute=params.absolute)
    measured: dict[str, Measured] = {
        "value": None if value is None else round(value, 3),
        "fail_below": params.fail_below,
        "fail_above": params.fail_above,
    }
    evidence = evidence_of(subject)
    measured["because"] = _flaw(evidence, params.because)
    box = _place(evidence, params.where)
    if isinstance(reading, Unknown) and reading.reason in params.skip_reasons:
        return (Verdict(Outcome.NOT_APPLICABLE, measured, reading.reason),)
    doubt = _doubt(params, reading, value)
    if doubt is not None or value is None or isinstance(reading, Unknown):
        reason = doubt or Reason.NOT_MEASURED
        return (replace(unsure(params.when_unsure, reason, measured), box=box),)
    is_bad = _is_outside(value, params.fail_below, params.fail_above)
    outcome = Outcome.FAIL if is_bad else Outcome.PASS
    return (Verdict(outcome, measured, box=box, confidence=reading.confidence),)


def _flaw(evidence: Evidence, fact: FactName | None) -> Text | None:
    if fact is None:
        return None
    name = evidence.value(fact)
    return FLAWS.get(name, _UNNAMED) if isinstance(name, str) else _UNNAMED


def _place(evidence: Evidence, fact: FactName | None) -> Box | None:
    lines = evidence.value(fact) if fact is not None else None
    first = lines[0] if isinstance(lines, tuple) and lines else None
    return first.box if isinstance(first, TextLine) else None


def _doubt(params: Params, reading: Reading, value: float | None) -> Reason | None:
    """Return why a number does not decide, None where it does."""
    if isinstance(reading, Unknown):
        return reading.reason
    if value is None:
        return Reason.NOT_MEASURED
    is_bad = _is_outside(value, params.fail_below, params.fail_above)
    is_near = _is_outside(value, params.doubt_below, params.doubt_above)
    if reading.confidence < params.min_confidence or (is_near and not is_bad):
        return Reason.LOW_CONFIDENCE
    return None


def _number(reading: Reading, *, absolute: bool) -> float | None:
    if isinstance(reading, Unknown) or not isinstance(reading.value, int | float):
        return None
    return abs(float(reading.value)) if absolute else float(reading.value)


def _is_outside(value: float, low: float | None, high: float | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)


KIND = RuleKind(
    name="threshold",
    scopes=frozenset({Scope.PAGE, Scope.DOCUMENT}),
    params=Params,
    needs=lambda params: frozenset(
        one for one in (params.fact, params.because, params.where) if one is not None
    ),
    placeholders=("value", "fail_below", "fail_above", "because"),
    evaluate=evaluate,
)
