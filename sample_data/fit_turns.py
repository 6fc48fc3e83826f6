"""How far the probability of a page's turn can be believed, and a map that mends it.

Run by hand: ``python -m sample_data.fit_turns [pages]``. Pages of the labelled world in
the tuning fonts, scanned or photographed, that a person can read; of every three, two
fit the map and one tests it. The map is Platt's, two numbers on the log odds, drawn
towards the identity as wrong turns are rare; the greatest probability worth saying is
how often the surest were right. Prints calibration errors on the pages that fitted
nothing, as they are and mapped.
"""

import math
import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.ocr.rapid import READER
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_turn import TURNS_DEG, weigh_turns
from checker.tuning.scores import calibration_error
from sample_data.world import choose, picture_of
from tests.fakes import view_of

Answer = tuple[float, bool]
"""Greatest probability of the four turns, and whether that turn is right."""

FIRST_SEED = 170_000
_MOST_DPI = 200
_SUREST = 0.99
_MOST_SURE = 0.995
"""As checker.probes.orientation has it."""

_NEARNESS = 4.0
"""Pages' worth of weight that holds the map at the identity."""


def collect(seeds: range) -> list[tuple[int, Answer]]:
    """Return the seed and answer of each page that has a turn and can be read."""
    answers = []
    reader = READER()
    for seed in seeds:
        recipe = choose(seed, "tune")
        if recipe.medium == "digital" or recipe.strength > 1:
            continue
        recipe = replace(recipe, dpi=min(_MOST_DPI, recipe.dpi))
        page, truth = picture_of(recipe)
        view = view_of(page, float(recipe.dpi), reader=reader)
        ink = find_ink(view)
        if truth["turn_deg"] is None or ink.letters.shape[0] == 0:
            continue
        odds = weigh_turns(view, ink)
        best = int(np.argmax(odds))
        is_right = TURNS_DEG[best] == truth["turn_deg"]
        answers.append((seed, (float(odds[best]), is_right)))
    return answers


def fit(answers: Sequence[Answer]) -> tuple[float, float]:
    """Return shift and slope of Platt's map on the log odds."""
    nats = np.array([_nats(chance) for chance, _ in answers])
    right = np.array([is_right for _, is_right in answers], float)
    shift, slope = 0.0, 1.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(shift + slope * nats)))
        wrong, bend = right - chance, chance * (1 - chance)
        pull = np.array([wrong.sum(), (wrong * nats).sum()])
        pull -= _NEARNESS * np.array([shift, slope - 1])
        cross = float((bend * nats).sum())
        curve = np.array([[bend.sum(), cross], [cross, float((bend * nats**2).sum())]])
        step = np.linalg.solve(curve + _NEARNESS * np.eye(2), pull)
        shift, slope = shift + float(step[0]), slope + float(step[1])
    return shift, slope


def mapped(chance: float, shift: float, slope: float) -> float:
    """Return the probability that the map makes of another."""
    return 1 / (1 + math.exp(-(shift + slope * _nats(chance))))


def most_sure(answers: Sequence[Answer]) -> float:
    """Return how often the surest answers are right, one success and failure added."""
    surest = [is_right for chance, is_right in answers if chance >= _SUREST]
    return (sum(surest) + 1) / (len(surest) + 2)


def _nats(chance: float) -> float:
    held = min(1 - 1e-6, max(1e-6, chance))
    return math.log(held / (1 - held))


def main() -> None:
    """Draw, ask, fit, and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    answers = collect(range(FIRST_SEED, FIRST_SEED + pages))
    shown = [one for seed, one in answers if seed % 3]
    held = [one for seed, one in answers if seed % 3 == 0]
    shift, slope = fit(shown)
    most = most_sure(shown)
    right = [is_right for _, is_right in held]
    moved = [mapped(chance, shift, slope) for chance, _ in held]
    ways = {"as they are": [c for c, _ in held]}
    ways[f"mapped by {shift:.3f} + {slope:.3f} nats"] = moved
    sys.stdout.write(f"{len(shown)} fitted, {len(held)} held, {sum(right)} right\n")
    for name, chances in ways.items():
        for top in (_MOST_SURE, most):
            error = calibration_error([min(top, c) for c in chances], right)
            sys.stdout.write(f"{name}, at most {top:.4f}: {error:.4f}\n")
    doubted = sorted(one for _, one in answers if one[0] < _SUREST)
    for chance, is_right in doubted:
        sys.stdout.write(f"  {chance:.3f} {'right' if is_right else 'wrong'}\n")


if __name__ == "__main__":
    main()
