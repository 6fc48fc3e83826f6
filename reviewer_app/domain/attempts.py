"""An attempt: somebody tries an act on a case, and all that its judge needs to know."""

from dataclasses import dataclass, field
from enum import StrEnum

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.domain.people import Actor
from reviewer_app.domain.states import State


class Act(StrEnum):
    """All that can be done to a case."""

    CREATE = "create"
    IMPORT = "import"
    IMPORT_NEXT = "import_next"
    EDIT = "edit"
    DELETE = "delete"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    ASSIGN = "assign"
    GIVE_BACK = "give_back"
    TIME_OUT = "time_out"
    DECIDE = "decide"
    RELEASE = "release"
    RECOMMEND = "recommend"
    RECALL = "recall"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    ANSWER = "answer"
    RESUBMIT = "resubmit"
    CORRECT_LETTER = "correct_letter"
    EXTEND = "extend"
    CLOSE = "close"
    REOPEN_CLOSED = "reopen_closed"
    REOPEN = "reopen"


ACT_NAMES: dict[Act, Text] = {
    Act.CREATE: Text("新增", "create"),
    Act.IMPORT: Text("导入案卷", "import"),
    Act.IMPORT_NEXT: Text("导入下一轮材料", "import the next round"),
    Act.EDIT: Text("修改", "edit"),
    Act.DELETE: Text("删除", "delete"),
    Act.SUBMIT: Text("提交", "submit"),
    Act.WITHDRAW: Text("撤回提交", "withdraw"),
    Act.CLAIM: Text("领取", "claim"),
    Act.ASSIGN: Text("分配", "assign"),
    Act.GIVE_BACK: Text("放回待领取", "give back"),
    Act.TIME_OUT: Text("到期自动放回", "return after a time"),
    Act.DECIDE: Text("认定", "decide on findings"),
    Act.RELEASE: Text("发出", "release"),
    Act.RECOMMEND: Text("提请复核", "recommend"),
    Act.RECALL: Text("撤回复核申请", "recall"),
    Act.ACCEPT: Text("同意", "accept"),
    Act.SEND_BACK: Text("请重新审核", "send back"),
    Act.ANSWER: Text("答复", "answer a finding"),
    Act.RESUBMIT: Text("重新提交", "resubmit"),
    Act.CORRECT_LETTER: Text("更正通知书", "correct the letter"),
    Act.EXTEND: Text("延期", "extend"),
    Act.CLOSE: Text("办结", "close"),
    Act.REOPEN_CLOSED: Text("恢复整改", "reopen a closed case"),
    Act.REOPEN: Text("重新启动审核", "reopen"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the state table needs to know of a case."""

    state: State | None = None
    company_id: int | None = None
    holder_id: int | None = None
    recommender_id: int | None = None
    recommended: Grade | None = None
    was_claimed: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else the conditions of an act rest on; the service fills it in.

    Counts are of the round under review: ``undecided`` errors and unknowns without a
    decision, ``put_aside`` findings, ``confirmed`` or added ones.
    """

    words: str = ""
    grade: Grade | None = None
    suggested: Grade | None = None
    is_checked: bool = True
    undecided: int = 0
    put_aside: int = 0
    confirmed: int = 0
    two_steps: bool = False
    has_letter: bool = False
    letter_seen: bool = False
    deadline_passed: bool = False
    has_new_deadline: bool = False
    names_reviewer: bool = False
    is_confirmed: bool = False
    year_is_free: bool = True
    is_readable: bool = True
    fields_complete: bool = True
    has_item_20: bool = True
    unanswered: int = 0
    was_returned: bool = True
    before_submission: State = State.DRAFT


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tries an act on a case."""

    act: Act
    actor: Actor
    standing: Standing
    given: Circumstances = field(default_factory=Circumstances)
