"""Make small PDFs, each with one thing about it."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]
BoxPt = tuple[float, float, float, float]

A4_PT = (595.0, 842.0)
WHOLE_PAGE: BoxPt = (0, 0, *A4_PT)


class Sink:
    """A new file in memory; like a child's, it cannot go back."""

    def __init__(self) -> None:
        self.body = bytearray()

    def write(self, piece: bytes) -> int:
        self.body += piece
        return len(piece)

    def seek(self, _offset: int) -> int:
        raise io.UnsupportedOperation("seek")

    def flush(self) -> None:
        """Keep nothing back."""


def write_pdf(path: Path, *drawings: Draw, password: str | None = None) -> Path:
    """Write an A4 PDF of one page a drawing; pictures stay plain JPEGs."""
    lock = None if password is None else _lock(password)
    canvas = Canvas(str(path), pagesize=A4_PT, encrypt=lock)
    for draw in drawings:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return change_pdf(path, _unwrap) if lock is None else path


def change_pdf(path: Path, edit: Callable[[pikepdf.Pdf], None]) -> Path:
    """Apply a function to the objects of a PDF, in place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(path)
    return path


def typed(text: str = "Safety production notice", y: float = 700) -> Draw:
    """Return a drawing of one line of Latin text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, y, text)

    return draw


def typed_chinese(*lines: str) -> Draw:
    """Return a drawing of lines of Chinese, in a font that is not embedded."""

    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        canvas.setFont("STSong-Light", 14)
        for row, line in enumerate(lines):
            canvas.drawString(72, 740 - 24 * row, line)

    return draw


def scanned(image: Image.Image, box: BoxPt = WHOLE_PAGE) -> Draw:
    """Return a drawing of a picture at (x, y, width, height) in points."""

    def draw(canvas: Canvas) -> None:
        coded = io.BytesIO()
        image.save(coded, "JPEG" if image.mode != "1" else "PNG", quality=90)
        canvas.drawImage(ImageReader(coded), *box)

    return draw


def both(*drawings: Draw) -> Draw:
    """Return a drawing that puts several on one page, in that order."""

    def draw(canvas: Canvas) -> None:
        for one in drawings:
            one(canvas)

    return draw


def uneven_picture(width_px: int, height_px: int, mode: str = "RGB") -> Image.Image:
    """Return a picture of which no two corners look alike."""
    down, across = np.mgrid[0:64, 0:64] * 4
    pixels = np.stack([across, down, np.full_like(down, 90)], axis=2).astype(np.uint8)
    return Image.fromarray(pixels).resize((width_px, height_px)).convert(mode)


def _unwrap(pdf: pikepdf.Pdf) -> None:
    """Take away the ASCII coat that reportlab puts around a JPEG."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            _unwrap_stream(thing)


def _unwrap_stream(stream: pikepdf.Stream) -> None:
    filters = stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else []
    if names == ["/ASCII85Decode", "/DCTDecode"]:
        packed = stream.read_raw_bytes()
        plain = base64.a85decode(packed.strip().removesuffix(b"~>"))
        stream.write(plain, filter=pikepdf.Name.DCTDecode)


def _lock(password: str) -> StandardEncryption:
    return StandardEncryption(password, ownerPassword="owner", strength=128)
