"""Sums up each item: is it there, which parts were found, how does it stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.judging._subjects import is_asked_for
from checker.model.finding import Finding
from checker.model.ids import ItemCode
from checker.model.result import ItemResult, ItemStatus, PartResult, PartState
from checker.model.rule import Outcome, Severity, Verdict
from checker.model.subject import DossierEvidence, ItemEvidence
from checker.model.wording import Text

_STATES = {
    Outcome.PASS: PartState.FOUND,
    Outcome.FAIL: PartState.MISSING,
    Outcome.UNKNOWN: PartState.UNKNOWN,
}
_WORST_STATE_FIRST = (PartState.MISSING, PartState.UNKNOWN, PartState.FOUND)
_WORST_STATUS_FIRST = tuple(ItemStatus)


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What a rule said about one part of an item."""

    item: ItemCode
    verdict: Verdict


def sum_up(
    whole: DossierEvidence, findings: Sequence[Finding], parts: Sequence[PartVerdict]
) -> tuple[ItemResult, ...]:
    """Return every item of the checklist with its status.

    Args:
        whole: the evidence that was judged.
        findings: with their waivers; waived ones weigh nothing.
        parts: the verdicts on parts of items.
    """
    by_item: dict[ItemCode, list[Finding]] = {}
    for finding in findings:
        if finding.location.item is not None and finding.waiver is None:
            by_item.setdefault(finding.location.item, []).append(finding)
    return tuple(
        ItemResult(
            code=one.item.code,
            title=one.item.title,
            required=is_asked_for(one, whole),
            present=any(document.is_readable for document in one.documents),
            documents=tuple(document.document.path for document in one.documents),
            status=_status(one, whole, by_item.get(one.item.code, ())),
            parts=_parts(one, parts),
        )
        for one in whole.items
    )


def _status(
    item: ItemEvidence, whole: DossierEvidence, findings: Iterable[Finding]
) -> ItemStatus:
    claims = [_claim(finding) for finding in findings]
    claims.append(_stand(item, whole))
    return min(claims, key=_WORST_STATUS_FIRST.index)


def _claim(finding: Finding) -> ItemStatus:
    """Return what one finding makes of its item; notes (info) make nothing of it."""
    match finding.severity, finding.outcome:
        case Severity.INFO, _:
            return ItemStatus.NOT_APPLICABLE
        case _, Outcome.UNKNOWN:
            return ItemStatus.UNKNOWN
        case Severity.ERROR, _:
            return ItemStatus.FAIL
        case _:
            return ItemStatus.WARN


def _stand(item: ItemEvidence, whole: DossierEvidence) -> ItemStatus:
    """Return how the item stands before any finding.

    A file that we could not finish or cannot read is never a pass, whatever the rules
    of the pack say of it.
    """
    if item.documents:
        unsure = any(one.failed or not one.is_readable for one in item.documents)
        return ItemStatus.UNKNOWN if unsure else ItemStatus.PASS
    left_out = item.left_out is not None and bool(item.item.not_applicable_words)
    if left_out or not is_asked_for(item, whole):
        return ItemStatus.NOT_APPLICABLE
    return ItemStatus.MISSING


def _parts(
    item: ItemEvidence, verdicts: Sequence[PartVerdict]
) -> tuple[PartResult, ...]:
    """Return the parts that were judged, in the order of the checklist."""
    states: dict[str, PartState] = {}
    titles: dict[str, Text] = {}
    for one in verdicts:
        state = _STATES.get(one.verdict.outcome)
        if one.item != item.item.code or state is None:
            continue
        part_id = str(one.verdict.measured["part_id"])
        title = one.verdict.measured.get("part")
        titles[part_id] = title if isinstance(title, Text) else Text(part_id, part_id)
        known = states.get(part_id, state)
        states[part_id] = min(known, state, key=_WORST_STATE_FIRST.index)
    return tuple(
        PartResult(titles[one], states[one]) for one in _in_order(item, states)
    )


def _in_order(item: ItemEvidence, states: Mapping[str, PartState]) -> list[str]:
    listed = [part.id for part in item.item.parts]
    known = [one for one in listed if one in states]
    return known + sorted(one for one in states if one not in listed)
