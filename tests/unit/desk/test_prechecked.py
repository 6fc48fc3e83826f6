"""Drafts are checked as they stand; a check belongs to what was there when it began."""

from pathlib import Path
from typing import Any

import pytest

from reviewer_app import worker
from reviewer_app.db import filing as kept
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.drafts import (
    DraftToCheck,
    draft_to_check,
    drafts_without_answer,
)
from reviewer_app.queries.rounds import round_to_check, rounds_without_answer
from reviewer_app.services.checked import (
    RecordReport,
    record_failure,
    record_report,
)
from reviewer_app.services.prechecked import (
    AskPrecheck,
    ask_precheck,
    record_precheck,
    record_precheck_failure,
)
from reviewer_app.services.submitting import Withdraw, withdraw
from reviewer_app.worker import FAILED, WITHDRAWN, look, look_at_draft
from tests.unit.desk.conftest import World, a_company, a_finding, a_pdf, a_report
from tests.unit.desk.filing_makers import ITEM_01, ITEM_07, Filer, rectified, returned


def _quiet(done: int, total: int) -> None:
    assert done <= total


def _draft(world: World, case_id: int) -> DraftToCheck:
    draft = draft_to_check(case_id, world.desk.database, world.clock.now())
    assert draft is not None
    return draft


def _newest(world: World, case_id: int) -> kept.Precheck:
    with world.desk.database.reading() as tx:
        newest = kept.newest_precheck(tx, case_id)
    assert newest is not None
    return newest


def _ask(filer: Filer, case_id: int) -> None:
    ask_precheck(AskPrecheck(case_id=case_id), filer.actor, filer.desk)


def _withdraw(filer: Filer, case_id: int) -> None:
    withdraw(Withdraw(case_id=case_id), filer.actor, filer.desk)


