from typing import Any

import pytest

from reviewer_app.services.drawer import MoveFile, RemoveFile
from reviewer_app.services.filing import SaveField
from reviewer_app.services.mending import AdoptMended
from reviewer_app.services.prechecked import AskPrecheck
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fake_filing import FakeMender
from tests.app.fakes_app import FakeDesk

KEY = "attachments"


def _files(who: str = "yang", case: str = "101", **desk: Any) -> Drawn:  # noqa: ANN401 - fields of the fake
    return Drawn("assessment", FakeDesk(**desk), who=who, case=case, item="10")


def test_every_item_of_a_first_submission_has_a_row(hand: Hand) -> None:
    screen = _files()

    codes = [row.code for row in hand.drawers[KEY].rows]
    assert codes == [f"{number:02}" for number in range(1, 20)]
    assert "10 附件列表" in screen.words


def test_item_20_comes_first_after_a_return(hand: Hand) -> None:
    _files(who="li", case="201")

    assert hand.drawers[KEY].rows[0].code == "20"


def test_item_20_is_not_asked_for_while_a_first_submission_is_looked_at(
    hand: Hand,
) -> None:
    _files(who="li", case="202")

    assert "20" not in [row.code for row in hand.drawers[KEY].rows]


def test_rows_tell_what_an_item_needs(hand: Hand) -> None:
    _files()

    rows = {row.code: row for row in hand.drawers[KEY].rows}
    assert rows["01"].tags == ("2021 年度", "红头", "盖章")
    assert rows["01"].absent is None
    assert rows["19"].absent == ""


def test_rows_tell_how_far_an_item_is(hand: Hand) -> None:
    _files()

    statuses = {row.code: row.status for row in hand.drawers[KEY].rows}
    assert statuses["01"] == "fail"
    assert statuses["02"] == "pass"
    assert statuses["07"] == "absent"
    assert "checking" in statuses.values()


def test_files_in_check_say_how_far_it_is() -> None:
    assert "正在识别 第 12/48 页" in _files().words


def test_a_failed_check_can_be_asked_for_again() -> None:
    screen = _files(who="she", case="402")

    screen.press("check_again")

    (act,) = screen.desk.acts
    assert isinstance(act, AskPrecheck)
    assert "已安排重新检查。" in screen.words


def test_a_failed_check_does_not_stop_the_submission() -> None:
    screen = _files(who="she", case="402", refuse="稍后再试")

    screen.press("check_again")

    assert "自动检查没有完成，不影响提交：检查超时" in screen.words
    assert "稍后再试" in screen.words
    assert "已安排" not in screen.words


def test_a_file_is_removed(hand: Hand) -> None:
    hand.with_file(KEY, "remove", file=10100)

    screen = _files()

    (act,) = screen.desk.acts
    assert isinstance(act, RemoveFile)
    assert (act.case_id, act.file_id) == (101, 10100)
    assert "已移除。" in screen.words


def test_a_refused_removal_tells_why(hand: Hand) -> None:
    hand.with_file(KEY, "remove", file=10100)

    screen = _files(refuse="审核中的记录不能修改")

    assert "审核中的记录不能修改" in screen.words
    assert "已移除。" not in screen.words


def test_a_file_is_moved_to_another_item(hand: Hand) -> None:
    hand.with_file(KEY, "move", file=10100, item="07")

    screen = _files()

    (act,) = screen.desk.acts
    assert isinstance(act, MoveFile)
    assert (act.file_id, act.item) == (10100, "07")


def test_a_file_is_moved_up_within_its_item(hand: Hand) -> None:
    hand.with_file(KEY, "up", file=10102)

    screen = _files()

    moved = [a for a in screen.desk.acts if isinstance(a, MoveFile)]
    assert [(one.file_id, one.position) for one in moved] == [
        (10100, 0),
        (10102, 1),
        (10101, 2),
    ]


def test_an_item_that_does_not_apply_keeps_its_reason(hand: Hand) -> None:
    hand.with_file(KEY, "absent", item="19", words="无起重机械")

    screen = _files()

    (act,) = screen.desk.acts
    assert isinstance(act, SaveField)
    assert (act.name, act.value) == ("not_applicable.19", "无起重机械")


def test_an_arrived_file_changes_nothing_but_the_drawing(hand: Hand) -> None:
    hand.with_file(KEY, "uploaded", file=10100)

    screen = _files()

    assert screen.desk.acts == []


