"""Boosted trees read from a small JSON file, and their probabilities."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DEPTH = 3
"""Levels of questions in each tree; every tree is complete."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of complete trees over one row of features.

    ``feature`` and ``limit`` have shape (trees, 7), ``leaf`` (trees, 8). A row goes
    right where its feature is above the limit.
    """

    feature: NDArray[np.int64]
    limit: NDArray[np.float64]
    leaf: NDArray[np.float64]
    base: float

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each row, shape (rows,)."""
        node = np.zeros((len(rows), len(self.leaf)), dtype=np.int64)
        tree = np.arange(len(self.leaf))
        for _ in range(DEPTH):
            asked = np.take_along_axis(rows, self.feature[tree, node], axis=1)
            node = 2 * node + 1 + (asked > self.limit[tree, node])
        total = self.base + self.leaf[tree, node - (2**DEPTH - 1)].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float64)


@functools.cache
def load_trees(file_name: str, part: str) -> Trees:
    """Return the trees of one part of a model file beside this module."""
    text = Path(__file__).with_name(file_name).read_text(encoding="utf-8")
    part_of = json.loads(text)[part]
    return Trees(
        feature=np.array(part_of["feature"], dtype=np.int64),
        limit=np.array(part_of["limit"], dtype=np.float64),
        leaf=np.array(part_of["leaf"], dtype=np.float64),
        base=float(part_of["base"]),
    )
