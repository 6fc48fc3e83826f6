from reviewer_app.domain.states import State
from reviewer_app.services.assignment import ClaimNext
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def test_next_ten_are_claimed_by_one_button() -> None:
    screen = Drawn("queue", FakeDesk())

    screen.press("claim_next")

    assert [type(act) for act in screen.desk.acts] == [ClaimNext]
    assert State.SUBMITTED not in screen.desk.states.values()


def test_claimed_cases_stand_in_their_own_tab() -> None:
    screen = Drawn("queue", FakeDesk())

    screen.press("claim_next")

    assert screen.test.segmented_control[0].value == "mine"
    assert "已领取 6 份" in screen.words


def test_reading_begins_with_the_first_case_of_ones_own() -> None:
    screen = Drawn("queue", FakeDesk(), tab="mine")

    screen.press("start_reading")

    assert screen.went == [("desk", 1, "")]


def test_empty_queue_says_how_to_begin() -> None:
    screen = Drawn("queue", FakeDesk(), search="没有这家")

    assert "这里还没有案卷" in screen.words


def test_refusal_is_told_in_words() -> None:
    screen = Drawn("queue", FakeDesk(refuse="已有其他人领取"))

    screen.press("claim_next")

    assert "已有其他人领取" in screen.words
