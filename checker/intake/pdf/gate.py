"""The gate: whether a file can be used at all, and the facts of it.

Runs in: a locked child, before anything else reads the file.
"""

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.intake.pdf._quiet import PARSER_FAULTS, quiet
from checker.intake.pdf.record import Record, read_record
from checker.intake.pdf.structure import Opening, Structure, read_structure
from checker.intake.sniff import kind_of
from checker.model.evidence import (
    READABLE,
    Evidence,
    FactValue,
    FileStatus,
    Known,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.wording import Reason

MAX_BYTES = 500 * 1000 * 1000
"""Source: report contract, status ``too_large``."""

MAX_PAGES = 2000
"""Source: report contract, status ``too_large``."""

_LOCKED_CODES = frozenset({4, 5})
"""Source: fpdfview.h: FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""

_FACTS = (
    "kind",
    "status",
    "page_count",
    "pdf_version",
    "producer",
    "signatures",
    "active_content",
)


@dataclass(frozen=True, slots=True)
class _Sight:
    """How pdfium, which will draw the pages, came out of opening the file."""

    opening: Opening
    page_count: int = 0
    has_too_many_pages: bool = False


def examine_file(path: str) -> Evidence:
    """Return the facts ``file.*`` of one file.

    May crash, hang or run out of memory on a hostile file: call it in a child with
    limits. A file that no parser opens is an answer (``damaged``), not an exception.

    Raises:
        OSError: the file cannot be read.
    """
    kind = kind_of(Path(path))
    size = Path(path).stat().st_size
    if kind == "empty":
        return _evidence(kind, FileStatus.EMPTY)
    if kind != "pdf":
        return _evidence(kind, FileStatus.NOT_PDF)
    if size > MAX_BYTES:
        return _evidence(kind, FileStatus.TOO_LARGE)
    with quiet():
        return _examine_pdf(path)


def _examine_pdf(path: str) -> Evidence:
    sight = _look(path)
    early = _early_status(sight)
    if early is not None:
        return _evidence("pdf", early)
    structure = read_structure(path)
    status = _status(sight, structure)
    facts = _structure_facts(structure)
    if status in READABLE:
        facts["page_count"] = _page_count(path, sight, structure)
        facts |= _record_facts(read_record(path))
    return _evidence("pdf", status, facts)


def _look(path: str) -> _Sight:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as fault:
        locked = getattr(fault, "err_code", None) in _LOCKED_CODES and not _loads(path)
        return _Sight(Opening.LOCKED if locked else Opening.FAILED)
    with closing(document):
        count = len(document)
        too_many = count > MAX_PAGES and _has_page(document, MAX_PAGES)
        return _Sight(Opening.OPEN, count, too_many)


def _loads(path: str) -> bool:
    """Return whether pdfium loads the file; pypdfium2 refuses one without pages.

    It then reports the error of whatever file failed before.
    """
    handle = pdfium_c.FPDF_LoadDocument(os.fsencode(path), None)
    if handle:
        pdfium_c.FPDF_CloseDocument(handle)
    return bool(handle)


def _has_page(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        document[index].close()
    except PARSER_FAULTS:
        return False
    return True


def _early_status(sight: _Sight) -> FileStatus | None:
    if sight.opening is Opening.LOCKED:
        return FileStatus.ENCRYPTED
    return FileStatus.TOO_LARGE if sight.has_too_many_pages else None


def _status(sight: _Sight, structure: Structure) -> FileStatus:
    """Join the views of both parsers; pdfium must open what it is to draw."""
    if structure.opening is Opening.LOCKED:
        return FileStatus.ENCRYPTED
    if sight.opening is Opening.FAILED or sight.page_count < 1:
        # pdfium knows fewer ciphers than qpdf and calls the rest damage
        is_locked = structure.is_encrypted
        return FileStatus.ENCRYPTED if is_locked else FileStatus.DAMAGED
    if structure.swells or structure.is_cut_off:
        return FileStatus.DAMAGED
    is_sound = structure.opening is Opening.OPEN and not structure.is_repaired
    if is_sound and structure.page_count == sight.page_count:
        return FileStatus.OK
    return FileStatus.REPAIRED


def _page_count(path: str, sight: _Sight, structure: Structure) -> int:
    """Return the number of pages that are there, whatever /Count promises.

    Pages beyond those of the page tree count only where pdfium can load them.
    """
    count = min(sight.page_count, MAX_PAGES)
    walked = structure.page_count
    if walked is None or not 0 < walked < sight.page_count:
        return count
    with closing(pdfium.PdfDocument(path)) as document:
        while count > walked and not _has_page(document, count - 1):
            count -= 1
    return count


def _structure_facts(structure: Structure) -> dict[str, FactValue | None]:
    return {
        "pdf_version": structure.pdf_version,
        "active_content": structure.active_content,
    }


def _record_facts(record: Record) -> dict[str, FactValue | None]:
    return {"producer": record.producer, "signatures": record.signatures}


def _evidence(
    kind: str, status: FileStatus, facts: Mapping[str, FactValue | None] | None = None
) -> Evidence:
    values: dict[str, FactValue | None] = dict.fromkeys(_FACTS)
    values |= {"kind": kind, "status": status.value, **(facts or {})}
    why = Reason.NOTHING_FOUND if status in READABLE else Reason.FILE_UNREADABLE
    return Evidence(
        {
            FactName(f"file.{name}"): Unknown(why) if value is None else Known(value)
            for name, value in values.items()
        }
    )
