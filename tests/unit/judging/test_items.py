import pytest

from checker.judging.judge import judge
from checker.model.dossier import Submission
from checker.model.ids import ItemCode
from checker.model.result import ItemResult, ItemStatus, PartResult, PartState
from checker.model.rule import Outcome, Rule, Scope, Severity, Verdict
from checker.model.subject import DossierEvidence
from checker.model.waiver import Waiver
from checker.model.wording import Text
from tests.packs import FAIL, PASS, UNKNOWN, a_document, a_dossier, a_page, a_rulebook
from tests.packs import a_rule_saying as saying

FILED = a_document("a.pdf", a_page(1))
IN_FIRST = {"01": (FILED,)}


def item(code: str, whole: DossierEvidence, *rules: Rule) -> ItemResult:
    judgement = judge(a_rulebook(*rules), whole)
    return next(one for one in judgement.items if one.code == code)


def about_first(outcome: Outcome, severity: Severity) -> Rule:
    return saying(Verdict(outcome, item=ItemCode("01")), severity=severity)


@pytest.mark.parametrize(
    ("outcome", "severity", "status"),
    [
        (Outcome.PASS, Severity.ERROR, ItemStatus.PASS),
        (Outcome.FAIL, Severity.ERROR, ItemStatus.FAIL),
        (Outcome.FAIL, Severity.WARNING, ItemStatus.WARN),
        (Outcome.FAIL, Severity.INFO, ItemStatus.PASS),
        (Outcome.UNKNOWN, Severity.ERROR, ItemStatus.UNKNOWN),
        (Outcome.UNKNOWN, Severity.WARNING, ItemStatus.UNKNOWN),
        (Outcome.UNKNOWN, Severity.INFO, ItemStatus.PASS),
    ],
)
def test_status_follows_from_the_findings(
    outcome: Outcome, severity: Severity, status: ItemStatus
) -> None:
    result = item("01", a_dossier(IN_FIRST), about_first(outcome, severity))

    assert result.status is status


def test_worst_finding_decides() -> None:
    rules = (
        about_first(Outcome.FAIL, Severity.WARNING),
        about_first(Outcome.UNKNOWN, Severity.ERROR),
        about_first(Outcome.FAIL, Severity.ERROR),
    )

    assert item("01", a_dossier(IN_FIRST), *rules).status is ItemStatus.FAIL


def test_item_without_document_is_missing_whatever_was_found() -> None:
    result = item("01", a_dossier(), about_first(Outcome.FAIL, Severity.ERROR))

    assert result.status is ItemStatus.MISSING
    assert not result.present
    assert result.documents == ()


def test_waived_finding_weighs_nothing() -> None:
    rulebook = a_rulebook(about_first(Outcome.FAIL, Severity.ERROR))
    (finding,) = judge(rulebook, a_dossier(IN_FIRST)).findings

    judgement = judge(
        rulebook, a_dossier(IN_FIRST), [Waiver(finding.id, "王一", "已核实")]
    )

    assert judgement.items[0].status is ItemStatus.PASS
    assert len(judgement.findings) == 1


def test_file_that_cannot_be_read_is_not_present_and_never_passes() -> None:
    broken = a_document("a.pdf", status="damaged")

    result = item("01", a_dossier({"01": (broken,)}), saying(PASS))

    assert not result.present
    assert result.documents == ("a.pdf",)
    assert result.status is ItemStatus.UNKNOWN


def test_file_that_we_could_not_finish_never_passes() -> None:
    lost = a_document("a.pdf", a_page(1), failed=("text",))

    result = item("01", a_dossier({"01": (lost,)}), saying(PASS))

    assert result.present
    assert result.status is ItemStatus.UNKNOWN


def test_item_may_be_left_out_where_the_checklist_allows_it() -> None:
    result = item("02", a_dossier(left_out={"02": "没有工人"}))

    assert result.status is ItemStatus.NOT_APPLICABLE


def test_warning_about_the_proof_of_an_item_left_out_shows() -> None:
    about_second = Verdict(Outcome.FAIL, item=ItemCode("02"))
    rule = saying(about_second, severity=Severity.WARNING)

    result = item("02", a_dossier(left_out={"02": "没有工人"}), rule)

    assert result.status is ItemStatus.WARN


def test_item_left_out_against_the_checklist_is_missing() -> None:
    result = item("01", a_dossier(left_out={"01": "不想交"}))

    assert result.status is ItemStatus.MISSING


@pytest.mark.parametrize(
    ("submission", "required", "status"),
    [
        (Submission.FIRST, False, ItemStatus.NOT_APPLICABLE),
        (Submission.RECTIFICATION, True, ItemStatus.MISSING),
    ],
)
def test_rectification_is_asked_for_after_a_return(
    submission: Submission,
    required: bool,  # noqa: FBT001 - a case
    status: ItemStatus,
) -> None:
    result = item("20", a_dossier(submission=submission))

    assert result.required is required
    assert result.status is status


def test_optional_item_without_document_does_not_apply() -> None:
    result = item("03", a_dossier())

    assert not result.required
    assert result.status is ItemStatus.NOT_APPLICABLE


def part(part_id: str, outcome: Outcome) -> Verdict:
    title = Text(f"部分{part_id}", f"part {part_id}")
    return Verdict(outcome, {"part": title, "part_id": part_id})


def test_parts_come_from_the_verdicts_on_them() -> None:
    rule = saying(
        part("a", Outcome.PASS),
        part("b", Outcome.FAIL),
        part("c", Outcome.UNKNOWN),
        part("d", Outcome.NOT_APPLICABLE),
        scope=Scope.ITEM,
    )

    result = item("01", a_dossier(IN_FIRST), rule)

    assert result.parts == (
        PartResult(Text("部分a", "part a"), PartState.FOUND),
        PartResult(Text("部分b", "part b"), PartState.MISSING),
        PartResult(Text("部分c", "part c"), PartState.UNKNOWN),
    )


def test_worst_state_of_a_part_holds() -> None:
    rules = [
        saying(part("a", outcome), scope=Scope.ITEM)
        for outcome in (Outcome.PASS, Outcome.UNKNOWN)
    ]

    result = item("01", a_dossier(IN_FIRST), *rules)

    assert [one.state for one in result.parts] == [PartState.UNKNOWN]


def test_part_without_a_title_is_called_by_its_id() -> None:
    rule = saying(Verdict(Outcome.PASS, {"part_id": "a"}), scope=Scope.ITEM)

    result = item("01", a_dossier(IN_FIRST), rule)

    assert result.parts == (PartResult(Text("a", "a"), PartState.FOUND),)


def test_verdicts_without_parts_make_no_parts() -> None:
    rule = saying(FAIL, UNKNOWN, scope=Scope.ITEM)

    assert item("01", a_dossier(IN_FIRST), rule).parts == ()
