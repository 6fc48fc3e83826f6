"""The smallest set of repairs that reaches the next better grade.

A replaced file mends all findings about it, so findings of one document in one item
form one repair; a finding without a document is a repair by itself.
"""

from collections.abc import Iterable, Sequence

from checker.grading._counting import WORST_FIRST, counted_by, grade_of, is_met
from checker.grading._covering import Need, smallest_cover
from checker.model.finding import Finding
from checker.model.grade import Grade, GradingLine, GradingScheme, Repair, WayUp


def find_way_up(
    scheme: GradingScheme, findings: Sequence[Finding], grade: Grade
) -> WayUp | None:
    """Return the smallest set of repairs that leads to a better grade.

    Args:
        scheme: of the pack that judged.
        findings: all of the judgement; waived ones need no repair.
        grade: what the scheme suggests now.

    Returns:
        The repairs in the order of findings, and the grade that they reach; among
        sets of equal size one that reaches the better grade. None where no repair
        leads higher.
    """
    repairs = repairs_of(findings)
    ways = []
    for target in WORST_FIRST[WORST_FIRST.index(grade) + 1 :]:
        chosen = _repairs_for(target, scheme, (findings, repairs))
        reached = grade_of(scheme, without(findings, chosen))
        if _rank(reached) > _rank(grade):
            ways.append(WayUp(reached, chosen))
    return min(
        ways, key=lambda way: (len(way.repairs), -_rank(way.target)), default=None
    )


def repairs_of(findings: Sequence[Finding]) -> tuple[Repair, ...]:
    """Group the unwaived findings into repairs, in the order of findings."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        if one.waiver is None:
            groups.setdefault(_group(one), []).append(one)
    return tuple(
        Repair(
            item=members[0].location.item,
            document=members[0].location.document,
            finding_ids=tuple(one.id for one in members),
        )
        for members in groups.values()
    )


def without(
    findings: Sequence[Finding], repairs: Iterable[Repair]
) -> tuple[Finding, ...]:
    """Return the findings that are left when repairs have been made."""
    mended = {finding_id for repair in repairs for finding_id in repair.finding_ids}
    return tuple(one for one in findings if one.id not in mended)


def _group(finding: Finding) -> tuple[str, ...]:
    place = finding.location
    if place.document is None:
        return ("finding", finding.id)
    return ("document", place.item or "", place.document)


def _rank(grade: Grade) -> int:
    return WORST_FIRST.index(grade)


def _repairs_for(
    target: Grade,
    scheme: GradingScheme,
    found: tuple[Sequence[Finding], Sequence[Repair]],
) -> tuple[Repair, ...]:
    findings, repairs = found
    position = {
        finding_id: at
        for at, repair in enumerate(repairs)
        for finding_id in repair.finding_ids
    }
    needs = [
        _need(line, findings, position)
        for line in scheme.lines
        if _rank(line.grade) < _rank(target) and is_met(line, findings)
    ]
    return tuple(repairs[at] for at in smallest_cover(needs))


def _need(
    line: GradingLine, findings: Sequence[Finding], position: dict[str, int]
) -> Need:
    """Say which repairs bring a line under its limit.

    A line that counts findings loses one with each repair of it; a line that counts
    items loses one only when all of that item's findings are repaired.
    """
    units: dict[str, set[int]] = {}
    for one in counted_by(line, findings):
        if not line.count_items:
            units[one.id] = {position[one.id]}
        elif one.location.item is not None:
            units.setdefault(one.location.item, set()).add(position[one.id])
    return Need.of(units.values(), at_most=line.at_least - 1)
