"""Facts and the readings of them: known with a confidence, or unknown with a reason.

Only evidence is ever stored. A value is one of the closed set ``FactValue``.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checker.model.dossier import Document
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.wording import Reason


class Content(StrEnum):
    """What a page is made of."""

    SCAN = "scan"
    DIGITAL = "digital"
    MIXED = "mixed"
    BLANK = "blank"


class Colour(StrEnum):
    """Which colours a page can show."""

    COLOUR = "colour"
    GREY = "grey"
    BILEVEL = "bilevel"


class SealShape(StrEnum):
    """The outline of a seal."""

    ROUND = "round"
    OVAL = "oval"
    SQUARE = "square"
    OTHER = "other"


class DateKind(StrEnum):
    """How exact a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class DateRole(StrEnum):
    """What a date says about its document."""

    ISSUED = "issued"
    EVENT = "event"
    PERIOD = "period"
    VALIDITY = "validity"
    PRINTED = "printed"
    REFERENCE = "reference"


class TextSource(StrEnum):
    """Where a page's text came from."""

    LAYER = "layer"
    OCR = "ocr"
    NONE = "none"


class FileStatus(StrEnum):
    """Whether a file can be used, and if not, why."""

    OK = "ok"
    REPAIRED = "repaired"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NOT_PDF = "not_pdf"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"


READABLE = frozenset({FileStatus.OK, FileStatus.REPAIRED})
"""The statuses of a file whose pages can all be judged."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal impression; ``size_mm`` is (width, height), None without a scale."""

    box: Box
    shape: SealShape
    colour: str
    confidence: float
    size_mm: tuple[float, float] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RedHeader:
    """A red-header band, or a black-and-white copy of one (``in_red`` False).

    ``present`` None: it could not be judged.
    """

    present: bool | None
    confidence: float
    in_red: bool | None = None
    box: Box | None = None
    text: str | None = None
    rule_line: bool | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text with its place on the page as displayed."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A stretch of days, both inclusive; None is an open end."""

    text: str
    start: dt.date | None
    end: dt.date | None
    kind: DateKind
    role: DateRole | None
    confidence: float
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageLabel:
    """A page number printed on the page; ``total`` None where it is not printed."""

    number: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as it is written, in fen (hundredths of a yuan).

    ``when`` and ``what`` are the other words of its row: a day, a category.
    """

    fen: int
    confidence: float = 1.0
    box: Box | None = None
    when: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class AmountTable:
    """One column of amounts; ``total`` None where none is printed on the page.

    ``is_whole``: each row has its amount, and each of them could be read.
    """

    rows: tuple[Amount, ...]
    total: Amount | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature field; ``intact`` None unless verified cryptographically."""

    covers_whole_file: bool
    intact: bool | None = None
    signer: str | None = None


FactValue = (
    bool
    | int
    | float
    | str
    | RedHeader
    | PageLabel
    | tuple[str, ...]
    | tuple[Seal, ...]
    | tuple[TextLine, ...]
    | tuple[DateSpan, ...]
    | tuple[AmountTable, ...]
    | tuple[Signature, ...]
)


@dataclass(frozen=True, slots=True)
class Known:
    """A measured value; ``confidence`` is the probability that it is right."""

    value: FactValue
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, and why."""

    reason: Reason


Reading = Known | Unknown


class FactType(StrEnum):
    """The type of a fact's value, for rule files and for the store."""

    BOOL = "bool"
    INT = "int"
    FLOAT = "float"
    TEXT = "text"
    TEXTS = "texts"
    SEALS = "seals"
    RED_HEADER = "red_header"
    LINES = "lines"
    DATES = "dates"
    PAGE_LABEL = "page_label"
    AMOUNTS = "amounts"
    SIGNATURES = "signatures"


@dataclass(frozen=True, slots=True)
class Fact:
    """A named quantity that a probe can report; ``unit`` is empty for words."""

    name: FactName
    type: FactType
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The readings of one page or file."""

    readings: Mapping[FactName, Reading] = field(default_factory=dict)

    def get(self, name: str) -> Reading:
        """Return the reading of a fact; Unknown where it was not measured."""
        return self.readings.get(FactName(name), Unknown(Reason.NOT_MEASURED))

    def value(self, name: str) -> FactValue | None:
        """Return a fact's value, or None where it is unknown."""
        reading = self.get(name)
        return reading.value if isinstance(reading, Known) else None

    def with_readings(self, more: Mapping[FactName, Reading]) -> "Evidence":
        """Return this evidence and more; the newer reading of a fact holds."""
        return Evidence({**self.readings, **more})


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What is known of one page; sizes in points, as displayed."""

    page_no: int
    width_pt: float
    height_pt: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """What is known of one file and its pages.

    ``file`` holds the facts ``file.*``; ``pages`` is empty for a file that cannot be
    opened. ``failed`` names what we could not finish (a lost worker, a time limit).
    """

    document: Document
    file: Evidence
    pages: tuple[PageEvidence, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def status(self) -> FileStatus | None:
        """The file's status, None where even that is unknown."""
        value = self.file.value("file.status")
        return FileStatus(value) if isinstance(value, str) else None

    @property
    def is_readable(self) -> bool:
        """Whether the pages can be judged."""
        return self.status in READABLE
