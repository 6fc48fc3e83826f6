"""Findings of the round before: carried with their answers, settled by a reviewer."""

import pytest

from checker.model.wording import Text
from reviewer_app.context.dossier_rows import as_view
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.staffing import masked
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.review import SettlePrevious, settle_previous
from reviewer_app.services.submitting import AnswerFinding, answer_finding
from tests.unit.desk.conftest import World, a_finding
from tests.unit.desk.filing_makers import TOLD, Filer, returned


def _resubmitted(world: World, filer: Filer, *again: str) -> int:
    """Return a case in its second round, claimed; ``again``: found once more."""
    case_id = returned(world, filer, "f1", "f2")
    filer.answer(case_id, "f1")
    command = AnswerFinding(
        case_id=case_id, finding_id="f2", kind="disagrees", words="已盖章"
    )
    answer_finding(command, filer.actor, filer.desk)
    filer.upload(case_id, "整改.pdf", "20", content=b"%PDF-1.4 mended")
    filer.submit(case_id)
    world.check(case_id, *(a_finding(one) for one in again), number=2)
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    return case_id


def _previous(world: World, case_id: int) -> dict[str, tuple[str, str, str]]:
    view = as_view(read_dossier(case_id, world.reviewer, world.desk.database), {})
    return {
        one.finding_id: (one.answer, one.became, one.verdict) for one in view.previous
    }


def _settle(world: World, case_id: int, finding_id: str, *, verdict: str) -> None:
    command = SettlePrevious(
        command_id=f"{finding_id}-{verdict}",
        case_id=case_id,
        finding_id=finding_id,
        verdict=verdict,
    )
    settle_previous(command, world.reviewer, world.desk)


def test_answers_come_with_the_next_round(world: World, filer: Filer) -> None:
    case_id = _resubmitted(world, filer)

    assert _previous(world, case_id) == {
        "f1": ("fixed", "gone", ""),
        "f2": ("disagrees", "gone", ""),
    }


def test_what_the_check_finds_again_still_stands(world: World, filer: Filer) -> None:
    case_id = _resubmitted(world, filer, "f9")

    assert _previous(world, case_id)["f1"] == ("fixed", "stands", "")


def test_a_reviewer_says_what_became_of_a_finding(world: World, filer: Filer) -> None:
    case_id = _resubmitted(world, filer)

    _settle(world, case_id, "f1", verdict="settled")
    _settle(world, case_id, "f1", verdict="settled")
    _settle(world, case_id, "f2", verdict="upheld")

    said = {key: value[2] for key, value in _previous(world, case_id).items()}
    assert said == {"f1": "settled", "f2": "upheld"}


def test_what_still_stands_becomes_a_finding_of_this_round_once(
    world: World, filer: Filer
) -> None:
    case_id = _resubmitted(world, filer)

    _settle(world, case_id, "f1", verdict="stands")
    _settle(world, case_id, "f1", verdict="settled")
    settle_previous(
        SettlePrevious("again", case_id, "f1", "stands"), world.reviewer, world.desk
    )

    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert [one.message for one in view.findings] == [Text("没有公章", "no seal")]


@pytest.mark.parametrize(("finding", "verdict"), [("f1", "perhaps"), ("f0", "stands")])
def test_what_was_never_asked_is_not_found(
    world: World, filer: Filer, *, finding: str, verdict: str
) -> None:
    case_id = _resubmitted(world, filer)

    with pytest.raises(RefusedError, match="not_found"):
        _settle(world, case_id, finding, verdict=verdict)


def test_a_reviewer_sees_what_was_filled_in(world: World, filer: Filer) -> None:
    case_id = filer.draft()
    filer.add_person(case_id)
    filer.submit(case_id)

    view = as_view(read_dossier(case_id, world.reviewer, world.desk.database), {})

    assert view.company["资质类别"] == "施工总承包"
    assert [(one.name, one.id_number) for one in view.listed] == [
        (TOLD.name, masked(TOLD.id_number))
    ]
