"""Train the trees behind ``legibility.probability`` on drawn and damaged pages.

Run by hand: ``python -m sample_data.train_legibility [pages [of the world]]``. Every
page is drawn clean (``tests/makers.py``, tuning fonts), captured as clean, scanned,
photographed or copied, and then damaged by at most two of eight kinds of damage of a
random strength. What a person would say is not asked for each page; it follows from the
strength by a soft limit for each kind (``LIMITS``), set by looking at graded series of
pages. Pages of the labelled world (``world.py``) join them, with harm of another hand,
at no more than 200 dpi: lines are looked at in one height, and large pages are slow.
Writes ``checker/probes/_legibility_model.json``.
"""

import json
import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels
from checker.probes._sheet_clarity import MEASURES, measure_clarity
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_lines import lines_along
from sample_data.draw.harm import KINDS
from sample_data.world import choose, picture_of
from tests import damage
from tests.fakes import view_of
from tests.makers import DRAWERS, TUNING_FONTS, draw_page

Floats = NDArray[np.float64]
MODEL = Path(__file__).parent.parent / "checker/probes/_legibility_model.json"

DEPTH = 3
TREES = 70
RATE = 0.15
LANDSCAPE_SHARE = 0.25
_PAGES, _OF_WORLD = 650, 400
_MOST_DPI = 200
_RISING = ("span", "slope", "em_log", "paper", "letter_low", "letter_middle")
_FALLING = (
    *("grain", "between", "blot_share", "speck_share", "shade_share"),
    *("inner_blot_share", "glare_share", "grain_share"),
)
SENSES = {
    name: 1 if plain in _RISING else -1
    for name in MEASURES
    if (plain := name.removesuffix("_median").removesuffix("_worst"))
    in (*_RISING, *_FALLING)
}
"""No page gets easier to read with less contrast or more grain, whatever else is wrong
with it: that holds for kinds of harm too that no drawn page has."""

WITHOUT = ("contrast_median", "contrast_worst")
"""Contrast beside the paper tells flaws apart, but calls dark pages good: their ink is
judged by its span on a screen instead."""

_WITHOUT_TEXT = ("blank", "album", "photos", "site_photos")


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a kind of damage makes half of all readers complain.

    ``half``: strength at that point; ``steepness``: nats per factor e in strength.
    """

    half: float
    steepness: float

    def legible(self, strength: float) -> float:
        """Return the probability that the page stays easy to read."""
        if strength <= 0:
            return 1.0
        nats = -self.steepness * math.log(strength / self.half)
        return 1 / (1 + math.exp(-nats))


LIMITS: dict[str, Limit] = {
    "blur": Limit(0.068, 6),  # sigma, in text heights
    "smear": Limit(0.24, 6),  # length, in text heights
    "coarse": Limit(1 / 7.8, 8),  # text heights a pixel
    "noise": Limit(0.41, 5),  # sigma over contrast, for text 30 px high
    "jpeg": Limit(1 / 4.5, 4),  # 1 / quality, for text 15 px high
    "fade": Limit(1 / 0.13, 6),  # 1 / contrast
    "dark": Limit(1 / 0.2, 5),  # 1 / gain
    "cover": Limit(0.05, 3),  # share of the page
}
"""Source: own graded series of pages of tests/makers.py, looked at on a screen."""


def strength_of(kind: str, rng: np.random.Generator) -> float:
    """Return a random strength, as often below the limit as above."""
    limit = LIMITS[kind]
    return float(limit.half * math.exp(rng.uniform(-8, 8) / limit.steepness))


def feasible(kind: str, strength: float, em_px: float) -> float:
    """Return the strength that the damage can really have on text of that size."""
    em = max(8.0, em_px)
    ends = {
        "jpeg": ((15 / em) ** 2.5 / 95, (15 / em) ** 2.5),
        "coarse": (1 / em, 1.0),
        "fade": (1.0, 50.0),
        "dark": (1.0, 50.0),
        "cover": (0.0, 0.6),
    }
    least, most = ends.get(kind, (0.0, math.inf))
    return float(min(max(strength, least), most))


def do_damage(
    raster: Pixels,
    deed: tuple[str, float],
    *,
    em_px: float,
    rng: np.random.Generator,
) -> Pixels:
    """Return the page after a deed (kind, strength); ``em_px``: its text's height."""
    kind, strength = deed
    em = max(8.0, em_px)
    deeds: dict[str, Callable[[], Pixels]] = {
        "blur": lambda: damage.blurred(raster, strength * em),
        "smear": lambda: damage.smeared(raster, strength * em, rng.uniform(0, 180)),
        "coarse": lambda: damage.coarse(raster, min(1.0, 1 / (strength * em))),
        "noise": lambda: damage.noisy(raster, 255 * strength * math.sqrt(em / 30), rng),
        "jpeg": lambda: damage.compressed(
            raster, int(np.clip((15 / em) ** 2.5 / strength, 1, 95))
        ),
        "fade": lambda: damage.faded(
            raster, min(1.0, 1 / strength), rng.uniform(200, 255)
        ),
        "dark": lambda: damage.noisy(
            damage.darkened(raster, min(1.0, 1 / strength)), rng.uniform(1, 4), rng
        ),
        "cover": lambda: damage.covered(
            raster, min(0.6, strength), int(rng.choice([0, 20, 50, 255])), rng=rng
        ),
    }
    return deeds[kind]()


