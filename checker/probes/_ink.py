"""Ink on a page as absorbance against the paper around it, by colour.

Absorbance is linear in the amount of ink, near zero on black for a difference of two
channels, and keeps its hue where a seal is faint.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.model.evidence import Content
from checker.model.geometry import MM_PER_INCH, PT_PER_INCH
from checker.model.page import PageView

Plane = NDArray[np.float32]
"""float32, shape (height_px, width_px)."""

WORK_DPI = 72.0
"""Resolution at which ink is judged. Source: shared notes, engines 7.1 (60-75 dpi)."""

_PAPERS_PT = (
    (595.0, 842.0),
    (842.0, 1191.0),
    (420.0, 595.0),
    (499.0, 709.0),
    (516.0, 729.0),
    (612.0, 792.0),
)
"""A4, A3, A5, B5 (ISO and JIS), Letter."""

_PAPER_TOLERANCE = 0.05
"""Source: shared notes, domain 2 (page box within 5 %)."""

_LONG_SIDE_PT = 842.0
_BLOCK = 4
_PAPER_REACH_MM = 11.0
"""Half width of the search for bare paper: more than half a seal's star or a letter."""

_DARKEST = 10
"""Counts below this are taken as this: the logarithm of noise is no ink."""


@dataclass(frozen=True, slots=True)
class Inks:
    """The inks of a page on one grid.

    ``warm`` shows red and purple, ``cool`` blue and purple, ``dark`` what absorbs all
    colours; ``channels`` are the absorbances of red, green and blue light. ``paper`` is
    the brightness of the paper, 0 to 1. ``px_per_mm`` rests on a guess where
    ``has_scale`` is False; ``pt_per_px`` always leads back to the page.
    """

    warm: Plane
    cool: Plane
    dark: Plane
    channels: tuple[Plane, Plane, Plane]
    paper: Plane
    px_per_mm: float
    pt_per_px: float
    has_scale: bool


def quantile(values: NDArray[np.float32], share: float) -> float:
    """Return the value that a share (0 to 1) of the others lies below; 0 for none.

    Without interpolation: a fifth of the time that numpy's own takes on small maps.
    """
    if not values.size:
        return 0.0
    place = min(values.size - 1, int(share * values.size))
    return float(np.partition(values, place, axis=None)[place])


def has_believable_size(page: PageView) -> bool:
    """Tell whether lengths on the page can be trusted.

    A digital page is as large as it says; a scan may be wrapped in any box, so only
    the usual paper sizes are believed.
    """
    if page.content is Content.DIGITAL:
        return max(page.width_pt, page.height_pt) <= 2 * _LONG_SIDE_PT
    short, long = sorted((page.width_pt, page.height_pt))
    return any(
        abs(short / s - 1) < _PAPER_TOLERANCE and abs(long / g - 1) < _PAPER_TOLERANCE
        for s, g in _PAPERS_PT
    )


def working_dpi(page: PageView) -> float:
    """Return the resolution for ink: an unbelievable page counts as 297 mm long."""
    if has_believable_size(page):
        return WORK_DPI
    return WORK_DPI * _LONG_SIDE_PT / max(page.width_pt, page.height_pt)


@dataclass(frozen=True, slots=True)
class Hues:
    """Whether a page has patches of ink in these hues, large enough for a seal."""

    warm: bool
    cool: bool


_GATE_DPI = 36.0
_GATE_LEVELS = 9
"""Grey levels of 255 by which a channel must stand back behind the others, beyond what
the paper's tint does: a seal at a quarter of full ink has 40 on its rim, which a pixel
of 0.7 mm halves at most."""

_GATE_PIXELS = 12
"""A quarter of the rim of the smallest name stamp; specks of JPEG colour are fewer."""


