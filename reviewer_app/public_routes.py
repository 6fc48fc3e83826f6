"""Routes for who is not logged in: the spoken 「验证码」, the check of one file.

Nothing of a checked file is kept: it lies in a temporary folder for as long as it is
looked at. One is looked at at a time; a few may wait.
"""

import asyncio
import contextlib
import json
import logging
import re
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from reviewer_app import challenge, pack_work
from reviewer_app.checking import CouldNotCheckError, One, Progress, check_one
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.files import full_disk_said
from reviewer_app.queries.packs import texts_in_force
from reviewer_app.routes import shielded
from reviewer_app.services.desk import Desk
from reviewer_app.services.throttling import QUICK_CHECKS, SOUNDS, take_turn

LARGEST_BYTES = 50_000_000
UPLOAD_S, CHECK_S = 120.0, 90.0
"""A file arrives, and is checked, within these. Source: own choice: a scan of fifty
pages takes a minute; longer ones belong into a draft, which is checked behind."""

AT_ONCE = 4
"""Files here at a time, one of them being checked. Source: own choice: 200 MB of disk,
and nobody waits for more than a few minutes."""

_LONGEST_NAME = 80
_PIECE_BYTES = 1 << 20
_LOG = logging.getLogger(__name__)

_Event = Mapping[str, object]
_Check = Callable[[One, Progress], Mapping[str, Any]]


@dataclass(slots=True)
class _Visit:
    """One file on its way: where it lies, and who listens to what becomes of it."""

    folder: tempfile.TemporaryDirectory[str]
    loop: asyncio.AbstractEventLoop
    events: asyncio.Queue[_Event] = field(default_factory=asyncio.Queue)
    is_left: bool = False
    ends_at: float = 0.0

    def tell(self, event: _Event) -> None:
        """Tell the browser something; called from the thread that checks."""
        if not self.is_left:
            with contextlib.suppress(RuntimeError):  # the server is closing
                self.loop.call_soon_threadsafe(self.events.put_nowait, event)

    def progress(self, done: int, total: int) -> None:
        """Tell how far the check is, and end it when its time is over.

        Raises:
            TimeoutError: it took too long, or nobody waits for it any more.
        """
        if self.is_left or time.monotonic() > self.ends_at:
            raise TimeoutError
        self.tell({"done": done, "total": total})


