"""Starts processes through the server: zygotes that fork readers, and workers."""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from socket import send_fds, socket, socketpair

from checker.errors import WorkerLostError

_ANSWER_BYTES = 32

_MEMORY_KEPT = {
    "MALLOC_MMAP_THRESHOLD_": str(256 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(512 << 20),
}
"""Maps of a page are megabytes, made and dropped by the dozen: glibc would give each
back to the system and fetch it anew, page by page. Source: own measurement, digital
pages, side by side: 0.067 CPU-s a page without, 0.059 with, the same peak. Other
libraries of C do not read these names."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process of ours and our end of the pipe to it."""

    pid: int
    connection: Connection

    def kill(self) -> None:
        """End the process at once; it holds nothing that could be lost."""
        self.connection.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@dataclass(slots=True)
class _Server:
    program: subprocess.Popen[bytes]
    channel: socket

    def order(self, words: dict[str, str], handles: list[int]) -> int:
        """Have a process forked that gets these handles; return its pid."""
        try:
            send_fds(self.channel, [json.dumps(words).encode()], handles)
            return int(self.channel.recv(_ANSWER_BYTES))
        except (OSError, ValueError) as error:
            raise WorkerLostError("the server of processes is gone") from error

    def stop(self) -> None:
        """Let the server and all that it forked end, and wait for them."""
        self.channel.close()
        self.program.wait()


_lock = threading.Lock()
_running: list[_Server] = []
"""The one server of this process, if it runs; shared by threads, hence the lock."""


def start_zygote() -> Process:
    """Start a zygote; its connection belongs to one ``Sandbox``."""
    return _start({"be": "zygote"})


def start_worker(words: dict[str, str], files: Connection) -> Process:
    """Start a worker that reads files through a zygote's connection.

    Args:
        words: ``store_path`` and ``reader``.
        files: our end of the pipe to the zygote; it is the worker's from now on.
    """
    process = _start({"be": "worker", **words}, files)
    files.close()
    return process


def stop_server() -> None:
    """Stop the server, if it runs, and wait for it; it starts anew at need."""
    with _lock:
        while _running:
            _running.pop().stop()


atexit.register(stop_server)


def _start(words: dict[str, str], *more: Connection) -> Process:
    ours, theirs = Pipe(duplex=True)
    handles = [theirs.fileno(), *(one.fileno() for one in more)]
    try:
        with _lock:
            pid = _server().order(words, handles)
    except WorkerLostError:
        stop_server()
        raise
    finally:
        theirs.close()
    return Process(pid, ours)


def _server() -> _Server:
    if _running and _running[0].program.poll() is not None:
        _running.pop().stop()
    if not _running:
        ours, theirs = socketpair()
        program = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "checker.engine.server", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=os.environ | _MEMORY_KEPT,
            start_new_session=True,
        )
        theirs.close()
        _running.append(_Server(program, ours))
    return _running[0]
