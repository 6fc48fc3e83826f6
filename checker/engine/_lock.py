"""The limits of a child that reads a hostile file."""

import ctypes
import os
import resource
import signal

MEMORY_BYTES = 1_536 * 1024 * 1024
"""Address space of a reading child. Source: security notes, section 1: with 1,536 MB
99 % of 2,982 public files were read, the largest needing 901 MB."""

FILE_COUNT = 64
"""Open files of a reading child: the document, its pipe, and what libraries keep."""

RASTER_BYTES = 96 * 1024 * 1024
"""Room for one raster: 25 megapixels of RGB, the largest that intake renders."""

_PR_SET_PDEATHSIG = 1


def lock(cpu_s: int) -> None:
    """Limit this process for good: memory, files, no core, no writing.

    It also dies with its parent.

    Runs in: the reading child, right after the fork.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILE_COUNT, FILE_COUNT))
    allow_cpu(cpu_s)


def allow_cpu(more_s: int) -> None:
    """Let this process use up to so many more seconds of processor time."""
    times = os.times()
    limit = int(times.user + times.system) + 1 + more_s
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))
