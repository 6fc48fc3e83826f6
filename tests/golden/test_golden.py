"""One fixed result in every format; ``just golden`` writes the files anew."""

import pytest

from tests.golden.regenerate import STORED, golden_files

NAMES = (
    "check.csv",
    "check.html",
    "check.json",
    "check.jsonl",
    "check.txt",
    "check.xlsx.cells",
    "check_english.txt",
    "check_several.html",
    "check_several.json",
    "check_unmasked.csv",
    "inspect.csv",
    "inspect.html",
    "inspect.json",
    "inspect.jsonl",
    "inspect.txt",
)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(golden_files())


@pytest.mark.parametrize("name", NAMES)
def test_report_is_byte_for_byte_what_it_was(
    name: str, files: dict[str, bytes]
) -> None:
    stored = (STORED / name).read_bytes()

    assert files[name] == stored


def test_every_golden_file_is_compared(files: dict[str, bytes]) -> None:
    stored = {path.name for path in STORED.iterdir()}

    assert set(files) == set(NAMES) == stored
