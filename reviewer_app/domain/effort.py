"""How long a dossier will take a reviewer, how long it took, and how urgent it is."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

GLANCE_S = 25.0
"""A clean dossier: its contact sheet is looked at. Source: own estimate; the figures
screen shows it beside the minutes that were spent."""

_FAULT_S, _DOUBT_S = 12.0, 20.0
"""A finding beside its page: a fault is confirmed sooner than a doubt is settled.
Source: own estimate, as above."""


def estimate_minutes(faults: int, unknowns: int) -> float:
    """Return the minutes that a reviewer will need, one decimal."""
    seconds = GLANCE_S + faults * _FAULT_S + unknowns * _DOUBT_S
    return round(seconds / 60, 1)


LONGEST_GAP = dt.timedelta(minutes=5)
"""Whoever does nothing for longer is not reading. Source: own choice; a page that is
hard to judge takes a minute or two."""

Step = tuple[int, dt.datetime, int]
"""Who did something, when, and to which case."""


def spent_minutes(steps: Iterable[Step]) -> dict[int, float]:
    """Return the minutes that people spent on each case, one decimal.

    What lies between two steps of a person on the same case is time spent on it, but
    never more than ``LONGEST_GAP``.

    Args:
        steps: ordered by person, then by time.
    """
    spent: dict[int, dt.timedelta] = {}
    for (person, begun, before), (other, ended, case_id) in pairwise(steps):
        if person == other and before == case_id:
            gap = min(ended - begun, LONGEST_GAP)
            spent[case_id] = spent.get(case_id, dt.timedelta()) + gap
    return {case_id: round(took / _MINUTE, 1) for case_id, took in spent.items()}


_MINUTE = dt.timedelta(minutes=1)


def risk_of(errors: int, warnings: int, unknowns: int) -> int:
    """Return the weight by which the queue is ordered, highest first.

    An error outweighs any number of doubts that a dossier usually has, a doubt
    outweighs a warning.
    """
    return errors * 100 + unknowns * 10 + warnings
