"""Files for benchmarks: many different pages, quickly made."""

from pathlib import Path

import numpy as np

from sample_data import fonts
from sample_data.draw import pdf, vector
from sample_data.draw.press import Press
from sample_data.draw.scanning import Handling
from sample_data.draw.sheet import Sheet
from sample_data.pages import LAYOUTS, sheet_of
from sample_data.paperwork import expose

_SEED = 40_000
_LAYOUTS = tuple(name for name in LAYOUTS if name != "blank")
_TYPED = tuple(name for name in _LAYOUTS if name not in {"photos", "site_photos"})
"""Layouts that are digital when printed to PDF: pages of photos come out mixed."""
_QUALITY = 75


def make_scans(out: Path, pages: int, dpi: int = 200, *, skip: int = 0) -> None:
    """Write a PDF of so many different colour A4 scans (JPEG), past ``skip`` others."""
    group = fonts.TEST
    fonts.require(group)
    leaves = []
    for number, sheet in enumerate(_sheets(_LAYOUTS, skip + pages)[skip:], start=skip):
        press = Press(dpi, group, np.random.default_rng([_SEED, number]))
        shot = expose(sheet, "scan", Handling(), press=press)
        leaves.append(
            pdf.PictureLeaf(shot.pixels, sheet.width, sheet.height, quality=_QUALITY)
        )
    out.write_bytes(pdf.of_pictures(leaves))


def make_digital(out: Path, pages: int) -> None:
    """Write a PDF of so many different digital pages."""
    fonts.require(fonts.TEST)
    rng = np.random.default_rng(_SEED)
    out.write_bytes(vector.print_sheets(_sheets(_TYPED, pages), fonts.TEST, rng))


def _sheets(layouts: tuple[str, ...], pages: int) -> list[Sheet]:
    """Go through the layouts, with another company on each round."""
    count = len(layouts)
    return [
        sheet_of(layouts[number % count], _SEED + number // count, "test")
        for number in range(pages)
    ]
