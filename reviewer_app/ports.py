"""The seams of the desk: what it asks of the world without knowing who answers."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests bring their own."""

    def now(self) -> dt.datetime:
        """Return the moment, aware, UTC."""
        ...


class FileStore(Protocol):
    """Keeps bytes by their SHA-256; what is kept is never changed."""

    def put(self, chunks: Iterator[bytes]) -> tuple[str, int]:
        """Keep bytes; returns their hash and size once they are safe on disk."""
        ...

    async def put_stream(self, chunks: AsyncIterator[bytes]) -> tuple[str, int]:
        """The same for bytes that arrive over the network."""
        ...

    def path(self, sha256: str) -> Path:
        """Return where the bytes lie, for reading only.

        Raises:
            FileNotFoundError: nothing with this hash is kept.
        """
        ...

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are kept."""
        ...


class JobRunner(Protocol):
    """Has rounds checked in the background, each once, even across crashes."""

    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        """Order the check of a round; ordering it again changes nothing."""
        ...

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        """Order the check of what a company has filled in so far."""
        ...

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        """Return pages done and in all, None while nothing is known."""
        ...

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        """Return the same for the check of a draft."""
        ...
