import dataclasses

import pytest

from checker.grading._counting import grade_of
from checker.grading._covering import EXACT_UP_TO, Need, smallest_cover
from checker.grading.way_up import find_way_up, repairs_of, without
from checker.model.finding import Finding
from checker.model.grade import Grade, Repair, WayUp
from checker.model.rule import Outcome, Severity
from checker.model.waiver import Waiver
from tests.packs import SCHEME, a_finding

USELESS = frozenset({"useless"})


def way_up(*findings: Finding) -> WayUp | None:
    return find_way_up(SCHEME, findings, grade_of(SCHEME, findings))


def test_best_grade_has_no_way_up() -> None:
    assert way_up(a_finding("f-1", severity=Severity.WARNING)) is None


def test_replacing_a_file_mends_all_its_findings() -> None:
    way = way_up(
        a_finding("f-1", item="05", document="a.pdf", page_no=1),
        a_finding("f-2", item="05", document="a.pdf", page_no=2),
        a_finding("f-3", item="05", document="a.pdf", severity=Severity.WARNING),
    )

    assert way == WayUp(
        Grade.QUALIFIED,
        (Repair("05", "a.pdf", ("f-1", "f-2", "f-3")),),  # type: ignore[arg-type] # test input
    )


def test_finding_without_a_file_is_mended_by_itself() -> None:
    findings = [a_finding("f-1"), a_finding("f-2"), a_finding("f-3", item="05")]

    assert [one.finding_ids for one in repairs_of(findings)] == [
        ("f-1",),
        ("f-2",),
        ("f-3",),
    ]


def test_same_file_in_two_items_takes_two_repairs() -> None:
    findings = [a_finding(f"f-{one}", item=one, document="a") for one in ("05", "06")]

    assert len(repairs_of(findings)) == 2


def test_waived_findings_need_no_repair() -> None:
    waived = a_finding("f-1", waiver=Waiver("f-1", "王", "可"))

    assert repairs_of([waived]) == ()


def test_grade_that_no_repair_betters_has_no_way_up() -> None:
    scheme = dataclasses.replace(SCHEME, otherwise=Grade.BASICALLY_QUALIFIED)

    assert find_way_up(scheme, [], Grade.BASICALLY_QUALIFIED) is None


def test_error_outside_the_items_is_no_item_to_repair() -> None:
    three = [a_finding(f"f-{code}", item=code) for code in ("04", "05", "06")]

    way = way_up(a_finding("f-0"), *three)

    assert way is not None
    assert [one.finding_ids for one in way.repairs] == [("f-04",)]


def test_repairs_that_don_t_lead_higher_are_left_out() -> None:
    way = way_up(
        a_finding("f-1", item="01", document="a.pdf", tags=USELESS),
        a_finding("f-2", item="05", document="b.pdf"),
        a_finding("f-3", item="05", document="c.pdf", outcome=Outcome.UNKNOWN),
    )

    assert way is not None
    assert way.target is Grade.BASICALLY_QUALIFIED
    assert [one.document for one in way.repairs] == ["a.pdf"]


def test_one_of_three_items_is_enough_and_the_cheapest_is_taken() -> None:
    way = way_up(
        a_finding("f-1", item="04", document="a.pdf"),
        a_finding("f-2", item="04", document="b.pdf"),
        a_finding("f-3", item="05", document="c.pdf"),
        a_finding("f-4", item="05", document="d.pdf"),
        a_finding("f-5", item="06", document="e.pdf"),
    )

    assert way is not None
    assert way.target is Grade.BASICALLY_QUALIFIED
    assert [one.document for one in way.repairs] == ["e.pdf"]


def test_between_equal_sets_the_better_grade_is_taken() -> None:
    way = way_up(a_finding("f-1", item="01", document="a.pdf", tags=USELESS))

    assert way is not None
    assert way.target is Grade.QUALIFIED


def test_repair_that_serves_two_lines_is_preferred() -> None:
    way = way_up(
        a_finding("f-1", item="04", document="a.pdf"),
        a_finding("f-2", item="05", document="b.pdf"),
        a_finding("f-3", item="01", document="c.pdf", tags=USELESS),
    )

    assert way is not None
    assert [one.document for one in way.repairs] == ["c.pdf"]


@pytest.mark.parametrize(
    ("units", "at_most", "cover"),
    [
        ([], 0, ()),
        ([{0}, {1}], 2, ()),
        ([{0}, {1}], 0, (0, 1)),
        ([{0}, {1}, {2}], 1, (0, 1)),
        ([{0, 1}, {2}], 1, (2,)),
        ([{0, 1}, {0, 2}], 0, (0, 1, 2)),
        ([{0}, {1}, {1}], 1, (1,)),
    ],
)
def test_cover_is_the_smallest(
    units: list[set[int]], at_most: int, cover: tuple[int, ...]
) -> None:
    assert smallest_cover([Need.of(units, at_most=at_most)]) == cover


def test_many_repairs_are_covered_step_by_step() -> None:
    count = EXACT_UP_TO + 10
    pairs = [{no, no + count} for no in range(count)]
    singles = [{2 * count}, {2 * count + 1}]

    cover = smallest_cover([Need.of(pairs + singles, at_most=count)])

    assert cover == (2 * count, 2 * count + 1)


def test_step_by_step_gives_back_what_proves_needless() -> None:
    count = EXACT_UP_TO + 5
    first = Need.of([{no} for no in range(count)], at_most=count - 1)
    second = Need.of([{no} for no in range(1, count)], at_most=count - 2)

    assert smallest_cover([first, second]) == (1,)


def test_very_bad_dossier_has_a_way_up_too() -> None:
    findings = [
        a_finding(f"f-{no}", item=f"{no % 20 + 1:02d}", document=f"{no % 300}.pdf")
        for no in range(5000)
    ]

    way = way_up(*findings)

    assert way is not None
    assert grade_of(SCHEME, without(findings, way.repairs)) is way.target
