"""The reading side of a company's screens: one's own, and how far the check is."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from checker.model.grade import Grade
from reviewer_app.context.filing_reading import FilingReading
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.people import Actor, CompanyKind
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State
from reviewer_app.queries.filing import (
    count_unread_notices,
    file_in_drawer,
    files_of_round,
    read_assessments,
    read_company_notices,
    read_filing,
    read_summaries,
)
from reviewer_app.services.assignment import Claim, GiveBack, claim, give_back
from reviewer_app.services.prechecked import record_precheck, record_precheck_failure
from reviewer_app.services.telling import ReadAll, mark_read
from tests.unit.desk.conftest import World, a_company, a_finding, a_report
from tests.unit.desk.filing_makers import Filer, returned


@pytest.fixture
def reading(filer: Filer) -> FilingReading:
    return FilingReading(filer.desk, filer.actor)


def _check(world: World, filer: Filer, case_id: int, *ids: str) -> None:
    report = a_report(world, *(a_finding(one) for one in ids))
    revision = filer.case(case_id).revision
    record_precheck(case_id, revision, report, desk=world.desk)


def test_the_list_holds_ones_own_newest_year_first(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    filer.begin(2020)
    filer.draft(2021)
    filer.delete(filer.begin(2019))
    other = a_company(world.desk, "济南虚构建筑工程有限公司", "91370100MA3C00002F")
    Filer(world.desk, other).begin()

    rows = reading.list()

    assert [(row.year, row.done, row.asked) for row in rows] == [
        (2021, 2, 19),
        (2020, 0, 19),
    ]


def test_the_list_tells_of_the_newest_check(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = filer.draft()
    _check(world, filer, case_id, "a", "b")
    _check(world, filer, case_id, "a")

    (row,) = reading.list()

    assert (row.faults, row.suggested) == (1, Grade.BASICALLY_QUALIFIED)
    assert (row.state, row.can_edit, row.can_withdraw) == (State.DRAFT, True, False)


def test_list_and_whole_tell_the_same(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = returned(world, filer)
    filer.put(case_id, "not_applicable.19", "无起重机械")
    _check(world, filer, case_id, "a")

    (row,) = reading.list()
    whole = reading.whole(case_id)

    assert row.done == 3
    assert (row.state, row.round_no, row.year) == (State.RETURNED, 1, 2021)
    assert (row.deadline, row.grade) == (whole.deadline, whole.grade)
    assert (row.faults, row.can_edit) == (len(whole.faults()), whole.can_edit)
    assert row.changed_at == whole.since


def test_the_list_of_the_database_counts_files(filer: Filer) -> None:
    filer.draft()

    (row,) = read_assessments(filer.actor, filer.desk.database)

    assert (row.files, row.year, row.grade) == (2, 2021, None)


def test_what_nobody_has_claimed_can_be_withdrawn(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = filer.submitted()
    before = reading.list()[0].can_withdraw
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    give_back(GiveBack(case_id=case_id), world.reviewer, world.desk)

    after = reading.list()[0].can_withdraw

    assert (before, after) == (True, False)
    assert Act.WITHDRAW not in reading.whole(case_id).allowed


def test_a_returned_case_comes_with_letter_rounds_and_findings(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = returned(world, filer, "f1", "f2")
    filer.answer(case_id, "f1", "changed")

    view = reading.whole(case_id)

    assert view.letter_id is not None
    assert [one.number for one in view.rounds] == [1]
    assert {one.finding.finding_id for one in view.answers} == {"f1", "f2"}
    said = {one.finding.finding_id: one.answer for one in view.answers}
    assert said["f1"] is not None
    assert said["f1"].kind == "changed"
    assert said["f2"] is None


def test_a_returned_case_is_read_by_sixteen_statements(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = returned(world, filer, "f1", "f2")
    reading.whole(case_id)
    statements: list[str] = []
    note: Callable[..., None] = lambda *given: statements.append(str(given[2]))  # noqa: E731
    event.listen(world.desk.database.engine, "before_cursor_execute", note)

    reading.whole(case_id)
    event.remove(world.desk.database.engine, "before_cursor_execute", note)

    asked = [one for one in statements if "PRAGMA" not in one and "BEGIN" not in one]
    assert len(asked) <= 16


def test_a_submitted_case_has_no_findings_to_answer(
    filer: Filer, reading: FilingReading
) -> None:
    case_id = filer.submitted()

    assert reading.whole(case_id).answers == ()


def test_a_draft_without_files_has_nothing_to_check(
    filer: Filer, reading: FilingReading
) -> None:
    assert reading.whole(filer.begin()).check.status == "none"


def test_a_draft_is_in_check_until_its_newest_revision_has_an_answer(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = filer.draft()
    first = reading.whole(case_id).check.status
    _check(world, filer, case_id)
    second = reading.whole(case_id).check
    filer.put(case_id, "remarks", "补充")
    third = reading.whole(case_id).check.status

    assert (first, second.status, third) == ("checking", "ready", "checking")
    assert second.pack == "ab" * 32


def test_a_check_that_failed_says_why(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = filer.draft()
    revision = filer.case(case_id).revision
    record_precheck_failure(case_id, revision, world.desk, words="超时")

    check = reading.whole(case_id).check

    assert (check.status, check.failure) == ("failed", "超时")


def test_notices_are_ones_own(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    case_id = returned(world, filer)
    other = a_company(world.desk, "济南虚构建筑工程有限公司", "91370100MA3C00002F")

    (notice,) = reading.notices()

    assert (notice.case_id, notice.is_read, reading.unread()) == (case_id, False, 1)
    assert FilingReading(world.desk, other).notices() == ()


def test_notices_that_were_read_are_not_counted(
    world: World, filer: Filer, reading: FilingReading
) -> None:
    returned(world, filer)
    mark_read(ReadAll(), filer.actor, filer.desk)

    assert reading.unread() == 0
    assert reading.notices()[0].is_read


def test_who_has_no_notices_has_none_unread(world: World) -> None:
    assert FilingReading(world.desk, world.reviewer).unread() == 0


def test_files_of_a_submission_are_listed_by_path(filer: Filer) -> None:
    case_id = filer.submitted()

    listed = files_of_round(case_id, 1, filer.actor, database=filer.desk.database)

    assert [(path, size) for path, size, _ in listed] == [
        ("01-机构.pdf", 14),
        ("07-备案.pdf", 15),
    ]


READS: dict[str, Callable[[int, Actor, Filer], object]] = {
    "whole": lambda case_id, who, at: read_filing(case_id, who, at.desk.database),
    "a file": lambda case_id, who, at: file_in_drawer(
        case_id, at.drawer(case_id)[0].id, who, database=at.desk.database
    ),
    "a round": lambda case_id, who, at: files_of_round(
        case_id, 1, who, database=at.desk.database
    ),
}


@pytest.mark.parametrize("name", list(READS))
def test_somebody_elses_is_as_if_it_were_missing(
    world: World, filer: Filer, name: str
) -> None:
    case_id = filer.submitted()
    other = a_company(world.desk, "济南虚构建筑工程有限公司", "91370100MA3C00002F")

    for who in (other, world.reviewer):
        with pytest.raises(RefusedError) as refused:
            READS[name](case_id, who, filer)
        assert refused.value.code == "not_found"


def test_a_deleted_case_is_as_if_it_were_missing(filer: Filer) -> None:
    case_id = filer.begin()
    filer.delete(case_id)

    with pytest.raises(RefusedError) as refused:
        read_filing(case_id, filer.actor, filer.desk.database)

    assert refused.value.code == "not_found"


LISTS: dict[str, Callable[[Actor, Filer], object]] = {
    "list": lambda who, at: read_assessments(who, at.desk.database),
    "summaries": lambda who, at: read_summaries(who, at.desk.database),
}


@pytest.mark.parametrize("name", list(LISTS))
def test_only_builders_have_assessments(world: World, filer: Filer, name: str) -> None:
    other = a_company(
        world.desk, "济南假设监理有限公司", "91370100MA3C00003D",
        kind=CompanyKind.SUPERVISOR,
    )  # fmt: skip

    for who in (other, world.reviewer):
        with pytest.raises(RefusedError):
            LISTS[name](who, filer)


def test_reviewers_have_no_notices(world: World) -> None:
    for read in (read_company_notices, count_unread_notices):
        with pytest.raises(RefusedError):
            read(world.reviewer, world.desk.database)
