"""「提交」, 「撤回提交」, answers, 「重新提交」: what stands then, and who may not."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from reviewer_app.db import filing as kept
from reviewer_app.db.tables import cases, log
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.office import LogFilter, read_log, verify_log
from reviewer_app.services.assignment import Claim, GiveBack, claim, give_back
from reviewer_app.services.submitting import (
    Receipt,
    Submit,
    Withdraw,
    submit,
    withdraw,
)
from tests.unit.desk.conftest import World, a_company
from tests.unit.desk.filing_makers import (
    ITEM_01,
    ITEM_07,
    TOLD,
    Filer,
    rectified,
)


@pytest.fixture
def stranger(world: World) -> Filer:
    actor = a_company(world.desk, "别家建设有限公司", "91370100MA3C00002L")
    return Filer(world.desk, actor)


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

    (made,) = filer.rounds(case_id)
    told = json.loads(made["dossier_yaml"])
    assert set(filer.files(made["id"])) == {ITEM_01, ITEM_07, "personnel/A证.pdf"}
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
    assert len(filer.rounds(case_id)) == 1
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

    (made,) = filer.rounds(case_id)
    assert filer.files(made["id"]) == {}


def test_a_stranger_submits_withdraws_and_answers_nothing(
    filer: Filer, stranger: Filer
) -> None:
    case_id = filer.submitted()

    with pytest.raises(RefusedError, match="not_found"):
        stranger.submit(case_id)
    with pytest.raises(RefusedError, match="not_found"):
        stranger.withdraw(case_id)
    with pytest.raises(RefusedError, match="not_found"):
        stranger.answer(case_id, "f1")


def test_a_reviewer_submits_nothing(world: World, filer: Filer) -> None:
    case_id = filer.draft()

    with pytest.raises(RefusedError, match="not_found"):
        Filer(world.desk, world.reviewer).submit(case_id)


def test_what_is_withdrawn_is_a_draft_again(filer: Filer) -> None:
    case_id = filer.submitted()

    filer.withdraw(case_id)

    case = filer.case(case_id)
    assert (case.standing.state, case.round_no) == (State.DRAFT, 0)


def test_a_withdrawn_round_keeps_its_files_on_record(filer: Filer) -> None:
    case_id = filer.submitted()

    filer.withdraw(case_id)

    (made,) = filer.rounds(case_id)
    assert made["number"] == -made["id"]
    assert set(filer.files(made["id"])) == {ITEM_01, ITEM_07}


def test_the_number_of_a_withdrawn_round_is_used_again(filer: Filer) -> None:
    case_id = filer.submitted()
    filer.withdraw(case_id)
    filer.submit(case_id)
    filer.withdraw(case_id)

    receipt = filer.submit(case_id)

    first, second, third = (one["number"] for one in filer.rounds(case_id))
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
        filer.withdraw(case_id)


def test_a_case_under_review_cannot_be_withdrawn(world: World, filer: Filer) -> None:
    case_id = filer.submitted()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="wrong_state"):
        filer.withdraw(case_id)


def test_a_case_that_was_claimed_and_given_back_cannot_be_withdrawn(
    world: World, filer: Filer
) -> None:
    case_id = filer.submitted()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    give_back(GiveBack(case_id=case_id), world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="condition") as refused:
        filer.withdraw(case_id)

    assert refused.value.reason.zh == "已有审核人员领取，不能撤回"
    assert [one["number"] for one in filer.rounds(case_id)] == [1]


def test_reviewers_do_not_see_what_was_withdrawn(world: World, filer: Filer) -> None:
    case_id = filer.submitted()
    filer.withdraw(case_id)

    with pytest.raises(RefusedError, match="not_found"):
        read_dossier(case_id, world.reviewer, world.desk.database)


def test_a_company_s_story_leaves_a_log_that_is_whole(
    world: World, filer: Filer
) -> None:
    case_id = rectified(world, filer)
    filer.add_person(case_id, TOLD)
    filer.submit(case_id)
    filer.withdraw(case_id)
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
    assert filer.rounds(case_id) == []
