"""Marks findings that a person accepted; never drops one."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from checker.model.finding import Finding
from checker.model.waiver import Waiver


def apply_waivers(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    *,
    as_of: dt.date | None,
    former_ids: Sequence[tuple[str, ...]] = (),
) -> tuple[Finding, ...]:
    """Return all findings in their order, the accepted ones with their waiver.

    Args:
        findings: of one judgement.
        waivers: the first that is in force for a finding holds; those for findings
            that are not there have no effect.
        as_of: the day of judgement; a waiver whose last day lies before it has
            lapsed. None: no day was given, and every waiver is honoured.
        former_ids: for each finding the ids it had under its rule's old ids.
    """
    in_force: dict[str, Waiver] = {}
    for one in waivers:
        if as_of is None or one.until is None or one.until >= as_of:
            in_force.setdefault(one.finding_id, one)
    old_ids = former_ids or [()] * len(findings)
    return tuple(
        _waived(finding, in_force, old)
        for finding, old in zip(findings, old_ids, strict=True)
    )


def _waived(
    finding: Finding, in_force: dict[str, Waiver], old_ids: tuple[str, ...]
) -> Finding:
    for known_as in (finding.id, *old_ids):
        if known_as in in_force:
            return dataclasses.replace(finding, waiver=in_force[known_as])
    return finding
