"""Dossiers drawn from lists of lines: a title, two lines, perhaps header and seal."""

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from ruamel.yaml import YAML

from sample_data import fonts

A4_PT = (595.0, 842.0)
PT_PER_MM = 72 / 25.4
FONT = "plain"

Pages = Sequence[Sequence[str]]
"""Lines of each page; what begins with @ is drawn, not written."""


def write_dossier(
    folder: Path, header: Mapping[str, Any], papers: Mapping[str, Pages]
) -> Path:
    """Write a dossier of digital pages; the same papers give the same bytes."""
    folder.mkdir(parents=True)
    _register_font()
    with (folder / "dossier.yaml").open("w", encoding="utf-8") as out:
        YAML(typ="safe", pure=True).dump(dict(header), out)
    for path, pages in papers.items():
        _write(folder / path, pages, header["company"])
    for person in header["personnel"]:
        for path in person["files"]:
            _write(folder / path, [_certificate(person)], header["company"])
    return folder


def scan(source: Path, target: Path, dpi: int = 150) -> Path:
    """Copy a dossier as a scanner would have made it: a bit skew, soft and noisy."""
    chance = np.random.default_rng(7)
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".pdf":
            _scan_file(path, copy, chance, dpi=dpi)
        elif path.is_file():
            copy.write_bytes(path.read_bytes())
    return target


def _register_font() -> None:
    face = fonts.TEST.embed["song"]
    font = TTFont(FONT, str(face.path), subfontIndex=face.index)
    pdfmetrics.registerFont(font)


def _certificate(person: Mapping[str, Any]) -> list[str]:
    until = dt.date.fromisoformat(str(person["valid_until"]))
    return [
        "安全生产考核合格证书",
        f"姓名：{person['name']}",
        f"证书编号：{person['certificate_number']}",
        f"有效期至：{until.year}年{until.month}月{until.day}日",
    ]


def _write(path: Path, pages: Pages, company: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path), pagesize=A4_PT, invariant=1)
    for lines in pages:
        _draw_page(canvas, lines, company)
        canvas.showPage()
    canvas.save()


def _draw_page(canvas: Canvas, lines: Sequence[str], company: str) -> None:
    y_pt = 770.0
    if "@红头" in lines:
        _draw_header(canvas, company)
        y_pt = 650.0
    title, *rest = [line for line in lines if line not in ("@红头", "@公章")]
    canvas.setFont(FONT, 20)
    canvas.drawCentredString(A4_PT[0] / 2, y_pt, title)
    y_pt -= 44
    canvas.setFont(FONT, 14)
    for line in rest:
        y_pt = _draw_line(canvas, line, y_pt, company=company)
    if "@公章" in lines:
        _draw_seal(canvas, company, y_pt + 30)


def _draw_line(canvas: Canvas, line: str, y_pt: float, *, company: str) -> float:
    if line.startswith("@行 "):
        return _draw_row(canvas, line.removeprefix("@行 ").split("|"), y_pt)
    if line.startswith("@页码 "):
        canvas.drawCentredString(A4_PT[0] / 2, 40, line.removeprefix("@页码 "))
        return y_pt
    if not line.startswith("@落款 "):
        canvas.drawString(80, y_pt, line)
        return y_pt - 26
    canvas.drawRightString(500, y_pt, company)
    canvas.drawRightString(500, y_pt - 26, line.removeprefix("@落款 "))
    return y_pt - 52


def _draw_row(canvas: Canvas, cells: Sequence[str], y_pt: float) -> float:
    """Draw ruled cells of equal width, their text in the middle."""
    width_pt = 455.0 / len(cells)
    canvas.setLineWidth(0.7)
    canvas.setFont(FONT, 11)
    for place, cell in enumerate(cells):
        left_pt = 70.0 + place * width_pt
        canvas.rect(left_pt, y_pt - 8, width_pt, 24)
        canvas.drawCentredString(left_pt + width_pt / 2, y_pt, cell)
    canvas.setFont(FONT, 14)
    return y_pt - 24


def _draw_header(canvas: Canvas, company: str) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(0.9, 0, 0)
    canvas.setStrokeColorRGB(0.9, 0, 0)
    canvas.setFont(FONT, 30)
    canvas.drawCentredString(A4_PT[0] / 2, 740, f"{company}文件")
    canvas.setLineWidth(3)
    canvas.line(80, 690, 515, 690)
    canvas.restoreState()


def _draw_seal(canvas: Canvas, company: str, y_pt: float) -> None:
    canvas.saveState()
    canvas.translate(430, y_pt)
    canvas.setStrokeColorRGB(0.85, 0.1, 0.12)
    canvas.setFillColorRGB(0.85, 0.1, 0.12)
    canvas.setLineWidth(1.2 * PT_PER_MM)
    canvas.circle(0, 0, 20 * PT_PER_MM)
    _draw_star(canvas)
    canvas.setFont(FONT, 13)
    for place, letter in enumerate(company):
        turn = 120 - 240 * place / (len(company) - 1)
        canvas.saveState()
        canvas.rotate(turn)
        canvas.drawCentredString(0, 14.5 * PT_PER_MM, letter)
        canvas.restoreState()
    canvas.restoreState()


def _draw_star(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for corner in range(10):
        radius_pt = (2.7 if corner % 2 else 7.0) * PT_PER_MM
        angle = math.pi / 2 + corner * math.pi / 5
        point = (radius_pt * math.cos(angle), radius_pt * math.sin(angle))
        if corner:
            path.lineTo(*point)
        else:
            path.moveTo(*point)
    path.close()
    canvas.drawPath(path, fill=1, stroke=0)


def _scan_file(
    source: Path, target: Path, chance: np.random.Generator, *, dpi: int
) -> None:
    canvas = Canvas(str(target), pagesize=A4_PT, invariant=1)
    with pypdfium2.PdfDocument(str(source)) as pdf:
        for page in pdf:
            clean = page.render(scale=dpi / 72).to_pil().convert("RGB")
            coded = io.BytesIO()
            _as_scanned(clean, chance).save(coded, "JPEG", quality=70)
            canvas.drawImage(ImageReader(coded), 0, 0, *A4_PT)
            canvas.showPage()
    canvas.save()


def _as_scanned(clean: Image.Image, chance: np.random.Generator) -> Image.Image:
    lean_deg = float(chance.normal(0, 0.4))
    leaning = clean.rotate(
        lean_deg, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)
    )
    soft = np.asarray(leaning.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    noise = chance.normal(0, 3, (*soft.shape[:2], 1))
    return Image.fromarray((soft * 0.96 + noise).clip(0, 255).astype(np.uint8))
