"""Faked: what chiefs, administrators and auditors read, packs, and imports."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.context import case_rows as cases
from reviewer_app.context import office_rows as office
from reviewer_app.context.public_rows import ItemToTry, ServiceLines
from reviewer_app.domain.people import Role
from reviewer_app.domain.states import State
from reviewer_app.pack_work import built_in, items_to_try
from tests.app.fake_rows import (
    GRADES,
    NAMES,
    NOW,
    PEOPLE,
    queue_row,
    report,
    report_of,
)


class HasStates(Protocol):
    """A desk that knows where each case stands."""

    states: dict[int, State]


@dataclass
class FakeOffice:
    """The reading side, but for single cases."""

    desk: HasStates

    def to_accept(self) -> tuple[cases.AcceptRow, ...]:
        return tuple(
            cases.AcceptRow(
                number, NAMES[number - 1], GRADES[number % 3],
                Grade(report_of(number)["grade"]),
                "问题集中在一项，企业已说明", "沈核", NOW - dt.timedelta(hours=number),
                4, number % 2,
            )
            for number, state in self.desk.states.items()
            if state is State.TO_ACCEPT
        )  # fmt: skip

    def progress(self) -> office.ProgressView:
        rows = tuple(
            queue_row(number, state)
            for number, state in self.desk.states.items()
            if state is State.IN_REVIEW
        )
        people = (
            office.ReviewerRow(1, "沈核", len(rows), 41, 11.5),
            office.ReviewerRow(5, "林审", 6, 38, 12.0),
            office.ReviewerRow(6, "何阅", 3, 52, 9.8),
        )
        return office.ProgressView(214, 9, 23.8, people, rows)

    def log(self, wanted: office.LogWanted) -> office.LogView:
        acts = (
            ("import", "", "submitted", "管理", Role.ADMINISTRATOR, ""),
            ("claim", "submitted", "in_review", "沈核", Role.REVIEWER, ""),
            ("decide", "in_review", "in_review", "沈核", Role.REVIEWER, "人工可辨认"),
            ("recommend", "in_review", "to_accept", "沈核", Role.REVIEWER, ""),
            (
                "send_back",
                "to_accept",
                "in_review",
                "宗复",
                Role.CHIEF,
                "请再看第 7 项",
            ),
            ("accept", "to_accept", "returned", "宗复", Role.CHIEF, ""),
        )
        rows = tuple(
            office.LogRow(
                at + 1,
                NOW + dt.timedelta(minutes=at),
                who,
                role,
                name,
                1,
                NAMES[0],
                before,
                after,
                why,
            )
            for at, (name, before, after, who, role, why) in enumerate(acts)
            if wanted.search in NAMES[0]
        )
        return office.LogView(rows, has_more=False)  # fmt: skip

    def verify_log(self) -> Text | None:
        return None

    def figures(self, since: dt.date, until: dt.date) -> office.FiguresView:
        counted = tuple(
            office.FigureRow(
                number,
                NAMES[number - 1],
                state,
                GRADES[number % 3] if number > 4 else None,
                1 + number % 2,
                6.0 + number,
                5.0 + number if number > 4 else None,
                NOW.date() - dt.timedelta(days=number),
            )
            for number, state in self.desk.states.items()
        )
        rules = (
            office.RuleFigure("seal.missing", "01", 42, 36, 4, 0, 0.77, 0.96),
            office.RuleFigure("red_header.missing", "05", 31, 24, 5, 0, 0.65, 0.92),
            office.RuleFigure("legibility.illegible", None, 17, 11, 6, 1, 0.41, 0.83),
            office.RuleFigure("orientation.turned", None, 12, 12, 0, 0, 0.76, 1.0),
        )
        return office.FiguresView(counted if since <= until else (), rules)  # fmt: skip

    def reason_codes(self) -> tuple[office.ReasonCode, ...]:
        return (
            office.ReasonCode("misread", Text("机器误读", "misread by the machine")),
            office.ReasonCode("elsewhere", Text("在其他文件中", "in another document")),
            office.ReasonCode("readable", Text("人工可辨认", "a person can read it")),
            office.ReasonCode("not_applicable", Text("本单位不适用", "does not apply")),
            office.ReasonCode("old", Text("旧代码", "an old code"), is_active=False),
        )

    def users(self) -> tuple[office.UserRow, ...]:
        return tuple(
            office.UserRow(a.user_id, account, a.name, a.role, is_active=True)
            for account, a in PEOPLE.items()
        )

    def tokens(self) -> tuple[office.TokenRow, ...]:
        return (office.TokenRow(1, "夜间导入", NOW),)

    def settings(self) -> Mapping[str, object]:
        return {
            "two_steps": True,
            "claim_hours": 72,
            "deadline_days": 15,
            "contacts": "济南样本区住建服务中心 审核科 0531-00000000",
        }

    def service_lines(self) -> ServiceLines:
        return ServiceLines("0531-00000001", "0531-00000002", "工作日 9:00–17:00")

    def items_to_try(self) -> tuple[ItemToTry, ...]:
        found = items_to_try(built_in())
        return tuple(ItemToTry(code, title) for code, title in found)


class FakePacks:
    """Two versions of a pack, with the rules of this repository."""

    def all(self) -> tuple[office.PackRow, ...]:
        return (
            office.PackRow(
                "9f2c" * 16, "济南市动态考核", 2022, "2.0", "draft", "管理", NOW,
                "调整第 3 项", None,
            ),
            office.PackRow(
                "5ab1" * 16, "济南市动态考核", 2021, "1.2", "in_force", "管理",
                NOW, "首次公布", dt.date(2021, 12, 1),
            ),
        )  # fmt: skip

    def files(self, digest: str) -> Mapping[str, str]:
        folder = Path(__file__).parents[2] / "rules" / "jinan-safety-licence"
        return {
            file.name: file.read_text("utf-8")
            for file in sorted(folder.glob("*.yaml"))
            if digest
        }

    def check(self, digest: str, file: str, text: str) -> office.PackCheck:
        faults: tuple[office.PackFault, ...] = ()
        if "id:" not in text:
            words = Text("缺少 id", "id is missing")
            faults = (office.PackFault(file, 1, words),)
        change = Text(
            "第 03 项：年度由 2021 改为 2022", "Item 03: year 2021 becomes 2022"
        )
        return office.PackCheck(faults, 186, (), (change,) if digest[0] == "9" else ())

    def save(self, digest: str, file: str, text: str) -> str:
        return digest if file and text else ""

    def copy(self, digest: str, year: int) -> str:
        return digest if year else ""

    def propose(self, digest: str, day: dt.date) -> None:
        pass

    def approve(self, digest: str) -> None:
        pass


class FakeIntake:
    """One upload that holds a dossier."""

    def look_into(self, source: str) -> office.ImportPlan:
        given = report("unqualified")
        files = tuple(
            office.PlannedFile(d["path"], 84_000, d["item"])
            for d in given["documents"][:12]
        )
        bad = Text("不是 PDF，请先转换", "not a PDF, please convert it")
        return office.ImportPlan(
            source, "山东例言机电安装有限公司", "91990100MA6619820A", 2021, 1,
            (*files, office.PlannedFile("说明.docx", 12_000, None, bad)),
        )  # fmt: skip

    def bring_in(self, plan: office.ImportPlan) -> int:
        return 5 if plan.company else 0
