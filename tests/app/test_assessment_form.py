import pytest

from reviewer_app.services.filing import CarryOver
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk

TITLES = [
    "企业基本信息", "资质证书", "安全生产许可证", "考核年度与联系人", "在建项目",
    "相关附件", "安全管理机构", "其他", "人员", "附件列表", "预审结果", "提交",
]  # fmt: skip


def _at(item: str, who: str = "yang", case: str = "101", **desk: str) -> Drawn:
    return Drawn("assessment", FakeDesk(**desk), who=who, case=case, item=item)  # type: ignore[arg-type]


def test_the_rail_has_the_sections_that_users_know(hand: Hand) -> None:
    _at("01")

    assert [one.title for one in hand.stops.values()] == TITLES


def test_the_rail_tells_how_far_each_section_is(hand: Hand) -> None:
    _at("01")

    said = {name: (one.tone, one.words) for name, one in hand.stops.items()}
    assert said["01"] == ("good", "已填好")
    assert said["04"] == ("none", "还有 1 项没有填好")
    assert said["06"] == ("off", "")
    assert said["09"] == ("bad", "10 人需要补证书或更换")
    assert said["10"] == ("bad", "4 项需要处理")
    assert said["precheck"] == ("wait", "检查中")
    assert said["submit"] == ("none", "")


def test_a_section_draws_its_fields_with_what_was_filled_in(hand: Hand) -> None:
    _at("01")

    assert hand.parts[-1].section == "01"
    assert hand.parts[-1].is_open
    assert hand.values["company"] == "山东样本建筑安装有限公司"


def test_fields_of_what_was_submitted_are_closed(hand: Hand) -> None:
    screen = _at("01", who="li", case="202")

    assert not hand.parts[-1].is_open
    assert "沿用上年信息" not in screen.words
    assert "保存" not in [one.label for one in screen.test.button]


def test_the_year_stands_where_the_contact_is_filled_in(hand: Hand) -> None:
    screen = _at("04")

    assert "<dt>考核年度</dt><dd>2021</dd>" in screen.words
    assert hand.parts[-1].section == "04"


def test_the_year_before_can_be_carried_over(hand: Hand) -> None:
    screen = _at("01")
    before = hand.parts[-1].stamp

    screen.press("carry_over")

    (act,) = screen.desk.acts
    assert isinstance(act, CarryOver)
    assert "已沿用 12 项，请逐项核对是否有变化。" in screen.words
    assert hand.parts[-1].stamp != before


def test_without_a_year_before_it_says_so() -> None:
    screen = _at("01", refuse="没有以前年度的记录")

    screen.press("carry_over")

    assert "没有以前年度的记录" in screen.words


def test_section_06_tells_what_each_attachment_needs() -> None:
    screen = _at("06")

    assert "06 相关附件" in screen.words
    assert "2021 年度 · 红头 · 盖章" in screen.words
    assert "“无”证明怎么写" in screen.words


def test_one_steps_on_and_back(hand: Hand) -> None:
    screen = _at("01")

    screen.press("step_on")
    after = hand.parts[-1].section
    screen.press("step_back")

    assert after == "02"
    assert hand.parts[-1].section == "01"


def test_the_first_section_has_no_step_back_and_the_last_none_on() -> None:
    first, last = _at("01"), _at("submit")

    assert "上一步" not in first.words
    assert "下一步" not in last.words


def test_saving_says_that_it_is_saved() -> None:
    screen = _at("02")

    screen.press("step_save")

    assert "已保存。" in screen.words


def test_the_rail_opens_a_section(hand: Hand) -> None:
    screen = _at("01")
    hand.open("05")

    screen.run()

    assert hand.parts[-1].section == "05"


FIRST = {
    "draft": ("yang", "101", "01 企业基本信息"),
    "submitted": ("li", "202", "提交回执"),
    "returned": ("li", "201", "整改期限"),
}


@pytest.mark.parametrize("name", list(FIRST))
def test_it_opens_where_there_is_something_to_do(name: str) -> None:
    who, case, words = FIRST[name]

    screen = Drawn("assessment", FakeDesk(), who=who, case=case)

    assert words in screen.words


@pytest.mark.parametrize(
    ("who", "query"),
    [("yang", {"case": "201"}), ("yang", {}), ("shen", {"case": "101"})],
    ids=["somebody else's", "no address", "no company"],
)
def test_what_is_not_ones_own_is_not_there(who: str, query: dict[str, str]) -> None:
    screen = Drawn("assessment", FakeDesk(), who=who, **query)

    assert "没有找到这份记录" in screen.words


def test_an_unknown_section_shows_the_first_one(hand: Hand) -> None:
    _at("99")

    assert hand.parts[-1].section == "01"
