"""From drafts to files: draws, scans, binds, and says what is true of each page."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sample_data.draw import pdf, raster, vector
from sample_data.draw.press import Press
from sample_data.draw.scanning import Capture, Handling, Matrix, Medium, capture, turned
from sample_data.draw.sheet import Sheet, Stamp
from sample_data.draw.wear import WEAR, dark_edges
from sample_data.fonts import FontGroup

Label = dict[str, object]
"""What is true of one page; plain values for YAML."""

_DPI: dict[Medium, int] = {
    "digital": 150,
    "scan": 150,
    "grey": 150,
    "bilevel": 200,
    "photo": 150,
}
_QUALITY = {"scan": 45, "grey": 45, "photo": 52}
_UNREADABLE_BLUR_MM = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One file to be made; ``dpi`` and ``quality`` (of JPEG) None: as usual.

    ``handling`` by page number from 1, for pages that went wrong. ``password``: the
    file is locked with it. ``bare_picture``: a JPEG that only claims to be a PDF.
    """

    path: str
    sheets: Sequence[Sheet]
    medium: Medium = "scan"
    handling: Mapping[int, Handling] = field(default_factory=dict)
    dpi: int | None = None
    quality: int | None = None
    password: str = ""
    bare_picture: bool = False

    def handled(self, page_no: int, handling: Handling) -> "Draft":
        """Return the draft with one page handled in that way."""
        return replace(self, handling={**self.handling, page_no: handling})


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A file's bytes and what is true of its pages."""

    data: bytes
    labels: list[Label]


def make(draft: Draft, group: FontGroup, seed: int) -> Made:
    """Draw a draft; the same draft, fonts and seed give the same bytes."""
    salt = zlib.crc32(draft.path.encode())
    if draft.medium == "digital" and not draft.bare_picture:
        rng = np.random.default_rng([seed, salt])
        data = vector.print_sheets(draft.sheets, group, rng)
        labels = [_digital_label(sheet) for sheet in draft.sheets]
    else:
        leaves, labels = [], []
        for number, sheet in enumerate(draft.sheets, 1):
            rng = np.random.default_rng([seed, salt, number])
            handling = draft.handling.get(number, Handling())
            dpi = draft.dpi or _DPI[draft.medium]
            press = Press(dpi, group, rng)
            shot = expose(sheet, draft.medium, handling, press=press)
            leaf = _leaf(sheet, shot, draft.medium, handling=handling)
            leaves.append(replace(leaf, quality=draft.quality or leaf.quality))
            how = Exposure(draft.medium, dpi, handling)
            labels.append(label(sheet, shot, how))
        if draft.bare_picture:
            return Made(pdf.jpeg(leaves[0].pixels, leaves[0].quality), [])
        data = pdf.of_pictures(leaves)
    for number, page in enumerate(labels, 1):
        page["page"] = number
    if draft.password:
        return Made(pdf.locked(data, draft.password), [])
    return Made(data, [{"page": page.pop("page"), **page} for page in labels])


def expose(
    sheet: Sheet, medium: Medium, handling: Handling, *, press: Press
) -> Capture:
    """Print a sheet and take its picture, turned as it lies before the reader."""
    printed = raster.paint(sheet, press)
    for name in handling.wear:
        printed = WEAR[name](printed, press.scale, press.rng)
    shot = capture(printed, medium, handling, rng=press.rng)
    if handling.edges:
        shot = replace(shot, pixels=dark_edges(shot.pixels, press.rng))
    return turned(shot, handling.turn_deg)


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a picture came about."""

    medium: Medium
    dpi: float
    handling: Handling


def label(sheet: Sheet, shot: Capture, how: Exposure) -> Label:
    """Say what is true of a pictured page, as displayed."""
    medium, dpi, handling = how.medium, how.dpi, how.handling
    blank = not sheet.marks
    colour = {"grey": "grey", "bilevel": "bilevel"}.get(medium, "colour")
    scale = dpi / 25.4
    seals = [_seal(stamp, shot, scale) for stamp in sheet.stamps]
    return {
        "layout": sheet.layout,
        "medium": medium,
        "content": "digital" if medium == "digital" else "scan",
        "colour": None if medium == "digital" else colour,
        "dpi": None if medium == "digital" else dpi,
        "blank": blank,
        "turn_deg": None if blank else handling.turn_deg,
        "skew_deg": None if blank else shot.skew_deg,
        "legible": handling.blur_mm < _UNREADABLE_BLUR_MM,
        "seals": seals,
        "red_header": _header(sheet, shot, scale, in_red=colour == "colour"),
        **_words(sheet),
    }


def _digital_label(sheet: Sheet) -> Label:
    size = (round(sheet.height * 10), round(sheet.width * 10))
    blank = np.broadcast_to(np.uint8(255), size)
    shot = Capture(blank, np.eye(3), 0.0)
    return label(sheet, shot, Exposure("digital", 254, Handling()))


def _words(sheet: Sheet) -> Label:
    return {
        "days": sorted(sheet.days),
        "years": sorted({int(day[:4]) for day in sheet.days}),
        "keywords": list(dict.fromkeys(sheet.keywords)),
    }


def _leaf(
    sheet: Sheet, shot: Capture, medium: Medium, *, handling: Handling
) -> pdf.PictureLeaf:
    shown_on_side = handling.turn_deg % 180 == 90  # noqa: PLR2004 - right angles
    width, height = (
        (sheet.height, sheet.width) if shown_on_side else (sheet.width, sheet.height)
    )
    leaf = pdf.PictureLeaf(
        *(shot.pixels, width, height),
        quality=_QUALITY.get(medium, 60),
        bilevel=medium == "bilevel",
    )
    if not handling.turned_back:
        return leaf
    lying = np.ascontiguousarray(np.rot90(shot.pixels))
    return replace(leaf, pixels=lying, width_mm=height, height_mm=width, rotate=90)


def _seal(stamp: Stamp, shot: Capture, scale: float) -> Label:
    seal = stamp.seal
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    corner = 1.0 if seal.shape != "square" else 1.2
    rim = np.stack(
        [
            stamp.x + seal.width / 2 * np.clip(corner * np.cos(angles), -1, 1),
            stamp.y + seal.height / 2 * np.clip(corner * np.sin(angles), -1, 1),
        ],
        axis=1,
    )
    return {
        "box": _box(rim * scale, shot),
        "shape": seal.shape,
        "colour": seal.colour,
        "size_mm": [seal.width, seal.height],
        "name": seal.ring,
    }


def _header(sheet: Sheet, shot: Capture, scale: float, *, in_red: bool) -> Label:
    if sheet.header is None:
        return {"present": False}
    x0, y0, x1, y1 = sheet.header
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) * scale
    box = _box(corners, shot)
    return {"present": True, "in_red": in_red, "box": box}


def _box(points: Matrix, shot: Capture) -> list[float]:
    height, width = shot.pixels.shape[:2]
    solid = np.column_stack([points, np.ones(len(points))]) @ shot.matrix.T
    flat = solid[:, :2] / solid[:, 2:] / (width, height)
    low, high = np.clip(flat.min(0), 0, 1), np.clip(flat.max(0), 0, 1)
    return [round(float(value), 4) for value in (*low, *high)]
