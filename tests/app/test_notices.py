from reviewer_app.services.telling import ReadAll
from reviewer_app.widgets.table import Chip
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def test_notices_stand_newest_first_with_whether_they_are_read(hand: Hand) -> None:
    Drawn("notices", FakeDesk(), who="li")

    chips = [row.cells[1] for row in hand.tables["notices"].rows]
    assert [one.words for one in chips if isinstance(one, Chip)] == ["未读", "已读"]


def test_all_can_be_marked_as_read() -> None:
    screen = Drawn("notices", FakeDesk(), who="li")

    screen.press("read_all")

    assert screen.desk.acts == [ReadAll()]


def test_a_notice_leads_to_its_assessment(hand: Hand) -> None:
    hand.with_row("notices", "open", "0:201")

    screen = Drawn("notices", FakeDesk(), who="li")

    assert screen.went == [("assessment", 201, "")]


def test_a_notice_about_no_assessment_opens_nothing(hand: Hand) -> None:
    Drawn("notices", FakeDesk(), who="li")

    assert [row.opens for row in hand.tables["notices"].rows] == [True, False]


def test_without_notices_it_says_what_will_be_here() -> None:
    screen = Drawn("notices", FakeDesk(), who="fan")

    assert "还没有消息" in screen.words
    assert "全部标为已读" not in screen.words
