"""A file whose pages end the process that reads them is given up, and as a whole."""

import itertools
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from checker.engine.codec import dump_readings
from checker.engine.collect import Shelf
from checker.engine.examine import Examiner
from checker.engine.sandbox import ChildEnd, Sandbox
from checker.engine.work import GIVE_UP_AFTER, Workbench, do_task, make_workbench
from checker.intake.facts import FILE_FACTS
from checker.intake.view import PageFailure, RawPage
from checker.model.dossier import Document
from checker.model.evidence import (
    Content,
    DocumentEvidence,
    Evidence,
    Fact,
    FactType,
    Known,
    Unknown,
)
from checker.model.ids import ContentHash, FactName
from checker.model.page import PageView
from checker.model.ports import Outcome, Task
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.store.sqlite import open_store
from tests.fakes import FakeReader

TOUCH = Fact(FactName("page.touch"), FactType.BOOL, "whether it was looked at")
TIME_LIMIT = ChildEnd(signal.SIGXCPU, 0, wall_limit=False)
CRASH = ChildEnd(signal.SIGSEGV, 0, wall_limit=False)
PAGES = 40


def _touch(_view: PageView, _given: Evidence) -> dict[FactName, Known]:
    return {TOUCH.name: Known(value=True)}


@dataclass
class FakeSandbox:
    """A file of ``PAGES`` pages, some of which end the process that reads them."""

    ends: dict[int, ChildEnd]
    asked: list[int] = field(default_factory=list)

    def examine(self, _path: str) -> str:
        readings = {fact.name: Unknown(Reason.FILE_UNREADABLE) for fact in FILE_FACTS}
        known = {
            FactName("file.status"): Known("ok"),
            FactName("file.kind"): Known("pdf"),
            FactName("file.page_count"): Known(PAGES),
        }
        return dump_readings({**readings, **known}, FILE_FACTS)

    def pages(
        self, _path: str, page_nos: Sequence[int]
    ) -> Iterator[RawPage | PageFailure | ChildEnd]:
        for page_no in page_nos:
            self.asked.append(page_no)
            if page_no in self.ends:
                yield self.ends[page_no]
                return
            yield _page(page_no)


def _page(page_no: int) -> RawPage:
    return RawPage(
        page_no=page_no,
        width_pt=595.0,
        height_pt=842.0,
        content=Content.SCAN,
        scan=None,
        layer=(),
        layer_trusted=False,
        raster=np.full((8, 8, 3), 255, np.uint8),
        raster_dpi=1.0,
        layer_turn_deg=None,
    )


@dataclass
class InOrder:
    """Does tasks one by one, or takes so many and does the last of them first."""

    bench: Workbench
    at_once: int = 1
    name: str = "fake"

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        waiting = iter(tasks)
        while held := list(itertools.islice(waiting, self.at_once)):
            for task in reversed(held):
                yield do_task(task, self.bench)

    def close(self) -> None:
        self.bench.store.close()


@pytest.fixture
def examiner(tmp_path: Path) -> Iterator[tuple[Examiner, FakeSandbox]]:
    sandbox = FakeSandbox({})
    runner = InOrder(_bench(sandbox, tmp_path / "evidence.db"))
    yield _examiner(runner), sandbox
    runner.close()


def _bench(sandbox: FakeSandbox, store_path: Path) -> Workbench:
    return make_workbench(
        cast("Sandbox", sandbox),
        open_store(store_path),
        reader=FakeReader(),
        probes=[Probe("touch", 1, (TOUCH,), _touch)],
    )


def _examiner(runner: InOrder) -> Examiner:
    bench = runner.bench
    return Examiner(Shelf(bench.store, bench.probes, bench.versions), runner)


def _touched(found: DocumentEvidence) -> list[int]:
    return [one.page_no for one in found.pages if one.evidence.value(TOUCH.name)]


DOCUMENT = Document("01.pdf", "/nowhere/01.pdf", ContentHash("a" * 64), 1)


def test_one_page_that_ends_its_process_costs_only_itself(
    examiner: tuple[Examiner, FakeSandbox],
) -> None:
    looks, sandbox = examiner
    sandbox.ends = {5: CRASH}
    (found,) = looks.examine([DOCUMENT], {})
    assert len(found.pages) == PAGES
    assert _touched(found) == [no for no in range(1, PAGES + 1) if no != 5]
    assert found.file.value("file.status") == "damaged"


@pytest.mark.parametrize(
    ("end", "status"), [(TIME_LIMIT, "timeout"), (CRASH, "damaged")]
)
def test_a_file_of_such_pages_is_given_up(
    examiner: tuple[Examiner, FakeSandbox], end: ChildEnd, status: str
) -> None:
    looks, sandbox = examiner
    sandbox.ends = dict.fromkeys(range(1, PAGES + 1), end)
    (found,) = looks.examine([DOCUMENT], {})
    assert len(sandbox.asked) == GIVE_UP_AFTER
    assert found.file.value("file.status") == status
    assert len(found.pages) == PAGES
    assert _touched(found) == []


def test_a_file_given_up_reads_the_same_in_any_order(
    examiner: tuple[Examiner, FakeSandbox], tmp_path: Path
) -> None:
    looks, sandbox = examiner
    sandbox.ends = dict.fromkeys((3, 20, 37), TIME_LIMIT)
    found = looks.examine([DOCUMENT], {})
    bench = _bench(FakeSandbox(sandbox.ends), tmp_path / "other.db")
    runner = InOrder(bench, at_once=2)
    assert _examiner(runner).examine([DOCUMENT], {}) == found
    runner.close()


def test_a_file_given_up_is_not_opened_again(
    examiner: tuple[Examiner, FakeSandbox],
) -> None:
    looks, sandbox = examiner
    sandbox.ends = dict.fromkeys(range(1, PAGES + 1), CRASH)
    first = looks.examine([DOCUMENT], {})
    asked = len(sandbox.asked)
    assert looks.examine([DOCUMENT], {}) == first
    assert len(sandbox.asked) == asked
