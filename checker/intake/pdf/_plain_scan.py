"""A short cut for the commonest scan: one plain JPEG that fills the page.

Such a page is exactly its picture, so decoding the picture gives what pdfium would
draw (within one level of 255) at half the cost. Anything out of the ordinary (masks,
colour profiles, turned or clipped pictures, annotations) is left to pdfium.
"""

import ctypes

import numpy as np
import pikepdf
import pypdfium2.raw as pdfium_c

from checker.intake.pdf._quiet import PARSER_FAULTS
from checker.intake.pdf._survey import PlacedImage, Survey
from checker.model.page import Pixels

_PLAIN_COLOURS = frozenset({"/DeviceRGB", "/DeviceGray"})
_ODD_KEYS = ("/SMask", "/Mask", "/Decode", "/DecodeParms", "/ImageMask", "/OC")
_ODD_PAGE_KEYS = ("/Annots", "/Group")


def plain_image(survey: Survey, sides_pt: tuple[float, float]) -> PlacedImage | None:
    """Return the picture that is all there is on a page, None if there is more.

    Args:
        survey: of the page.
        sides_pt: width and height of the page as displayed.
    """
    if len(survey.images) != 1 or survey.has_text or survey.paths:
        return None
    image = survey.images[0]
    box = image.box
    width_pt, height_pt = sides_pt
    slack_pt = 0.5 * 72 / max(image.dpi, 1.0)
    edges = (box.x0, box.y0, box.x1 - width_pt, box.y1 - height_pt)
    fills = all(abs(edge) <= slack_pt for edge in edges)
    return image if fills and image.is_plain else None


def decode_plain(page: pikepdf.Page, image: PlacedImage, turn: int) -> Pixels | None:
    """Return a plain JPEG's pixels in RGB as displayed, None if it is not that plain.

    Args:
        page: the page that holds nothing but the picture.
        image: the picture as pdfium places it.
        turn: quarter turns clockwise by /Rotate.
    """
    try:
        coded = _plain_jpeg(page)
    except PARSER_FAULTS:
        return None
    if coded is None or not _same_bytes(image, coded):
        return None
    return _decode(coded, image, turn)


def _plain_jpeg(page: pikepdf.Page) -> bytes | None:
    if any(key in page.obj for key in _ODD_PAGE_KEYS):
        return None
    pictures = page.resources.get("/XObject")
    if not isinstance(pictures, pikepdf.Dictionary) or len(pictures) != 1:
        return None
    picture = next(iter(dict(pictures.items()).values()))
    if not isinstance(picture, pikepdf.Stream):
        return None
    colours = picture.get("/ColorSpace")
    is_plain = (
        _only(picture.get("/Filter")) == "/DCTDecode"
        and isinstance(colours, pikepdf.Name)
        and str(colours) in _PLAIN_COLOURS
        and not any(key in picture for key in _ODD_KEYS)
    )
    return picture.read_raw_bytes() if is_plain else None


def _same_bytes(image: PlacedImage, coded: bytes) -> bool:
    """Return whether pdfium means the same picture (two trees may hide in a file)."""
    handle = image.handle
    length = pdfium_c.FPDFImageObj_GetImageDataRaw(handle, None, 0)
    if length != len(coded):
        return False
    raw = ctypes.create_string_buffer(length)
    pdfium_c.FPDFImageObj_GetImageDataRaw(handle, raw, length)
    return bool(raw.raw == coded)


def _only(value: object) -> str:
    if isinstance(value, pikepdf.Array) and len(value) == 1:
        value = value[0]
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _decode(coded: bytes, image: PlacedImage, turn: int) -> Pixels | None:
    import cv2

    flags = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
    pixels = cv2.imdecode(np.frombuffer(coded, dtype=np.uint8), flags)
    if pixels is None or pixels.shape != (image.height_px, image.width_px, 3):
        return None
    turned = np.rot90(pixels, k=-turn) if turn else pixels
    return np.ascontiguousarray(turned, dtype=np.uint8)
