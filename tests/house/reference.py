"""Writes the reference pages from docstrings and rule files: ``just reference``."""

import inspect
from collections.abc import Callable
from pathlib import Path

from checker import api, catalogue
from checker.model.rule import RuleKind

ROOT = Path(__file__).resolve().parents[2]


def checker_reference() -> str:
    """Return the page of probes, facts, kinds, readers and formats."""
    lines = [
        "# Reference of the checker",
        "",
        "Made from the code by `just reference`; do not edit.",
        "",
        "## Probes and their facts",
        "",
        "| probe | fact | type | unit | meaning |",
        "| --- | --- | --- | --- | --- |",
    ]
    for probe in catalogue.probes():
        lines += [
            f"| {probe.name} {probe.version} | `{fact.name}` | {fact.type.value} |"
            f" {fact.unit} | {fact.meaning} |"
            for fact in probe.facts
        ]
    lines += ["", "## Kinds: ways of judging", ""]
    for kind in catalogue.kinds().values():
        lines += [f"### `{kind.name}`", "", _first_paragraph(kind), ""]
    lines += ["## Readers", ""]
    lines += [f"- `{name}`" for name in catalogue.readers()]
    lines += ["", "## Report formats", ""]
    lines += [
        f"- `{one.name}`: {one.media_type}" for one in catalogue.formats().values()
    ]
    return "\n".join(lines) + "\n"


def rules_reference() -> str:
    """Return the page of the rules of the built-in pack."""
    rulebook = api.load_rulebook()
    lines = [
        "# Reference of the rules",
        "",
        (
            f"Pack `{rulebook.id}` {rulebook.version}, made by `just reference`;"
            " do not edit."
        ),
        "",
        "| rule | severity | 规则 | rule in English | whose |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{rule.id}` | {rule.severity.value} | {rule.title.zh} | {rule.title.en} |"
        f" {rule.source.document} {rule.source.clause} |"
        for rule in rulebook.rules
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "checker" / "REFERENCE.md": checker_reference,
    ROOT / "rules" / "REFERENCE.md": rules_reference,
}


def _first_paragraph(kind: RuleKind) -> str:
    module = inspect.getmodule(kind.evaluate)
    words = inspect.getdoc(module) or ""
    return words.partition("\n\n")[0]


if __name__ == "__main__":
    for page, write in PAGES.items():
        page.write_text(write(), "utf-8")
