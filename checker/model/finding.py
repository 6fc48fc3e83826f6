"""A finding: a verdict that is worth a person's eye."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.model.geometry import Box
from checker.model.ids import ItemCode, RuleId
from checker.model.rule import Measured, Outcome, Severity, Source
from checker.model.waiver import Waiver
from checker.model.wording import Text


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is; None where it does not apply.

    ``page_size_pt`` (width, height) turns the box into fractions.
    """

    item: ItemCode | None = None
    document: str | None = None
    page_no: int | None = None
    box: Box | None = None
    page_size_pt: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed or unknown verdict, with place, words, and what it rests on."""

    id: str
    rule: RuleId
    area: str
    outcome: Outcome
    severity: Severity
    location: Location
    message: Text
    remedy: Text
    measured: Mapping[str, Measured]
    source: Source
    tags: frozenset[str] = field(default_factory=frozenset)
    waiver: Waiver | None = None

    @property
    def is_error(self) -> bool:
        """Whether it is an unwaived failure of severity error."""
        return (
            self.outcome is Outcome.FAIL
            and self.severity is Severity.ERROR
            and self.waiver is None
        )
