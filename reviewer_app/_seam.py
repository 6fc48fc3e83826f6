"""The seams as they were drawn: commands, verbs and rows, until the services stand."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.domain.people import Role
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State

Box = tuple[float, float, float, float]


def new_id() -> str:
    """Return a fresh id for a command."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class QueueRow:
    case_id: int
    company: str
    credit_code: str
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
    tabs: Mapping[str, int]
    rows: tuple[QueueRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    finding_id: str
    rule: str
    item: str | None
    document: str | None
    sha256: str | None
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
class FileRow:
    path: str
    sha256: str
    page_count: int | None
    status: str
    active_content: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemTile:
    code: str
    title: Text
    status: str
    faults: int
    unknowns: int
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    round_no: int
    submitted_at: dt.datetime
    grade: Grade | None
    reviewer: str | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    author: str
    at: dt.datetime
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    grade: Grade | None
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class CaseHead:
    case_id: int
    company: str
    credit_code: str
    year: int
    round_no: int
    state: State
    holder: str | None
    submitted_at: dt.datetime | None
    pack: str


@dataclass(frozen=True, slots=True)
class DossierView:
    case: CaseHead
    company: Mapping[str, str]
    items: tuple[ItemTile, ...]
    people: tuple[ItemTile, ...]
    findings: tuple[FindingRow, ...]
    rounds: tuple[RoundRow, ...]
    notes: tuple[NoteRow, ...]
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class PageRow:
    page_no: int
    width_mm: float
    height_mm: float
    evidence: Mapping[str, object]
    marks: int


@dataclass(frozen=True, slots=True)
class ReasonCode:
    code: str
    words: Text
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class LetterLine:
    finding_id: str
    words: str
    remedy: str


@dataclass(frozen=True, slots=True)
class UserRow:
    user_id: int
    account: str
    name: str
    role: Role
    is_active: bool
    last_login: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SessionToken:
    token: str
    user_id: int


@dataclass(frozen=True, slots=True)
class FileIn:
    path: str
    sha256: str
    size_bytes: int
    item: str | None


@dataclass(frozen=True, slots=True)
class LogIn:
    account: str
    password: str
    address: str = ""
    command_id: str = field(default_factory=new_id)


def log_in(command: LogIn, actor: object, desk: object) -> SessionToken:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ImportDossier:
    company: str
    credit_code: str
    year: int
    files: tuple[FileIn, ...]
    dossier_yaml: str = ""
    command_id: str = field(default_factory=new_id)


def import_dossier(command: ImportDossier, actor: object, desk: object) -> int:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Claim:
    case_id: int
    command_id: str = field(default_factory=new_id)


def claim(command: Claim, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ClaimNext:
    count: int = 10
    command_id: str = field(default_factory=new_id)


def claim_next(command: ClaimNext, actor: object, desk: object) -> tuple[int, ...]:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class GiveBack:
    case_id: int
    command_id: str = field(default_factory=new_id)


def give_back(command: GiveBack, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Assign:
    case_id: int
    reviewer_id: int
    command_id: str = field(default_factory=new_id)


def assign(command: Assign, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Decide:
    case_id: int
    finding_ids: tuple[str, ...]
    verdict: Verdict
    reason_code: str = ""
    words: str = ""
    command_id: str = field(default_factory=new_id)


def decide(command: Decide, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Undo:
    case_id: int
    command_id: str = field(default_factory=new_id)


def undo(command: Undo, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class AddFinding:
    case_id: int
    item: str | None
    document: str | None
    page_no: int | None
    box: Box | None
    words: str
    remedy: str
    severity: str = "error"
    command_id: str = field(default_factory=new_id)


def add_finding(command: AddFinding, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Note:
    case_id: int
    words: str
    command_id: str = field(default_factory=new_id)


def note(command: Note, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Release:
    case_id: int
    grade: Grade
    reason: str = ""
    command_id: str = field(default_factory=new_id)


def release(command: Release, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Recommend:
    case_id: int
    grade: Grade
    reason: str = ""
    command_id: str = field(default_factory=new_id)


def recommend(command: Recommend, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Accept:
    case_id: int
    command_id: str = field(default_factory=new_id)


def accept(command: Accept, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SendBack:
    case_id: int
    words: str
    command_id: str = field(default_factory=new_id)


def send_back(command: SendBack, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SaveLetter:
    case_id: int
    deadline: dt.date
    contacts: str
    lines: tuple[LetterLine, ...]
    opening: str = ""
    closing: str = ""
    command_id: str = field(default_factory=new_id)


def save_letter(command: SaveLetter, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class CreateUser:
    account: str
    name: str
    role: Role
    company_id: int | None = None
    password: str = ""
    command_id: str = field(default_factory=new_id)


def create_user(command: CreateUser, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class IssueLink:
    user_id: int
    command_id: str = field(default_factory=new_id)


def issue_link(command: IssueLink, actor: object, desk: object) -> str:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SetActive:
    user_id: int
    is_active: bool
    command_id: str = field(default_factory=new_id)


def set_active(command: SetActive, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class PutSetting:
    key: str
    value: str
    command_id: str = field(default_factory=new_id)


def put_setting(command: PutSetting, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class AddReasonCode:
    code: str
    zh: str
    en: str
    command_id: str = field(default_factory=new_id)


def add_reason_code(command: AddReasonCode, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class RetireReasonCode:
    code: str
    command_id: str = field(default_factory=new_id)


def retire_reason_code(command: RetireReasonCode, actor: object, desk: object) -> None:
    raise NotImplementedError


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
    letter_id: int | None
    deadline: dt.date | None
    contacts: str
    opening: str
    closing: str
    lines: tuple[LetterRow, ...]
    is_released: bool = False


@dataclass(frozen=True, slots=True)
class AcceptRow:
    case_id: int
    company: str
    grade: Grade
    suggested: Grade | None
    reason: str
    recommender: str
    recommended_at: dt.datetime
    letter_lines: int
    overruled: int


@dataclass(frozen=True, slots=True)
class ProgressView:
    left: int
    workdays: int
    a_day: float
    reviewers: tuple["ReviewerRow", ...]
    cases: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    user_id: int
    name: str
    held: int
    done: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class LogRow:
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
class LogView:
    rows: tuple[LogRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PackRow:
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
class FigureRow:
    """A case as the figures count it."""

    case_id: int
    company: str
    state: State
    grade: Grade | None
    rounds: int
    minutes: float | None
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
    credit_code: str
    year: int
    round_no: int
    files: tuple[PlannedFile, ...]
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class ImportPlanned:
    """Import what was looked into."""

    source: str
    company: str
    credit_code: str
    year: int
    command_id: str = field(default_factory=new_id)


def import_planned(command: ImportPlanned, actor: object, desk: object) -> int:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class PackFault:
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
class SavePackFile:
    digest: str
    file: str
    text: str
    note: str = ""
    command_id: str = field(default_factory=new_id)


def save_pack_file(command: SavePackFile, actor: object, desk: object) -> str:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ProposePack:
    digest: str
    in_force_from: dt.date
    command_id: str = field(default_factory=new_id)


def propose_pack(command: ProposePack, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ApprovePack:
    digest: str
    command_id: str = field(default_factory=new_id)


def approve_pack(command: ApprovePack, actor: object, desk: object) -> None:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class CopyPack:
    digest: str
    year: int
    command_id: str = field(default_factory=new_id)


def copy_pack(command: CopyPack, actor: object, desk: object) -> str:
    raise NotImplementedError
