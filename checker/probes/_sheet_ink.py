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
from checker.probes._sheet_pieces import find_pieces

LONG_SIDE_PX = 1170
"""Pixels along the longer side of the working raster: A4 at 100 dpi."""

LETTER = 1
RULE = 2
SPECK = 3
BULK = 4
EDGE = 5
FRAME = 6
"""Classes of ink: a letter or a row of joined letters, a rule or frame, a dot too small
to read, a thing too large for a letter (picture, seal, blot), what hangs on the page's
border (scanner shadow, desk), and large outlines (frames of tables, rings)."""

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

_LEAST_LETTER_PX = 5
"""Pieces below that are dots, strokes of letters, or grain."""

_LEAST_CONTRAST = 0.045
"""Below it nothing is ink: a reader finds 4 to 5 per cent hard to see (engines, 2d)."""

_NOISE_FACTOR = 5.5
"""Grain reaches 4.5 sigma about once in 150 000 pixels, and the paper, being the
brightest nearby, lies about one sigma above its own middle."""

_COARSE_GRAIN = 4.0
"""From this sigma on (grey levels) the page is smoothed before ink is looked for."""

_PICTURE_SHARE = 0.82
_SAFE_LETTERS = 16
_SAFE_SHARE = 0.1
"""Ground darker than 0.82 of the paper is a photograph, a coloured field or a shadow;
16 letters and a tenth of all on bright ground are enough to judge the sheet by. Source:
photo pages of sample_data/papers/records.py and site.py, where skies reach 0.78."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Ink:
    """What is on a page; pixels are those of the working raster.

    ``contrast``: darkness against the paper, 0 to 255. ``classes``: a class for each
    pixel, 0 for paper. ``boxes``: (x, y, width, height, area, class) of each piece of
    ink. ``em_px``: size of the text; 0 where there is none. ``grain``: sigma of the
    noise in grey levels.
    """

    dpi: float
    grey: Pixels
    paper: Pixels
    contrast: Pixels
    classes: Pixels
    boxes: NDArray[np.int32]
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

    Runs in: a worker. Cost: about 15 CPU ms for A4.
    """
    raster = view.pixels(view.raster_dpi)
    known = _last.raster() if _last.raster is not None else None
    if _last.ink is None or known is not raster or _last.dpi != view.raster_dpi:
        _last.ink = _measure(view)
        _last.raster = weakref.ref(raster)
        _last.dpi = view.raster_dpi
    return _last.ink


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
    paper = _find_paper(grey)
    contrast = _contrast(grey, paper)
    grain = _grain(grey)
    mask = _darker_than_around(contrast, paper, grain)
    classes, boxes, em_px = _sort(mask, paper)
    return Ink(dpi, grey, paper, contrast, classes, boxes, em_px, grain)


