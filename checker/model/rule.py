"""Rules as data, kinds that judge, and the verdicts they return."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from checker.model.geometry import Box
from checker.model.ids import FactName, ItemCode, RuleId
from checker.model.subject import DossierEvidence, Subject
from checker.model.wording import Reason, Text

AREAS = (
    "format",
    "completeness",
    "orientation",
    "legibility",
    "red_header",
    "seal",
    "year",
    "title",
    "personnel",
    "consistency",
    "duplicate",
    "security",
)
"""The areas of the report contract; a rule id begins with one of them."""


COMMON_PLACEHOLDERS = (
    "page_no",
    "document",
    "item",
    "item_title",
    "year",
    "as_of",
    "company",
    "reason",
)
"""The names that every rule's words may use, beside those of its kind."""


class Severity(StrEnum):
    """How much a failed rule weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """The answer of one evaluation."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Scope(StrEnum):
    """What one evaluation looks at."""

    PAGE = "page"
    DOCUMENT = "document"
    ITEM = "item"
    DOSSIER = "dossier"


Measured = str | int | float | bool | None | tuple[str, ...] | tuple[int, ...] | Text
"""A value that a verdict rests on, or a limit that it was held against."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer of a kind.

    ``measured`` holds the values and limits it rests on; its names are placeholders
    in the rule's messages. ``document`` (a path), ``page_no`` and ``box`` say where,
    when that is narrower than the subject. ``item`` likewise, for dossier scope.
    ``confidence`` is that of the deciding reading.
    """

    outcome: Outcome
    measured: Mapping[str, Measured] = field(default_factory=dict)
    reason: Reason | None = None
    item: ItemCode | None = None
    document: str | None = None
    page_no: int | None = None
    box: Box | None = None
    confidence: float = 1.0


Evaluate = Callable[[Any, Subject], tuple[Verdict, ...]]
"""Judge a subject by params (of the kind's own class); never empty."""


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A way of judging.

    ``params`` is a frozen dataclass whose fields a rule file may set. ``needs`` gives
    the facts that a rule with these params rests on. ``placeholders`` are the names
    that ``measured`` holds, for use in messages.
    """

    name: str
    scopes: frozenset[Scope]
    params: type[Any]
    needs: Callable[[Any], frozenset[FactName]]
    placeholders: tuple[str, ...]
    evaluate: Evaluate


@dataclass(frozen=True, slots=True)
class Source:
    """Whose rule it is."""

    document: str
    clause: str


@dataclass(frozen=True, slots=True)
class AppliesTo:
    """Which subjects a rule judges.

    ``items`` None: all items. ``people``: also files of the personnel tables;
    ``unmatched``: also files that belong to no item. ``first_pages`` and
    ``last_pages`` limit a page-scope rule; 0 and 0: every page.
    """

    items: frozenset[ItemCode] | None = None
    people: bool = False
    unmatched: bool = False
    first_pages: int = 0
    last_pages: int = 0


@dataclass(frozen=True, slots=True)
class ReadingPlan:
    """Which pages to read for a rule that needs text.

    The first and last pages at once; more (up to ``at_most`` pages a document) in
    steps, and only while the rule does not pass.
    """

    first: int = 1
    last: int = 0
    at_most: int = 60


@dataclass(frozen=True, slots=True)
class RuleExamples:
    """Small cases that run as tests: each a mini-dossier built by ``rulebook``."""

    passing: tuple[DossierEvidence, ...] = ()
    failing: tuple[DossierEvidence, ...] = ()
    unknown: tuple[DossierEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: kind, params, source and words.

    ``message`` is shown on fail, ``doubt`` on unknown (``{reason}`` holds the why).
    ``tags`` are what the grading scheme counts, for example ``useless``.
    ``needs`` are the facts of the kind with these params.
    """

    id: RuleId
    title: Text
    source: Source
    why: Text
    scope: Scope
    applies_to: AppliesTo
    kind: RuleKind
    params: Any
    severity: Severity
    message: Text
    doubt: Text
    remedy: Text
    needs: frozenset[FactName]
    reading: ReadingPlan = ReadingPlan()
    tags: frozenset[str] = frozenset()
    formerly: tuple[RuleId, ...] = ()
    examples: RuleExamples = RuleExamples()
    file: str = ""

    @property
    def area(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]
