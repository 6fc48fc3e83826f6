"""The object structure of a PDF as qpdf sees it: repairs, page tree, active content."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pikepdf

from checker.intake.pdf._active import ActiveContent
from checker.intake.pdf._quiet import PARSER_FAULTS
from checker.intake.pdf._swelling import swells

_PASSWORD_WORDS = ("unsupported encryption", "unknown encryption", "invalid password")
_HARMLESS = "Resources is missing"
"""Source: qpdf 12 alone warns of it; no reader needs resources that nothing uses."""

_MAX_OBJECTS = 200_000
_TAIL_BYTES = 2048
_LAST_OBJECT_BYTES = 4 << 20
_OBJECT_START = re.compile(rb"\d\s+\d{1,5}\s+obj\b")


class Opening(StrEnum):
    """How a parser came out of opening a file."""

    OPEN = "open"
    LOCKED = "locked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Structure:
    """What the object structure says.

    ``page_count`` None: the page tree cannot be walked. ``is_repaired``: something had
    to be recovered. ``is_cut_off``: the file's end is missing, and content with it.
    ``swells``: a stream unpacks to more than anyone needs. ``active_content`` None:
    the objects could not be walked.
    """

    opening: Opening
    page_count: int | None = None
    is_encrypted: bool = False
    is_repaired: bool = False
    is_cut_off: bool = False
    swells: bool = False
    pdf_version: str | None = None
    active_content: tuple[str, ...] | None = None


def read_structure(path: str) -> Structure:
    """Return what qpdf finds in a file; broken files are answers, not exceptions.

    Runs in: a locked child. Cost: 2 ms of processor time and 10 us an object.
    """
    try:
        with pikepdf.open(
            Path(path), suppress_warnings=True, inherit_page_attributes=False
        ) as pdf:
            return _examine(pdf, Path(path))
    except pikepdf.PasswordError:
        return Structure(Opening.LOCKED)
    except PARSER_FAULTS as fault:
        told = str(fault).lower()
        locked = any(words in told for words in _PASSWORD_WORDS)
        return Structure(Opening.LOCKED if locked else Opening.FAILED)


def _examine(pdf: pikepdf.Pdf, path: Path) -> Structure:
    rebuilt = bool(pdf.get_warnings())  # reading the warnings empties the list
    active, is_bomb, is_walked = _walk_objects(pdf)
    page_count, promised = _count_pages(pdf)
    lost = page_count is None or page_count < promised or _ends_inside_object(path)
    return Structure(
        opening=Opening.OPEN,
        page_count=page_count,
        is_encrypted=pdf.is_encrypted,
        is_repaired=rebuilt or page_count is None or _has_repairs(pdf),
        is_cut_off=rebuilt and lost and not _has_end(path),
        swells=is_bomb,
        pdf_version=pdf.pdf_version or None,
        active_content=active if is_walked else None,
    )


def _has_repairs(pdf: pikepdf.Pdf) -> bool:
    return any(_HARMLESS not in warning for warning in pdf.get_warnings())


def _walk_objects(pdf: pikepdf.Pdf) -> tuple[tuple[str, ...], bool, bool]:
    """Return (active content, whether a stream swells, whether all was walked)."""
    active = ActiveContent()
    is_bomb = False
    try:
        things: Iterable[object] = pdf.objects
        for number, thing in enumerate(things):
            if number >= _MAX_OBJECTS or active.is_full:
                return active.kinds, is_bomb, False
            if not isinstance(thing, pikepdf.Object):
                continue
            active.look(thing)
            if isinstance(thing, pikepdf.Stream) and not is_bomb:
                is_bomb = swells(thing)
    except PARSER_FAULTS:
        return active.kinds, is_bomb, False
    return active.kinds, is_bomb, True


def _count_pages(pdf: pikepdf.Pdf) -> tuple[int | None, int]:
    """Return the pages found, None for no page tree, and those promised."""
    try:
        found = len(pdf.pages)
        promised: object = pdf.Root.Pages.get("/Count")
    except PARSER_FAULTS:
        return None, 0
    return found, promised if isinstance(promised, int) else 0


def _has_end(path: Path) -> bool:
    tail = _last_bytes(path, _TAIL_BYTES)
    return b"startxref" in tail or b"%%EOF" in tail


def _ends_inside_object(path: Path) -> bool:
    tail = _last_bytes(path, _LAST_OBJECT_BYTES)
    starts = [match.start() for match in _OBJECT_START.finditer(tail)]
    return b"endobj" not in tail[starts[-1] :] if starts else True


def _last_bytes(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - count))
        return file.read(count)
