"""Lines of text: their lean, their axis, and strips cut from them.

An axis is 0 where lines run across the page as displayed (turn 0 or 180) and 1 where
they run along its height (turn 90 or 270).
"""

import math
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from checker.model.page import PageView, Pixels
from checker.probes._sheet_ink import Ink
from checker.probes._sheet_lean import find_lean
from checker.probes._sheet_pieces import LETTER, SPECK, find_pieces

Floats = NDArray[np.float64]

STRIP_HEIGHT_PX = 48
"""Height of a strip: what the text recognisers of PP-OCR take."""

_GAP_EM = 0.55
_USUAL_DEG = 13.0
_STEEP_DEG = 10.0
"""Lines that lean by more than the first count less, by a factor e for the second."""

_MOST_STEP = 1.6
"""Source pixels to one pixel of a strip, above which sampling would alias."""

_SMALL_EM_PX = 10.0
"""Lines are found on a mask reduced so that letters are 10 px high: a closing of a few
pixels then bridges the gap between letters."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines along one axis.

    ``angle_deg``: their lean, clockwise positive. ``energy``: how sharply the ink falls
    into lines at that angle against the average angle. ``boxes``: (x0, y0, x1, y1) of
    each line in the page turned to ``axis`` and straightened, working pixels.
    ``to_page``: 2 x 3 matrix from there back to the working raster.
    ``length``: sum over lines of (length / em) ** 1.5, less if they lean steeply.
    """

    axis: int
    angle_deg: float
    energy: float
    boxes: Floats
    to_page: Floats
    em_px: float
    length: float


_known: "WeakKeyDictionary[Ink, dict[int, Lines]]" = WeakKeyDictionary()


def lines_along(ink: Ink, axis: int) -> Lines:
    """Return the lines of text along an axis, found once for each page's ink."""
    kept = _known.setdefault(ink, {})
    if axis not in kept:
        kept[axis] = find_lines(ink, axis)
    return kept[axis]


def find_lines(ink: Ink, axis: int) -> Lines:
    """Return the lines of text along an axis. Cost: about 4 CPU ms."""
    angle_deg, energy = find_lean(ink, axis)
    to_page = _to_page(ink, axis, angle_deg)
    boxes = _line_boxes(ink, to_page)
    if boxes.shape[0] == 0:
        return Lines(axis, angle_deg, energy, boxes, to_page, ink.em_px, 0.0)
    spans = boxes[:, 2] - boxes[:, 0]
    heights = boxes[:, 3] - boxes[:, 1]
    em_px = float(np.median(np.repeat(heights, np.maximum(1, spans // 10).astype(int))))
    length = float(np.sum((spans / max(1.0, ink.em_px)) ** 1.5))
    length *= math.exp(-max(0.0, abs(angle_deg) - _USUAL_DEG) / _STEEP_DEG)
    return Lines(axis, angle_deg, energy, boxes, to_page, em_px, length)


def _to_page(ink: Ink, axis: int, angle_deg: float) -> Floats:
    """Return the matrix from the straightened, turned page to the working raster."""
    height, width = ink.grey.shape
    turn = math.radians(angle_deg + 90 * axis)
    cos, sin = math.cos(turn), math.sin(turn)
    across = np.array([[cos, -sin], [sin, cos]])
    corners = np.array([(0, 0), (width, 0), (0, height), (width, height)]) @ across
    shift = across @ corners.min(axis=0)
    return np.concatenate([across, shift[:, None]], axis=1)


def _straight_size(ink: Ink, to_page: Floats) -> tuple[float, float]:
    height, width = ink.grey.shape
    corners = np.array([(0, 0), (width, 0), (0, height), (width, height)])
    place = (corners - to_page[:, 2]) @ to_page[:, :2]
    return float(np.ptp(place[:, 0])), float(np.ptp(place[:, 1]))


def _line_boxes(ink: Ink, to_page: Floats) -> Floats:
    import cv2

    em = max(5.0, ink.em_px)
    scale = min(1.0, _SMALL_EM_PX / em)
    width, height = _straight_size(ink, to_page)
    size = (max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale)))
    # Dots belong in: a comma closes the gap between the digits beside it.
    shown = np.zeros(256, np.uint8)
    shown[[LETTER, SPECK]] = 255
    letters = cv2.LUT(ink.classes, shown)
    small = to_page.copy()
    small[:, :2] /= scale
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    straight = cv2.warpAffine(letters, small, size, flags=flags)
    mask = cv2.threshold(straight, 90, 255, cv2.THRESH_BINARY)[1]
    gap = max(2, round(_GAP_EM * em * scale))
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, gap + 1), np.uint8))
    found = find_pieces(_u8(joined))[1][1:, :4].astype(np.float64) / scale
    tall, long = found[:, 3], found[:, 2]
    fits = (tall >= 0.4 * em) & (tall <= 2.4 * em) & (long >= 1.5 * tall)
    lines = fits & (long >= 1.8 * em)
    x, y, w, h = found[lines if lines.any() else fits].T
    return np.stack([x, y, x + w, y + h], axis=1)


def cut_strips(view: PageView, ink: Ink, lines: Lines, *, count: int) -> list[Pixels]:
    """Return up to ``count`` grey strips of lines, spread over the page.

    Each is 48 px high, at most 480 px wide; the text in it runs to the right when the
    page is turned by 0 (axis 0) or 90 degrees (axis 1).
    """
    import cv2

    full = view.pixels(view.raster_dpi)
    zoom = view.raster_dpi / ink.dpi
    strips = []
    for x0, y0, x1, y1 in _choose(lines, count):
        scale = (y1 - y0) * 1.25 / STRIP_HEIGHT_PX
        width_px = int(min(480, max(32, (x1 - x0) / scale + 10)))
        matrix = np.empty((2, 3))
        matrix[:, :2] = lines.to_page[:, :2] * scale
        corner = np.array([x0 - 5 * scale, y0 - (y1 - y0) * 0.125])
        matrix[:, 2] = lines.to_page[:, :2] @ corner + lines.to_page[:, 2]
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        size = (width_px, STRIP_HEIGHT_PX)
        # Large text is taken from the reduced page, or it would alias.
        large = scale * zoom > _MOST_STEP
        source, place = (ink.grey, matrix) if large else (full, matrix * zoom)
        strip = cv2.warpAffine(
            source, place, size, flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        # Six strips in grey cost a tenth of the whole page in grey.
        strips.append(_u8(strip if large else cv2.cvtColor(strip, cv2.COLOR_RGB2GRAY)))
    return strips


def strips_as_rgb(strips: list[Pixels]) -> list[Pixels]:
    """Return grey strips in RGB, as readers take them."""
    return [np.ascontiguousarray(np.repeat(s[..., None], 3, axis=2)) for s in strips]


def _choose(lines: Lines, count: int) -> Floats:
    """Return the longest line of each of ``count`` bands of the page, then others."""
    boxes = lines.boxes
    if boxes.shape[0] <= count:
        return boxes
    spans = np.minimum(boxes[:, 2] - boxes[:, 0], 12 * max(1.0, lines.em_px))
    order = np.argsort(boxes[:, 1], kind="stable")
    bands = np.array_split(order, count)
    picked = [band[np.argmax(spans[band])] for band in bands]
    return boxes[picked]


def _u8(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
