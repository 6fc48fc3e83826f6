"""Which made-up companies have which assessments, one of each state."""

import datetime as dt
from dataclasses import dataclass

from checker.model.grade import Grade
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.domain.states import State

DEADLINE = dt.datetime(2022, 3, 24, 8, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Plot:
    """One assessment; ``share``: how much of the sample's files is there.

    ``unchecked`` files were uploaded just now; ``check`` as a check's status.
    Of a letter's findings two are answered, all where it ``is_done``.
    """

    case_id: int
    company_id: int
    company: str
    credit_code: str
    year: int
    state: State
    sample: str = "unqualified"
    share: float = 1.0
    unchecked: int = 0
    check: str = "ready"
    rounds: int = 1
    grade: Grade | None = None
    deadline: dt.datetime | None = None
    is_claimed: bool = False
    is_answered: bool = False
    is_done: bool = False
    is_unsorted: bool = False


_YANG = (61, "山东样本建筑安装有限公司", "91990100MA6619820A")
_LI = (62, "济南示例建设集团有限公司", "91990100MA0920591W")
_XU = (63, "济南虚构建筑工程有限公司", "91990100MA0000003N")
_SHE = (64, "济南假设市政工程有限公司", "91990100MA0000004R")
_FAN = (65, "山东范例钢结构有限公司", "91990100MA0000005W")
_DRAFT, _RETURNED = State.DRAFT, State.RETURNED

PLOTS = (
    Plot(
        101, *_YANG, 2021, _DRAFT, share=0.6, unchecked=2, check="checking", rounds=0
    ),
    Plot(102, *_YANG, 2020, State.QUALIFIED, "basically_qualified",
         grade=Grade.QUALIFIED, is_claimed=True),
    Plot(103, *_YANG, 2019, State.CLOSED, "basically_qualified",
         grade=Grade.BASICALLY_QUALIFIED, is_claimed=True),
    Plot(104, *_YANG, 2018, State.IN_REVIEW, "basically_qualified", is_claimed=True),
    Plot(201, *_LI, 2021, _RETURNED, "basically_qualified",
         grade=Grade.BASICALLY_QUALIFIED, deadline=DEADLINE, is_answered=True,
         is_claimed=True),
    Plot(202, *_LI, 2020, State.SUBMITTED, "basically_qualified"),
    Plot(203, *_LI, 2019, _RETURNED, "basically_qualified",
         grade=Grade.BASICALLY_QUALIFIED, is_answered=True, is_done=True),
    Plot(301, *_XU, 2021, _DRAFT, share=0.0, check="none", rounds=0),
    Plot(302, *_XU, 2020, _DRAFT, "clean", share=0.03, rounds=0, is_unsorted=True),
    Plot(401, *_SHE, 2021, _DRAFT, rounds=0),
    Plot(402, *_SHE, 2020, _DRAFT, check="failed", rounds=0),
    Plot(403, *_SHE, 2019, _DRAFT, "clean", rounds=0),
    Plot(404, *_SHE, 2018, State.IN_REVIEW, "clean", rounds=0),
)  # fmt: skip

COMPANY_PEOPLE = {
    "yang": Actor(61, "王样华", Role.COMPANY, 61),
    "li": Actor(62, "李例远", Role.COMPANY, 62),
    "xu": Actor(63, "许虚林", Role.COMPANY, 63),
    "she": Actor(64, "赵设国", Role.COMPANY, 64),
    "fan": Actor(65, "沈范波", Role.COMPANY, 65),
    "jian": Actor(66, "冯监强", Role.COMPANY, 66, CompanyKind.SUPERVISOR),
}
"""``fan`` has no assessment yet, ``jian`` is of a company that needs none."""
