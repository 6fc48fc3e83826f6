"""The committed sample dossiers get their grades and findings, and no other error."""

import json
from pathlib import Path

import pytest

from sample_data.verify import compare
from tests.e2e.conftest import Checker

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "name", ["clean", "basically_qualified", "unqualified", "rectification"]
)
def test_sample_dossier_is_judged_as_its_labels_say(
    checker: Checker, sample_dir: Path, seen_before: Path, *, name: str
) -> None:
    told = ["--format", "json", "--fail-on", "never", "--store", seen_before]

    run = checker("check", sample_dir / name / "dossier", *told)

    comparison = compare(json.loads(run.out))
    assert comparison.grade == comparison.expected_grade
    assert comparison.missing == ()
    assert comparison.surplus_errors == ()
