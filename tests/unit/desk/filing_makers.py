"""What a company does, step by step, for tests of its side of the desk."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from checker.model.dossier import PersonTable
from checker.model.grade import Grade
from reviewer_app.db import filing as kept
from reviewer_app.db.cases import Case, load_case
from reviewer_app.db.tables import files, rounds
from reviewer_app.domain.people import Actor
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.staffing import Told
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.checked import RecordReport, record_report
from reviewer_app.services.desk import Desk
from reviewer_app.services.drawer import (
    Arrived,
    BeginUpload,
    begin_upload,
    finish_upload,
)
from reviewer_app.services.filing import (
    DeleteAssessment,
    NewAssessment,
    SaveField,
    create_assessment,
    delete_assessment,
    save_field,
)
from reviewer_app.services.grading import Release, release
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import Decide, decide
from reviewer_app.services.staff import SavePerson, save_person
from reviewer_app.services.submitting import (
    AnswerFinding,
    Receipt,
    Submit,
    Withdraw,
    answer_finding,
    submit,
    withdraw,
)
from tests.unit.desk.conftest import World, a_finding, a_report

DEADLINE = dt.datetime(2022, 4, 1, tzinfo=dt.UTC)
ITEM_01, ITEM_07, ITEM_20 = "01-机构.pdf", "07-备案.pdf", "20-整改.pdf"
"""Paths in a round of files that are uploaded as 机构.pdf, 备案.pdf and 整改.pdf."""

FILLED = {
    "address": "济南市历下区经十路 1 号",
    "legal_representative": "王建国",
    "qualification_category": "general_contracting",
    "qualification_grade": "1",
    "qualification_number": "D137000001",
    "qualification_until": "2025-12-31",
    "licence_number": "（鲁）JZ安许证字〔2020〕010001",
    "licence_until": "2023-06-30",
    "contact": "张敏",
    "contact_phone": "13800000000",
    "project_count": "2",
    "safety_body": "安全管理部",
    "safety_head": "李安",
    "safety_officers": "3",
    "has_cranes": "yes",
    "had_accidents": "no",
}
"""Every field that is required, filled in."""

ID_NUMBER, OTHER_ID = "11010519491231002X", "370102198001011237"
TOLD = Told(
    name="王建国",
    id_number=ID_NUMBER,
    post="总经理",
    certificate_number="鲁建安A（2020）0000001",
    issued_on="2020-03-01",
    valid_until="2023-03-01",
)
"""A row of a table of people that fits."""


Row = dict[str, Any]
"""A row of the database."""


@dataclass(frozen=True, slots=True)
class Filer:
    """A company's user at a desk, and what they do there."""

    desk: Desk
    actor: Actor

    def begin(self, year: int = 2021) -> int:
        """Create an assessment and return its case."""
        return create_assessment(NewAssessment(year=year), self.actor, self.desk)

    def fill_in(self, case_id: int) -> None:
        """Fill in every field that is required."""
        for name, value in FILLED.items():
            self.put(case_id, name, value)

    def put(self, case_id: int, name: str, value: str) -> str:
        """Put a value into a field."""
        command = SaveField(case_id=case_id, name=name, value=value)
        return save_field(command, self.actor, self.desk)

    def upload(
        self,
        case_id: int,
        name: str = "机构.pdf",
        item: str | None = "01",
        *,
        content: bytes = b"%PDF-1.4 first",
        replaces_id: int | None = None,
    ) -> int:
        """Upload a file and return its id in the drawer."""
        command = BeginUpload(
            case_id=case_id,
            upload_id=str(uuid4()),
            name=name,
            size_bytes=len(content),
            item=item,
            replaces_id=replaces_id,
        )
        return self.send(command, content)

    def upload_for(self, case_id: int, person_id: int, name: str = "A证.pdf") -> int:
        """Upload a person's certificate and return its id in the drawer."""
        content = b"%PDF-1.4 " + name.encode()
        command = BeginUpload(
            case_id=case_id,
            upload_id=str(uuid4()),
            name=name,
            size_bytes=len(content),
            staff_id=person_id,
        )
        return self.send(command, content)

    def send(
        self, command: BeginUpload, content: bytes, suggested: str | None = None
    ) -> int:
        """Begin an upload and finish it; returns the file's id in the drawer."""
        begin_upload(command, self.actor, self.desk)
        file = Arrived(*self.desk.files.put(iter([content])), suggested)
        return finish_upload(command.upload_id, file, self.actor, desk=self.desk)

    def add_person(
        self,
        case_id: int,
        told: Told = TOLD,
        table: PersonTable = PersonTable.ENTERPRISE_HEAD,
    ) -> int:
        """Add a row to a table of people and return its id."""
        command = SavePerson(case_id=case_id, table=table, told=told)
        return save_person(command, self.actor, self.desk)

    def draft(self, year: int = 2021) -> int:
        """Return a draft that is ready to be submitted."""
        case_id = self.begin(year)
        self.fill_in(case_id)
        self.upload(case_id)
        self.upload(case_id, "备案.pdf", "07", content=b"%PDF-1.4 second")
        return case_id

    def submit(self, case_id: int, words: str = "请审核") -> Receipt:
        """Submit, or resubmit."""
        command = Submit(case_id=case_id, words=words, is_confirmed=True)
        return submit(command, self.actor, self.desk)

    def submitted(self, year: int = 2021) -> int:
        """Return a case that was submitted for the first time."""
        case_id = self.draft(year)
        self.submit(case_id)
        return case_id

    def answer(self, case_id: int, finding_id: str, kind: str = "fixed") -> None:
        """Answer a finding."""
        command = AnswerFinding(case_id=case_id, finding_id=finding_id, kind=kind)
        answer_finding(command, self.actor, self.desk)

    def answer_with(self, case_id: int, **given: str) -> None:
        """Answer a finding in these words."""
        command = AnswerFinding(case_id=case_id, **given)
        answer_finding(command, self.actor, self.desk)

    def withdraw(self, case_id: int) -> None:
        """Take a submission back."""
        withdraw(Withdraw(case_id=case_id), self.actor, self.desk)

    def rounds(self, case_id: int) -> list[Row]:
        """Return a case's rounds as they are kept, withdrawn ones too."""
        mine = select(rounds).where(rounds.c.case_id == case_id).order_by(rounds.c.id)
        with self.desk.database.reading() as tx:
            return [dict(row) for row in tx.execute(mine).mappings()]

    def files(self, round_id: int) -> dict[str, Row]:
        """Return the files of a round by path."""
        mine = select(files).where(files.c.round_id == round_id)
        with self.desk.database.reading() as tx:
            return {row["path"]: dict(row) for row in tx.execute(mine).mappings()}

    def delete(self, case_id: int) -> None:
        """Delete an assessment."""
        command = DeleteAssessment(case_id=case_id, is_confirmed=True)
        delete_assessment(command, self.actor, self.desk)

    def case(self, case_id: int) -> Case:
        """Return a case as it stands."""
        with self.desk.database.reading() as tx:
            return load_case(tx, case_id)

    def drawer(self, case_id: int) -> tuple[kept.KeptFile, ...]:
        """Return the files in a case's drawer."""
        with self.desk.database.reading() as tx:
            return kept.read_drawer(tx, case_id)


