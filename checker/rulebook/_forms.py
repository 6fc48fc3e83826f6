"""What pack.yaml, items.yaml and the rule files may hold.

The loader reads these forms and ``schema`` describes them to editors: one declaration
for both. Where the model's own class fits, it is used.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from checker.model.checklist import Part
from checker.model.dossier import PersonTable, Submission
from checker.model.evidence import DateKind, DateRole, Evidence, SealShape
from checker.model.grade import Grade
from checker.model.ids import ItemCode, RuleId
from checker.model.rule import ReadingPlan, Scope, Severity, Source
from checker.model.wording import Reason, Text
from checker.rulebook._tree import Node, Place, Table

NOTHING = Table((), Place(1, 1))
"""An empty mapping, for a key that may be left out."""

BoxForm = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in points."""


@dataclass(frozen=True, slots=True)
class SpanForm:
    """When a pack is in force; no ``to``: still."""

    start: dt.date = field(metadata={"key": "from"})
    end: dt.date | None = field(default=None, metadata={"key": "to"})


@dataclass(frozen=True, slots=True)
class OtherwiseForm:
    """The grade that remains when no line is met."""

    grade: Grade
    words: Text


@dataclass(frozen=True, slots=True)
class LineForm:
    """One line of the grading scheme."""

    id: str
    grade: Grade
    words: Text
    severity: Severity = Severity.ERROR
    items: tuple[ItemCode, ...] | None = None
    tags: tuple[str, ...] | None = None
    at_least: int = 1
    count: Literal["findings", "items"] = "findings"


@dataclass(frozen=True, slots=True)
class GradingForm:
    """The grading scheme."""

    otherwise: OtherwiseForm
    lines: tuple[LineForm, ...]
    unknown_items_share: float = 0.2


@dataclass(frozen=True, slots=True)
class PackForm:
    """pack.yaml."""

    schema: str
    id: str
    version: str
    title: Text
    year: int
    in_force: SpanForm
    grading: GradingForm


@dataclass(frozen=True, slots=True)
class ProofForm:
    """The wordings that prove that an item does not apply."""

    proof: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ItemForm:
    """One item of the checklist."""

    code: ItemCode
    title: Text
    title_words: tuple[str, ...] = ()
    required: bool = True
    only_after_return: bool = False
    any_part: bool = False
    parts: tuple[Part, ...] = ()
    replaced_by: Part | None = None
    not_applicable: ProofForm | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemsForm:
    """items.yaml."""

    items: tuple[ItemForm, ...]


@dataclass(frozen=True, slots=True)
class AppliesForm:
    """Which subjects a rule judges."""

    items: tuple[ItemCode, ...] | Literal["all"] = "all"
    people: bool = False
    unmatched: bool = False
    first_pages: int = 0
    last_pages: int = 0


@dataclass(frozen=True, slots=True)
class ExamplesForm:
    """The mini-dossiers of a rule, by the outcome that they must have."""

    passing: tuple[Node, ...] = field(metadata={"key": "pass"})
    failing: tuple[Node, ...] = field(metadata={"key": "fail"})
    unknown: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class RuleForm:
    """One rule; ``params`` and ``examples`` have grammars of their own."""

    id: RuleId
    title: Text
    source: Source
    why: Text
    scope: Scope
    kind: str
    severity: Severity
    message: Text
    doubt: Text
    remedy: Text
    examples: ExamplesForm
    applies_to: AppliesForm = AppliesForm()
    params: Node = NOTHING
    reading: ReadingPlan = field(default_factory=ReadingPlan)
    tags: tuple[str, ...] = ()
    formerly: tuple[RuleId, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """One file of a mini-dossier; equal ``hash`` means equal bytes.

    Evidence is written as a mapping of facts to readings: ``{seal.count: 1}``.
    """

    path: str | None = None
    hash: str | None = None
    file: Evidence = field(default_factory=Evidence)
    pages: tuple[Evidence, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QualificationForm:
    """The company's qualification; ``grade`` may be written 1 or "1"."""

    category: str
    grade: str | int


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One row of a table of people."""

    table: PersonTable
    name: str = ""
    id_number: str = ""
    certificate_number: str = ""
    valid_until: dt.date | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteForm:
    """A note of intake; without words its code stands in for them."""

    code: str
    message: Text | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class ExampleForm:
    """A mini-dossier; ``item`` to ``failed`` are short for one document."""

    year: int | None = None
    as_of: dt.date | None = None
    submission: Submission = Submission.FIRST
    company: str = ""
    credit_code: str = ""
    qualification: QualificationForm | None = None
    personnel: tuple[PersonForm, ...] | None = None
    not_applicable: Mapping[ItemCode, str] = field(default_factory=dict)
    notes: tuple[NoteForm, ...] = ()
    items: Mapping[ItemCode, tuple[DocumentForm, ...]] = field(default_factory=dict)
    people: tuple[DocumentForm, ...] = ()
    unmatched: tuple[DocumentForm, ...] = ()
    item: ItemCode | None = None
    path: str | None = None
    hash: str | None = None
    file: Evidence = field(default_factory=Evidence)
    pages: tuple[Evidence, ...] | None = None
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealForm:
    """A seal of an example."""

    shape: SealShape = SealShape.ROUND
    colour: Literal["red", "blue", "black", "purple"] = "red"
    size_mm: tuple[float, float] | None = None
    confidence: float = 1.0
    box: BoxForm = (0.0, 0.0, 1.0, 1.0)
    text: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderForm:
    """A red header of an example; ``present`` null: it could not be judged."""

    present: bool | None
    in_red: bool | None = None
    confidence: float = 1.0
    box: BoxForm | None = None
    text: str | None = None
    rule_line: bool | None = None


@dataclass(frozen=True, slots=True)
class TextLineForm:
    """A line of text of an example."""

    text: str
    box: BoxForm = (0.0, 0.0, 1.0, 1.0)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DateForm:
    """A date of an example; a side that is left out is open."""

    text: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    kind: DateKind = DateKind.DAY
    role: DateRole | None = None
    confidence: float = 1.0
    box: BoxForm | None = None


@dataclass(frozen=True, slots=True)
class AmountTableForm:
    """A table of amounts of an example, in yuan; one confidence for all of them."""

    rows: tuple[float, ...]
    total: float | None = None
    is_whole: bool = True
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class SignatureForm:
    """A digital signature of an example."""

    covers_whole_file: bool
    intact: bool | None = None
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A reading that is known, with its confidence."""

    known: Node
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class UnknownForm:
    """A reading that is unknown, with its reason."""

    unknown: Reason
