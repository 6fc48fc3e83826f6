import datetime as dt

import pytest

from checker.judging.waivers import apply_waivers
from checker.model.waiver import Waiver
from tests.packs import a_finding

MARCH = dt.date(2022, 3, 1)
FINDINGS = (a_finding("f-1"), a_finding("f-2"))


def test_waiver_marks_its_finding_and_drops_none() -> None:
    waiver = Waiver("f-2", "王一", "已核实")

    marked = apply_waivers(FINDINGS, [waiver], as_of=None)

    assert [one.id for one in marked] == ["f-1", "f-2"]
    assert [one.waiver for one in marked] == [None, waiver]


@pytest.mark.parametrize(
    ("until", "as_of", "honoured"),
    [
        (None, MARCH, True),
        (MARCH, MARCH, True),
        (dt.date(2022, 2, 28), MARCH, False),
        (dt.date(2022, 2, 28), None, True),
    ],
)
def test_waiver_lapses_after_its_last_day(
    until: dt.date | None,
    as_of: dt.date | None,
    honoured: bool,  # noqa: FBT001 - a case
) -> None:
    waiver = Waiver("f-1", "王一", "已核实", until)

    marked = apply_waivers(FINDINGS, [waiver], as_of=as_of)

    assert (marked[0].waiver is not None) is honoured


def test_first_waiver_in_force_holds() -> None:
    lapsed = Waiver("f-1", "王一", "旧", dt.date(2021, 1, 1))
    waivers = [lapsed, Waiver("f-1", "李二", "新"), Waiver("f-1", "张三", "再")]

    marked = apply_waivers(FINDINGS, waivers, as_of=MARCH)

    assert marked[0].waiver is not None
    assert marked[0].waiver.by == "李二"


def test_waiver_for_another_finding_has_no_effect() -> None:
    marked = apply_waivers(FINDINGS, [Waiver("f-9", "王一", "?")], as_of=None)

    assert marked == FINDINGS
