"""Shared fixtures: where the sample data and, if present, the corpus lie."""

import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

TOGETHER = (
    "tests/accuracy/test_seals.py",
    "tests/accuracy/test_sheet.py",
    "tests/accuracy/test_world.py",
    "tests/e2e/test_company_bad_input.py",
    "tests/e2e/test_minimal_dossiers.py",
    "tests/integration/test_killed_filing.py",
    "tests/integration/test_killed_uploads.py",
)
"""Files whose tests share what is dear to make: each goes to one process as a whole."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # noqa: ANN401
    """Hand tests to the processes one by one, but files in ``TOGETHER`` whole."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only with -n

    gone = [path for path in TOGETHER if not (ROOT / path).is_file()]
    assert not gone, f"no such files: {gone}"

    class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            return path if path in TOGETHER else nodeid

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def sample_dir() -> Path:
    return ROOT / "sample_data"


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """Other people's files, never part of this project; tests skip without them."""
    folder = Path(os.environ.get("DOSSIER_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip("the corpus of real files is not here (set DOSSIER_CORPUS)")
    return folder


@pytest.fixture(scope="session")
def seen_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One evidence store for all test processes: a page is measured once a run.

    For tests of what is judged and shown; those of measuring have stores of their own.
    """
    own = tmp_path_factory.getbasetemp()
    return (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "seen.db"
