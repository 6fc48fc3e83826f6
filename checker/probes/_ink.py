"""Ink on a page as absorbance against the paper around it, by colour.

Absorbance is linear in the amount of ink, near zero on black for a difference of two
channels, and keeps its hue where a seal is faint.
"""

import threading
import weakref
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from checker.model.evidence import Content
from checker.model.geometry import MM_PER_INCH, PT_PER_INCH
from checker.model.page import PageView, Pixels

Plane = NDArray[np.float32]
"""float32, shape (height_px, width_px)."""

_T = TypeVar("_T", np.uint8, np.float32)

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


@dataclass(slots=True)
class _Maps:
    """What was made of one page, by resolution."""

    pixels: dict[float, Pixels] = field(default_factory=dict)
    inks: dict[tuple[float, float, bool], Inks] = field(default_factory=dict)


class _Last(threading.local):
    """The page looked at last in this thread; the probes of a page run in a row."""

    raster: "weakref.ref[Pixels] | None" = None
    dpi: float = 0.0
    maps: _Maps | None = None


_last = _Last()


def _maps_of(page: PageView) -> _Maps:
    raster = page.pixels(page.raster_dpi)
    known = _last.raster() if _last.raster is not None else None
    if _last.maps is None or known is not raster or _last.dpi != page.raster_dpi:
        _last.maps = _Maps()
        _last.raster = weakref.ref(raster)
        _last.dpi = page.raster_dpi
    return _last.maps


def _pixels(page: PageView, dpi: float) -> Pixels:
    """Return the page at a resolution, made the same way whatever was asked before.

    Halves first and takes what remains linearly: a tenth of the time of exact areas.
    """
    kept = _maps_of(page).pixels
    if dpi not in kept:
        work_dpi = working_dpi(page)
        if dpi < work_dpi < page.raster_dpi:
            kept[dpi] = _scaled(_pixels(page, work_dpi), dpi / work_dpi)
        else:
            near_dpi = page.raster_dpi
            while near_dpi >= 2 * dpi:
                near_dpi /= 2
            kept[dpi] = _scaled(page.pixels(near_dpi), dpi / near_dpi)
    return kept[dpi]


def _scaled(pixels: Pixels, scale: float) -> Pixels:
    import cv2

    width, height = (max(1, round(side * scale)) for side in pixels.shape[1::-1])
    if scale <= 0.5:  # noqa: PLR2004
        pixels = halve(pixels)
    return np.asarray(cv2.resize(pixels, (width, height)), dtype=np.uint8)


def halve(plane: NDArray[_T]) -> NDArray[_T]:
    """Return means of two by two; an odd last row or column, slow to share, is cut."""
    import cv2

    height, width = plane.shape[:2]
    if min(height, width) <= 1:
        return plane
    even = plane[: height // 2 * 2, : width // 2 * 2]
    half = cv2.resize(even, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(half, dtype=plane.dtype)


_GATE_LEVELS = 9
"""Grey levels of 255 by which a channel must stand back behind the others, beyond what
the paper's tint does: a seal at a quarter of full ink has 40 on its rim, which a pixel
of 0.7 mm halves at most."""

_GATE_PIXELS = 12
"""A quarter of the rim of the smallest name stamp; specks of JPEG colour are fewer."""


def look_for_hues(page: PageView) -> Hues:
    """Tell which colours a page holds at all; about 1 ms, so that most pages end here.

    Red and purple ink hold back green light against red, blue and purple ink hold back
    red light against blue. Judged at half the working resolution.
    """
    import cv2

    small = halve(_pixels(page, working_dpi(page)))
    red, green, blue = (c.astype(np.int16) for c in cv2.split(small))
    return Hues(warm=_stands_out(red - green), cool=_stands_out(blue - red))


def _stands_out(difference: NDArray[np.int16]) -> bool:
    """Tell whether enough pixels of a window of 45 mm differ from the paper's tint."""
    import cv2

    tint = int(np.median(difference[::4, ::4]))
    inked = (difference > tint + _GATE_LEVELS).astype(np.uint8)
    if cv2.countNonZero(inked) < _GATE_PIXELS:
        return False
    counts = cv2.boxFilter(
        inked,
        cv2.CV_16U,
        (64, 64),
        normalize=False,
        borderType=cv2.BORDER_CONSTANT,
    )
    return int(np.asarray(counts).max()) >= _GATE_PIXELS


def measure_inks(page: PageView, *, nearer: float = 1, dpi: float = WORK_DPI) -> Inks:
    """Return the colour inks of a page; about 6 ms on A4 at 72 dpi, kept for the next.

    Args:
        page: the page.
        nearer: look as if the page were that many times smaller, for unknown sizes.
        dpi: how fine the maps are.
    """
    return _kept_inks(page, nearer, dpi, in_colour=True)


def measure_dark(page: PageView, *, nearer: float = 1, dpi: float = WORK_DPI) -> Inks:
    """Return the ink of a page without colour; the colour maps are empty."""
    return _kept_inks(page, nearer, dpi, in_colour=False)


def _kept_inks(page: PageView, nearer: float, dpi: float, *, in_colour: bool) -> Inks:
    inks = _maps_of(page).inks
    key = (nearer, dpi, in_colour)
    if key not in inks:
        measure = _colour_inks if in_colour else _grey_inks
        inks[key] = measure(page, working_dpi(page) / nearer * dpi / WORK_DPI, dpi)
    return inks[key]


def _colour_inks(page: PageView, asked: float, dpi: float) -> Inks:
    import cv2

    ink, paper = _absorb(_pixels(page, asked), dpi)
    red, green, blue = (np.asarray(c, dtype=np.float32) for c in cv2.split(ink))
    dark = cv2.min(cv2.min(red, green), blue)
    return Inks(
        warm=np.maximum(green - red, 0),
        cool=np.maximum(red - blue, 0),
        dark=np.asarray(dark, dtype=np.float32),
        channels=(red, green, blue),
        paper=paper,
        px_per_mm=dpi / MM_PER_INCH,
        pt_per_px=PT_PER_INCH / asked,
        has_scale=has_believable_size(page),
    )


def _grey_inks(page: PageView, asked: float, dpi: float) -> Inks:
    import cv2

    grey = np.asarray(cv2.cvtColor(_pixels(page, asked), cv2.COLOR_RGB2GRAY))
    ink, paper = _absorb(grey.astype(np.uint8, copy=False), dpi)
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


def _absorb(pixels: Pixels, dpi: float) -> tuple[Plane, Plane]:
    """Return the absorbance of each channel and the brightness of the paper."""
    import cv2

    height, width = pixels.shape[:2]
    coarse = halve(halve(pixels))
    reach = round(_PAPER_REACH_MM * dpi / MM_PER_INCH / _BLOCK) | 1
    kernel = np.ones((reach, reach), dtype=np.uint8)
    bright = cv2.medianBlur(cv2.dilate(coarse, kernel), 5)
    bright = np.asarray(cv2.blur(bright, (reach, reach)), dtype=np.uint8)
    level = cv2.resize(_LOGS[bright], (width, height), interpolation=cv2.INTER_LINEAR)
    ink = np.asarray(cv2.subtract(level, cv2.LUT(pixels, _LOGS)), dtype=np.float32)
    np.maximum(ink, 0, out=ink)
    one = bright[..., 1] if bright.ndim == 3 else bright  # noqa: PLR2004
    share = one.astype(np.float32) / np.float32(255)
    paper = cv2.resize(share, (width, height), interpolation=cv2.INTER_NEAREST)
    return ink, np.asarray(paper, dtype=np.float32)
