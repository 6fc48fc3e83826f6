"""Files a dossier of a folder through a company's services, as its clerk would."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from checker.model.dossier import Document, Dossier, Person
from checker.model.grade import Grade
from reviewer_app.checking import Laid, Round, laid_out, scan
from reviewer_app.db import filing as kept
from reviewer_app.db.cases import load_case
from reviewer_app.db.people import add_user, load_user
from reviewer_app.db.tables import rounds
from reviewer_app.domain.filing import PEOPLE_FOLDER, RECTIFICATION
from reviewer_app.domain.form import NOT_APPLICABLE
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.staffing import Told
from reviewer_app.queries.rounds import round_to_check
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.desk import Desk
from reviewer_app.services.drawer import (
    Arrived,
    BeginUpload,
    begin_upload,
    finish_upload,
)
from reviewer_app.services.filing import (
    NewAssessment,
    SaveField,
    create_assessment,
    save_field,
)
from reviewer_app.services.grading import Release, release
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import Decide, decide
from reviewer_app.services.staff import SavePerson, save_person
from reviewer_app.services.submitting import (
    AnswerFinding,
    Submit,
    answer_finding,
    submit,
)
from reviewer_app.worker import look, look_at_draft
from tests.unit.desk.conftest import a_company
from tests.unit.desk.filing_makers import FILLED

Report = dict[str, Any]


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""
    assert done <= total


@dataclass
class Filed:
    """A dossier on its way: files of a folder, and the case that they become."""

    desk: Desk
    home: Path
    dossier: Dossier
    company: Actor
    case_id: int = 0
    round_no: int = 0

    @classmethod
    def of(cls, folder: Path, desk: Desk, home: Path) -> "Filed":
        """Fill in what the folder tells; item 20 waits until it is asked for."""
        dossier = scan(folder, home / "unpacked")
        company = a_company(desk, dossier.company or "", dossier.credit_code or "")
        filed = cls(desk, home, dossier, company)
        filed.case_id = create_assessment(
            NewAssessment(year=dossier.year or 0), company, desk
        )
        filed._fill_in()
        for one in dossier.documents:
            if one.item != RECTIFICATION:
                filed._send(one)
        return filed

    @property
    def is_next(self) -> bool:
        """Tell whether the folder is that of a rectification."""
        return any(one.item == RECTIFICATION for one in self.dossier.documents)

    def go_on_after_return(self, reviewer: Actor) -> None:
        """Submit, have all findings returned, answer them, and bring item 20."""
        self.submit()
        finding_ids = tuple(one["id"] for one in self.checked()["findings"])
        self._return(reviewer, finding_ids)
        for one in finding_ids:
            said = AnswerFinding(
                case_id=self.case_id, finding_id=one, kind="disagrees", words="已整改"
            )
            answer_finding(said, self.company, self.desk)
        for file in self.dossier.documents:
            if file.item == RECTIFICATION:
                self._send(file)

    def prechecked(self) -> Report:
        """Have the worker check the draft, and return the report on record."""
        with self.desk.database.reading() as tx:
            revision = load_case(tx, self.case_id).revision
        look_at_draft(
            self.case_id, revision, self.desk, home=self.home, progress=no_progress
        )
        with self.desk.database.reading() as tx:
            newest = kept.newest_precheck(tx, self.case_id)
        assert newest is not None
        assert newest.failure is None
        assert newest.report_sha256 is not None
        return self._report(newest.report_sha256)

    def submit(self) -> None:
        """Submit what is in the drawer."""
        command = Submit(case_id=self.case_id, words="请审核", is_confirmed=True)
        self.round_no = submit(command, self.company, self.desk).round_no

    def checked(self) -> Report:
        """Have the worker check the round, and return the report on record."""
        look(
            self.case_id,
            self.round_no,
            self.desk,
            home=self.home,
            progress=no_progress,
        )
        chosen = select(rounds.c.report_sha256).where(
            rounds.c.case_id == self.case_id, rounds.c.number == self.round_no
        )
        with self.desk.database.reading() as tx:
            return self._report(tx.execute(chosen).scalar_one())

    def as_round(self) -> Round:
        """Return the submitted round as files and its ``dossier.yaml``."""
        told = round_to_check(self.case_id, self.round_no, self.desk.database)
        files = tuple(Laid(path, self.desk.files.path(sha)) for path, sha in told.files)
        return Round(files, told.dossier_yaml, told.year)

    def _report(self, sha256: str) -> Report:
        report: Report = json.loads(self.desk.files.path(sha256).read_bytes())
        return report

    def _fill_in(self) -> None:
        told = dict(FILLED)
        if self.dossier.qualification is not None:
            told["qualification_category"] = self.dossier.qualification.category
            told["qualification_grade"] = self.dossier.qualification.grade
        for item, why in self.dossier.not_applicable.items():
            told[f"{NOT_APPLICABLE}{item}"] = why
        for name, value in told.items():
            command = SaveField(case_id=self.case_id, name=name, value=value)
            save_field(command, self.company, self.desk)
        for person in self.dossier.personnel or ():
            self._save(person)

    def _save(self, person: Person) -> None:
        told = Told(
            person.name,
            person.id_number,
            certificate_number=person.certificate_number,
            valid_until=person.valid_until.isoformat() if person.valid_until else "",
        )
        row = SavePerson(case_id=self.case_id, table=person.table, told=told)
        staff_id = save_person(row, self.company, self.desk)
        for one in self.dossier.documents:
            if one.path in person.files:
                self._send(one, staff_id)

    def _send(self, file: Document, staff_id: int | None = None) -> None:
        if staff_id is None and file.path.startswith(f"{PEOPLE_FOLDER}/"):
            return
        command = BeginUpload(
            case_id=self.case_id,
            upload_id=str(uuid4()),
            name=file.path,
            size_bytes=file.size_bytes,
            item=file.item if staff_id is None else None,
            staff_id=staff_id,
        )
        begin_upload(command, self.company, self.desk)
        with Path(file.location).open("rb") as content:
            arrived = Arrived(
                *self.desk.files.put(iter(lambda: content.read(1 << 20), b""))
            )
        finish_upload(command.upload_id, arrived, self.company, desk=self.desk)

    def _return(self, reviewer: Actor, finding_ids: tuple[str, ...]) -> None:
        case_id, desk = self.case_id, self.desk
        claim(Claim(case_id=case_id), reviewer, desk)
        word = Decide(
            case_id=case_id, finding_ids=finding_ids, verdict=Verdict.CONFIRMED
        )
        decide(word, reviewer, desk)
        due = desk.clock.now() + dt.timedelta(days=9)
        lines = tuple(Line(one, "不符合要求", "请整改") for one in finding_ids)
        letter = SaveLetter(case_id=case_id, lines=lines, deadline=due)
        save_letter(letter, reviewer, desk)
        graded = Release(
            case_id=case_id, grade=Grade.BASICALLY_QUALIFIED, reason="见通知书"
        )
        release(graded, reviewer, desk)


def a_reviewer(desk: Desk) -> Actor:
    """Make a reviewer."""
    values = {
        "account": "reviewer",
        "name": "沈核",
        "role": Role.REVIEWER,
        "is_active": True,
        "created_at": desk.clock.now(),
    }
    with desk.database.work() as tx:
        return load_user(tx, add_user(tx, values)).actor


def copy_out(round_: Round, folder: Path) -> Path:
    """Copy a round into a folder, as ``checker check`` takes it."""
    with laid_out(round_) as laid:
        laid.rename(folder)
    return folder
