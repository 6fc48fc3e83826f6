"""The pages of a PDF: drawn once each, with text layer and kind of content.

Runs in: a locked child, after the gate has let the file in.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from checker.errors import PageUnreadableError
from checker.intake.pdf._chars import quarter_turns
from checker.intake.pdf._content import (
    content_of,
    raster_dpi,
    scan_facts,
    settle_blank,
)
from checker.intake.pdf._plain_scan import decode_plain, plain_image
from checker.intake.pdf._quiet import PARSER_FAULTS, quiet
from checker.intake.pdf._second_reading import read_again
from checker.intake.pdf._sheet import open_sheet, placing_of
from checker.intake.pdf._survey import Placing, Survey, survey_page
from checker.intake.pdf.pixels import as_jpeg, draw_page, fitting_dpi, size_px
from checker.intake.pdf.words import Layer, joined, judge_lines, read_layer
from checker.intake.view import PageFailure, RawPage
from checker.model.evidence import Content
from checker.model.geometry import PT_PER_INCH
from checker.model.page import Pixels

_MAX_USER_UNIT = 75_000.0
"""Source: ISO 32000-1, 14.11.2 and annex C: far beyond any sheet."""

_SAME_SIZE_PX = 3
"""Page sizes in points are rounded, so a scan's pixels come out a few off."""

_AGREEMENT = 0.9
"""As ``PageView.layer_turn_deg`` promises: a table's turned headings do not matter."""

_TOO_LARGE = "a picture on the page has more pixels than any sheet needs"


@dataclass(frozen=True, slots=True)
class _Source:
    """One file in both parsers; ``structure`` None where qpdf cannot open it."""

    path: str
    document: pdfium.PdfDocument
    structure: pikepdf.Pdf | None

    def page(self, page_no: int) -> pikepdf.Page | None:
        """Return a page's structure, None where the parsers do not agree on it."""
        if self.structure is None:
            return None
        try:
            if len(self.structure.pages) != len(self.document):
                return None
            return self.structure.pages[page_no - 1]
        except PARSER_FAULTS:
            return None


def read_pages(path: str, page_nos: Sequence[int]) -> Iterator[RawPage | PageFailure]:
    """Yield each asked-for page, drawn once; the file is opened once.

    May crash, hang or run out of memory on a hostile file: call it in a child with
    limits. Cost: 20 to 35 ms of processor time for a 200 dpi colour scan, 15 to 25 ms
    for a digital page.

    Args:
        path: a file that the gate called ok or repaired.
        page_nos: from 1; the order is kept.

    Yields:
        A page, or what is wrong with it.
    """
    with ExitStack() as stack:
        try:
            source = _open(path, stack)
        except pdfium.PdfiumError as fault:
            yield from (PageFailure(page_no, str(fault)) for page_no in page_nos)
            return
        for page_no in page_nos:
            yield _read_page(source, page_no)


def picture(path: str, page_no: int, width_px: int) -> bytes:
    """Return one page as displayed, as a JPEG of the given width.

    Raises:
        PageUnreadableError: the page cannot be shown.
    """
    with quiet():
        try:
            with closing(pdfium.PdfDocument(path)) as document:
                return as_jpeg(_draw_to_width(document, page_no, width_px))
        except PARSER_FAULTS as fault:
            raise PageUnreadableError(f"{path}, page {page_no}: {fault}") from fault


def _draw_to_width(document: pdfium.PdfDocument, page_no: int, width_px: int) -> Pixels:
    with closing(open_sheet(document, page_no)) as page:
        placing = placing_of(page.raw, 1.0)
        width_pt, height_pt = placing.width_pt, placing.height_pt
        if survey_page(page.raw, placing).is_too_large:
            raise ValueError(_TOO_LARGE)
        dpi = fitting_dpi(width_pt, height_pt, width_px * PT_PER_INCH / width_pt)
        return draw_page(page.raw, *size_px(width_pt, height_pt, dpi))


