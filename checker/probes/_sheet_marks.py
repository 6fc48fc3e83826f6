"""The pieces of ink on a nearly empty page, and which of them mean something.

Scanners, paper and the back of the page leave ink too: dark edges, punched holes,
staples, streaks, specks, stains, show-through. They are told apart by place, shape,
darkness and softness.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.probes._sheet_ink import Ink
from checker.probes._sheet_pieces import BULK, EDGE, FRAME, LETTER, PICTURE, RULE

_MOST_PIECES = 400
"""Pieces looked at; a page with more is not nearly empty."""

_SHARP_SHARE = 0.3
"""A stroke's edge rises by this share of its darkness from one pixel to the next, a
stain's or show-through's does not. Chosen by hand on tests/blanks.py. Measured on
letters in the tuning fonts at 200 dpi, 5th to 95th percentile: scanned 0.57 to 0.82,
blurred by 2 px 0.30 to 0.47, by 3 px 0.21 to 0.34."""

_DARK_CONTRAST = 0.15
"""Darkness (share of the paper) from which a mark is no show-through."""

_PALE_CONTRAST = 0.09
"""The weakest stamp that is still sharp against grain: a third of a fresh one."""

_VERY_DARK_CONTRAST = 0.22
"""A large mark this dark is no stain, however soft: it may be a blurred line."""

_LEAST_MARK_MM = 1.3
"""Dust is smaller; the digits of a page number are 2 mm and more."""

_LARGE_MARK_MM = 7.0
"""Signatures, stamps and pictures are at least this long."""

_NEIGHBOUR_MM = 12.0
"""Letters stand nearer to one another than this, grains of dust hardly ever. Source:
62 drawn blank sheets."""

_MARGIN_MM = 24.0
"""Holes are punched, and staples driven, nearer to an edge than this (ISO 838: hole
centres 12 mm in, 6 mm wide)."""


_SLIVER_MM, _BORDER_MM = 1.2, 4.0
"""What is left of a desk along the border of a photograph is thinner, and nearer to the
border, than writing. Source: own drawn photographs."""

_ACROSS, _FOLD_MM = 0.8, 10.0
"""The shade of a fold runs from edge to edge of the sheet (a photo shows some desk
beside it) and is about 5 mm wide; so is no picture. Source: own drawn photographs."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a nearly empty page holds, in counts.

    ``letters``: dark, sharp pieces of a letter's size. ``soft``: the same, but out of
    focus. ``faint``: sharp, but weaker than ink. ``large``: pieces of the size of a
    signature or stamp. ``darkness``: of the middle one of the small pieces, as a share
    of the paper.
    """

    letters: int
    soft: int
    faint: int
    large: int
    darkness: float


def count_marks(ink: Ink) -> Marks:
    """Count the marks that could mean something to a reader."""
    mm = 25.4 / ink.dpi
    chosen = np.isin(ink.boxes[:, 5], (LETTER, RULE, BULK, FRAME, PICTURE))
    chosen &= ink.boxes[:, 2:4].max(axis=1) * mm >= _LEAST_MARK_MM
    boxes = ink.boxes[chosen]
    boxes = boxes[~_is_furniture(boxes, ink, mm)][:_MOST_PIECES]
    boxes = boxes[~_is_lonely(boxes, mm)]
    looks = [_darkness_and_edge(ink, box) for box in boxes]
    dark = np.array([look[0] >= _DARK_CONTRAST for look in looks], dtype=bool)
    sharp = np.array([look[1] >= _SHARP_SHARE for look in looks], dtype=bool)
    long = boxes[:, 2:4].max(axis=1) * mm >= _LARGE_MARK_MM
    very_dark = np.array([look[0] >= _VERY_DARK_CONTRAST for look in looks], dtype=bool)
    pale = np.array([look[0] >= _PALE_CONTRAST for look in looks], dtype=bool)
    large = long & (very_dark | (sharp & pale)) & (boxes[:, 5] != RULE)
    small = [look[0] for look, big in zip(looks, long, strict=True) if not big]
    return Marks(
        letters=int(np.sum(dark & sharp & ~long)),
        soft=int(np.sum(dark & ~sharp & ~long)),
        faint=int(np.sum(~dark & ~long & sharp)),
        large=int(np.sum(large)),
        darkness=float(np.median(small)) if small else 0.0,
    )


def count_letters(ink: Ink) -> int:
    """Count the pieces of a letter's size; specks of dust are smaller."""
    return int(
        np.sum(ink.letters[:, 2:4].max(axis=1) >= _LEAST_MARK_MM * ink.dpi / 25.4)
    )


