"""An assessment is begun, filled in field by field, carried over and deleted."""

import pytest

from reviewer_app.db import filing as kept
from reviewer_app.db.cases import round_before
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State
from reviewer_app.queries.office import LogFilter, read_log
from reviewer_app.services.filing import (
    CarryOver,
    DeleteAssessment,
    NewAssessment,
    SaveField,
    carry_over,
    create_assessment,
    delete_assessment,
    save_field,
)
from reviewer_app.services.submitting import open_findings
from tests.unit.desk.conftest import World, a_company
from tests.unit.desk.filing_makers import (
    OTHER_ID,
    TOLD,
    Filer,
    give_back,
    returned,
    somebody,
)


@pytest.fixture
def stranger(world: World) -> Filer:
    actor = a_company(world.desk, "别家建设有限公司", "91370100MA3C00002L")
    return Filer(world.desk, actor)


def _fields(filer: Filer, case_id: int) -> dict[str, str]:
    with filer.desk.database.reading() as tx:
        return kept.read_fields(tx, case_id)


def test_an_assessment_begins_as_a_draft_with_what_is_known(filer: Filer) -> None:
    case_id = filer.begin()

    assert filer.case(case_id).standing.state is State.DRAFT
    assert _fields(filer, case_id) == {
        "licence_number": "（鲁）JZ安许证字〔2020〕010001",
        "contact": "张敏",
    }


def test_what_a_company_never_told_is_not_filled_in(world: World) -> None:
    actor = a_company(world.desk)
    nameless = Actor(actor.user_id, "", Role.COMPANY, actor.company_id)
    filer = Filer(world.desk, nameless)

    case_id = filer.begin()

    assert "contact" not in _fields(filer, case_id)


def test_a_year_has_one_assessment(filer: Filer) -> None:
    filer.begin()

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.begin()

    assert "该年度已有记录" in refused.value.reason.zh


def test_two_companies_each_have_their_assessment_of_a_year(
    filer: Filer, stranger: Filer
) -> None:
    assert filer.begin() != stranger.begin()


def test_pressing_twice_begins_one_assessment(filer: Filer) -> None:
    command = NewAssessment(year=2021, command_id="once")

    first = create_assessment(command, filer.actor, filer.desk)

    assert create_assessment(command, filer.actor, filer.desk) == first


@pytest.mark.parametrize("year", [0, 1999, 2101])
def test_a_year_is_needed(filer: Filer, year: int) -> None:
    with pytest.raises(RefusedError, match="condition") as refused:
        filer.begin(year)

    assert refused.value.reason.zh == "请填写考核年度"


def test_a_user_of_no_company_begins_nothing(world: World) -> None:
    nobody = Filer(world.desk, Actor(99, "无", Role.COMPANY))

    with pytest.raises(RefusedError, match="condition"):
        nobody.begin()


@pytest.mark.parametrize("role", ["reviewer", "chief", "administrator", "auditor"])
def test_the_authority_begins_no_assessment(world: World, role: str) -> None:
    actor: Actor = getattr(world, role)

    with pytest.raises(RefusedError, match="not_permitted"):
        Filer(world.desk, actor).begin()


def test_a_company_that_builds_nothing_is_told_why(world: World) -> None:
    actor = a_company(world.desk, kind=CompanyKind.SUPERVISOR)

    with pytest.raises(RefusedError, match="not_permitted") as refused:
        Filer(world.desk, actor).begin()

    assert "监理单位" in refused.value.reason.zh


def test_a_company_that_builds_no_more_does_not_edit_what_it_began(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()
    was = filer.actor
    other = Actor(was.user_id, was.name, was.role, was.company_id, CompanyKind.OTHER)

    with pytest.raises(RefusedError, match="not_permitted"):
        Filer(world.desk, other).put(case_id, "address", "济南")


def test_a_field_is_kept_as_it_is_typed(filer: Filer) -> None:
    case_id = filer.begin()

    value = filer.put(case_id, "address", " 济南市历下区 ")

    assert value == "济南市历下区"
    assert _fields(filer, case_id)["address"] == "济南市历下区"


def test_each_change_of_a_field_is_a_revision(filer: Filer) -> None:
    case_id = filer.begin()

    filer.put(case_id, "address", "甲")
    filer.put(case_id, "address", "乙")

    assert filer.case(case_id).revision == 2


def test_saving_what_stands_there_changes_nothing(filer: Filer) -> None:
    case_id = filer.begin()
    filer.put(case_id, "address", "甲")

    filer.put(case_id, "address", "甲")

    assert filer.case(case_id).revision == 1


def test_a_value_that_does_not_fit_is_kept_all_the_same(filer: Filer) -> None:
    case_id = filer.begin()

    filer.put(case_id, "licence_until", "2023年")

    assert _fields(filer, case_id)["licence_until"] == "2023年"


def test_a_value_that_is_far_too_long_is_refused(filer: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="field") as refused:
        filer.put(case_id, "address", "字" * 201)

    assert "最多 200 个字" in refused.value.reason.zh


def test_why_an_item_does_not_apply_is_kept(filer: Filer) -> None:
    case_id = filer.begin()

    filer.put(case_id, "not_applicable.19", "没有起重机械")

    assert _fields(filer, case_id)["not_applicable.19"] == "没有起重机械"


@pytest.mark.parametrize("name", ["grade", "not_applicable.21", "not_applicable."])
def test_a_field_that_no_form_has_is_not_there(filer: Filer, name: str) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="not_found"):
        filer.put(case_id, name, "x")


