import datetime as dt

from checker.model.grade import Grade
from reviewer_app.domain.review import Verdict
from reviewer_app.services.grading import Recommend
from reviewer_app.services.letters import SaveLetter
from reviewer_app.services.review import Decide
from tests.app.drawn import Drawn
from tests.app.fake_rows import report_of
from tests.app.fakes_app import FakeDesk


def _desk() -> FakeDesk:
    desk = FakeDesk()
    for finding in report_of(1)["findings"]:
        said = Decide(case_id=1, verdict=Verdict.CONFIRMED)
        desk.said[finding["id"]] = said
    return desk


def test_letter_without_findings_says_what_is_missing() -> None:
    screen = Drawn("letter", FakeDesk(), case="1")

    assert "没有要写进通知书的问题" in screen.words


def test_edited_words_are_kept() -> None:
    screen = Drawn("letter", _desk(), case="1")
    first = report_of(1)["findings"][0]["id"]

    screen.test.text_area(key=f"line:{first}").input("请看清楚印章")
    screen.press("letter_save")

    act = screen.desk.acts[-1]
    assert isinstance(act, SaveLetter)
    assert "请看清楚印章" in [line.words for line in act.lines]
    assert len(act.lines) == len(report_of(1)["findings"])


def test_deadline_is_the_end_of_its_day() -> None:
    screen = Drawn("letter", _desk(), case="1")

    screen.press("letter_save")

    act = screen.desk.acts[-1]
    assert isinstance(act, SaveLetter)
    assert act.deadline is not None
    assert act.deadline.tzinfo is dt.UTC


def test_day_that_is_none_is_refused_in_place() -> None:
    screen = Drawn("letter", _desk(), case="1")

    screen.test.text_input(key="letter_deadline:1").input("下周")
    screen.run()

    assert "期限请写成 2022-03-31 这样的日期。" in screen.words
    assert not [one for one in screen.test.button if one.key == "letter_send"]


def test_letter_waits_for_the_grade() -> None:
    screen = Drawn("letter", _desk(), case="1")

    assert screen.test.button(key="letter_send").disabled


def test_letter_is_saved_and_sent_with_the_grade() -> None:
    screen = Drawn("letter", _desk(), case="1")
    screen.test.session_state["draft:grade:1"] = "unqualified"
    screen.run()

    screen.press("letter_send")

    assert [type(act) for act in screen.desk.acts] == [SaveLetter, Recommend]
    last = screen.desk.acts[-1]
    assert isinstance(last, Recommend)
    assert last.grade is Grade.UNQUALIFIED
    assert screen.went == [("desk", 2, "")]
