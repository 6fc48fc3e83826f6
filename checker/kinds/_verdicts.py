"""Making verdicts, and what a rule does where the evidence leaves it unsure."""

from collections.abc import Mapping
from enum import StrEnum

from checker.model.evidence import Evidence, Known, Unknown
from checker.model.rule import Measured, Outcome, Verdict
from checker.model.subject import Subject
from checker.model.wording import Reason

NOT_APPLICABLE = (Verdict(Outcome.NOT_APPLICABLE),)
"""The answer of a rule that has nothing to judge here."""


OUR_FAILURES = frozenset(
    {Reason.PROBE_FAILED, Reason.PAGE_UNREADABLE, Reason.ENGINE_FAILED}
)
"""Reasons that are never passed over in silence, whatever a rule says."""


class WhenUnsure(StrEnum):
    """What a rule answers where the evidence does not decide.

    ``not_applicable`` is for recommendations: nobody asked for a judgement, so a page
    that cannot be judged is no finding. It never turns doubt into a pass, and never
    hides a failure of ours.
    """

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


def unsure(
    when: WhenUnsure, reason: Reason, measured: Mapping[str, Measured]
) -> Verdict:
    """Return the verdict for evidence that does not decide."""
    if when is WhenUnsure.NOT_APPLICABLE and reason not in OUR_FAILURES:
        return Verdict(Outcome.NOT_APPLICABLE, measured, reason)
    return Verdict(Outcome.UNKNOWN, measured, reason)


def evidence_of(subject: Subject) -> Evidence:
    """Return the readings of the page in question, else those of the file."""
    if subject.page is not None:
        return subject.page.evidence
    if subject.document is not None:
        return subject.document.file
    return Evidence()


def sure_reading(
    evidence: Evidence, fact: str, min_confidence: float
) -> Known | Unknown:
    """Return a reading; Unknown(LOW_CONFIDENCE) where it is less sure than asked."""
    reading = evidence.get(fact)
    if isinstance(reading, Known) and reading.confidence < min_confidence:
        return Unknown(Reason.LOW_CONFIDENCE)
    return reading


def shown(value: object) -> Measured:
    """Return a value as a finding shows it; numbers to three decimals."""
    if isinstance(value, float):
        return round(value, 3)
    return value if isinstance(value, bool | int) or value is None else str(value)