@dataclass(slots=True)
class PublicRoutes:
    """Answers requests for one desk, without asking who is there."""

    desk: Desk
    check: _Check = check_one
    _pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, "quick-check")
    )
    _here: int = 0
    _visits: list[_Visit] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def all(self) -> list[Route]:
        """Return every route with its answer."""
        return [
            Route("/captcha/{key}.wav", shielded(self.sound)),
            Route("/quick-check", shielded(self.quick_check), methods=["PUT"]),
        ]

    def close(self) -> None:
        """Begin no more checks, and end the one that runs at its next page."""
        for visit in list(self._visits):
            visit.is_left = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def sound(self, request: Request) -> Response:
        """Answer the letters of a session's 「验证码」, spoken."""
        words = challenge.OFFERED.words(request.path_params["key"])
        if words is None:
            raise not_found()
        # Half a second of CPU is worth counting.
        await asyncio.to_thread(take_turn, SOUNDS, _address(request), self.desk)
        wav = await asyncio.to_thread(challenge.speak, words)
        headers = {"Cache-Control": "private, no-store"}
        return Response(wav, media_type="audio/wav", headers=headers)

    async def quick_check(self, request: Request) -> Response:
        """Check one file for an item; answers lines of JSON, the report last.

        Before it ``waiting``, then ``done`` and ``total`` pages; instead of the report
        ``refused`` where it could not be checked.
        """
        loop = asyncio.get_running_loop()
        visit, texts = await asyncio.to_thread(self._admitted, request, loop)
        path = Path(visit.folder.name) / "file"
        try:
            await _receive(request, path)
        except BaseException:
            self._let_go(visit)
            raise
        name = _safe_name(request.headers.get("x-file-name", ""))
        order = One(path, name, request.query_params["item"])
        # The thread lets go of the file, whether the browser still listens or not.
        self._pool.submit(self._work, visit, order, texts)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            _lines(visit), media_type="application/x-ndjson", headers=headers
        )

    def _admitted(
        self, request: Request, loop: asyncio.AbstractEventLoop
    ) -> tuple[_Visit, pack_work.Texts]:
        """Let a file in; returns its place, and the pack that judges it.

        Raises:
            RefusedError: no such item, too large, too often, or too many are here.
        """
        texts = texts_in_force(self.desk.database, self.desk.clock.now())
        codes = {code for code, _ in pack_work.items_to_try(texts)}
        if request.query_params.get("item") not in codes:
            raise RefusedError("condition", "请先选择材料项", "Choose the item first")
        if int(request.headers.get("content-length") or 0) > LARGEST_BYTES:
            raise _too_large()
        with self._lock:
            if self._here >= AT_ONCE:
                raise RefusedError(
                    "busy",
                    "现在检查的人多，请过一分钟再试",
                    "Many files are being checked now; please try again in a minute",
                )
            self._here += 1
        try:
            take_turn(QUICK_CHECKS, _address(request), self.desk)
            with full_disk_said():
                folder = tempfile.TemporaryDirectory(prefix="quick-")
        except BaseException:
            self._free()
            raise
        visit = _Visit(folder, loop)
        self._visits.append(visit)
        return visit, texts

    def _work(self, visit: _Visit, order: One, texts: pack_work.Texts) -> None:
        """Check a file and tell what came of it. Runs in: the thread that checks."""
        outcome = _refusal(*_FAILED)
        try:
            visit.ends_at = time.monotonic() + CHECK_S
            visit.progress(0, 0)
            with pack_work.laid_out(texts) as rules:
                found = self.check(replace(order, rules=rules), visit.progress)
            outcome = {"report": found}
        except TimeoutError:
            outcome = _refusal(*_TOO_LONG)
        except (CouldNotCheckError, ValueError, OSError):
            _LOG.exception("quick check failed")
        finally:
            self._let_go(visit)
            visit.tell(outcome)

    def _let_go(self, visit: _Visit) -> None:
        self._visits.remove(visit)
        visit.folder.cleanup()
        self._free()

    def _free(self) -> None:
        with self._lock:
            self._here -= 1


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _lines(visit: _Visit) -> AsyncIterator[bytes]:
    """Yield what is told of a visit, until its report or refusal."""
    try:
        yield _line({"waiting": True})
        while True:
            event = await visit.events.get()
            yield _line(event)
            if "report" in event or "refused" in event:
                return
    finally:
        # Nobody reads on: the check ends at its next page.
        visit.is_left = True


async def _receive(request: Request, path: Path) -> None:
    """Write a body to disk.

    Raises:
        RefusedError: it is empty, too large, or does not arrive in time, or the disk
            is full.
    """
    try:
        async with asyncio.timeout(UPLOAD_S):
            with full_disk_said():
                size_bytes = await _write(request, path)
    except (TimeoutError, ClientDisconnect):
        raise RefusedError(
            "condition", "文件没有传完，请重试", "The file did not arrive; try again"
        ) from None
    if size_bytes == 0:
        raise RefusedError("empty", "文件是空的", "The file is empty")


async def _write(request: Request, path: Path) -> int:
    size_bytes, held = 0, bytearray()
    with path.open("wb") as file:
        async for chunk in request.stream():
            size_bytes += len(chunk)
            if size_bytes > LARGEST_BYTES:
                raise _too_large()
            held += chunk
            if len(held) >= _PIECE_BYTES:
                await asyncio.to_thread(file.write, bytes(held))
                held.clear()
        file.write(held)
    return size_bytes


def _safe_name(given: str) -> str:
    """Return the name of a file for its place in a folder and for sentences."""
    name = unquote(given).replace("\\", "/").rsplit("/", 1)[-1]
    name = re.sub(r"[^\w.()（）、，\- ]", "_", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    kept = stem.lstrip("~")[: _LONGEST_NAME - len(ending[:8])] or "file"
    return f"{kept}.{ending[:8]}" if ending else kept


def _line(event: _Event) -> bytes:
    return json.dumps(event, ensure_ascii=False).encode() + b"\n"


def _refusal(zh: str, en: str) -> _Event:
    return {"refused": {"message": zh, "en": en}}


def _too_large() -> RefusedError:
    return RefusedError(
        "too_large",
        "文件超过 50 MB，请登录后在附件列表上传",
        "The file is larger than 50 MB; log in and upload it to your draft",
    )


_TOO_LONG = (
    "文件较大，快速检查看不完；请登录后在附件列表上传，由后台检查",
    "This file takes too long for a quick check; log in and upload it to your draft",
)
_FAILED = (
    "检查没有完成，不是文件的问题；请稍后再试",
    "The check did not finish, for a cause of ours; please try again later",
)
