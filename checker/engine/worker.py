"""A worker process: takes tasks over a connection, one at a time, until it closes."""

import json
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from checker import catalogue
from checker.engine.sandbox import Sandbox
from checker.engine.work import do_task, make_workbench
from checker.errors import CheckerError
from checker.model.ports import Outcome, Task
from checker.store.sqlite import open_store


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker is started with."""

    store_path: str
    reader: str


def serve(orders: Connection, files: Connection, settings: WorkerSettings) -> None:
    """Do tasks until the other side closes the connection.

    Runs in: a process of its own, forked from the preloaded server.
    """
    bench = make_workbench(
        Sandbox(files),
        open_store(Path(settings.store_path)),
        reader=catalogue.readers()[settings.reader](),
        probes=catalogue.probes(),
    )
    while True:
        try:
            task = load_task(orders.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            outcome = do_task(task, bench)
        except CheckerError as error:
            outcome = Outcome(task, (f"{task.path}: {error}",))
        orders.send_bytes(dump_outcome(outcome))


def dump_task(task: Task) -> bytes:
    """Return a task as JSON."""
    return json.dumps(asdict(task)).encode()


def load_task(body: bytes) -> Task:
    """Return the task in a JSON text."""
    raw = json.loads(body)
    return Task(
        raw["path"],
        raw["content_hash"],
        tuple(raw["page_nos"]),
        tuple(raw["read_nos"]),
    )


def dump_outcome(outcome: Outcome) -> bytes:
    """Return an outcome as JSON; its task is known to the one who gave it."""
    return json.dumps([outcome.failures, outcome.ended, outcome.spent]).encode()


def load_outcome(body: bytes, task: Task) -> Outcome:
    """Return the outcome of a task from a JSON text."""
    failures, ended, spent = json.loads(body)
    pairs = tuple((str(name), float(cpu_s)) for name, cpu_s in spent)
    return Outcome(task, tuple(failures), ended, pairs)
