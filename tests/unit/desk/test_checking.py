"""A round is laid out, checked here and now, and its report put on record."""

from pathlib import Path

import pytest
from sqlalchemy import select

from checker import api
from reviewer_app.checking import safe_path
from reviewer_app.db.cases import NewFile
from reviewer_app.db.tables import reason_codes
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.office import read_desk_settings
from reviewer_app.queries.rounds import round_to_check, rounds_without_answer
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.checked import ask_again, record_failure
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import AddFinding, Note, add_finding, note
from reviewer_app.services.settings import (
    AddReasonCode,
    PutSetting,
    RetireReasonCode,
    add_reason_code,
    put_setting,
    retire_reason_code,
)
from reviewer_app.worker import FAILED, look
from tests.unit.desk.conftest import START, World, a_finding, a_pdf
from tests.unit.desk.test_review_story import SOON


def _quiet(done: int, total: int) -> None:
    assert done <= total


def _bring_in(world: World) -> int:
    content = a_pdf("关于成立安全生产领导小组的通知")
    file = NewFile("01-机构/通知.pdf", world.keep(content), len(content), "01")
    return world.bring_in(files=(file,), dossier_yaml="year: 2021\n")


@pytest.mark.slow
def test_a_round_is_checked_once_and_its_report_kept(
    world: World, tmp_path: Path
) -> None:
    case_id = _bring_in(world)

    first = look(case_id, 1, world.desk, home=tmp_path, progress=_quiet)
    second = look(case_id, 1, world.desk, home=tmp_path, progress=_quiet)

    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert (first, second) == ("checked", "checked before")
    assert view.rounds[0].page_count == 1
    assert any(one.rule == "completeness.item_missing" for one in view.findings)
    assert rounds_without_answer(world.desk.database) == ()
    api.stop_processes()


def test_a_round_whose_bytes_are_gone_fails_and_may_be_asked_again(
    world: World, tmp_path: Path
) -> None:
    case_id = _bring_in(world)
    ((_, sha256),) = round_to_check(case_id, 1, world.desk.database).files
    world.desk.files.path(sha256).unlink()

    answer = look(case_id, 1, world.desk, home=tmp_path, progress=_quiet)
    failure = round_to_check(case_id, 1, world.desk.database).failure
    ask_again(case_id, world.reviewer, world.desk)

    assert answer == FAILED
    assert failure is not None
    assert len(rounds_without_answer(world.desk.database)) == 1
    assert world.jobs.ordered == [(case_id, 1), (case_id, 1)]


def test_a_failure_is_shown_until_it_is_asked_again(world: World) -> None:
    case_id = _bring_in(world)

    record_failure(case_id, 1, world.desk, words="磁盘已满")

    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert view.rounds[0].failure == "磁盘已满"


def test_an_auditor_orders_no_check(world: World) -> None:
    case_id = _bring_in(world)

    with pytest.raises(RefusedError, match="not_permitted"):
        ask_again(case_id, world.auditor, world.desk)


@pytest.mark.parametrize("path", ["/etc/passwd", "../a", "a/../../b", "", "a\0b"])
def test_a_path_that_leads_outside_is_no_path(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        safe_path(path)


def test_a_setting_is_changed_and_an_unknown_one_refused(world: World) -> None:
    put_setting(
        PutSetting(name="claim_hours", value=24), world.administrator, world.desk
    )
    put_setting(
        PutSetting(name="claim_hours", value=48), world.administrator, world.desk
    )

    assert read_desk_settings(world.desk.database)["claim_hours"] == 48
    with pytest.raises(RefusedError, match="not_found"):
        put_setting(PutSetting(name="x"), world.administrator, world.desk)


def test_a_reason_code_is_retired_and_brought_back(world: World) -> None:
    retire_reason_code(RetireReasonCode(code="ok"), world.administrator, world.desk)
    with pytest.raises(RefusedError, match="not_found"):
        retire_reason_code(RetireReasonCode(code="ok"), world.administrator, world.desk)
    with pytest.raises(RefusedError, match="condition"):
        add_reason_code(AddReasonCode(code="y"), world.administrator, world.desk)

    back = AddReasonCode(code="ok", zh="实际合格", en="fine")
    add_reason_code(back, world.administrator, world.desk)

    with world.desk.database.reading() as tx:
        retired = tx.execute(select(reason_codes.c.retired_at)).scalars().all()
    assert list(retired) == [None]


def test_a_letter_must_make_sense(world: World) -> None:
    case_id = world.bring_in()
    world.check(case_id, a_finding("f1"))
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    line = (Line("f1", "没有公章", "请盖章"),)

    for command in (
        SaveLetter(case_id=case_id, lines=line, deadline=START),
        SaveLetter(case_id=case_id, lines=(), deadline=SOON),
        SaveLetter(case_id=case_id, lines=line, deadline=SOON),
    ):
        with pytest.raises(RefusedError, match="condition"):
            save_letter(command, world.reviewer, world.desk)


def test_words_are_needed_where_a_person_says_something(world: World) -> None:
    case_id = world.bring_in()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="condition"):
        add_finding(AddFinding(case_id=case_id), world.reviewer, world.desk)
    with pytest.raises(RefusedError, match="condition"):
        note(Note(case_id=case_id, words=" "), world.reviewer, world.desk)
