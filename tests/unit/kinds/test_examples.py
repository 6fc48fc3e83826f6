"""The example in each kind's docstring is a rule that loads and runs."""

import importlib
import pkgutil
import re
import textwrap
from pathlib import Path

import pytest

import checker.kinds
from checker.intake.facts import FILE_FACTS
from checker.judging.examples import check_examples
from checker.model.evidence import Fact
from checker.model.ids import FactName
from checker.model.rule import RuleKind
from checker.rulebook.loader import load_rulebook

ITEMS = """
items:
  - code: "01"
    title: {zh: 一, en: one}
  - code: "05"
    title: {zh: 方案, en: plan}
    parts:
      - {id: risk, title: {zh: 风险, en: risk}, words: [[风险分级管控]]}
      - {id: hazard, title: {zh: 隐患, en: hazard}, words: [[隐患排查治理]]}
  - code: "08"
    title: {zh: 演练, en: drill}
  - code: "10"
    title: {zh: 预案, en: plans}
    not_applicable: {proof: [[无重大危险源]]}
"""
PACK = """
schema: pack/1
id: example
version: "1"
title: {zh: 例, en: example}
year: 2021
in_force: {from: 2021-01-01}
grading: {otherwise: {grade: qualified, words: {zh: 好, en: good}}, lines: []}
"""


def modules_in(package: str) -> list[str]:
    path = importlib.import_module(package).__path__
    names = (one.name for one in pkgutil.iter_modules(path))
    return [f"{package}.{name}" for name in names if not name.startswith("_")]


KINDS: dict[str, RuleKind] = {
    name: importlib.import_module(name).KIND for name in modules_in("checker.kinds")
}


def known_facts() -> dict[FactName, Fact]:
    facts = {fact.name: fact for fact in FILE_FACTS}
    for name in modules_in("checker.probes"):
        probe = importlib.import_module(name).PROBE
        facts |= {fact.name: fact for fact in probe.facts}
    return facts


@pytest.mark.parametrize("module", KINDS)
def test_the_example_of_a_kind_is_a_rule_that_runs(module: str, tmp_path: Path) -> None:
    words = importlib.import_module(module).__doc__ or ""
    example = textwrap.dedent(words.partition("Example rule::\n")[2].strip("\n"))
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "items.yaml").write_text(ITEMS, encoding="utf-8")
    found = re.search(r"^id: (\S+)$", example, re.MULTILINE)
    assert found is not None
    (tmp_path / f"{found[1]}.yaml").write_text(example, encoding="utf-8")
    kinds = {kind.name: kind for kind in KINDS.values()}

    rulebook = load_rulebook(tmp_path, kinds, known_facts())

    wrong = [one for one in check_examples(rulebook.rules[0]) if not one.is_right]
    assert wrong == []
    assert rulebook.rules[0].kind is KINDS[module]


@pytest.mark.parametrize("module", KINDS)
def test_a_kind_is_named_as_its_file(module: str) -> None:
    kind = KINDS[module]

    assert module == f"checker.kinds.{kind.name}"
    assert checker.kinds.__name__ in module
