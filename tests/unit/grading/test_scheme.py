import pytest

from checker.grading.scheme import suggest_grade
from checker.model.finding import Finding
from checker.model.grade import Grade, GradeReason, GradeSuggestion
from checker.model.ids import ItemCode
from checker.model.result import ItemResult, ItemStatus, Judgement
from checker.model.rule import Outcome, Severity
from checker.model.waiver import Waiver
from checker.model.wording import Text
from tests.packs import SCHEME, a_finding

USELESS = frozenset({"useless"})


def items(*statuses: ItemStatus, required: bool = True) -> tuple[ItemResult, ...]:
    return tuple(
        ItemResult(
            code=ItemCode(f"{no:02d}"),
            title=Text("项", "item"),
            required=required,
            present=True,
            documents=(),
            status=status,
        )
        for no, status in enumerate(statuses, start=1)
    )


def suggest(
    *findings: Finding,
    items: tuple[ItemResult, ...] = (),
    complete: bool = True,
) -> GradeSuggestion:
    judgement = Judgement(findings, (), items)
    return suggest_grade(SCHEME, judgement, complete=complete)


def test_nothing_wrong_is_qualified() -> None:
    suggestion = suggest()

    assert suggestion.grade is Grade.QUALIFIED
    assert suggestion.reasons == ()
    assert suggestion.way_up is None


def test_any_other_error_is_basically_qualified() -> None:
    suggestion = suggest(a_finding("f-1", item="05"))

    words = Text("其他错误", "any other error")
    assert suggestion.grade is Grade.BASICALLY_QUALIFIED
    assert suggestion.reasons == (GradeReason("f-1", "any", words),)


def test_useless_important_item_is_unqualified() -> None:
    suggestion = suggest(a_finding("f-1", item="01", tags=USELESS))

    assert suggestion.grade is Grade.UNQUALIFIED
    assert [one.line_id for one in suggestion.reasons] == ["useless"]


@pytest.mark.parametrize(
    "finding",
    [
        a_finding("f-1", item="01"),
        a_finding("f-1", item="02", tags=USELESS),
        a_finding("f-1", tags=USELESS),
    ],
    ids=["other tag", "other item", "no item"],
)
def test_line_counts_only_its_items_and_tags(finding: Finding) -> None:
    assert suggest(finding).grade is Grade.BASICALLY_QUALIFIED


@pytest.mark.parametrize(
    "finding",
    [
        a_finding("f-1", item="01", severity=Severity.WARNING, tags=USELESS),
        a_finding("f-1", item="01", outcome=Outcome.UNKNOWN, tags=USELESS),
        a_finding("f-1", item="01", waiver=Waiver("f-1", "王", "可"), tags=USELESS),
    ],
    ids=["warning", "unknown", "waived"],
)
def test_warnings_doubts_and_waived_errors_don_t_count(finding: Finding) -> None:
    assert suggest(finding).grade is Grade.QUALIFIED


def test_errors_in_three_items_are_unqualified() -> None:
    three = [a_finding(f"f-{code}", item=code) for code in ("04", "05", "06")]

    suggestion = suggest(*three)

    assert suggestion.grade is Grade.UNQUALIFIED
    assert {one.finding_id for one in suggestion.reasons} == {"f-04", "f-05", "f-06"}


def test_three_errors_in_one_item_count_as_one_item() -> None:
    three = [a_finding(f"f-{no}", item="05") for no in range(3)]

    assert suggest(*three).grade is Grade.BASICALLY_QUALIFIED


def test_errors_outside_the_items_count_as_no_item() -> None:
    findings = [a_finding(f"f-{no}") for no in range(3)]

    assert suggest(*findings).grade is Grade.BASICALLY_QUALIFIED


def test_every_line_that_leads_to_the_grade_gives_reasons() -> None:
    three = [
        a_finding(f"f-{code}", item=code, tags=USELESS) for code in ("01", "05", "06")
    ]

    suggestion = suggest(*three)

    assert [(one.line_id, one.finding_id) for one in suggestion.reasons] == [
        ("useless", "f-01"),
        ("three_items", "f-01"),
        ("three_items", "f-05"),
        ("three_items", "f-06"),
    ]


def test_incomplete_check_suggests_nothing_and_says_so() -> None:
    suggestion = suggest(a_finding("f-1"), complete=False)

    assert suggestion.grade is None
    assert suggestion.reasons == ()
    assert suggestion.way_up is None
    assert suggestion.arithmetic[0].en.startswith("the check could not be finished")


UNKNOWN, PASS = ItemStatus.UNKNOWN, ItemStatus.PASS


@pytest.mark.parametrize(
    ("statuses", "grade"),
    [
        ((UNKNOWN, PASS, PASS, PASS, PASS), Grade.QUALIFIED),
        ((UNKNOWN, UNKNOWN, PASS, PASS, PASS), None),
        ((UNKNOWN,), None),
        ((PASS, ItemStatus.FAIL), Grade.QUALIFIED),
    ],
    ids=["a fifth", "more than a fifth", "all", "none"],
)
def test_too_many_unknown_items_suggest_nothing(
    statuses: tuple[ItemStatus, ...], grade: Grade | None
) -> None:
    assert suggest(items=items(*statuses)).grade is grade


def test_unknown_share_goes_before_any_error() -> None:
    suggestion = suggest(
        a_finding("f-1", item="01", tags=USELESS), items=items(UNKNOWN)
    )

    assert suggestion.grade is None


def test_items_that_are_not_required_are_not_in_the_share() -> None:
    optional = items(UNKNOWN, UNKNOWN, required=False)

    assert suggest(items=optional).grade is Grade.QUALIFIED


def test_arithmetic_shows_the_share_and_every_line_with_its_limit() -> None:
    suggestion = suggest(
        a_finding("f-1", item="05"), items=items(UNKNOWN, PASS, PASS, PASS, PASS)
    )

    assert [one.en for one in suggestion.arithmetic] == [
        "required items that could not be judged: 1 of 5 = 20%, at most 20%: not more",
        "an important item is useless: 0 findings, unqualified from 1: not met",
        "errors in three items or more: 1 items, unqualified from 3: not met",
        "any other error: 1 findings, basically qualified from 1: met",
        "none of these: qualified (no error)",
    ]
    assert [one.zh for one in suggestion.arithmetic] == [
        "无法判断的必交项目：1/5（20%），上限 20%，未超过",
        "重要材料无效：0 处，满 1 处为不合格，未达到",
        "三个以上项目有错误：1 个项目，满 3 个项目为不合格，未达到",
        "其他错误：1 处，满 1 处为基本合格，达到",
        "以上都未达到：合格（没有错误）",
    ]
