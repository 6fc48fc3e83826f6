"""Runs tasks one after the other in this process; files are still read in children."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from checker import catalogue
from checker.engine.processes import start_zygote
from checker.engine.sandbox import Sandbox
from checker.engine.work import Workbench, do_task, make_workbench
from checker.engine.worker import WorkerSettings
from checker.errors import CheckerError
from checker.model.ports import Outcome, Task
from checker.store.sqlite import open_store


@dataclass(slots=True)
class SerialRunner:
    """No worker process: for single looks, for debuggers and for comparison."""

    settings: WorkerSettings
    jobs: int = 1
    name: ClassVar[str] = "serial"
    _bench: Workbench | None = field(default=None)

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield one outcome a task, in their order."""
        for task in tasks:
            try:
                yield do_task(task, self._open())
            except CheckerError as error:
                self.close()
                yield Outcome(task, (f"{task.path}: {error}",))

    def close(self) -> None:
        """Let the reading process end and close the store."""
        if self._bench:
            self._bench.sandbox.close()
            self._bench.store.close()
        self._bench = None

    def _open(self) -> Workbench:
        if self._bench is None:
            self._bench = make_workbench(
                Sandbox(start_zygote().connection),
                open_store(Path(self.settings.store_path)),
                reader=catalogue.readers()[self.settings.reader](),
                probes=catalogue.probes(),
            )
        return self._bench


RUNNER = SerialRunner
