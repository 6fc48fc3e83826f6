"""Notices to companies: told once, in time, and read."""

import datetime as dt
from dataclasses import replace

import pytest

from checker.model.grade import Grade
from reviewer_app.db.notices import KeptNotice, count_unread, read_notices
from reviewer_app.db.people import load_user
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.grading import (
    CorrectLetter,
    Extend,
    Release,
    Reopen,
    correct_letter,
    extend,
    release,
    reopen,
)
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.telling import ReadAll, mark_read, tell_of_time
from tests.unit.desk.conftest import World, a_company
from tests.unit.desk.filing_makers import DEADLINE, TOLD, Filer, returned

HOUR = dt.timedelta(hours=1)


def _notices(filer: Filer) -> tuple[KeptNotice, ...]:
    with filer.desk.database.reading() as tx:
        return read_notices(tx, filer.actor.company_id or 0, 10)


def _unread(filer: Filer) -> int:
    with filer.desk.database.reading() as tx:
        return count_unread(tx, filer.actor.company_id or 0)


def _qualified(world: World, filer: Filer) -> int:
    case_id = filer.submitted()
    world.check(case_id)
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    graded = Release(case_id=case_id, grade=Grade.QUALIFIED)
    release(graded, world.reviewer, world.desk)
    return case_id


def test_a_company_is_told_of_a_return_and_what_to_do(
    world: World, filer: Filer
) -> None:
    case_id = returned(world, filer)

    (notice,) = _notices(filer)

    assert notice.case_id == case_id
    assert "已退回待整改" in notice.words.zh
    assert "上传第 20 项后重新提交" in notice.words.zh


def test_a_company_is_told_that_it_is_qualified(world: World, filer: Filer) -> None:
    _qualified(world, filer)

    (notice,) = _notices(filer)

    assert "合格" in notice.words.zh


def test_a_company_is_told_of_a_case_that_is_reviewed_once_more(
    world: World, filer: Filer
) -> None:
    case_id = _qualified(world, filer)
    again = Reopen(case_id=case_id, words="有举报", reviewer_id=world.other.user_id)

    reopen(again, world.chief, world.desk)

    assert "重新启动审核" in _notices(filer)[0].words.zh


def test_a_company_is_told_again_of_a_corrected_letter(
    world: World, filer: Filer
) -> None:
    case_id = returned(world, filer)
    wrong = CorrectLetter(case_id=case_id, words="写错了")
    correct_letter(wrong, world.chief, world.desk)
    letter = SaveLetter(
        case_id=case_id, lines=(Line("f1", "没有公章", "请盖章"),), deadline=DEADLINE
    )
    save_letter(letter, world.reviewer, world.desk)

    graded = Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    release(graded, world.reviewer, world.desk)

    assert ["退回" in one.words.zh for one in _notices(filer)] == [True, True]


def test_other_companies_are_told_nothing(world: World, filer: Filer) -> None:
    other = a_company(world.desk, "别家建设有限公司", "91370100MA3C00002L")

    returned(world, filer)

    assert _notices(Filer(world.desk, other)) == ()


def test_a_deadline_that_comes_near_is_told_once(world: World, filer: Filer) -> None:
    returned(world, filer)
    world.clock.moment = DEADLINE - dt.timedelta(days=3) + HOUR

    assert tell_of_time(world.desk) == 1
    assert tell_of_time(world.desk) == 0
    assert "整改期限" in _notices(filer)[0].words.zh


@pytest.mark.parametrize(
    "moment",
    [DEADLINE - dt.timedelta(days=4), DEADLINE + HOUR],
    ids=["far off", "past"],
)
def test_a_deadline_that_is_far_off_or_past_is_not_told(
    world: World, filer: Filer, moment: dt.datetime
) -> None:
    returned(world, filer)
    world.clock.moment = moment

    assert tell_of_time(world.desk) == 0


def test_an_extended_deadline_is_told_anew(world: World, filer: Filer) -> None:
    case_id = returned(world, filer)
    world.clock.moment = DEADLINE - HOUR
    tell_of_time(world.desk)
    later = DEADLINE + dt.timedelta(days=2)
    more = Extend(case_id=case_id, words="申请延期", deadline=later)
    extend(more, world.chief, world.desk)

    assert tell_of_time(world.desk) == 1


def test_a_certificate_about_to_expire_is_told_once(world: World, filer: Filer) -> None:
    filer.add_person(filer.begin(), replace(TOLD, valid_until="2022-03-20"))

    assert tell_of_time(world.desk) == 1
    assert tell_of_time(world.desk) == 0
    assert _notices(filer)[0].words.zh == (
        "王建国的证书将于 2022-03-20 到期，请及时办理延续。"
    )


@pytest.mark.parametrize("until", ["2022-02-28", "2022-04-01"])
def test_a_certificate_that_lasts_or_is_over_is_not_told(
    world: World, filer: Filer, until: str
) -> None:
    filer.add_person(filer.begin(), replace(TOLD, valid_until=until))

    assert tell_of_time(world.desk) == 0


def test_certificates_of_what_was_submitted_are_not_told(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()
    filer.add_person(case_id, replace(TOLD, valid_until="2022-03-20"))
    filer.submit(case_id)

    assert tell_of_time(world.desk) == 0


def test_what_a_company_has_read_is_read(world: World, filer: Filer) -> None:
    returned(world, filer)
    assert _unread(filer) == 1

    mark_read(ReadAll(), filer.actor, world.desk)

    assert _unread(filer) == 0
    assert _notices(filer)[0].read_at is not None


def test_the_authority_reads_no_companys_notices(world: World) -> None:
    with pytest.raises(RefusedError, match="not_permitted"):
        mark_read(ReadAll(), world.reviewer, world.desk)


def test_a_companys_user_acts_for_it(world: World, filer: Filer) -> None:
    with world.desk.database.reading() as tx:
        assert load_user(tx, filer.actor.user_id).actor == filer.actor
