"""What the other screens draw: people, progress, log, packs, figures, imports."""

import datetime as dt
from dataclasses import dataclass

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.context.case_rows import QueueRow
from reviewer_app.domain.people import Role
from reviewer_app.domain.states import State


@dataclass(frozen=True, slots=True)
class ReasonCode:
    """Why a finding is none."""

    code: str
    words: Text
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class UserRow:
    """Somebody with an account."""

    user_id: int
    account: str
    name: str
    role: Role
    is_active: bool


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token of one's own for the HTTP API, without its secret."""

    token_id: int
    name: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """What somebody holds and has done."""

    user_id: int
    name: str
    held: int
    done: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class ProgressView:
    """What is left and by when."""

    left: int
    workdays: int | None
    a_day: float | None
    reviewers: tuple[ReviewerRow, ...]
    cases: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry of the log."""

    sequence: int
    at: dt.datetime
    person: str
    role: Role
    act: str
    case_id: int | None
    company: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class LogWanted:
    """Which entries; empty words: any. ``before`` is a sequence number."""

    search: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class LogView:
    """A part of the log."""

    rows: tuple[LogRow, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class PackRow:
    """A version of a rule pack; ``state`` as in the screen's words."""

    digest: str
    name: str
    year: int
    version: str
    state: str
    author: str
    made_at: dt.datetime
    note: str
    in_force_from: dt.date | None


@dataclass(frozen=True, slots=True)
class PackFault:
    """Something wrong in a file of rules."""

    file: str
    line: int
    words: Text


@dataclass(frozen=True, slots=True)
class PackCheck:
    """What loading a draft and running its tests came to."""

    faults: tuple[PackFault, ...]
    tests_run: int
    tests_failed: tuple[Text, ...]
    changes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A case as the figures count it; minutes as estimated, and as spent by people."""

    case_id: int
    company: str
    state: State
    grade: Grade | None
    rounds: int
    minutes: float | None
    spent: float | None
    day: dt.date


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """What people said of a rule's findings; shares 0 to 1, with 95 % interval."""

    rule: str
    item: str | None
    findings: int
    confirmed: int
    dismissed: int
    late: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The rows behind all figures of a time."""

    cases: tuple[FigureRow, ...]
    rules: tuple[RuleFigure, ...]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of what is about to be imported; ``refused`` says why it stays out."""

    path: str
    size_bytes: int
    item: str | None
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an upload or a folder holds, to be confirmed."""

    source: str
    company: str
    credit_code: str | None
    year: int
    round_no: int
    files: tuple[PlannedFile, ...]
    refused: Text | None = None
