"""What does not come out better when it is tried is left as it is."""

import numpy as np
import pytest

from checker.mending.facts import PageFacts
from checker.mending.plan import plan_mending
from checker.mending.proof import (
    changed_pages,
    dropped_pages,
    has_traces,
    revise,
)
from checker.model.mending import Act, MendedPage, NewFile
from checker.model.page import Pixels
from tests import blanks, damage
from tests.makers import draw_page
from tests.unit.mending.documents import a_blank, a_document, a_page

PLAN = plan_mending(
    a_document(a_page(1, orientation=90, skew_deg=2.0), a_blank(2), a_page(3))
)


def measured(turn: int | None, sure: float, lean: float | None) -> PageFacts:
    return PageFacts(
        number=1, orientation=turn, orientation_confidence=sure, skew_deg=lean
    )


def test_the_pages_that_a_plan_touches_are_known() -> None:
    assert changed_pages(PLAN) == (MendedPage(1, 270, -2.0),)
    assert dropped_pages(PLAN) == (2,)


def test_a_plan_that_comes_out_well_stays() -> None:
    assert revise(PLAN, {1: measured(0, 0.99, 0.1)}, ()) == PLAN


@pytest.mark.parametrize(
    "after",
    [measured(180, 0.99, 0.0), measured(0, 0.94, 0.0), measured(None, 0.0, None)],
    ids=["upside down", "unsure", "unknown"],
)
def test_a_page_that_is_not_surely_upright_is_left(after: PageFacts) -> None:
    plan = revise(PLAN, {1: after}, ())

    assert plan.files == (NewFile((MendedPage(1), MendedPage(3))),)
    assert [note.act for note in plan.notes_of(1)] == [Act.UNSURE]


@pytest.mark.parametrize("lean", [0.5, -3.0, None])
def test_a_page_that_is_not_straight_is_only_turned(lean: float | None) -> None:
    plan = revise(PLAN, {1: measured(0, 0.99, lean)}, ())

    assert plan.files == (NewFile((MendedPage(1, 270), MendedPage(3))),)
    assert [note.act for note in plan.notes_of(1)] == [Act.TURNED, Act.UNSURE]


def test_a_page_with_traces_stays_in_its_place() -> None:
    plan = revise(PLAN, {1: measured(0, 0.99, 0.1)}, {2})

    assert [page.page_no for page in plan.files[0].pages] == [1, 2, 3]
    assert [note.act for note in plan.notes_of(2)] == [Act.UNSURE]


def test_a_plan_of_which_nothing_is_left_writes_nothing() -> None:
    plan = revise(PLAN, {}, {2})

    assert plan.files == ()
    assert {note.act for note in plan.notes} == {Act.UNSURE, Act.KEPT}


@pytest.mark.parametrize("kind", ["nothing", "holes", "staple"])
def test_the_back_of_a_sheet_bears_no_traces(kind: str) -> None:
    sheet = blanks.draw_sheet(kind, font="noto-serif", seed=3, dpi=150)

    assert not has_traces(sheet, 150)


@pytest.mark.parametrize("kind", blanks.NEARLY_BLANK)
def test_a_sheet_that_holds_very_little_bears_traces(kind: str) -> None:
    sheet = blanks.draw_sheet(kind, font="noto-serif", seed=3, dpi=150)

    assert has_traces(sheet, 150)


def test_a_page_too_faint_to_be_read_bears_traces() -> None:
    page = draw_page("letter", font="noto-serif", seed=3, dpi=150)

    assert has_traces(damage.faded(page, 0.05), 150)


@pytest.mark.parametrize("shape", [(1, 1), (3, 2000), (40, 40)])
def test_a_page_of_any_size_can_be_looked_at(shape: tuple[int, int]) -> None:
    white: Pixels = np.full((*shape, 3), 255, np.uint8)

    assert not has_traces(white, 100)
