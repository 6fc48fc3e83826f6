from dataclasses import replace
from typing import cast

import pytest

from reviewer_app.context import Ctx, Going
from reviewer_app.context.filing_rows import AssessmentView
from reviewer_app.domain.states import State
from reviewer_app.screens import _filing
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fake_rows import PEOPLE
from tests.app.fakes_app import FakeDesk


def _ctx(who: str) -> Ctx:
    return FakeDesk().context(PEOPLE[who], cast("Going", None))


def _view(who: str, case_id: int) -> AssessmentView:
    filings = _ctx(who).filings
    assert filings is not None
    return filings.whole(case_id)


def test_a_draft_says_how_far_it_is_and_what_comes_next() -> None:
    screen = Drawn("company", FakeDesk(), who="yang")

    assert "附件 15/19，4 处需更换或补传" in screen.words
    assert "还有 7 个必填项没有填好" in screen.words
    assert "继续填写" in screen.words


def test_the_next_step_leads_to_the_first_field_that_is_missing() -> None:
    screen = Drawn("company", FakeDesk(), who="yang")

    screen.press("next_step")

    assert screen.went == [("assessment", 101, "04")]


def test_a_returned_assessment_leads_to_the_rectification() -> None:
    screen = Drawn("company", FakeDesk(), who="li")

    screen.press("next_step")

    assert "还有 2 条需要答复" in screen.words
    assert screen.went == [("assessment", 201, "rectify")]


def test_without_an_assessment_it_says_how_to_begin() -> None:
    screen = Drawn("company", FakeDesk(), who="fan")

    screen.press("first_assessment")

    assert "还没有考核记录" in screen.words
    assert screen.went == [("assessments", None, "")]


def test_a_company_that_builds_nothing_sees_why_not_and_whom_to_call() -> None:
    screen = Drawn("company", FakeDesk(), who="jian")

    assert "安许证动态考核只面向施工单位" in screen.words
    assert "监理单位" in screen.words
    assert "0531-00000001" in screen.words


def test_notices_that_are_not_read_are_marked() -> None:
    screen = Drawn("company", FakeDesk(), who="li")

    assert "● 2021 年度动态考核已退回待整改" in screen.words
    assert "<span>王样华的证书将于" in screen.words


def test_an_earlier_year_can_be_opened(hand: Hand) -> None:
    hand.with_row("history", "open", "102")

    screen = Drawn("company", FakeDesk(), who="yang")

    assert screen.went == [("assessment", 102, "")]


def test_faults_of_what_can_no_longer_be_changed_are_not_counted(hand: Hand) -> None:
    Drawn("company", FakeDesk(), who="yang")

    said = [row.cells[2] for row in hand.tables["history"].rows]
    assert said == [
        "附件 15/19，4 处需更换或补传",
        "附件 19/19",
        "附件 19/19",
        "附件 19/19",
    ]


STEPS = {
    "waits for a reviewer": ("li", 202, {}, ("等待审核", "查看", "submit")),
    "an item is missing": (
        "she", 401, {}, ("还有 1 项附件没有上传", "上传附件", "10"),
    ),
    "faults are left": (
        "she", 401, {"items": ()}, ("7 处问题需要更换或补传", "看预审结果", "precheck"),
    ),
    "nothing is left": (
        "she", 403, {"items": ()}, ("材料已齐，可以提交", "去提交", "submit"),
    ),
    "letter not answered": (
        "li", 201, {}, ("还有 2 条需要答复", "去整改", "rectify"),
    ),
    "an unknown field": (
        "she", 403, {"missing": ("x",)}, ("还有 1 个必填项没有填好", "继续填写", "01"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(STEPS))
def test_next_step(name: str) -> None:
    who, case_id, changes, expected = STEPS[name]
    view = replace(_view(who, case_id), **changes)  # type: ignore[arg-type]

    step = _filing.next_step(_ctx(who), view)

    assert (step.words, step.label, step.section) == expected


def test_progress_tells_what_a_person_must_look_at() -> None:
    filings = _ctx("she").filings
    assert filings is not None
    row = filings.list()[0]

    words = _filing.progress_words(_ctx("she"), row)

    assert words == "附件 18/19，7 处需更换或补传，1 处待人工核对"


def test_a_draft_is_not_told_to_wait() -> None:
    view = _view("she", 403)

    assert view.state is State.DRAFT
    assert _filing.next_step(_ctx("she"), view).words != "等待审核"