def test_name_and_code_are_those_of_the_registration(filer: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.put(case_id, "credit_code", "91370100MA3C00002L")

    assert "以注册信息为准" in refused.value.reason.zh


def _save(filer: Filer, case_id: int, *, before: str, value: str) -> str:
    command = SaveField(case_id=case_id, name="address", value=value, before=before)
    return save_field(command, filer.actor, filer.desk)


def test_of_two_windows_the_later_one_is_told_what_the_other_put(filer: Filer) -> None:
    case_id = filer.begin()
    _save(filer, case_id, before="", value="第一窗口")

    with pytest.raises(RefusedError, match="changed") as refused:
        _save(filer, case_id, before="", value="第二窗口")

    assert "第一窗口" in refused.value.reason.zh
    assert _fields(filer, case_id)["address"] == "第一窗口"


def test_a_window_that_changed_nothing_does_not_undo_the_other(filer: Filer) -> None:
    case_id = filer.begin()
    filer.put(case_id, "address", "甲")
    _save(filer, case_id, before="甲", value="乙")

    with pytest.raises(RefusedError, match="changed"):
        _save(filer, case_id, before="甲", value="甲")

    assert _fields(filer, case_id)["address"] == "乙"


def test_two_windows_that_put_the_same_do_not_quarrel(filer: Filer) -> None:
    case_id = filer.begin()
    _save(filer, case_id, before="", value="甲")

    assert _save(filer, case_id, before="", value="甲") == "甲"


def test_a_window_that_saw_what_stands_there_may_change_it(filer: Filer) -> None:
    case_id = filer.begin()
    _save(filer, case_id, before="", value="甲")

    assert _save(filer, case_id, before="甲", value="乙") == "乙"


def test_a_repeated_save_answers_as_it_did(filer: Filer) -> None:
    case_id = filer.begin()
    first = SaveField(case_id=case_id, name="address", value="甲", command_id="a")
    save_field(first, filer.actor, filer.desk)
    filer.put(case_id, "address", "乙")

    assert save_field(first, filer.actor, filer.desk) == "甲"
    assert _fields(filer, case_id)["address"] == "乙"


def test_a_strangers_record_is_answered_like_one_that_is_missing(
    filer: Filer, stranger: Filer
) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError) as foreign:
        stranger.put(case_id, "address", "济南")
    with pytest.raises(RefusedError) as missing:
        stranger.put(4711, "address", "济南")

    assert foreign.value.args == missing.value.args
    assert foreign.value.code == "not_found"


def test_nobody_else_deletes_a_companys_record(filer: Filer, stranger: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="not_found"):
        stranger.delete(case_id)


def test_a_reviewer_fills_in_nothing(world: World, filer: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="not_found"):
        Filer(world.desk, world.reviewer).put(case_id, "address", "济南")


def test_a_submitted_record_is_not_edited(filer: Filer) -> None:
    case_id = filer.submitted()

    with pytest.raises(RefusedError, match="wrong_state") as refused:
        filer.put(case_id, "address", "别处")

    assert refused.value.reason.zh == "记录处于“待审核”状态，不能“修改”"


def test_a_returned_record_is_edited(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)

    filer.put(case_id, "address", "别处")

    assert filer.case(case_id).standing.state is State.RETURNED


def test_a_draft_is_deleted_and_stays_on_record(world: World, filer: Filer) -> None:
    case_id = filer.begin()

    filer.delete(case_id)

    assert filer.case(case_id).standing.state is State.DELETED
    (entry,) = read_log(LogFilter(act="delete"), world.auditor, world.desk.database)
    assert entry.case_id == case_id


def test_deleting_asks_first(filer: Filer) -> None:
    case_id = filer.begin()

    with pytest.raises(RefusedError, match="condition") as refused:
        delete_assessment(DeleteAssessment(case_id=case_id), filer.actor, filer.desk)

    assert refused.value.reason.zh == "请先确认"


