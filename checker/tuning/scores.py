"""Measures of agreement, each with how sure it is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_Z = 1.959964
"""Normal quantile of a two-sided 95 % interval."""

_BINS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """One figure: its name, its value, a 95 % interval where it is a share.

    ``count``: of how many cases. ``goal``: what it should reach; ``at_most`` says that
    less is better. ``note``: where it is worst, or what it leaves out.
    """

    name: str
    value: float | None
    count: int
    low: float | None = None
    high: float | None = None
    goal: float | None = None
    at_most: bool = False
    note: str = ""

    @property
    def reaches(self) -> bool | None:
        """Whether the goal is reached; None: there is none, or no figure."""
        if self.goal is None or self.value is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def share(
    name: str, right: int, count: int, *, goal: float | None = None, note: str = ""
) -> Score:
    """Return a share with its Wilson interval.

    **Source:** Wilson 1927; the interval holds for shares near 0 and 1 as well.
    """
    if not count:
        return Score(name, None, 0, goal=goal, note=note)
    p = right / count
    base = 1 + _Z**2 / count
    middle = (p + _Z**2 / (2 * count)) / base
    half = _Z * math.sqrt(p * (1 - p) / count + _Z**2 / (4 * count**2)) / base
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Score(name, p, count, low, high, goal, note=note)


def area_under_curve(chances: Sequence[float], truths: Sequence[bool]) -> float | None:
    """Return the share of pairs (true, false) in the right order; ties count half."""
    good = sorted(c for c, t in zip(chances, truths, strict=True) if t)
    bad = sorted(c for c, t in zip(chances, truths, strict=True) if not t)
    if not good or not bad:
        return None
    won = sum((c > b) + 0.5 * (c == b) for c in good for b in bad)
    return won / (len(good) * len(bad))


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float | None:
    """Return the expected calibration error in ten bins of equal width.

    **Source:** Guo et al. 2017, On calibration of modern neural networks.
    """
    if not sure:
        return None
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, is_right in zip(sure, right, strict=True):
        place = min(_BINS - 1, int(chance * _BINS))
        bins.setdefault(place, []).append((chance, is_right))
    off = 0.0
    for members in bins.values():
        mean = sum(chance for chance, _ in members) / len(members)
        hits = sum(is_right for _, is_right in members) / len(members)
        off += abs(mean - hits) * len(members)
    return off / len(sure)


@dataclass(slots=True)
class Tally:
    """Things found rightly, found wrongly, and missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def scores(
        self, name: str, *, precision: float | None, recall: float | None
    ) -> list[Score]:
        """Return precision and recall against their goals."""
        found, wanted = self.hits + self.false, self.hits + self.missed
        return [
            share(f"{name}: precision", self.hits, found, goal=precision),
            share(f"{name}: recall", self.hits, wanted, goal=recall),
        ]

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        whole = 2 * self.hits + self.false + self.missed
        return 2 * self.hits / whole if whole else None
