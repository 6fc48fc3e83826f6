import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from checker.model.dossier import MatchedBy, PersonTable, Qualification, Submission
from checker.model.evidence import (
    DateKind,
    DateSpan,
    Known,
    PageLabel,
    RedHeader,
    Seal,
    SealShape,
    Signature,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.subject import DossierEvidence
from checker.model.wording import Reason, Text
from checker.rulebook.loader import load_rulebook
from tests.packs import FACTS, KINDS, RULE_YAML, write_pack

SOUND_EXAMPLE = "  pass: [{pages: [{seal.count: 1}]}]\n"


def example(folder: Path, text: str, reach: str = 'items: ["02"]') -> DossierEvidence:
    """Return the mini-dossier of a rule whose one pass example is the text."""
    lines = text.replace("\n", "\n      ")
    rule = RULE_YAML.replace(SOUND_EXAMPLE, f"  pass:\n    - {lines}\n")
    rule = rule.replace('items: ["01"]', reach)
    rulebook = load_rulebook(write_pack(folder, seal__missing=rule), KINDS, FACTS)
    return rulebook.rules[0].examples.passing[0]


def value(folder: Path, text: str) -> Any:  # noqa: ANN401 - any fact's value
    whole = example(folder, f"pages: [{{{text}}}]")
    name = text.partition(":")[0]
    return whole.documents[0].pages[0].evidence.value(name)


def test_short_form_is_one_document_in_the_first_item_of_the_rule(
    tmp_path: Path,
) -> None:
    whole = example(tmp_path, "pages: [{seal.count: 1}, {seal.count: 0}]")

    (document,) = whole.documents
    assert [item.item.code for item in whole.items if item.documents] == ["02"]
    assert document.document.item == "02"
    assert document.document.path == "02-1.pdf"
    assert document.document.matched_by is MatchedBy.NUMBER
    assert document.is_readable
    assert document.file.value("file.kind") == "pdf"
    assert [page.page_no for page in document.pages] == [1, 2]
    assert (document.pages[0].width_pt, document.pages[0].height_pt) == (595, 842)


def test_short_form_may_name_its_item(tmp_path: Path) -> None:
    whole = example(tmp_path, "{item: 1, path: a.pdf, failed: [lost]}")

    (document,) = whole.items[0].documents
    assert document.document.path == "a.pdf"
    assert document.failed == ("lost",)


@pytest.mark.parametrize(
    ("reach", "shelf"),
    [
        ("items: all", "items"),
        ("items: [], people: true", "people"),
        ("items: [], unmatched: true", "unmatched"),
    ],
)
def test_document_without_item_goes_where_the_rule_looks(
    tmp_path: Path, reach: str, shelf: str
) -> None:
    whole = example(tmp_path, "pages: []", reach)

    shelves = {
        "items": whole.items[0].documents,
        "people": whole.people,
        "unmatched": whole.unmatched,
    }
    assert [name for name, documents in shelves.items() if documents] == [shelf]


def test_example_without_documents_is_an_empty_dossier(tmp_path: Path) -> None:
    whole = example(tmp_path, "{company: 济南甲公司}")

    assert whole.documents == ()
    assert len(whole.items) == 3
    assert whole.dossier.company == "济南甲公司"
    assert whole.year == 2021
    assert whole.dossier.personnel is None
    assert whole.dossier.as_of is None


def test_long_form_fills_the_whole_dossier(tmp_path: Path) -> None:
    whole = example(
        tmp_path,
        "year: 2022\n"
        "as_of: 2022-03-01\n"
        "submission: rectification\n"
        "credit_code: 91370100X\n"
        "qualification: {category: labour, grade: 1}\n"
        "personnel:\n"
        "  - {table: safety_officer, name: 王一, valid_until: 2023-01-01,"
        " files: [w.pdf]}\n"
        "  - {table: project_head}\n"
        'not_applicable: {"02": 没有工人}\n'
        "notes: [{code: no_number, path: x.pdf}]\n"
        "items: {1: [{path: a.pdf, hash: x}, {path: b.pdf, hash: x}]}\n"
        "people: [{path: w.pdf}]\n"
        "unmatched: [{path: x.pdf, file: {file.status: damaged}}]",
    )

    dossier = whole.dossier
    first, second = whole.items[0].documents
    assert dossier.submission is Submission.RECTIFICATION
    assert dossier.as_of == dt.date(2022, 3, 1)
    assert dossier.qualification == Qualification("labour", "1")
    assert dossier.personnel is not None
    assert [one.row for one in dossier.personnel] == [1, 2]
    assert dossier.personnel[0].table is PersonTable.SAFETY_OFFICER
    assert dossier.notes[0].message == Text("no_number", "no_number")
    assert whole.year == 2022
    assert whole.items[1].left_out == "没有工人"
    assert first.document.content_hash == second.document.content_hash
    assert len(first.document.content_hash) == 64
    assert whole.people[0].document.matched_by is MatchedBy.PERSONNEL
    assert not whole.unmatched[0].is_readable
    assert len(dossier.documents) == 4


def test_bare_value_is_known_for_certain(tmp_path: Path) -> None:
    whole = example(tmp_path, "pages: [{seal.count: 2}]")

    assert whole.documents[0].pages[0].evidence.get("seal.count") == Known(2, 1.0)


def test_reading_may_carry_its_confidence(tmp_path: Path) -> None:
    whole = example(tmp_path, "pages: [{seal.count: {known: 2, confidence: 0.4}}]")

    assert whole.documents[0].pages[0].evidence.get("seal.count") == Known(2, 0.4)


def test_reading_may_be_unknown_for_a_reason(tmp_path: Path) -> None:
    whole = example(tmp_path, "pages: [{seal.count: {unknown: no_colour}}]")

    reading = whole.documents[0].pages[0].evidence.get("seal.count")
    assert reading == Unknown(Reason.NO_COLOUR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("skew.angle_deg: 3", 3.0),
        ("blank.is_blank: false", False),
        ("page.content: scan", "scan"),
        ("crop.edges: [left, top]", ("left", "top")),
        ("page_label.label: {number: 2, total: 5}", PageLabel(2, 5)),
        (
            "file.signatures: [{covers_whole_file: true}]",
            (Signature(covers_whole_file=True),),
        ),
        (
            "seal.seals: [{shape: oval, size_mm: [45, 30], confidence: 0.8}]",
            (Seal(Box(0, 0, 1, 1), SealShape.OVAL, "red", 0.8, (45.0, 30.0)),),
        ),
        ("seal.seals: []", ()),
        (
            "red_header.header: {present: true, in_red: false, confidence: 0.9}",
            RedHeader(present=True, confidence=0.9, in_red=False),
        ),
        (
            "red_header.header: {present: null}",
            RedHeader(present=None, confidence=1.0),
        ),
        (
            "text.lines: [安全, {text: 机构, box: [1, 2, 3, 4], confidence: 0.5}]",
            (
                TextLine("安全", Box(0, 0, 1, 1), 1.0),
                TextLine("机构", Box(1, 2, 3, 4), 0.5),
            ),
        ),
        (
            "date.dates: [{start: 2021-01-01, end: 2021-12-31, kind: range}]",
            (
                DateSpan(
                    "",
                    dt.date(2021, 1, 1),
                    dt.date(2021, 12, 31),
                    DateKind.RANGE,
                    None,
                    1.0,
                ),
            ),
        ),
    ],
)
def test_value_is_built_by_the_type_of_its_fact(
    tmp_path: Path, text: str, expected: object
) -> None:
    assert value(tmp_path, text) == expected