def edge_share(ink: Ink) -> float:
    """Return the share of the page that hangs on its border as ink."""
    edges = ink.boxes[ink.boxes[:, 5] == EDGE]
    return float(edges[:, 4].sum() / ink.classes.size)


def _is_furniture(boxes: NDArray[np.int32], ink: Ink, mm: float) -> NDArray[np.bool_]:
    """Say which pieces are holes, staples, folds, streaks, or slivers of a desk."""
    x, y, width, height, area = boxes[:, :5].T.astype(np.float64)
    page_height, page_width = ink.classes.shape
    side = np.minimum(x + width / 2, page_width - x - width / 2) * mm
    end = np.minimum(y + height / 2, page_height - y - height / 2) * mm
    long, short = np.maximum(width, height) * mm, np.minimum(width, height) * mm
    fill = area / np.maximum(1, width * height)
    near = np.minimum(side, end) < _MARGIN_MM
    hole = near & (long < 9) & (long > 3) & (short > 0.7 * long) & (fill > 0.6)  # noqa: PLR2004
    ring = near & (long < 9) & (long > 4.5) & (short > 0.9 * long)  # noqa: PLR2004
    corner = (side < 2 * _MARGIN_MM) & (end < 2 * _MARGIN_MM) & near
    staple = corner & (long < 16) & (long > 4) & (short < 3) & (fill > 0.15)  # noqa: PLR2004
    staple |= corner & (long < 16) & (long > 5) & (area * mm * mm < 1.6 * long)  # noqa: PLR2004
    streak = (width > 0.5 * page_width) | (height > 0.5 * page_height)
    streak &= short < 3  # noqa: PLR2004
    fold = (width > _ACROSS * page_width) | (height > _ACROSS * page_height)
    fold &= (short < _FOLD_MM) & (boxes[:, 5] == BULK)
    along = np.where(width >= height, end - height / 2 * mm, side - width / 2 * mm)
    sliver = (short < _SLIVER_MM) & (long > 2 * short) & (along < _BORDER_MM)
    return np.asarray(hole | ring | staple | streak | fold | sliver, dtype=np.bool_)


def _is_lonely(boxes: NDArray[np.int32], mm: float) -> NDArray[np.bool_]:
    """Say which small pieces lie far from all others: dust, not writing."""
    small = boxes[:, 2:4].max(axis=1) * mm < _LARGE_MARK_MM
    middles = (boxes[:, :2] + boxes[:, 2:4] / 2) * mm
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = apart.min(axis=1, initial=np.inf)
    return np.asarray(small & (nearest > _NEIGHBOUR_MM), dtype=np.bool_)


def _darkness_and_edge(ink: Ink, box: NDArray[np.int32]) -> tuple[float, float]:
    """Return a piece's darkness (0 to 1) and its steepest step as a share of it."""
    x, y, width, height = (int(v) for v in box[:4])
    part = ink.contrast[max(0, y - 2) : y + height + 2, max(0, x - 2) : x + width + 2]
    values = part.astype(np.float64)
    dark = float(np.percentile(values, 97))
    across = np.abs(np.diff(values, axis=1)).ravel()
    down = np.abs(np.diff(values, axis=0)).ravel()
    steps = np.concatenate([across, down])
    return dark / 255, float(np.percentile(steps, 97)) / max(1.0, dark)
