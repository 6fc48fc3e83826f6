"""Shared fixtures: where the sample data and, if present, the corpus lie."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