def draw_case(
    seed: int, fonts: tuple[str, ...], kinds: tuple[str, ...] = tuple(LIMITS)
) -> tuple[Pixels, float, float, str]:
    """Return a damaged page, its dpi, P(legible), and the kinds of damage done."""
    rng = np.random.default_rng(seed)
    dpi = float(rng.choice([75, 100, 150, 200]))
    kind = tuple(DRAWERS)[seed % len(DRAWERS)]
    font = fonts[int(rng.integers(len(fonts)))]
    aside = bool(rng.random() < LANDSCAPE_SHARE)
    clean = draw_page(kind, font=font, seed=seed, dpi=dpi, landscape=aside)
    ink = find_ink(view_of(clean, dpi))
    em_px = lines_along(ink, 0).em_px * dpi / ink.dpi
    capture = tuple(damage.CAPTURES)[int(rng.choice(4, p=[0.3, 0.4, 0.2, 0.1]))]
    page = damage.skewed(clean, float(rng.normal(0, 1.5)))
    before = page
    chance, done = 1.0, []
    for name in rng.permutation(kinds)[: int(rng.choice(3, p=[0.25, 0.6, 0.15]))]:
        strength = feasible(str(name), strength_of(str(name), rng), em_px)
        before = do_damage(before, (str(name), strength), em_px=em_px, rng=rng)
        chance *= LIMITS[str(name)].legible(strength)
        done.append(str(name))
    chance *= LIMITS["coarse"].legible(1 / max(1.0, em_px))
    late = capture == "copy" and bool(done)
    page = before if late else damage.CAPTURES[capture](before, rng)
    return page, dpi, chance, "+".join(done) or capture


def collect(seeds: range, fonts: tuple[str, ...]) -> tuple[Floats, Floats, list[str]]:
    """Return measures, P(legible) and damage of the pages that show any lines."""
    rows, chances, names = [], [], []
    for seed in seeds:
        page, dpi, chance, name = draw_case(seed, fonts)
        view = view_of(page, dpi)
        ink = find_ink(view)
        both = [lines_along(ink, axis) for axis in (0, 1)]
        found = measure_clarity(view, ink, max(both, key=lambda one: one.length))
        if found is not None:
            rows.append(found)
            chances.append(chance)
            names.append(name)
    return np.array(rows), np.array(chances), names


