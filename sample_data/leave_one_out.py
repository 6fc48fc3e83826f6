"""How legibility copes with a kind of harm that it was never shown.

Run by hand: ``python -m sample_data.leave_one_out [pages]``. Pages of the labelled
world in the tuning fonts, most of them harmed; for each kind, trees are grown on the
pages of all other kinds and judge those of that kind, and a tenth of the sound ones.
Prints what comes out for each kind, and pooled. What ``checker.probes.legibility`` adds
to its trees (blots, faint ink) is added here too; the reader is not asked.
"""

import sys
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from checker.probes._sheet_clarity import measure_clarity
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_lines import lines_along
from checker.probes._sheet_trees import trees_of
from checker.probes.legibility import weaken
from checker.tuning.scores import area_under_curve
from sample_data.draw.harm import KINDS
from sample_data.train_legibility import SENSES, WITHOUT, grow
from sample_data.world import Recipe, choose, picture_of
from tests.fakes import view_of

Floats = NDArray[np.float64]
_FIRM, _HOPELESS = 0.6, 1.65
_WITHOUT_TEXT = ("blank", "album", "photos", "site_photos", "nearly_empty")


@dataclass(frozen=True, slots=True)
class Case:
    """One page: its kind of harm ("" for none), P(legible) wanted, and its measures.

    ``factor``: by what the probe weakens the trees' answer.
    """

    kind: str
    strength: float
    measures: Floats
    factor: float

    @property
    def wanted(self) -> float:
        """P(legible): a half at the limit of its kind."""
        return 1 / (1 + self.strength**4)

    @property
    def is_clear_cut(self) -> bool:
        """Whether all readers would say the same."""
        return self.strength < _FIRM or self.strength > _HOPELESS


def collect(seeds: range) -> list[Case]:
    """Draw and measure pages; three of four are harmed."""
    cases = []
    for seed in seeds:
        recipe = _harmed(choose(seed, "tune", clean=True), seed)
        if recipe.layout in _WITHOUT_TEXT:
            continue
        page, truth = picture_of(recipe)
        view = view_of(page, float(recipe.dpi))
        ink = find_ink(view)
        found = measure_clarity(view, ink, lines_along(ink, 0))
        if found is not None:
            strength = float(str(truth["strength"]))
            cases.append(Case(recipe.harm, strength, found, weaken(found, ink)))
    return cases


def _harmed(recipe: Recipe, seed: int) -> Recipe:
    media = ("scan", "grey", "photo", "scan")
    recipe = replace(recipe, medium=media[seed % 4])  # type: ignore[arg-type]
    recipe = replace(recipe, dpi=(100, 150, 200)[seed % 3])
    if seed % 4 == 0:
        return recipe
    rng = np.random.default_rng([seed, 43])
    strength = float(np.exp(rng.uniform(np.log(0.3), np.log(3.5))))
    kind = KINDS[seed // 4 % len(KINDS)]
    return replace(recipe, harm=kind, strength=strength)


def judge(cases: list[Case], kind: str) -> list[tuple[float, bool]]:
    """Return (P(legible), legible) of the pages of a kind that training never saw."""
    sound = [one for one in cases if not one.kind]
    held = set(map(id, sound[KINDS.index(kind) :: len(KINDS)]))
    shown = [one for one in cases if one.kind != kind and id(one) not in held]
    trees = trees_of(
        grow(
            np.array([one.measures for one in shown]),
            np.array([one.wanted for one in shown]),
            senses=SENSES,
            without=WITHOUT,
        )
    )
    asked = [
        one
        for one in cases
        if one.is_clear_cut and (one.kind == kind or id(one) in held)
    ]
    return [
        (trees.probability(one.measures) * one.factor, one.strength < _FIRM)
        for one in asked
    ]


def figures(answers: list[tuple[float, bool]]) -> str:
    """Return area under the curve and balanced accuracy, as text."""
    chances, truths = [c for c, _ in answers], [t for _, t in answers]
    area = area_under_curve(chances, truths)
    kept = [c >= 0.5 for c, t in answers if t]  # noqa: PLR2004 - the verdict's limit
    refused = [c < 0.5 for c, t in answers if not t]  # noqa: PLR2004
    if area is None:
        return "-"
    balanced = (sum(kept) / len(kept) + sum(refused) / len(refused)) / 2
    return f"AUC {area:.3f}  balanced {balanced:.3f}  n={len(answers)}"


def main() -> None:
    """Draw, leave each kind out in turn, print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1200
    cases = collect(range(150_000, 150_000 + pages))
    pooled = []
    for kind in KINDS:
        answers = judge(cases, kind)
        pooled += answers
        sys.stdout.write(f"without {kind:<10} {figures(answers)}\n")
        sys.stdout.flush()
    sys.stdout.write(f"pooled             {figures(pooled)}\n")


if __name__ == "__main__":
    main()
