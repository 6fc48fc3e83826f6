"""Runs tasks in several long-lived workers, each with its own reading zygote."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import ClassVar

from checker.engine.processes import Process, start_worker, start_zygote
from checker.engine.worker import WorkerSettings, dump_task, load_outcome
from checker.model.ports import Outcome, Task

PATIENCE_S = 900.0
"""Wall time without any answer before the busy workers count as lost. Source: a task
has at most ``plan.CHUNK_PAGES`` pages, each bounded by ``sandbox.WALL_S``."""


@dataclass(slots=True)
class _Desk:
    """One worker and the task that lies on it; its zygote ends with it."""

    worker: Process
    task: Task | None = None


@dataclass(slots=True)
class _Queue:
    """Tasks to be tried again, then those that nobody has taken yet."""

    fresh: Iterator[Task]
    again: list[Task] = field(default_factory=list)

    def take(self) -> Task | None:
        """Return the next task, None when there is none left."""
        return self.again.pop() if self.again else next(self.fresh, None)


@dataclass(slots=True)
class PoolRunner:
    """A fixed number of workers; a lost one is replaced, its task tried once more."""

    settings: WorkerSettings
    jobs: int = 2
    name: ClassVar[str] = "pool"
    _desks: list[_Desk] = field(default_factory=list)

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield one outcome a task, in the order in which they end."""
        queue = _Queue(iter(tasks))
        tried: set[Task] = set()
        while self._hand_out(queue):
            for desk in self._answering():
                outcome = self._take(desk)
                if outcome is not None:
                    yield outcome
                    continue
                task = self._replace(desk)
                if task in tried:
                    yield Outcome(task, (f"{task.path}: worker lost twice",))
                else:
                    tried.add(task)
                    queue.again.append(task)

    def close(self) -> None:
        """Stop all workers."""
        for desk in self._desks:
            desk.worker.kill()
        self._desks.clear()

    def _hand_out(self, queue: "_Queue") -> bool:
        """Give each free worker a task; returns whether anybody is at work."""
        while self._busy() < self.jobs and (task := queue.take()):
            desk = self._free_desk()
            desk.task = task
            with contextlib.suppress(OSError):
                desk.worker.connection.send_bytes(dump_task(task))
        return self._busy() > 0

    def _busy(self) -> int:
        return sum(1 for desk in self._desks if desk.task)

    def _free_desk(self) -> _Desk:
        for desk in self._desks:
            if desk.task is None:
                return desk
        desk = _open_desk(self.settings)
        self._desks.append(desk)
        return desk

    def _answering(self) -> list[_Desk]:
        busy = {desk.worker.connection: desk for desk in self._desks if desk.task}
        ready = wait(list(busy), timeout=PATIENCE_S)
        if not ready:
            for desk in busy.values():
                desk.worker.kill()
            return list(busy.values())
        return [desk for connection, desk in busy.items() if connection in ready]

    def _take(self, desk: _Desk) -> Outcome | None:
        """Return a worker's outcome, or None when the worker is gone."""
        task = desk.task
        if task is None:
            return None
        try:
            outcome = load_outcome(desk.worker.connection.recv_bytes(), task)
        except (EOFError, OSError):
            return None
        desk.task = None
        return outcome

    def _replace(self, desk: _Desk) -> Task:
        task = desk.task
        desk.worker.kill()
        self._desks.remove(desk)
        if task is None:
            raise AssertionError("only a busy worker is replaced")
        return task


def _open_desk(settings: WorkerSettings) -> _Desk:
    zygote = start_zygote()
    words = {"store_path": settings.store_path, "reader": settings.reader}
    return _Desk(start_worker(words, zygote.connection))


RUNNER = PoolRunner
