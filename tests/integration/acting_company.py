"""What companies do, without end, each step said once it is done: to be killed.

Whoever is killed is followed by another who goes through the same story again with the
same orders, as a browser does that got no answer.
"""

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import select

from checker.model.grade import Grade
from checker.model.numbers import is_credit_code
from reviewer_app.clock import SystemClock
from reviewer_app.db import filing as kept
from reviewer_app.db.engine import open_engine
from reviewer_app.db.people import find_user
from reviewer_app.db.tables import drawer
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.people import Actor
from reviewer_app.domain.review import Verdict
from reviewer_app.files import FolderStore, Partials
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
    Withdraw,
    answer_finding,
    submit,
    withdraw,
)
from tests.integration.acting import NoJobs
from tests.unit.desk.conftest import a_company, a_finding
from tests.unit.desk.filing_makers import FILLED, TOLD

PIECE_BYTES = 60_000
REVIEWER = "reviewer"

LOGGED = (
    *("create", "edit", "edit", "edit", "edit", "submit", "withdraw", "submit"),
    *("checked", "claim", "decide", "save_letter", "release"),
    *("answer", "edit", "edit", "resubmit"),
)
"""The acts of a whole story, as the log has them."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file of a story; ``replaces``: name of the upload whose file it replaces."""

    name: str
    item: str
    replaces: str = ""


FIRST, SECOND = Sent("机构", "01"), Sent("备案", "07")
MENDED, BETTER = Sent("整改", "20"), Sent("新机构", "01", "机构")


def open_place(home: Path) -> tuple[Desk, Partials]:
    """Return a desk whose tables are there, and where its uploads arrive."""
    store = FolderStore(home / "files")
    store.prepare()
    partials = Partials(home / "files" / "partial")
    partials.prepare()
    database = Database(open_engine(f"sqlite:///{home / 'desk.db'}"))
    return Desk(database, SystemClock(), store, NoJobs()), partials


