"""Documents to evidence: asks the store first, workers for the rest."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.engine.collect import Gathered, Shelf, gather
from checker.engine.plan import ReadPlan, gate_task, page_tasks
from checker.engine.work import GIVE_UP_AFTER
from checker.model.dossier import Document
from checker.model.evidence import DocumentEvidence, Evidence
from checker.model.ids import ContentHash
from checker.model.ports import Outcome, Runner, Task

_LOG = logging.getLogger(__name__)

ALL_PAGES: frozenset[int] = frozenset(range(1, 2001))
"""Every page that a file can have: the contract's limit is 2,000."""

Progress = Callable[[int, int], None]
"""Called with pages done and pages in all, whenever either changes."""


@dataclass(slots=True)
class Examiner:
    """Looks at documents through a runner and a shelf of stored readings."""

    shelf: Shelf
    runner: Runner
    progress: Progress = field(default=lambda _done, _total: None)
    opened: set[ContentHash] = field(default_factory=set)
    looked_at: dict[ContentHash, set[int]] = field(default_factory=dict)
    failures: dict[ContentHash, list[str]] = field(default_factory=dict)
    spent: Counter[str] = field(default_factory=Counter)

    def examine(
        self, documents: Sequence[Document], reading: ReadPlan
    ) -> tuple[DocumentEvidence, ...]:
        """Return the evidence of documents, in their order.

        ``reading`` names the pages whose text is wanted; text layers are read anyway.
        """
        files = self.examine_files(documents)
        gathered = self._gather(documents, files, reading)
        tasks = [
            task
            for one in _once(documents)
            for task in page_tasks(
                one,
                gathered[one.content_hash].missing,
                reading.get(one.content_hash, frozenset()),
            )
        ]
        if tasks:
            self._run(tasks)
            gathered = self._gather(documents, files, reading)
        return tuple(self._with_failures(one, gathered) for one in documents)

    def examine_files(
        self, documents: Sequence[Document]
    ) -> dict[ContentHash, Evidence]:
        """Return the facts of files, opening only those that the store lacks."""
        tasks = [
            gate_task(one)
            for one in _once(documents)
            if self.shelf.file_readings(one.content_hash) is None
        ]
        if tasks:
            self._run(tasks)
        return {
            one.content_hash: self.shelf.file_readings(one.content_hash) or Evidence()
            for one in documents
        }

    def _gather(
        self,
        documents: Sequence[Document],
        files: dict[ContentHash, Evidence],
        reading: ReadPlan,
    ) -> dict[ContentHash, Gathered]:
        return {
            one.content_hash: gather(
                one,
                files[one.content_hash],
                self.shelf,
                read_nos=reading.get(one.content_hash, frozenset()),
            )
            for one in _once(documents)
        }

    def _run(self, tasks: list[Task]) -> None:
        total = sum(_weight(task) for task in tasks)
        done = 0
        self.progress(done, total)
        ended: Counter[str] = Counter()
        for outcome in self.runner.run(_still_wanted(tasks, ended)):
            ended[outcome.task.content_hash] += outcome.ended
            self._note(outcome)
            done += _weight(outcome.task)
            self.progress(done, total)

    def _note(self, outcome: Outcome) -> None:
        key = ContentHash(outcome.task.content_hash)
        self.opened.add(key)
        self.looked_at.setdefault(key, set()).update(outcome.task.page_nos)
        self.spent.update(dict(outcome.spent))
        if outcome.failures:
            _LOG.warning("task failed", extra={"failures": outcome.failures})
            self.failures.setdefault(key, []).extend(outcome.failures)

    def _with_failures(
        self, document: Document, gathered: dict[ContentHash, Gathered]
    ) -> DocumentEvidence:
        found = gathered[document.content_hash].evidence
        more = tuple(sorted(set(self.failures.get(document.content_hash, ()))))
        return replace(found, document=document, failed=found.failed + more)


def _once(documents: Iterable[Document]) -> list[Document]:
    """Return one document for each content, the first of equals."""
    by_hash: dict[ContentHash, Document] = {}
    for one in documents:
        by_hash.setdefault(one.content_hash, one)
    return list(by_hash.values())


def _still_wanted(tasks: Iterable[Task], ended: Mapping[str, int]) -> Iterator[Task]:
    """Yield tasks when they are asked for, without those of files given up by then."""
    for task in tasks:
        if ended[task.content_hash] < GIVE_UP_AFTER:
            yield task


def _weight(task: Task) -> int:
    return max(1, len(task.page_nos))
