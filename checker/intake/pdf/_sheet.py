"""One open page: how it lies, and its annotations made part of it."""

import ctypes
import math

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from checker.intake.pdf._survey import Placing

_MAX_ANNOTATIONS = 2000
_PASSIVE_ANNOTATIONS = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP})


def open_sheet(document: pdfium.PdfDocument, page_no: int) -> pdfium.PdfPage:
    """Open a page with what its annotations show made part of it.

    Filled fields, stamps and the appearance of signatures are annotations; only as
    part of the page do they appear in the text layer. The file itself stays as it is.

    Raises:
        pdfium.PdfiumError: the page cannot be loaded.
    """
    page = document[page_no - 1]
    if not _has_shown_annotations(page.raw):
        return page
    flattened = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    if flattened != pdfium_c.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[page_no - 1]


def placing_of(page: object, unit: float) -> Placing:
    """Return how a page lies as displayed.

    Args:
        page: a raw pdfium handle.
        unit: its /UserUnit, which pdfium does not know.

    Raises:
        ValueError: the page has no finite size.
    """
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
