"""Answers, item 20 and 「重新提交」: what a rectification needs, and what it links."""

import json

import pytest

from checker.model.grade import Grade
from reviewer_app.db import filing as kept
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.office import LogFilter, read_log
from reviewer_app.services.assignment import Claim, claim
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
from tests.unit.desk import filing_makers
from tests.unit.desk.conftest import World, a_finding
from tests.unit.desk.filing_makers import (
    ITEM_01,
    ITEM_07,
    ITEM_20,
    Filer,
    Row,
    rectified,
    returned,
)


def test_every_kind_of_answer_is_kept(world: World, filer: Filer) -> None:
    case_id = returned(world, filer, "f1", "f2", "f3")

    filer.answer_with(case_id, finding_id="f1", kind="fixed")
    filer.answer_with(case_id, finding_id="f2", kind="changed")
    filer.answer_with(case_id, finding_id="f3", kind="disagrees", words=" 公章在背面 ")

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

    filer.answer_with(case_id, **given)
    filer.answer_with(case_id, **given)

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
        filer.answer_with(case_id, **given)


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

    case, newest = filer.case(case_id), filer.rounds(case_id)[-1]
    assert receipt.round_no == newest["number"] == 2
    assert case.standing.state is State.SUBMITTED
    assert case.grade is None
    assert json.loads(newest["dossier_yaml"])["submission"] == "rectification"
    assert ITEM_20 in filer.files(newest["id"])


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

    filer.withdraw(case_id)

    case = filer.case(case_id)
    assert (case.standing.state, case.round_no) == (State.RETURNED, 1)
    assert case.grade is Grade.BASICALLY_QUALIFIED
    assert case.deadline == filing_makers.DEADLINE


def test_a_withdrawn_rectification_is_submitted_again_with_its_answers(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.submit(case_id)
    filer.withdraw(case_id)

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

    (made,) = filer.rounds(case_id)
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

    filer.withdraw(case_id)

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

    filer.withdraw(case_id)

    case = filer.case(case_id)
    assert (case.standing.state, case.round_no) == (State.RETURNED, 2)


def _ids(filer: Filer, case_id: int, number: int) -> dict[str, Row]:
    (made,) = (one for one in filer.rounds(case_id) if one["number"] == number)
    return filer.files(made["id"])


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

    (made,) = filer.rounds(case_id)
    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert filer.files(made["id"])[ITEM_01]["replaces_id"] is not None
    assert [one.number for one in view.rounds] == [1, 2]
