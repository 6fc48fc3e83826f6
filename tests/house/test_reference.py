"""The reference pages are what the code says today."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.reference import PAGES


@pytest.mark.parametrize(
    ("page", "write"), PAGES.items(), ids=[str(page.parent.name) for page in PAGES]
)
def test_reference_page_is_up_to_date(page: Path, write: Callable[[], str]) -> None:
    expected = write()

    stored = page.read_text("utf-8") if page.is_file() else ""

    assert stored == expected, "run: just reference"
