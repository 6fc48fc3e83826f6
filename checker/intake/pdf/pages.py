"""The pages of a PDF: drawn once each, with text layer and kind of content.

Runs in: a locked child, after the gate has let the file in.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.errors import PageUnreadableError
from checker.intake.pdf._content import content_of, raster_dpi, scan_facts, settle_blank
from checker.intake.pdf._quiet import PARSER_FAULTS, quiet
from checker.intake.pdf._survey import Placing, survey_page
from checker.intake.pdf.pixels import as_jpeg, draw_page, fitting_dpi, size_px
from checker.intake.pdf.words import Layer, read_layer
from checker.intake.view import RawPage
from checker.model.evidence import Content
from checker.model.geometry import PT_PER_INCH
from checker.model.page import Pixels

_MAX_USER_UNIT = 75_000.0
"""Source: ISO 32000-1, annex C: the largest page side that readers accept."""

_MAX_ANNOTATIONS = 2000
_TOO_LARGE = "a picture on the page has more pixels than any sheet needs"
_PASSIVE_ANNOTATIONS = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP})


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that cannot be shown, and why, in a parser's own words."""

    page_no: int
    message: str


def read_pages(path: str, page_nos: Sequence[int]) -> Iterator[RawPage | PageFailure]:
    """Yield each asked-for page, drawn once; the file is opened once.

    May crash, hang or run out of memory on a hostile file: call it in a child with
    limits. Cost: 35 ms of processor time for a 200 dpi colour scan, 20 ms for a
    digital page.

    Args:
        path: a file that the gate called ok or repaired.
        page_nos: from 1; the order is kept.

    Yields:
        A page, or what is wrong with it.
    """
    with quiet():
        units = _user_units(path, page_nos)
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as fault:
            yield from (PageFailure(page_no, str(fault)) for page_no in page_nos)
            return
        with closing(document):
            for page_no in page_nos:
                yield _read_page(document, page_no, units.get(page_no, 1.0))


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
    with closing(_shown_page(document, page_no)) as page:
        placing = _placing(page.raw, 1.0)
        width_pt, height_pt = placing.width_pt, placing.height_pt
        if survey_page(page.raw, placing).is_too_large:
            raise ValueError(_TOO_LARGE)
        dpi = fitting_dpi(width_pt, height_pt, width_px * PT_PER_INCH / width_pt)
        return draw_page(page.raw, *size_px(width_pt, height_pt, dpi))


def _user_units(path: str, page_nos: Sequence[int]) -> dict[int, float]:
    """Return /UserUnit of the pages that have one; pdfium does not know it."""
    units: dict[int, float] = {}
    try:
        with pikepdf.open(
            Path(path), suppress_warnings=True, inherit_page_attributes=False
        ) as pdf:
            for page_no in page_nos:
                unit = pdf.pages[page_no - 1].obj.get("/UserUnit")
                if unit is not None and 0 < float(unit) <= _MAX_USER_UNIT:
                    units[page_no] = float(unit)
    except PARSER_FAULTS:
        return units
    return units


def _read_page(
    document: pdfium.PdfDocument, page_no: int, unit: float
) -> RawPage | PageFailure:
    try:
        with closing(_shown_page(document, page_no)) as page:
            return _look(page.raw, page_no, _placing(page.raw, unit))
    except PARSER_FAULTS as fault:
        return PageFailure(page_no, str(fault))


def _shown_page(document: pdfium.PdfDocument, page_no: int) -> pdfium.PdfPage:
    """Open a page with what its annotations show made part of it.

    Filled fields, stamps and the appearance of signatures are annotations; only as
    part of the page do they appear in the text layer.
    """
    page = document[page_no - 1]
    if not _has_shown_annotations(page.raw):
        return page
    flattened = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    if flattened != pdfium_c.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[page_no - 1]


def _has_shown_annotations(page: object) -> bool:
    for index in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind not in _PASSIVE_ANNOTATIONS:
            return True
    return False


def _placing(page: object, unit: float) -> Placing:
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    width = pdfium_c.FPDF_GetPageWidthF(page) * unit
    height = pdfium_c.FPDF_GetPageHeightF(page) * unit
    if not (math.isfinite(width * height) and width > 0 and height > 0):
        raise ValueError("the page has no size")
    return Placing(
        left=box.left,
        bottom=box.bottom,
        right=box.right,
        top=box.top,
        turn=pdfium_c.FPDFPage_GetRotation(page) % 4,
        unit=unit,
        width_pt=width,
        height_pt=height,
    )


def _look(page: object, page_no: int, placing: Placing) -> RawPage:
    survey = survey_page(page, placing)
    if survey.is_too_large:
        raise ValueError(_TOO_LARGE)
    content = content_of(survey)
    width_pt, height_pt = placing.width_pt, placing.height_pt
    dpi = fitting_dpi(width_pt, height_pt, raster_dpi(content, survey))
    raster = draw_page(page, *size_px(width_pt, height_pt, dpi))
    content = settle_blank(content, survey, raster)
    layer = read_layer(page, placing, raster) if survey.has_text else Layer()
    return RawPage(
        page_no=page_no,
        width_pt=width_pt,
        height_pt=height_pt,
        content=content,
        scan=scan_facts(survey, page, raster) if content is Content.SCAN else None,
        layer=layer.lines,
        layer_trusted=content is Content.DIGITAL
        and layer.is_sound
        and not survey.is_outlined,
        raster=raster,
        raster_dpi=dpi,
    )
