"""How often something may be asked from one address, for who is not logged in."""

import datetime as dt
from dataclasses import dataclass

from reviewer_app.db import people as kept
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Limit:
    """So many turns from one address within a time."""

    name: str
    at_most: int
    within: dt.timedelta = dt.timedelta(minutes=15)


REGISTRATIONS = Limit("/register", 10)
QUICK_CHECKS = Limit("/quick-check", 10)
SOUNDS = Limit("/captcha", 60)
"""Source: own choice, as for log-ins; an office behind one address still gets on. Kept
among the tries to log in, under names that are no account."""


def take_turn(limit: Limit, address: str, desk: Desk) -> None:
    """Count one more turn from an address.

    Raises:
        RefusedError: ``throttled``; this turn then does not count.
    """
    with desk.database.work() as tx:
        now = desk.clock.now()
        since = now - limit.within
        if kept.count_failures(tx, limit.name, address, since=since) >= limit.at_most:
            minutes = round(limit.within.total_seconds() / 60)
            raise RefusedError(
                "throttled",
                f"操作过于频繁，请 {minutes} 分钟后再试",
                f"Too many tries; please wait {minutes} minutes",
            )
        kept.note_attempt(tx, limit.name, address, at=now, succeeded=False)
