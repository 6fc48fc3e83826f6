"""Whole dossiers before they are drawn: what lies in them and what they say."""

import re
from collections.abc import Iterator

import numpy as np
import pytest
from reportlab.pdfbase.ttfonts import TTFont

from sample_data import faults, fonts, recipes, sets
from sample_data.cast import make_cast
from sample_data.draw.sheet import Text
from sample_data.papers import funds
from sample_data.papers.desk import Desk, yuan
from sample_data.recipes import Dossier


def _texts(dossier: Dossier) -> Iterator[Text]:
    for draft in dossier.papers.values():
        for sheet in draft.sheets:
            yield from (mark for mark in sheet.marks if isinstance(mark, Text))


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("clean", "qualified"),
        ("basically_qualified", "basically_qualified"),
        ("unqualified", "unqualified"),
        ("rectification", "qualified"),
    ],
)
def test_each_set_has_the_grade_it_is_meant_for(name: str, grade: str) -> None:
    dossier = sets.SETS[name](fonts.TEST, 3)

    assert dossier.grade == grade


def test_a_complete_dossier_answers_the_first_nineteen_items() -> None:
    dossier = recipes.complete(fonts.TEST, 3)

    numbers = {path[:2] for path in dossier.papers if path[:2].isdigit()}
    assert numbers == {f"{number:02d}" for number in range(1, 20)}


def test_no_file_name_inside_a_folder_begins_with_an_item_number() -> None:
    dossier = recipes.complete(fonts.TEST, 3)

    names = [path.split("/")[1] for path in dossier.papers if "/" in path]
    assert not [name for name in names if re.match(r"\d{1,2}[-_.、 ]", name)]


@pytest.mark.parametrize("fault", faults.FAULTS)
def test_each_fault_says_what_a_check_must_report(fault: faults.Fault) -> None:
    dossier = recipes.complete(fonts.TEST, 4)

    fault(dossier)

    assert dossier.expected
    for expected in dossier.expected:
        known = {*dossier.papers, *dossier.copies}
        assert expected.document is None or expected.document in known


def test_the_summary_of_spending_adds_up() -> None:
    desk = Desk(make_cast(8), fonts.TEST, np.random.default_rng(8))

    summary = funds.summary(desk)

    total = yuan(sum(spending.cents for spending in desk.spendings()))
    texts = [mark.text for mark in summary[0].marks if isinstance(mark, Text)]
    assert total in texts


def test_every_day_in_the_labels_stands_on_some_sheet_of_the_year_around() -> None:
    dossier = recipes.complete(fonts.TEST, 5)

    years = {
        day[:4]
        for path, draft in dossier.papers.items()
        if not path.startswith("personnel/")
        for sheet in draft.sheets
        for day in sheet.days
    }
    assert years == {"2021"}


@pytest.mark.parametrize("group", fonts.GROUPS.values(), ids=list(fonts.GROUPS))
def test_every_character_has_a_glyph_in_the_fonts_of_a_pdf(
    group: fonts.FontGroup,
) -> None:
    dossier = recipes.complete(group, 6)
    recipes.rectified(dossier)
    drawn = {
        role: TTFont(f"glyphs-{role}", str(face.path), subfontIndex=face.index)
        for role, face in group.embed.items()
    }

    missing = {
        (mark.role, char)
        for mark in _texts(dossier)
        for char in mark.text
        if ord(char) not in drawn[mark.role].face.charToGlyph
    }

    assert not missing


def test_a_page_that_is_turned_was_scanned() -> None:
    dossier = recipes.complete(fonts.TEST, 4)
    recipes.hand_in_as(dossier, "digital", recipes.DRILL_ONE)

    faults.page_upside_down(dossier)

    assert dossier.papers[recipes.DRILL_ONE].medium == "scan"


@pytest.mark.slow
def test_random_dossiers_differ_and_repeat() -> None:
    first = sets.random_dossier(fonts.TEST, 31)

    again = sets.random_dossier(fonts.TEST, 31)
    other = sets.random_dossier(fonts.TEST, 32)

    assert first.expected == again.expected
    assert first.cast == again.cast
    assert first.cast != other.cast


def test_a_worn_dossier_is_sound_and_of_a_company_of_its_own() -> None:
    dossier = sets.worn_dossier(fonts.TEST, 31)

    handlings = [
        h for draft in dossier.papers.values() for h in draft.handling.values()
    ]
    assert dossier.expected == []
    assert dossier.cast.company != sets.sound_dossier(fonts.TEST, 31).cast.company
    assert any(handling.wear for handling in handlings)
    assert any(handling.edges for handling in handlings)
