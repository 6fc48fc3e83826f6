"""Fit the seal probe's model to drawn pages: ``python -m sample_data.train_seals``.

Draws pages, takes the probe's own candidates, labels them by what was drawn, grows
trees, and writes ``checker/probes/_seal_model.json``. Same seeds, same model.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from checker.intake.view import RasterView, RawPage
from checker.model.evidence import Content
from checker.ocr.null import READER
from checker.probes import _seal_finder
from checker.probes._ink import (
    has_believable_size,
    look_for_hues,
    measure_dark,
    measure_inks,
)
from checker.probes._seal_features import Row
from checker.probes._seal_shapes import Outline
from sample_data._seal_boost import Floats, boost
from sample_data._seal_pages import Drawn, Mark, tune_hand
from sample_data._seal_scenes import draw_page
from sample_data.draw.scanning import Medium
from sample_data.paperwork import Label
from sample_data.world import choose, picture_of

_MODEL = Path(_seal_finder.__file__).with_name(_seal_finder.MODEL_FILE)
_GOOD, _BAD = 0.81, 0.74
"""Candidates between are left out: good enough to find, too sloppy to learn from."""

UNCLEAR = "unclear"
"""The shape of a mark that may be found or not."""

_WORLD_SEED = 100_000


def view_of_drawn(drawn: Drawn) -> RasterView:
    """Return a drawn page as the probes see it."""
    height_px, width_px = drawn.rgb.shape[:2]
    raw = RawPage(
        page_no=1,
        width_pt=width_px * 72 / drawn.dpi,
        height_pt=height_px * 72 / drawn.dpi,
        content=Content.SCAN,
        scan=None,
        layer=(),
        layer_trusted=False,
        raster=drawn.rgb,
        raster_dpi=drawn.dpi,
    )
    return RasterView(raw, READER())


def label(outline: Outline, drawn: Drawn, px_per_mm: float) -> float:
    """Return how well (0 to 1) the outline's box covers a mark of its own shape."""
    best = 0.0
    limit = (drawn.size_mm[0] * px_per_mm, drawn.size_mm[1] * px_per_mm)
    for mark in drawn.marks:
        if mark.shape == UNCLEAR:
            box = tuple(v * px_per_mm for v in mark.box_mm)
            if _agreement(outline.box, box, limit) > 0.1:  # noqa: PLR2004 - touches it
                return (_GOOD + _BAD) / 2
        elif outline.is_square == (mark.shape == "square"):
            box = tuple(v * px_per_mm for v in mark.box_mm)
            grow = 0.0 if outline.is_square else 0.4 * px_per_mm
            found = outline.grown(grow).box
            best = max(best, _agreement(found, box, limit))
    return best


def world_page(seed: int, *, in_colour: bool) -> Drawn:
    """Return an upright page of the labelled world in the tuning fonts, with stamps."""
    media: tuple[Medium, ...] = ("scan", "photo") if in_colour else ("grey", "bilevel")
    recipe = replace(
        choose(seed, "tune", clean=True),
        medium=media[seed // 3 % 2],
        dpi=(75, 100, 150, 200)[seed % 4],
        stamps=seed // 5 % 4,
    )
    page, truth = picture_of(recipe)
    seals: list[Label] = truth["seals"]  # type: ignore[assignment]
    sides = [side / recipe.dpi * 25.4 for side in page.shape[1::-1]]
    marks = tuple(_mark(one, sides) for one in seals)
    return Drawn(page, float(recipe.dpi), marks, None, recipe.layout, recipe.medium)


def _mark(seal: Label, sides_mm: list[float]) -> Mark:
    box: list[float] = seal["box"]  # type: ignore[assignment]
    x0, y0, x1, y1 = (v * sides_mm[k % 2] for k, v in enumerate(box))
    shape = str(seal["shape"]) if seal["clear"] else UNCLEAR
    return Mark((x0, y0, x1, y1), shape, str(seal["colour"]), 1.0)


def _agreement(
    found: tuple[float, float, float, float],
    drawn: tuple[float, ...],
    limit: tuple[float, float],
) -> float:
    a = (
        max(0.0, found[0]),
        max(0.0, found[1]),
        min(limit[0], found[2]),
        min(limit[1], found[3]),
    )
    width = min(a[2], drawn[2]) - max(a[0], drawn[0])
    height = min(a[3], drawn[3]) - max(a[1], drawn[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    first = (a[2] - a[0]) * (a[3] - a[1])
    second = (drawn[2] - drawn[0]) * (drawn[3] - drawn[1])
    return both / (first + second - both)


def collect(seeds: range, *, in_colour: bool) -> dict[str, list[tuple[Row, float]]]:
    """Return labelled feature rows of drawn pages, by model part."""
    tone = "colour" if in_colour else "grey"
    table: dict[str, list[tuple[Row, float]]] = {
        f"{tone}_round": [],
        f"{tone}_square": [],
    }
    for drawn in _pages(seeds, in_colour=in_colour):
        view = view_of_drawn(drawn)
        measure = measure_inks if in_colour else measure_dark
        nearer = 1 if has_believable_size(view) else 297 / max(drawn.size_mm)
        inks = measure(view, nearer=nearer)
        for scene in _seal_finder.scenes_of(
            inks, look_for_hues(view) if in_colour else None
        ):
            for outline, row in _seal_finder.candidates(scene):
                part = f"{tone}_{'square' if outline.is_square else 'round'}"
                fit = label(outline, drawn, inks.px_per_mm)
                table[part].append((row, fit))
    return table


def _pages(seeds: range, *, in_colour: bool) -> Iterator[Drawn]:
    for seed in seeds:
        yield draw_page(tune_hand(seed), in_colour=in_colour)
        yield world_page(_WORLD_SEED + seed, in_colour=in_colour)


def fit_part(rows: list[tuple[Row, float]], trees: int) -> dict[str, object]:
    """Return one part of the model as plain values."""
    features: Floats = np.stack([row for row, _ in rows])
    fit = np.array([f for _, f in rows])
    used = (fit >= _GOOD) | (fit < _BAD)
    truth = (fit >= _GOOD).astype(np.float64)
    weight = np.ones(len(truth))
    return boost(features[used], truth[used], weight[used], trees=trees).as_json()


def main() -> None:
    """Train all parts and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600)
    parser.add_argument("--trees", type=int, default=140)
    asked = parser.parse_args()
    model: dict[str, object] = {}
    for in_colour in (True, False):
        table = collect(range(asked.pages), in_colour=in_colour)
        for part, rows in table.items():
            model[part] = fit_part(rows, asked.trees)
    _MODEL.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
