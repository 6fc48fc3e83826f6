"""Holds a report on the committed sets against their labels.

Each set must get its expected grade, every expected finding, and not one other error.
``--labels DIR`` names another folder of sets, such as ``sample_data.build`` writes.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).resolve().parent
Place = tuple[str, str | None, str | None, int | None, str]
"""Rule, item, document, page, verdict."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One set: its grades, what is missing, and what was not expected."""

    name: str
    expected_grade: str
    grade: str | None
    met: tuple[Place, ...]
    missing: tuple[Place, ...]
    surplus_errors: tuple[Place, ...]
    surplus_others: tuple[Place, ...]

    @property
    def is_right(self) -> bool:
        """Whether grade and errors are just those of the labels."""
        is_same = self.grade == self.expected_grade
        return is_same and not self.missing and not self.surplus_errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a set and what differs; return 1 when something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="what check --format json wrote")
    parser.add_argument("--labels", type=Path, default=HERE, help="folder of the sets")
    given = parser.parse_args(arguments)
    loaded = json.loads(given.report.read_text("utf-8"))
    reports = loaded if isinstance(loaded, list) else [loaded]
    comparisons = [compare(report, given.labels) for report in reports]
    for one in comparisons:
        sys.stdout.write(describe(one))
    sys.stdout.write(summary(comparisons))
    return 0 if all(one.is_right for one in comparisons) else 1


def compare(report: dict[str, Any], folder: Path = HERE) -> Comparison:
    """Return how a report differs from the labels of the set of the same name."""
    name = report["dossier"]["id"]
    file = folder / name / "labels.yaml"
    labels = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    expected = {_place(one) for one in labels["expected"]}
    found = {_place(one): one for one in report["findings"]}
    met = {want: {one for one in found if _meets(one, want)} for want in expected}
    surplus = [place for place in found if not any(place in m for m in met.values())]
    errors = [place for place in surplus if _is_error(found[place])]
    return Comparison(
        name=name,
        expected_grade=labels["grade"],
        grade=report["grade"],
        met=_sorted({want for want, places in met.items() if places}),
        missing=_sorted({want for want, places in met.items() if not places}),
        surplus_errors=_sorted(errors),
        surplus_others=_sorted(set(surplus) - set(errors)),
    )


def describe(one: Comparison) -> str:
    """Return a line for the set, and one for each difference."""
    mark = "✓ 符合预期 / as expected" if one.is_right else "✗ 与预期不符 / differs"
    lines = [f"{one.name:<22} {one.grade!s:<22} {mark}"]
    if one.grade != one.expected_grade:
        lines.append(f"    应为 / expected: {one.expected_grade}")
    for words, places in (
        ("缺 / missing", one.missing),
        ("多 / not expected", one.surplus_errors),
        ("另 / besides", one.surplus_others),
    ):
        lines += [f"    {words}: {_shown(place)}" for place in places]
    return "\n".join(lines) + "\n"


def summary(comparisons: Sequence[Comparison]) -> str:
    """Return precision and recall of findings over all sets, and right grades.

    Findings of any severity count, those that say *cannot tell* too.
    """
    met, missing, errors, others = (
        [place for one in comparisons for place in getattr(one, name)]
        for name in ("met", "missing", "surplus_errors", "surplus_others")
    )
    surplus = errors + others
    unsure = sum(place[-1] == "unknown" for place in surplus)
    graded = sum(one.grade == one.expected_grade for one in comparisons)
    return (
        f"findings: precision {_share(len(met), len(surplus))},"
        f" recall {_share(len(met), len(missing))}; not expected: {len(errors)} errors,"
        f" {unsure} unknowns, {len(others) - unsure} others;"
        f" grades right: {graded} of {len(comparisons)}\n"
    )


def _share(right: int, wrong: int) -> str:
    total = right + wrong
    return f"{right / total:.3f} of {total}" if total else "- of 0"


def _place(finding: dict[str, Any]) -> Place:
    return (
        finding["rule"],
        finding["item"],
        finding["document"],
        finding["page"],
        finding["verdict"],
    )


def _meets(place: Place, wanted: Place) -> bool:
    """Whether a finding is the expected one; a null in the labels leaves that open."""
    pairs = zip(place, wanted, strict=True)
    return all(want is None or one == want for one, want in pairs)


def _is_error(finding: dict[str, Any]) -> bool:
    return bool(finding["severity"] == "error" and finding["verdict"] == "fail")


def _sorted(places: set[Place] | list[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=str))


def _shown(place: Place) -> str:
    return " ".join(str(part) for part in place if part is not None)


if __name__ == "__main__":
    sys.exit(main())