def _open(path: str, stack: ExitStack) -> _Source:
    with quiet():
        document = stack.enter_context(closing(pdfium.PdfDocument(path)))
        try:
            structure = stack.enter_context(
                pikepdf.open(
                    Path(path), suppress_warnings=True, inherit_page_attributes=False
                )
            )
        except PARSER_FAULTS:
            return _Source(path, document, None)
        return _Source(path, document, structure)


def _read_page(source: _Source, page_no: int) -> RawPage | PageFailure:
    with quiet():
        try:
            with closing(open_sheet(source.document, page_no)) as page:
                unit = _user_unit(source.page(page_no))
                placing = placing_of(page.raw, unit)
                return _look(page.raw, page_no, placing, source=source)
        except PARSER_FAULTS as fault:
            return PageFailure(page_no, str(fault))


def _user_unit(structure: pikepdf.Page | None) -> float:
    if structure is None:
        return 1.0
    try:
        unit = float(structure.obj.get("/UserUnit", 1))
    except PARSER_FAULTS:
        return 1.0
    return unit if 0 < unit <= _MAX_USER_UNIT else 1.0


def _look(page: object, page_no: int, placing: Placing, *, source: _Source) -> RawPage:
    survey = survey_page(page, placing)
    if survey.is_too_large:
        raise ValueError(_TOO_LARGE)
    content = content_of(survey)
    structure = source.page(page_no)
    raster = _raster(page, placing, survey=survey, structure=structure)
    content = settle_blank(content, survey, raster)
    layer = Layer()
    if survey.has_text:
        layer = _read_text(page, page_no, placing, source=source, raster=raster)
    turns = quarter_turns(page) if layer.lines else []
    is_complete = content is Content.DIGITAL and not survey.is_outlined
    return RawPage(
        page_no=page_no,
        width_pt=placing.width_pt,
        height_pt=placing.height_pt,
        content=content,
        scan=scan_facts(survey, page, raster) if content is Content.SCAN else None,
        layer=layer.lines,
        layer_trusted=is_complete and layer.is_sound,
        raster=raster,
        raster_dpi=raster.shape[1] * PT_PER_INCH / placing.width_pt,
        layer_turn_deg=_common_turn(turns, placing),
    )


def _common_turn(turns: Sequence[int], placing: Placing) -> int | None:
    """Return the turn in degrees as displayed on which nearly all characters agree."""
    for turn in range(4):
        if turns and turns.count(turn) >= _AGREEMENT * len(turns):
            return (turn + placing.turn) % 4 * 90
    return None


def _read_text(
    page: object, page_no: int, placing: Placing, *, source: _Source, raster: Pixels
) -> Layer:
    """Read the text layer; a garbled one is read again by the other parser."""
    layer = read_layer(page, placing, raster)
    if not layer.is_garbled:
        return layer
    lines = joined(read_again(source.path, page_no, placing.unit))
    second = judge_lines(lines, raster, raster.shape[1] / placing.width_pt)
    return second if second.is_sound else layer


def _raster(
    page: object,
    placing: Placing,
    *,
    survey: Survey,
    structure: pikepdf.Page | None,
) -> Pixels:
    """Draw a page; a plain scan keeps its own pixels where their number suits."""
    width_pt, height_pt = placing.width_pt, placing.height_pt
    dpi = fitting_dpi(width_pt, height_pt, raster_dpi(content_of(survey), survey))
    size = size_px(width_pt, height_pt, dpi)
    image = plain_image(survey, (width_pt, height_pt))
    if image is None:
        return draw_page(page, *size)
    own = image.width_px, image.height_px
    own = own[::-1] if placing.turn % 2 else own
    if max(abs(own[0] - size[0]), abs(own[1] - size[1])) > _SAME_SIZE_PX:
        return draw_page(page, *size)
    pixels = None
    if structure is not None:
        pixels = decode_plain(structure, image, placing.turn)
    return draw_page(page, *own) if pixels is None else pixels
