"""Suggested grades, the scheme that leads to them, and the way to a better one."""

from dataclasses import dataclass
from enum import StrEnum

from checker.model.ids import ItemCode
from checker.model.rule import Severity
from checker.model.wording import Text


class Grade(StrEnum):
    """What the machine suggests; a person decides."""

    QUALIFIED = "qualified"
    BASICALLY_QUALIFIED = "basically_qualified"
    UNQUALIFIED = "unqualified"


GRADE_NAMES: dict[Grade, Text] = {
    Grade.QUALIFIED: Text("合格", "qualified"),
    Grade.BASICALLY_QUALIFIED: Text("基本合格", "basically qualified"),
    Grade.UNQUALIFIED: Text("不合格", "unqualified"),
}
"""The grades as users know them."""


@dataclass(frozen=True, slots=True)
class GradingLine:
    """One line of a scheme: met, it suggests its grade.

    It counts unwaived failed findings of ``severity`` that lie in one of ``items``
    (None: anywhere) and bear one of ``tags`` (None: any); with ``count_items`` it
    counts the items that have such findings, not the findings.
    """

    id: str
    grade: Grade
    words: Text
    severity: Severity = Severity.ERROR
    items: frozenset[ItemCode] | None = None
    tags: frozenset[str] | None = None
    at_least: int = 1
    count_items: bool = False


@dataclass(frozen=True, slots=True)
class GradingScheme:
    """Lines in order, worst grade first; none met: ``otherwise``.

    No grade is suggested when the check is incomplete, or when more than
    ``unknown_items_share`` (0 to 1) of the required items are unknown.
    """

    lines: tuple[GradingLine, ...]
    otherwise: Grade
    otherwise_words: Text
    unknown_items_share: float = 0.2


@dataclass(frozen=True, slots=True)
class GradeReason:
    """A finding that decided the grade, with the line of the scheme that it met."""

    finding_id: str
    line_id: str
    words: Text


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to mend: all findings that go away together."""

    item: ItemCode | None
    document: str | None
    finding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayUp:
    """The smallest set of repairs that would reach the next better grade."""

    target: Grade
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class GradeSuggestion:
    """The suggested grade with its arithmetic; ``grade`` None: cannot suggest.

    ``arithmetic`` has one entry a line of the scheme, met or not, with its count.
    """

    grade: Grade | None
    reasons: tuple[GradeReason, ...] = ()
    arithmetic: tuple[Text, ...] = ()
    way_up: WayUp | None = None
