"""The ink of a page, found once and shared by the probes of the sheet.

Paper brightness, contrast against it, and the ink sorted into letters and rules. All of
it is relative to the paper and to the size of the text, so that resolution, exposure
and tint do not matter.
"""

import threading
import weakref
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.model.page import PageView, Pixels
from checker.probes._sheet_pictures import find_pictures
from checker.probes._sheet_pieces import LETTER, PICTURE, sort_pieces

LONG_SIDE_PX = 1170
"""Pixels along the longer side of the working raster: A4 at 100 dpi."""

_HEAVY_GRAIN = 0.06
"""Grain whose sigma is this share of the paper's brightness can hide ordinary text."""

_PAPER_SHRINK = 4
_PAPER_REACH_PX = 11
"""Paper is the brightest within 44 px (11 mm) of each place: more than the thickest
stroke of a 44 pt title, less than the shadow of a page's fold."""

_DARKEST_PAPER = 8
"""Nothing can be told from less light than this, in grey levels of 255."""

_INK_SHARE = 0.42
"""Ink is darker than this share of the darkest ink nearby (edges of strokes stay half
in). Source: own measured set, tests/makers.py, 64 pages: 0.35 joins lines in copies,
0.5 breaks hair strokes of Song faces."""

_LEAST_CONTRAST = 0.045
"""Below it nothing is ink: a reader finds 4 to 5 per cent hard to see (engines, 2d)."""

_NOISE_FACTOR = 5.5
"""Grain reaches 4.5 sigma about once in 150 000 pixels, and the paper, being the
brightest nearby, lies about one sigma above its own middle."""

_COARSE_GRAIN = 4.0
"""From this sigma on (grey levels) the page is smoothed before ink is looked for."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Ink:
    """What is on a page; pixels are those of the working raster.

    ``contrast``: darkness against the paper, 0 to 255. ``classes``: a class for each
    pixel, 0 for paper. ``boxes``: (x, y, width, height, area, class) of each piece of
    ink. ``bare``: where no picture lies, in cells of 4 px. ``em_px``: size of the text;
    0 where there is none. ``grain``: sigma of the noise in grey levels.
    """

    dpi: float
    grey: Pixels
    paper: Pixels
    contrast: Pixels
    classes: Pixels
    boxes: NDArray[np.int32]
    bare: NDArray[np.bool_]
    em_px: float
    grain: float

    @property
    def letters(self) -> NDArray[np.int32]:
        """The boxes of the letters alone."""
        chosen: NDArray[np.int32] = self.boxes[self.boxes[:, 5] == LETTER]
        return chosen


class _Last(threading.local):
    """The page looked at last in this thread; probes of one page run in a row."""

    raster: "weakref.ref[Pixels] | None" = None
    dpi: float = 0.0
    ink: Ink | None = None


_last = _Last()


def find_ink(view: PageView) -> Ink:
    """Return the ink of a page; computed once for all probes of that page.

    Runs in: a worker. Cost: about 9 CPU ms for A4.
    """
    raster = view.pixels(view.raster_dpi)
    known = _last.raster() if _last.raster is not None else None
    if _last.ink is None or known is not raster or _last.dpi != view.raster_dpi:
        _last.ink = _measure(view)
        _last.raster = weakref.ref(raster)
        _last.dpi = view.raster_dpi
    return _last.ink


def is_grainy(ink: Ink) -> bool:
    """Say whether the grain is so strong that it can hide ordinary text."""
    return ink.grain > _HEAVY_GRAIN * max(8.0, float(np.median(ink.paper[::8, ::8])))


def darker_share(ink: Ink, level: int) -> float:
    """Return the share of the letters' ink with at least this contrast; 0 if none."""
    letters = ink.classes == LETTER
    dark = letters & (ink.contrast >= level)
    return int(np.count_nonzero(dark)) / max(1, int(np.count_nonzero(letters)))


