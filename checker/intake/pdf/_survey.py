"""What is drawn on a page: pictures and where they lie, text and lines by number."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from checker.model.geometry import PT_PER_INCH, Box

_MAX_OBJECTS = 20_000
_MAX_DEPTH = 6
_MAX_PIXELS = 200_000_000
"""Source: an A0 sheet in colour at 300 dpi has 139 megapixels."""

_MAX_PIXELS_A_PAGE = 600_000_000
_GRID = 50
_COVERS_SHARE = 0.85
_MANY_PATHS = 300
_PATHS_A_TEXT = 50
_INVISIBLE_MODES = frozenset({3, 7})
"""Source: ISO 32000-1, table 106: neither filled nor stroked."""

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Placing:
    """How user space lies on the page as displayed.

    ``turn`` counts quarter turns clockwise; ``unit`` is the size of /UserUnit.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int
    unit: float
    width_pt: float
    height_pt: float

    def box(self, corners: tuple[float, float, float, float]) -> Box:
        """Return (left, bottom, right, top) in user space as a box as displayed."""
        x0, y0, x1, y1 = corners
        if self.turn == 1:
            box = Box(
                y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
            )
        elif self.turn == 2:  # noqa: PLR2004
            box = Box(
                self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
            )
        elif self.turn == 3:  # noqa: PLR2004
            box = Box(self.top - y1, self.right - x1, self.top - y0, self.right - x0)
        else:
            box = Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        return box.scaled(self.unit)


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """One picture: its handle, its size in px, where it lies, its resolution.

    ``is_plain``: upright in user space, unclipped, opaque.
    """

    handle: object
    width_px: int
    height_px: int
    box: Box
    dpi: float
    share: float
    is_plain: bool


@dataclass(slots=True)
class Survey:
    """All that a page draws, by number; pictures with their places.

    ``covered_share`` is the part (0 to 1) of the page under pictures. Text that a
    page-filling picture hides counts as invisible. ``is_too_large``: a picture has more
    pixels than any sheet needs.
    """

    images: list[PlacedImage] = field(default_factory=list)
    visible_texts: int = 0
    invisible_texts: int = 0
    paths: int = 0
    covered_share: float = 0.0
    is_too_large: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn, text that cannot be seen left aside."""
        return not (self.images or self.visible_texts or self.paths)

    @property
    def has_text(self) -> bool:
        """Whether there is a text layer at all."""
        return bool(self.visible_texts or self.invisible_texts)

    @property
    def is_outlined(self) -> bool:
        """Whether most letters seem to be drawn as curves, out of the layer's reach."""
        drawn = self.paths > _MANY_PATHS
        return drawn and self.visible_texts * _PATHS_A_TEXT < self.paths


def survey_page(page: object, placing: Placing) -> Survey:
    """Count what a page draws and place its pictures; at most 20,000 objects."""
    survey = Survey()
    grid: NDArray[np.bool_] = np.zeros((_GRID, _GRID), dtype=np.bool_)
    pixels = 0
    for kind, handle, matrix in _walk(page):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle)
            if mode in _INVISIBLE_MODES:
                survey.invisible_texts += 1
            else:
                survey.visible_texts += 1
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            image = _place(handle, matrix, placing)
            if image is None:
                continue
            pixels += image.width_px * image.height_px
            survey.is_too_large |= image.width_px * image.height_px > _MAX_PIXELS
            survey.images.append(image)
            _mark(grid, image.box, placing)
            if image.share >= _COVERS_SHARE:
                survey.invisible_texts += survey.visible_texts
                survey.visible_texts = 0
        else:
            survey.paths += 1
    survey.is_too_large |= pixels > _MAX_PIXELS_A_PAGE
    survey.covered_share = float(grid.mean())
    return survey


def _walk(page: object) -> Iterator[tuple[int, object, Matrix]]:
    """Yield (type, handle, matrix of the surrounding forms), in drawing order."""
    waiting: list[tuple[object, Matrix, int]] = [
        (pdfium_c.FPDFPage_GetObject(page, index), _SAME, 0)
        for index in reversed(
            range(min(pdfium_c.FPDFPage_CountObjects(page), _MAX_OBJECTS))
        )
    ]
    seen = 0
    while waiting and seen < _MAX_OBJECTS:
        handle, matrix, depth = waiting.pop()
        seen += 1
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield kind, handle, matrix
        elif depth < _MAX_DEPTH:
            inner = _multiply(_matrix_of(handle), matrix)
            count = min(pdfium_c.FPDFFormObj_CountObjects(handle), _MAX_OBJECTS)
            waiting.extend(
                (pdfium_c.FPDFFormObj_GetObject(handle, index), inner, depth + 1)
                for index in reversed(range(count))
            )


def _matrix_of(handle: object) -> Matrix:
    found = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, ctypes.byref(found)):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _place(handle: object, outer: Matrix, placing: Placing) -> PlacedImage | None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium_c.FPDFImageObj_GetImagePixelSize(
        handle, ctypes.byref(width), ctypes.byref(height)
    ):
        return None
    a, b, c, d, e, f = _multiply(_matrix_of(handle), outer)
    xs = (e, e + a, e + c, e + a + c)
    ys = (f, f + b, f + d, f + b + d)
    sides_pt = math.hypot(a, b) * placing.unit, math.hypot(c, d) * placing.unit
    if not all(map(math.isfinite, (*xs, *ys))) or min(sides_pt) <= 0:
        return None
    box = placing.box((min(xs), min(ys), max(xs), max(ys)))
    dpi = min(width.value / sides_pt[0], height.value / sides_pt[1]) * PT_PER_INCH
    page = Box(0, 0, placing.width_pt, placing.height_pt)
    is_upright = a > 0 and d > 0 and b == c == 0
    return PlacedImage(
        handle,
        width.value,
        height.value,
        box,
        dpi,
        share=page.overlap_share(box),
        is_plain=is_upright and _is_whole(handle),
    )


def _is_whole(handle: object) -> bool:
    clip = pdfium_c.FPDFPageObj_GetClipPath(handle)
    is_clipped = bool(clip) and pdfium_c.FPDFClipPath_CountPaths(clip) > 0
    return not is_clipped and not pdfium_c.FPDFPageObj_HasTransparency(handle)


def _mark(grid: NDArray[np.bool_], box: Box, placing: Placing) -> None:
    x0, y0, x1, y1 = box.as_fractions(placing.width_pt, placing.height_pt)
    rows = slice(round(y0 * _GRID), round(y1 * _GRID))
    grid[rows, round(x0 * _GRID) : round(x1 * _GRID)] = True
