"""A demo: made-up companies, a case in every state, and somebody in every role."""

import datetime as dt
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, select

from checker.model.grade import Grade
from reviewer_app.bootstrap import Place as Home
from reviewer_app.bootstrap import open_desk
from reviewer_app.db.cases import load_case
from reviewer_app.db.people import add_user, load_user
from reviewer_app.db.tables import users
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.review import Verdict
from reviewer_app.intake import FOLDER, DeskIntake
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.services.accounts import hash_password
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
from reviewer_app.services.grading import (
    Close,
    Recommend,
    Release,
    close,
    recommend,
    release,
)
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import (
    AddFinding,
    Decide,
    Place,
    add_finding,
    decide,
)
from reviewer_app.services.settings import (
    AddReasonCode,
    PutSetting,
    add_reason_code,
    put_setting,
)
from reviewer_app.worker import DbosJobs, look

PASSWORD = "demo-2022-jinan"  # noqa: S105 - printed at the start, for made-up data only

PEOPLE: tuple[tuple[str, str, Role], ...] = (
    ("reviewer", "沈核", Role.REVIEWER),
    ("reviewer2", "陆审", Role.REVIEWER),
    ("chief", "宗复", Role.CHIEF),
    ("admin", "管理", Role.ADMINISTRATOR),
    ("auditor", "计查", Role.AUDITOR),
)
COMPANY: tuple[str, str] = ("company", "钱经办")
"""Account and name of a company's user: one case is returned, a draft is begun."""

DRAFTED: dict[str, str] = {
    "address": "济南市示例区样板路 1 号",
    "legal_representative": "秦样华",
    "qualification_category": "general_contracting",
    "qualification_grade": "2",
    "contact_phone": "13800000000",
    "project_count": "2",
}
"""Fields of the draft that are filled in already."""

REASONS: tuple[tuple[str, str, str], ...] = (
    ("seen", "实际合格，系统看错", "it is fine, the machine misread"),
    ("elsewhere", "内容在别的页或文件里", "it stands on another page or file"),
    ("accepted", "瑕疵可接受", "a blemish that may pass"),
)
MORE, SEED = 4, 5501
"""So many further dossiers are drawn for the demo, with random faults."""


@dataclass(frozen=True, slots=True)
class _Demo:
    desk: Desk
    reviewer: Actor
    chief: Actor
    admin: Actor
    place: Home

    def bring_in(self, root: Path, name: str, *, is_checked: bool = True) -> int:
        """Import a dossier and, unless the worker shall, check it."""
        intake = DeskIntake(self.reviewer, self.desk, root)
        case_id = intake.bring_in(intake.look_into(f"{FOLDER}{name}/dossier"))
        if is_checked:
            look(case_id, 1, self.desk, home=self.place.home, progress=_quiet)
        return case_id


def make_demo(place: Home, samples: Path) -> bool:
    """Fill an empty desk; False where somebody has an account already.

    Args:
        place: where the desk keeps things.
        samples: the folder of the four sample sets.
    """
    desk = open_desk(place, DbosJobs(place))
    with desk.database.reading() as tx:
        if tx.execute(select(func.count()).select_from(users)).scalar_one():
            return False
    made = _people(desk)
    for code, zh, en in REASONS:
        command = AddReasonCode(code=code, zh=zh, en=en)
        add_reason_code(command, made["admin"], desk)
    demo = _Demo(desk, made["reviewer"], made["chief"], made["admin"], place)
    demo.bring_in(samples, "clean")
    held = demo.bring_in(samples, "unqualified")
    claim(Claim(case_id=held), demo.reviewer, desk)
    returned = demo.bring_in(samples, "basically_qualified")
    _returned(demo, returned)
    _draft(demo, _company_user(demo, returned), samples / "clean" / "dossier")
    demo.bring_in(samples, "rectification", is_checked=False)
    for number, root in enumerate(_drawn(samples, place.home / "demo")):
        _OTHERS[number](demo, demo.bring_in(root.parent, root.name))
    return True


def _drawn(samples: Path, out: Path) -> Iterator[Path]:
    """Draw more dossiers, one after the other, and yield their folders."""
    for seed in range(SEED, SEED + MORE):
        line = [sys.executable, "-m", "sample_data.build", "--random", "1"]
        line += ["--seed", str(seed), "--out", str(out)]
        subprocess.run(line, check=True, cwd=samples.absolute().parent)  # noqa: S603
        yield out / f"random-{seed}"


def _people(desk: Desk) -> dict[str, Actor]:
    hashed = hash_password(PASSWORD)
    made = {}
    with desk.database.work() as tx:
        for account, name, role in PEOPLE:
            values = {
                "account": account,
                "name": name,
                "role": role,
                "password_hash": hashed,
                "is_active": True,
                "created_at": desk.clock.now(),
            }
            made[account] = load_user(tx, add_user(tx, values)).actor
    return made