def look_for_hues(page: PageView) -> Hues:
    """Tell which colours a page holds at all; about 2 ms, so that most pages end here.

    Red and purple ink hold back green light against red, blue and purple ink hold back
    red light against blue.
    """
    small = page.pixels(working_dpi(page) * _GATE_DPI / WORK_DPI).astype(np.int16)
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    return Hues(warm=_stands_out(red - green), cool=_stands_out(blue - red))


def _stands_out(difference: NDArray[np.int16]) -> bool:
    """Tell whether enough pixels of a window of 45 mm differ from the paper's tint."""
    import cv2

    tint = int(np.median(difference[::3, ::3]))
    inked = (difference > tint + _GATE_LEVELS).astype(np.float32)
    if int(inked.sum()) < _GATE_PIXELS:
        return False
    counts = cv2.boxFilter(
        inked, -1, (64, 64), normalize=False, borderType=cv2.BORDER_CONSTANT
    )
    return float(np.asarray(counts).max()) >= _GATE_PIXELS


def measure_inks(page: PageView, *, nearer: float = 1, dpi: float = WORK_DPI) -> Inks:
    """Return the colour inks of a page; about 12 ms on A4 at 72 dpi.

    Args:
        page: the page.
        nearer: look as if the page were that many times smaller, for unknown sizes.
        dpi: how fine the maps are.
    """
    import cv2

    asked = working_dpi(page) / nearer * dpi / WORK_DPI
    inks: list[Plane] = []
    papers: list[Plane] = []
    for plane in cv2.split(page.pixels(asked)):
        ink, paper = _absorb(np.asarray(plane, dtype=np.uint8), dpi)
        inks.append(ink)
        papers.append(paper)
    red, green, blue = inks
    return Inks(
        warm=np.maximum(green - red, 0),
        cool=np.maximum(red - blue, 0),
        dark=np.minimum(np.minimum(red, green), blue),
        channels=(red, green, blue),
        paper=papers[1],
        px_per_mm=dpi / MM_PER_INCH,
        pt_per_px=PT_PER_INCH / asked,
        has_scale=has_believable_size(page),
    )


def measure_dark(page: PageView, *, nearer: float = 1, dpi: float = WORK_DPI) -> Inks:
    """Return the ink of a page without colour; the colour maps are empty."""
    asked = working_dpi(page) / nearer * dpi / WORK_DPI
    ink, paper = _absorb(page.grey(asked), dpi)
    none = np.zeros_like(ink)
    return Inks(
        warm=none,
        cool=none,
        dark=ink,
        channels=(ink, ink, ink),
        paper=paper,
        px_per_mm=dpi / MM_PER_INCH,
        pt_per_px=PT_PER_INCH / asked,
        has_scale=has_believable_size(page),
    )


_LOGS = np.log(np.maximum(np.arange(256), _DARKEST) / 255).astype(np.float32)


def _absorb(plane: NDArray[np.uint8], dpi: float) -> tuple[Plane, Plane]:
    """Return the absorbance of one channel and the brightness of its paper."""
    import cv2

    height, width = plane.shape
    small = (max(1, width // _BLOCK), max(1, height // _BLOCK))
    coarse = cv2.resize(plane, small, interpolation=cv2.INTER_AREA)
    reach = round(_PAPER_REACH_MM * dpi / MM_PER_INCH / _BLOCK) | 1
    kernel = np.ones((reach, reach), dtype=np.uint8)
    bright = cv2.medianBlur(cv2.dilate(coarse, kernel), 5)
    bright = cv2.blur(bright, (reach, reach))
    level = cv2.resize(
        _LOGS[np.asarray(bright, dtype=np.uint8)],
        (width, height),
        interpolation=cv2.INTER_LINEAR,
    )
    ink = np.asarray(level, dtype=np.float32) - np.asarray(cv2.LUT(plane, _LOGS))
    paper = cv2.resize(bright, (width, height), interpolation=cv2.INTER_NEAREST)
    share = np.asarray(paper, dtype=np.float32) / np.float32(255)
    return np.maximum(ink, 0).astype(np.float32), share.astype(np.float32)
