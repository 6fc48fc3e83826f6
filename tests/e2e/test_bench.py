"""``checker bench``: figures of a labelled set, by the command."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Checker

pytestmark = pytest.mark.slow


def test_bench_prints_figures_costs_and_wrong_pages(
    checker: Checker, sample_dir: Path
) -> None:
    run = checker("bench", sample_dir / "rectification", "--failures", "3")

    assert run.status == 0
    assert "orientation: calibration error" in run.out
    assert "CPU seconds a page" in run.out


def test_bench_without_labels_says_how_to_make_some(
    checker: Checker, tmp_path: Path
) -> None:
    run = checker("bench", tmp_path)

    assert run.status == 2
    assert "sample_data.world" in run.err
