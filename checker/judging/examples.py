"""Runs the examples of rules: each must come out as the list it stands in says."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.judging.judge import evaluate
from checker.model.rule import Outcome, Rule
from checker.model.subject import DossierEvidence

_WORST_FIRST = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What one example should be and is; a name is ``seal.missing fail 2``."""

    name: str
    expected: Outcome
    actual: Outcome

    @property
    def is_right(self) -> bool:
        """Whether the rule judges the example as its author says."""
        return self.expected is self.actual


def check_examples(rule: Rule) -> tuple[ExampleResult, ...]:
    """Judge every example of a rule.

    Raises:
        EngineError: the rule's kind failed.
    """
    return (
        *_check(rule, Outcome.PASS, rule.examples.passing),
        *_check(rule, Outcome.FAIL, rule.examples.failing),
        *_check(rule, Outcome.UNKNOWN, rule.examples.unknown),
    )


def worst_outcome(rule: Rule, whole: DossierEvidence) -> Outcome:
    """Return the worst of a rule's verdicts; not_applicable where there are none."""
    outcomes = {verdict.outcome for _, verdict in evaluate(rule, whole)}
    return next((one for one in _WORST_FIRST if one in outcomes), _WORST_FIRST[-1])


def _check(
    rule: Rule, expected: Outcome, examples: Sequence[DossierEvidence]
) -> tuple[ExampleResult, ...]:
    return tuple(
        ExampleResult(
            f"{rule.id} {expected.value} {no}", expected, worst_outcome(rule, one)
        )
        for no, one in enumerate(examples, start=1)
    )
