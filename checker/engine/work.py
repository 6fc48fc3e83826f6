"""One task in a worker: open the file in a locked child, look at pages, keep readings.

The one place that catches broadly: whatever a probe raises becomes Unknown readings
and a failure of ours, never a verdict and never a dead run.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checker.engine.codec import (
    PageFrame,
    dump_frame,
    dump_readings,
    load_readings,
)
from checker.engine.sandbox import ChildEnd, Sandbox
from checker.intake.facts import FILE_FACTS
from checker.intake.view import PageFailure, RasterView, RawPage
from checker.model.evidence import Evidence, FileStatus, Known, Reading, Unknown
from checker.model.ids import ContentHash, FactName
from checker.model.page import TextReader
from checker.model.ports import EvidenceStore, Outcome, StoreKey, Task
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.store.key import frame_version, gate_version, order_probes, probe_versions

_LOG = logging.getLogger(__name__)

GIVE_UP_AFTER = 2
"""When so many pages of a file have ended the process that read them, the file is
given up, so that one of thousands of such pages ends soon: with the limits of
``zygote`` after 4 s for the file and 3 s for each of these pages."""

FRAME = "page"
"""The name under which page frames are stored, beside those of probes."""

GATE = "file"
"""The name under which the facts of a file are stored, on page 0."""


@dataclass(slots=True)
class Workbench:
    """All that a worker needs; made once, used for many tasks."""

    sandbox: Sandbox
    store: EvidenceStore
    reader: TextReader
    probes: tuple[Probe, ...]
    versions: Mapping[str, str]


def make_workbench(
    sandbox: Sandbox,
    store: EvidenceStore,
    *,
    reader: TextReader,
    probes: Iterable[Probe],
) -> Workbench:
    """Return a workbench with the probes in the order of their needs."""
    ordered = order_probes(probes)
    return Workbench(sandbox, store, reader, ordered, probe_versions(ordered, reader))


def do_task(task: Task, bench: Workbench) -> Outcome:
    """Do a task and store what came of it.

    Runs in: a worker.
    """
    if task.page_nos:
        return _look_at_pages(task, bench)
    _examine(task, bench)
    return Outcome(task)


def _examine(task: Task, bench: Workbench) -> None:
    answer = bench.sandbox.examine(task.path)
    if isinstance(answer, ChildEnd) and answer.wall_limit:
        answer = bench.sandbox.examine(task.path)
    if isinstance(answer, ChildEnd):
        status = FileStatus.TIMEOUT if answer.timed_out else FileStatus.DAMAGED
        answer = dump_readings(_only_status(status), FILE_FACTS)
    key = StoreKey(ContentHash(task.content_hash), 0, GATE, gate_version())
    bench.store.put_many({key: answer})


def _only_status(status: FileStatus) -> dict[FactName, Reading]:
    readings: dict[FactName, Reading] = {
        fact.name: Unknown(Reason.FILE_UNREADABLE) for fact in FILE_FACTS
    }
    readings[FactName("file.kind")] = Known("pdf")
    readings[FactName("file.status")] = Known(status.value)
    return readings


def _look_at_pages(task: Task, bench: Workbench) -> Outcome:
    failures: list[str] = []
    spent: Counter[str] = Counter()
    ended = 0
    for page_no, page in _open_pages(task, bench):
        if isinstance(page, RawPage):
            look = _look(task, page, bench)
            bench.store.put_many(look.entries)
            failures += look.failures
            spent.update(look.spent)
        else:
            ended += page.ended
            key = StoreKey(
                ContentHash(task.content_hash), page_no, FRAME, frame_version()
            )
            bench.store.put_many({key: dump_frame(page)})
    return Outcome(task, tuple(failures), ended, tuple(spent.items()))


def _open_pages(
    task: Task, bench: Workbench
) -> Iterator[tuple[int, RawPage | PageFrame]]:
    """Yield each page of a task, or the frame that says why it did not render.

    Stops when the file is given up.
    """
    left = list(task.page_nos)
    ends = 0
    while left and ends < GIVE_UP_AFTER:
        for answer in bench.sandbox.pages(task.path, left[:]):
            page_no = left.pop(0)
            if isinstance(answer, ChildEnd):
                ends += 1
                yield page_no, _ended(answer)
            elif isinstance(answer, PageFailure):
                yield page_no, PageFrame(0.0, 0.0, failure=answer.message)
            else:
                yield page_no, answer


def _ended(end: ChildEnd) -> PageFrame:
    return PageFrame(
        0.0, 0.0, failure=end.describe(), timed_out=end.timed_out, ended=True
    )


@dataclass(slots=True)
class _Look:
    """One page under the probes: what is given so far, and what is new."""

    view: RasterView
    bench: Workbench
    content_hash: ContentHash
    given: Evidence = field(default_factory=Evidence)
    entries: dict[StoreKey, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=dict)

    def key(self, name: str, version: str) -> StoreKey:
        """Return where a part of this page's evidence is stored."""
        return StoreKey(self.content_hash, self.view.page_no, name, version)

    def key_of(self, probe: Probe) -> StoreKey:
        """Return where a probe's readings of this page are stored."""
        return self.key(probe.name, self.bench.versions[probe.name])

    def take(self, probe: Probe, stored: Mapping[StoreKey, str]) -> None:
        """Take a probe's readings from the store, or have it look."""
        text = stored.get(self.key_of(probe))
        if text is not None:
            readings = load_readings(text, probe.facts)
        else:
            readings = self._run(probe)
        self.given = self.given.with_readings(readings)

    def _run(self, probe: Probe) -> dict[FactName, Reading]:
        needed = Evidence({name: self.given.get(name) for name in probe.needs})
        started = time.process_time()
        try:
            readings = dict(probe.look(self.view, needed))
            self.entries[self.key_of(probe)] = dump_readings(readings, probe.facts)
        except Exception as error:
            _LOG.exception("probe failed", extra={"probe": probe.name})
            cause = f"{type(error).__name__}: {error}"
            self.failures.append(f"page {self.view.page_no}, {probe.name}: {cause}")
            unknown: Reading = Unknown(Reason.PROBE_FAILED)
            readings = dict.fromkeys((fact.name for fact in probe.facts), unknown)
        self.spent[probe.name] = time.process_time() - started
        return readings


def _look(task: Task, page: RawPage, bench: Workbench) -> _Look:
    """Run every probe that this page wants and that the store does not answer."""
    look = _Look(RasterView(page, bench.reader), bench, ContentHash(task.content_hash))
    frame = PageFrame(
        page.width_pt, page.height_pt, page.content, reads_layer=page.layer_trusted
    )
    look.entries[look.key(FRAME, frame_version())] = dump_frame(frame)
    wants_text = page.layer_trusted or page.page_no in task.read_nos
    wanted = [one for one in bench.probes if wants_text or not one.reads_text]
    stored = bench.store.get_many([look.key_of(probe) for probe in wanted])
    for probe in wanted:
        look.take(probe, stored)
    return look