def test_a_draft_is_checked_as_submitting_it_now_would_make_it(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()

    order = _draft(world, case_id).order

    assert [path for path, _ in order.files] == [ITEM_01, ITEM_07]
    assert order.pack_digest is None
    filer.submit(case_id)
    made = round_to_check(case_id, 1, world.desk.database)
    assert (made.files, made.dossier_yaml) == (order.files, order.dossier_yaml)


def test_a_report_of_a_draft_is_kept_with_its_revision(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()
    revision = filer.case(case_id).revision

    record_precheck(case_id, revision, a_report(world), desk=world.desk)

    newest = _newest(world, case_id)
    assert (newest.revision, newest.pack_digest) == (revision, "ab" * 32)
    assert newest.report_sha256 is not None
    assert _draft(world, case_id).checked == revision


def test_what_is_submitted_is_no_draft_to_check(world: World, filer: Filer) -> None:
    case_id = filer.submitted()

    assert draft_to_check(case_id, world.desk.database, world.clock.now()) is None


def test_drafts_that_changed_since_their_check_wait_for_one(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()
    filer.begin(2022)
    waiting = ((case_id, filer.case(case_id).revision, filer.actor.company_id),)
    assert drafts_without_answer(world.desk.database) == waiting

    record_precheck(case_id, waiting[0][1], a_report(world), desk=world.desk)

    assert drafts_without_answer(world.desk.database) == ()


def test_a_change_of_a_field_asks_for_a_check_again(world: World, filer: Filer) -> None:
    case_id = filer.draft()
    revision = filer.case(case_id).revision
    record_precheck(case_id, revision, a_report(world), desk=world.desk)

    filer.put(case_id, "address", "别处")

    ((found, _, _),) = drafts_without_answer(world.desk.database)
    assert found == case_id


def test_asking_orders_a_check_of_what_was_never_checked(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()

    _ask(filer, case_id)

    assert world.jobs.drafts == [(case_id, 0)]


def test_asking_again_for_what_is_checked_orders_nothing(
    world: World, filer: Filer
) -> None:
    case_id = filer.begin()
    record_precheck(case_id, 0, a_report(world), desk=world.desk)

    _ask(filer, case_id)

    assert world.jobs.drafts == []


def test_asking_after_a_change_orders_a_check(world: World, filer: Filer) -> None:
    case_id = filer.begin()
    record_precheck(case_id, 0, a_report(world), desk=world.desk)
    filer.put(case_id, "address", "别处")

    _ask(filer, case_id)

    assert world.jobs.drafts == [(case_id, 1)]


def test_a_stranger_orders_no_check(world: World, filer: Filer) -> None:
    case_id = filer.begin()
    other = a_company(world.desk, "别家建设有限公司", "91370100MA3C00002L")

    with pytest.raises(RefusedError, match="not_found"):
        _ask(Filer(world.desk, other), case_id)


def test_a_check_that_failed_is_kept_and_not_tried_by_itself(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()
    revision = filer.case(case_id).revision

    record_precheck_failure(case_id, revision, world.desk, words="磁盘已满")

    assert _newest(world, case_id).failure == "磁盘已满"
    assert _draft(world, case_id).has_failed
    assert drafts_without_answer(world.desk.database) == ()


def test_a_check_that_failed_is_done_again_when_asked_for(
    world: World, filer: Filer, tmp_path: Path
) -> None:
    case_id = filer.begin()
    filer.upload(case_id, content=a_pdf("安全生产管理机构"))
    record_precheck_failure(case_id, 1, world.desk, words="磁盘已满")
    world.jobs.drafts.clear()

    _ask(filer, case_id)
    told = look_at_draft(case_id, 1, world.desk, home=tmp_path, progress=_quiet)

    assert world.jobs.drafts == [(case_id, 1)]
    assert told == "checked"
    assert _newest(world, case_id).failure is None


def test_a_draft_is_checked_once(world: World, filer: Filer, tmp_path: Path) -> None:
    case_id = filer.begin()
    record_precheck(case_id, 0, a_report(world), desk=world.desk)

    told = look_at_draft(case_id, 0, world.desk, home=tmp_path, progress=_quiet)

    assert told == "checked before"


def test_a_draft_that_was_submitted_meanwhile_is_not_checked(
    world: World, filer: Filer, tmp_path: Path
) -> None:
    case_id = filer.submitted()

    told = look_at_draft(case_id, 1, world.desk, home=tmp_path, progress=_quiet)

    assert told == "checked before"


def test_a_draft_whose_bytes_are_gone_says_why(
    world: World, filer: Filer, tmp_path: Path
) -> None:
    case_id = filer.draft()
    for file in filer.drawer(case_id):
        world.desk.files.path(file.sha256).unlink()

    told = look_at_draft(case_id, 99, world.desk, home=tmp_path, progress=_quiet)

    assert told == FAILED
    assert _newest(world, case_id).failure


def test_later_rounds_keep_the_pack_of_the_first(world: World, filer: Filer) -> None:
    case_id = rectified(world, filer)
    draft = _draft(world, case_id)
    filer.submit(case_id)

    made = round_to_check(case_id, 2, world.desk.database)

    assert draft.order.pack_digest == made.pack_digest == "ab" * 32


def test_what_continues_a_case_keeps_its_pack(world: World, filer: Filer) -> None:
    filer.delete(returned(world, filer))
    case_id = filer.draft()
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20")
    draft = _draft(world, case_id)
    filer.submit(case_id)

    made = round_to_check(case_id, 2, world.desk.database)

    assert draft.order.pack_digest == made.pack_digest == "ab" * 32


def _withdrawn_and_submitted_again(filer: Filer) -> tuple[int, int]:
    """Return a case in its second try of round 1, and the id of the first try."""
    case_id = filer.submitted()
    first = round_to_check(case_id, 1, filer.desk.database).round_id
    _withdraw(filer, case_id)
    filer.submit(case_id)
    return case_id, first


def test_a_check_that_outlasts_its_round_is_not_put_on_the_next(
    world: World, filer: Filer
) -> None:
    case_id, first = _withdrawn_and_submitted_again(filer)
    report = a_report(world, a_finding("f1"))

    kept_it = record_report(RecordReport(case_id, 1, report, first), world.desk)

    assert not kept_it
    assert not round_to_check(case_id, 1, world.desk.database).is_checked


def test_the_round_that_took_its_number_is_checked_for_itself(
    world: World, filer: Filer
) -> None:
    case_id, _ = _withdrawn_and_submitted_again(filer)

    waiting = rounds_without_answer(world.desk.database)

    assert waiting == ((case_id, 1, filer.actor.company_id),)


def test_a_waived_finding_is_not_put_before_a_reviewer(
    world: World, filer: Filer
) -> None:
    case_id = filer.submitted()
    waiver = {"by": "沈核", "reason": "已核实", "until": "2022-12-31"}

    world.check(case_id, a_finding("f1"), a_finding("f2", waived=waiver))

    found = read_dossier(case_id, world.reviewer, world.desk.database).findings
    assert [one.finding_id for one in found] == ["f1"]


def test_a_failure_that_outlasts_its_round_is_not_put_on_the_next(
    world: World, filer: Filer
) -> None:
    case_id, first = _withdrawn_and_submitted_again(filer)

    record_failure(case_id, 1, world.desk, words="磁盘已满", round_id=first)

    assert round_to_check(case_id, 1, world.desk.database).failure is None


def test_a_round_that_was_withdrawn_is_not_checked(
    world: World, filer: Filer, tmp_path: Path
) -> None:
    case_id = filer.submitted()
    _withdraw(filer, case_id)

    told = look(case_id, 1, world.desk, home=tmp_path, progress=_quiet)

    assert told == WITHDRAWN


@pytest.mark.parametrize("goes_wrong", [False, True], ids=["report", "failure"])
def test_a_round_that_is_withdrawn_while_it_is_checked_ends_well(
    world: World, filer: Filer, *, goes_wrong: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = filer.submitted()

    def slow(*_given: object, **_more: object) -> dict[str, Any]:
        _withdraw(filer, case_id)
        if goes_wrong:
            raise OSError("no space left")
        return a_report(world)

    monkeypatch.setattr(worker, "_report_on", slow)

    told = look(case_id, 1, world.desk, home=Path(), progress=_quiet)

    assert told == WITHDRAWN


@pytest.mark.parametrize("what", ["check", "draft"])
def test_giving_up_a_check_of_what_is_gone_stops_nothing(
    world: World, filer: Filer, what: str
) -> None:
    case_id = filer.submitted()
    _withdraw(filer, case_id)
    filer.delete(case_id)

    worker._give_up(what, case_id, 1, desk=world.desk)

    with world.desk.database.reading() as tx:
        assert kept.newest_precheck(tx, case_id) is None


def test_a_draft_whose_check_is_given_up_says_so_once(
    world: World, filer: Filer
) -> None:
    case_id = filer.draft()
    revision = filer.case(case_id).revision

    worker._give_up("draft", case_id, revision, desk=world.desk)
    worker._give_up("draft", case_id, revision, desk=world.desk)

    assert "多次中断" in (_newest(world, case_id).failure or "")
    assert _draft(world, case_id).checked == revision


def test_a_round_whose_check_is_given_up_says_so(world: World, filer: Filer) -> None:
    case_id = filer.submitted()

    worker._give_up("check", case_id, 1, desk=world.desk)

    failure = round_to_check(case_id, 1, world.desk.database).failure
    assert "多次中断" in (failure or "")
