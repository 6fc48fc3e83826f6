"""What stands behind the screens, faked: made-up companies, real findings.

The findings are those of two sample dossiers (``reports.json``, as ``checker check``
wrote them, shortened).
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app import _seam as seam
from reviewer_app.context import NOBODY, C, Ctx, Going, R, Verb
from reviewer_app.domain.acts import Act
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State

NOW = dt.datetime(2022, 3, 9, 2, 30, tzinfo=dt.UTC)
PEOPLE = {
    "shen": Actor(1, "沈核", Role.REVIEWER),
    "zong": Actor(2, "宗复", Role.CHIEF),
    "guan": Actor(3, "管理", Role.ADMINISTRATOR),
    "ji": Actor(4, "稽录", Role.AUDITOR),
}
NAMES = (
    "山东样本建筑安装有限公司",
    "济南示例建设集团有限公司",
    "济南虚构建筑工程有限公司",
    "济南假设市政工程有限公司",
    "山东范例钢结构有限公司",
    "济南拟名装饰工程有限公司",
    "山东无此建筑劳务有限公司",
    "济南模本地基基础工程有限公司",
    "山东例言机电安装有限公司",
    "济南佚名园林绿化工程有限公司",
    "山东设想路桥建设有限公司",
    "济南空谷防水工程有限公司",
)
GRADES = (Grade.UNQUALIFIED, Grade.BASICALLY_QUALIFIED, Grade.QUALIFIED)
SUBMITTED, REVIEW, ACCEPT = State.SUBMITTED, State.IN_REVIEW, State.TO_ACCEPT
STATES = (
    REVIEW, REVIEW, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED,
    ACCEPT, ACCEPT, State.RETURNED, State.QUALIFIED,
)  # fmt: skip


@cache
def report(name: str) -> dict[str, Any]:
    """Return a sample's report."""
    text = (Path(__file__).parent / "reports.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text)[name])


def report_of(case_id: int) -> dict[str, Any]:
    """Return the report that a case shows."""
    return report("unqualified" if case_id % 2 else "basically_qualified")


@dataclass
class FakeDesk:
    """All that screens ask, kept in memory; what was done is in ``acts``."""

    actor: Actor = PEOPLE["shen"]
    acts: list[object] = field(default_factory=list)
    refuse: str = ""
    states: dict[int, State] = field(
        default_factory=lambda: dict(enumerate(STATES, start=1))
    )
    said: dict[str, seam.Decide] = field(default_factory=dict)
    order: list[tuple[str, ...]] = field(default_factory=list)
    added: list[seam.AddFinding] = field(default_factory=list)
    notes: list[seam.NoteRow] = field(default_factory=list)
    sessions: dict[str, Actor] = field(default_factory=dict)

    def act(self, verb: Verb[C, R], command: C) -> R:
        """Keep what was ordered, and do the little that a preview needs."""
        if self.refuse:
            raise RefusedError("condition", self.refuse, self.refuse)
        self.acts.append(command)
        answer = self._answer(command)
        return cast("R", answer)

    def _answer(self, command: object) -> object:
        match command:
            case seam.LogIn(account=account, password=password):
                if account not in PEOPLE or password != "demo-desk-1":
                    raise RefusedError(
                        "not_permitted", "账号或密码不对", "Wrong account or password"
                    )
                self.sessions[account] = PEOPLE[account]
                return seam.SessionToken(account, PEOPLE[account].user_id)
            case seam.Claim(case_id=case_id):
                self.states[case_id] = State.IN_REVIEW
            case seam.ClaimNext(count=count):
                free = [n for n, s in self.states.items() if s is State.SUBMITTED]
                for number in free[:count]:
                    self.states[number] = State.IN_REVIEW
                return tuple(free[:count])
            case seam.Decide():
                self.order.append(command.finding_ids)
                self.said.update(dict.fromkeys(command.finding_ids, command))
            case seam.Undo():
                for finding_id in self.order.pop() if self.order else ():
                    self.said.pop(finding_id, None)
            case seam.AddFinding():
                self.added.append(command)
            case seam.Note():
                note = seam.NoteRow(self.actor.name, NOW, command.words)
                self.notes.append(note)
            case seam.Release():
                good = command.grade is Grade.QUALIFIED
                self.states[command.case_id] = (
                    State.QUALIFIED if good else State.RETURNED
                )
            case seam.Recommend():
                self.states[command.case_id] = State.TO_ACCEPT
            case seam.Accept():
                self.states[command.case_id] = State.RETURNED
            case seam.SendBack():
                self.states[command.case_id] = State.IN_REVIEW
            case _:
                pass
        return None

    def who(self, token: str | None) -> Actor | None:
        """Return whose session this is."""
        return PEOPLE.get(token or "")

    def context(self, actor: Actor | None, go: Going, language: str = "zh") -> Ctx:
        """Return what a screen is given."""
        self.actor = actor or NOBODY
        queries = FakeQueries(self)
        return Ctx(self.actor, self.act, queries, go, NOW, language)


@dataclass
class FakeQueries:
    """The read side."""

    desk: FakeDesk

    def queue(self, tab: str, search: str, page: int) -> seam.QueueView:
        wanted = {
            "to_claim": {State.SUBMITTED},
            "mine": {State.IN_REVIEW},
            "to_accept": {State.TO_ACCEPT},
            "returned": {State.RETURNED},
            "done": {State.QUALIFIED, State.CLOSED},
        }
        states = self.desk.states
        tabs = {
            name: sum(1 for state in states.values() if state in group)
            for name, group in wanted.items()
        }
        rows = tuple(
            _queue_row(number, state)
            for number, state in states.items()
            if state in wanted[tab] and search in NAMES[number - 1]
        )
        return seam.QueueView(tabs, rows, len(rows))

    def dossier(self, case_id: int) -> seam.DossierView:
        given = report_of(case_id)
        files = {d["path"]: d for d in given["documents"]}
        findings = tuple(self._finding(f, files) for f in given["findings"])
        items = tuple(_tile(item, files, findings) for item in given["items"])
        return seam.DossierView(
            self._head(case_id),
            {
                "企业名称": NAMES[case_id - 1],
                "统一社会信用代码": given["dossier"]["credit_code"],
                "注册地址": "济南市样本区例子路 8 号",
                "法定代表人": "王样华",
                "资质类别与等级": "建筑工程施工总承包 二级",
                "安全生产许可证": "（鲁）JZ安许证字〔2019〕000000，2022-06-30 止",
                "考核年度": "2021",
                "在建项目": "3",
                "意见": "材料已核对，申请审核",
            },
            items,
            _people(files, findings),
            findings + self._added(case_id),
            (seam.RoundRow(1, NOW - dt.timedelta(days=2), None, "沈核"),),
            tuple(self.desk.notes),
            seam.Suggestion(
                Grade(given["grade"]),
                tuple(Text(**line) for line in given["grade_arithmetic"]),
            ),
        )

    def _head(self, case_id: int) -> seam.CaseHead:
        return seam.CaseHead(
            case_id,
            NAMES[case_id - 1],
            report_of(case_id)["dossier"]["credit_code"],
            2021,
            1,
            self.desk.states[case_id],
            "沈核" if self.desk.states[case_id] is not State.SUBMITTED else None,
            NOW - dt.timedelta(hours=26 + case_id),
            "济南市 2021 年度 1.2",
        )

    def _finding(
        self, given: Mapping[str, Any], files: Mapping[str, Any]
    ) -> seam.FindingRow:
        said = self.desk.said.get(given["id"])
        row = _finding(given, files)
        if said is None:
            return row
        return replace(
            row,
            decision=said.verdict,
            reason_code=said.reason_code or None,
            words=said.words,
        )

    def _added(self, case_id: int) -> tuple[seam.FindingRow, ...]:
        return tuple(
            seam.FindingRow(
                f"added-{at}", "added.by_reviewer", new.item, new.document, None,
                new.page_no, new.box, new.severity, "fail",
                Text(new.words, new.words), Text(new.remedy, new.remedy), {},
                {"document": "审核人员补充", "clause": ""},
                decision=Verdict.CONFIRMED, added_by="沈核",
            )
            for at, new in enumerate(self.desk.added)
            if new.case_id == case_id
        )  # fmt: skip

    def pages(self, case_id: int, document: str) -> tuple[seam.PageRow, ...]:
        for given in report_of(case_id)["documents"]:
            if given["path"] == document:
                return tuple(
                    seam.PageRow(p["number"], p["width_mm"], p["height_mm"], p, 0)
                    for p in given["pages"] or ()
                )
        return ()

    def allowed(self, case_id: int) -> tuple[Act, ...]:
        by_state = {
            State.SUBMITTED: (Act.CLAIM,),
            State.IN_REVIEW: (Act.DECIDE, Act.GIVE_BACK, Act.RECOMMEND),
            State.TO_ACCEPT: (Act.ACCEPT, Act.SEND_BACK),
        }
        return by_state.get(self.desk.states[case_id], ())

    def letter(self, case_id: int) -> seam.LetterView:
        view = self.dossier(case_id)
        standing = [f for f in view.findings if f.decision is Verdict.CONFIRMED]
        if self.desk.states[case_id] is State.TO_ACCEPT:
            standing = list(view.findings)
        return seam.LetterView(
            1 if standing else None,
            dt.date(2022, 3, 24),
            self.settings()["contacts"],
            f"{view.case.company}：经审核，你单位 2021 年度动态考核材料存在下列问题，"
            "请按要求整改并重新提交。",
            "整改完成后，请打印整改情况说明并盖章，作为第 20 项上传。",
            tuple(
                seam.LetterRow(
                    f.finding_id, f.item, f.document or f"第 {f.item} 项",
                    f.message.zh, f.remedy.zh, "，".join(f.source.values()),
                )
                for f in sorted(standing, key=lambda f: f.item or "99")
            ),
        )  # fmt: skip

    def to_accept(self) -> tuple[seam.AcceptRow, ...]:
        return tuple(
            seam.AcceptRow(
                number, NAMES[number - 1], GRADES[number % 3],
                Grade(report_of(number)["grade"]),
                "问题集中在一项，企业已说明", "沈核", NOW - dt.timedelta(hours=number),
                4, number % 2,
            )
            for number, state in self.desk.states.items()
            if state is State.TO_ACCEPT
        )  # fmt: skip

    def progress(self) -> seam.ProgressView:
        rows = self.queue("mine", "", 1).rows
        people = (
            seam.ReviewerRow(1, "沈核", len(rows), 41, 11.5),
            seam.ReviewerRow(5, "林审", 6, 38, 12.0),
            seam.ReviewerRow(6, "何阅", 3, 52, 9.8),
        )
        return seam.ProgressView(214, 9, 23.8, people, rows)

    def log(self, person: str, act: str, search: str, page: int) -> seam.LogView:
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
            seam.LogRow(
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
            if person in who
        )
        return seam.LogView(rows, len(rows))  # fmt: skip

    def verify_log(self) -> Text | None:
        return None

    def packs(self) -> tuple[seam.PackRow, ...]:
        return (
            seam.PackRow(
                "9f2c" * 16, "济南市动态考核", 2022, "2.0", "draft", "管理", NOW,
                "调整第 3 项", None,
            ),
            seam.PackRow(
                "5ab1" * 16, "济南市动态考核", 2021, "1.2", "in_force", "管理",
                NOW, "首次公布", dt.date(2021, 12, 1),
            ),
        )  # fmt: skip

    def pack_files(self, digest: str) -> Mapping[str, str]:
        folder = Path(__file__).parents[2] / "rules" / "jinan-safety-licence"
        return {
            file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.yaml"))
        }

    def check_pack(self, digest: str, file: str, text: str) -> seam.PackCheck:
        faults = ()
        if "id:" not in text:
            words = Text("缺少 id", "id is missing")
            faults = (seam.PackFault(file, 1, words),)
        change = Text(
            "第 03 项：年度由 2021 改为 2022", "Item 03: year 2021 becomes 2022"
        )
        return seam.PackCheck(faults, 186, (), (change,) if digest[0] == "9" else ())

    def look_into(self, source: str) -> seam.ImportPlan:
        given = report("unqualified")
        files = tuple(
            seam.PlannedFile(d["path"], 84_000, d["item"])
            for d in given["documents"][:12]
        )
        bad = Text("不是 PDF，请先转换", "not a PDF, please convert it")
        return seam.ImportPlan(
            source, "山东例言机电安装有限公司", "91990100MA6619820A", 2021, 1,
            (*files, seam.PlannedFile("说明.docx", 12_000, None, bad)),
        )  # fmt: skip

    def figures(self, since: dt.date, until: dt.date) -> seam.FiguresView:
        cases = tuple(
            seam.FigureRow(
                number,
                NAMES[number - 1],
                state,
                GRADES[number % 3] if number > 4 else None,
                1 + number % 2,
                6.0 + number,
                NOW.date() - dt.timedelta(days=number),
            )
            for number, state in self.desk.states.items()
        )
        rules = (
            seam.RuleFigure("seal.missing", "01", 42, 36, 4, 0, 0.77, 0.96),
            seam.RuleFigure("red_header.missing", "05", 31, 24, 5, 0, 0.65, 0.92),
            seam.RuleFigure("legibility.illegible", None, 17, 11, 6, 1, 0.41, 0.83),
            seam.RuleFigure("orientation.turned", None, 12, 12, 0, 0, 0.76, 1.0),
        )
        return seam.FiguresView(cases, rules)  # fmt: skip

    def reason_codes(self) -> tuple[seam.ReasonCode, ...]:
        return (
            seam.ReasonCode("misread", Text("机器误读", "misread by the machine")),
            seam.ReasonCode("elsewhere", Text("在其他文件中", "in another document")),
            seam.ReasonCode("readable", Text("人工可辨认", "a person can read it")),
            seam.ReasonCode("not_applicable", Text("本单位不适用", "does not apply")),
            seam.ReasonCode("old", Text("旧代码", "an old code"), is_active=False),
        )

    def users(self) -> tuple[seam.UserRow, ...]:
        return tuple(
            seam.UserRow(a.user_id, account, a.name, a.role, True, NOW)
            for account, a in PEOPLE.items()
        )

    def settings(self) -> Mapping[str, str]:
        return {
            "two_steps": "yes",
            "claim_hours": "72",
            "deadline_days": "10",
            "contacts": "济南样本区住建服务中心 审核科 0531-00000000",
        }


def _queue_row(number: int, state: State) -> seam.QueueRow:
    given = report_of(number)
    faults = sum(1 for f in given["findings"] if f["verdict"] == "fail")
    unknowns = len(given["findings"]) - faults
    clean = number % 3 == 0
    return seam.QueueRow(
        number, NAMES[number - 1], given["dossier"]["credit_code"], 2021, 1, state,
        NOW - dt.timedelta(hours=7 * number),
        0 if clean else faults, 0 if clean else unknowns,
        Grade.QUALIFIED if clean else Grade(given["grade"]),
        3.0 + 2 * len(given["findings"]), "沈核" if state is not SUBMITTED else None,
        (12, 48) if number == 7 else None,
    )  # fmt: skip


def _finding(given: Mapping[str, Any], files: Mapping[str, Any]) -> seam.FindingRow:
    document = given["document"]
    return seam.FindingRow(
        given["id"], given["rule"], given["item"], document,
        files[document]["sha256"] if document in files else None,
        given["page"], tuple(given["bbox"]) if given["bbox"] else None,
        given["severity"], given["verdict"], Text(**given["message"]),
        Text(**given["remedy"]), given["evidence"], given["source"],
    )  # fmt: skip


def _tile(
    item: Mapping[str, Any],
    files: Mapping[str, Any],
    findings: tuple[seam.FindingRow, ...],
) -> seam.ItemTile:
    own = [f for f in findings if f.item == item["id"]]
    return seam.ItemTile(
        item["id"],
        Text(item["title"], item["title_en"]),
        item["status"],
        sum(1 for f in own if f.outcome == "fail"),
        sum(1 for f in own if f.outcome == "unknown"),
        tuple(_file(files[path]) for path in item["documents"]),
    )


def _file(given: Mapping[str, Any]) -> seam.FileRow:
    return seam.FileRow(
        given["path"], given["sha256"], given["page_count"], given["status"],
        tuple(given["active_content"] or ()),
    )  # fmt: skip


def _people(
    files: Mapping[str, Any], findings: tuple[seam.FindingRow, ...]
) -> tuple[seam.ItemTile, ...]:
    own = [d for d in files.values() if not d["item"]]
    tables = (
        ("enterprise_head", "企业负责人", "heads of the enterprise", ("总",)),
        ("project_head", "项目负责人", "project heads", ("项目",)),
        ("safety_officer", "专职安全生产管理人员", "safety officers", ("专职",)),
        ("special_operator", "特种作业人员", "special operators", ("工-", "司机")),
    )
    return tuple(
        seam.ItemTile(
            code, Text(zh, en), "pass", 0, 0,
            tuple(_file(d) for d in own if any(w in d["path"] for w in marks)),
        )
        for code, zh, en, marks in tables
    )  # fmt: skip
