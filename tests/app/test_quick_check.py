from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def test_items_of_a_first_submission_can_be_tried() -> None:
    screen = Drawn("quick_check", FakeDesk(), who="")

    options = screen.test.selectbox(key="quick_item").options

    assert [one[:2] for one in options] == [f"{at:02}" for at in range(1, 20)]
    assert screen.test.selectbox(key="quick_item").value is None


def test_who_decides_is_said() -> None:
    screen = Drawn("quick_check", FakeDesk(), who="")

    screen.test.selectbox(key="quick_item").select("03")
    screen.run()

    assert "结论由主管部门作出" in screen.words
