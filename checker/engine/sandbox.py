"""The worker's side of the locked children: orders out, pages and outcomes in."""

import contextlib
import json
import mmap
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.reduction import sendfds
from socket import AF_UNIX, SOCK_STREAM, socket
from typing import Any

import numpy as np

from checker.engine._lock import RASTER_BYTES
from checker.errors import TaskTimeoutError, WorkerLostError
from checker.intake.view import PageFailure, RawPage
from checker.model.evidence import Colour, Content, TextLine
from checker.model.geometry import Box
from checker.model.mending import Cause, NewFile
from checker.model.page import ScanFacts

WALL_S = 60.0
"""Wall time for one answer of a child: more than ten times its processor time, so that
a busy machine decides nothing. Source: security notes, section 0, point 3."""


NEW_FILE_BYTES = 600 * 1000 * 1000
"""The largest new file that is taken: the largest old one, and what mending adds."""


@dataclass(frozen=True, slots=True)
class ChildEnd:
    """How a child ended without an answer; ``signal_no`` 0: it exited by itself."""

    signal_no: int
    code: int
    wall_limit: bool

    @property
    def timed_out(self) -> bool:
        """Whether it ran out of time, by processor or by clock."""
        return self.wall_limit or self.signal_no == signal.SIGXCPU

    def describe(self) -> str:
        """Return the cause in a few words for logs and reports."""
        if self.timed_out:
            return "time limit"
        if self.signal_no:
            return f"parser crashed ({signal.Signals(self.signal_no).name})"
        return "out of memory" if self.code == _OUT_OF_MEMORY else "parser failed"


_OUT_OF_MEMORY = 2


@dataclass(slots=True)
class Sandbox:
    """Reads files in locked children, one at a time."""

    connection: Connection
    _raster: mmap.mmap | None = field(default=None)

    def examine(self, path: str) -> str | ChildEnd:
        """Return the facts of a file as JSON text, or how its child ended."""
        answer: str | None = None
        for message in self._order({"do": "examine", "path": path}):
            if isinstance(message, ChildEnd):
                return message if answer is None else answer
            answer = message["file"]
        raise WorkerLostError(f"the reading process is gone while examining {path}")

    def pages(
        self, path: str, page_nos: Sequence[int]
    ) -> Iterator[RawPage | PageFailure | ChildEnd]:
        """Yield pages in order; a ``ChildEnd`` means that the next page ended it.

        The raster of a page is overwritten when the next page is asked for.
        """
        order = {"do": "pages", "path": path, "page_nos": list(page_nos)}
        left = len(page_nos)
        for message in self._order(order):
            if isinstance(message, ChildEnd):
                if left:
                    yield message
                return
            left -= 1
            yield self._page(message)
            self._allow_next()

    def picture(self, path: str, page_no: int, width_px: int) -> bytes | None:
        """Return a page as JPEG, or None where it cannot be rendered."""
        order = {"do": "picture", "path": path, "page_no": page_no}
        jpeg: bytes | None = None
        for message in self._order({**order, "width_px": width_px}):
            if not isinstance(message, ChildEnd):
                jpeg = self._shared()[: message["jpeg_bytes"]]
        return jpeg

    def mend(
        self, path: str, new: NewFile, page_count: int
    ) -> bytes | Cause | ChildEnd:
        """Return a new file's bytes, why there is none, or how the child ended."""
        pages = [[one.page_no, one.turn_deg, one.straighten_deg] for one in new.pages]
        order = {"do": "mend", "path": path, "page_count": page_count, "pages": pages}
        body = bytearray()
        told: str | None = None
        for message in self._order(order):
            if isinstance(message, ChildEnd):
                return message if told is None else _mended(body, told)
            if "mended" in message:
                told = message["mended"]
                continue
            body += self._shared()[: message["part_bytes"]]
            if len(body) > NEW_FILE_BYTES:
                return Cause.TOO_LARGE
            self._allow_next()
        raise WorkerLostError(f"the reading process is gone while mending {path}")

    def close(self) -> None:
        """Let the zygote end."""
        self.connection.close()

    def _order(self, order: dict[str, Any]) -> Iterator[dict[str, Any] | ChildEnd]:
        self._shared()
        self.connection.send_bytes(json.dumps(order).encode())
        child = _Child()
        try:
            while not child.ended:
                message = self._receive(child)
                if message is not None:
                    yield message
        finally:
            self._drain(child)

    def _drain(self, child: "_Child") -> None:
        """Leave no child behind when the pages of an order were not all taken."""
        if not child.ended:
            child.kill()
        while not child.ended:
            self._receive(child)

    def _receive(self, child: "_Child") -> dict[str, Any] | ChildEnd | None:
        try:
            if not self.connection.poll(WALL_S):
                child.overdue()
                return None
            message: dict[str, Any] = json.loads(self.connection.recv_bytes())
        except (EOFError, OSError) as error:
            child.ended = True
            raise WorkerLostError("the process that reads files is gone") from error
        if "pid" in message:
            child.pid = message["pid"]
            return None
        if "ended" in message:
            return child.end(message["ended"])
        return message

    def _allow_next(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.send_bytes(b"next")

    def _shared(self) -> mmap.mmap:
        if self._raster is None:
            handle = os.memfd_create("raster")
            os.ftruncate(handle, RASTER_BYTES)
            self._raster = mmap.mmap(handle, RASTER_BYTES)
            channel = socket(
                AF_UNIX, SOCK_STREAM, fileno=os.dup(self.connection.fileno())
            )
            with channel:
                sendfds(channel, [handle])
            os.close(handle)
        return self._raster

    def _page(self, message: dict[str, Any]) -> RawPage | PageFailure:
        if "failure" in message:
            return PageFailure(message["page_no"], message["failure"])
        shape = tuple(message["shape"])
        flat = np.frombuffer(self._shared(), dtype=np.uint8, count=int(np.prod(shape)))
        return _rebuild(message["page"], flat.reshape(shape))


@dataclass(slots=True)
class _Child:
    """What the worker knows of the child that works on its order."""

    pid: int = 0
    ended: bool = False
    wall_limit: bool = False

    def overdue(self) -> None:
        """Kill a child that does not answer; its end will be reported."""
        if self.wall_limit:
            self.ended = True
            raise TaskTimeoutError("the process that reads files does not answer")
        self.wall_limit = True
        self.kill()

    def kill(self) -> None:
        """End the child, if it still runs."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def end(self, code: int) -> ChildEnd:
        """Take note of the end of the child."""
        self.ended = True
        return ChildEnd(max(0, -code), max(0, code), self.wall_limit)


def _mended(body: bytearray, told: str) -> bytes | Cause:
    return Cause(told) if told else bytes(body)


def _rebuild(page: dict[str, Any], raster: np.ndarray[Any, Any]) -> RawPage:
    scan = page["scan"]
    return RawPage(
        page_no=page["page_no"],
        width_pt=page["width_pt"],
        height_pt=page["height_pt"],
        content=Content(page["content"]),
        scan=scan and ScanFacts(scan[0], scan[1], scan[2], Colour(scan[3])),
        layer=tuple(
            TextLine(text, Box(x0, y0, x1, y1), 1.0)
            for text, x0, y0, x1, y1 in page["layer"]
        ),
        layer_trusted=page["layer_trusted"],
        raster=raster,
        raster_dpi=page["raster_dpi"],
        layer_turn_deg=page["layer_turn_deg"],
    )
