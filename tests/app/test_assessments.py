import pytest

from reviewer_app.services.filing import DeleteAssessment, NewAssessment
from reviewer_app.services.submitting import Withdraw
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def _open(hand: Hand, who: str, *ticks: int) -> Drawn:
    screen = Drawn("assessments", FakeDesk(), who=who)
    for case_id in ticks:
        hand.with_row("assessments", "tick", str(case_id))
        screen.run()
    return screen


def test_the_list_has_the_columns_and_buttons_that_users_know(hand: Hand) -> None:
    screen = _open(hand, "yang")

    titles = [one.title for one in hand.tables["assessments"].columns]
    assert titles == ["考核年度", "状态", "附件", "问题", "建议或结论", "最近变动"]
    assert {"新增", "删除"} <= {one.label for one in screen.test.button}


ACTS = {
    ("yang", 0): ["修改"],
    ("yang", 1): ["查看"],
    ("yang", 3): ["查看"],
    ("li", 0): ["整改", "修改"],
    ("li", 1): ["撤回提交", "查看"],
}


@pytest.mark.parametrize(("who", "at"), list(ACTS))
def test_a_row_offers_what_may_be_done_in_its_state(
    hand: Hand, who: str, at: int
) -> None:
    _open(hand, who)

    row = hand.tables["assessments"].rows[at]
    assert [act.label for act in row.acts] == ACTS[who, at]


def test_an_empty_list_says_how_to_begin() -> None:
    screen = Drawn("assessments", FakeDesk(), who="fan")

    assert "点“新增”选择考核年度，开始填报。" in screen.words


def test_a_new_assessment_is_begun_for_the_first_free_year() -> None:
    screen = Drawn("assessments", FakeDesk(), who="yang")
    screen.press("new_assessment")

    screen.say("确定新增")

    (act,) = screen.desk.acts
    assert isinstance(act, NewAssessment)
    assert act.year == 2017
    assert screen.went == [("assessment", 101, "01")]


def test_beginning_can_be_left() -> None:
    screen = Drawn("assessments", FakeDesk(), who="yang")
    screen.press("new_assessment")

    screen.say("取消")

    assert screen.desk.acts == []
    assert "确定新增" not in screen.words


def test_a_refused_year_is_told() -> None:
    screen = Drawn("assessments", FakeDesk(), who="yang")
    screen.press("new_assessment")
    screen.desk.refuse = "该年度已有记录"

    screen.say("确定新增")

    assert "该年度已有记录" in screen.words
    assert screen.went == []


def test_deleting_asks_for_a_tick_first() -> None:
    screen = Drawn("assessments", FakeDesk(), who="yang")

    screen.press("delete_assessment")

    assert "请先在列表中勾选要删除的记录。" in screen.words


def test_deleting_names_what_will_go(hand: Hand) -> None:
    screen = _open(hand, "yang", 101)

    screen.press("delete_assessment")

    assert hand.tables["assessments"].rows[0].ticked
    assert "将删除：2021 年度（附件 15 项）。删除后不能恢复。" in screen.words
    assert screen.desk.acts == []


def test_deleting_is_done_once_confirmed(hand: Hand) -> None:
    screen = _open(hand, "yang", 101)
    screen.press("delete_assessment")

    screen.press("delete_sure")

    (act,) = screen.desk.acts
    assert isinstance(act, DeleteAssessment)
    assert (act.case_id, act.is_confirmed) == (101, True)
    assert "已删除 2021 年度的记录。" in screen.words
    assert not hand.tables["assessments"].rows[0].ticked


def test_deleting_can_be_left(hand: Hand) -> None:
    screen = _open(hand, "yang", 101)
    screen.press("delete_assessment")

    screen.press("delete_no")

    assert screen.desk.acts == []
    assert "将删除" not in screen.words


def test_a_refused_deletion_tells_the_reason(hand: Hand) -> None:
    screen = _open(hand, "yang", 101)
    screen.press("delete_assessment")
    screen.desk.refuse = "不能删除"

    screen.press("delete_sure")

    assert "不能删除" in screen.words
    assert "已删除" not in screen.words


REFUSED = {
    "submitted": ("li", 202, "2020 年度的记录处于“待审核”"),
    "in review": ("yang", 104, "2018 年度的记录处于“审核中”"),
    "qualified": ("yang", 102, "2020 年度的记录处于“合格”"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_what_was_submitted_is_not_deleted_and_says_why(hand: Hand, name: str) -> None:
    who, case_id, words = REFUSED[name]
    screen = _open(hand, who, case_id)

    screen.press("delete_assessment")

    assert words in screen.words
    assert "确定删除" not in screen.words
    assert screen.desk.acts == []


def test_a_tick_can_be_taken_away(hand: Hand) -> None:
    screen = _open(hand, "yang", 101)
    hand.with_row("assessments", "untick", "101")

    screen.run()

    assert not hand.tables["assessments"].rows[0].ticked


def test_a_submission_can_be_withdrawn_from_its_row(hand: Hand) -> None:
    hand.with_row("assessments", "withdraw", "202")

    screen = _open(hand, "li")

    (act,) = screen.desk.acts
    assert isinstance(act, Withdraw)
    assert act.case_id == 202
    assert "已撤回提交，可以继续修改。" in screen.words


def test_a_refused_withdrawal_tells_the_reason(hand: Hand) -> None:
    hand.with_row("assessments", "withdraw", "202")

    screen = Drawn("assessments", FakeDesk(refuse="审核人员已领取"), who="li")

    assert "审核人员已领取" in screen.words
    assert "已撤回提交" not in screen.words


@pytest.mark.parametrize(
    ("act", "item"), [("open", ""), ("rectify", "rectify")], ids=["open", "rectify"]
)
def test_a_row_opens_its_assessment(hand: Hand, act: str, item: str) -> None:
    hand.with_row("assessments", act, "201")

    screen = _open(hand, "li")

    assert screen.went == [("assessment", 201, item)]
