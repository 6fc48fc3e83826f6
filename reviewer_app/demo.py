"""A demo: made-up companies, a case in every state, and somebody in every role."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, select

from checker.model.grade import Grade
from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.context.office_rows import ImportPlan
from reviewer_app.db.people import add_user, load_user
from reviewer_app.db.tables import users
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.review import Verdict
from reviewer_app.intake import FOLDER, DeskIntake
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.services.accounts import hash_password
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.desk import Desk
from reviewer_app.services.grading import Recommend, Release, recommend, release
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import Decide, decide
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
REASONS: tuple[tuple[str, str, str], ...] = (
    ("seen", "实际合格，系统看错", "it is fine, the machine misread"),
    ("elsewhere", "内容在别的页或文件里", "it stands on another page or file"),
    ("accepted", "瑕疵可接受", "a blemish that may pass"),
)
NAMES = (
    "济南样例路桥工程有限公司",
    "山东虚拟建设集团有限公司",
    "济南假想安装工程有限公司",
    "山东拟真市政工程有限公司",
    "济南例设钢结构有限公司",
    "山东范例装饰工程有限公司",
    "济南空设防水工程有限公司",
    "山东模拟幕墙工程有限公司",
)


@dataclass(frozen=True, slots=True)
class _Demo:
    desk: Desk
    reviewer: Actor
    admin: Actor
    samples: Path
    place: Place

    def bring_in(self, name: str, sample: str, *, is_checked: bool = True) -> int:
        """Import a sample dossier under another company's name."""
        intake = DeskIntake(self.reviewer, self.desk, self.samples)
        plan: ImportPlan = intake.look_into(f"{FOLDER}{sample}/dossier")
        code = _credit_code(NAMES.index(name))
        case_id = intake.bring_in(_renamed(plan, name, code))
        if is_checked:
            look(case_id, 1, self.desk, home=self.place.home, progress=_quiet)
        return case_id


def make_demo(place: Place, samples: Path) -> bool:
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
    demo = _Demo(desk, made["reviewer"], made["admin"], samples, place)
    demo.bring_in(NAMES[0], "clean")
    demo.bring_in(NAMES[1], "basically_qualified")
    demo.bring_in(NAMES[2], "unqualified")
    held = demo.bring_in(NAMES[3], "unqualified")
    claim(Claim(case_id=held), demo.reviewer, desk)
    _qualified(demo, demo.bring_in(NAMES[4], "clean"))
    _returned(demo, demo.bring_in(NAMES[5], "basically_qualified"))
    _recommended(demo, demo.bring_in(NAMES[6], "unqualified"))
    demo.bring_in(NAMES[7], "rectification", is_checked=False)
    return True


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


def _qualified(demo: _Demo, case_id: int) -> None:
    claim(Claim(case_id=case_id), demo.reviewer, demo.desk)
    _decide_all(demo, case_id, Verdict.DISMISSED)
    command = Release(case_id=case_id, grade=Grade.QUALIFIED, reason="材料齐全")
    release(command, demo.reviewer, demo.desk)


def _returned(demo: _Demo, case_id: int) -> None:
    claim(Claim(case_id=case_id), demo.reviewer, demo.desk)
    _decide_all(demo, case_id, Verdict.CONFIRMED)
    _write_letter(demo, case_id)
    command = Release(
        case_id=case_id, grade=Grade.BASICALLY_QUALIFIED, reason="按要求整改后可合格"
    )
    release(command, demo.reviewer, demo.desk)


def _recommended(demo: _Demo, case_id: int) -> None:
    """Leave a case with the chief; two steps are set only for as long as it takes."""
    claim(Claim(case_id=case_id), demo.reviewer, demo.desk)
    _decide_all(demo, case_id, Verdict.CONFIRMED)
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


def _decide_all(demo: _Demo, case_id: int, verdict: Verdict) -> None:
    view = read_dossier(case_id, demo.reviewer, demo.desk.database)
    ids = tuple(one.finding_id for one in view.findings)
    if ids:
        command = Decide(
            case_id=case_id, finding_ids=ids, verdict=verdict, reason_code="accepted"
        )
        decide(command, demo.reviewer, demo.desk)


def _renamed(plan: ImportPlan, name: str, code: str) -> ImportPlan:
    return replace(plan, company=name, credit_code=code, round_no=1)


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches how far a check of the demo is."""


def _credit_code(number: int) -> str:
    return f"91990100MA3DEM{number:03d}X"[:18]


def accounts() -> Iterable[str]:
    """Yield a line for each demo account."""
    for account, name, role in PEOPLE:
        yield f"  {account:<10} {PASSWORD}   {name} ({role.value})"
