"""How often a drawing asks the database."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from reviewer_app.clock import SystemClock
from reviewer_app.context.filing_reading import FilingReading
from reviewer_app.context.reading import Reading
from reviewer_app.db.cases import NewFile
from reviewer_app.db.engine import open_engine
from reviewer_app.db.migrate import migrate
from reviewer_app.db.people import add_user
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor, Role
from reviewer_app.files import FolderStore
from reviewer_app.services.checked import RecordReport, record_report
from reviewer_app.services.desk import Desk
from reviewer_app.services.importing import ImportDossier, import_dossier
from tests.full_drawer import fill_drawer
from tests.unit.desk.conftest import a_company
from tests.unit.desk.filing_makers import Filer

REVIEWER = Actor(1, "沈核", Role.REVIEWER)
REPORT = json.loads((Path(__file__).parent / "reports.json").read_text("utf-8"))[
    "unqualified"
]


class NoJobs:
    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        assert case_id + round_no + company_id > 0

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        """Order nothing."""
        assert case_id
        assert revision
        assert company_id

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        """Know nothing."""
        return None if case_id and revision else (0, 0)

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        return (case_id, round_no)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    migrate(engine)
    store = FolderStore(tmp_path / "files")
    store.prepare()
    desk = Desk(Database(engine), SystemClock(), store, NoJobs())
    with desk.database.work() as tx:
        values = {
            "account": "a", "name": "沈核", "role": Role.REVIEWER,
            "is_active": True, "created_at": desk.clock.now(),
        }  # fmt: skip
        add_user(tx, values)
    files = []
    for document in REPORT["documents"]:
        sha256, size = store.put(iter([document["path"].encode()]))
        files.append(NewFile(document["path"], sha256, size, document["item"]))
    command = ImportDossier(company="某", year=2021, files=tuple(files))
    case_id = import_dossier(command, REVIEWER, desk)
    ruleset = {"id": "sample", "sha256": "0" * 64}
    whole = {**REPORT, "ruleset": ruleset, "timing": {"pages": 60}}
    record_report(RecordReport(case_id, 1, whole), desk)
    yield desk
    engine.dispose()


@pytest.fixture
def asked(desk: Desk) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(*given: object) -> None:
        if "PRAGMA" not in str(given[2]) and "BEGIN" not in str(given[2]):
            statements.append(str(given[2]))

    event.listen(desk.database.engine, "before_cursor_execute", note)
    yield statements
    event.remove(desk.database.engine, "before_cursor_execute", note)


def test_reading_desk_is_redrawn_by_eight_statements(
    desk: Desk, asked: list[str]
) -> None:
    reading = Reading(desk, REVIEWER)
    reading.reason_codes()
    asked.clear()

    view = reading.dossier(1)
    pages = reading.pages(1, [file.path for file in view.items[0].files])

    assert len(asked) <= 8
    assert len(pages) == 3


def test_queue_is_drawn_by_eight_statements(desk: Desk, asked: list[str]) -> None:
    asked.clear()

    view = Reading(desk, REVIEWER).queue("to_claim", "", 1)

    assert len(asked) <= 8
    assert [row.faults for row in view.rows] == [7]


@pytest.fixture
def filer(desk: Desk) -> Filer:
    return Filer(desk, a_company(desk))


def _counted(asked: list[str], read: Callable[[], object]) -> int:
    """Return how many statements a reading takes once the pack is known."""
    read()
    asked.clear()
    read()
    return len(asked)


def test_companys_list_takes_as_many_statements_for_six_years_as_for_one(
    filer: Filer, asked: list[str]
) -> None:
    reading = FilingReading(filer.desk, filer.actor)
    filer.draft(2021)
    one = _counted(asked, reading.list)

    for year in range(2016, 2021):
        filer.submitted(year)

    assert _counted(asked, reading.list) == one
    assert one <= 6
    assert len(reading.list()) == 6


def test_attachment_list_of_a_draft_takes_eight_statements(
    filer: Filer, asked: list[str]
) -> None:
    reading = FilingReading(filer.desk, filer.actor)
    case_id = filer.draft()

    assert _counted(asked, lambda: reading.whole(case_id)) <= 8


def test_attachment_list_takes_no_more_for_more_files_and_people(
    filer: Filer, asked: list[str]
) -> None:
    reading = FilingReading(filer.desk, filer.actor)
    case_id = filer.draft()
    few = _counted(asked, lambda: reading.whole(case_id))
    person = filer.add_person(case_id)
    filer.upload_for(case_id, person)
    for number in range(20):
        content = b"%PDF-1.4 " + bytes([number])
        filer.upload(case_id, f"{number}.pdf", "04", content=content)

    assert _counted(asked, lambda: reading.whole(case_id)) == few


def test_a_submission_is_read_by_ten_statements(filer: Filer, asked: list[str]) -> None:
    reading = FilingReading(filer.desk, filer.actor)
    case_id = filer.submitted()

    assert _counted(asked, lambda: reading.whole(case_id)) <= 10


def test_attachment_list_is_drawn_by_ten_statements_however_many_files(
    desk: Desk, asked: list[str]
) -> None:
    filer = Filer(desk, a_company(desk))
    case_id = filer.begin()
    fill_drawer(filer, case_id)
    asked.clear()

    view = FilingReading(desk, filer.actor).whole(case_id)

    assert len(asked) <= 10
    assert sum(len(item.files) for item in view.items) == 100
    assert view.check.status == "ready"


def test_tables_of_people_and_item_titles_come_in_both_languages(desk: Desk) -> None:
    view = Reading(desk, REVIEWER).dossier(1)

    assert view.items[0].title.en.startswith("Originals")
    assert view.people[0].title.en == "Heads of the enterprise"