def _company_user(demo: _Demo, case_id: int) -> Actor:
    """Give the company of a case an account."""
    account, name = COMPANY
    with demo.desk.database.work() as tx:
        values = {
            "account": account,
            "name": name,
            "role": Role.COMPANY,
            "company_id": load_case(tx, case_id).company_id,
            "password_hash": hash_password(PASSWORD),
            "is_active": True,
            "created_at": demo.desk.clock.now(),
        }
        return load_user(tx, add_user(tx, values)).actor


def _draft(demo: _Demo, actor: Actor, source: Path) -> None:
    """Begin the next year's assessment: some fields, two files."""
    desk, year = demo.desk, demo.desk.clock.now().year - 1
    case_id = create_assessment(NewAssessment(year=year), actor, desk)
    for name, value in DRAFTED.items():
        save_field(SaveField(case_id=case_id, name=name, value=value), actor, desk)
    for file in sorted(source.glob("07*.pdf")) + sorted(source.glob("03*.pdf")):
        upload = BeginUpload(
            case_id=case_id,
            upload_id=str(uuid4()),
            name=file.name,
            size_bytes=file.stat().st_size,
            item=file.name[:2],
        )
        begin_upload(upload, actor, desk)
        kept = Arrived(*desk.files.put(iter([file.read_bytes()])))
        finish_upload(upload.upload_id, kept, actor, desk=desk)


def _qualified(demo: _Demo, case_id: int) -> None:
    claim(Claim(case_id=case_id), demo.reviewer, demo.desk)
    _decide_all(demo, case_id, Verdict.DISMISSED)
    command = Release(case_id=case_id, grade=Grade.QUALIFIED, reason="材料齐全")
    release(command, demo.reviewer, demo.desk)


def _returned(demo: _Demo, case_id: int) -> None:
    claim(Claim(case_id=case_id), demo.reviewer, demo.desk)
    _find_something(demo, case_id)
    _write_letter(demo, case_id)
    command = Release(
        case_id=case_id, grade=Grade.BASICALLY_QUALIFIED, reason="按要求整改后可合格"
    )
    release(command, demo.reviewer, demo.desk)


def _recommended(demo: _Demo, case_id: int) -> None:
    """Leave a case with the chief; two steps are set only for as long as it takes."""
    claim(Claim(case_id=case_id), demo.reviewer, demo.desk)
    _find_something(demo, case_id)
    _write_letter(demo, case_id)
    two_steps = PutSetting(name="two_steps", value=True)
    put_setting(two_steps, demo.admin, demo.desk)
    command = Recommend(case_id=case_id, grade=Grade.UNQUALIFIED, reason="重要材料缺失")
    recommend(command, demo.reviewer, demo.desk)
    put_setting(replace(two_steps, value=False), demo.admin, demo.desk)


def _write_letter(demo: _Demo, case_id: int) -> None:
    view = read_dossier(case_id, demo.reviewer, demo.desk.database)
    lines = tuple(
        Line(one.finding_id, one.message.zh, one.remedy.zh) for one in view.findings
    )
    deadline = demo.desk.clock.now() + dt.timedelta(days=15)
    letter = SaveLetter(
        case_id=case_id,
        opening="经审核，你单位提交的动态考核材料存在下列问题，请按要求整改。",
        lines=lines,
        closing="整改材料请在第 20 项上传。",
        contacts="0531-00000000",
        deadline=deadline,
    )
    save_letter(letter, demo.reviewer, demo.desk)


def _find_something(demo: _Demo, case_id: int) -> None:
    _decide_all(demo, case_id, Verdict.CONFIRMED)
    place = Place(item="04")
    command = AddFinding(
        case_id=case_id,
        place=place,
        words="投入汇总表没有单位负责人签字",
        remedy="请补签后重新扫描上传",
    )
    add_finding(command, demo.reviewer, demo.desk)


def _decide_all(demo: _Demo, case_id: int, verdict: Verdict) -> None:
    view = read_dossier(case_id, demo.reviewer, demo.desk.database)
    ids = tuple(one.finding_id for one in view.findings)
    if ids:
        command = Decide(
            case_id=case_id, finding_ids=ids, verdict=verdict, reason_code="accepted"
        )
        decide(command, demo.reviewer, demo.desk)


def _closed(demo: _Demo, case_id: int) -> None:
    """Return a case long ago, and close it: its deadline has passed."""
    past = replace(demo, desk=replace(demo.desk, clock=_Past()))
    _returned(past, case_id)
    close(Close(case_id=case_id), demo.chief, demo.desk)


def _waiting(_demo: _Demo, _case_id: int) -> None:
    """Leave a case in the queue."""


_OTHERS = (_qualified, _recommended, _closed, _waiting)
"""What becomes of the dossiers that are drawn."""


class _Past:
    """A clock of two months ago."""

    def now(self) -> dt.datetime:
        """Return that moment."""
        return dt.datetime.now(dt.UTC) - dt.timedelta(days=60)


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches how far a check of the demo is."""


def accounts() -> Iterable[str]:
    """Yield a line for each demo account."""
    company = (*COMPANY, Role.COMPANY)
    for account, name, role in (*PEOPLE, company):
        yield f"  {account:<10} {PASSWORD}   {name} ({role.value})"
