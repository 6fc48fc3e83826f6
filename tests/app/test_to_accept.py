from reviewer_app.services.grading import Accept, SendBack
from reviewer_app.services.letters import SeeLetter
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def test_opened_letter_counts_as_seen() -> None:
    screen = Drawn("to_accept", FakeDesk(), who="zong", case="9")

    assert isinstance(screen.desk.acts[0], SeeLetter)


def test_recommendation_is_accepted() -> None:
    screen = Drawn("to_accept", FakeDesk(), who="zong", case="9")

    screen.press("accept")

    assert any(isinstance(act, Accept) for act in screen.desk.acts)
    assert screen.went == [("to_accept", None, "")]


def test_challenge_carries_its_words() -> None:
    screen = Drawn("to_accept", FakeDesk(), who="zong", case="9")

    screen.test.text_area[0].input("请再看第 7 项")
    screen.press("send_back")

    words = [act.words for act in screen.desk.acts if isinstance(act, SendBack)]
    assert words == ["请再看第 7 项"]


def test_several_are_accepted_where_person_and_machine_agree() -> None:
    screen = Drawn("to_accept", FakeDesk(), who="zong")

    screen.press("accept_all")

    accepted = [act for act in screen.desk.acts if isinstance(act, Accept)]
    assert len(accepted) == 2
