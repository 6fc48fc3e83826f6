"""Every rule of every pack judges its own examples as it says."""

from pathlib import Path

import pytest

from checker import catalogue
from checker.judging.examples import check_examples
from checker.model.rule import Rule
from checker.rulebook.loader import lint_pack, load_rulebook

ROOT = Path(__file__).resolve().parents[2] / "rules"
PACKS = sorted(file.parent for file in ROOT.glob("*/pack.yaml"))


def rules() -> list[Rule]:
    """Return the rules of all packs that can be loaded."""
    kinds, facts = catalogue.kinds(), catalogue.facts()
    sound = [pack for pack in PACKS if not lint_pack(pack, kinds, facts)]
    return [rule for pack in sound for rule in load_rulebook(pack, kinds, facts).rules]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_pack_has_no_faults(pack: Path) -> None:
    faults = lint_pack(pack, catalogue.kinds(), catalogue.facts())

    assert [one.in_language("en") for one in faults] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_rule_judges_its_examples_as_it_says(rule: Rule) -> None:
    wrong = [one for one in check_examples(rule) if not one.is_right]

    assert wrong == []
