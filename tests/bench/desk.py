"""What the desk's server costs, printed: ``python -m tests.bench.desk``. Never a gate.

Each figure is taken on a real server with its worker, and printed with the machine's
load averages (1, 5 and 15 minutes): on a busy machine wall time tells little.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

from reviewer_app.bootstrap import open_desk
from reviewer_app.services.checked import RecordReport, record_report
from tests.bench._crowd import Crowd
from tests.bench._large import write_large_pdf
from tests.bench._pages import turned_pages
from tests.bench._queue import fill_queue
from tests.full_drawer import fill_drawer, precheck_report
from tests.integration.acting import NoJobs
from tests.real_desk import (
    Http,
    RealDesk,
    Sending,
    enrol,
    loads,
    log_reviewer_in,
    place_of,
)
from tests.screen_client import ScreenClient
from tests.unit.desk.filing_makers import Filer

LARGE_BYTES = 300_000_000
WARM_UPS, CLICKS = 10, 40


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=list(FIGURES))
    parser.add_argument("--companies", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=120)
    given = parser.parse_args()
    for what in given.what:
        with tempfile.TemporaryDirectory(prefix="bench-desk-") as name:
            for line in FIGURES[what](Path(name), given):
                sys.stdout.write(f"{line}; load {loads()}\n")
                sys.stdout.flush()


def _upload(home: Path, _given: argparse.Namespace) -> Iterator[str]:
    """Memory of the server around an upload of 300 MB, once it has had a small one."""
    large = write_large_pdf(home / "large.pdf", LARGE_BYTES)
    small = write_large_pdf(home / "small.pdf", 100_000)
    (who,) = enrol(home / "desk", 1)
    desk = RealDesk(home / "desk")
    desk.start()
    try:
        http = Http(desk.port, who.token)
        _send(http, Sending(who.case_id, small, "小.pdf", "01"))
        before_mb = desk.memory_mb()
        desk.forget_peak()
        cpu_s = desk.cpu_s()
        _send(http, Sending(who.case_id, large, "大.pdf", "02"))
        after_mb, peak_mb = desk.memory_mb(), desk.memory_mb("VmHWM")
        yield (
            f"upload of {LARGE_BYTES // 1_000_000} MB: {before_mb:.1f} MB before,"
            f" {after_mb - before_mb:+.1f} MB after, {peak_mb - before_mb:+.1f} MB at"
            f" its peak (goal +30); {desk.cpu_s() - cpu_s:.1f} CPU-s"
        )
    finally:
        desk.end()


def _send(http: Http, file: Sending) -> None:
    status, told = http.upload(str(uuid4()), file)
    assert (status, bool(told.get("file"))) == (200, True), told


def _click(home: Path, _given: argparse.Namespace) -> Iterator[str]:
    """CPU of the server for drawing the attachment list of 100 files."""
    (who,) = enrol(home, 1)
    seeding = open_desk(place_of(home), NoJobs())
    fill_drawer(Filer(seeding, who.actor), who.case_id)
    seeding.database.engine.dispose()
    desk = RealDesk(home)
    desk.start()
    try:
        screen = ScreenClient(desk.port, who.token)
        yield (
            "first drawing of a session   "
            f" {screen.open('assessment', f'case={who.case_id}&item=10'):.2f} s"
        )
        yield _cpu_of("attachment list, a rerun", desk, screen.again)
        yield _cpu_of(
            "attachment list, a button", desk, lambda: _there_and_back(screen)
        )
        screen.close()
    finally:
        desk.end()


def _dossier(home: Path, _given: argparse.Namespace) -> Iterator[str]:
    """CPU of the server for drawing the dossier of 20 items and 100 files."""
    (who,) = enrol(home, 1)
    seeding = open_desk(place_of(home), NoJobs())
    filer = Filer(seeding, who.actor)
    fill_drawer(filer, who.case_id)
    filer.submit(who.case_id)
    reviewer = log_reviewer_in(seeding)
    report = precheck_report(filer, who.case_id)
    record_report(RecordReport(who.case_id, 1, report), seeding)
    seeding.database.engine.dispose()
    desk = RealDesk(home)
    desk.start()
    try:
        screen = ScreenClient(desk.port, reviewer)
        yield (
            "first drawing of a session   "
            f" {screen.open('dossier', f'case={who.case_id}'):.2f} s"
        )
        yield _cpu_of("dossier, a rerun", desk, screen.again, goal_ms=200)
        screen.close()
    finally:
        desk.end()


def _queue(home: Path, _given: argparse.Namespace) -> Iterator[str]:
    """CPU of the server for drawing the queue of 20,000 cases."""
    seeding = open_desk(place_of(home), NoJobs())
    fill_queue(seeding)
    reviewer = log_reviewer_in(seeding)
    seeding.database.engine.dispose()
    desk = RealDesk(home)
    desk.start()
    try:
        screen = ScreenClient(desk.port, reviewer)
        yield f"first drawing of a session    {screen.open('queue', ''):.2f} s"
        yield _cpu_of("queue of 20,000, a rerun", desk, screen.again, goal_ms=200)
        screen.close()
    finally:
        desk.end()


def _there_and_back(screen: ScreenClient) -> float:
    label = "下一步" if "item=10" in screen.query else "上一步"
    return screen.press(label)


def _cpu_of(
    what: str, desk: RealDesk, act: Callable[[], float], *, goal_ms: int = 150
) -> str:
    for _ in range(WARM_UPS):
        act()
    before_s = desk.cpu_s()
    walls = [act() for _ in range(CLICKS)]
    cost_ms = (desk.cpu_s() - before_s) / CLICKS * 1000
    wall_ms = statistics.median(walls) * 1000
    return f"{what:<29} {cost_ms:.0f} ms CPU (goal {goal_ms}), {wall_ms:.0f} ms wall"


def _page(home: Path, _given: argparse.Namespace) -> Iterator[str]:
    """Time until the next page stands in a browser."""
    yield from turned_pages(home)


def _crowd(home: Path, given: argparse.Namespace) -> Iterator[str]:
    """Many companies at once, each with an upload and a click every ten seconds."""
    yield from Crowd(home, given.companies, given.seconds).figures()


FIGURES: dict[str, Callable[[Path, argparse.Namespace], Iterator[str]]] = {
    "upload": _upload,
    "click": _click,
    "dossier": _dossier,
    "queue": _queue,
    "page": _page,
    "crowd": _crowd,
}

if __name__ == "__main__":
    main()
