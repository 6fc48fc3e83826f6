"""Bytes by their SHA-256 in a folder: written aside, made safe, then named.

A file is on disk, whole and flushed, before anybody is told so: staging file, fsync,
rename, fsync of the folder. What a crash leaves behind lies in ``staging``, and is
swept when the server starts again. Source: the usual order for files that must
survive a power failure (write, flush, rename, flush the folder).
"""

import asyncio
import contextlib
import errno
import hashlib
import os
import re
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

from reviewer_app.domain.refusal import RefusedError, disk_full, not_found

_HASH = re.compile(r"[0-9a-f]{64}")
_UPLOAD_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

LARGEST_BYTES = 500_000_000
"""Source: the contract's limit of a file, 500 MB."""


UNFINISHED_LAST_S = 7 * 24 * 3600.0
"""So long an upload waits for somebody to go on with it. Source: own choice, the week
after which a company has begun anew."""

_ONE_NAME_ONLY = {errno.EPERM, errno.ENOTSUP, errno.EMLINK}
"""What disks without second names answer. Source: link(2)."""

_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A content-addressed store in a local folder."""

    root: Path

    def prepare(self) -> None:
        """Make the folders."""
        self._staging.mkdir(parents=True, exist_ok=True)

    def sweep(self) -> None:
        """Remove what a crash left half written; only while nobody else writes."""
        for left in self._staging.iterdir():
            # A worker whose server was killed may be ending just now.
            left.unlink(missing_ok=True)

    def put(self, chunks: Iterator[bytes]) -> tuple[str, int]:
        """Keep bytes; returns their hash and size once they are safe on disk.

        Raises:
            RefusedError: they are more than ``LARGEST_BYTES``, or the disk is full.
        """
        intake = _Intake.open(self._staging)
        try:
            for chunk in chunks:
                intake.take(chunk)
            return self._name(intake)
        finally:
            intake.discard()

    async def put_stream(self, chunks: AsyncIterator[bytes]) -> tuple[str, int]:
        """Keep bytes that arrive over the network; as ``put``.

        Hashing and writing are done in a thread, so that nobody else waits for them.
        """
        intake = await asyncio.to_thread(_Intake.open, self._staging)
        try:
            async for piece in _gathered(chunks):
                await asyncio.to_thread(intake.take, piece)
            return await asyncio.to_thread(self._name, intake)
        finally:
            await asyncio.to_thread(intake.discard)

    def adopt(self, path: Path) -> tuple[str, int]:
        """Keep a file that lies on the same disk, under a second name; hash and size.

        Nobody may write to it any more. It keeps its first name, so that a crash before
        it is on record loses nothing; a disk without second names moves it.

        Raises:
            FileNotFoundError: it is gone: somebody else was quicker.
            RefusedError: the disk is full.
        """
        digest, size_bytes = hashlib.sha256(), 0
        with path.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                digest.update(piece)
                size_bytes += len(piece)
            os.fsync(file.fileno())
        place = self._place(digest.hexdigest())
        if not place.exists():
            with full_disk_said():
                place.parent.mkdir(exist_ok=True)
                _name_again(path, place)
                _flush_folder(place.parent)
        return digest.hexdigest(), size_bytes

    def put_file(self, path: Path) -> tuple[str, int]:
        """Keep a copy of a file."""
        with path.open("rb") as file:
            return self.put(iter(lambda: file.read(1 << 20), b""))

    def path(self, sha256: str) -> Path:
        """Return where bytes lie, for reading only.

        Raises:
            FileNotFoundError: nothing with this hash is kept.
        """
        if not self.has(sha256):
            raise FileNotFoundError(sha256)
        return self._place(sha256)

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are kept."""
        # A name that is no hash could lead out of the store.
        return bool(_HASH.fullmatch(sha256)) and self._place(sha256).is_file()

    @property
    def _staging(self) -> Path:
        return self.root / "staging"

    def _place(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256

    def _name(self, intake: "_Intake") -> tuple[str, int]:
        sha256, size_bytes = intake.finish()
        place = self._place(sha256)
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            intake.path.rename(place)
            _flush_folder(place.parent)
        return sha256, size_bytes


@dataclass(slots=True)
class _Turn:
    """Whose turn it is to write: that of the request that came last."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    newest: int = 0


@dataclass(frozen=True, slots=True)
class Partials:
    """Files on their way in, each under the name of its upload; they survive a crash.

    What has arrived is the size of the file: nothing else has to be kept in step. One
    process writes to them.
    """

    root: Path
    _turns: dict[str, _Turn] = field(default_factory=dict, repr=False, compare=False)

    def prepare(self) -> None:
        """Make the folder."""
        self.root.mkdir(parents=True, exist_ok=True)

    def path(self, upload_id: str) -> Path:
        """Return where an upload lies.

        Raises:
            RefusedError: the id is none of ours, which could lead out of the folder.
        """
        if not _UPLOAD_ID.fullmatch(upload_id):
            raise not_found()
        return self.root / upload_id

    def received(self, upload_id: str) -> int:
        """Return how many bytes have arrived."""
        path = self.path(upload_id)
        return path.stat().st_size if path.exists() else 0

    async def append(
        self, upload_id: str, offset: int, chunks: AsyncIterator[bytes], *, most: int
    ) -> int:
        """Add bytes that arrive over the network; returns how many there are now.

        What arrived before the line broke stays; it is flushed before this returns.
        A line that broke unnoticed may still have bytes on their way: once another
        request goes on with the file, they are not taken.

        Args:
            upload_id: which upload.
            offset: where the bytes belong; must be what has arrived so far.
            chunks: the bytes.
            most: bytes of the whole file, as announced.

        Raises:
            RefusedError: another offset (``offset``), more than announced, a full disk.
        """
        path, turn = self.path(upload_id), self._turns.setdefault(upload_id, _Turn())
        async with turn.lock:
            _require(self.received(upload_id) == offset)
            turn.newest = mine = turn.newest + 1
            with full_disk_said():
                file = await asyncio.to_thread(path.open, "ab", buffering=0)
        try:
            async for piece in _gathered(chunks):
                if offset + len(piece) > most:
                    raise RefusedError(
                        "too_large", "文件比申报的大", "More than was announced"
                    )
                async with turn.lock:
                    _require(turn.newest == mine)
                    await asyncio.to_thread(_write_all, file, piece)
                offset += len(piece)
        finally:
            await asyncio.to_thread(_flush_and_close, file)
        return offset

    def drop(self, upload_id: str) -> None:
        """Forget an upload that has ended, well or not."""
        self.path(upload_id).unlink(missing_ok=True)
        self._turns.pop(upload_id, None)

    def sweep(self, older_than_s: float = UNFINISHED_LAST_S) -> int:
        """Remove what nobody has gone on with for so long; returns how many."""
        limit = time.time() - older_than_s
        old = [one for one in self.root.iterdir() if one.stat().st_mtime < limit]
        for one in old:
            one.unlink(missing_ok=True)
        return len(old)


def _require(is_so: bool) -> None:  # noqa: FBT001 - what it is about
    """Refuse bytes that belong elsewhere, or of a line that was given up."""
    if not is_so:
        raise RefusedError("offset", "续传位置不对", "The offset is another one")


def _write_all(file: RawIOBase, piece: bytes) -> None:
    with full_disk_said():
        left = memoryview(piece)
        while left:
            left = left[file.write(left) or 0 :]


def _flush_and_close(file: RawIOBase) -> None:
    with file, full_disk_said():
        os.fsync(file.fileno())


@dataclass(slots=True)
class _Intake:
    """A file on its way in."""

    path: Path
    file: BinaryIO
    digest: "hashlib._Hash"
    size_bytes: int = 0

    @classmethod
    def open(cls, staging: Path) -> "_Intake":
        path = staging / uuid.uuid4().hex
        with full_disk_said():
            return cls(path, path.open("xb"), hashlib.sha256())

    def take(self, chunk: bytes) -> None:
        self.size_bytes += len(chunk)
        if self.size_bytes > LARGEST_BYTES:
            raise RefusedError(
                "too_large", "文件超过 500 MB", "The file is larger than 500 MB"
            )
        self.digest.update(chunk)
        with full_disk_said():
            self.file.write(chunk)

    def finish(self) -> tuple[str, int]:
        with full_disk_said():
            self.file.flush()
            os.fsync(self.file.fileno())
        self.file.close()
        return self.digest.hexdigest(), self.size_bytes

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            # What a full disk has not taken is tried once more on closing.
            self.file.close()
        self.path.unlink(missing_ok=True)


def _name_again(path: Path, place: Path) -> None:
    """Give a file a second name, or another one where the disk knows but one."""
    try:
        place.hardlink_to(path)
    except FileExistsError:
        # The same bytes came twice, and the other request was quicker.
        return
    except OSError as fault:
        if fault.errno not in _ONE_NAME_ONLY:
            raise
        path.replace(place)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def _gathered(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield pieces of a megabyte, so that a thread is asked for seldom."""
    held = bytearray()
    async for chunk in chunks:
        held += chunk
        if len(held) >= _PIECE_BYTES:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


@contextlib.contextmanager
def full_disk_said() -> Iterator[None]:
    """Say in words that the disk takes no more.

    Raises:
        RefusedError: it could not be written, code ``disk``.
    """
    try:
        yield
    except TimeoutError:
        # An OSError as well, but one about the line.
        raise
    except OSError as fault:
        raise disk_full() from fault
