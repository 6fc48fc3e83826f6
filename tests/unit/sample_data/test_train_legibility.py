"""Trees that may only rise or fall with a measure."""

import numpy as np
from numpy.typing import NDArray

from checker.probes._sheet_clarity import MEASURES
from checker.probes._sheet_trees import trees_of
from sample_data.train_legibility import SENSES, WITHOUT, grow

SPAN = MEASURES.index("span_median")
Floats = NDArray[np.float64]
CONTRAST = MEASURES.index("contrast_median")


def _pages(seed: int) -> tuple[Floats, Floats]:
    """Return pages that seem clearer with less span, as no real harm makes them."""
    rng = np.random.default_rng(seed)
    measures = rng.uniform(0, 1, (400, len(MEASURES)))
    wanted = np.clip(1 - measures[:, SPAN] + rng.normal(0, 0.1, 400), 0.01, 0.99)
    return measures, wanted


def test_answer_never_falls_with_a_measure_that_it_may_only_rise_with() -> None:
    measures, wanted = _pages(1)
    trees = trees_of(grow(measures, wanted, senses=SENSES))
    page = measures[0].copy()

    answers = []
    for span in np.linspace(0, 1, 40):
        page[SPAN] = span
        answers.append(trees.probability(page))

    assert np.all(np.diff(answers) >= -1e-4)


def test_answer_follows_what_it_may_follow() -> None:
    measures, wanted = _pages(2)
    trees = trees_of(grow(measures, wanted))
    low, high = measures[0].copy(), measures[0].copy()
    low[SPAN], high[SPAN] = 0.1, 0.9

    assert trees.probability(low) > trees.probability(high) + 0.3


def test_barred_measure_is_asked_by_no_tree() -> None:
    measures, wanted = _pages(3)
    measures[:, CONTRAST] = wanted

    trees = trees_of(grow(measures, wanted, count=10, without=WITHOUT))

    used = trees.limit < 1e9
    assert not np.any(trees.measure[used] == CONTRAST)