def test_deleting_twice_by_a_double_click_is_one_deletion(filer: Filer) -> None:
    case_id = filer.begin()
    command = DeleteAssessment(case_id=case_id, is_confirmed=True, command_id="once")
    delete_assessment(command, filer.actor, filer.desk)

    delete_assessment(command, filer.actor, filer.desk)

    assert filer.case(case_id).standing.state is State.DELETED


def test_what_was_deleted_is_not_there_any_more(filer: Filer) -> None:
    case_id = filer.begin()
    filer.delete(case_id)

    with pytest.raises(RefusedError, match="not_found"):
        filer.delete(case_id)


def test_a_submitted_record_is_not_deleted(filer: Filer) -> None:
    case_id = filer.submitted()

    with pytest.raises(RefusedError, match="wrong_state"):
        filer.delete(case_id)


def test_after_deleting_a_draft_the_year_begins_anew(filer: Filer) -> None:
    filer.delete(filer.begin())

    case = filer.case(filer.begin())

    assert (case.round_no, case.continues_id) == (0, None)


def test_after_deleting_a_returned_case_the_new_one_continues_it(
    world: World, filer: Filer
) -> None:
    old = returned(world, filer)
    filer.delete(old)

    case = filer.case(filer.begin())

    assert (case.round_no, case.continues_id) == (1, old)
    with world.desk.database.reading() as tx:
        assert open_findings(tx, case) == {"f1"}


def test_deleting_twice_washes_no_finding_away(world: World, filer: Filer) -> None:
    old = returned(world, filer)
    filer.delete(old)
    filer.delete(filer.begin())

    case = filer.case(filer.begin())

    assert case.continues_id == old
    with world.desk.database.reading() as tx:
        assert open_findings(tx, case) == {"f1"}


def test_a_case_that_continued_one_is_continued_itself(
    world: World, filer: Filer
) -> None:
    filer.delete(returned(world, filer))
    second = filer.begin()
    filer.fill_in(second)
    filer.answer(second, "f1")
    filer.upload(second, "整改.pdf", "20")
    filer.submit(second)
    give_back(world, second, "f2", number=2)
    filer.delete(second)

    case = filer.case(filer.begin())

    assert (case.round_no, case.continues_id) == (2, second)
    with world.desk.database.reading() as tx:
        before = round_before(tx, case)
    assert before is not None
    assert before.number == 2


def test_another_year_continues_nothing(world: World, filer: Filer) -> None:
    filer.delete(returned(world, filer))

    assert filer.case(filer.begin(2022)).continues_id is None


def _carry(filer: Filer, case_id: int) -> int:
    return carry_over(CarryOver(case_id=case_id), filer.actor, filer.desk)


def test_the_year_before_is_carried_over_where_nothing_stands(filer: Filer) -> None:
    old = filer.draft(2020)
    filer.add_person(old)
    case_id = filer.begin(2021)
    filer.put(case_id, "address", "新址")

    count = _carry(filer, case_id)

    fields = _fields(filer, case_id)
    with filer.desk.database.reading() as tx:
        people = kept.read_staff(tx, case_id)
    assert fields["address"] == "新址"
    assert fields["safety_head"] == "李安"
    assert [one.told for one in people] == [TOLD]
    assert count == 14


def test_people_who_are_there_are_not_carried_over_again(filer: Filer) -> None:
    old = filer.begin(2020)
    filer.add_person(old)
    filer.add_person(old, somebody("赵二", OTHER_ID))
    case_id = filer.begin(2021)
    filer.add_person(case_id)

    _carry(filer, case_id)

    with filer.desk.database.reading() as tx:
        names = [one.told.name for one in kept.read_staff(tx, case_id)]
    assert names == ["王建国", "赵二"]


def test_reasons_why_items_do_not_apply_are_not_carried_over(filer: Filer) -> None:
    old = filer.begin(2020)
    filer.put(old, "not_applicable.19", "没有起重机械")
    case_id = filer.begin(2021)

    _carry(filer, case_id)

    assert "not_applicable.19" not in _fields(filer, case_id)


def test_carrying_over_twice_by_a_double_click_is_one(filer: Filer) -> None:
    filer.draft(2020)
    command = CarryOver(case_id=filer.begin(2021), command_id="once")
    first = carry_over(command, filer.actor, filer.desk)

    assert carry_over(command, filer.actor, filer.desk) == first
    assert filer.case(command.case_id).revision == 1


def test_without_an_earlier_year_there_is_nothing_to_carry_over(filer: Filer) -> None:
    filer.delete(filer.begin(2020))
    case_id = filer.begin(2021)

    with pytest.raises(RefusedError, match="condition") as refused:
        _carry(filer, case_id)

    assert refused.value.reason.zh == "没有以前年度的记录"