def collect_world(seeds: range) -> tuple[Floats, Floats]:
    """Return measures and P(legible) of pages of the labelled world, tuning fonts.

    A harm of strength 1 is where half of all readers complain.
    """
    rows, chances = [], []
    for seed in seeds:
        recipe = choose(seed, "tune")
        if recipe.medium == "digital" or recipe.layout in _WITHOUT_TEXT:
            continue
        recipe = replace(recipe, handling=replace(recipe.handling, turn_deg=0))
        recipe = replace(recipe, dpi=min(_MOST_DPI, recipe.dpi))
        if not recipe.harm and seed % 2 and recipe.medium != "bilevel":
            strength = float(np.exp(np.random.default_rng(seed).uniform(-1.2, 1.2)))
            kind = KINDS[seed // 2 % len(KINDS)]
            recipe = replace(recipe, harm=kind, strength=strength)
        page, truth = picture_of(recipe)
        view = view_of(page, float(recipe.dpi))
        ink = find_ink(view)
        found = measure_clarity(view, ink, lines_along(ink, 0))
        if found is None:
            continue
        rows.append(found)
        em_px = float(str(truth["em_px"]))
        clear = 1 / (1 + float(str(truth["strength"])) ** 4)
        chances.append(clear * LIMITS["coarse"].legible(1 / max(1.0, em_px)))
    return np.array(rows), np.array(chances)


def grow(
    measures: Floats,
    wanted: Floats,
    *,
    count: int = TREES,
    senses: Mapping[str, int] | None = None,
    without: tuple[str, ...] = (),
) -> dict[str, object]:
    """Return boosted trees for soft targets, as plain lists.

    Args:
        measures: rows of ``measure_clarity``.
        wanted: the probability to reach, row by row.
        count: how many trees.
        senses: measures with which the answer may only rise (1) or only fall (-1).
        without: measures that no tree may ask.
    """
    cuts = np.quantile(measures, np.linspace(0.02, 0.98, 40), axis=0)
    cuts[:, [MEASURES.index(name) for name in without]] = math.inf
    start = float(np.log(wanted.mean() / (1 - wanted.mean())))
    nats = np.full(wanted.size, start)
    signs = np.array([(senses or {}).get(name, 0) for name in MEASURES])
    trees = []
    for _ in range(count):
        chance = 1 / (1 + np.exp(-nats))
        pages = _Pages(measures, wanted - chance, chance * (1 - chance))
        tree, gain = _grow_tree(pages, cuts, signs)
        nats = nats + gain
        trees.append(tree)
    return {
        "names": list(MEASURES),
        "start": round(start, 5),
        "measure": [tree[0] for tree in trees],
        "limit": [tree[1] for tree in trees],
        "leaf": [tree[2] for tree in trees],
    }


Tree = tuple[list[int], list[float], list[float]]
Range = tuple[float, float]
Signs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pages:
    """Pages with the first and second derivative of what is still wrong."""

    measures: Floats
    slope: Floats
    bend: Floats

    def only(self, chosen: NDArray[np.bool_]) -> "_Pages":
        return _Pages(self.measures[chosen], self.slope[chosen], self.bend[chosen])


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a node parts its pages; ``sides``: the ranges its two sides may answer."""

    name: int
    limit: float
    sides: tuple[Range, Range]


def _grow_tree(pages: _Pages, cuts: Floats, signs: Signs) -> tuple[Tree, Floats]:
    inner = 2**DEPTH - 1
    node = np.zeros(pages.slope.size, np.int64)
    free: list[Range] = [(-math.inf, math.inf)]
    picked, limits = [], []
    for index in range(inner):
        inside = node == index
        cut = _best_cut(pages.only(inside), cuts, signs, free=free[index])
        picked.append(cut.name)
        limits.append(round(cut.limit, 5))
        free += cut.sides
        right = pages.measures[inside, cut.name] > limits[-1]
        node[inside] = 2 * index + 1 + right
    leaves = []
    gain = np.zeros(pages.slope.size)
    for index in range(inner, 2 * inner + 1):
        inside = node == index
        whole = float(pages.slope[inside].sum() / (pages.bend[inside].sum() + 1.0))
        value = RATE * float(np.clip(whole, *free[index]))
        leaves.append(round(value, 5))
        gain[inside] = value
    return (picked, limits, leaves), gain


def _best_cut(pages: _Pages, cuts: Floats, signs: Signs, *, free: Range) -> _Cut:
    """Return the cut that mends most, among those that keep the wanted senses.

    Source: XGBoost's monotone constraints: answers of the two sides are held in order,
    and what grows below them stays on its side of their middle.
    """
    best, cut = 0.0, _Cut(0, 1e9, (free, free))
    if pages.slope.size < 20:  # noqa: PLR2004
        return cut
    slope, bend = pages.slope.sum(), pages.bend.sum()
    whole = slope**2 / (bend + 1)
    for name, sign in enumerate(signs):
        right = pages.measures[:, name, None] > cuts[None, :, name]
        up, weight = pages.slope @ right, pages.bend @ right
        high = np.clip(up / (weight + 1), *free)
        low = np.clip((slope - up) / (bend - weight + 1), *free)
        gains = 2 * up * high - (weight + 1) * high**2 - whole
        gains += 2 * (slope - up) * low - (bend - weight + 1) * low**2
        gains[(high - low) * sign < 0] = 0.0
        top = int(np.argmax(gains))
        if gains[top] > best:
            best = float(gains[top])
            middle = float(low[top] + high[top]) / 2
            limit = min(1e9, float(cuts[top, name]))
            cut = _Cut(name, limit, _sides(free, middle, int(sign)))
    return cut


def _sides(free: Range, middle: float, sign: int) -> tuple[Range, Range]:
    """Return what the lower and the upper side of a cut may answer."""
    if sign == 0:
        return free, free
    below, above = (free[0], middle), (middle, free[1])
    return (below, above) if sign > 0 else (above, below)


def main() -> None:
    """Draw, measure, grow, and write the model."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else _PAGES
    seeds = range(10_000, 10_000 + pages)
    measures, wanted, _ = collect(seeds, TUNING_FONTS)
    of_world = int(sys.argv[2]) if len(sys.argv) > 2 else _OF_WORLD  # noqa: PLR2004
    more, chances = collect_world(range(10_000, 10_000 + of_world))
    measures, wanted = np.concatenate([measures, more]), np.append(wanted, chances)
    MODEL.write_text(
        json.dumps(grow(measures, wanted, senses=SENSES, without=WITHOUT)) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
