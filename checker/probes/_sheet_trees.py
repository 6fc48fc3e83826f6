"""A few small decision trees, kept as JSON numbers and added up."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.probes._models import FOLDER

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Complete binary trees of one depth.

    ``measure`` and ``limit``: shape (trees, 2**depth - 1), node by node from the root;
    a page goes right where its measure is greater. ``leaf``: shape (trees, 2**depth).
    """

    names: tuple[str, ...]
    start: float
    measure: NDArray[np.int64]
    limit: Floats
    leaf: Floats

    def probability(self, measures: Floats) -> float:
        """Return the probability for one page's measures."""
        rows = np.arange(self.measure.shape[0])
        node = np.zeros(rows.size, np.int64)
        inner = self.measure.shape[1]
        while node[0] < inner:
            right = measures[self.measure[rows, node]] > self.limit[rows, node]
            node = 2 * node + 1 + right
        nats = self.start + float(self.leaf[rows, node - inner].sum())
        return float(1 / (1 + np.exp(-np.clip(nats, -30, 30))))


@cache
def load_trees(name: str) -> Trees:
    """Return the trees of a JSON file beside this module."""
    return trees_of(json.loads((FOLDER / name).read_text(encoding="utf-8")))


@cache
def load_choices(name: str) -> dict[str, Trees]:
    """Return several sets of trees of one JSON file, by their names."""
    held = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return {choice: trees_of(one) for choice, one in held.items()}


def trees_of(held: Mapping[str, Any]) -> Trees:
    """Return trees from the numbers of a JSON file."""
    return Trees(
        tuple(held["names"]),
        float(held["start"]),
        np.array(held["measure"], dtype=np.int64),
        np.array(held["limit"], dtype=np.float64),
        np.array(held["leaf"], dtype=np.float64),
    )
