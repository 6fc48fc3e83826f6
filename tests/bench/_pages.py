"""How soon the next page stands on screen, in Debian's Chromium."""

import time
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.serving import free_port, serve
from tests.e2e.walking import Walker, browsing
from tests.real_desk import share_at

TURNS = 20
LOOKS_S = 0.7
"""So long does somebody look at a page before the next one."""


def turned_pages(home: Path) -> Iterator[str]:
    """Turn the pages of two dossiers and return one line on how long each took."""
    place = {"DOSSIER_DESK": str(home)}
    with (
        serve("tests/e2e/desk_server.py", free_port(), **place) as base,
        browsing() as browser,
    ):
        reader = Walker(browser, base)
        reader.logs_in("zong")
        took = [one for case in (1, 2) for one in _read(reader, case)]
    yield (
        f"next page on screen: {len(took)} turns, median {share_at(took, 0.5):.3f} s,"
        f" p95 {share_at(took, 0.95):.3f} s (goal 0.3), most {max(took):.3f} s"
    )


def _read(reader: Walker, case: int) -> Iterator[float]:
    reader.page.goto(f"{reader.base}/desk?case={case}")
    reader.page.locator(".rail .name").first.click()
    reader.page.locator(".paper:not(.waiting) img").wait_for()
    for _ in range(TURNS):
        reader.page.wait_for_timeout(LOOKS_S * 1000)
        yield _turn(reader)


def _turn(reader: Walker) -> float:
    before = reader.page.locator(".paper img").get_attribute("alt")
    start = time.perf_counter()
    reader.strikes("ArrowRight")
    reader.page.locator(f'.paper:not(.waiting) img:not([alt="{before}"])').wait_for()
    return time.perf_counter() - start
