"""Parts of a page where its text is spoilt while the rest can be read.

Found in cells of 6 mm: glare and blots between lines of text, and parts that are out of
focus. Show-through is soft and faint too, so faint print alone is no such part.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from checker.probes._sheet_ink import Ink
from checker.probes._sheet_pieces import BULK, EDGE, FRAME, LETTER, PICTURE, RULE

Cells = NDArray[np.bool_]
Floats = NDArray[np.float64]

_CELL_PX = 24
_LEAST_INK_PX = 10
_CLOSE_CELLS = 13
"""Gaps in the text up to 8 cm are spanned: a blot of that size still lies over it."""

_RING_CELLS, _SIDES, _TEXT_SIDES = 3, 12, 8
"""Light is over text that stands within 2 cm of it in eight of twelve directions; its
fringe, where text fades, is that wide. Source: own drawn photographs with glare."""

_GLARE_LEVEL, _GLARE_STEP, _GLARE_SPREAD = 249.0, 4.0, 2.5
_BLOT_FACTOR, _BLOT_SPREAD = 0.55, 14.0
"""Grey levels: burnt-out paper is brighter than usual and without grain; a blot is dark
and flat."""

_BLOT_OF_PICTURE = 0.6
"""What passes for a photograph but is dark and flat by this share is a blot."""

_RECTANGLE = 0.92
"""Share of its box that a picture or a filled cell of a table covers; blots, hands and
glare cover less (an ellipse 0.79)."""

_STRAIGHT = 0.9
"""The same share of the tightest rectangle about it, without letters, at any lean."""

_SOFT_SHARE = 0.5
_DARK_SHARE = 0.3
"""A part is out of focus where the edges of its letters are half as steep as usual on
the page, though three tenths as dark, which show-through is not. Source: own measured
set, pages of sample_data.world, one half out of focus, and 200 without harm."""

_MOST_EM = 8.0
"""Sizes of the page's text that the largest letters of its title have at most."""

_LEAST_FILL, _MOST_TEXT = 0.55, 0.2
"""Share of its box that a body of glare covers at least, and of the box's cells that
still hold text at most. Source: own graded series, and tables on tinted ground."""

_LEAST_COVERED, _LEAST_SOFT, _LEAST_HIDING = 6, 10, 25
"""Cells (of 0.36 square cm) that a region has at least, and a blot over what may not be
text: heads and helmets on photographs are smaller."""


_FRAME_TIMES, _DESK_SIDES = 2, 3
"""How many times as large as a blot a frame joined to it is, and how many sides of the
picture a desk or a shadow reaches, at least. Chosen by hand on drawn certificates."""

_THREE = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Region:
    """A spoilt part: ``flaw`` is glare, blot or defocus; box in working pixels.

    ``share``: of the cells of the page that hold text.
    """

    flaw: str
    box: tuple[float, float, float, float]
    share: float


_known: "WeakKeyDictionary[Ink, list[Region]]" = WeakKeyDictionary()


def find_regions(ink: Ink) -> list[Region]:
    """Return the spoilt parts of a page, the largest first; found once for each page.

    Cost: about 3 CPU ms.
    """
    if ink not in _known:
        _known[ink] = _find(ink)
    return _known[ink]


def covered_share(ink: Ink) -> float:
    """Return the share of the text that lies under glare or blots, 0 to 1."""
    covered = (one for one in find_regions(ink) if one.flaw != "defocus")
    return min(1.0, sum(one.share for one in covered))


def hidden_share(ink: Ink) -> float:
    """Return the share of the page that large blots and lights hide of what it holds.

    Nobody can see what is below them: they count within the box of all letters, rules
    and pictures, not only where text goes on at both sides.
    """
    blots = _blots(ink)
    hidden = _hidden_cells(ink, blots & ~_pictures(ink, blots), is_dark=True)
    return (hidden + _hidden_cells(ink, _glare(ink), is_dark=False)) / blots.size


def _hidden_cells(ink: Ink, bad: Cells, *, is_dark: bool) -> int:
    import cv2

    # The strip of a desk that a blot touches is thinner than three cells.
    bad = _bools(cv2.morphologyEx(bad.astype(np.uint8), cv2.MORPH_OPEN, _THREE))
    hidden = 0
    for body in _parts("", bad, bad, least=_LEAST_HIDING):
        x0, y0, x1, y1 = (round(value / _CELL_PX) for value in body.box)
        is_body = float(bad[y0:y1, x0:x1].mean()) >= _LEAST_FILL
        if is_body and not (is_dark and _is_rectangle(ink, body)):
            within = _held_cells(ink, body)
            hidden += int((bad[y0:y1, x0:x1] & within[y0:y1, x0:x1]).sum())
    return hidden


