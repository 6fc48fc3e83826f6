"""Rows of the tables of people are added, changed and taken out."""

from dataclasses import replace

import pytest

from checker.model.dossier import PersonTable
from reviewer_app.db import filing as kept
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.staffing import Told
from reviewer_app.services import staff
from reviewer_app.services.staff import (
    RemovePerson,
    SavePerson,
    remove_person,
    save_person,
)
from tests.unit.desk.conftest import World, a_company
from tests.unit.desk.filing_makers import ID_NUMBER, TOLD, Filer, returned, somebody

OFFICERS = PersonTable.SAFETY_OFFICER


@pytest.fixture
def stranger(world: World) -> Filer:
    actor = a_company(world.desk, "别家建设有限公司", "91370100MA3C00002L")
    return Filer(world.desk, actor)


def _rows(filer: Filer, case_id: int) -> list[Told]:
    with filer.desk.database.reading() as tx:
        return [one.told for one in kept.read_staff(tx, case_id)]


def _change(filer: Filer, case_id: int, person_id: int, *, told: Told) -> int:
    command = SavePerson(case_id=case_id, person_id=person_id, told=told)
    return save_person(command, filer.actor, filer.desk)


def _remove(filer: Filer, case_id: int, person_id: int) -> None:
    command = RemovePerson(case_id=case_id, person_id=person_id)
    remove_person(command, filer.actor, filer.desk)


def test_a_row_is_kept_as_it_was_told(filer: Filer) -> None:
    case_id = filer.begin()

    filer.add_person(case_id)

    assert _rows(filer, case_id) == [TOLD]


def test_spaces_and_small_letters_are_put_right(filer: Filer) -> None:
    case_id = filer.begin()

    filer.add_person(
        case_id, replace(TOLD, name=" 王建国 ", id_number=ID_NUMBER.lower())
    )

    assert _rows(filer, case_id) == [TOLD]


def test_a_row_is_changed_in_its_place(filer: Filer) -> None:
    case_id = filer.begin()
    person_id = filer.add_person(case_id)

    _change(filer, case_id, person_id, told=replace(TOLD, post="董事长"))

    assert _rows(filer, case_id) == [replace(TOLD, post="董事长")]


def test_pressing_save_twice_adds_one_row(filer: Filer) -> None:
    case_id = filer.begin()
    command = SavePerson(case_id=case_id, told=TOLD, command_id="once")
    first = save_person(command, filer.actor, filer.desk)

    assert save_person(command, filer.actor, filer.desk) == first
    assert _rows(filer, case_id) == [TOLD]


def test_an_expired_certificate_is_kept_for_the_check_to_find(filer: Filer) -> None:
    case_id = filer.begin()
    expired = replace(TOLD, issued_on="2018-01-01", valid_until="2021-01-01")

    filer.add_person(case_id, expired)

    assert _rows(filer, case_id) == [expired]


def test_a_bad_identity_number_is_refused_with_what_to_do(filer: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="field") as refused:
        filer.add_person(case_id, replace(TOLD, id_number="110105194912310021"))

    assert "请逐位核对" in refused.value.reason.zh
    assert _rows(filer, case_id) == []


def test_a_person_stands_in_a_table_once(filer: Filer) -> None:
    case_id = filer.begin()
    filer.add_person(case_id)

    with pytest.raises(RefusedError, match="twice") as refused:
        filer.add_person(case_id, replace(TOLD, name="王健国"))

    assert "王建国已在“企业负责人”表中" in refused.value.reason.zh
    assert _rows(filer, case_id) == [TOLD]


def test_a_row_is_not_changed_into_somebody_who_is_there(filer: Filer) -> None:
    case_id = filer.begin()
    filer.add_person(case_id)
    other = filer.add_person(case_id, somebody("赵二"))

    with pytest.raises(RefusedError, match="twice"):
        _change(filer, case_id, other, told=TOLD)


def test_a_person_may_stand_in_two_tables(filer: Filer) -> None:
    case_id = filer.begin()
    filer.add_person(case_id)

    filer.add_person(case_id, TOLD, OFFICERS)

    assert _rows(filer, case_id) == [TOLD, TOLD]


def test_a_row_of_another_table_is_not_there(filer: Filer) -> None:
    case_id = filer.begin()
    filer.add_person(case_id, TOLD, OFFICERS)
    other = filer.add_person(case_id, somebody("赵二"), OFFICERS)

    with pytest.raises(RefusedError, match="not_found"):
        _change(filer, case_id, other, told=TOLD)


def test_a_row_of_another_record_is_not_there(filer: Filer) -> None:
    person_id = filer.add_person(filer.begin(2020))
    case_id = filer.begin(2021)

    with pytest.raises(RefusedError, match="not_found"):
        _change(filer, case_id, person_id, told=TOLD)


def test_a_stranger_adds_nobody(filer: Filer, stranger: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="not_found"):
        stranger.add_person(case_id)


def test_a_table_has_an_end(filer: Filer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "MOST_PEOPLE", 1)
    case_id = filer.begin()
    person_id = filer.add_person(case_id)

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.add_person(case_id, somebody("赵二"))

    assert refused.value.reason.zh == "最多 1 人"
    assert _change(filer, case_id, person_id, told=TOLD) == person_id


def test_a_row_goes_with_its_certificates(filer: Filer) -> None:
    case_id = filer.begin()
    person_id = filer.add_person(case_id)
    filer.upload_for(case_id, person_id)

    _remove(filer, case_id, person_id)

    assert _rows(filer, case_id) == []
    assert filer.drawer(case_id) == ()


def test_a_row_that_went_can_be_added_again(filer: Filer) -> None:
    case_id = filer.begin()
    _remove(filer, case_id, filer.add_person(case_id))

    filer.add_person(case_id)

    assert _rows(filer, case_id) == [TOLD]


def test_a_row_that_is_not_there_is_not_taken_out(filer: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="not_found"):
        _remove(filer, case_id, 4711)


def test_taking_a_row_out_twice_by_a_double_click_is_once(filer: Filer) -> None:
    case_id = filer.begin()
    person_id = filer.add_person(case_id)
    command = RemovePerson(case_id=case_id, person_id=person_id, command_id="once")
    remove_person(command, filer.actor, filer.desk)

    remove_person(command, filer.actor, filer.desk)

    assert filer.case(case_id).revision == 2


def test_people_of_a_submitted_record_stay_as_they_are(filer: Filer) -> None:
    case_id = filer.draft()
    person_id = filer.add_person(case_id)
    filer.submit(case_id)

    with pytest.raises(RefusedError, match="wrong_state"):
        filer.add_person(case_id, somebody("赵二"))
    with pytest.raises(RefusedError, match="wrong_state"):
        _remove(filer, case_id, person_id)

    assert _rows(filer, case_id) == [TOLD]


def test_people_of_a_returned_record_are_changed(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)

    filer.add_person(case_id)

    assert _rows(filer, case_id) == [TOLD]
