"""What a line of a grading scheme counts."""

from collections.abc import Sequence

from checker.model.finding import Finding
from checker.model.grade import Grade, GradingLine, GradingScheme
from checker.model.rule import Outcome

WORST_FIRST = (Grade.UNQUALIFIED, Grade.BASICALLY_QUALIFIED, Grade.QUALIFIED)
"""The grades in order. Source: the notice names them 不合格, 基本合格, 合格."""


def counted_by(line: GradingLine, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that a line counts: failed, not waived, of its sort."""
    return tuple(one for one in findings if _counts(line, one))


def count_of(line: GradingLine, findings: Sequence[Finding]) -> int:
    """Return the number that a line holds against its limit: findings or items."""
    counted = counted_by(line, findings)
    if not line.count_items:
        return len(counted)
    return len({one.location.item for one in counted} - {None})


def is_met(line: GradingLine, findings: Sequence[Finding]) -> bool:
    """Whether a line suggests its grade."""
    return count_of(line, findings) >= line.at_least


def grade_of(scheme: GradingScheme, findings: Sequence[Finding]) -> Grade:
    """Return the grade of the first line that is met, else the one that remains."""
    met = (line.grade for line in scheme.lines if is_met(line, findings))
    return next(met, scheme.otherwise)


def _counts(line: GradingLine, finding: Finding) -> bool:
    return (
        finding.outcome is Outcome.FAIL
        and finding.waiver is None
        and finding.severity is line.severity
        and (line.items is None or finding.location.item in line.items)
        and (line.tags is None or not line.tags.isdisjoint(finding.tags))
    )
