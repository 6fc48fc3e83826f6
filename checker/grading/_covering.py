"""Chooses the fewest repairs that meet several needs at once.

Sets of repairs are whole numbers used as bit masks: bit n is repair n.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EXACT_UP_TO = 15
"""Most repairs among which all sets are tried: 2 ** 15 sets and six needs take about
0.1 s; beyond, the repair that helps most is taken first. Source: own timing."""


@dataclass(frozen=True, slots=True)
class Need:
    """A line of the scheme that must lose so many of the units that it counts.

    ``units`` are (repairs that the unit takes, how many such units); at most
    ``at_most`` units may be left.
    """

    units: tuple[tuple[int, int], ...]
    at_most: int

    @staticmethod
    def of(units: Iterable[Iterable[int]], *, at_most: int) -> "Need":
        """Return the need of units, each given as the numbers of its repairs."""
        counted = Counter(sum(1 << one for one in set(unit)) for unit in units)
        return Need(tuple(counted.items()), at_most)

    def excess(self, made: int) -> int:
        """Return how many units are too many after a set of repairs; 0: met."""
        left = sum(count for takes, count in self.units if takes & ~made)
        return max(0, left - self.at_most)


def smallest_cover(needs: Sequence[Need]) -> tuple[int, ...]:
    """Return the numbers of the fewest repairs that meet all needs, ascending.

    Exact for up to ``EXACT_UP_TO`` repairs between which there is a choice (those
    without which no set can do are not counted), else a good set found step by step.
    """
    every = 0
    for need in needs:
        for takes, _ in need.units:
            every |= takes
    repairs = [one for one in range(every.bit_length()) if every >> one & 1]
    made = _mask(one for one in repairs if _excess(needs, every & ~(1 << one)))
    free = [one for one in repairs if not made >> one & 1]
    find = _try_all if len(free) <= EXACT_UP_TO else _step_by_step
    made = find(needs, made, free)
    return tuple(one for one in repairs if made >> one & 1)


def _mask(repairs: Iterable[int]) -> int:
    return sum(1 << one for one in repairs)


def _excess(needs: Sequence[Need], made: int) -> int:
    return sum(need.excess(made) for need in needs)


def _try_all(needs: Sequence[Need], made: int, free: Sequence[int]) -> int:
    """Return the first of the smallest sets that will do."""
    sets = (
        made | _mask(chosen)
        for size in range(len(free) + 1)
        for chosen in itertools.combinations(free, size)
    )
    return next(one for one in sets if not _excess(needs, one))


def _step_by_step(needs: Sequence[Need], made: int, free: Sequence[int]) -> int:
    """Take what helps most until all is met, then give back what is not needed.

    A unit that takes several repairs shows progress only with the last of them, so
    the share of each unit that a repair brings decides between equals.
    """
    chosen: list[int] = []
    while _excess(needs, made):
        rest = [one for one in free if not made >> one & 1]
        best = min(rest, key=lambda one: (_rank(needs, made | 1 << one), one))
        made |= 1 << best
        chosen.append(best)
    for one in chosen:
        if not _excess(needs, made & ~(1 << one)):
            made &= ~(1 << one)
    return made


def _rank(needs: Sequence[Need], made: int) -> tuple[int, float]:
    """Return what is still to do after a set: units too many, and parts of units."""
    parts = sum(
        count * (takes & ~made).bit_count() / takes.bit_count()
        for need in needs
        if need.excess(made)
        for takes, count in need.units
    )
    return _excess(needs, made), parts