def give_back(world: World, case_id: int, *finding_ids: str, number: int = 1) -> None:
    """Have the case's round checked, reviewed and returned for these findings."""
    report = a_report(world, *(a_finding(one) for one in finding_ids))
    record_report(RecordReport(case_id, number, report), world.desk)
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    said = Decide(case_id=case_id, finding_ids=finding_ids, verdict=Verdict.CONFIRMED)
    decide(said, world.reviewer, world.desk)
    lines = tuple(Line(one, "没有公章", "请盖章") for one in finding_ids)
    letter = SaveLetter(case_id=case_id, lines=lines, deadline=DEADLINE)
    save_letter(letter, world.reviewer, world.desk)
    graded = Release(case_id=case_id, grade=Grade.BASICALLY_QUALIFIED)
    release(graded, world.reviewer, world.desk)


def returned(world: World, filer: Filer, *finding_ids: str) -> int:
    """Return a company's case that was returned; for the finding ``f1`` by default."""
    case_id = filer.submitted()
    give_back(world, case_id, *(finding_ids or ("f1",)))
    return case_id


def rectified(world: World, filer: Filer) -> int:
    """Return a returned case that is ready to be resubmitted."""
    case_id = returned(world, filer)
    filer.answer(case_id, "f1")
    filer.upload(case_id, "整改.pdf", "20", content=b"%PDF-1.4 mended")
    return case_id


def somebody(name: str, id_number: str = OTHER_ID) -> Told:
    """Return a row of somebody else."""
    return replace(TOLD, name=name, id_number=id_number)
