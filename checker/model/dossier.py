"""A dossier under check: its facts, its people and its files."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from checker.model.ids import ContentHash, ItemCode
from checker.model.wording import Text


class Submission(StrEnum):
    """Whether the company submits for the first time or after a return."""

    FIRST = "first"
    RECTIFICATION = "rectification"


class PersonTable(StrEnum):
    """The four tables of people of form section 09."""

    ENTERPRISE_HEAD = "enterprise_head"
    PROJECT_HEAD = "project_head"
    SPECIAL_OPERATOR = "special_operator"
    SAFETY_OFFICER = "safety_officer"


class MatchedBy(StrEnum):
    """How a file came to its item."""

    NUMBER = "number"
    TITLE = "title"
    PERSONNEL = "personnel"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Qualification:
    """The company's qualification; staffing minimums depend on it.

    ``category`` is general_contracting, specialised or labour; ``grade`` is special,
    1, 2, 3 or none.
    """

    category: str
    grade: str


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a table of people; ``row`` counts from 1 in the dossier."""

    row: int
    table: PersonTable
    name: str
    id_number: str = ""
    certificate_number: str = ""
    valid_until: dt.date | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the dossier.

    ``path`` is relative to the dossier with ``/`` as separator; ``location`` is where
    its bytes lie on this machine.
    """

    path: str
    location: str
    content_hash: ContentHash
    size_bytes: int
    item: ItemCode | None = None
    matched_by: MatchedBy = MatchedBy.NOTHING


@dataclass(frozen=True, slots=True)
class IntakeNote:
    """Something about the dossier itself that intake could not take as given.

    ``code`` is a closed set in ``intake.scan``; rules of kind ``intake_note`` turn
    notes into findings.
    """

    code: str
    message: Text
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A bundle under check; ``year`` None means that the pack's year holds."""

    id: str
    company: str = ""
    credit_code: str = ""
    year: int | None = None
    submission: Submission = Submission.FIRST
    as_of: dt.date | None = None
    qualification: Qualification | None = None
    personnel: tuple[Person, ...] | None = None
    not_applicable: Mapping[ItemCode, str] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    notes: tuple[IntakeNote, ...] = ()
