"""Which way up a page is: evidence for each of the four turns, weighed together.

Four witnesses: the network for pages on two squares of text, the length of the lines
along either axis, the network for lines on strips, and (only where those do not
settle it) the reader: on the same strips, then on the page as a whole, which finds its
lines in its own way.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.model.page import PageView, Pixels
from checker.probes._sheet_ink import Ink
from checker.probes._sheet_lines import Lines, cut_strips, lines_along, strips_as_rgb
from checker.probes._sheet_models import PAGE_SIDE_PX, turn_odds, upside_down_odds
from checker.probes._sheet_pieces import LETTER
from checker.probes._sheet_reading import letters, read_turned, smoothed
from checker.probes._sheet_stamps import without_stamps

Floats = NDArray[np.float64]

TURNS_DEG = (0, 90, 180, 270)
STRIPS = 4

_EM_ON_SQUARE_PX = 9.0
"""Size of the text on the square: 10.5 pt at 60 dpi, where the network was best.
Source: engines, 2a (densest crop of 45 per cent of the short side)."""

_SQUARES = 2
_LEAST_SECOND = 0.25
"""A column of masked numbers looks the same on its head, and is the densest part of a
list of people: a second square without it, if it has a quarter as much ink."""

_PAGE_WEIGHT, _LENGTH_WEIGHT, _ENERGY_WEIGHT, _LINES_WEIGHT = 1.3, 0.8, 0.3, 0.9
_MOST_RATIO, _MOST_LINES = 3.0, 3.5
"""A conditional logit over the four turns. The weights were fitted to pages of
tests/makers.py in the tuning fonts and then lowered by hand, because other people's
pages err in ways that ours do not. Measured set: tests/accuracy/measure_sheet.py (96
pages) and 46 pictures of other people in four turns each: 278 of 280 right, none wrong
with a confidence over 0.75."""

_CLEAR_RATIO = math.log(3)
"""Lines three times as long along one axis. Measured set: 192 pages of
tests/accuracy/measure_sheet.py; 187 are as clear as that, none of them wrong."""

_SURE = 0.97
_WORTH_READING = 0.01
_READ_WEIGHT = 2.0
_MOST_READ = 5.0
"""Reading decides pages whose probability is lower. A factor two in letters read is
worth 1.4 nats, everything 5. Source: engines, 2a (margins of 1.8 and more)."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Evidence for each turn, in nats; rows as ``TURNS_DEG``.

    ``page``: log odds of the page network. ``axis``: (log ratio of line length, log
    ratio of line sharpness), positive for axis 0. ``lines``: mean log odds of being
    upright for the strips of each axis, 0 where it was not asked.
    """

    page: Floats
    axis: tuple[float, float]
    lines: Floats


def squares_of_text(ink: Ink, lines: Lines) -> list[Pixels]:
    """Return the densest squares of the page, straightened, 224 px wide, in grey."""
    short = min(ink.grey.shape)
    wanted = PAGE_SIDE_PX / _EM_ON_SQUARE_PX * max(6.0, ink.em_px)
    side = float(np.clip(wanted, 0.3 * short, short))
    return [
        _square(ink, at, side=side, angle_deg=lines.angle_deg)
        for at in _densest(ink, side)
    ]


def _square(
    ink: Ink, middle: tuple[float, float], *, side: float, angle_deg: float
) -> Pixels:
    import cv2

    turn = math.radians(angle_deg)
    scale = side / PAGE_SIDE_PX
    across = np.array(
        [[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]
    )
    matrix = np.empty((2, 3))
    matrix[:, :2] = across * scale
    half = np.array([PAGE_SIDE_PX / 2, PAGE_SIDE_PX / 2])
    matrix[:, 2] = np.array(middle) - matrix[:, :2] @ half
    source = ink.grey
    if scale > 1.5:  # noqa: PLR2004
        source = _u8(cv2.blur(source, (round(scale), round(scale))))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (PAGE_SIDE_PX, PAGE_SIDE_PX)
    square = cv2.warpAffine(
        source, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return _u8(square)


def _densest(ink: Ink, side: float) -> list[tuple[float, float]]:
    """Return the middles of the densest square, and of another if there is text."""
    import cv2

    step = 8
    height, width = ink.classes.shape
    size = (max(1, width // step), max(1, height // step))
    letters = (ink.classes[::2, ::2] == LETTER).astype(np.uint8) * 255
    small = cv2.resize(letters, size, interpolation=cv2.INTER_AREA)
    reach = max(1, int(side / step))
    half = side / 2
    middles: list[tuple[float, float]] = []
    least = 0.0
    for _ in range(_SQUARES):
        dense = cv2.boxFilter(
            small, cv2.CV_32F, (reach, reach), borderType=cv2.BORDER_CONSTANT
        )
        y, x = np.unravel_index(int(np.argmax(dense)), dense.shape)
        if dense[y, x] < least:
            break
        least = max(least, _LEAST_SECOND * float(dense[y, x]))
        middles.append(
            (
                float(np.clip(x * step, half, max(half, width - half))),
                float(np.clip(y * step, half, max(half, height - half))),
            )
        )
        top, left = max(0, y - reach // 2), max(0, x - reach // 2)
        small[top : y + reach // 2 + 1, left : x + reach // 2 + 1] = 0
    return middles


def weigh_turns(view: PageView, ink: Ink) -> Floats:
    """Return the probability of each turn, in the order of ``TURNS_DEG``.

    A page on which no lines are found, as under heavy grain, is told by reading alone.

    Cost: about 20 CPU ms; some 40 ms more on the few pages that have to be read, and
    another 300 on the fewer whose strips do not settle it.
    """
    ink = without_stamps(view, ink)
    if ink.letters.shape[0] == 0:
        return _normal(_hear_whole_page(view, ink, np.full(4, 0.25)))
    axis = likelier_axis(ink)
    page = _hear_page(ink)
    ratio = _axis_ratio(ink)
    # Where one axis has no lines to speak of, its strips would be cut across letters.
    doubted = abs(ratio[0]) < _CLEAR_RATIO or int(np.argmax(page)) % 2 != axis
    asked = (0, 1) if doubted else (axis,)
    strips = {
        way: cut_strips(view, ink, lines_along(ink, way), count=STRIPS) for way in asked
    }
    witnesses = Witnesses(page, ratio, _hear_lines(strips))
    odds = fuse(witnesses)
    if odds.max() < _SURE:
        odds = _normal(np.log(odds) + _hear_reader(view, strips, odds))
    if odds.max() < _SURE:
        odds = _normal(np.log(odds) + _hear_whole_page(view, ink, odds))
    return odds


def likelier_axis(ink: Ink) -> int:
    """Return the axis with the longer lines."""
    return int(lines_along(ink, 1).length > lines_along(ink, 0).length)


def fuse(told: Witnesses) -> Floats:
    """Return the probability of each turn from all witnesses but the reader."""
    length, energy = told.axis
    lean = _LENGTH_WEIGHT * float(np.clip(length, -_MOST_RATIO, _MOST_RATIO))
    lean += _ENERGY_WEIGHT * float(np.clip(energy, -1.0, 1.0))
    upright = _LINES_WEIGHT * np.clip(told.lines, -_MOST_LINES, _MOST_LINES)
    nats = _PAGE_WEIGHT * told.page + lean * np.array([1, -1, 1, -1])
    nats += np.array([upright[0], upright[1], -upright[0], -upright[1]])
    return _normal(nats)


def _hear_page(ink: Ink) -> Floats:
    lines = lines_along(ink, likelier_axis(ink))
    odds = turn_odds(squares_of_text(ink, lines))
    return np.log(odds).mean(axis=0) if odds is not None else np.zeros(4)


def _axis_ratio(ink: Ink) -> tuple[float, float]:
    rows, columns = lines_along(ink, 0), lines_along(ink, 1)
    return (
        math.log((rows.length + 1) / (columns.length + 1)),
        math.log(rows.energy / columns.energy),
    )


def _hear_lines(strips: dict[int, list[Pixels]]) -> Floats:
    told = np.zeros(2)
    for axis, some in strips.items():
        down = upside_down_odds(some)
        if down is not None:
            told[axis] = float(np.mean(np.log((1 - down + 1e-3) / (down + 1e-3))))
    return told


def _hear_reader(
    view: PageView, strips: dict[int, list[Pixels]], odds: Floats
) -> Floats:
    """Return nats for each turn: strips read well only the right way up."""
    read = np.zeros(4)
    for turn in _likely(odds):
        flip = turn >= 2  # noqa: PLR2004
        some = strips_as_rgb(strips.get(turn % 2, []))
        shown = [np.ascontiguousarray(np.rot90(s, 2)) for s in some] if flip else some
        got = view.reader.recognise(shown) if shown else ()
        read[turn] = sum(letters(one.text) * one.confidence**4 for one in got)
    return _nats(read, odds)


def _hear_whole_page(view: PageView, ink: Ink, odds: Floats) -> Floats:
    """Return nats for each turn: a page reads well only the right way up.

    Folds, pictures and noise make lines of ink where there is no text, and hide those
    that there are; the reader finds its own. Noise is smoothed where it reads nothing.
    """
    likely = _likely(odds)
    read = read_turned(view, view.pixels(ink.dpi), likely)
    if read.max() < 1:
        read = read_turned(view, smoothed(view, ink.dpi), likely)
    return _nats(read, odds)


def _likely(odds: Floats) -> list[int]:
    return [turn for turn in range(4) if odds[turn] > _WORTH_READING]


def _nats(read: Floats, odds: Floats) -> Floats:
    """Return what it means that so much was read by each of the likely turns."""
    nats = np.zeros(4)
    if read.max() <= 0:
        return nats
    likely = _likely(odds)
    best = np.log(read + 1)
    nats[likely] = (best - best.max())[likely] * _READ_WEIGHT
    return np.maximum(nats, -_MOST_READ)


def _normal(nats: Floats) -> Floats:
    odds = np.exp(nats - nats.max())
    return np.asarray(odds / odds.sum(), dtype=np.float64)


def _u8(array: object) -> Pixels:
    return np.asarray(array, dtype=np.uint8)
