"""Words of a report as they are told here."""

import pytest

from checker.model.wording import Text
from reviewer_app.domain.wording import told_here
from reviewer_app.queries.dossier import read_dossier
from tests.unit.desk.conftest import World, a_finding

OFFLINE = {
    "after the advice": (
        Text(
            "请填写人员表（离线检查：dossier.yaml 的 personnel）",
            "Fill in the table (offline: personnel in dossier.yaml)",
        ),
        Text("请填写人员表", "Fill in the table"),
    ),
    "nothing of it": (
        Text("请盖章（公章）", "Stamp it (seal)"),
        Text("请盖章（公章）", "Stamp it (seal)"),
    ),
}


@pytest.mark.parametrize("name", list(OFFLINE))
def test_advice_for_folders_of_ones_own_is_left_out(name: str) -> None:
    words, expected = OFFLINE[name]

    assert told_here(words) == expected


def test_findings_that_letters_are_made_of_speak_of_no_files_to_edit(
    world: World,
) -> None:
    told = OFFLINE["after the advice"][0]
    remedy = {"zh": told.zh, "en": told.en}
    case_id = world.bring_in()

    world.check(case_id, a_finding("f1", remedy=remedy))

    view = read_dossier(case_id, world.reviewer, world.desk.database)
    assert view.findings[0].remedy == Text("请填写人员表", "Fill in the table")
