"""Whether text or tables run off an edge of the page."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.model.evidence import Evidence, Fact, FactType, Known, Reading, Unknown
from checker.model.ids import FactName
from checker.model.page import PageView, Pixels
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._sheet_ink import Ink, find_ink
from checker.probes._sheet_pieces import EDGE, LETTER, RULE
from checker.probes._sheet_typed import is_typed

EDGES = FactName("crop.edges")
BLANK = FactName("blank.is_blank")

SIDES = ("left", "top", "right", "bottom")
"""In this order everywhere."""

_DEPTH_PX = 3
"""Ink is followed this far inwards: a speck on the border does not reach it."""

_CERTAIN_CUTS = 3
"""Three pieces of ink cut by one edge are no accident; one or two may be dirt."""

_SHADOW_SHARE = 0.1
_BAR_SHARE = 0.97
"""Long stretches of ink along more of an edge than the first are a shadow or a desk,
along more than the second a plain bar of the scanner. Source: own measured set,
tests/makers.py: pages cut through their text have none longer than two letters."""

_CORNER_SHARE = 0.02
"""Ink this near to a corner belongs to the shadow of the next edge."""

_DESK_SHARE = 0.75
_DESK_REACH_MM = 10.0
"""Where the edge of the picture is darker than this share of the paper over so long a
stretch, it shows what the sheet lies on: its own edge is inside, and cuts nothing.
Text covers less than half of any stretch. Source: own drawn pages on desks."""

_PAPER_SHARE = 0.88
"""What is nearly as bright as the page's paper is no cut ink, even beside the white lid
of a scanner. Source: own drawn pages on tinted paper: 0.9 and more beside the lid."""

_PRINT_SHARE = 0.5
"""Cut ink is at least half as dark as the page's print; the shade of a fold, which runs
into two edges, is paler. Chosen by hand on drawn pages with folds."""

_CLEAR_MM = 1.5
"""Nothing within this distance of any edge: nothing is cut."""


_CONTENT = np.isin(np.arange(256), (LETTER, RULE, EDGE))
"""By class of ink: whether an edge may cut through it."""


@dataclass(frozen=True, slots=True)
class EdgeInk:
    """What lies on one edge: cut pieces of ink, its shadow, whether it is clear.

    ``shadow_share``: of the edge that lies under stretches longer than two letters.
    """

    cuts: int
    shadow_share: float
    is_clear: bool


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    if given.value(BLANK) is True or is_typed(page):
        return {EDGES: Known(())}
    ink = find_ink(page)
    sides = [
        look_along(classes, grey, ink)
        for classes, grey in zip(
            _turned_in(ink.classes), _turned_in(ink.grey), strict=True
        )
    ]
    if any(_SHADOW_SHARE < side.shadow_share < _BAR_SHARE for side in sides):
        return {EDGES: Unknown(Reason.LOW_CONFIDENCE)}
    cut = tuple(
        name
        for name, side in zip(SIDES, sides, strict=True)
        if side.cuts >= _CERTAIN_CUTS
    )
    if cut:
        return {EDGES: Known(cut, 0.8)}
    if any(side.cuts for side in sides):
        return {EDGES: Unknown(Reason.LOW_CONFIDENCE)}
    return {EDGES: Known((), 0.97 if all(s.is_clear for s in sides) else 0.85)}


def _turned_in(plane: Pixels) -> list[Pixels]:
    """Return a plane four times, each side in turn at the top."""
    return [plane.T, plane, plane.T[::-1], plane[::-1]]


def look_along(classes: Pixels, grey: Pixels, ink: Ink) -> EdgeInk:
    """Look at the top edge of a map of ink classes and of the page in grey."""
    dark = grey[:2].min(axis=0) < _palest_cut(ink) * _usual_paper(ink)
    border = _CONTENT[classes[:2]].any(axis=0) & dark & ~_shows_desk(grey, ink)
    deep = _CONTENT[classes[_DEPTH_PX]]
    corner = max(2, round(_CORNER_SHARE * border.size))
    runs = _runs(np.asarray(border & deep, np.bool_)[corner:-corner])
    widest = max(4.0, 1.3 * ink.em_px)
    cuts = int(np.sum((runs >= 1) & (runs <= widest)))
    near = classes[: max(2, round(_CLEAR_MM / 25.4 * ink.dpi))]
    is_clear = not bool(_CONTENT[near].any())
    whole = _runs(np.asarray(border, np.bool_))
    shadow_share = float(whole[whole > 2 * widest].sum()) / border.size
    return EdgeInk(cuts, shadow_share, is_clear)


def _shows_desk(grey: Pixels, ink: Ink) -> NDArray[np.bool_]:
    """Tell for each place along the top edge whether the sheet ends inside of it."""
    level = _DESK_SHARE * _usual_paper(ink)
    dark = (grey[:2].mean(axis=0) < level).astype(np.float64)
    reach = max(3, round(_DESK_REACH_MM / 25.4 * ink.dpi))
    kernel = np.ones(reach) / reach
    padded = np.pad(dark, reach // 2, mode="edge")
    mostly = np.convolve(padded, kernel, mode="valid")[: dark.size]
    return np.asarray(mostly > 0.5, dtype=np.bool_)  # noqa: PLR2004


def _palest_cut(ink: Ink) -> float:
    """Return the share of the paper that cut ink stays below."""
    levels = ink.contrast[::2, ::2][ink.classes[::2, ::2] == LETTER]
    usual = float(np.median(levels)) / 255 if levels.size else 0.0
    return min(_PAPER_SHARE, 1 - _PRINT_SHARE * usual)


def _usual_paper(ink: Ink) -> float:
    return float(np.percentile(ink.paper[::8, ::8], 70))


def _runs(line: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the lengths of the stretches of ink along a line."""
    padded = np.concatenate([[0], line.astype(np.int8), [0]])
    starts = np.flatnonzero(np.diff(padded) == 1)
    ends = np.flatnonzero(np.diff(padded) == -1)
    return np.asarray(ends - starts, dtype=np.int64)


PROBE = Probe(
    name="crop",
    version=8,
    facts=(Fact(EDGES, FactType.TEXTS, "edges that content runs off: left, top, .."),),
    look=_look,
    needs=(BLANK,),
)
