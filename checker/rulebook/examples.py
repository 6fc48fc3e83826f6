"""Builds the evidence of the mini-dossiers that a rule gives as its examples."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.model.checklist import Checklist
from checker.model.dossier import (
    Document,
    Dossier,
    IntakeNote,
    MatchedBy,
    Person,
    Qualification,
)
from checker.model.evidence import DocumentEvidence, Evidence, Known, PageEvidence
from checker.model.ids import ContentHash, FactName, ItemCode
from checker.model.subject import DossierEvidence, ItemEvidence
from checker.model.wording import Text
from checker.rulebook._forms import AppliesForm, DocumentForm, ExampleForm

A4_PT = (595.0, 842.0)
"""Width and height of an example's pages. Source: ISO 216, A4 rounded to points."""

_READABLE = Evidence(
    {FactName("file.status"): Known("ok"), FactName("file.kind"): Known("pdf")}
)


@dataclass(frozen=True, slots=True)
class ExampleContext:
    """What an example may leave out: the pack's items and year, the rule's reach."""

    checklist: Checklist
    year: int
    applies_to: AppliesForm


def build_example(form: ExampleForm, context: ExampleContext) -> DossierEvidence:
    """Return the evidence of a mini-dossier; it holds every item of the checklist."""
    shelves = _shelves(form, context)
    items = tuple(
        ItemEvidence(
            item=one,
            documents=_documents(shelves.get(one.code, ()), one.code, one.code),
            left_out=form.not_applicable.get(one.code),
        )
        for one in context.checklist.items
    )
    people = _documents(shelves[_PEOPLE], None, _PEOPLE)
    unmatched = _documents(shelves[_UNMATCHED], None, _UNMATCHED)
    filed = tuple(one for item in items for one in item.documents)
    return DossierEvidence(
        dossier=_dossier(form, context.year, filed + people + unmatched),
        checklist=context.checklist,
        items=items,
        people=people,
        unmatched=unmatched,
    )


_PEOPLE = "people"
_UNMATCHED = "unmatched"


def _shelves(
    form: ExampleForm, context: ExampleContext
) -> Mapping[str, Sequence[DocumentForm]]:
    shelves: dict[str, tuple[DocumentForm, ...]] = dict(form.items.items())
    shelves |= {_PEOPLE: form.people, _UNMATCHED: form.unmatched}
    short = DocumentForm(form.path, form.hash, form.file, form.pages or (), form.failed)
    if form.pages is not None or form.item or short != DocumentForm():
        shelf = form.item or _default_shelf(context)
        shelves[shelf] = (*shelves.get(shelf, ()), short)
    return shelves


def _default_shelf(context: ExampleContext) -> str:
    """Return where a document without an item goes: where the rule looks first."""
    applies = context.applies_to
    if applies.items == "all":
        return next((one.code for one in context.checklist.items), _UNMATCHED)
    if applies.items:
        return applies.items[0]
    return _PEOPLE if applies.people else _UNMATCHED


def _documents(
    forms: Sequence[DocumentForm], code: ItemCode | None, shelf: str
) -> tuple[DocumentEvidence, ...]:
    matched = {_PEOPLE: MatchedBy.PERSONNEL, _UNMATCHED: MatchedBy.NOTHING}
    by = matched.get(shelf, MatchedBy.NUMBER)
    return tuple(
        _document(one, Document("", "", ContentHash(""), 0, code, by), f"{shelf}-{no}")
        for no, one in enumerate(forms, start=1)
    )


def _document(form: DocumentForm, blank: Document, stem: str) -> DocumentEvidence:
    path = form.path or f"{stem}.pdf"
    digest = hashlib.sha256((form.hash or path).encode()).hexdigest()
    width_pt, height_pt = A4_PT
    return DocumentEvidence(
        document=Document(
            path=path,
            location=path,
            content_hash=ContentHash(digest),
            size_bytes=1,
            item=blank.item,
            matched_by=blank.matched_by,
        ),
        file=_READABLE.with_readings(form.file.readings),
        pages=tuple(
            PageEvidence(no, width_pt, height_pt, one)
            for no, one in enumerate(form.pages, start=1)
        ),
        failed=form.failed,
    )


def _dossier(
    form: ExampleForm, pack_year: int, documents: tuple[DocumentEvidence, ...]
) -> Dossier:
    told = form.qualification
    return Dossier(
        id="example",
        company=form.company,
        credit_code=form.credit_code,
        year=form.year or pack_year,
        submission=form.submission,
        as_of=form.as_of,
        qualification=Qualification(told.category, str(told.grade)) if told else None,
        personnel=_people(form),
        not_applicable=form.not_applicable,
        documents=tuple(one.document for one in documents),
        notes=tuple(
            IntakeNote(one.code, one.message or Text(one.code, one.code), one.path)
            for one in form.notes
        ),
    )


def _people(form: ExampleForm) -> tuple[Person, ...] | None:
    if form.personnel is None:
        return None
    return tuple(
        Person(
            row=row,
            table=one.table,
            name=one.name,
            id_number=one.id_number,
            certificate_number=one.certificate_number,
            valid_until=one.valid_until,
            files=one.files,
        )
        for row, one in enumerate(form.personnel, start=1)
    )
