from dataclasses import replace

import pytest

from checker import catalogue
from checker.model.rule import Measured, RuleKind
from checker.model.waiver import Waiver
from checker.model.wording import Text
from checker.reports._in_words import view_of_result
from checker.reports._json import readable, rounded
from checker.reports._measure import measured_rows
from checker.reports._view import page_ranges, place
from checker.reports._words import FOR_PROGRAMS, MEASURED
from tests.golden.fixed_result import FINDINGS, fixed_result

SHOWN: dict[str, tuple[str, Measured, str]] = {
    "angle": ("turn_deg", 180, "180°"),
    "length": ("width_mm", 42.25, "42.25 mm"),
    "share": ("area_share", 0.125, "12.5 %"),
    "plain number": ("probability", 0.123456, "0.1235"),
    "large whole number": ("page_count", 20211, "20211"),
    "truth": ("is_blank", True, "是"),
    "falsehood": ("is_blank", False, "否"),
    "unknown": ("value", None, "未知"),
    "nothing found": ("found", (), "无"),
    "list": ("months", (1, 2), "1, 2"),
    "words in two languages": ("part", Text("安全总监", "safety director"), "安全总监"),
    "text": ("title", "报表", "报表"),
}


@pytest.mark.parametrize(("name", "value", "shown"), SHOWN.values(), ids=SHOWN)
def test_measured_value_is_readable(name: str, value: Measured, shown: str) -> None:
    rows = measured_rows({name: value}, str)

    assert rows[0][1].zh == shown


def test_limits_stand_after_what_was_measured() -> None:
    rows = measured_rows({"at_least": 1, "seals": 0, "fail_below": 2}, str)

    assert [name.en for name, _ in rows] == ["seals", "at least", "fails below"]


def test_runs_of_pages_are_drawn_together() -> None:
    assert page_ranges([3, 1, 2, 7, 9, 10]) == "1-3, 7, 9-10"


PLACES = {
    "page": (("01", "a.pdf", "3"), "a.pdf 第 3 页"),
    "file": (("01", "a.pdf", ""), "a.pdf"),
    "item": (("01", None, ""), "第 01 项"),
    "dossier": ((None, None, ""), "整个案卷"),
}


@pytest.mark.parametrize(("given", "said"), PLACES.values(), ids=PLACES)
def test_place_is_as_narrow_as_it_is_known(
    given: tuple[str | None, str | None, str], said: str
) -> None:
    item, document, pages = given

    assert place(item, document, pages).zh == said


def test_waiver_with_an_end_names_its_day() -> None:
    base = fixed_result()
    day = base.evidence.dossier.as_of
    waived = replace(FINDINGS[0], waiver=Waiver("w", "王复核", "已核对", day))
    judgement = replace(base.judgement, findings=(waived,))

    view = view_of_result(replace(base, judgement=judgement), unmask=False)

    found = [one for section in view.sections for one in section.findings]
    assert [one.waived.zh for one in found if one.waived] == [
        "王复核：已核对（至 2021-12-20）"
    ]


def test_findings_of_a_section_are_sorted_by_weight() -> None:
    view = view_of_result(fixed_result(), unmask=False)

    weights = [one.weight for one in view.items[0].findings]
    assert weights == ["errors", "errors", "errors", "warnings", "warnings"]


def test_every_finding_stands_in_exactly_one_section() -> None:
    view = view_of_result(fixed_result(), unmask=False)

    ids = [one.id for section in view.sections for one in section.findings]
    assert sorted(ids) == sorted(one.id for one in FINDINGS)


def test_finding_of_an_item_that_is_not_on_the_list_is_not_lost() -> None:
    base = fixed_result()
    judgement = replace(base.judgement, items=base.judgement.items[1:])

    view = view_of_result(replace(base, judgement=judgement), unmask=False)

    ids = [one.id for section in view.sections for one in section.findings]
    assert len(ids) == len(FINDINGS)


def test_negative_zero_is_written_as_zero() -> None:
    assert str(rounded(-0.0001, 2)) == "0.0"


def test_short_object_stays_on_one_line() -> None:
    assert readable({"a": [1, 2]}) == '{"a": [1, 2]}'


def test_long_list_is_broken_up() -> None:
    text = readable(["长" * 60, "短" * 60])

    assert text.count("\n") == 3


@pytest.mark.parametrize("kind", catalogue.kinds().values(), ids=lambda kind: kind.name)
def test_every_measured_value_has_a_name_for_people(kind: RuleKind) -> None:
    assert set(kind.placeholders) <= set(MEASURED) | FOR_PROGRAMS


def test_limits_that_a_rule_does_not_set_are_left_out() -> None:
    rows = measured_rows({"value": 0.1, "fail_above": None, "because": None}, str)

    assert [name.zh for name, _ in rows] == ["测量值"]
