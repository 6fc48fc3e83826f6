"""Rounds that were withdrawn, and those that a case continues, as others read."""

import datetime as dt

import pytest

from reviewer_app.domain.refusal import RefusedError
from reviewer_app.queries.dossier import file_of, read_dossier
from reviewer_app.queries.figures import CountedRule, read_figures
from reviewer_app.queries.filing import read_filing
from reviewer_app.queries.letters import read_letters
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.letters import case_of_letter
from reviewer_app.services.review import AddFinding, Place, add_finding
from reviewer_app.services.submitting import Withdraw, withdraw
from tests.unit.desk.conftest import START, World, a_finding
from tests.unit.desk.filing_makers import ITEM_01, Filer, rectified, returned

YEAR = dt.timedelta(days=365)


def _withdrawn_once(world: World, filer: Filer) -> int:
    case_id = filer.submitted()
    world.check(case_id, a_finding("f1"))
    withdraw(Withdraw(case_id=case_id), filer.actor, filer.desk)
    filer.submit(case_id)
    world.check(case_id, a_finding("f1"))
    return case_id


def _continued(world: World, filer: Filer) -> int:
    filer.delete(returned(world, filer))
    case_id = filer.draft()
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20")
    filer.submit(case_id)
    return case_id


def test_a_dossier_shows_no_round_that_was_withdrawn(
    world: World, filer: Filer
) -> None:
    case_id = _withdrawn_once(world, filer)

    view = read_dossier(case_id, world.reviewer, world.desk.database)

    assert [one.number for one in view.rounds] == [1]


def test_a_draft_that_was_withdrawn_shows_no_round(world: World, filer: Filer) -> None:
    case_id = filer.submitted()
    withdraw(Withdraw(case_id=case_id), filer.actor, filer.desk)

    view = read_dossier(case_id, filer.actor, world.desk.database)

    assert view.rounds == ()


def test_figures_count_no_finding_of_a_round_that_was_withdrawn(
    world: World, filer: Filer
) -> None:
    _withdrawn_once(world, filer)

    figures = read_figures(
        START - YEAR, START + YEAR, world.chief, database=world.desk.database
    )

    assert figures.rules == (CountedRule("seal.missing", 1, 0, 0, 0),)
    assert [one.rounds for one in figures.cases] == [1]


def test_the_dossier_of_what_continues_a_case_shows_all_its_rounds(
    world: World, filer: Filer
) -> None:
    case_id = _continued(world, filer)

    view = read_dossier(case_id, world.reviewer, world.desk.database)

    assert [one.number for one in view.rounds] == [1, 2]


def test_the_letter_of_the_deleted_case_is_the_letter_of_what_continues_it(
    world: World, filer: Filer
) -> None:
    filer.delete(returned(world, filer))
    case_id = filer.begin()

    (letter,) = read_letters(case_id, filer.actor, world.desk.database)

    view = read_filing(case_id, filer.actor, world.desk.database)
    assert letter.round_no == 1
    assert view.letter_id == letter.letter_id
    assert [one.number for one in view.rounds] == [1]
    assert case_of_letter(letter.letter_id, world.desk) == case_id


def test_the_letter_of_a_deleted_case_that_nothing_continues_is_its_own(
    world: World, filer: Filer
) -> None:
    old = returned(world, filer)
    (letter,) = read_letters(old, filer.actor, world.desk.database)
    filer.delete(old)

    assert case_of_letter(letter.letter_id, world.desk) == old


def test_a_file_of_the_deleted_case_is_shown_beside_the_new_one(
    world: World, filer: Filer
) -> None:
    old = returned(world, filer)
    (file, *_) = read_dossier(old, world.reviewer, world.desk.database).files
    filer.delete(old)
    case_id = filer.draft()
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20")
    filer.submit(case_id)

    found = file_of(case_id, file.file_id, world.reviewer, database=world.desk.database)

    assert found == file


def _add(world: World, case_id: int) -> None:
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    place = Place(item="01", document=ITEM_01)
    late = AddFinding(case_id=case_id, place=place, words="日期不对")
    add_finding(late, world.reviewer, world.desk)


def test_a_late_finding_is_late_in_what_continues_a_case_too(
    world: World, filer: Filer
) -> None:
    case_id = _continued(world, filer)

    with pytest.raises(RefusedError, match="late"):
        _add(world, case_id)


def test_a_late_finding_is_late_though_a_round_was_withdrawn(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.submit(case_id)
    withdraw(Withdraw(case_id=case_id), filer.actor, filer.desk)
    filer.submit(case_id)

    with pytest.raises(RefusedError, match="late"):
        _add(world, case_id)


def test_decisions_carry_into_what_continues_a_case(world: World, filer: Filer) -> None:
    old = returned(world, filer)
    (before,) = read_dossier(old, world.reviewer, world.desk.database).findings
    filer.delete(old)
    case_id = filer.draft()
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20")
    filer.submit(case_id)

    world.check(case_id, a_finding("f1-again"), number=2)

    (found,) = read_dossier(case_id, world.reviewer, world.desk.database).findings
    assert found.verdict is before.verdict
