"""People and companies of a desk that is served, put there without a screen."""

import datetime as dt
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, insert, select

from checker.model.grade import Grade
from checker.model.numbers import is_credit_code
from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.db.filing import read_fields
from reviewer_app.db.people import add_user, find_user
from reviewer_app.db.tables import cases, companies, drawer, rounds, sessions
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.domain.review import Verdict
from reviewer_app.queries.dossier import DossierView, read_dossier
from reviewer_app.services import accounts, settings
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.desk import Desk
from reviewer_app.services.grading import Release, release
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import AddFinding, Decide, add_finding, decide
from reviewer_app.worker import DbosJobs
from tests.e2e.walking import PASSWORD
from tests.unit.desk.filing_makers import Filer

PATIENCE_S = 300.0
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Filed:
    """A company's user and an assessment of theirs."""

    actor: Actor
    account: str
    case_id: int


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the screens of a desk: its database and files."""

    desk: Desk

    def add_reviewer(self) -> None:
        """Let one in, with a reason to dismiss what the machine misread."""
        actor = self._add("shen", Role.REVIEWER)
        administrator = Actor(actor.user_id, "管理", Role.ADMINISTRATOR)
        code = settings.AddReasonCode(code="misread", zh="机器误读", en="misread")
        settings.add_reason_code(code, administrator, self.desk)

    def give_back(self, company: str, *wanted: str) -> None:
        """Wait for the check of a company's round, and return it with findings."""
        desk, reviewer = self.desk, self._actor("shen")
        case_id = self._submitted(company, reviewer)
        claim(Claim(case_id=case_id), reviewer, desk)
        found = [one.finding_id for one in self._view(case_id, reviewer).findings]
        if found:
            said = Decide(
                case_id=case_id, finding_ids=tuple(found),
                verdict=Verdict.DISMISSED, reason_code="misread",
            )  # fmt: skip
            decide(said, reviewer, desk)
        lines = tuple(
            Line(add_finding(AddFinding(case_id=case_id, words=words), reviewer, desk),
                 words, "请补齐")
            for words in wanted
        )  # fmt: skip
        due = desk.clock.now() + dt.timedelta(days=9)
        letter = SaveLetter(case_id=case_id, lines=lines, deadline=due)
        save_letter(letter, reviewer, desk)
        graded = Release(
            case_id=case_id, grade=Grade.BASICALLY_QUALIFIED, reason="人工核对"
        )
        release(graded, reviewer, desk)

    def _submitted(self, company: str, reviewer: Actor) -> int:
        """Return a company's case once its newest round is checked."""
        mine = select(cases.c.id).join(companies).where(companies.c.name == company)
        with self.desk.database.reading() as tx:
            case_id = tx.execute(mine).scalar_one()
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if self._view(case_id, reviewer).rounds[-1].checked_at is not None:
                return int(case_id)
            time.sleep(0.5)
        raise AssertionError("the round was not checked")

    def _view(self, case_id: int, reviewer: Actor) -> DossierView:
        return read_dossier(case_id, reviewer, self.desk.database)

    def begin(self, account: str, *, is_filled: bool = False) -> Filed:
        """Add a company that has begun an assessment; its form may be filled in."""
        values = {
            "name": f"济南{account}建筑工程有限公司",
            "credit_code": _code_of(account),
            "kind": CompanyKind.BUILDER.value,
            "created_at": self.desk.clock.now(),
        }
        with self.desk.database.work() as tx:
            company_id = tx.execute(insert(companies).values(values)).lastrowid
        actor = self._add(account, Role.COMPANY, company_id)
        filer = Filer(self.desk, actor)
        case_id = filer.begin()
        if is_filled:
            filer.fill_in(case_id)
        return Filed(actor, account, case_id)

    def _actor(self, account: str) -> Actor:
        with self.desk.database.reading() as tx:
            found = find_user(tx, account)
        assert found is not None
        return found.actor

    def _add(self, account: str, role: Role, company_id: int | None = None) -> Actor:
        name = "沈核" if company_id is None else "秦样华"
        values = {
            "account": account, "name": name, "role": role, "company_id": company_id,
            "password_hash": accounts.hash_password(PASSWORD), "is_active": True,
            "created_at": self.desk.clock.now(),
        }  # fmt: skip
        with self.desk.database.work() as tx:
            user_id = add_user(tx, values)
        return Actor(user_id, name, role, company_id)

    def end_sessions(self, of: Filed) -> None:
        with self.desk.database.work() as tx:
            tx.execute(delete(sessions).where(sessions.c.user_id == of.actor.user_id))

    def value(self, of: Filed, name: str) -> str:
        with self.desk.database.reading() as tx:
            return read_fields(tx, of.case_id).get(name, "")

    def contents(self, of: Filed) -> list[tuple[str, bytes]]:
        """Return what lies in the drawer: names and bytes."""
        kept = select(drawer.c.name, drawer.c.sha256).where(
            drawer.c.case_id == of.case_id, drawer.c.removed_at.is_(None)
        )
        with self.desk.database.reading() as tx:
            rows = tx.execute(kept.order_by(drawer.c.id)).all()
        return [
            (one.name, self.desk.files.path(one.sha256).read_bytes()) for one in rows
        ]

    def rounds(self, of: Filed) -> list[int]:
        mine = select(rounds.c.number).where(rounds.c.case_id == of.case_id)
        with self.desk.database.reading() as tx:
            return list(tx.execute(mine).scalars())


def _code_of(account: str) -> str:
    """Return a made-up credit code with the right check digit."""
    stem = f"91990100MA8{sum(account.encode()):06}"
    return next(stem + one for one in ALPHABET if is_credit_code(stem + one))


def stand_behind(home: Path) -> Behind:
    """Open the desk in a folder beside the server that will serve it."""
    place = Place(home, f"sqlite:///{home / 'desk.db'}")
    return Behind(open_desk(place, DbosJobs(place)))
