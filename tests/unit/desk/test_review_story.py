"""From the import of a dossier to the letter, in services alone."""

import datetime as dt

import pytest

from checker.model.grade import Grade
from reviewer_app.db.cases import NewFile
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.letters import read_letters
from reviewer_app.queries.office import LogFilter, read_log, verify_log
from reviewer_app.queries.queue import Tab, Wanted, read_queue
from reviewer_app.services.assignment import (
    Assign,
    Claim,
    ClaimNext,
    GiveBack,
    assign,
    claim,
    claim_next,
    give_back,
    time_out_claims,
)
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
from reviewer_app.services.letters import (
    Line,
    SaveLetter,
    SeeLetter,
    case_of_letter,
    save_letter,
    see_letter,
)
from reviewer_app.services.review import (
    AddFinding,
    Decide,
    Note,
    Place,
    Undo,
    add_finding,
    decide,
    note,
    undo,
)
from reviewer_app.services.settings import PutSetting, put_setting
from tests.unit.desk.conftest import World, a_finding

SOON = dt.datetime(2022, 4, 1, tzinfo=dt.UTC)


def _claimed(world: World, *findings: str) -> int:
    case_id = world.bring_in()
    world.check(case_id, *(a_finding(one) for one in findings))
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    return case_id


def _confirm(world: World, case_id: int, *ids: str) -> None:
    command = Decide(case_id=case_id, finding_ids=ids, verdict=Verdict.CONFIRMED)
    decide(command, world.reviewer, world.desk)


def _write_letter(world: World, case_id: int, *ids: str) -> int:
    lines = tuple(Line(one, "没有公章", "请盖章") for one in ids)
    command = SaveLetter(case_id=case_id, lines=lines, deadline=SOON)
    return save_letter(command, world.reviewer, world.desk)


def _state(world: World, case_id: int) -> State | None:
    view = read_dossier(case_id, world.reviewer, world.desk.database)
    return view.case.standing.state


def test_a_dossier_comes_in_is_checked_and_waits(world: World) -> None:
    case_id = world.bring_in()
    world.check(case_id, a_finding("f1"), a_finding("f2", verdict="unknown"))

    queue = read_queue(Wanted(), world.reviewer, world.desk.database)

    assert world.jobs.ordered == [(case_id, 1)]
    assert queue.counts[Tab.TO_CLAIM] == 1
    (row,) = queue.rows
    assert (row.faults, row.unknowns, row.is_checked) == (1, 1, True)
    assert row.suggested is Grade.BASICALLY_QUALIFIED


def test_a_case_is_returned_with_its_letter(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")
    letter_id = _write_letter(world, case_id, "f1")

    after = release(
        Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED),
        world.reviewer,
        world.desk,
    )

    (letter,) = read_letters(case_id, world.reviewer, world.desk.database)
    assert after is State.RETURNED
    assert letter.number == f"2021-{case_id:05d}-1"
    assert letter.released_at is not None
    assert case_of_letter(letter_id, world.desk) == case_id


