"""What a command and all its descendants cost, as the kernel accounts for it."""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor and wall seconds, peak memory of the largest process, exit status."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    status: int


def measure(command: Sequence[str]) -> Usage:
    """Run a command to its end and that of every process it left behind."""
    line = [sys.executable, __file__, *command]
    done = subprocess.run(line, check=True, stderr=subprocess.PIPE)  # noqa: S603
    return Usage(**json.loads(done.stderr.splitlines()[-1]))


def _supervise(command: list[str]) -> Usage:
    """Be the parent of all descendants, so that each is waited for and counted."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    status = child.wait()
    wall_s = time.perf_counter() - started
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Usage(
        round(used.ru_utime + used.ru_stime, 3),
        round(wall_s, 3),
        round(used.ru_maxrss / 1024, 1),
        status,
    )


if __name__ == "__main__":
    usage = _supervise(sys.argv[1:])
    sys.stderr.write(
        json.dumps(
            {
                "cpu_s": usage.cpu_s,
                "wall_s": usage.wall_s,
                "peak_mb": usage.peak_mb,
                "status": usage.status,
            }
        )
        + "\n"
    )
