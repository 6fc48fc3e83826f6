"""Sheets as digital PDFs: text stays text, fonts are embedded as subsets."""

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from sample_data.draw import pdf, seals
from sample_data.draw.press import Press
from sample_data.draw.sheet import Line, Picture, Rgb, Shape, Sheet, Stamp, Text
from sample_data.fonts import Face, FontGroup

_MM = 72 / 25.4
_SEAL_PX_PER_MM = 6.0


def print_sheets(
    sheets: Sequence[Sheet], group: FontGroup, rng: np.random.Generator
) -> bytes:
    """Return a PDF of sheets as an office program would export them."""
    _register(group)
    press = Press(_SEAL_PX_PER_MM * 25.4, group, rng)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.setTitle("")
    canvas.setCreator("Office Writer")
    for sheet in sheets:
        canvas.setPageSize((sheet.width * _MM, sheet.height * _MM))
        _Printer(canvas, sheet.height, press).draw(sheet)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register(group: FontGroup) -> None:
    for face in group.embed.values():
        name = _font_name(face)
        if name not in pdfmetrics.getRegisteredFontNames():
            font = TTFont(name, str(face.path), subfontIndex=face.index)
            pdfmetrics.registerFont(font)


def _font_name(face: Face) -> str:
    return f"{face.path.stem}-{face.index}"


def _in_letters_of(name: str, text: str) -> str:
    """Return a text with the circle that people type where a font has no 〇."""
    known = pdfmetrics.getFont(name).face.charToGlyph
    return text if ord("〇") in known else text.replace("〇", "○")


class _Printer:
    def __init__(self, canvas: Canvas, height: float, press: Press) -> None:
        self.canvas = canvas
        self.height = height
        self.press = press

    def draw(self, sheet: Sheet) -> None:
        for mark in sheet.marks:
            match mark:
                case Text():
                    self._text(mark)
                case Line():
                    self._line(mark)
                case Shape():
                    self._shape(mark)
                case Picture():
                    self._picture(mark)
                case Stamp():
                    self._stamp(mark)

    def _y(self, y: float) -> float:
        return (self.height - y) * _MM

    def _text(self, mark: Text) -> None:
        name = _font_name(self.press.group.embed[mark.role])
        text = _in_letters_of(name, mark.text)
        spread = mark.spread_mm * _MM
        width = pdfmetrics.stringWidth(text, name, mark.size_pt)
        width += spread * (len(text) - 1)
        x = mark.x * _MM - {"l": 0.0, "m": width / 2, "r": width}[mark.anchor]
        line = self.canvas.beginText(x, self._y(mark.y))
        line.setFont(name, mark.size_pt)
        line.setFillColorRGB(*_unit(mark.colour))
        line.setCharSpace(spread)
        if mark.role == "bold":
            self.canvas.setLineWidth(mark.size_pt * 0.02)
            line.setStrokeColorRGB(*_unit(mark.colour))
            line.setTextRenderMode(2)
        line.textOut(text)
        line.setTextRenderMode(0)
        line.setCharSpace(0)
        self.canvas.drawText(line)

    def _line(self, mark: Line) -> None:
        self.canvas.setStrokeColorRGB(*_unit(mark.colour))
        self.canvas.setLineWidth(mark.width * _MM)
        ends = (mark.x0 * _MM, self._y(mark.y0), mark.x1 * _MM, self._y(mark.y1))
        self.canvas.line(*ends)

    def _shape(self, mark: Shape) -> None:
        canvas = self.canvas
        canvas.setLineWidth(mark.width * _MM)
        if mark.fill is not None:
            canvas.setFillColorRGB(*_unit(mark.fill))
        if mark.stroke is not None:
            canvas.setStrokeColorRGB(*_unit(mark.stroke))
        how = {"fill": int(mark.fill is not None), "stroke": int(bool(mark.stroke))}
        points = [(x * _MM, self._y(y)) for x, y in mark.points]
        if mark.kind == "polygon":
            path = canvas.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            path.close()
            canvas.drawPath(path, **how)
            return
        (x0, y0), (x1, y1) = points
        if mark.kind == "oval":
            canvas.ellipse(x0, y1, x1, y0, **how)
        else:
            canvas.rect(x0, y1, x1 - x0, y0 - y1, **how)

    def _picture(self, mark: Picture) -> None:
        reader = ImageReader(io.BytesIO(pdf.jpeg(mark.pixels, 58)))
        box = (mark.x * _MM, self._y(mark.y + mark.height))
        size = (mark.width * _MM, mark.height * _MM)
        self.canvas.drawImage(reader, *box, *size)

    def _stamp(self, mark: Stamp) -> None:
        alpha, colour = seals.impression(mark.seal, self.press)
        # Eight steps of cover: a picture with noise in it would not compress.
        cover = (np.round(alpha * 7) * 36).astype(np.uint8)
        flat = np.broadcast_to(np.array(colour, np.uint8), (*cover.shape, 3))
        layers = np.dstack([flat, cover])
        reader = ImageReader(Image.fromarray(layers))
        width, height = (
            cover.shape[1] / _SEAL_PX_PER_MM,
            cover.shape[0] / _SEAL_PX_PER_MM,
        )
        at = ((mark.x - width / 2) * _MM, self._y(mark.y + height / 2))
        self.canvas.drawImage(reader, *at, width * _MM, height * _MM, mask="auto")


def _unit(colour: Rgb) -> tuple[float, float, float]:
    red, green, blue = colour
    return red / 255, green / 255, blue / 255