def test_a_file_of_no_item_stands_first_to_be_sorted(hand: Hand) -> None:
    _files(who="xu", case="302")

    row = hand.drawers[KEY].rows[0]
    assert row.title == "没有归类的文件：请选择属于哪一项"
    assert len(row.files) == 1
    assert hand.stops["10"].words == "1 项需要处理"


STOPS = {
    "all there": ("she", "403", "good", "附件 19/19"),
    "checking": ("she", "402", "wait", "检查中"),
    "none there": ("xu", "301", "none", "附件 0/19"),
}


@pytest.mark.parametrize("name", list(STOPS))
def test_the_rail_tells_how_many_are_there(hand: Hand, name: str) -> None:
    who, case, tone, words = STOPS[name]

    _files(who, case)

    assert (hand.stops["10"].tone, hand.stops["10"].words) == (tone, words)


def _mend(hand: Hand, mender: FakeMender, file: int = 20112) -> Drawn:
    hand.with_file(KEY, "mend", file=file)
    return _files(who="li", case="201", mender=mender)


def test_a_mended_file_is_shown_before_it_is_taken(hand: Hand) -> None:
    screen = _mend(hand, FakeMender())

    assert "修复：上半年消防演练.pdf" in screen.words
    assert "已转正（逆时针 90°）" in screen.words
    assert len(hand.mended) == 1
    assert screen.desk.acts == []


def test_a_mended_file_is_taken(hand: Hand) -> None:
    screen = _mend(hand, FakeMender())

    screen.press("mend_adopt")

    (act,) = screen.desk.acts
    assert isinstance(act, AdoptMended)
    assert (act.file_id, act.mended) == (20112, (1_020_112,))
    assert "已采用修复后的文件，原文件已留存。" in screen.words
    assert "修复：" not in screen.words


def test_a_refused_mended_file_tells_why(hand: Hand) -> None:
    screen = _mend(hand, FakeMender())
    screen.desk.refuse = "记录已提交"

    screen.press("mend_adopt")

    assert "记录已提交" in screen.words


def test_a_file_can_be_left_as_it_is(hand: Hand) -> None:
    screen = _mend(hand, FakeMender())

    screen.press("mend_stop")

    assert screen.desk.acts == []
    assert "修复：" not in screen.words


def test_where_nothing_is_sure_it_says_so(hand: Hand) -> None:
    screen = _mend(hand, FakeMender(is_whole=True))

    assert "没有可以确定修复的页面" in screen.words
    assert hand.mended == []
    assert "采用修复后的文件" not in screen.words


def test_a_signed_file_is_not_mended(hand: Hand) -> None:
    screen = _mend(hand, FakeMender(refuse="文件带有电子签名，不能改动"))

    assert "文件带有电子签名，不能改动" in screen.words
    assert "修复：" not in screen.words


def test_wishes_are_carried_out_as_a_preview(hand: Hand) -> None:
    mender = FakeMender()
    screen = _mend(hand, mender)
    screen.test.multiselect(key="hand_turned").set_value([1])
    screen.test.selectbox(key="hand_degrees").set_value(180)
    screen.test.multiselect(key="hand_dropped").set_value([2])
    screen.test.text_input(key="hand_order").input("3，1, x")

    screen.say("预览")

    (wish,) = mender.wishes
    assert dict(wish.turns) == {1: 180}
    assert (wish.drop, wish.order, wish.split_after) == ((2,), (3, 1), ())


def test_no_wish_changes_nothing(hand: Hand) -> None:
    mender = FakeMender()
    screen = _mend(hand, mender)

    screen.say("预览")

    assert mender.wishes == []


def test_a_wish_that_cannot_be_carried_out_tells_why(hand: Hand) -> None:
    mender = FakeMender()
    screen = _mend(hand, mender)
    screen.test.multiselect(key="hand_dropped").set_value([1])
    mender.refuse = "不能删去全部页面"

    screen.say("预览")

    assert "不能删去全部页面" in screen.words


def test_a_file_of_a_person_can_be_mended(hand: Hand) -> None:
    screen = _mend(hand, FakeMender(), file=20130)

    assert "修复：专职安全员" in screen.words


def test_a_file_that_is_gone_is_not_mended(hand: Hand) -> None:
    screen = _mend(hand, FakeMender(), file=1)

    assert "修复：" not in screen.words
