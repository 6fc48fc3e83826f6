"""What stands behind the screens, faked and kept in memory."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.context import NOBODY, C, Ctx, Going, R, Verb
from reviewer_app.context import case_rows as cases
from reviewer_app.db.filing import Answer
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.review import Verdict
from reviewer_app.domain.states import State
from reviewer_app.services.accounts import LogIn, OnUser
from reviewer_app.services.assignment import Claim, ClaimNext, GiveBack, OnCase
from reviewer_app.services.grading import Accept, Recommend, Release, SendBack
from reviewer_app.services.registering import Register
from reviewer_app.services.review import AddFinding, Decide, Note, Undo
from tests.app.fake_filing import FakeFilings, FakeMender, act_on
from tests.app.fake_office import FakeIntake, FakeOffice, FakePacks
from tests.app.fake_rows import (
    NAMES,
    NOW,
    PASSWORD,
    PEOPLE,
    STATES,
    finding_row,
    people,
    queue_row,
    report_of,
    tile,
)


@dataclass
class FakeDesk:
    """All that screens ask, kept in memory; what was done is in ``acts``."""

    actor: Actor = PEOPLE["shen"]
    provider_name: str | None = None
    acts: list[object] = field(default_factory=list)
    refuse: str = ""
    states: dict[int, State] = field(
        default_factory=lambda: dict(enumerate(STATES, start=1))
    )
    said: dict[str, Decide] = field(default_factory=dict)
    order: list[tuple[str, ...]] = field(default_factory=list)
    added: list[AddFinding] = field(default_factory=list)
    notes: list[cases.NoteRow] = field(default_factory=list)
    is_clean: bool = False
    changes: tuple[cases.FileChange, ...] = ()
    previous: tuple[cases.PreviousRow, ...] = ()
    listed: tuple[cases.ListedPerson, ...] = ()
    is_checking: bool = False
    answers: dict[tuple[int, str], Answer] = field(default_factory=dict)
    mender: FakeMender = field(default_factory=FakeMender)

    def act(self, verb: Verb[C, R], command: C) -> R:  # noqa: ARG002 - a port
        """Keep what was ordered, and do the little that a preview needs."""
        if self.refuse:
            raise RefusedError("condition", self.refuse, self.refuse)
        self.acts.append(command)
        answer = self._answer(command)
        return cast("R", answer)

    def _answer(self, command: object) -> object:
        match command:
            case LogIn(account=account, password=password):
                if account not in PEOPLE or password != PASSWORD:
                    raise RefusedError("credentials", "账号或密码不正确", "wrong")
                return account
            case Register():
                return _registered(command)
            case ClaimNext(count=count):
                free = [n for n, s in self.states.items() if s is State.SUBMITTED]
                self.states.update(dict.fromkeys(free[:count], State.IN_REVIEW))
                return tuple(free[:count])
            case OnUser():
                return "one-time-secret"
            case OnCase():
                self._move(command)
            case _:
                pass
        self._keep(command)
        return act_on(command, self.answers)

    def _move(self, command: OnCase) -> None:
        after: dict[type[OnCase], State] = {
            Claim: State.IN_REVIEW,
            GiveBack: State.SUBMITTED,
            Release: State.RETURNED,
            Recommend: State.TO_ACCEPT,
            Accept: State.RETURNED,
            SendBack: State.IN_REVIEW,
        }
        if type(command) in after:
            self.states[command.case_id] = after[type(command)]

    def _keep(self, command: object) -> None:
        match command:
            case Decide():
                self.order.append(command.finding_ids)
                self.said.update(dict.fromkeys(command.finding_ids, command))
            case Undo():
                for finding_id in self.order.pop() if self.order else ():
                    self.said.pop(finding_id, None)
            case AddFinding():
                self.added.append(command)
            case Note():
                note = cases.NoteRow(self.actor.name, NOW, command.words)
                self.notes.append(note)
            case _:
                pass

    def who(self, token: str | None) -> Actor | None:
        """Return whose session this is."""
        return PEOPLE.get(token or "")

    def context(self, actor: Actor | None, go: Going, language: str = "zh") -> Ctx:
        """Return what a screen is given."""
        self.actor = actor or NOBODY
        queries = FakeQueries(self)
        is_company = self.actor.role is Role.COMPANY
        return Ctx(
            self.actor,
            self.act,
            queries,
            go,
            NOW,
            language,
            FakeIntake(),
            FakePacks(),
            filings=FakeFilings(self.actor, self.answers) if is_company else None,
            mender=self.mender if is_company else None,
            provider_name=self.provider_name,
        )


def _registered(command: Register) -> str:
    if command.account == "taken":
        raise RefusedError("account_taken", "这个账号已有人使用", "taken")
    if command.company.startswith("已注册"):
        raise RefusedError("company_known", "这家企业已经注册过", "known")
    if command.contact == "太快":
        raise RefusedError("throttled", "操作过于频繁", "too often")
    return "shen"


@dataclass
class FakeQueries(FakeOffice):
    """The reading side."""

    desk: "FakeDesk"

    def queue(self, tab: str, search: str, page: int) -> cases.QueueView:  # noqa: ARG002 - a port
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
            queue_row(number, state)
            for number, state in states.items()
            if state in wanted[tab] and search in NAMES[number - 1]
        )
        return cases.QueueView(tabs, rows, len(rows))

    def dossier(self, case_id: int) -> cases.DossierView:
        given = report_of(case_id)
        files = {d["path"]: d for d in given["documents"]}
        findings = tuple(self._finding(f) for f in given["findings"])
        if self.desk.is_clean:
            findings = ()
        items = tuple(tile(item, files, findings) for item in given["items"])
        rounds = [cases.RoundRow(1, NOW - dt.timedelta(days=2), None, "沈核")]
        if self.desk.changes:
            rounds.append(cases.RoundRow(2, NOW, None, "沈核"))
            changed = tuple(
                replace(file, change=change)
                for file, change in zip(
                    items[0].files * 2, self.desk.changes, strict=False
                )
            )
            items = (replace(items[0], files=changed), *items[1:])
        return cases.DossierView(
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
            people(files),
            findings + self._added(case_id),
            tuple(rounds),
            tuple(self.desk.notes),
            cases.Suggestion(
                Grade(given["grade"]),
                tuple(Text(**line) for line in given["grade_arithmetic"]),
            ),
            self._allowed(case_id),
            previous=self.desk.previous,
            listed=self.desk.listed,
        )

    def _head(self, case_id: int) -> cases.CaseHead:
        return cases.CaseHead(
            case_id,
            NAMES[case_id - 1],
            report_of(case_id)["dossier"]["credit_code"],
            2021,
            1,
            self.desk.states[case_id],
            "沈核" if self.desk.states[case_id] is not State.SUBMITTED else None,
            NOW - dt.timedelta(hours=26 + case_id),
            "济南市 2021 年度 1.2",
            self.desk.is_checking,
        )

    def _finding(self, given: Mapping[str, Any]) -> cases.FindingRow:
        said = self.desk.said.get(given["id"])
        row = finding_row(given)
        if said is None:
            return row
        return replace(
            row,
            decision=said.verdict,
            reason_code=said.reason_code or None,
            words=said.words,
        )

    def _added(self, case_id: int) -> tuple[cases.FindingRow, ...]:
        return tuple(
            cases.FindingRow(
                f"added-{at}", "added.by_reviewer", new.place.item,
                new.place.document, new.place.page_no, new.place.box,
                new.severity, "fail",
                Text(new.words, new.words), Text(new.remedy, new.remedy), {},
                {"document": "审核人员补充", "clause": ""},
                decision=Verdict.CONFIRMED, added_by="沈核",
            )
            for at, new in enumerate(self.desk.added)
            if new.case_id == case_id
        )  # fmt: skip

    def pages(
        self, case_id: int, documents: Collection[str]
    ) -> Mapping[str, tuple[cases.PageRow, ...]]:
        return {
            given["path"]: tuple(
                cases.PageRow(p["number"], p["width_mm"], p["height_mm"], p, 0)
                for p in given["pages"] or ()
            )
            for given in report_of(case_id)["documents"]
            if given["path"] in documents
        }

    def _allowed(self, case_id: int) -> tuple[Act, ...]:
        by_state = {
            State.SUBMITTED: (Act.CLAIM,),
            State.IN_REVIEW: (Act.DECIDE, Act.GIVE_BACK, Act.RECOMMEND),
            State.TO_ACCEPT: (Act.ACCEPT, Act.SEND_BACK),
        }
        return by_state.get(self.desk.states[case_id], ())

    def letter(self, case_id: int) -> cases.LetterView:
        view = self.dossier(case_id)
        standing = [f for f in view.findings if f.decision is Verdict.CONFIRMED]
        if self.desk.states[case_id] is State.TO_ACCEPT:
            standing = list(view.findings)
        return cases.LetterView(
            1 if standing else None,
            dt.date(2022, 3, 24),
            str(self.settings()["contacts"]),
            f"{view.case.company}：经审核，你单位 2021 年度动态考核材料存在下列问题，"
            "请按要求整改并重新提交。",
            "整改完成后，请打印整改情况说明并盖章，作为第 20 项上传。",
            tuple(
                cases.LetterRow(
                    f.finding_id, f.item, f.document or f"第 {f.item} 项",
                    f.message.zh, f.remedy.zh, "，".join(f.source.values()),
                )
                for f in sorted(standing, key=lambda f: f.item or "99")
            ),
        )  # fmt: skip
