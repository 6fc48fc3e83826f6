"""Faked: assessments of made-up companies in every state, and the mending of files.

Views are made by the desk's own ``as_assessment`` of what the two samples hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checker.model.mending import MendWishes
from checker.model.wording import Text
from reviewer_app.context.filing_rows import (
    Around,
    AssessmentRow,
    AssessmentView,
    CheckState,
    MendedFile,
    MendView,
    NoticeRow,
    PageMended,
    as_assessment,
    as_row,
)
from reviewer_app.db import filing as kept
from reviewer_app.db.cases import Case
from reviewer_app.domain.acts import allowed_acts
from reviewer_app.domain.attempts import Standing
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.states import State
from reviewer_app.pack_work import built_in, items_of
from reviewer_app.queries.filing import FilingSummary, FilingView
from reviewer_app.services.filing import CarryOver, NewAssessment
from reviewer_app.services.staff import SavePerson
from reviewer_app.services.submitting import AnswerFinding, Receipt, Submit
from tests.app.fake_papers import (
    LETTER_ID,
    REVISION,
    answered,
    files_of,
    people_of,
    report_for,
    rounds_of,
    values_of,
)
from tests.app.fake_plots import PLOTS, Plot
from tests.app.fake_rows import NOW

CHECKED = "5ab1" * 16
MENDED = 1_000_000
"""Above this stand the ids of mended files; the preview draws them turned."""


@dataclass
class FakeFilings:
    """What a company asks of its own assessments."""

    actor: Actor
    answers: Mapping[tuple[int, str], kept.Answer] = field(default_factory=dict)

    def list(self) -> tuple[AssessmentRow, ...]:
        """Return the assessments of who asks."""
        found = (self._filed(case_id) for case_id in self._mine())
        return tuple(as_row(_summary(view), around) for view, around in found)

    def whole(self, case_id: int) -> AssessmentView:
        """Return one of them."""
        if case_id not in self._mine():
            raise not_found()
        return as_assessment(*self._filed(case_id))

    def notices(self) -> tuple[NoticeRow, ...]:
        """Return a few notices, where there is a case that was submitted."""
        told = [
            NoticeRow(_GRADED[plot.state], NOW, plot.case_id, is_read=False)
            for plot in self._plots()
            if plot.state in _GRADED
        ]
        return (told[0], NoticeRow(_EXPIRES, NOW, None, is_read=True)) if told else ()

    def unread(self) -> int:
        """Return how many are not read."""
        return sum(1 for one in self.notices() if not one.is_read)

    def _plots(self) -> tuple[Plot, ...]:
        mine = (one for one in PLOTS if one.company_id == self.actor.company_id)
        return tuple(sorted(mine, key=lambda one: -one.year))

    def _mine(self) -> tuple[int, ...]:
        return tuple(one.case_id for one in self._plots())

    def _filed(self, case_id: int) -> tuple[FilingView, Around]:
        plot = next(one for one in PLOTS if one.case_id == case_id)
        standing = Standing(plot.state, plot.company_id, was_claimed=plot.is_claimed)
        case = Case(
            case_id, plot.company_id, plot.year, plot.rounds, 1, standing, plot.grade,
            plot.deadline, REVISION,
        )  # fmt: skip
        company = kept.Company(
            plot.company_id, plot.company, plot.credit_code, "builder", ""
        )
        view = FilingView(
            case,
            company,
            values_of(plot),
            people_of(plot),
            files_of(plot),
            None,
            rounds_of(plot),
            answered(plot, self.answers),
            NOW,
            LETTER_ID if plot.is_answered else None,
        )
        acts = allowed_acts(self.actor, standing)
        around = Around(report_for(plot), items_of(built_in()), _check(plot), acts)
        return view, around


def _summary(view: FilingView) -> FilingSummary:
    items = frozenset(one.item for one in view.files if one.item)
    return FilingSummary(view.case, view.case_since, items, view.values, None)


def _check(plot: Plot) -> CheckState:
    match plot.check:
        case "ready":
            return CheckState("ready", None, NOW, CHECKED)
        case "failed":
            return CheckState("failed", None, NOW, "", "检查超时")
        case "checking":
            return CheckState("checking", (12, 48))
        case _:
            return CheckState("none")


_RETURNED = Text(
    "2021 年度动态考核已退回待整改。请打开“整改”，逐条答复通知书，上传第 20 项后"
    "重新提交。",
    "Assessment of 2021: returned. Open the rectification and answer the letter.",
)
_QUALIFIED = Text(
    "2020 年度动态考核结果：合格。可在列表中查看并打印结果。",
    "Assessment of 2020: qualified. Print the result from the list.",
)
_GRADED = {State.RETURNED: _RETURNED, State.QUALIFIED: _QUALIFIED}
_EXPIRES = Text(
    "王样华的证书将于 2022-04-01 到期，请及时办理延续。",
    "The certificate of 王样华 expires on 2022-04-01.",
)


@dataclass
class FakeMender:
    """Mends a file at once: its first page is turned."""

    refuse: str = ""
    is_whole: bool = False
    wishes: list[MendWishes] = field(default_factory=list)

    def certain(self, case_id: int, file_id: int) -> MendView:
        """Return what was surely to be done."""
        if self.refuse:
            raise RefusedError("mend", self.refuse, self.refuse)
        if self.is_whole or not case_id:
            return MendView(file_id, 1, (), ())
        notes = (PageMended(1, "turned", Text("已转正（逆时针 90°）", "turned")),)
        made = MendedFile(MENDED + file_id, (1,))
        return MendView(file_id, 1, (made,), notes)

    def wished(self, case_id: int, file_id: int, wishes: MendWishes) -> MendView:
        """Return the same, and keep what was wished."""
        self.wishes.append(wishes)
        return replace(self.certain(case_id, file_id), notes=())


def act_on(command: object, answers: dict[tuple[int, str], kept.Answer]) -> object:
    """Do the little that a preview needs, and return what the service would."""
    if isinstance(command, AnswerFinding):
        given = kept.Answer(command.finding_id, command.kind, command.words)
        answers[command.case_id, command.finding_id] = given
    made: dict[type, object] = {NewAssessment: 101, CarryOver: 12, SavePerson: 1}
    if isinstance(command, Submit):
        return Receipt(command.case_id, 1)
    return made.get(type(command))
