"""Boosting of small trees with plain numpy: enough for some ten thousand rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_BINS = 40
_DEPTH = 3
_SHRINK = 0.12
_RIDGE = 2.0
_MIN_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Grown:
    """The trees in the layout that ``checker.probes._ink_trees`` reads."""

    feature: list[list[int]]
    limit: list[list[float]]
    leaf: list[list[float]]
    base: float

    def as_json(self) -> dict[str, object]:
        """Return plain values; limits keep five digits, which the bins outlast."""
        return {
            "feature": self.feature,
            "limit": [[float(f"{v:.5g}") for v in row] for row in self.limit],
            "leaf": [[round(v, 4) for v in row] for row in self.leaf],
            "base": round(self.base, 4),
        }


def boost(rows: Floats, truth: Floats, weight: Floats, *, trees: int) -> Grown:
    """Grow trees that tell rows with truth 1 from rows with truth 0.

    Args:
        rows: shape (count, features), finite.
        truth: 0 or 1 each.
        weight: how much each row counts.
        trees: how many to grow.
    """
    edges = np.quantile(rows, np.linspace(0, 1, _BINS + 1)[1:-1], axis=0)
    binned = np.stack(
        [np.searchsorted(edges[:, j], rows[:, j]) for j in range(rows.shape[1])], axis=1
    )
    share = float((truth * weight).sum() / weight.sum())
    base = float(np.log(share / (1 - share)))
    total = np.full(len(rows), base)
    grown = Grown([], [], [], base)
    chance = np.random.default_rng(5)
    for _ in range(trees):
        odds = 1 / (1 + np.exp(-total))
        bag = weight * (chance.random(len(rows)) < 0.7)  # noqa: PLR2004
        columns = np.sort(
            chance.choice(rows.shape[1], max(1, rows.shape[1] * 2 // 3), replace=False)
        )
        slope, bend = bag * (truth - odds), bag * odds * (1 - odds)
        feature, cut, leaf, place = _grow((binned, columns), slope, bend)
        limits = [
            float(edges[c, f]) if c < _BINS - 1 else 1e30
            for f, c in zip(feature, cut, strict=True)
        ]
        grown.feature.append(feature)
        grown.limit.append(limits)
        grown.leaf.append([float(v) for v in leaf])
        total = total + leaf[place]
    return grown


def _grow(
    table: tuple[NDArray[np.int64], NDArray[np.int64]], slope: Floats, bend: Floats
) -> tuple[list[int], list[int], Floats, NDArray[np.int64]]:
    binned, columns = table
    node = np.zeros(len(binned), dtype=np.int64)
    feature = [0] * (2**_DEPTH - 1)
    cut = [_BINS - 1] * (2**_DEPTH - 1)
    for index in range(2**_DEPTH - 1):
        here = np.nonzero(node == index)[0]
        best = _best_split((binned[here], columns), slope[here], bend[here])
        if best is not None:
            feature[index], cut[index] = best
        right = binned[here, feature[index]] > cut[index]
        node[here] = 2 * index + 1 + right
    place = node - (2**_DEPTH - 1)
    count = 2**_DEPTH
    leaf = np.bincount(place, slope, count) / (np.bincount(place, bend, count) + _RIDGE)
    return feature, cut, _SHRINK * leaf, place


def _best_split(
    table: tuple[NDArray[np.int64], NDArray[np.int64]], slope: Floats, bend: Floats
) -> tuple[int, int] | None:
    binned, columns = table
    if len(binned) < 10:  # noqa: PLR2004
        return None
    best: tuple[int, int] | None = None
    top = 1e-3
    whole = slope.sum() ** 2 / (bend.sum() + _RIDGE)
    for j in columns:
        left_g = np.cumsum(np.bincount(binned[:, j], slope, _BINS))
        left_h = np.cumsum(np.bincount(binned[:, j], bend, _BINS))
        right_g, right_h = left_g[-1] - left_g, left_h[-1] - left_h
        gain = left_g**2 / (left_h + _RIDGE) + right_g**2 / (right_h + _RIDGE) - whole
        gain[(left_h < _MIN_WEIGHT / 4) | (right_h < _MIN_WEIGHT / 4)] = 0
        k = int(gain.argmax())
        if gain[k] > top:
            top, best = float(gain[k]), (int(j), k)
    return best
