"""Pages as pixels: drawn by pdfium, in RGB, as displayed."""

import ctypes
import math

import numpy as np
import pypdfium2.raw as pdfium_c

from checker.model.geometry import PT_PER_INCH
from checker.model.page import Pixels

MAX_PIXELS = 25_000_000
"""The most pixels that one page is drawn with: an A2 sheet at 200 dpi has 15."""

MAX_SIDE_PX = 30_000
"""The longest side that a page is drawn with: OpenCV warps up to 32,767 px."""

_WHITE = 0xFFFFFFFF


def fitting_dpi(width_pt: float, height_pt: float, dpi: float) -> float:
    """Return the resolution, lowered where the page would exceed the limits."""
    surface_in2 = width_pt * height_pt / PT_PER_INCH**2
    longest_in = max(width_pt, height_pt) / PT_PER_INCH
    return min(dpi, math.sqrt(MAX_PIXELS / surface_in2), MAX_SIDE_PX / longest_in)


def size_px(width_pt: float, height_pt: float, dpi: float) -> tuple[int, int]:
    """Return (width, height) in px, at least 1 and together within the limit."""
    width = max(1, round(width_pt * dpi / PT_PER_INCH))
    height = max(1, round(height_pt * dpi / PT_PER_INCH))
    return min(width, MAX_PIXELS // height or 1), min(height, MAX_PIXELS)


def draw_page(page: object, width_px: int, height_px: int) -> Pixels:
    """Draw an open page on white, annotations included.

    Args:
        page: a raw pdfium handle.
        width_px: of the page as displayed.
        height_px: of the page as displayed.

    Returns:
        RGB of shape (height_px, width_px, 3).

    Raises:
        MemoryError: pdfium could not make the bitmap.
    """
    raster = np.empty((height_px, width_px, 3), dtype=np.uint8)
    bitmap = pdfium_c.FPDFBitmap_CreateEx(
        width_px,
        height_px,
        pdfium_c.FPDFBitmap_BGR,
        raster.ctypes.data_as(ctypes.c_void_p),
        width_px * 3,
    )
    if not bitmap:
        raise MemoryError(f"no bitmap of {width_px} x {height_px} px")
    flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_REVERSE_BYTE_ORDER
    try:
        pdfium_c.FPDFBitmap_FillRect(bitmap, 0, 0, width_px, height_px, _WHITE)
        pdfium_c.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, width_px, height_px, 0, flags
        )
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)
    return raster


def as_jpeg(raster: Pixels) -> bytes:
    """Return an RGB raster as a JPEG file of quality 85."""
    import cv2

    _, coded = cv2.imencode(
        ".jpg", cv2.cvtColor(raster, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 85]
    )
    return coded.tobytes()