def _find_paper(grey: Pixels) -> Pixels:
    import cv2

    height, width = grey.shape
    step = _PAPER_SHRINK
    small_size = (max(2, width // step), max(2, height // step))
    # Whole multiples are reduced four times as fast.
    even = grey[: height // step * step or height, : width // step * step or width]
    small = cv2.resize(even, small_size, interpolation=cv2.INTER_AREA)
    kernel = np.ones((_PAPER_REACH_PX, _PAPER_REACH_PX), np.uint8)
    bright = cv2.dilate(cv2.medianBlur(small, 3), kernel)
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


def _sort(mask: Pixels, paper: Pixels) -> tuple[Pixels, NDArray[np.int32], float]:
    labels, stats = find_pieces(mask)
    boxes = np.zeros((stats.shape[0], 6), np.int32)
    boxes[:, :5] = stats
    boxes[0] = 0
    ground = _on_paper(boxes, paper)
    bright = boxes[ground]
    is_safe = _letter_like(bright, max(mask.shape)).sum() >= _SAFE_LETTERS
    em_px = _text_size(bright if is_safe else boxes, max(mask.shape))
    boxes[1:, 5] = _class_of(boxes[1:], em_px, mask.shape)
    _leave_out_pictures(boxes, ground)
    classes = np.zeros_like(mask)
    inked = np.flatnonzero(mask.view(np.bool_))
    classes.ravel()[inked] = boxes[:, 5].astype(np.uint8)[labels.ravel()[inked]]
    return classes, boxes[1:], em_px


def _text_size(boxes: NDArray[np.int32], long_side_px: int) -> float:
    """Return a high percentile of the sizes of letter-like pieces, in pixels."""
    long = boxes[:, 2:4].max(axis=1)
    sizes = np.sort(long[_letter_like(boxes, long_side_px)])
    if sizes.size == 0:
        return 0.0
    weight = np.cumsum(sizes.astype(np.float64))
    return float(sizes[np.searchsorted(weight, 0.7 * weight[-1])])


def _letter_like(boxes: NDArray[np.int32], long_side_px: int) -> NDArray[np.bool_]:
    long = boxes[:, 2:4].max(axis=1)
    short = boxes[:, 2:4].min(axis=1)
    fill = boxes[:, 4] / np.maximum(1, boxes[:, 2] * boxes[:, 3])
    fits = (long >= _LEAST_LETTER_PX) & (long < long_side_px / 11)
    # Neither strokes, nor frames, nor solid bars.
    fits &= (long < 2.6 * short) & (fill > 0.12) & (fill < 0.95)  # noqa: PLR2004
    return np.asarray(fits, dtype=np.bool_)


def _class_of(
    boxes: NDArray[np.int32], em_px: float, shape: tuple[int, ...]
) -> NDArray[np.int32]:
    x, y, width, height, area = boxes[:, :5].T
    long, short = np.maximum(width, height), np.minimum(width, height)
    page_height, page_width = shape[:2]
    em = max(em_px, 6.0)
    thin = area < 0.35 * em * long
    frame = area < 0.12 * width * height
    rule = (long > 4 * em) & (thin & ((short < 0.5 * em) | frame))
    letter = (long >= 0.3 * em) & (short <= 2.2 * em) & (long <= 40 * em) & ~rule
    out = np.where(letter, LETTER, BULK)
    out = np.where(rule, RULE, out)
    out = np.where((out == BULK) & frame & (long > 4 * em), FRAME, out)
    out = np.where((long < 0.3 * em) | (area < 4), SPECK, out)  # noqa: PLR2004
    touches = (x <= 1) | (y <= 1) | (x + width >= page_width - 1)
    touches |= y + height >= page_height - 1
    reaches = (long > 0.08 * max(page_height, page_width)) | (long > 3 * em)
    return np.asarray(np.where(touches & reaches, EDGE, out), dtype=np.int32)


def _on_paper(boxes: NDArray[np.int32], paper: Pixels) -> NDArray[np.bool_]:
    """Return which pieces lie on ground as bright as the page's paper."""
    usual = float(np.percentile(paper[::8, ::8], 90))
    x = (boxes[:, 0] + boxes[:, 2] // 2).clip(0, paper.shape[1] - 1)
    y = (boxes[:, 1] + boxes[:, 3] // 2).clip(0, paper.shape[0] - 1)
    return np.asarray(paper[y, x] >= _PICTURE_SHARE * usual, dtype=np.bool_)


def _leave_out_pictures(boxes: NDArray[np.int32], on_paper: NDArray[np.bool_]) -> None:
    """Class what lies on darker ground as bulk, where that is safe.

    Edges within a photograph are no letters and lean as they like. A shadow is dark
    ground too: hence only where enough letters lie outside.
    """
    letters = boxes[:, 5] == LETTER
    outside = int(np.sum(letters & on_paper))
    if outside >= max(_SAFE_LETTERS, _SAFE_SHARE * int(letters.sum())):
        boxes[~on_paper & (boxes[:, 5] != EDGE) & (boxes[:, 4] > 0), 5] = BULK


def _u8(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
