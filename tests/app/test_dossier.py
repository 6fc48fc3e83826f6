from checker.model.wording import Text
from reviewer_app.context.case_rows import FileChange, ListedPerson, PageChange
from reviewer_app.services.assignment import Claim, GiveBack
from reviewer_app.services.review import Note
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk


def test_waiting_case_can_be_claimed() -> None:
    screen = Drawn("dossier", FakeDesk(), case="3")

    screen.press("claim_case")

    assert isinstance(screen.desk.acts[0], Claim)
    assert screen.went == [("desk", 3, "")]


def test_own_case_can_be_given_back() -> None:
    screen = Drawn("dossier", FakeDesk(), case="1")

    screen.press("give_back")

    assert isinstance(screen.desk.acts[0], GiveBack)
    assert "已放回待领取" in screen.words


def test_faults_stand_apart_from_what_a_person_must_look_at() -> None:
    screen = Drawn("dossier", FakeDesk(), case="1")

    assert "待人工核对" in screen.words
    assert "系统建议（非审核结论）" in screen.words


def test_note_is_kept() -> None:
    screen = Drawn("dossier", FakeDesk(), case="1")

    screen.test.text_area[0].input("请同事看第 7 项")
    screen.test.button[-1].click()
    screen.run()

    assert [act.words for act in screen.desk.acts if isinstance(act, Note)] == [
        "请同事看第 7 项"
    ]


def test_auditor_writes_no_notes() -> None:
    screen = Drawn("dossier", FakeDesk(), who="ji", case="1")

    assert not screen.test.text_area


def test_without_a_case_the_screen_says_where_to_begin() -> None:
    screen = Drawn("dossier", FakeDesk())

    assert "还没有选择案卷" in screen.words


def test_a_second_round_says_what_changed_page_by_page() -> None:
    changes = (
        FileChange(
            "replaced",
            (
                PageChange(1, "same", 1),
                PageChange(2, "changed", 2),
                PageChange(3, "changed", 3),
                PageChange(4, "new", None),
            ),
            removed=(5,),
        ),
        FileChange("same"),
    )

    screen = Drawn("dossier", FakeDesk(changes=changes), case="1")

    assert "与上一轮相比" in screen.words
    assert "第 2–3 页有变化，第 4 页是新增的，原第 5 页已删去，1 页没有变化" in (
        screen.words
    )
    assert "1 个没有变化" in screen.words


def test_a_clean_dossier_shows_all_its_pages_at_once() -> None:
    desk = FakeDesk(is_clean=True)

    screen = Drawn("dossier", desk, case="1")

    assert "<h2>所有页面</h2>" in screen.words


def test_pages_of_a_dossier_with_findings_show_when_asked() -> None:
    screen = Drawn("dossier", FakeDesk(), case="1")
    before = screen.words

    screen.test.toggle(key="all_pages").set_value(True)
    screen.run()

    assert "<h2>所有页面</h2>" not in before
    assert "<h2>所有页面</h2>" in screen.words


def test_a_check_that_still_runs_is_told() -> None:
    running = Drawn("dossier", FakeDesk(is_checking=True), case="1")
    done = Drawn("dossier", FakeDesk(), case="1")

    assert "自动检查还在进行" in running.words
    assert "自动检查还在进行" not in done.words


def test_people_stand_as_the_company_listed_them(hand: Hand) -> None:
    person = ListedPerson(
        Text("企业负责人", "heads"), "王样华", "990000********4737", "总经理", "A1",
        "2023-01-01",
    )  # fmt: skip

    Drawn("dossier", FakeDesk(listed=(person,)), case="1")

    (row,) = hand.tables["listed_people"].rows
    assert row.cells == (
        "企业负责人", "王样华", "990000********4737", "总经理", "A1", "2023-01-01",
    )  # fmt: skip