def content_of(story: int, file: Sent) -> bytes:
    """Return the bytes of a file: others in each story."""
    word = f"%PDF-1.4 {story} {file.name} ".encode()
    return word * (2 * PIECE_BYTES // len(word) + 1)


def credit_code_of(story: int) -> str:
    """Return the code of a story's company; the story's number stands in it."""
    begin = f"9137{story:013}"
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return next(begin + one for one in letters if is_credit_code(begin + one))


def upload_id_of(story: int, file: Sent) -> str:
    """Return the id that a story's upload has each time."""
    return str(uuid5(NAMESPACE_OID, f"{story}-{file.name}"))


@dataclass(frozen=True, slots=True)
class Story:
    """One company's way from 「新增」 to 「重新提交」."""

    number: int
    desk: Desk
    partials: Partials
    said: int

    def tell(self) -> None:
        """Go through the story; what was done before is not done again."""
        company, reviewer = self._company(), self._user(REVIEWER)
        new = NewAssessment(self._id("create"), year=2021)
        case_id = create_assessment(new, company, self.desk)
        self._say("create", str(case_id))
        self._fill_in(case_id, company)
        self._send(case_id, company, FIRST)
        self._send(case_id, company, SECOND)
        self._submit(case_id, company, "first")
        withdraw(Withdraw(self._id("withdraw"), case_id), company, self.desk)
        self._say("withdraw")
        self._submit(case_id, company, "second")
        self._give_back(case_id, reviewer)
        said = AnswerFinding(self._id("answer"), case_id, "f1", "fixed")
        answer_finding(said, company, self.desk)
        self._say("answer")
        self._send(case_id, company, MENDED)
        self._send(case_id, company, BETTER)
        self._submit(case_id, company, "third")
        self._say("done")

    def _fill_in(self, case_id: int, company: Actor) -> None:
        with self.desk.database.work() as tx:
            now = self.desk.clock.now()
            for name, value in FILLED.items():
                kept.put_field(tx, case_id, name, value=value, at=now)
        field = SaveField(self._id("field"), case_id, "remarks", f"第 {self.number} 家")
        save_field(field, company, self.desk)
        self._say("field")
        row = SavePerson(self._id("person"), case_id, told=TOLD)
        save_person(row, company, self.desk)
        self._say("person")

    def _send(self, case_id: int, company: Actor, file: Sent) -> None:
        """Send a file in pieces, from where the last one who tried had come."""
        content, upload_id = content_of(self.number, file), self.upload_id(file)
        if self._is_there(file):
            self._say("file", upload_id, file.name)
            return
        command = BeginUpload(
            case_id=case_id,
            upload_id=upload_id,
            name=f"{file.name}.pdf",
            size_bytes=len(content),
            item=file.item,
            replaces_id=self._replaced(file),
        )
        begin_upload(command, company, self.desk)
        self._say("begun", upload_id)
        self._finish(company, file, content)
        self._say("file", upload_id, file.name)

    def _is_there(self, file: Sent) -> bool:
        with self.desk.database.reading() as tx:
            known = kept.find_upload(tx, self.upload_id(file))
        return known is not None and known.drawer_id is not None

    def _finish(self, company: Actor, file: Sent, content: bytes) -> None:
        upload_id, size = self.upload_id(file), len(content)
        while (there := self.partials.received(upload_id)) < size:
            piece = content[there : there + PIECE_BYTES]
            got = asyncio.run(self._append(upload_id, there, piece, most=size))
            self._say("piece", upload_id, str(got))
        store = self.desk.files
        assert isinstance(store, FolderStore)
        arrived = Arrived(*store.adopt(self.partials.path(upload_id)))
        finish_upload(upload_id, arrived, company, desk=self.desk)

    async def _append(
        self, upload_id: str, offset: int, piece: bytes, *, most: int
    ) -> int:
        async def stream() -> AsyncIterator[bytes]:
            yield piece

        return await self.partials.append(upload_id, offset, stream(), most=most)

    def upload_id(self, file: Sent) -> str:
        """Return the id of an upload of this story."""
        return upload_id_of(self.number, file)

    def _replaced(self, file: Sent) -> int | None:
        if not file.replaces:
            return None
        with self.desk.database.reading() as tx:
            old = kept.find_upload(tx, self.upload_id(Sent(file.replaces, file.item)))
        return None if old is None else old.drawer_id

    def _submit(self, case_id: int, company: Actor, which: str) -> None:
        command = Submit(self._id(which), case_id, "请审核", is_confirmed=True)
        receipt = submit(command, company, self.desk)
        self._say("submit", which, str(receipt.round_no))

    def _give_back(self, case_id: int, reviewer: Actor) -> None:
        desk = self.desk
        record_report(RecordReport(case_id, 1, self._report()), desk)
        claim(Claim(self._id("claim"), case_id), reviewer, desk)
        word = Decide(self._id("decide"), case_id, ("f1",), Verdict.CONFIRMED)
        decide(word, reviewer, desk)
        line = Line("f1", "没有公章", "请盖章")
        due = desk.clock.now() + dt.timedelta(days=9)
        letter = SaveLetter(self._id("letter"), case_id, lines=(line,), deadline=due)
        save_letter(letter, reviewer, desk)
        graded = Release(self._id("release"), case_id, Grade.BASICALLY_QUALIFIED)
        release(graded, reviewer, desk)
        self._say("release")

    def _report(self) -> dict[str, object]:
        with self.desk.database.reading() as tx:
            hashes = [row.sha256 for row in tx.execute(select(drawer.c.sha256))]
        return {
            "ruleset": {"id": "small", "sha256": "ab" * 32},
            "grade": "basically_qualified",
            "grade_reasons": [],
            "items": [],
            "documents": [{"path": "01-机构.pdf", "sha256": hashes[0]}],
            "findings": [a_finding("f1")],
            "timing": {"pages": 1},
        }

    def _company(self) -> Actor:
        code = credit_code_of(self.number)
        with self.desk.database.reading() as tx:
            known = find_user(tx, f"user-{code}")
        if known is not None:
            return known.actor
        return a_company(self.desk, f"第 {self.number} 家有限公司", code)

    def _user(self, account: str) -> Actor:
        with self.desk.database.reading() as tx:
            found = find_user(tx, account)
        assert found is not None
        return found.actor

    def _id(self, what: str) -> str:
        return f"{self.number}-{what}"

    def _say(self, *words: str) -> None:
        # Straight to the kernel: what was said outlives whoever said it.
        os.write(self.said, " ".join((str(self.number), *words, "\n")).encode())


def act(home: Path, number: int, ready: Connection) -> None:
    """Tell stories from one number on, until killed."""
    desk, partials = open_place(home)
    said = os.open(home / "said", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    ready.send(number)
    while True:
        Story(number, desk, partials, said).tell()
        number += 1
