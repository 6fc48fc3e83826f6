"""A desk on a fresh SQLite file, with people, and reports as the checker writes."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert

from reviewer_app.db.cases import NewFile
from reviewer_app.db.engine import open_engine
from reviewer_app.db.migrate import migrate
from reviewer_app.db.people import add_user, load_user
from reviewer_app.db.tables import companies
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.files import FolderStore
from reviewer_app.services.checked import RecordReport, record_report
from reviewer_app.services.desk import Desk
from reviewer_app.services.importing import ImportDossier, import_dossier
from reviewer_app.services.settings import AddReasonCode, add_reason_code
from tests.pdfs import typed_chinese, write_pdf

if TYPE_CHECKING:
    from tests.unit.desk.filing_makers import Filer

START = dt.datetime(2022, 3, 1, 8, 0, tzinfo=dt.UTC)


@dataclass
class SteppedClock:
    """A clock that tests move."""

    moment: dt.datetime = START

    def now(self) -> dt.datetime:
        """Return the moment, a second later each time."""
        self.moment += dt.timedelta(seconds=1)
        return self.moment


@dataclass
class NotedJobs:
    """Notes which checks were ordered."""

    ordered: list[tuple[int, int]] = field(default_factory=list)
    drafts: list[tuple[int, int]] = field(default_factory=list)

    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        """Note it."""
        assert company_id
        self.ordered.append((case_id, round_no))

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        """Note it."""
        assert company_id
        self.drafts.append((case_id, revision))

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        """Say that nothing is known of it."""
        return None if (case_id, revision) in self.drafts else (0, 0)

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        """Say that nothing is known of it."""
        return None if (case_id, round_no) in self.ordered else (0, 0)


@dataclass
class World:
    """A desk, and who works at it."""

    desk: Desk
    clock: SteppedClock
    jobs: NotedJobs
    reviewer: Actor
    other: Actor
    chief: Actor
    administrator: Actor
    auditor: Actor

    def keep(self, content: bytes) -> str:
        """Keep bytes and return their hash."""
        return self.desk.files.put(iter([content]))[0]

    def bring_in(self, company: str = "济南示例建设有限公司", **changes: Any) -> int:  # noqa: ANN401 - fields of the command
        """Import a dossier with two files and return its case."""
        files = tuple(
            NewFile(path, self.keep(path.encode()), len(path), item)
            for path, item in (("01-机构.pdf", "01"), ("07-备案.pdf", "07"))
        )
        given: dict[str, Any] = {"company": company, "year": 2021, "files": files}
        command = ImportDossier(**{**given, **changes})
        return import_dossier(command, self.reviewer, self.desk)

    def check(self, case_id: int, *findings: dict[str, Any], number: int = 1) -> None:
        """Put a report with these findings on record."""
        report = a_report(self, *findings)
        record_report(RecordReport(case_id, number, report), self.desk)


def a_report(world: World, *findings: dict[str, Any]) -> dict[str, Any]:
    """Return a report of the contract, as far as the desk reads it."""
    paths = ("01-机构.pdf", "07-备案.pdf")
    return {
        "ruleset": {"id": "small", "version": "1", "sha256": "ab" * 32, "year": 2021},
        "grade": "basically_qualified" if findings else "qualified",
        "grade_reasons": [],
        "items": [
            {
                "id": code,
                "title": {"zh": code, "en": code},
                "required": True,
                "status": "pass",
                "documents": [path],
                "parts": [],
            }
            for code, path in zip(("01", "07"), paths, strict=True)
        ],
        "documents": [
            {"path": path, "sha256": world.keep(path.encode())} for path in paths
        ],
        "findings": list(findings),
        "timing": {"pages": 5},
    }


def a_finding(finding_id: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a report
    """Return an error on page 1 of item 01."""
    given: dict[str, Any] = {
        "id": finding_id,
        "rule": "seal.missing",
        "area": "seal",
        "verdict": "fail",
        "severity": "error",
        "item": "01",
        "document": "01-机构.pdf",
        "page": 1,
        "bbox": [0.1, 0.2, 0.3, 0.4],
        "message": {"zh": "没有公章", "en": "no seal"},
        "remedy": {"zh": "请盖章", "en": "stamp it"},
        "evidence": {"count": 0},
        "source": {"document": "填报说明", "clause": "备注 2"},
        "waived": None,
    }
    return {**given, **changes}


def a_pdf(*lines: str) -> bytes:
    """Return a digital PDF of one page with these lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_pdf(Path(folder) / "a.pdf", typed_chinese(*lines))
        return path.read_bytes()


def a_company(
    desk: Desk,
    name: str = "济南示例建设有限公司",
    credit_code: str = "91370100MA3C00001H",
    *,
    kind: CompanyKind = CompanyKind.BUILDER,
) -> Actor:
    """Make a company with its first user, and return that user."""
    company = {
        "name": name,
        "credit_code": credit_code,
        "kind": kind.value,
        "licence_number": "（鲁）JZ安许证字〔2020〕010001",
        "created_at": START,
    }
    with desk.database.work() as tx:
        key = tx.execute(insert(companies).values(**company)).inserted_primary_key
        assert key is not None
        user = {
            "account": f"user-{credit_code}",
            "name": "张敏",
            "role": Role.COMPANY,
            "company_id": int(key[0]),
            "is_active": True,
            "created_at": START,
        }
        return load_user(tx, add_user(tx, user)).actor


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once; each test works on a copy."""
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def world(tmp_path: Path, empty_desk: Path) -> Iterator[World]:
    shutil.copyfile(empty_desk, tmp_path / "desk.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    database, store = Database(engine), FolderStore(tmp_path / "files")
    store.prepare()
    clock, jobs = SteppedClock(), NotedJobs()
    made = _people(database)
    desk = Desk(database, clock, store, jobs)
    world = World(desk, clock, jobs, *made)
    code = AddReasonCode(code="ok", zh="实际合格", en="it is fine")
    add_reason_code(code, world.administrator, desk)
    yield world
    engine.dispose()


def _people(database: Database) -> tuple[Actor, Actor, Actor, Actor, Actor]:
    roles: tuple[tuple[str, Role], ...] = (
        ("reviewer", Role.REVIEWER),
        ("other", Role.REVIEWER),
        ("chief", Role.CHIEF),
        ("administrator", Role.ADMINISTRATOR),
        ("auditor", Role.AUDITOR),
    )
    make: Callable[[str, Role], dict[str, Any]] = lambda account, role: {  # noqa: E731
        "account": account,
        "name": account,
        "role": role,
        "is_active": True,
        "created_at": START,
    }
    with database.work() as tx:
        ids = [add_user(tx, make(account, role)) for account, role in roles]
        one, two, three, four, five = (load_user(tx, one).actor for one in ids)
    return one, two, three, four, five


@pytest.fixture
def filer(world: World) -> "Filer":
    """Return a company's user at the desk."""
    # What makes companies' cases is made of what stands here.
    from tests.unit.desk.filing_makers import Filer  # noqa: PLC0415

    return Filer(world.desk, a_company(world.desk))
