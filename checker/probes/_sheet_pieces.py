"""Connected pieces of ink: their extent, area and class."""

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels

LETTER = 1
RULE = 2
SPECK = 3
BULK = 4
EDGE = 5
FRAME = 6
PICTURE = 7
"""Classes of ink: a letter or a row of joined letters, a rule or frame, a dot too small
to read, a thing too large for a letter (seal, blot), what hangs on the page's border
(scanner shadow, desk), large outlines (frames of tables, rings), and whatever lies
within a photograph."""

_LEAST_LETTER_PX = 5
"""Pieces below that are dots, strokes of letters, or grain."""

_GROUND_SHARE = 0.82
_SAFE_LETTERS = 16
_SAFE_SHARE = 0.1
_SAFE_SHARE_BESIDE_PICTURES = 0.03
"""Ground darker than 0.82 of the paper is a photograph, a coloured field or a shadow;
16 letters and a tenth of all on bright ground are enough to judge the sheet by. Source:
photo pages of sample_data/papers/records.py and site.py, where skies reach 0.78. Where
the rectangle of a picture was found, its grain may pass for many more letters."""

_MOST_RUNS = 65_000
"""Labels of 16 bits are three times as fast as those of 32, and each label that is ever
given out begins a run of ink in some row: with fewer runs than 2**16 they suffice."""


def find_pieces(mask: Pixels) -> tuple[NDArray[np.integer], NDArray[np.int32]]:
    """Return a label for each pixel, and a row for each label.

    Args:
        mask: 0 where there is nothing, shape (height_px, width_px).

    Returns:
        Labels from 0 (no piece), and rows of (x, y, width, height, area) in pixels; row
        0 is what is left.
    """
    import cv2

    begun = cv2.countNonZero(cv2.subtract(mask[:, 1:], mask[:, :-1]))
    few = begun + mask.shape[0] < _MOST_RUNS
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(
        mask, 8, cv2.CV_16U if few else cv2.CV_32S, cv2.CCL_DEFAULT
    )
    return np.asarray(labels), np.asarray(stats, np.int32)


def sort_pieces(
    mask: Pixels, paper: Pixels, pictures: Pixels
) -> tuple[Pixels, NDArray[np.int32], float]:
    """Return a class for each pixel, the boxes of the pieces, and the text's size.

    Args:
        mask: 255 where there is ink, else 0.
        paper: the brightness of the paper, same shape.
        pictures: not 0 where photographs lie, any size.
    """
    labels, stats = find_pieces(mask)
    boxes = np.zeros((stats.shape[0], 6), np.int32)
    boxes[:, :5] = stats
    boxes[0] = 0
    pictured = _at_middles(boxes, pictures, mask.shape) > 0
    ground = _on_paper(boxes, paper) & ~pictured
    bright = boxes[ground]
    is_safe = _letter_like(bright, max(mask.shape)).sum() >= _SAFE_LETTERS
    em_px = _text_size(bright if is_safe else boxes, max(mask.shape))
    boxes[1:, 5] = _class_of(boxes[1:], em_px, mask.shape)
    _leave_out_pictures(boxes, ground, pictured)
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
    here = _at_middles(boxes, paper, paper.shape)
    return np.asarray(here >= _GROUND_SHARE * usual, dtype=np.bool_)


def _at_middles(
    boxes: NDArray[np.int32], picture: Pixels, shape: tuple[int, ...]
) -> Pixels:
    """Return what a picture of the page, any size, holds at the middle of each box."""
    height, width = picture.shape
    x = (boxes[:, 0] + boxes[:, 2] // 2) * width // shape[1]
    y = (boxes[:, 1] + boxes[:, 3] // 2) * height // shape[0]
    found: Pixels = picture[y.clip(0, height - 1), x.clip(0, width - 1)]
    return found


def _leave_out_pictures(
    boxes: NDArray[np.int32],
    on_paper: NDArray[np.bool_],
    pictured: NDArray[np.bool_],
) -> None:
    """Class what lies in pictures or on darker ground as such, where that is safe.

    Edges within a photograph are no letters and lean as they like. A shadow is dark
    ground too: hence only where enough letters lie outside.
    """
    letters = boxes[:, 5] == LETTER
    outside = int(np.sum(letters & on_paper))
    inner = (boxes[:, 5] != EDGE) & (boxes[:, 4] > 0)
    share = _SAFE_SHARE_BESIDE_PICTURES
    if outside >= max(_SAFE_LETTERS, share * int(letters.sum())):
        boxes[pictured & inner, 5] = PICTURE
    if outside >= max(_SAFE_LETTERS, _SAFE_SHARE * int(letters.sum())):
        boxes[~on_paper & ~pictured & inner, 5] = BULK
