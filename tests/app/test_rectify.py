from typing import Any

import pytest

from reviewer_app.services.drawer import RemoveFile
from reviewer_app.services.submitting import AnswerFinding
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fake_rows import report
from tests.app.fakes_app import FakeDesk

IDS = [one["id"] for one in report("basically_qualified")["findings"]]


def _rectify(who: str = "li", case: str = "201", **desk: Any) -> Drawn:  # noqa: ANN401 - fields of the fake
    return Drawn("assessment", FakeDesk(**desk), who=who, case=case, item="rectify")


def test_it_shows_deadline_letter_and_how_many_are_answered(hand: Hand) -> None:
    screen = _rectify()

    assert "整改期限：2022-03-24" in screen.words
    assert "/letters/1.pdf" in screen.words
    assert "/letters/1.html" in screen.words
    assert screen.test.get("progress")[0].proto.text == "已答复 2/4"
    assert (hand.stops["rectify"].tone, hand.stops["rectify"].words) == (
        "bad",
        "还有 3 条需要答复",
    )


def test_an_answer_that_was_given_stands_with_its_words() -> None:
    screen = _rectify()

    assert "答复：已更换或补传" in screen.words
    assert "答复：有异议：第 2 页是封底，原件如此" in screen.words


def test_a_finding_whose_file_was_replaced_asks_to_confirm() -> None:
    screen = _rectify()

    assert screen.words.count("相关文件已更换，请确认：") == 1


@pytest.mark.parametrize("kind", ["fixed", "changed"])
def test_a_finding_is_answered(kind: str) -> None:
    screen = _rectify()

    screen.press(f"{kind}_{IDS[3]}")

    (act,) = screen.desk.acts
    assert isinstance(act, AnswerFinding)
    assert (act.finding_id, act.kind, act.words) == (IDS[3], kind, "")
    assert screen.test.get("progress")[0].proto.text == "已答复 3/4"


def test_an_objection_has_words() -> None:
    screen = _rectify()
    screen.test.text_input(key=f"why_{IDS[3]}").input("两项共用一份文件")

    screen.press(f"disagrees_{IDS[3]}")

    (act,) = screen.desk.acts
    assert isinstance(act, AnswerFinding)
    assert (act.kind, act.words) == ("disagrees", "两项共用一份文件")


def test_a_refused_answer_tells_why() -> None:
    screen = _rectify(refuse="请写明异议的理由")

    screen.press(f"disagrees_{IDS[3]}")

    assert "请写明异议的理由" in screen.words


def test_answers_have_the_labels_that_users_know() -> None:
    screen = _rectify()

    labels = [one.label for one in screen.test.button]
    for label in ("已更换或补传", "已修改信息", "有异议"):
        assert labels.count(label) == 4


def test_item_20_can_be_drafted_and_uploaded(hand: Hand) -> None:
    screen = _rectify()

    (row,) = hand.drawers["rectification"].rows
    assert (row.code, row.status) == ("20", "absent")
    assert "/rectifications/201.pdf" in screen.words


def test_a_file_of_item_20_can_be_removed(hand: Hand) -> None:
    hand.with_file("rectification", "remove", file=20100)

    screen = _rectify()

    (act,) = screen.desk.acts
    assert isinstance(act, RemoveFile)


def test_from_here_one_goes_on_to_submit_again() -> None:
    screen = _rectify()

    screen.press("to_resubmit")

    assert "重新提交" in [one.label for one in screen.test.button]


def test_everything_answered_says_so(hand: Hand) -> None:
    screen = _rectify("li", "203")

    assert hand.stops["rectify"].words == "已全部答复"
    assert screen.test.get("progress")[0].proto.text == "已答复 4/4"


def test_a_submission_without_a_letter_has_nothing_to_rectify() -> None:
    screen = _rectify("li", "202")

    assert "整改期限" not in screen.words
    assert "第 20 项" not in screen.words
    assert "去重新提交" not in screen.words
