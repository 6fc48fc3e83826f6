"""Two who act at once: one wins, the other is told what happened."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select

from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.db.people import add_user, load_user
from reviewer_app.db.tables import drawer, log, rounds
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State
from reviewer_app.queries.office import verify_log
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.desk import Desk
from reviewer_app.services.drawer import (
    Arrived,
    BeginUpload,
    begin_upload,
    finish_upload,
)
from reviewer_app.services.filing import SaveField, save_field
from reviewer_app.services.submitting import Submit, Withdraw, submit, withdraw
from tests.integration.acting import NoJobs
from tests.unit.desk.conftest import a_company
from tests.unit.desk.filing_makers import Filer

pytestmark = pytest.mark.slow
TRIES = 5
"""So often are two let go at once; who is first changes from one to the next."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(Place(tmp_path, f"sqlite:///{tmp_path / 'desk.db'}"), NoJobs())
    yield desk
    desk.database.engine.dispose()


@pytest.fixture
def filer(desk: Desk) -> Filer:
    return Filer(desk, a_company(desk))


@pytest.fixture
def reviewer(desk: Desk) -> Actor:
    values = {
        "account": "reviewer",
        "name": "沈核",
        "role": Role.REVIEWER,
        "is_active": True,
        "created_at": desk.clock.now(),
    }
    with desk.database.work() as tx:
        return load_user(tx, add_user(tx, values)).actor


def _at_once(*acts: Callable[[], object]) -> list[object]:
    """Do acts in threads of their own, let go together; a refusal is an answer."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except RefusedError as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def _refusals(answers: list[object]) -> list[RefusedError]:
    return [one for one in answers if isinstance(one, RefusedError)]


def _rounds(desk: Desk, case_id: int) -> list[int]:
    mine = select(rounds.c.number).where(rounds.c.case_id == case_id)
    with desk.database.reading() as tx:
        return list(tx.execute(mine.order_by(rounds.c.id)).scalars())


def _count_logged(desk: Desk, act: str) -> int:
    counted = select(func.count()).select_from(log).where(log.c.act == act)
    with desk.database.reading() as tx:
        return int(tx.execute(counted).scalar_one())


def test_of_two_windows_that_submit_at_once_one_wins_and_the_other_is_told(
    desk: Desk, filer: Filer
) -> None:
    for number in range(TRIES):
        case_id = filer.draft(2010 + number)

        answers = _at_once(
            partial(filer.submit, case_id), partial(filer.submit, case_id)
        )

        (refused,) = _refusals(answers)
        assert refused.reason.zh == "记录处于“待审核”状态，不能“提交”"
        assert _rounds(desk, case_id) == [1]
    assert _count_logged(desk, "submit") == TRIES


def test_one_order_that_arrives_twice_at_once_is_done_once(
    desk: Desk, filer: Filer
) -> None:
    for number in range(TRIES):
        case_id = filer.draft(2010 + number)
        command = Submit(f"order-{number}", case_id, "请审核", is_confirmed=True)

        answers = _at_once(
            partial(submit, command, filer.actor, desk),
            partial(submit, command, filer.actor, desk),
        )

        assert answers[0] == answers[1]
        assert _rounds(desk, case_id) == [1]


def test_of_withdrawing_and_claiming_at_once_one_wins(
    desk: Desk, filer: Filer, reviewer: Actor
) -> None:
    for number in range(TRIES):
        case_id = filer.submitted(2010 + number)

        answers = _at_once(
            partial(withdraw, Withdraw(case_id=case_id), filer.actor, desk),
            partial(claim, Claim(case_id=case_id), reviewer, desk),
        )

        case = filer.case(case_id)
        (refused,) = _refusals(answers)
        assert refused.code in {"wrong_state", "not_found"}
        if isinstance(answers[0], RefusedError):
            assert case.standing.state is State.IN_REVIEW
            assert _rounds(desk, case_id) == [1]
        else:
            assert case.standing.state is State.DRAFT
            assert case.standing.holder_id is None
            assert max(_rounds(desk, case_id)) < 0


def test_an_upload_that_is_finished_twice_at_once_is_one_file(
    desk: Desk, filer: Filer
) -> None:
    case_id = filer.begin()
    for number in range(TRIES):
        content = f"%PDF-1.4 {number}".encode()
        upload_id = f"upload-{number}"
        command = BeginUpload(
            case_id=case_id,
            upload_id=upload_id,
            name=f"{number}.pdf",
            size_bytes=len(content),
            item="01",
        )
        begin_upload(command, filer.actor, desk)
        file = Arrived(*desk.files.put(iter([content])))

        finish = partial(finish_upload, upload_id, file, filer.actor, desk=desk)
        first, second = _at_once(finish, finish)

        assert first == second
    with desk.database.reading() as tx:
        rows = tx.execute(select(func.count()).select_from(drawer)).scalar_one()
    assert rows == TRIES


def test_an_upload_that_is_begun_twice_at_once_is_one_upload(
    desk: Desk, filer: Filer
) -> None:
    case_id = filer.begin()
    for number in range(TRIES):
        command = BeginUpload(
            case_id=case_id, upload_id=f"u{number}", name="a.pdf", size_bytes=9
        )

        first, second = _at_once(
            partial(begin_upload, command, filer.actor, desk),
            partial(begin_upload, command, filer.actor, desk),
        )

        assert first == second


def test_of_submitting_and_uploading_at_once_a_round_holds_the_file_or_the_draft_does(
    desk: Desk, filer: Filer
) -> None:
    for number in range(TRIES):
        case_id = filer.draft(2010 + number)
        content = b"%PDF-1.4 late"
        command = BeginUpload(
            case_id=case_id,
            upload_id=f"late-{number}",
            name="late.pdf",
            size_bytes=len(content),
            item="02",
        )
        begin_upload(command, filer.actor, desk)
        file = Arrived(*desk.files.put(iter([content])))

        _, finished = _at_once(
            partial(filer.submit, case_id),
            partial(finish_upload, f"late-{number}", file, filer.actor, desk=desk),
        )

        is_there = any(one.name == "late.pdf" for one in filer.drawer(case_id))
        assert is_there is not isinstance(finished, RefusedError)
        assert filer.case(case_id).standing.state is State.SUBMITTED


def test_of_two_windows_that_change_a_field_at_once_one_is_told(
    desk: Desk, filer: Filer
) -> None:
    case_id = filer.begin()
    before = ""
    for number in range(TRIES):
        left, right = (
            SaveField(case_id=case_id, name="address", value=value, before=before)
            for value in (f"左 {number}", f"右 {number}")
        )

        answers = _at_once(
            partial(save_field, left, filer.actor, desk),
            partial(save_field, right, filer.actor, desk),
        )

        (refused,) = _refusals(answers)
        (before,) = (str(one) for one in answers if isinstance(one, str))
        assert before in refused.reason.zh


def test_of_two_windows_that_begin_a_year_at_once_one_is_told(
    desk: Desk, filer: Filer
) -> None:
    for number in range(TRIES):
        answers = _at_once(
            partial(filer.begin, 2010 + number), partial(filer.begin, 2010 + number)
        )

        (refused,) = _refusals(answers)
        assert refused.reason.zh == "该年度已有记录"
    assert verify_log(desk.database)[1] is None
