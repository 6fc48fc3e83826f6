"""A PDF rewritten: pages turned, straightened, dropped, put in another order.

Nothing is drawn or coded anew: streams keep their bytes, and links and bookmarks keep
their pages.

Runs in: a locked child, after the gate has let the file in.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Protocol

import pikepdf
from pikepdf import Name

from checker.intake.pdf._quiet import PARSER_FAULTS, quiet
from checker.intake.pdf._signed import is_signed
from checker.intake.pdf._straighten import annotations_of, straighten
from checker.model.mending import Cause, MendedPage

_QUARTER_DEG = 90


class Sink(Protocol):
    """What takes a new file, from its first byte to its last."""

    def write(self, piece: bytes) -> int:
        """Take a piece of any length."""

    def seek(self, _offset: int) -> int:
        """Be there; it is never called."""

    def flush(self) -> None:
        """Let go of what was held back."""


def rewrite(
    path: str, pages: Sequence[MendedPage], page_count: int, *, sink: Sink
) -> Cause | None:
    """Write some pages of a file as a new file.

    May crash, hang or run out of memory on a hostile file: call it in a child with
    limits.

    Args:
        path: a file that the gate called ok or repaired.
        pages: those of the new file, in their order; each page at most once.
        page_count: how many pages the old file must have.
        sink: takes the new file as it comes.

    Returns:
        Why the file must not be rewritten; None: it was.
    """
    with quiet():
        try:
            with pikepdf.open(Path(path), suppress_warnings=True) as pdf:
                cause = _cause_to_refuse(pdf, page_count)
                if cause is None:
                    _mend(pdf, pages)
                    _save(pdf, sink)
                return cause
        except pikepdf.PasswordError:
            return Cause.ENCRYPTED
        except PARSER_FAULTS:
            return Cause.DAMAGED


def _cause_to_refuse(pdf: pikepdf.Pdf, page_count: int) -> Cause | None:
    if pdf.is_encrypted:
        return Cause.PROTECTED
    if len(pdf.pages) != page_count:  # the parsers do not agree on what the pages are
        return Cause.DAMAGED
    return Cause.SIGNED if is_signed(pdf) else None


def _mend(pdf: pikepdf.Pdf, pages: Sequence[MendedPage]) -> None:
    for one in pages:
        page = pdf.pages[one.page_no - 1]
        if one.turn_deg:
            page.obj.Rotate = (_rotation(page) + one.turn_deg) % 360
        if one.straighten_deg:
            straighten(pdf, page, one.straighten_deg)
    wanted = [one.page_no for one in pages]
    if wanted != list(range(1, len(pdf.pages) + 1)):
        _arrange(pdf, wanted)


def _rotation(page: pikepdf.Page) -> int:
    """Return /Rotate as viewers take it: whole quarters, cut off towards zero."""
    turn = page.obj.get(Name.Rotate, 0)
    quarters = int(float(turn) / _QUARTER_DEG)
    return quarters % 4 * _QUARTER_DEG


def _arrange(pdf: pikepdf.Pdf, wanted: Sequence[int]) -> None:
    """Put pages in an order; the others go, with all that they hold.

    A link to a page that is gone would otherwise keep it, unseen, in the new file.
    Labels of pages count places that no longer hold, so they go as well.
    """
    before = list(pdf.pages)
    del pdf.pages[:]
    for page_no in wanted:
        pdf.pages.append(before[page_no - 1])
    gone = [
        page for page_no, page in enumerate(before, start=1) if page_no not in wanted
    ]
    _forget_fields(pdf, gone)
    for page in gone:
        for key in list(page.obj.keys()):
            if key != "/Type":
                del page.obj[key]
    if Name.PageLabels in pdf.Root:
        del pdf.Root.PageLabels


def _forget_fields(pdf: pikepdf.Pdf, gone: Sequence[pikepdf.Page]) -> None:
    """Take the fields that lie on pages that are gone out of the form."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, pikepdf.Dictionary):
        return
    fields = form.get(Name.Fields)
    if not isinstance(fields, pikepdf.Array):
        return
    lost = {one.objgen for page in gone for one in annotations_of(page)}
    form.Fields = pikepdf.Array([one for one in fields if not _lies_in(one, lost)])


def _lies_in(field: object, places: AbstractSet[tuple[int, int]]) -> bool:
    """Say whether a field, or each of its kids, is one of some indirect objects."""
    if not isinstance(field, pikepdf.Dictionary):
        return False
    kids = field.get(Name.Kids)
    if isinstance(kids, pikepdf.Array) and len(kids):
        found = (one.objgen for one in kids if isinstance(one, pikepdf.Dictionary))
        return all(one in places for one in found)
    return field.is_indirect and field.objgen in places


def _save(pdf: pikepdf.Pdf, sink: Sink) -> None:
    pdf.save(
        sink,  # type: ignore[arg-type] # pikepdf asks for BinaryIO and only writes
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
        deterministic_id=True,
    )
