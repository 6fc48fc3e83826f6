"""A waiver: a person's signed acceptance of a finding."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who accepted a finding, why, and until which day (inclusive; None: for good)."""

    finding_id: str
    by: str
    reason: str
    until: dt.date | None = None
