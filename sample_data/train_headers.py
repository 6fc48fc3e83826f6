"""Fit the model of the red-header probe: ``python -m sample_data.train_headers``.

Draws pages, takes the probe's own candidate bands, labels them by what was drawn, and
writes ``checker/probes/_header_model.json``. Same seeds, same model.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.probes import _header_finder
from checker.probes._header_finder import MAP_DPI, Blot, read_page
from checker.probes._ink import Inks, measure_dark, measure_inks
from sample_data._seal_pages import Drawn, tune_hand
from sample_data._seal_scenes import draw_page
from sample_data.draw.scanning import Medium
from sample_data.paperwork import Label
from sample_data.train_seals import view_of_drawn
from sample_data.world import choose, picture_of
from tests.fakes import view_of

Floats = NDArray[np.float64]
_MODEL = Path(_header_finder.__file__).with_name(_header_finder.MODEL_FILE)
_GOOD, _BAD = 0.55, 0.2
_RIDGE = 2.0
_HEADED = ("notice_first", "letter_form", "joint_notice", "notice_single", "plan_first")
_PLAIN = (
    *("red_title", "poster", "licence", "invoice", "exam", "statement", "receipt"),
    *("site_photos", "certificate", "card", "report", "album", "essay", "rules_text"),
)


def blots_of(drawn: Drawn, inks: Inks) -> list[Blot]:
    """Return the drawn red seals as what the probe leaves out."""
    scale = inks.px_per_mm
    return [
        Blot(
            (m.box_mm[0] + m.box_mm[2]) / 2 * scale,
            (m.box_mm[1] + m.box_mm[3]) / 2 * scale,
            (m.box_mm[2] - m.box_mm[0]) / 2 * scale,
            (m.box_mm[3] - m.box_mm[1]) / 2 * scale,
        )
        for m in drawn.marks
        if m.colour in {"red", "purple"}
    ]


def collect(
    seeds: range, *, in_colour: bool, black: bool = False
) -> list[tuple[Floats, float, bool]]:
    """Return features, overlap with the drawn header, and whether there is one.

    Args:
        seeds: of the pages.
        in_colour: draw pages in colour; else grey and bilevel ones.
        black: look at the black ink of pages in colour that have no header.
    """
    rows = []
    for seed in seeds:
        drawn = draw_page(tune_hand(seed), in_colour=in_colour)
        view = view_of_drawn(drawn)
        measure = measure_inks if in_colour else measure_dark
        inks = measure(view, dpi=MAP_DPI)
        if black and drawn.header is not None:
            continue
        in_red = in_colour and not black
        plane = inks.warm if in_red else inks.dark
        blots = blots_of(drawn, inks) if in_red else []
        reading = read_page(inks, plane, blots, quarter_turns=0)
        if reading is None:
            continue
        for block, row in reading.blocks():
            box = tuple(v / inks.px_per_mm for v in reading.upright.back(block))
            fit = 0.0 if drawn.header is None else _overlap(box, drawn.header)
            rows.append((row, fit, drawn.header is not None))
    return rows


def collect_world(seeds: range) -> list[tuple[Floats, float, bool]]:
    """Return the same of pages in colour of the labelled world in the tuning fonts."""
    rows = []
    for seed in seeds:
        recipe = choose(seed, "tune", clean=True)
        names = _HEADED if seed % 2 else _PLAIN
        media: tuple[Medium, ...] = ("scan", "photo")
        recipe = replace(
            recipe,
            layout=names[seed // 2 % len(names)],
            medium=media[seed // 4 % 2],
            dpi=(100, 150, 200)[seed % 3],
        )
        page, truth = picture_of(recipe)
        view = view_of(page, float(recipe.dpi))
        inks = measure_inks(view, dpi=MAP_DPI)
        size = (page.shape[1], page.shape[0])
        scale = MAP_DPI / recipe.dpi
        header = _scaled(dict(truth["red_header"]).get("box"), size, scale)  # type: ignore[call-overload]
        seals: list[Label] = truth["seals"]  # type: ignore[assignment]
        blots = [_blot(_scaled(one["box"], size, scale)) for one in seals]
        reading = read_page(
            *(inks, inks.warm, blots),
            quarter_turns=0,
            hint_deg=float(str(truth["skew_deg"] or 0)),
        )
        if reading is None:
            continue
        for block, row in reading.blocks():
            box = reading.upright.back(block)
            fit = _overlap(box, header) if header else 0.0
            rows.append((row, fit, bool(header)))
    return rows


def _scaled(box: object, size: tuple[int, int], scale: float) -> tuple[float, ...]:
    if not isinstance(box, list):
        return ()
    return tuple(v * size[k % 2] * scale for k, v in enumerate(box))


def _blot(box: tuple[float, ...]) -> Blot:
    x0, y0, x1, y1 = box
    return Blot((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2)


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    first, second = (a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])
    return width * height / (first + second - width * height)


def fit_part(rows: list[tuple[Floats, float, bool]]) -> dict[str, object]:
    """Return a ridge logistic model as plain values."""
    used = [
        (row, fit >= _GOOD) for row, fit, has in rows if fit >= _GOOD or not has
        or fit < _BAD
    ]  # fmt: skip
    features = np.stack([row for row, _ in used])
    truth = np.array([float(good) for _, good in used])
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    spread = np.maximum(spread, 0.02 * np.abs(mean) + 1e-3)
    steps = np.clip((features - mean) / spread, -4, 4)
    weight, base = _logistic(steps, truth)
    return {
        "mean": [round(float(v), 5) for v in mean],
        "spread": [round(float(v), 5) for v in spread],
        "weight": [round(float(v), 4) for v in weight],
        "base": round(base, 4),
    }


def _logistic(steps: Floats, truth: Floats) -> tuple[Floats, float]:
    rows = np.column_stack([steps, np.ones(len(steps))])
    answer = np.zeros(rows.shape[1])
    hold = np.eye(rows.shape[1]) * _RIDGE
    hold[-1, -1] = 1e-6
    for _ in range(40):
        odds = 1 / (1 + np.exp(-rows @ answer))
        slope = rows.T @ (truth - odds) - hold @ answer
        bend = (rows * (odds * (1 - odds))[:, None]).T @ rows + hold
        answer = answer + np.linalg.solve(bend, slope)
    return answer[:-1], float(answer[-1])


def main() -> None:
    """Train both parts and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    asked = parser.parse_args()
    seeds = range(asked.pages)
    black = collect(seeds, in_colour=True, black=True)
    more = range(90_000, 90_000 + asked.pages)
    model = {
        "colour": fit_part(collect(seeds, in_colour=True) + collect_world(more)),
        "grey": fit_part(collect(seeds, in_colour=False) + black),
    }
    _MODEL.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
