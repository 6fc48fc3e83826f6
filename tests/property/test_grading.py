"""What must hold of grading whatever was found."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.grading._counting import WORST_FIRST, grade_of
from checker.grading.scheme import suggest_grade
from checker.grading.way_up import find_way_up, repairs_of, without
from checker.model.finding import Finding
from checker.model.grade import Grade, GradingLine, GradingScheme
from checker.model.ids import ItemCode
from checker.model.result import Judgement
from checker.model.rule import Outcome, Severity
from checker.model.waiver import Waiver
from checker.model.wording import Text
from tests.packs import a_finding

pytestmark = pytest.mark.property

CODES = ("01", "02", "03", "04")
TAGS = ("useless", "absent")
severities = st.sampled_from([Severity.ERROR, Severity.ERROR, Severity.WARNING])
outcomes = st.sampled_from([Outcome.FAIL, Outcome.FAIL, Outcome.FAIL, Outcome.UNKNOWN])
tag_sets = st.frozensets(st.sampled_from(TAGS))


@st.composite
def findings(draw: st.DrawFn, name: str = "f-0") -> Finding:
    return a_finding(
        name,
        item=draw(st.sampled_from([*CODES, None])),
        document=draw(st.sampled_from(["a.pdf", "b.pdf", None])),
        severity=draw(severities),
        outcome=draw(outcomes),
        tags=draw(tag_sets),
    )


@st.composite
def finding_lists(draw: st.DrawFn, max_size: int = 8) -> list[Finding]:
    size = draw(st.integers(0, max_size))
    return [draw(findings(f"f-{no}")) for no in range(1, size + 1)]


@st.composite
def schemes(draw: st.DrawFn) -> GradingScheme:
    grades = draw(st.lists(st.sampled_from(WORST_FIRST[:2]), max_size=4))
    lines = tuple(
        GradingLine(
            id=f"line-{no}",
            grade=grade,
            words=Text("行", "line"),
            severity=draw(severities),
            items=draw(st.none() | st.frozensets(st.sampled_from(CODES).map(ItemCode))),
            tags=draw(st.none() | tag_sets),
            at_least=draw(st.integers(1, 3)),
            count_items=draw(st.booleans()),
        )
        for no, grade in enumerate(sorted(grades, key=WORST_FIRST.index))
    )
    return GradingScheme(lines, Grade.QUALIFIED, Text("其余", "otherwise"))


def rank(scheme: GradingScheme, found: list[Finding]) -> int:
    return WORST_FIRST.index(grade_of(scheme, found))


@given(scheme=schemes(), found=finding_lists(), more=findings(), at=st.integers(0, 8))
def test_one_more_finding_never_raises_the_grade(
    scheme: GradingScheme, found: list[Finding], more: Finding, *, at: int
) -> None:
    longer = [*found[:at], more, *found[at:]]

    assert rank(scheme, longer) <= rank(scheme, found)


@given(schemes(), finding_lists(), st.data())
def test_a_waiver_never_lowers_the_grade(
    scheme: GradingScheme, found: list[Finding], data: st.DataObject
) -> None:
    waived = [
        a_finding(
            one.id,
            item=one.location.item,
            document=one.location.document,
            severity=one.severity,
            outcome=one.outcome,
            tags=one.tags,
            waiver=data.draw(st.sampled_from([None, Waiver(one.id, "王", "可")])),
        )
        for one in found
    ]

    assert rank(scheme, waived) >= rank(scheme, found)


@given(schemes(), finding_lists())
def test_way_up_reaches_its_target_and_no_smaller_set_does(
    scheme: GradingScheme, found: list[Finding]
) -> None:
    now = rank(scheme, found)

    way = find_way_up(scheme, found, WORST_FIRST[now])

    repairs = repairs_of(found)
    size = len(way.repairs) if way else len(repairs) + 1
    smaller = [
        chosen
        for count in range(size)
        for chosen in itertools.combinations(repairs, count)
    ]
    assert all(rank(scheme, list(without(found, one))) <= now for one in smaller)
    if way is not None:
        reached = grade_of(scheme, without(found, way.repairs))
        assert reached is way.target
        assert WORST_FIRST.index(reached) > now


@given(schemes(), finding_lists())
def test_suggestion_agrees_with_its_reasons(
    scheme: GradingScheme, found: list[Finding]
) -> None:
    judgement = Judgement(tuple(found), (), ())

    suggestion = suggest_grade(scheme, judgement, complete=True)

    assert len(suggestion.arithmetic) == len(scheme.lines) + 2
    assert bool(suggestion.reasons) == (suggestion.grade is not scheme.otherwise)
