"""Rule packs from draft to force."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app import pack_work
from reviewer_app.clock import SystemClock
from reviewer_app.db.engine import open_engine
from reviewer_app.db.migrate import migrate
from reviewer_app.db.people import add_user
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.files import FolderStore
from reviewer_app.queries.packs import texts_for, texts_in_force
from reviewer_app.queries.rounds import RoundToCheck
from reviewer_app.rule_packs import DeskPacks
from reviewer_app.services.desk import Desk

RULE = "completeness.blank_page.yaml"


class NoJobs:
    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        raise AssertionError(f"nothing is checked: {case_id} {round_no} {company_id}")

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        """Order nothing."""
        assert case_id
        assert revision
        assert company_id

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        """Know nothing."""
        return None if case_id and revision else (0, 0)

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        raise AssertionError(f"nothing is checked: {case_id} {round_no}")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    migrate(engine)
    desk = Desk(Database(engine), SystemClock(), FolderStore(tmp_path), NoJobs())
    with desk.database.work() as tx:
        for account, role in (("a", Role.ADMINISTRATOR), ("b", Role.CHIEF)):
            values = {
                "account": account, "name": account, "role": role,
                "is_active": True, "created_at": desk.clock.now(),
            }  # fmt: skip
            add_user(tx, values)
    yield desk
    engine.dispose()


@pytest.fixture
def admin(desk: Desk) -> DeskPacks:
    return DeskPacks(Actor(1, "a", Role.ADMINISTRATOR), desk)


@pytest.fixture
def chief(desk: Desk) -> DeskPacks:
    return DeskPacks(Actor(2, "b", Role.CHIEF), desk)


def _edited(packs: DeskPacks) -> str:
    built_in = packs.all()[-1].digest
    text = packs.files(built_in)[RULE]
    return packs.save(
        built_in, RULE, text.replace("severity: warning", "severity: info")
    )


def test_program_brings_the_pack_in_force(admin: DeskPacks) -> None:
    (row,) = admin.all()

    assert (row.state, row.year) == ("in_force", 2021)


def test_fault_stands_at_its_line(admin: DeskPacks) -> None:
    built_in = admin.all()[-1].digest
    text = admin.files(built_in)[RULE].replace("severity: warning", "severity: dire")

    check = admin.check(built_in, RULE, text)

    line = text.splitlines().index("severity: dire") + 1
    assert [(one.file, one.line) for one in check.faults] == [(RULE, line)]


def test_pack_with_a_fault_is_not_kept(admin: DeskPacks) -> None:
    built_in = admin.all()[-1].digest

    with pytest.raises(RefusedError):
        admin.save(built_in, RULE, "id: [")


def test_difference_is_said_in_words(admin: DeskPacks) -> None:
    digest = _edited(admin)

    check = admin.check(digest, RULE, admin.files(digest)[RULE])

    assert [one.zh for one in check.changes] == [
        "completeness.blank_page：severity 由 warning 改为 info"
    ]
    assert check.tests_run > 100


def test_pack_is_published_by_a_second_person(
    admin: DeskPacks, chief: DeskPacks, desk: Desk
) -> None:
    digest = _edited(admin)
    admin.propose(digest, dt.date(2022, 1, 1))
    with pytest.raises(RefusedError):
        admin.approve(digest)

    chief.approve(digest)

    assert [row.state for row in admin.all()] == ["in_force", "retired"]
    now = desk.clock.now()
    assert "severity: info" in texts_in_force(desk.database, now)[RULE]


def test_pack_waits_for_its_day(admin: DeskPacks, chief: DeskPacks) -> None:
    digest = _edited(admin)
    admin.propose(digest, dt.date(2999, 1, 1))

    chief.approve(digest)

    assert [row.state for row in admin.all()] == ["approved", "in_force"]


def test_chief_drafts_nothing(chief: DeskPacks) -> None:
    with pytest.raises(RefusedError):
        _edited(chief)


def test_copy_for_next_year_names_it(admin: DeskPacks) -> None:
    digest = admin.copy(admin.all()[-1].digest, 2022)

    row = next(row for row in admin.all() if row.digest == digest)
    assert (row.year, row.version, row.state) == (2022, "2022.1", "draft")


def test_file_outside_the_pack_is_refused() -> None:
    with pytest.raises(ValueError, match="no name"):
        pack_work.load({"../pack.yaml": ""})


def _wanted(digest: str | None, moment: dt.datetime) -> RoundToCheck:
    return RoundToCheck((), "", 2021, False, digest, moment)  # noqa: FBT003


def test_first_round_is_judged_by_the_pack_of_its_day(
    admin: DeskPacks, chief: DeskPacks, desk: Desk
) -> None:
    digest = _edited(admin)
    admin.propose(digest, dt.date(2022, 1, 1))
    chief.approve(digest)

    before = texts_for(
        _wanted(None, dt.datetime(2021, 6, 1, tzinfo=dt.UTC)), desk.database
    )
    after = texts_for(
        _wanted(None, dt.datetime(2022, 6, 1, tzinfo=dt.UTC)), desk.database
    )

    assert "severity: warning" in before[RULE]
    assert "severity: info" in after[RULE]


def test_later_round_keeps_its_pack(
    admin: DeskPacks, chief: DeskPacks, desk: Desk
) -> None:
    built_in = admin.all()[-1].digest
    digest = _edited(admin)
    admin.propose(digest, dt.date(2022, 1, 1))
    chief.approve(digest)

    texts = texts_for(
        _wanted(built_in, dt.datetime(2022, 6, 1, tzinfo=dt.UTC)), desk.database
    )

    assert "severity: warning" in texts[RULE]
