"""The server that all other processes are forked from: preloaded, without threads.

Started as a program of its own (``python -m checker.engine.server``), it knows nothing
of the command that started it. An order comes with the ends of pipes; the server forks
a zygote or a worker, which gets these and nothing else. When its own connection ends,
it waits for all that it forked, so that their cost is charged to the command.
"""

import contextlib
import json
import os
import signal
import sys
from multiprocessing.connection import Connection
from socket import recv_fds, socket
from typing import Any, NoReturn

_ORDER_BYTES = 65_536
"""Room for one order: a store's path and a reader's name."""

_MOST_HANDLES = 2


def main() -> None:
    """Fork on order until the connection given as the first argument ends."""
    preload_all()
    channel = socket(fileno=int(sys.argv[1]))
    while True:
        message, handles, _, _ = recv_fds(channel, _ORDER_BYTES, _MOST_HANDLES)
        if not message:
            break
        pid = os.fork()
        if pid == 0:
            channel.close()
            _be_child(json.loads(message), handles)
        for handle in handles:
            os.close(handle)
        channel.send(str(pid).encode())
    channel.close()
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def preload_all() -> None:
    """Load what children need, numeric libraries with one thread each.

    A process that forks must have no threads, and a worker is one thread by design.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    import cv2

    from checker import catalogue  # noqa: PLC0415 - after the environment is set
    from checker.intake.pdf import preload  # noqa: PLC0415

    cv2.setNumThreads(1)
    preload()
    catalogue.probes()
    catalogue.readers()


def _be_child(order: dict[str, Any], handles: list[int]) -> NoReturn:
    """Be a zygote or a worker; nothing returns from here."""
    from checker.engine import worker, zygote  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = 1
    try:
        pipes = [Connection(handle) for handle in handles]
        if order["be"] == "zygote":
            zygote.serve(pipes[0])
        else:
            settings = worker.WorkerSettings(order["store_path"], order["reader"])
            worker.serve(pipes[0], pipes[1], settings)
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