def test_a_letter_is_released_once_even_if_asked_twice(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")
    _write_letter(world, case_id, "f1")
    command = Release(
        case_id=case_id, grade=Grade.BASICALLY_QUALIFIED, command_id="once"
    )

    first = release(command, world.reviewer, world.desk)
    second = release(command, world.reviewer, world.desk)

    assert first is second is State.RETURNED
    entries = read_log(LogFilter(act="release"), world.auditor, world.desk.database)
    assert len(entries) == 1


def test_an_undecided_error_keeps_a_case_from_its_grade(world: World) -> None:
    case_id = _claimed(world, "f1")

    with pytest.raises(RefusedError, match="condition") as refused:
        release(
            Release(case_id=case_id, grade=Grade.QUALIFIED, reason="看过"),
            world.reviewer,
            world.desk,
        )

    assert "1 处" in refused.value.reason.zh


def test_dismissing_needs_a_reason_that_is_in_use(world: World) -> None:
    case_id = _claimed(world, "f1")
    command = Decide(
        case_id=case_id, finding_ids=("f1",), verdict=Verdict.DISMISSED, reason_code="x"
    )

    with pytest.raises(RefusedError, match="condition"):
        decide(command, world.reviewer, world.desk)


def test_a_dismissed_error_lets_the_case_be_qualified_with_a_reason(
    world: World,
) -> None:
    case_id = _claimed(world, "f1")
    dismissed = Decide(
        case_id=case_id,
        finding_ids=("f1",),
        verdict=Verdict.DISMISSED,
        reason_code="ok",
    )
    decide(dismissed, world.reviewer, world.desk)

    after = release(
        Release(case_id=case_id, grade=Grade.QUALIFIED, reason="印章在第 2 页"),
        world.reviewer,
        world.desk,
    )

    assert after is State.QUALIFIED


def test_undo_takes_back_a_whole_group(world: World) -> None:
    case_id = _claimed(world, "f1", "f2", "f3")
    _confirm(world, case_id, "f1")
    _confirm(world, case_id, "f2", "f3")

    again = undo(Undo(case_id=case_id), world.reviewer, world.desk)

    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert set(again) == {"f2", "f3"}
    assert [one.verdict for one in view.findings] == [Verdict.CONFIRMED, None, None]


def test_a_person_adds_what_the_machine_did_not_see(world: World) -> None:
    case_id = _claimed(world)
    place = Place(item="07", document="07-备案.pdf", page_no=1, box=(0, 0, 0.5, 0.5))
    command = AddFinding(
        case_id=case_id, place=place, words="备案号看不清", remedy="请重新扫描"
    )

    finding_id = add_finding(command, world.reviewer, world.desk)

    (found,) = read_dossier(case_id, world.reviewer, world.desk.database).findings
    assert found.finding_id == finding_id
    assert found.is_added
    assert found.message.zh == "备案号看不清"


def test_of_two_who_claim_at_once_one_wins(world: World) -> None:
    case_id = world.bring_in()
    claim(Claim(case_id=case_id), world.reviewer, world.desk)

    with pytest.raises(RefusedError, match="wrong_state"):
        claim(Claim(case_id=case_id), world.other, world.desk)


def test_the_next_cases_come_riskiest_first(world: World) -> None:
    calm, risky = world.bring_in("甲有限公司"), world.bring_in("乙有限公司")
    world.check(calm)
    world.check(risky, a_finding("f1"))

    taken = claim_next(ClaimNext(count=1), world.reviewer, world.desk)

    assert taken == (risky,)
    assert _state(world, calm) is State.SUBMITTED


def test_what_is_given_back_keeps_its_decisions(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")

    give_back(GiveBack(case_id=case_id), world.reviewer, world.desk)

    view = read_dossier(case_id, world.other, world.desk.database)
    assert view.case.standing.state is State.SUBMITTED
    assert view.findings[0].verdict is Verdict.CONFIRMED


def test_a_claim_times_out(world: World) -> None:
    case_id = _claimed(world)
    world.clock.moment += dt.timedelta(hours=73)

    assert time_out_claims(world.desk) == (case_id,)
    assert _state(world, case_id) is State.SUBMITTED


def test_the_chief_gives_a_case_to_somebody_else(world: World) -> None:
    case_id = _claimed(world)
    command = Assign(case_id=case_id, reviewer_id=world.other.user_id)

    assign(command, world.chief, world.desk)

    view = read_dossier(case_id, world.chief, world.desk.database)
    assert view.case.standing.holder_id == world.other.user_id


def _recommended(world: World) -> int:
    two = PutSetting(name="two_steps", value=True)
    put_setting(two, world.administrator, world.desk)
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")
    _write_letter(world, case_id, "f1")
    command = Recommend(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    recommend(command, world.reviewer, world.desk)
    return case_id


def test_the_chief_must_have_seen_the_letter_before_accepting(world: World) -> None:
    case_id = _recommended(world)

    with pytest.raises(RefusedError, match="condition"):
        accept(Accept(case_id=case_id), world.chief, world.desk)

    see_letter(SeeLetter(case_id=case_id), world.chief, world.desk)
    assert accept(Accept(case_id=case_id), world.chief, world.desk) is State.RETURNED


def test_a_recommendation_is_challenged_and_recalled(world: World) -> None:
    case_id = _recommended(world)

    send_back(SendBack(case_id=case_id, words="请再看"), world.chief, world.desk)
    assert _state(world, case_id) is State.IN_REVIEW

    again = Recommend(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    recommend(again, world.reviewer, world.desk)
    recall(Recall(case_id=case_id), world.reviewer, world.desk)
    assert _state(world, case_id) is State.IN_REVIEW


def test_a_wrong_letter_is_voided_and_stays_visible(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")
    _write_letter(world, case_id, "f1")
    graded = Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    release(graded, world.reviewer, world.desk)

    correct_letter(
        CorrectLetter(case_id=case_id, words="写错了"), world.chief, world.desk
    )

    (letter,) = read_letters(case_id, world.chief, world.desk.database)
    assert letter.withdrawn_at is not None
    assert _state(world, case_id) is State.IN_REVIEW


def test_a_returned_case_is_extended_closed_and_reopened(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")
    _write_letter(world, case_id, "f1")
    graded = Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    release(graded, world.reviewer, world.desk)
    later = SOON + dt.timedelta(days=10)
    more = Extend(case_id=case_id, words="申请延期", deadline=later)
    extend(more, world.chief, world.desk)

    with pytest.raises(RefusedError, match="condition"):
        close(Close(case_id=case_id), world.chief, world.desk)
    world.clock.moment = later + dt.timedelta(days=1)
    close(Close(case_id=case_id), world.chief, world.desk)
    assert _state(world, case_id) is State.CLOSED

    again = later + dt.timedelta(days=20)
    extend(
        Extend(case_id=case_id, words="恢复", deadline=again), world.chief, world.desk
    )
    assert _state(world, case_id) is State.RETURNED


def test_a_qualified_case_is_reopened_by_name(world: World) -> None:
    case_id = _claimed(world)
    release(Release(case_id=case_id, grade=Grade.QUALIFIED), world.reviewer, world.desk)
    command = Reopen(case_id=case_id, words="有举报", reviewer_id=world.other.user_id)

    reopen(command, world.chief, world.desk)

    view = read_dossier(case_id, world.chief, world.desk.database)
    assert view.case.standing.state is State.IN_REVIEW
    assert view.holder == "other"


def test_a_next_round_carries_decisions_on_unchanged_bytes(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")
    _write_letter(world, case_id, "f1")
    graded = Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    release(graded, world.reviewer, world.desk)
    files = read_dossier(case_id, world.reviewer, world.desk.database).files

    assert world.bring_in(files=_with_item_20(world)) == case_id
    world.check(case_id, a_finding("f1-again"), number=2)

    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert view.case.round_no == 2
    assert view.findings[0].verdict is Verdict.CONFIRMED
    assert len(view.files) == len(files) + 1


def test_a_late_finding_on_unchanged_bytes_needs_a_reason(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")
    _write_letter(world, case_id, "f1")
    graded = Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    release(graded, world.reviewer, world.desk)
    world.bring_in(files=_with_item_20(world))
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    place = Place(item="07", document="07-备案.pdf")
    late = AddFinding(case_id=case_id, place=place, words="日期不对")

    with pytest.raises(RefusedError, match="late"):
        add_finding(late, world.reviewer, world.desk)
    explained = AddFinding(
        case_id=case_id, place=place, words="日期不对", late_reason="上轮漏看"
    )
    add_finding(explained, world.reviewer, world.desk)

    (found,) = read_dossier(case_id, world.reviewer, world.desk.database).findings
    assert found.is_late


def test_a_report_is_kept_once(world: World) -> None:
    case_id = world.bring_in()
    world.check(case_id, a_finding("f1"))

    world.check(case_id, a_finding("f1"), a_finding("f2"))

    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert [one.finding_id for one in view.findings] == ["f1"]


def test_notes_are_for_reviewers(world: World) -> None:
    case_id = world.bring_in()

    note(Note(case_id=case_id, words="电话核实过"), world.reviewer, world.desk)

    view = read_dossier(case_id, world.chief, world.desk.database)
    assert [one.words for one in view.notes] == ["电话核实过"]


def test_the_log_of_all_this_is_whole(world: World) -> None:
    case_id = _claimed(world, "f1")
    _confirm(world, case_id, "f1")

    count, fault = verify_log(world.desk.database)

    assert fault is None
    assert count >= 5


def _with_item_20(world: World) -> tuple[NewFile, ...]:
    paths = (("01-机构.pdf", "01"), ("07-备案.pdf", "07"), ("20-整改.pdf", "20"))
    return tuple(
        NewFile(path, world.keep(path.encode()), len(path), item)
        for path, item in paths
    )
