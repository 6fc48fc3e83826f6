"""All that one check produced."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from checker.model.finding import Finding
from checker.model.grade import GradeSuggestion
from checker.model.ids import ItemCode, RuleId
from checker.model.rule import Outcome
from checker.model.subject import DossierEvidence
from checker.model.wording import Text

SCHEMA = "dossier-report/1"
"""The version of the report contract."""


class ItemStatus(StrEnum):
    """The state of one item, worst first."""

    MISSING = "missing"
    FAIL = "fail"
    UNKNOWN = "unknown"
    WARN = "warn"
    PASS = "pass"  # noqa: S105 - a verdict, not a password
    NOT_APPLICABLE = "not_applicable"


class PartState(StrEnum):
    """Whether a part of an item was found."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part of an item and its state."""

    title: Text
    state: PartState


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item after judging."""

    code: ItemCode
    title: Text
    required: bool
    present: bool
    documents: tuple[str, ...]
    status: ItemStatus
    parts: tuple[PartResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one rule came out each way."""

    rule: RuleId
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Which rules judged."""

    id: str
    version: str
    digest: str
    year: int


@dataclass(frozen=True, slots=True)
class Timing:
    """What a check cost; ``cached_pages`` came from the store."""

    wall_s: float
    pages: int
    cached_pages: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What judging returns: everything that follows from rules and evidence."""

    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]
    items: tuple[ItemResult, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One dossier's evidence, findings and suggested grade."""

    tool_version: str
    ruleset: Ruleset
    evidence: DossierEvidence
    judgement: Judgement
    suggestion: GradeSuggestion
    complete: bool
    timing: Timing
    failures: tuple[Text, ...] = ()
    schema: str = SCHEMA
