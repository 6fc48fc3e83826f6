"""The company's check and the authority's say the same, byte for byte.

Two dossiers, of a first submission and of a rectification; for more, made at random,
``DESK_DOSSIERS=10 pytest tests/integration/test_same_check.py``.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.services.desk import Desk
from sample_data import build
from tests.integration.acting import NoJobs
from tests.integration.filing_dossiers import Filed, Report, a_reviewer, copy_out

pytestmark = pytest.mark.slow
SETS = ("unqualified", "rectification", "clean", "basically_qualified")
COUNT = int(os.environ.get("DESK_DOSSIERS", "2"))
SEED = 4100


@pytest.fixture
def desk(tmp_path: Path, seen_before: Path) -> Iterator[Desk]:
    home = tmp_path / "desk"
    home.mkdir()
    (home / "evidence.db").symlink_to(seen_before)
    desk = open_desk(Place(home, f"sqlite:///{home / 'desk.db'}"), NoJobs())
    yield desk
    desk.database.engine.dispose()


@pytest.fixture(params=range(COUNT))
def filed(
    request: pytest.FixtureRequest, desk: Desk, *, sample_dir: Path, tmp_path: Path
) -> Filed:
    """File a dossier; one of a rectification is returned once."""
    number = int(request.param)
    if number < len(SETS):
        folder = sample_dir / SETS[number] / "dossier"
    else:
        folder = _at_random(SEED + number, tmp_path)
    filed = Filed.of(folder, desk, tmp_path / "desk")
    if filed.is_next:
        filed.go_on_after_return(a_reviewer(desk))
    return filed


def _at_random(seed: int, out: Path) -> Path:
    made = build.main(["--random", "1", "--seed", str(seed), "--out", str(out)])
    if made != 0:
        pytest.skip("the fonts of the sample dossiers are not here")
    return out / f"random-{seed}" / "dossier"


def _findings(report: Report) -> bytes:
    return json.dumps(report["findings"], ensure_ascii=False).encode()


def test_both_sides_and_the_command_line_find_the_same(
    filed: Filed, tmp_path: Path
) -> None:
    before = filed.prechecked()
    filed.submit()
    after = filed.checked()
    folder = copy_out(filed.as_round(), tmp_path / "laid")
    told = _check_again(folder, filed.home / "evidence.db")

    assert before["ruleset"]["sha256"] == after["ruleset"]["sha256"]
    assert _findings(before) == _findings(after)
    assert _findings(after) == _findings(told)
    assert before["grade"] == after["grade"] == told["grade"]
    assert after["complete"] is True


def _check_again(folder: Path, store: Path) -> Report:
    line = [sys.executable, "-m", "checker", "check", str(folder), "--format", "json"]
    done = subprocess.run(  # noqa: S603 - ourselves
        [*line, "--store", str(store)], check=False, capture_output=True
    )
    report: Report = json.loads(done.stdout)
    return report
