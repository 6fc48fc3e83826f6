"""Pages as pictures for eyes: drawn in a locked child, kept for the next look.

The original never reaches a browser as a page: only these pictures do.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from checker.errors import CheckerError
from reviewer_app.checking import open_pictures

WIDTHS_PX = (240, 900, 1600, 2400)
"""Thumbnail, small screen, large screen, zoomed. Few widths, so that many looks share a
picture."""

_MOST_KEPT = 4_000
_SWEPT_TO = 3_000
"""Pictures kept: about 1 GB; the longest unused go first."""

_Draw = Callable[[Path, int, int], bytes | None]


@dataclass(slots=True)
class Pictures:
    """Draws pages and keeps them in a folder; safe to use from several threads."""

    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stack: ExitStack = field(default_factory=ExitStack)
    _draw: _Draw | None = field(default=None)
    _kept: int = 0

    def of(self, sha256: str, path: Path, page_no: int, *, width: int) -> bytes | None:
        """Return a page as JPEG at the nearest width that is drawn, None if it fails.

        Args:
            sha256: of the file, under which the picture is kept.
            path: where the file lies.
            page_no: from 1.
            width: wanted, in px.
        """
        width_px = min(WIDTHS_PX, key=lambda one: (one < width, abs(one - width)))
        place = self.folder / sha256[:2] / f"{sha256}-{page_no}-{width_px}.jpg"
        with contextlib.suppress(FileNotFoundError):
            os.utime(place)
            return place.read_bytes()
        with self._lock:
            jpeg = self._drawn(path, page_no, width_px)
        if jpeg is not None:
            # A disk that is full keeps no picture, and still shows it.
            with contextlib.suppress(OSError):
                self._keep(place, jpeg)
        return jpeg

    def close(self) -> None:
        """End the reading process."""
        with self._lock:
            self._stack.close()
            self._draw = None

    def _drawn(self, path: Path, page_no: int, width_px: int) -> bytes | None:
        for _ in range(2):
            try:
                if self._draw is None:
                    self._draw = self._stack.enter_context(open_pictures())
                return self._draw(path, page_no, width_px)
            except (CheckerError, OSError):
                # The reading process is gone: once more with a new one.
                self._stack.close()
                self._draw = None
        return None

    def _keep(self, place: Path, jpeg: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_suffix(f".{threading.get_ident()}")
        aside.write_bytes(jpeg)
        aside.replace(place)
        self._kept += 1
        if self._kept % 200 == 0:
            self._sweep()

    def _sweep(self) -> None:
        kept = sorted(self.folder.rglob("*.jpg"), key=lambda one: one.stat().st_mtime)
        if len(kept) > _MOST_KEPT:
            for old in kept[:-_SWEPT_TO]:
                old.unlink(missing_ok=True)