def working_dpi(view: PageView) -> float:
    """Return the resolution whose longer side is about ``LONG_SIDE_PX``."""
    long_side_px = max(view.width_pt, view.height_pt) * view.raster_dpi / 72
    wanted = view.raster_dpi * min(1.0, LONG_SIDE_PX / max(1.0, long_side_px))
    return 100.0 if abs(wanted - 100) < 2 else wanted  # noqa: PLR2004


def _measure(view: PageView) -> Ink:
    dpi = working_dpi(view)
    grey = view.grey(dpi)
    cells = _reduce(grey)
    paper = _find_paper(grey, cells)
    contrast = _contrast(grey, paper)
    grain = _grain(grey)
    mask = _darker_than_around(contrast, paper, grain)
    pictures = find_pictures(cells)
    classes, boxes, em_px = sort_pieces(mask, paper, pictures)
    known = bool((boxes[:, 5] == PICTURE).any())
    bare = ~pictures.astype(np.bool_) if known else np.ones(cells.shape, np.bool_)
    return Ink(dpi, grey, paper, contrast, classes, boxes, bare, em_px, grain)


def _reduce(grey: Pixels) -> Pixels:
    import cv2

    height, width = grey.shape
    step = _PAPER_SHRINK
    small_size = (max(2, width // step), max(2, height // step))
    # Whole multiples are reduced four times as fast.
    even = grey[: height // step * step or height, : width // step * step or width]
    return _u8(cv2.resize(even, small_size, interpolation=cv2.INTER_AREA))


def _find_paper(grey: Pixels, cells: Pixels) -> Pixels:
    import cv2

    height, width = grey.shape
    kernel = np.ones((_PAPER_REACH_PX, _PAPER_REACH_PX), np.uint8)
    bright = cv2.dilate(cv2.medianBlur(cells, 3), kernel)
    smooth = np.maximum(
        _u8(cv2.blur(bright, (_PAPER_REACH_PX, _PAPER_REACH_PX))), _DARKEST_PAPER
    )
    return _u8(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR))


def _contrast(grey: Pixels, paper: Pixels) -> Pixels:
    import cv2

    lit = cv2.divide(grey, paper, scale=255.0)
    return _u8(cv2.bitwise_not(lit))


def _grain(grey: Pixels) -> float:
    """Return the sigma of the page's noise in grey levels."""
    import cv2

    rows = grey[3::7]
    steps = _u8(cv2.absdiff(rows[:, 1:], rows[:, :-1]))
    counts = np.bincount(steps.ravel(), minlength=256)
    below = np.cumsum(counts) / max(1, counts.sum())
    middle = int(np.searchsorted(below, 0.5))
    before = float(below[middle - 1]) if middle else 0.0
    share = (0.5 - before) / max(1e-9, float(below[middle]) - before)
    # The median of |a - b| of Gaussian noise is 0.954 sigma; integers spread evenly
    # over one level, so the median is interpolated within its level.
    return max(0.0, middle - 0.5 + share) / 0.954


def _darker_than_around(contrast: Pixels, paper: Pixels, grain: float) -> Pixels:
    import cv2

    if grain > _COARSE_GRAIN:
        contrast = _u8(cv2.GaussianBlur(contrast, (3, 3), 0))
        grain /= 2
    step = _PAPER_SHRINK
    near = cv2.dilate(contrast, np.ones((step + 1, step + 1), np.uint8))[::step, ::step]
    around = cv2.blur(cv2.dilate(near, np.ones((13, 13), np.uint8)), (9, 9))
    paper_here = paper[::step, ::step].astype(np.float32)
    least = np.maximum(_LEAST_CONTRAST, _NOISE_FACTOR * grain / paper_here) * 255
    level = np.maximum(around * _INK_SHARE, least).clip(0, 255).astype(np.uint8)
    height, width = contrast.shape
    limit = cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR)
    return _u8(cv2.compare(contrast, limit, cv2.CMP_GT))


def _u8(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
