"""The words of mending: what becomes of each page of a document, and why.

Turns and straightenings are degrees, clockwise positive, as displayed: what is done to
the page, not how it lies. Pages are called by their number in the old file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checker.model.wording import Text


class Act(StrEnum):
    """What is done to a page; ``unsure``: left as it is, a person must look."""

    KEPT = "kept"
    TURNED = "turned"
    STRAIGHTENED = "straightened"
    DROPPED = "dropped"
    MOVED = "moved"
    CUT = "cut"
    UNSURE = "unsure"


class Cause(StrEnum):
    """Why a file is not mended at all."""

    NOT_PDF = "not_pdf"
    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    PROTECTED = "protected"
    SIGNED = "signed"
    MAYBE_SIGNED = "maybe_signed"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    CHANGED = "changed"
    OUTPUT_EXISTS = "output_exists"


@dataclass(frozen=True, slots=True)
class MendedPage:
    """One page of a new file: the old page, turned, then straightened."""

    page_no: int
    turn_deg: int = 0
    straighten_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class NewFile:
    """One file to write: its pages in order."""

    pages: tuple[MendedPage, ...]


@dataclass(frozen=True, slots=True)
class PageNote:
    """One thing that is done, or left, on one page of the old file, and why."""

    page_no: int
    act: Act
    why: Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is left alone, and what to do instead."""

    cause: Cause
    words: Text


@dataclass(frozen=True, slots=True)
class MendPlan:
    """What will be done to one document, known by its content hash.

    ``files`` is empty when nothing is to be done or the document is refused. ``notes``
    name every page at least once, in the order of the old file.
    """

    sha256: str
    page_count: int
    files: tuple[NewFile, ...] = ()
    notes: tuple[PageNote, ...] = ()
    refusal: Refusal | None = None

    def notes_of(self, page_no: int) -> tuple[PageNote, ...]:
        """Return what is said of one page of the old file."""
        return tuple(note for note in self.notes if note.page_no == page_no)


@dataclass(frozen=True, slots=True)
class MendWishes:
    """What a person wants done; pages by their number in the old file.

    ``order`` empty: as it is; else each page that stays, once. ``split_after``: in the
    new order, after these pages a new file begins.
    """

    turns: Mapping[int, int] = field(default_factory=dict)
    straighten: Mapping[int, float] = field(default_factory=dict)
    drop: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    split_after: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wished for."""
        return not (
            self.turns or self.straighten or self.drop or self.order or self.split_after
        )
