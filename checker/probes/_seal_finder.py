"""Seal impressions on a page: candidates, their verdicts, and what remains of them."""

from dataclasses import dataclass

import numpy as np

from checker.probes._ink import Hues, Inks, Plane, quantile
from checker.probes._ink_trees import load_trees
from checker.probes._seal_ends import goes_on
from checker.probes._seal_features import Row, Scene, describe, level_of, patch_of
from checker.probes._seal_search import noise_of, search
from checker.probes._seal_shapes import Outline

MODEL_FILE = "_seal_model.json"
_OVERLAP = 0.35
_NESTED = 0.62
"""Two seals may touch or cross, but one impression gives one seal.
Source: measured set: drawn pages with two and three seals near each other."""

_RIM_MM = 0.5
"""Half a rim: the fit runs along its middle. Source: shared notes, domain 2."""


_PALE, _PALE_ODDS = 0.08, 0.45
"""Absorbance below which ink may shine through from the other side of the sheet: a
person must say. Source: own drawn pages: measured 0.07 to 0.09 for such; a limit of
0.13 or 0.1 lost faint seals of unseen hands (F1 0.88, 0.89 of wide pages; 0.9 asked).
Close-ups of faint ones are looked at as they are."""

_FULL_PRINT = 0.5
"""Absorbance of strong print at 72 dpi below which a page is washed out as a whole, its
seals with it: the limit falls with it. Source: 60 drawn pages: 0.6 to 1.7; washed out
ones 0.2 to 0.4."""


_CELL_ODDS = 0.1
"""At most so likely is a square whose sides go on beyond its corners."""


_PRINTED, _FEWEST_PRINTED = 0.12, 2000
"""Absorbance of any print, and its least pixels at 72 dpi: two lines of writing."""

_PRINT_AT_LEAST, _PRINT_SHARE = 0.3, 0.45
"""Absorbance of black print on a grey copy, and the share of it that the palest stroke
of print has. Source: own drawn pages: faint copies of seals have 0.1 to 0.4, print 1.2
and more at 72 dpi."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate and the probability that it is a seal impression."""

    outline: Outline
    probability: float
    colour: str


def candidates(scene: Scene) -> list[tuple[Outline, Row]]:
    """Return all outlines worth judging, with their features.

    In grey, black print draws the search to itself: it looks a second time at what is
    paler, where a faint copy of a seal stands out.
    """
    outlines = search(scene.plane, scene.inks.px_per_mm)
    if scene.plane is scene.inks.dark:
        outlines += search(_pale_alone(scene.plane), scene.inks.px_per_mm)
    return [(o, describe(scene, o)) for o in outlines]


def _pale_alone(dark: Plane) -> Plane:
    """Return a map without black print and its edges."""
    import cv2

    print_level = quantile(dark[dark > _PRINT_AT_LEAST], 0.9)
    is_print = (dark > _PRINT_SHARE * print_level).astype(np.uint8)
    near_print = cv2.dilate(is_print, np.ones((3, 3), np.uint8)) > 0
    return np.where(near_print, np.float32(0), dark)


def scenes_of(inks: Inks, hues: Hues | None) -> list[Scene]:
    """Return the maps to search: those of hues, or the dark one on a grey page."""
    planes = [inks.dark]
    if hues is not None:
        chosen = ((inks.warm, hues.warm), (inks.cool, hues.cool))
        planes = [plane for plane, is_there in chosen if is_there]
    scenes = []
    printed = _print_level(inks.dark)
    for plane in planes:
        noise = noise_of(plane)
        share = float((plane > max(0.06, noise)).mean())
        scenes.append(Scene(inks, plane, share, noise, printed))
    return scenes


def _print_level(dark: Plane) -> float:
    """Return the absorbance of strong print, full where there is next to none."""
    some = dark[dark > _PRINTED]
    return quantile(some, 0.95) if some.size > _FEWEST_PRINTED else _FULL_PRINT


def find_seals(scenes: list[Scene], part: str) -> list[Found]:
    """Return candidates with their probabilities, each impression once.

    Args:
        scenes: the maps to search.
        part: ``colour`` or ``grey``, the model to judge by.
    """
    found: list[Found] = []
    for scene in scenes:
        rows = candidates(scene)
        for is_square in (False, True):
            group = [(o, row) for o, row in rows if o.is_square == is_square]
            if group:
                found += _judge(scene, group, f"{part}_{_shape(is_square=is_square)}")
    return _each_once(found)


def _shape(*, is_square: bool) -> str:
    return "square" if is_square else "round"


def _judge(scene: Scene, group: list[tuple[Outline, Row]], part: str) -> list[Found]:
    trees = load_trees(MODEL_FILE, part)
    odds = trees.probabilities(np.stack([row for _, row in group]))
    return [
        Found(
            o if o.is_square else o.grown(_RIM_MM * scene.inks.px_per_mm),
            _unless_pale(_unless_cell(float(p), scene, o), scene, o),
            name_colour(scene, o),
        )
        for (o, _), p in zip(group, odds, strict=True)
        if p > 0.05  # noqa: PLR2004
    ]


def _unless_cell(odds: float, scene: Scene, outline: Outline) -> float:
    """Return the probability, next to none for a cell of a table or a bar."""
    if not outline.is_square:
        return odds
    is_cell = goes_on(scene.plane, outline, level_of(scene, outline))
    return min(odds, _CELL_ODDS) if is_cell else odds


def _unless_pale(odds: float, scene: Scene, outline: Outline) -> float:
    """Return the probability, doubtful where the ink may be that of the other side."""
    if not scene.inks.has_scale:
        return odds
    limit = _PALE * min(1.0, scene.print_level / _FULL_PRINT)
    return odds if level_of(scene, outline) >= limit else min(odds, _PALE_ODDS)


def _each_once(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.probability, f.outline.box)):
        if not any(_is_same(one.outline, k.outline) for k in kept):
            kept.append(one)
    return kept


def _is_same(one: Outline, other: Outline) -> bool:
    a, b = one.box, other.box
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return False
    both = width * height
    first, second = (a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])
    return (
        both / (first + second - both) > _OVERLAP or both / min(first, second) > _NESTED
    )


def name_colour(scene: Scene, outline: Outline) -> str:
    """Return red, blue, purple or black, by which light the ink absorbs."""
    rows, cols = patch_of(scene.plane.shape, outline)
    ink: Plane = scene.plane[rows, cols]
    if not ink.size:
        return "black"
    if scene.plane is scene.inks.dark:
        return "black"
    dark = scene.inks.dark[rows, cols]
    strong = ink > 0.5 * quantile(ink, 0.97)
    strong &= dark <= quantile(dark[strong], 0.4)
    red, green, blue = (
        float(c[rows, cols][strong].mean()) for c in scene.inks.channels
    )
    if red > _BLUE_RED * green:
        return "blue"
    is_purple = red > _PURPLE_RED * green and blue < _PURPLE_BLUE * green
    return "purple" if is_purple else "red"


_BLUE_RED = 0.87
_PURPLE_RED = 0.33
_PURPLE_BLUE = 0.8
"""Source: measured set: drawn seals in 17 inks, alpha 0.25 to 1; red and magenta pads
absorb under a fifth of red light against green, purple ones over a third."""
