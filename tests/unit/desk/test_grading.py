"""Grades and what follows from them, each done once however often it is asked for."""

import datetime as dt
from collections.abc import Callable

import pytest

from checker.model.grade import Grade
from reviewer_app.db import review as kept
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.review import Verdict
from reviewer_app.queries.office import LogFilter, read_log
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.checked import record_failure
from reviewer_app.services.grading import (
    Accept,
    Close,
    CorrectLetter,
    Extend,
    Recall,
    Recommend,
    Release,
    Reopen,
    SendBack,
    accept,
    close,
    correct_letter,
    extend,
    recall,
    recommend,
    release,
    reopen,
    send_back,
)
from reviewer_app.services.letters import Line, SaveLetter, SeeLetter
from reviewer_app.services.letters import save_letter as keep_letter
from reviewer_app.services.letters import see_letter as look_at
from reviewer_app.services.review import Decide, decide
from reviewer_app.services.settings import PutSetting, put_setting
from tests.unit.desk.conftest import World, a_finding
from tests.unit.desk.filing_makers import DEADLINE, Filer, returned

GRADE = Grade.BASICALLY_QUALIFIED


def _with_letter(world: World, filer: Filer) -> int:
    """Return a case whose finding is confirmed and whose letter is written."""
    case_id = filer.submitted()
    world.check(case_id, a_finding("f1"))
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    said = Decide(case_id=case_id, finding_ids=("f1",), verdict=Verdict.CONFIRMED)
    decide(said, world.reviewer, world.desk)
    line = Line("f1", "没有公章", "请盖章")
    letter = SaveLetter(case_id=case_id, lines=(line,), deadline=DEADLINE)
    keep_letter(letter, world.reviewer, world.desk)
    return case_id


def _recommended(world: World, filer: Filer) -> int:
    two = PutSetting(name="two_steps", value=True)
    put_setting(two, world.administrator, world.desk)
    case_id = _with_letter(world, filer)
    recommend(Recommend(case_id=case_id, grade=GRADE), world.reviewer, world.desk)
    look_at(SeeLetter(case_id=case_id), world.chief, world.desk)
    return case_id


def _qualified(world: World, filer: Filer) -> int:
    case_id = filer.submitted()
    world.check(case_id)
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    graded = Release(case_id=case_id, grade=Grade.QUALIFIED)
    release(graded, world.reviewer, world.desk)
    return case_id


def _overdue(world: World, filer: Filer) -> int:
    case_id = returned(world, filer)
    world.clock.moment = DEADLINE + dt.timedelta(days=1)
    return case_id


def _recommend(world: World, case_id: int) -> None:
    command = Recommend("once", case_id, GRADE)
    recommend(command, world.reviewer, world.desk)


def _release(world: World, case_id: int) -> None:
    release(Release("once", case_id, GRADE), world.reviewer, world.desk)


def _recall(world: World, case_id: int) -> None:
    recall(Recall("once", case_id), world.reviewer, world.desk)


def _accept(world: World, case_id: int) -> None:
    accept(Accept("once", case_id), world.chief, world.desk)


def _send_back(world: World, case_id: int) -> None:
    send_back(SendBack("once", case_id, "请再看"), world.chief, world.desk)


def _reopen(world: World, case_id: int) -> None:
    command = Reopen("once", case_id, "有举报", world.other.user_id)
    reopen(command, world.chief, world.desk)


def _correct(world: World, case_id: int) -> None:
    correct_letter(CorrectLetter("once", case_id, "写错了"), world.chief, world.desk)


def _extend(world: World, case_id: int) -> None:
    later = world.clock.now() + dt.timedelta(days=60)
    extend(Extend("once", case_id, "申请延期", later), world.chief, world.desk)


def _close(world: World, case_id: int) -> None:
    close(Close("once", case_id), world.chief, world.desk)


Start = Callable[[World, Filer], int]
Act = Callable[[World, int], None]

ACTS: list[tuple[str, Start, Act]] = [
    ("release", _with_letter, _release),
    ("recall", _recommended, _recall),
    ("accept", _recommended, _accept),
    ("send_back", _recommended, _send_back),
    ("reopen", _qualified, _reopen),
    ("correct_letter", returned, _correct),
    ("extend", returned, _extend),
    ("close", _overdue, _close),
]


@pytest.mark.parametrize("named", ACTS, ids=lambda one: one[0])
def test_an_act_that_is_ordered_twice_is_done_once(
    world: World, filer: Filer, named: tuple[str, Start, Act]
) -> None:
    name, start, act = named
    case_id = start(world, filer)

    act(world, case_id)
    act(world, case_id)

    entries = read_log(LogFilter(act=name), world.auditor, world.desk.database)
    assert len(entries) == 1


def test_a_recommendation_that_is_ordered_twice_is_one(
    world: World, filer: Filer
) -> None:
    two = PutSetting(name="two_steps", value=True)
    put_setting(two, world.administrator, world.desk)
    case_id = _with_letter(world, filer)

    _recommend(world, case_id)
    _recommend(world, case_id)

    entries = read_log(LogFilter(act="recommend"), world.auditor, world.desk.database)
    assert len(entries) == 1


def test_a_good_grade_that_was_recommended_is_accepted_without_a_letter(
    world: World, filer: Filer
) -> None:
    two = PutSetting(name="two_steps", value=True)
    put_setting(two, world.administrator, world.desk)
    case_id = filer.submitted()
    world.check(case_id)
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    good = Recommend(case_id=case_id, grade=Grade.QUALIFIED)
    recommend(good, world.reviewer, world.desk)

    _accept(world, case_id)

    assert filer.case(case_id).grade is Grade.QUALIFIED


def test_nothing_is_released_without_a_grade(world: World, filer: Filer) -> None:
    case_id = _with_letter(world, filer)

    with pytest.raises(RefusedError, match="condition") as refused:
        release(Release(case_id=case_id), world.reviewer, world.desk)

    assert refused.value.reason.zh == "请先选择等级"


def test_nothing_is_recommended_without_a_grade(world: World, filer: Filer) -> None:
    case_id = _with_letter(world, filer)

    with pytest.raises(RefusedError, match="condition"):
        recommend(Recommend(case_id=case_id), world.reviewer, world.desk)


def test_a_letter_that_somebody_has_released_meanwhile_is_not_sent_again(
    world: World, filer: Filer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = _with_letter(world, filer)
    monkeypatch.setattr(kept, "release_letter", lambda *_given, **_more: False)

    with pytest.raises(RefusedError, match="released"):
        _release(world, case_id)


def test_a_company_is_told_the_grade_of_each_round(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)

    assert filer.case(case_id).grade is GRADE
    assert filer.case(case_id).deadline == DEADLINE


def test_nothing_is_graded_while_the_check_still_runs(
    world: World, filer: Filer
) -> None:
    case_id = filer.submitted()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="自动检查还没有完成"):
        release(
            Release(case_id=case_id, grade=Grade.QUALIFIED), world.reviewer, world.desk
        )


def test_a_check_that_failed_does_not_hinder_a_grade(
    world: World, filer: Filer
) -> None:
    case_id = filer.submitted()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    record_failure(case_id, 1, world.desk, words="磁盘已满")

    graded = Release(case_id=case_id, grade=Grade.QUALIFIED, reason="逐页看过")
    release(graded, world.reviewer, world.desk)

    assert filer.case(case_id).grade is Grade.QUALIFIED
