"""PDF files: printed by reportlab, or a picture a page. Same input, same bytes."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from checker.model.page import Pixels

_PT_PER_MM = 72 / 25.4
_ONE_STRIP = 278
_STRIP_AT = 273


@dataclass(frozen=True, slots=True, eq=False)
class PictureLeaf:
    """A page that is one picture; ``pixels`` as they lie in the file.

    ``rotate``: the page's ``/Rotate``. ``bilevel``: CCITT instead of JPEG.
    ``lossless``: Flate instead of JPEG.
    """

    pixels: Pixels
    width_mm: float
    height_mm: float
    rotate: int = 0
    quality: int = 62
    bilevel: bool = False
    lossless: bool = False


def of_pictures(leaves: Sequence[PictureLeaf]) -> bytes:
    """Return a PDF with one picture a page."""
    pdf = Pdf.new()
    for leaf in leaves:
        width, height = leaf.width_mm * _PT_PER_MM, leaf.height_mm * _PT_PER_MM
        page = pdf.add_blank_page(page_size=(round(width, 2), round(height, 2)))
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=_image(pdf, leaf)))
        drawing = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q"
        page.obj.Contents = Stream(pdf, drawing.encode("ascii"))
        if leaf.rotate:
            page.obj.Rotate = leaf.rotate
    pdf.docinfo["/Producer"] = pikepdf.String("ScanStation 3.1")
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def locked(data: bytes, password: str) -> bytes:
    """Return a PDF that opens only with a password."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        # RC4 with a static id: newer ciphers put random salt into the file.
        encryption = pikepdf.Encryption(
            owner=password, user=password, R=3, aes=False, metadata=False
        )
        pdf.save(out, encryption=encryption, static_id=True)
    return out.getvalue()


def jpeg(pixels: Pixels, quality: int) -> bytes:
    """Return a picture as JPEG."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _image(pdf: Pdf, leaf: PictureLeaf) -> Stream:
    height, width = leaf.pixels.shape[:2]
    is_colour = leaf.pixels.ndim == 3  # noqa: PLR2004 - rows, columns, channels
    fields = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
        "ColorSpace": Name.DeviceRGB if is_colour else Name.DeviceGray,
        "Filter": Name.DCTDecode,
    }
    if leaf.lossless:
        fields["Filter"] = Name.FlateDecode
        packed = zlib.compress(leaf.pixels.tobytes(), 6)
        return Stream(pdf, packed, Dictionary(**fields))
    if not leaf.bilevel:
        return Stream(pdf, jpeg(leaf.pixels, leaf.quality), Dictionary(**fields))
    fax = {"K": -1, "Columns": width, "Rows": height, "BlackIs1": False}
    fields |= {
        "BitsPerComponent": 1,
        "Filter": Array([Name.CCITTFaxDecode]),
        "DecodeParms": Array([Dictionary(**fax)]),
    }
    return Stream(pdf, _group4(leaf.pixels), Dictionary(**fields))


def _group4(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    image = Image.fromarray(np.asarray(pixels, np.uint8)).convert("1")
    # One strip holds the page, so that its bytes are the stream the PDF wants.
    image.save(
        out, "TIFF", compression="group4", tiffinfo={_ONE_STRIP: image.height, 262: 0}
    )
    with Image.open(io.BytesIO(out.getvalue())) as tiff:
        tags = dict(tiff.tag_v2)  # type: ignore[attr-defined]
    start = tags[_STRIP_AT][0]
    length = tags[279][0]
    return out.getvalue()[start : start + length]
