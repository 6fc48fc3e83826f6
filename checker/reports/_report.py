"""A check's result as objects of the report contract."""

import math
from collections import Counter
from collections.abc import Iterable

from checker.model.finding import Finding
from checker.model.grade import GradeSuggestion, WayUp
from checker.model.ports import JsonValue
from checker.model.result import CheckResult, ItemResult, Tally
from checker.model.rule import Measured, Outcome, Severity
from checker.model.waiver import Waiver
from checker.model.wording import Text
from checker.reports._document import document_object, fractions, iso
from checker.reports._json import JsonObject, rounded
from checker.reports._masking import Mask, masking

_LAST = "~"
"""Sorts after every item code and path."""


def report_object(result: CheckResult, *, unmask: bool) -> JsonObject:
    """Return a *report* of the report contract."""
    mask = masking(keep=result.evidence.dossier.credit_code, unmask=unmask)
    findings = sorted_findings(result.judgement.findings)
    return {
        "schema": result.schema,
        "tool": {"name": "dossier-checker", "version": result.tool_version},
        "ruleset": _ruleset(result),
        "dossier": _dossier(result),
        **_grade(result.suggestion),
        "complete": result.complete,
        "failures": [_text(one, mask) for one in result.failures],
        "counts": {**count_findings(findings)},
        "evaluations": _evaluations(result.judgement.tallies),
        "items": [_item(one) for one in sorted_items(result.judgement.items)],
        "documents": [document_object(one, mask) for one in result.evidence.documents],
        "findings": [finding_object(one, mask) for one in findings],
        "timing": {
            "wall_s": rounded(result.timing.wall_s, 3),
            "pages": result.timing.pages,
            "cached_pages": result.timing.cached_pages,
        },
    }


def finding_object(finding: Finding, mask: Mask) -> JsonObject:
    """Return a *finding* of the report contract."""
    place = finding.location
    return {
        "id": finding.id,
        "rule": finding.rule,
        "area": finding.area,
        "verdict": finding.outcome.value,
        "severity": finding.severity.value,
        "item": place.item,
        "document": place.document,
        "page": place.page_no,
        "bbox": fractions(place.box, place.page_size_pt),
        "message": _text(finding.message, mask),
        "remedy": _text(finding.remedy, mask),
        "evidence": {
            name: _measured(value, mask)
            for name, value in sorted(finding.measured.items())
        },
        "source": {
            "document": finding.source.document,
            "clause": finding.source.clause,
        },
        "tags": [*sorted(finding.tags)],
        "waived": _waiver(finding.waiver, mask),
    }


def sorted_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by item, document, page and rule."""
    return sorted(findings, key=_place_of)


def sorted_items(items: Iterable[ItemResult]) -> list[ItemResult]:
    """Return items in the order of their codes."""
    return sorted(items, key=lambda one: one.code)


def count_findings(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each weight; waived ones apart."""
    counted = Counter(weight_of(one) for one in findings)
    names = ("errors", "unknowns", "warnings", "infos", "waived")
    return {name: counted[name] for name in names}


def weight_of(finding: Finding) -> str:
    """Return under which name of the counts a finding is counted."""
    if finding.waiver is not None:
        return "waived"
    if finding.outcome is Outcome.UNKNOWN:
        return "unknowns"
    match finding.severity:
        case Severity.ERROR:
            return "errors"
        case Severity.WARNING:
            return "warnings"
        case Severity.INFO:
            return "infos"


def _place_of(finding: Finding) -> tuple[str, str, int, str, str]:
    place = finding.location
    return (
        place.item or _LAST,
        place.document or "",
        place.page_no or 0,
        finding.rule,
        finding.id,
    )


def _ruleset(result: CheckResult) -> JsonObject:
    rules = result.ruleset
    return {
        "id": rules.id,
        "version": rules.version,
        "sha256": rules.digest,
        "year": rules.year,
    }


def _dossier(result: CheckResult) -> JsonObject:
    dossier = result.evidence.dossier
    return {
        "id": dossier.id,
        "company": dossier.company or None,
        "credit_code": dossier.credit_code or None,
        "year": dossier.year,
        "submission": dossier.submission.value,
        "as_of": iso(dossier.as_of),
    }


def _grade(suggestion: GradeSuggestion) -> JsonObject:
    return {
        "grade": suggestion.grade.value if suggestion.grade else None,
        "grade_reasons": [
            {
                "id": reason.finding_id,
                "line": reason.line_id,
                "words": _text(reason.words),
            }
            for reason in suggestion.reasons
        ],
        "grade_arithmetic": [_text(one) for one in suggestion.arithmetic],
        "way_up": _way_up(suggestion.way_up),
    }


def _way_up(way: WayUp | None) -> JsonValue:
    if way is None:
        return None
    return {
        "target": way.target.value,
        "repairs": [
            {
                "item": repair.item,
                "document": repair.document,
                "findings": [*repair.finding_ids],
            }
            for repair in way.repairs
        ],
    }


def _evaluations(tallies: Iterable[Tally]) -> JsonObject:
    return {
        tally.rule: {outcome.value: tally.counts.get(outcome, 0) for outcome in Outcome}
        for tally in sorted(tallies, key=lambda one: one.rule)
    }


def _item(item: ItemResult) -> JsonObject:
    return {
        "id": item.code,
        "title": item.title.zh,
        "title_en": item.title.en,
        "required": item.required,
        "present": item.present,
        "documents": [*item.documents],
        "status": item.status.value,
        "parts": [
            {
                "title": part.title.zh,
                "title_en": part.title.en,
                "state": part.state.value,
            }
            for part in item.parts
        ],
    }


def _waiver(waiver: Waiver | None, mask: Mask) -> JsonValue:
    if waiver is None:
        return None
    return {
        "by": mask(waiver.by),
        "reason": mask(waiver.reason),
        "until": iso(waiver.until),
    }


def _measured(value: Measured, mask: Mask) -> JsonValue:
    match value:
        case Text():
            return _text(value, mask)
        case str():
            return mask(value)
        case tuple():
            return [mask(one) if isinstance(one, str) else one for one in value]
        case float() if not math.isfinite(value):
            return None
        case _:
            return value


def _text(text: Text, mask: Mask = str) -> JsonObject:
    return {"zh": mask(text.zh), "en": mask(text.en)}