def _bools(cells: object) -> Cells:
    return np.asarray(cells, np.bool_)


def _held_cells(ink: Ink, blot: Region) -> Cells:
    """Return the cells within the box of all that a page holds beside a blot.

    Frames that a blot touches are one piece with it, far larger than the blot alone;
    what the page's border has on three sides is a desk or a shadow.
    """
    height, width = ink.grey.shape
    x, y, w, h = ink.boxes[:, :4].T
    reached = np.stack([x <= 1, y <= 1, x + w >= width - 1, y + h >= height - 1])
    size = (blot.box[2] - blot.box[0]) * (blot.box[3] - blot.box[1])
    kinds = ink.boxes[:, 5]
    is_larger = np.isin(kinds, (BULK, EDGE)) & (w * h > _FRAME_TIMES * size)
    held = np.isin(kinds, (LETTER, RULE, FRAME, PICTURE)) | is_larger
    boxes = ink.boxes[held & (reached.sum(axis=0) < _DESK_SIDES), :4]
    cells = np.zeros_like(_sum(ink, ink.bare.astype(np.float32)), np.bool_)
    if boxes.shape[0]:
        x0, y0 = (boxes[:, :2].min(axis=0) // _CELL_PX).tolist()
        x1, y1 = (-(-(boxes[:, :2] + boxes[:, 2:]).max(axis=0) // _CELL_PX)).tolist()
        cells[y0:y1, x0:x1] = True
    return cells


def _find(ink: Ink) -> list[Region]:
    letters = _letters(ink)
    inked = _sum(ink, letters)
    text = inked >= _LEAST_INK_PX
    if int(text.sum()) < _LEAST_SOFT:
        return []
    spanned = _closed(text)
    pictures = _pictures(ink, _blots(ink))
    glare = _glare(ink) & ~pictures
    lit = spanned | _ringed(glare, text)
    found = [
        *_covers("glare", glare & lit, text=text, spanned=lit),
        *(
            one
            for one in _covers(
                "blot", _blots(ink) & spanned & ~pictures, text=text, spanned=spanned
            )
            if not _is_rectangle(ink, one)
        ),
        *_parts("defocus", _soft(ink, letters, text), spanned, least=_LEAST_SOFT),
    ]
    return sorted(found, key=lambda one: -one.share)


def _covers(flaw: str, bad: Cells, *, text: Cells, spanned: Cells) -> list[Region]:
    """Return parts that lie over text as one body: light and dirt have no holes.

    White fields between tinted ones are ragged, or have text in them.
    """
    kept = []
    for part in _parts(flaw, bad, spanned, least=_LEAST_COVERED):
        x0, y0, x1, y1 = (round(v / _CELL_PX) for v in part.box)
        area = part.share * max(1, int(spanned.sum()))
        size = (x1 - x0) * (y1 - y0)
        inside = float(text[y0:y1, x0:x1].mean())
        if area >= _LEAST_FILL * size and inside <= _MOST_TEXT:
            kept.append(part)
    return kept


def text_box(ink: Ink) -> tuple[float, float, float, float] | None:
    """Return the box around all letters in working pixels, if there are any."""
    letters = ink.letters
    if letters.shape[0] == 0:
        return None
    x0, y0 = letters[:, :2].min(axis=0)
    x1, y1 = (letters[:, :2] + letters[:, 2:4]).max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def _pictures(ink: Ink, dark: Cells) -> Cells:
    """Return the cells of photographs: not of blots, which look like small ones."""
    import cv2

    held = _mean(ink, ink.bare.astype(np.float32)) < 0.5  # noqa: PLR2004 - most of it
    count, labels = cv2.connectedComponents(held.astype(np.uint8), connectivity=8)
    share = np.array([dark[labels == one].mean() for one in range(count)])
    share[0] = 1.0
    return np.asarray(share[labels] < _BLOT_OF_PICTURE, np.bool_)


def _is_rectangle(ink: Ink, part: Region) -> bool:
    """Whether dark ground has straight sides: a portrait, or a filled field."""
    import cv2

    x0, y0, x1, y1 = (round(value) for value in part.box)
    reach = slice(max(0, y0 - _CELL_PX), y1 + _CELL_PX)
    near = ink.grey[reach, max(0, x0 - _CELL_PX) : x1 + _CELL_PX]
    dark = (near < _BLOT_FACTOR * _levels(ink)[2]).astype(np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((7, 7))), np.uint8)
    outlines, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return False
    largest = max(outlines, key=cv2.contourArea)
    _, (width, height), _ = cv2.minAreaRect(largest)
    return cv2.contourArea(largest) >= _STRAIGHT * max(1.0, width * height)


def _levels(ink: Ink) -> tuple[Floats, Floats, float]:
    """Return mean and spread of the grey of each cell, and the page's usual mean."""
    grey = ink.grey.astype(np.float32)
    mean = _mean(ink, grey)
    spread = np.sqrt(np.maximum(0, _mean(ink, grey * grey) - mean * mean))
    return mean, spread, float(np.percentile(mean, 60))


def _glare(ink: Ink) -> Cells:
    mean, spread, usual = _levels(ink)
    burnt = (mean >= _GLARE_LEVEL) & (mean > usual + _GLARE_STEP)
    return burnt & (spread < _GLARE_SPREAD)


def _blots(ink: Ink) -> Cells:
    mean, spread, usual = _levels(ink)
    return (mean < _BLOT_FACTOR * usual) & (spread < _BLOT_SPREAD)


def _letters(ink: Ink) -> NDArray[np.float32]:
    """Return where letters are, without what is far larger: the shade of a fold."""
    letters = np.asarray(ink.classes == LETTER, np.float32)
    most = _MOST_EM * max(5.0, ink.em_px)
    for x, y, width, height in ink.letters[:, :4].tolist():
        if max(width, height) > most:
            letters[y : y + height, x : x + width] = 0
    return letters


def _soft(ink: Ink, letters: NDArray[np.float32], text: Cells) -> Cells:
    """Return cells whose letters are dark enough, but have no steep edges."""
    import cv2

    inked = _sum(ink, letters)
    dark = _sum(ink, letters * ink.contrast) / np.maximum(1, inked)
    across = cv2.Sobel(ink.grey, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(ink.grey, cv2.CV_32F, 0, 1)
    steep = np.asarray(cv2.magnitude(across, down), np.float32)
    edge = _sum(ink, letters * steep) / np.maximum(1, inked) / np.maximum(8, dark)
    enough = text & (inked >= 3 * _LEAST_INK_PX)
    if not enough.any():
        return enough
    usual, full = float(np.median(edge[enough])), float(np.median(dark[enough]))
    return enough & (edge < _SOFT_SHARE * usual) & (dark > _DARK_SHARE * full)


def _parts(flaw: str, bad: Cells, text: Cells, *, least: int) -> list[Region]:
    import cv2

    joined = cv2.morphologyEx(bad.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    whole = max(1, int(text.sum()))
    return [
        Region(
            flaw,
            (
                float(x * _CELL_PX),
                float(y * _CELL_PX),
                float((x + width) * _CELL_PX),
                float((y + height) * _CELL_PX),
            ),
            min(1.0, area / whole),
        )
        for x, y, width, height, area in stats[1:].tolist()
        if area >= least and (area < _LEAST_SOFT or area < _RECTANGLE * width * height)
    ]


def _closed(text: Cells) -> Cells:
    import cv2

    kernel = np.ones((_CLOSE_CELLS, _CLOSE_CELLS), np.uint8)
    edge = _CLOSE_CELLS
    padded = np.pad(text.astype(np.uint8), edge)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    return np.asarray(closed[edge:-edge, edge:-edge], np.bool_)


def _ringed(bodies: Cells, text: Cells) -> Cells:
    """Return the bodies that have text around them on most sides, whatever their size.

    Light over the middle of a page may be wider than any gap of its text.
    """
    import cv2

    ringed = np.zeros_like(bodies)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(
        bodies.astype(np.uint8), connectivity=8
    )
    reach = np.ones((2 * _RING_CELLS + 1, 2 * _RING_CELLS + 1), np.uint8)
    for label in range(1, count):
        if stats[label, cv2.CC_STAT_AREA] < _CLOSE_CELLS**2 // 2:
            continue
        body = (labels == label).astype(np.uint8)
        ring = (cv2.dilate(body, reach) > body) & text
        ys, xs = np.nonzero(ring)
        across, down = xs - centres[label, 0], ys - centres[label, 1]
        sides = np.floor(np.arctan2(down, across) / (2 * np.pi) * _SIDES)
        if np.unique(sides).size >= _TEXT_SIDES:
            ringed |= body > 0
    return ringed


def _sum(ink: Ink, values: NDArray[np.float32]) -> Floats:
    return _mean(ink, values) * float(_CELL_PX**2)


def _mean(ink: Ink, values: NDArray[np.float32]) -> Floats:
    """Return the mean of each whole cell, whatever the resolution of the values."""
    import cv2

    height, width = (max(1, side // _CELL_PX) for side in ink.grey.shape)
    share = values.shape[0] / ink.grey.shape[0]
    rows, columns = (round(n * _CELL_PX * share) for n in (height, width))
    part = values[: max(1, rows), : max(1, columns)]
    mean = cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(mean, np.float64)
