from typing import Any

import pytest

from reviewer_app.services.submitting import Submit, Withdraw
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def _submit(who: str = "she", case: str = "403", **desk: Any) -> Drawn:  # noqa: ANN401 - fields of the fake
    return Drawn("assessment", FakeDesk(**desk), who=who, case=case, item="submit")


def test_the_opinion_is_filled_in_beforehand() -> None:
    screen = _submit()

    (words,) = screen.test.text_area
    assert (words.label, words.value) == ("意见", "材料已核对，申请审核")


def test_it_is_submitted_once_confirmed() -> None:
    screen = _submit()
    screen.test.checkbox[0].check()

    screen.say("提交")

    (act,) = screen.desk.acts
    assert isinstance(act, Submit)
    assert (act.case_id, act.words) == (403, "材料已核对，申请审核")
    assert act.is_confirmed
    assert "已提交，回执如下。" in screen.words


def test_what_is_not_confirmed_is_handed_on_as_such() -> None:
    screen = _submit()

    screen.say("提交")

    (act,) = screen.desk.acts
    assert isinstance(act, Submit)
    assert not act.is_confirmed


def test_two_clicks_give_the_same_order() -> None:
    screen = _submit()

    screen.say("提交")
    screen.say("提交")

    one, two = screen.desk.acts
    assert isinstance(one, Submit)
    assert isinstance(two, Submit)
    assert one.command_id == two.command_id


def test_an_order_that_was_refused_is_a_new_one_next_time() -> None:
    screen = _submit(refuse="请勾选确认")
    screen.say("提交")
    told = screen.words
    screen.desk.refuse = ""

    screen.say("提交")

    assert "请勾选确认" in told
    assert len(screen.desk.acts) == 1


def test_a_complete_draft_has_nothing_open() -> None:
    screen = _submit()

    assert "材料已齐，没有发现需要更换的文件。" in screen.words
    assert screen.test.checkbox[0].label == "确认提交"


OPEN = {
    "a field": ("yang", "101", "没有填好：联系手机"),
    "an item": ("she", "401", "第 07 项没有上传：企业的生产安全事故应急预案备案登记表"),
    "a certificate": ("yang", "101", "王样华没有上传证书"),
    "no people": ("xu", "301", "09 人员表是空的"),
    "a file of no item": ("xu", "302", "1 个文件没有归类"),
    "files in check": ("yang", "101", "还在检查（不影响提交）："),
    "faults": ("she", "401", "预审发现 7 处问题，可先更换再提交"),
    "the letter": ("li", "201", "通知书还有 2 条没有答复"),
}


@pytest.mark.parametrize("name", list(OPEN))
def test_what_is_open_is_listed(name: str) -> None:
    who, case, words = OPEN[name]

    screen = _submit(who, case)

    assert words in screen.words
    assert screen.test.checkbox[0].label == "我已看过上面未完成的内容，确认提交"


def test_a_returned_assessment_is_submitted_again() -> None:
    screen = _submit("li", "201")

    assert "重新提交" in [one.label for one in screen.test.button]


def test_the_receipt_has_number_time_and_opinion(hand: Hand) -> None:
    screen = _submit("li", "202")

    assert "<dt>编号</dt><dd>2020-00202-1</dd>" in screen.words
    assert "提交时间" in screen.words
    assert "/receipts/202/1.pdf" in screen.words
    assert (hand.stops["submit"].tone, hand.stops["submit"].words) == ("good", "已提交")


def test_what_nobody_has_claimed_can_be_withdrawn() -> None:
    screen = _submit("li", "202")

    screen.press("withdraw")

    (act,) = screen.desk.acts
    assert isinstance(act, Withdraw)
    assert "已撤回提交，可以继续修改。" in screen.words


def test_a_refused_withdrawal_tells_why() -> None:
    screen = _submit("li", "202", refuse="审核人员已领取")

    screen.press("withdraw")

    assert "审核人员已领取" in screen.words
    assert "可以继续修改" not in screen.words


def test_what_was_claimed_cannot_be_withdrawn() -> None:
    screen = _submit("yang", "104")

    assert "撤回提交" not in screen.words


@pytest.mark.parametrize(
    ("case", "grade"), [("102", "合格"), ("103", "基本合格")], ids=["good", "closed"]
)
def test_a_result_is_shown_and_can_be_printed(case: str, grade: str) -> None:
    screen = _submit("yang", case)

    assert f"<span class='big num'>{grade}</span>" in screen.words
    assert f"/results/{case}.pdf" in screen.words


def test_what_has_no_submission_says_so() -> None:
    screen = _submit("she", "404")

    assert "还没有提交" in screen.words
