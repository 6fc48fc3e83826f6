"""What a person says of a finding, and the marks that a finding carries."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from checker.model.wording import Text

ADDED = "person.added"
"""The rule of findings that only a person saw."""


class Verdict(StrEnum):
    """A person's word on a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    PUT_ASIDE = "put_aside"


VERDICT_NAMES: dict[Verdict, Text] = {
    Verdict.CONFIRMED: Text("有问题", "confirmed"),
    Verdict.DISMISSED: Text("没问题", "dismissed"),
    Verdict.PUT_ASIDE: Text("稍后再看", "put aside"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; a later one replaces it, nothing is deleted.

    ``group_id`` is shared by findings that were decided in one go, so that undo takes
    them back together.
    """

    finding_id: str
    verdict: Verdict
    reason_code: str
    words: str
    by: int
    at: dt.datetime
    group_id: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What matters of a finding when a case is graded."""

    finding_id: str
    severity: str
    outcome: str
    verdict: Verdict | None = None
    is_added: bool = False

    @property
    def needs_decision(self) -> bool:
        """Whether nobody may grade before this one is decided.

        Errors and whatever the machine could not tell; warnings may stay open.
        """
        return not self.is_added and (
            self.severity == "error" or self.outcome == "unknown"
        )

    @property
    def stands(self) -> bool:
        """Whether a person has made it their own: confirmed, or added."""
        return self.is_added or self.verdict is Verdict.CONFIRMED


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings of a round by what was said of them."""

    undecided: int
    put_aside: int
    confirmed: int


def tally(marks: tuple[Mark, ...]) -> Tally:
    """Count what grading rests on."""
    aside = sum(1 for mark in marks if mark.verdict is Verdict.PUT_ASIDE)
    undecided = sum(1 for mark in marks if mark.needs_decision and mark.verdict is None)
    return Tally(undecided, aside, sum(1 for mark in marks if mark.stands))
