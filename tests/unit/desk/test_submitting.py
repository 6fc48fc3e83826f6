"""「提交」, 「撤回提交」, answers, 「重新提交」: what stands then, and who may not."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from checker.model.grade import Grade
from reviewer_app.db import filing as kept
from reviewer_app.db.tables import cases, files, log, rounds
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.office import LogFilter, read_log, verify_log
from reviewer_app.services.assignment import Claim, GiveBack, claim, give_back
from reviewer_app.services.drawer import MoveFile, RemoveFile, move_file, remove_file
from reviewer_app.services.grading import Release, release
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import (
    AddFinding,
    Decide,
    Place,
    add_finding,
    decide,
)
from reviewer_app.services.submitting import (
    AnswerFinding,
    Receipt,
    Submit,
    Withdraw,
    answer_finding,
    submit,
    withdraw,
)
from tests.unit.desk import filing_makers
from tests.unit.desk.conftest import World, a_company, a_finding
from tests.unit.desk.filing_makers import (
    ITEM_01,
    ITEM_07,
    ITEM_20,
    TOLD,
    Filer,
    rectified,
    returned,
)

Row = dict[str, Any]


@pytest.fixture
def filer(world: World) -> Filer:
    return Filer(world.desk, a_company(world.desk))


@pytest.fixture
def stranger(world: World) -> Filer:
    actor = a_company(world.desk, "别家建设有限公司", "91370100MA3C00002L")
    return Filer(world.desk, actor)


def _rounds(filer: Filer, case_id: int) -> list[Row]:
    mine = select(rounds).where(rounds.c.case_id == case_id).order_by(rounds.c.id)
    with filer.desk.database.reading() as tx:
        return [dict(row) for row in tx.execute(mine).mappings()]


def _files(filer: Filer, round_id: int) -> dict[str, Row]:
    mine = select(files).where(files.c.round_id == round_id)
    with filer.desk.database.reading() as tx:
        return {row["path"]: dict(row) for row in tx.execute(mine).mappings()}


def _withdraw(filer: Filer, case_id: int) -> None:
    withdraw(Withdraw(case_id=case_id), filer.actor, filer.desk)


def _answer(filer: Filer, case_id: int, **given: str) -> None:
    command = AnswerFinding(case_id=case_id, **given)
    answer_finding(command, filer.actor, filer.desk)


def test_a_submitted_draft_is_round_1_and_waits_for_a_reviewer(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()

    receipt = filer.submit(case_id)

    case = filer.case(case_id)
    assert receipt == Receipt(case_id, 1)
    assert (case.standing.state, case.round_no) == (State.SUBMITTED, 1)
    assert world.jobs.ordered == [(case_id, 1)]


def test_a_round_holds_what_the_drawer_held(filer: Filer) -> None:
    case_id = filer.draft()
    person_id = filer.add_person(case_id)
    filer.upload_for(case_id, person_id)

    filer.submit(case_id, " 请审核 ")

    (made,) = _rounds(filer, case_id)
    told = json.loads(made["dossier_yaml"])
    assert set(_files(filer, made["id"])) == {ITEM_01, ITEM_07, "personnel/A证.pdf"}
    assert made["words"] == "请审核"
    assert told["personnel"][0]["files"] == ["personnel/A证.pdf"]
    assert told["submission"] == "first"


def test_the_log_names_every_file_of_a_submission(world: World, filer: Filer) -> None:
    case_id = filer.submitted()

    mine = select(log.c.content).where(log.c.act == "submit")
    with world.desk.database.reading() as tx:
        content = tx.execute(mine).scalar_one()
    assert content["case_id"] == case_id
    assert [path for path, _ in content["details"]["files"]] == [ITEM_01, ITEM_07]


def test_a_double_click_submits_once(world: World, filer: Filer) -> None:
    case_id = filer.draft()
    command = Submit(
        case_id=case_id, words="请审核", is_confirmed=True, command_id="once"
    )
    first = submit(command, filer.actor, filer.desk)

    assert submit(command, filer.actor, filer.desk) == first
    assert len(_rounds(filer, case_id)) == 1
    entries = read_log(LogFilter(act="submit"), world.auditor, world.desk.database)
    assert len(entries) == 1


def test_a_second_submission_is_refused_with_words(filer: Filer) -> None:
    case_id = filer.submitted()

    with pytest.raises(RefusedError, match="wrong_state") as refused:
        filer.submit(case_id)

    assert refused.value.reason.zh == "记录处于“待审核”状态，不能“提交”"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": " "}, "请填写意见或理由"),
        ({"is_confirmed": False}, "请先确认"),
    ],
)
def test_a_submission_needs_words_and_a_yes(
    filer: Filer, changes: dict[str, Any], words: str
) -> None:
    case_id = filer.draft()
    given: dict[str, Any] = {"words": "请审核", "is_confirmed": True, **changes}

    with pytest.raises(RefusedError, match="condition") as refused:
        submit(Submit(case_id=case_id, **given), filer.actor, filer.desk)

    assert refused.value.reason.zh == words


@pytest.mark.parametrize("value", ["", "2023年"], ids=["empty", "no day"])
def test_a_required_field_must_be_there_and_fit(filer: Filer, value: str) -> None:
    case_id = filer.draft()
    filer.put(case_id, "licence_until", value)

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.submit(case_id)

    assert refused.value.reason.zh == "还有必填项没有填写"


def test_a_company_without_a_code_is_not_complete(world: World) -> None:
    filer = Filer(world.desk, a_company(world.desk, credit_code=""))
    case_id = filer.draft()

    with pytest.raises(RefusedError, match="condition"):
        filer.submit(case_id)


def test_files_that_are_still_checked_hinder_no_submission(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()
    with world.desk.database.reading() as tx:
        assert kept.newest_precheck(tx, case_id) is None

    assert filer.submit(case_id).round_no == 1


def test_a_draft_without_files_can_be_submitted(filer: Filer) -> None:
    case_id = filer.begin()
    filer.fill_in(case_id)

    filer.submit(case_id)

    (made,) = _rounds(filer, case_id)
    assert _files(filer, made["id"]) == {}


def test_a_stranger_submits_withdraws_and_answers_nothing(
    filer: Filer, stranger: Filer
) -> None:
    case_id = filer.submitted()

    with pytest.raises(RefusedError, match="not_found"):
        stranger.submit(case_id)
    with pytest.raises(RefusedError, match="not_found"):
        _withdraw(stranger, case_id)
    with pytest.raises(RefusedError, match="not_found"):
        stranger.answer(case_id, "f1")


def test_a_reviewer_submits_nothing(world: World, filer: Filer) -> None:
    case_id = filer.draft()

    with pytest.raises(RefusedError, match="not_found"):
        Filer(world.desk, world.reviewer).submit(case_id)


def test_what_is_withdrawn_is_a_draft_again(filer: Filer) -> None:
    case_id = filer.submitted()

    _withdraw(filer, case_id)

    case = filer.case(case_id)
    assert (case.standing.state, case.round_no) == (State.DRAFT, 0)


def test_a_withdrawn_round_keeps_its_files_on_record(filer: Filer) -> None:
    case_id = filer.submitted()

    _withdraw(filer, case_id)

    (made,) = _rounds(filer, case_id)
    assert made["number"] == -made["id"]
    assert set(_files(filer, made["id"])) == {ITEM_01, ITEM_07}


def test_the_number_of_a_withdrawn_round_is_used_again(filer: Filer) -> None:
    case_id = filer.submitted()
    _withdraw(filer, case_id)
    filer.submit(case_id)
    _withdraw(filer, case_id)

    receipt = filer.submit(case_id)

    first, second, third = (one["number"] for one in _rounds(filer, case_id))
    assert receipt.round_no == third == 1
    assert first < 0
    assert second < 0


def test_withdrawing_twice_by_a_double_click_is_once(filer: Filer) -> None:
    case_id = filer.submitted()
    command = Withdraw(case_id=case_id, command_id="once")
    withdraw(command, filer.actor, filer.desk)

    withdraw(command, filer.actor, filer.desk)

    assert filer.case(case_id).round_no == 0


def test_a_draft_cannot_be_withdrawn(filer: Filer) -> None:
    case_id = filer.draft()

    with pytest.raises(RefusedError, match="wrong_state"):
        _withdraw(filer, case_id)


def test_a_case_under_review_cannot_be_withdrawn(world: World, filer: Filer) -> None:
    case_id = filer.submitted()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="wrong_state"):
        _withdraw(filer, case_id)


def test_a_case_that_was_claimed_and_given_back_cannot_be_withdrawn(
    world: World, filer: Filer
) -> None:
    case_id = filer.submitted()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    give_back(GiveBack(case_id=case_id), world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="condition") as refused:
        _withdraw(filer, case_id)

    assert refused.value.reason.zh == "已有审核人员领取，不能撤回"
    assert [one["number"] for one in _rounds(filer, case_id)] == [1]


def test_reviewers_do_not_see_what_was_withdrawn(world: World, filer: Filer) -> None:
    case_id = filer.submitted()
    _withdraw(filer, case_id)

    with pytest.raises(RefusedError, match="not_found"):
        read_dossier(case_id, world.reviewer, world.desk.database)


def test_every_kind_of_answer_is_kept(world: World, filer: Filer) -> None:
    case_id = returned(world, filer, "f1", "f2", "f3")

    _answer(filer, case_id, finding_id="f1", kind="fixed")
    _answer(filer, case_id, finding_id="f2", kind="changed")
    _answer(filer, case_id, finding_id="f3", kind="disagrees", words=" 公章在背面 ")

    with world.desk.database.reading() as tx:
        answers = kept.read_answers(tx, case_id, 1)
    assert answers["f1"].kind == "fixed"
    assert answers["f2"].kind == "changed"
    assert answers["f3"].words == "公章在背面"


def test_a_later_answer_replaces_an_earlier_one(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)
    filer.answer(case_id, "f1")

    filer.answer(case_id, "f1", "changed")

    with world.desk.database.reading() as tx:
        assert kept.read_answers(tx, case_id, 1)["f1"].kind == "changed"


def test_answering_twice_by_a_double_click_is_once(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)
    given = {"finding_id": "f1", "kind": "fixed", "command_id": "once"}

    _answer(filer, case_id, **given)
    _answer(filer, case_id, **given)

    entries = read_log(LogFilter(act="answer"), world.auditor, world.desk.database)
    assert len(entries) == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"finding_id": "f1", "kind": "maybe"}, "condition"),
        ({"finding_id": "f1", "kind": "disagrees", "words": " "}, "condition"),
        ({"finding_id": "f9", "kind": "fixed"}, "condition"),
        ({"finding_id": "f1", "kind": "fixed", "words": "字" * 2001}, "field"),
    ],
    ids=["kind", "no words", "finding", "too many words"],
)
def test_an_answer_that_says_nothing_is_refused(
    world: World, filer: Filer, *, given: dict[str, str], code: str
) -> None:
    case_id = returned(world, filer)

    with pytest.raises(RefusedError, match=code):
        _answer(filer, case_id, **given)


def test_a_dismissed_finding_needs_no_answer(world: World, filer: Filer) -> None:
    case_id = filer.submitted()
    world.check(case_id, a_finding("f1", severity="warning"))
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    added = AddFinding(case_id=case_id, place=Place(item="01"), words="缺公章")
    finding_id = add_finding(added, world.reviewer, world.desk)
    _release_with_letter(world, case_id, finding_id)

    with pytest.raises(RefusedError, match="condition"):
        filer.answer(case_id, "f1")
    filer.answer(case_id, finding_id)


def _release_with_letter(world: World, case_id: int, finding_id: str) -> None:
    lines = (Line(finding_id, "缺公章", "请盖章"),)
    letter = SaveLetter(case_id=case_id, lines=lines, deadline=filing_makers.DEADLINE)
    save_letter(letter, world.reviewer, world.desk)
    graded = Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    release(graded, world.reviewer, world.desk)


def test_a_draft_that_was_never_returned_has_nothing_to_answer(filer: Filer) -> None:
    case_id = filer.draft()

    with pytest.raises(RefusedError, match="condition"):
        filer.answer(case_id, "f1")


def test_a_submitted_rectification_takes_no_answer(world: World, filer: Filer) -> None:
    case_id = rectified(world, filer)
    filer.submit(case_id)
    world.check(case_id, a_finding("f2"), number=2)

    with pytest.raises(RefusedError, match="condition"):
        filer.answer(case_id, "f1")


def test_a_qualified_case_takes_no_answer(world: World, filer: Filer) -> None:
    """Its newest round may hold findings that stand: warnings that were confirmed."""
    case_id = filer.submitted()
    world.check(case_id, a_finding("f1", severity="warning"))
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    confirmed = Decide(case_id=case_id, finding_ids=("f1",), verdict=Verdict.CONFIRMED)
    decide(confirmed, world.reviewer, world.desk)
    graded = Release(case_id=case_id, grade=Grade.QUALIFIED, reason="不影响")
    release(graded, world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="wrong_state"):
        filer.answer(case_id, "f1")


def test_a_rectification_is_the_next_round(world: World, filer: Filer) -> None:
    case_id = rectified(world, filer)

    receipt = filer.submit(case_id)

    case, newest = filer.case(case_id), _rounds(filer, case_id)[-1]
    assert receipt.round_no == newest["number"] == 2
    assert case.standing.state is State.SUBMITTED
    assert case.grade is None
    assert json.loads(newest["dossier_yaml"])["submission"] == "rectification"
    assert ITEM_20 in _files(filer, newest["id"])


def test_a_rectification_needs_an_answer_to_every_finding(
    world: World, filer: Filer
) -> None:
    case_id = returned(world, filer, "f1", "f2")
    filer.upload(case_id, "整改.pdf", "20")
    filer.answer(case_id, "f1")

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.submit(case_id)

    assert refused.value.reason.zh == "还有 1 处问题没有答复"


def test_a_rectification_needs_item_20(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)
    filer.answer(case_id, "f1")

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.submit(case_id)

    assert refused.value.reason.zh == "请上传第 20 项整改材料"


def test_a_rectification_needs_words(world: World, filer: Filer) -> None:
    case_id = rectified(world, filer)

    with pytest.raises(RefusedError, match="condition"):
        filer.submit(case_id, " ")


def test_answers_of_a_round_do_not_answer_the_next_one(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.submit(case_id)
    filing_makers.give_back(world, case_id, "f1", number=2)

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.submit(case_id)

    assert refused.value.reason.zh == "还有 1 处问题没有答复"


def test_a_withdrawn_rectification_is_returned_as_it_was(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.submit(case_id)

    _withdraw(filer, case_id)

    case = filer.case(case_id)
    assert (case.standing.state, case.round_no) == (State.RETURNED, 1)
    assert case.grade is Grade.BASICALLY_QUALIFIED
    assert case.deadline == filing_makers.DEADLINE


def test_a_withdrawn_rectification_is_submitted_again_with_its_answers(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.submit(case_id)
    _withdraw(filer, case_id)

    assert filer.submit(case_id).round_no == 2


def test_a_claim_of_the_round_before_does_not_keep_the_next_from_being_withdrawn(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.submit(case_id)

    assert filer.case(case_id).standing.was_claimed is False


def _continued(world: World, filer: Filer) -> int:
    filer.delete(returned(world, filer))
    case_id = filer.draft()
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20")
    return case_id


def test_a_draft_that_continues_a_returned_case_is_its_next_round(
    world: World, filer: Filer
) -> None:
    case_id = _continued(world, filer)

    receipt = filer.submit(case_id)

    (made,) = _rounds(filer, case_id)
    assert receipt.round_no == 2
    assert json.loads(made["dossier_yaml"])["submission"] == "rectification"


def test_deleting_a_returned_case_does_not_spare_item_20(
    world: World, filer: Filer
) -> None:
    filer.delete(returned(world, filer))
    case_id = filer.draft()
    filer.answer(case_id, "f1")

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.submit(case_id)

    assert refused.value.reason.zh == "请上传第 20 项整改材料"


def test_deleting_a_returned_case_does_not_spare_the_answers(
    world: World, filer: Filer
) -> None:
    filer.delete(returned(world, filer))
    case_id = filer.draft()
    filer.upload(case_id, "整改.pdf", "20")

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.submit(case_id)

    assert refused.value.reason.zh == "还有 1 处问题没有答复"


def test_what_continues_a_case_is_a_draft_again_when_withdrawn(
    world: World, filer: Filer
) -> None:
    case_id = _continued(world, filer)
    filer.submit(case_id)

    _withdraw(filer, case_id)

    case = filer.case(case_id)
    assert (case.standing.state, case.round_no) == (State.DRAFT, 1)


def test_a_later_round_of_what_continues_a_case_is_returned_again_when_withdrawn(
    world: World, filer: Filer
) -> None:
    case_id = _continued(world, filer)
    filer.submit(case_id)
    filing_makers.give_back(world, case_id, "f2", number=2)
    filer.answer(case_id, "f2")
    filer.submit(case_id)

    _withdraw(filer, case_id)

    case = filer.case(case_id)
    assert (case.standing.state, case.round_no) == (State.RETURNED, 2)


def _ids(filer: Filer, case_id: int, number: int) -> dict[str, Row]:
    (made,) = (one for one in _rounds(filer, case_id) if one["number"] == number)
    return _files(filer, made["id"])


def test_a_replaced_file_is_linked_to_what_it_replaces(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    old = filer.drawer(case_id)[0]
    filer.upload(case_id, "新机构.pdf", content=b"%PDF-1.4 new", replaces_id=old.id)

    filer.submit(case_id)

    before, now = _ids(filer, case_id, 1), _ids(filer, case_id, 2)
    assert now["01-新机构.pdf"]["replaces_id"] == before[ITEM_01]["id"]
    assert now[ITEM_07]["replaces_id"] is None
    assert now[ITEM_20]["replaces_id"] is None


def test_a_file_replaced_twice_is_linked_to_the_one_that_was_submitted(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    old = filer.drawer(case_id)[0]
    first = filer.upload(case_id, content=b"%PDF-1.4 new", replaces_id=old.id)
    filer.upload(case_id, content=b"%PDF-1.4 newer", replaces_id=first)

    filer.submit(case_id)

    before, now = _ids(filer, case_id, 1), _ids(filer, case_id, 2)
    assert now[ITEM_01]["replaces_id"] == before[ITEM_01]["id"]


def test_a_file_that_was_moved_and_replaced_is_still_linked(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    old = filer.drawer(case_id)[0]
    moved = MoveFile(case_id=case_id, file_id=old.id, item="02")
    move_file(moved, filer.actor, filer.desk)
    filer.upload(case_id, item="02", content=b"%PDF-1.4 new", replaces_id=old.id)

    filer.submit(case_id)

    before, now = _ids(filer, case_id, 1), _ids(filer, case_id, 2)
    assert now["02-机构.pdf"]["replaces_id"] == before[ITEM_01]["id"]


def test_a_file_removed_and_sent_anew_under_its_name_is_linked(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    old = filer.drawer(case_id)[0]
    gone = RemoveFile(case_id=case_id, file_id=old.id)
    remove_file(gone, filer.actor, filer.desk)
    filer.upload(case_id, content=b"%PDF-1.4 new")

    filer.submit(case_id)

    before, now = _ids(filer, case_id, 1), _ids(filer, case_id, 2)
    assert now[ITEM_01]["replaces_id"] == before[ITEM_01]["id"]


def test_files_of_what_continues_a_case_are_linked_to_the_deleted_ones(
    world: World, filer: Filer
) -> None:
    filer.delete(returned(world, filer))
    case_id = filer.begin()
    filer.fill_in(case_id)
    filer.upload(case_id, content=b"%PDF-1.4 new")
    filer.upload(case_id, "整改.pdf", "20")
    filer.answer(case_id, "f1")

    filer.submit(case_id)

    (made,) = _rounds(filer, case_id)
    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert _files(filer, made["id"])[ITEM_01]["replaces_id"] is not None
    assert [one.number for one in view.rounds] == [1, 2]


def test_a_company_s_story_leaves_a_log_that_is_whole(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.add_person(case_id, TOLD)
    filer.submit(case_id)
    _withdraw(filer, case_id)
    filer.submit(case_id)

    assert verify_log(world.desk.database)[1] is None


def test_a_case_that_somebody_changes_meanwhile_is_not_submitted(
    filer: Filer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = filer.draft()
    real = kept.read_drawer

    def meddling(tx: Any, wanted: int) -> Any:  # noqa: ANN401 - as the original
        tx.execute(cases.update().where(cases.c.id == wanted).values(version=99))
        return real(tx, wanted)

    monkeypatch.setattr(kept, "read_drawer", meddling)
    with pytest.raises(RefusedError, match="changed"):
        filer.submit(case_id)

    monkeypatch.undo()
    assert _rounds(filer, case_id) == []
