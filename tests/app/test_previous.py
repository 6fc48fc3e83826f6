from dataclasses import replace

import pytest

from checker.model.wording import Text
from reviewer_app.context.case_rows import PreviousRow
from reviewer_app.services.review import SettlePrevious
from reviewer_app.widgets.table import Chip
from tests.app.conftest import Hand
from tests.app.drawn import Drawn
from tests.app.fakes_app import FakeDesk

ROW = PreviousRow(
    "f1", "08", "上半年消防演练.pdf 第 3 页", Text("第 3 页倒置", "page 3"),
    "fixed", "", "gone",
)  # fmt: skip


def _dossier(*rows: PreviousRow, case: str = "1", refuse: str = "") -> Drawn:
    return Drawn("dossier", FakeDesk(previous=rows, refuse=refuse), case=case)


def test_a_finding_stands_with_answer_and_what_became_of_it(hand: Hand) -> None:
    _dossier(ROW, replace(ROW, finding_id="f2", answer="disagrees", words="原件如此"))

    one, two = hand.tables["previous"].rows
    assert one.cells[0] == "第 3 页倒置（08 · 上半年消防演练.pdf 第 3 页）"
    assert (one.cells[1], two.cells[1]) == ("已更换或补传", "有异议：原件如此")
    assert one.cells[2] == Chip("good", "机器未再发现")
    assert one.cells[3] == ""


def test_a_verdict_stands_and_the_other_two_can_be_given(hand: Hand) -> None:
    _dossier(replace(ROW, verdict="stands", became="unsure"))

    (row,) = hand.tables["previous"].rows
    assert row.cells[3] == Chip("bad", "仍存在")
    assert [act.label for act in row.acts] == ["已整改", "异议成立"]


def test_a_finding_of_the_whole_dossier_has_no_place(hand: Hand) -> None:
    _dossier(replace(ROW, item=None, place="", answer=""))

    (row,) = hand.tables["previous"].rows
    assert row.cells[:2] == ("第 3 页倒置", "未答复")
    assert not row.opens


@pytest.mark.parametrize("verdict", ["settled", "stands", "upheld"])
def test_a_reviewer_says_what_became_of_it(hand: Hand, verdict: str) -> None:
    hand.with_row("previous", verdict, "f1")

    screen = _dossier(ROW)

    (act,) = screen.desk.acts
    assert isinstance(act, SettlePrevious)
    assert (act.case_id, act.finding_id, act.verdict) == (1, "f1", verdict)
    assert "已记下。" in screen.words


def test_a_refused_verdict_tells_why(hand: Hand) -> None:
    hand.with_row("previous", "settled", "f1")

    screen = _dossier(ROW, refuse="已定级")

    assert "已定级" in screen.words
    assert "已记下。" not in screen.words


def test_it_opens_its_item(hand: Hand) -> None:
    hand.with_row("previous", "open", "f1")

    screen = _dossier(ROW)

    assert screen.went == [("desk", 1, "08")]


def test_who_may_not_decide_only_looks(hand: Hand) -> None:
    _dossier(ROW, case="3")

    assert hand.tables["previous"].rows[0].acts == []


def test_a_first_round_has_none(hand: Hand) -> None:
    screen = _dossier()

    assert "previous" not in hand.tables
    assert "上一轮问题与答复" not in screen.words
