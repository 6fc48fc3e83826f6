"""How long a dossier will take a reviewer, and how urgent it is."""

GLANCE_S = 25.0
"""A clean dossier: its contact sheet is looked at. Source: own estimate, to be replaced
by the minutes that the figures screen measures."""

_FAULT_S, _DOUBT_S = 12.0, 20.0
"""A finding beside its page: a fault is confirmed sooner than a doubt is settled.
Source: own estimate, as above."""


def estimate_minutes(faults: int, unknowns: int) -> float:
    """Return the minutes that a reviewer will need, one decimal."""
    seconds = GLANCE_S + faults * _FAULT_S + unknowns * _DOUBT_S
    return round(seconds / 60, 1)


def risk_of(errors: int, warnings: int, unknowns: int) -> int:
    """Return the weight by which the queue is ordered, highest first.

    An error outweighs any number of doubts that a dossier usually has, a doubt
    outweighs a warning.
    """
    return errors * 100 + unknowns * 10 + warnings
