"""Where photographs lie on a page: upright or leaning rectangles that are no text."""

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels
from checker.probes._sheet_pieces import find_pieces

_PAPER_SHARES = (0.94, 0.88, 0.82)
"""Pictures are darker than such a share of the paper nearly everywhere; where shade
falls on the paper beside them, of a lower share, or paper and picture are one."""

_LIGHT_SHARE = 0.7
"""What is darker than this share of the brightest paper is no paper but a picture or a
desk: a phone's own shadow takes a third of the light at most."""

_TEXT_CELLS = 5
"""Text, rules and their gaps are narrower than 5 cells of 4 px (5 mm at 100 dpi)."""

_LEAST_SHARE = 0.015
"""Smaller than a passport photograph (35 x 45 mm are 2.5 per cent of A4): no matter."""

_FILL_SHARE = 0.88
_DENTED_SHARE, _HULL_SHARE = 0.78, 0.93
_SOLID_SHARE = 0.6
"""What a picture covers of the rectangle about it (an ellipse, as of a palm or a spot
of glare, 0.785), and how much of it may be white. Where the sky or a white board in it
reaches its edge, less; then what is stretched about it covers the rectangle."""

_EDGE_CELLS = 2
_BEYOND_CELLS = 8
_EDGE_LEVELS = 6
_EDGE_STEP = 0.35
_EDGE_SHARE = 0.7
"""Along 70 per cent of a picture's edge the brightness falls within 4 cells by 6 grey
levels and by a third of its whole depth below what is brightest within 8 mm of it;
shadows end more softly. Chosen by hand on drawn photo pages and text pages under
shadows with soft edges of 0.5 to 7 mm."""

_LEAST_SPREAD = 3.0
_FIELD_BAND = 0.025
_FIELD_SHARE = 0.6
"""A patch without shades is a blot or a field of colour, not a picture; so is one of
which 60 per cent differ by less than 2.5 per cent. Chosen by hand on the same pages."""


def find_pictures(cells: Pixels) -> Pixels:
    """Return where pictures lie: 1 there, 0 elsewhere.

    Args:
        cells: the page in grey, reduced to cells of 4 px of the working raster.

    Cost: about 2 CPU ms.
    """
    light = _light(cells)
    found = np.zeros_like(cells)
    for share in _PAPER_SHARES:
        found |= _darker_pictures(cells, share * light)
    return found


def _darker_pictures(cells: Pixels, limit: NDArray[np.float64]) -> Pixels:
    """Return where pictures lie that are darker than a limit throughout."""
    import cv2

    found = np.zeros_like(cells)
    dark = np.asarray(cells < limit, dtype=np.uint8)
    kernel = np.ones((_TEXT_CELLS, _TEXT_CELLS), np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
    labels, stats = find_pieces(_u8(solid))
    for label, (x, y, width, height, area) in enumerate(stats.tolist()):
        ends = (x + width < cells.shape[1]) and (y + height < cells.shape[0])
        # Label 0 is the paper between all pieces; what reaches the border is the desk.
        is_inside = label > 0 and min(x, y) > 0 and ends
        if not is_inside or area < _LEAST_SHARE * cells.size:
            continue
        patch = _filled(_u8(labels == label))
        if patch is not None and _is_picture(cells, patch):
            found |= patch
    return found


def _filled(patch: Pixels) -> Pixels | None:
    """Return a patch with its holes and dents filled, or None: no full rectangle."""
    import cv2

    outlines, _ = cv2.findContours(patch, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    (_, (width, height), _) = cv2.minAreaRect(outlines[0])
    filled = _drawn(outlines[0], patch)
    whole = cv2.countNonZero(filled)
    if whole < _FILL_SHARE * width * height:
        if whole < _DENTED_SHARE * width * height:
            return None
        filled = _drawn(cv2.convexHull(outlines[0]), patch)
        whole = cv2.countNonZero(filled)
        if whole < _HULL_SHARE * width * height:
            return None
    return filled if cv2.countNonZero(patch) >= _SOLID_SHARE * whole else None


def _drawn(outline: object, patch: Pixels) -> Pixels:
    import cv2

    shape = np.zeros_like(patch)
    cv2.drawContours(shape, [np.asarray(outline, np.int32)], 0, 1, cv2.FILLED)
    return shape


def _light(cells: Pixels) -> NDArray[np.float64]:
    """Return the brightness of the paper, as a plane through its brightest parts."""
    import cv2

    side = 16
    size = (max(1, cells.shape[1] // side), max(1, cells.shape[0] // side))
    bright = cv2.dilate(cells, np.ones((side // 2, side // 2), np.uint8))
    blocks = np.asarray(cv2.resize(bright, size, interpolation=cv2.INTER_AREA))
    y, x = np.mgrid[: size[1], : size[0]]
    lit = blocks >= _LIGHT_SHARE * np.percentile(blocks, 95)
    places = np.stack([x[lit], y[lit], np.ones(int(lit.sum()))], axis=1)
    plane = np.linalg.lstsq(places, blocks[lit].astype(np.float64), rcond=None)[0]
    rows = (np.arange(cells.shape[0])[:, None] + 0.5) * size[1] / cells.shape[0] - 0.5
    columns = (np.arange(cells.shape[1])[None] + 0.5) * size[0] / cells.shape[1] - 0.5
    return np.asarray(columns * plane[0] + rows * plane[1] + plane[2])


def _is_picture(cells: Pixels, patch: Pixels) -> bool:
    inside = cells[patch > 0].astype(np.float32)
    middle = float(np.median(inside))
    even = float(np.mean(np.abs(inside - middle) <= _FIELD_BAND * middle))
    if float(inside.std()) < _LEAST_SPREAD or even > _FIELD_SHARE:
        return False
    return _has_sharp_edges(cells, patch)


def _has_sharp_edges(cells: Pixels, patch: Pixels) -> bool:
    """Return whether the brightness steps down along most of a patch's edge."""
    import cv2

    reach = np.ones((2 * _EDGE_CELLS + 1, 2 * _EDGE_CELLS + 1), np.uint8)
    # The brightest and the darkest near each cell of the edge itself.
    edge = patch - cv2.erode(patch, np.ones((3, 3), np.uint8))
    high = cv2.dilate(cells, reach)[edge > 0].astype(np.int16)
    low = cv2.erode(cells, reach)[edge > 0].astype(np.int16)
    beyond = np.ones((2 * _BEYOND_CELLS + 1, 2 * _BEYOND_CELLS + 1), np.uint8)
    paper = float(np.median(cv2.dilate(cells, beyond)[edge > 0]))
    depth = paper - float(np.median(cells[patch > 0]))
    least = max(_EDGE_LEVELS, _EDGE_STEP * depth)
    return float(np.mean(high - low >= least)) >= _EDGE_SHARE


def _u8(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
