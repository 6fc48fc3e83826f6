"""What screens of cases draw: frozen rows, one place on a screen each."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State

Box = tuple[float, float, float, float]
"""A place on a page in fractions of it: left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case in the queue; ``checking``: pages done and in all, while it runs."""

    case_id: int
    company: str
    credit_code: str | None
    year: int
    round_no: int
    state: State
    waiting_since: dt.datetime | None
    faults: int
    unknowns: int
    suggested_grade: Grade | None
    minutes: float
    holder: str | None
    checking: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class QueueView:
    """A page of the queue, and how many cases each tab holds."""

    tabs: Mapping[str, int]
    rows: tuple[QueueRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with what was said of it."""

    finding_id: str
    rule: str
    item: str | None
    document: str | None
    page_no: int | None
    box: Box | None
    severity: str
    outcome: str
    message: Text
    remedy: Text
    measured: Mapping[str, object]
    source: Mapping[str, str]
    decision: Verdict | None = None
    reason_code: str | None = None
    words: str = ""
    added_by: str | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page against the round before: ``same``, ``changed`` or ``new``.

    ``before_no``: which page it was there, None for a new one.
    """

    page_no: int
    kind: str
    before_no: int | None


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file against the round before: ``same`` bytes, ``replaced`` or ``new``.

    ``removed``: numbers of pages of the replaced file that are gone.
    """

    kind: str
    pages: tuple[PageChange, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file; ``page_count`` None: not known, or it cannot be read.

    ``replaces`` is the id of the file of the round before that it takes the place of;
    ``change`` is None in a first round.
    """

    file_id: str
    path: str
    page_count: int | None
    status: str
    active_content: tuple[str, ...] = ()
    replaces: str = ""
    change: FileChange | None = None


@dataclass(frozen=True, slots=True)
class ItemTile:
    """One of the 20 items or four tables with its files and counts."""

    code: str
    title: Text
    status: str
    faults: int
    unknowns: int
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One submission."""

    round_no: int
    submitted_at: dt.datetime
    grade: Grade | None
    reviewer: str | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note between reviewers."""

    author: str
    at: dt.datetime
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The suggested grade, and how it came about."""

    grade: Grade | None
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What stands at the head of a case; ``is_checking``: its check still runs."""

    case_id: int
    company: str
    credit_code: str | None
    year: int
    round_no: int
    state: State
    holder: str | None
    submitted_at: dt.datetime | None
    pack: str
    is_checking: bool = False


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as the company listed them; the identity number is masked."""

    table: Text
    name: str
    id_number: str
    post: str
    certificate_number: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class PreviousRow:
    """A finding of the round before: what its company answered, what became of it.

    ``answer``: fixed, changed, disagrees, empty for none. ``became``: ``stands`` where
    the check found the same again, ``gone`` where it did not, ``unsure`` where no check
    can tell. ``verdict`` is the reviewer's: settled, stands, upheld, or empty.
    """

    finding_id: str
    item: str | None
    place: str
    message: Text
    answer: str
    words: str
    became: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class DossierView:
    """A case at a glance; ``allowed``: what who is looking may do now.

    ``removed``: paths of the round before that are gone.
    """

    case: CaseHead
    company: Mapping[str, str]
    items: tuple[ItemTile, ...]
    people: tuple[ItemTile, ...]
    findings: tuple[FindingRow, ...]
    rounds: tuple[RoundRow, ...]
    notes: tuple[NoteRow, ...]
    suggestion: Suggestion
    allowed: tuple[Act, ...] = ()
    removed: tuple[str, ...] = ()
    previous: tuple[PreviousRow, ...] = ()
    listed: tuple[ListedPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page; ``evidence`` as in the contract's report."""

    page_no: int
    width_mm: float
    height_mm: float
    evidence: Mapping[str, object]
    marks: int


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the letter as it stands."""

    finding_id: str
    item: str | None
    place: str
    words: str
    remedy: str
    source: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as it stands; ``letter_id`` None: not saved yet."""

    letter_id: int | None
    deadline: dt.date | None
    contacts: str
    opening: str
    closing: str
    lines: tuple[LetterRow, ...]
    is_released: bool = False


@dataclass(frozen=True, slots=True)
class AcceptRow:
    """A recommendation; ``overruled`` counts dismissed findings."""

    case_id: int
    company: str
    grade: Grade
    suggested: Grade | None
    reason: str
    recommender: str
    recommended_at: dt.datetime
    letter_lines: int
    overruled: int
