"""A preloaded process without threads that forks one locked child for each order.

It never opens a file itself. The child answers over the same connection; when it has
ended, however it ended, the zygote says so, and waits for the next order.
"""

import io
import json
import mmap
import os
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from multiprocessing.reduction import recvfds
from socket import AF_UNIX, SOCK_STREAM, socket
from typing import Any

import numpy as np

from checker.engine._lock import RASTER_BYTES, allow_cpu, lock
from checker.engine.codec import dump_readings
from checker.intake.facts import FILE_FACTS
from checker.intake.pdf.gate import examine_file
from checker.intake.pdf.mend import rewrite
from checker.intake.pdf.pages import picture, read_pages
from checker.intake.view import PageFailure, RawPage
from checker.model.mending import MendedPage

GATE_CPU_S = 4
"""Processor time for the facts of one file. Source: security notes: the slowest of
2,982 public files took 1.9 s in qpdf; with the next limit, under 10 s a file."""

PAGE_CPU_S = 3
"""Processor time for rendering one page. Source: as above, 1.8 s at most in pdfium."""

MEND_CPU_S = 10
"""Processor time for rewriting one file. Source: own measurement: 0.9 s for the largest
file (500 MB) and 0.7 s for the most pages (2,000), each turned and straightened."""

PART_BYTES = 8 << 20
"""Room for one part of a new file: large enough that waiting does not show."""

Send = Callable[[dict[str, Any]], None]


def serve(connection: Connection) -> None:
    """Take orders until the other side closes the connection.

    Runs in: a process of its own, forked from the preloaded server.
    """
    raster = _receive_raster(connection)
    while True:
        try:
            order = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        pid = os.fork()
        if pid == 0:
            _be_child(order, connection, raster)
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        connection.send_bytes(json.dumps({"ended": code}).encode())


def _receive_raster(connection: Connection) -> mmap.mmap:
    with socket(AF_UNIX, SOCK_STREAM, fileno=os.dup(connection.fileno())) as channel:
        (handle,) = recvfds(channel, 1)
    raster = mmap.mmap(handle, RASTER_BYTES)
    os.close(handle)
    return raster


def _be_child(order: dict[str, Any], connection: Connection, raster: mmap.mmap) -> None:
    """Do one order and end this process; nothing returns from here."""
    code = 1
    try:
        lock(GATE_CPU_S)

        def send(message: dict[str, Any]) -> None:
            connection.send_bytes(json.dumps(message).encode())

        send({"pid": os.getpid()})
        _ORDERS[order["do"]](order, send, (connection, raster))
        code = 0
    except MemoryError:
        code = 2
    finally:
        os._exit(code)


def _do_examine(order: dict[str, Any], send: Send, _: object) -> None:
    evidence = examine_file(order["path"])
    send({"file": dump_readings(evidence.readings, FILE_FACTS)})


def _do_pages(
    order: dict[str, Any], send: Send, shared: tuple[Connection, mmap.mmap]
) -> None:
    connection, raster = shared
    allow_cpu(PAGE_CPU_S)
    for page in _numbered(order):
        if isinstance(page, PageFailure):
            send({"page_no": page.page_no, "failure": page.message})
        else:
            shape = _put_raster(page, raster)
            send({"page": _describe(page), "shape": shape})
        connection.recv_bytes()
        allow_cpu(PAGE_CPU_S)


def _numbered(order: dict[str, Any]) -> Iterable[RawPage | PageFailure]:
    return read_pages(order["path"], order["page_nos"])


def _do_picture(
    order: dict[str, Any], send: Send, shared: tuple[Connection, mmap.mmap]
) -> None:
    _, raster = shared
    allow_cpu(PAGE_CPU_S)
    jpeg = picture(order["path"], order["page_no"], order["width_px"])
    raster[: len(jpeg)] = jpeg
    send({"jpeg_bytes": len(jpeg)})


def _do_mend(
    order: dict[str, Any], send: Send, shared: tuple[Connection, mmap.mmap]
) -> None:
    allow_cpu(MEND_CPU_S)
    pages = [MendedPage(no, turn, lean) for no, turn, lean in order["pages"]]
    outlet = _Outlet(send, *shared)
    cause = rewrite(order["path"], pages, order["page_count"], sink=outlet)
    outlet.hand_over()
    send({"mended": cause.value if cause else ""})


class _Outlet:
    """A file that is handed over part by part, through the room for rasters."""

    def __init__(self, send: Send, connection: Connection, room: mmap.mmap) -> None:
        self._send, self._connection, self._room = send, connection, room
        self._filled = 0

    def write(self, piece: bytes) -> int:
        """Take a piece of any length."""
        for start in range(0, len(piece), PART_BYTES):
            self._take(piece[start : start + PART_BYTES])
        return len(piece)

    def seek(self, _offset: int) -> int:
        """Refuse: what was written is gone. The library asks that there be a seek."""
        raise io.UnsupportedOperation("seek")

    def flush(self) -> None:
        """Do nothing: parts are handed over when they are full, and at the end."""

    def hand_over(self) -> None:
        """Have the other side take what is there."""
        if self._filled:
            self._send({"part_bytes": self._filled})
            self._connection.recv_bytes()
            self._filled = 0

    def _take(self, body: bytes) -> None:
        if self._filled + len(body) > PART_BYTES:
            self.hand_over()
        end = self._filled + len(body)
        self._room[self._filled : end] = body
        self._filled = end


def _put_raster(page: RawPage, raster: mmap.mmap) -> list[int]:
    room = np.frombuffer(raster, dtype=np.uint8, count=page.raster.size)
    room[:] = page.raster.reshape(-1)
    return list(page.raster.shape)


def _describe(page: RawPage) -> dict[str, Any]:
    scan = page.scan
    return {
        "page_no": page.page_no,
        "width_pt": page.width_pt,
        "height_pt": page.height_pt,
        "content": page.content.value,
        "scan": scan and [scan.dpi, scan.width_px, scan.height_px, scan.colour.value],
        "layer": [
            [line.text, line.box.x0, line.box.y0, line.box.x1, line.box.y1]
            for line in page.layer
        ],
        "layer_trusted": page.layer_trusted,
        "raster_dpi": page.raster_dpi,
        "layer_turn_deg": page.layer_turn_deg,
    }


_ORDERS: dict[str, Callable[..., None]] = {
    "examine": _do_examine,
    "pages": _do_pages,
    "picture": _do_picture,
    "mend": _do_mend,
}
