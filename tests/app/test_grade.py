from checker.model.grade import Grade
from reviewer_app.services.grading import Recommend
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def test_no_grade_is_chosen_before() -> None:
    screen = Drawn("grade", FakeDesk(), case="1")

    kinds = [one.proto.type for one in screen.test.button if "grade_" in str(one.key)]

    assert kinds == ["secondary", "secondary", "secondary"]


def test_arithmetic_stands_beside() -> None:
    screen = Drawn("grade", FakeDesk(), case="1")

    assert "有错误的材料达到三项" in screen.words


def test_grade_unlike_the_suggestion_asks_for_a_reason() -> None:
    screen = Drawn("grade", FakeDesk(), case="1")

    screen.press("grade_qualified")

    assert screen.test.text_area[0].label == "与系统建议不同的理由（必填）"


def test_qualified_goes_on_its_way_at_once() -> None:
    screen = Drawn("grade", FakeDesk(), case="1")

    screen.press("grade_qualified")
    screen.test.text_area[0].input("企业已补齐")
    screen.press("grade_on")

    act = screen.desk.acts[-1]
    assert isinstance(act, Recommend)
    assert (act.grade, act.reason) == (Grade.QUALIFIED, "企业已补齐")
    assert screen.went == [("desk", 2, "")]


def test_anything_else_leads_to_the_letter() -> None:
    screen = Drawn("grade", FakeDesk(), case="1")

    screen.press("grade_unqualified")
    screen.press("grade_on")

    assert screen.went == [("letter", 1, "")]
    assert not screen.desk.acts


def test_who_may_not_grade_is_told_so() -> None:
    screen = Drawn("grade", FakeDesk(), case="3")

    assert "这份案卷现在不由你定级" in screen.words
