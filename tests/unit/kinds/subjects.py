"""Subjects for the kinds: a dossier of a few pages in a line or two."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from checker.model.checklist import Checklist, ChecklistItem, Part
from checker.model.dossier import Document, Dossier
from checker.model.evidence import (
    DateKind,
    DateRole,
    DateSpan,
    DocumentEvidence,
    Evidence,
    FactValue,
    Known,
    PageEvidence,
    Reading,
    RedHeader,
    Seal,
    SealShape,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import ContentHash, FactName, ItemCode
from checker.model.rule import Outcome, RuleKind, Verdict
from checker.model.subject import DossierEvidence, ItemEvidence, Subject
from checker.model.wording import Text

Given = Mapping[str, FactValue | Reading]

MIDDLE = Box(300, 500, 413, 613)
ITEM = ChecklistItem(ItemCode("01"), Text("材料", "material"))


def evidence(given: Given) -> Evidence:
    """Bare values are known with confidence 1."""
    return Evidence(
        {
            FactName(name): value
            if isinstance(value, Known | Unknown)
            else Known(value)
            for name, value in given.items()
        }
    )


def document(
    *pages: Given,
    path: str = "a.pdf",
    file: Given | None = None,
    failed: tuple[str, ...] = (),
    content: str = "",
) -> DocumentEvidence:
    """A readable file with these pages of A4."""
    return DocumentEvidence(
        document=Document(path, path, ContentHash(content or path), 1),
        file=evidence({"file.status": "ok", "file.kind": "pdf", **(file or {})}),
        pages=tuple(
            PageEvidence(number, 595.0, 842.0, evidence(given))
            for number, given in enumerate(pages, start=1)
        ),
        failed=failed,
    )


def item_of(
    *documents: DocumentEvidence,
    item: ChecklistItem = ITEM,
    left_out: str | None = None,
) -> ItemEvidence:
    return ItemEvidence(item, documents, left_out)


def dossier_of(
    *items: ItemEvidence,
    dossier: Dossier | None = None,
    people: tuple[DocumentEvidence, ...] = (),
) -> Subject:
    """The subject of dossier scope; its year is 2021."""
    facts = replace(dossier or Dossier("d"), year=2021)
    checklist = Checklist(tuple(one.item for one in items))
    return Subject(DossierEvidence(facts, checklist, items, people=people))


def item_subject(item: ItemEvidence, dossier: Dossier | None = None) -> Subject:
    return replace(dossier_of(item, dossier=dossier), item=item)


def document_subject(one: DocumentEvidence) -> Subject:
    return replace(item_subject(item_of(one)), document=one)


def page_subject(given: Given) -> Subject:
    """The subject of page scope: the only page of its document."""
    one = document(given)
    return replace(document_subject(one), page=one.pages[0])


def only(kind: RuleKind, params: object, subject: Subject) -> Verdict:
    """Return the one verdict; its measured names must be the kind's placeholders."""
    (verdict,) = kind.evaluate(params, subject)
    if verdict.outcome is not Outcome.NOT_APPLICABLE:
        assert set(verdict.measured) == set(kind.placeholders)
    return verdict


def outcome(kind: RuleKind, params: object, subject: Subject) -> Outcome:
    return only(kind, params, subject).outcome


def lines(*texts: str, confidence: float = 0.95, height_pt: float = 12.0) -> Known:
    """Lines of text one below the other."""
    return Known(
        tuple(
            TextLine(
                text, Box(60, 60 + 20 * no, 400, 60 + 20 * no + height_pt), confidence
            )
            for no, text in enumerate(texts)
        ),
        confidence,
    )


def seal(
    shape: SealShape = SealShape.ROUND,
    *,
    colour: str = "red",
    confidence: float = 0.9,
    size_mm: tuple[float, float] | None = (40.0, 40.0),
    box: Box = MIDDLE,
) -> Seal:
    return Seal(box, shape, colour, confidence, size_mm)


def header(
    *, present: bool | None = True, in_red: bool | None = True, confidence: float = 0.9
) -> RedHeader:
    return RedHeader(present, confidence, in_red)


def day(iso: str, role: DateRole | None = None, confidence: float = 0.95) -> DateSpan:
    one = dt.date.fromisoformat(iso)
    return DateSpan(iso, one, one, DateKind.DAY, role, confidence)


def month(number: int, year: int = 2021, confidence: float = 0.95) -> DateSpan:
    """A month as a period, as statements name it."""
    start = dt.date(year, number, 1)
    end = (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    kind, role = DateKind.MONTH, DateRole.PERIOD
    return DateSpan(f"{year}年{number}月", start, end, kind, role, confidence)


def whole_year(year: int, confidence: float = 0.95, box: Box | None = None) -> DateSpan:
    """A year as titles name it: 2021年度."""
    start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
    kind, role = DateKind.YEAR, DateRole.PERIOD
    return DateSpan(f"{year}年度", start, end, kind, role, confidence, box)


def part(identity: str, *words: tuple[str, ...], anywhere: bool = False) -> Part:
    return Part(identity, Text(identity, identity), words, anywhere=anywhere)
