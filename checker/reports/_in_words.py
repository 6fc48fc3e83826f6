"""A result in words: from the model to the rows that people look at."""

from checker.model.finding import Finding, Location
from checker.model.grade import GRADE_NAMES, GradeSuggestion, Repair
from checker.model.result import CheckResult, ItemResult, PartResult
from checker.model.unseen import visible
from checker.model.wording import Text
from checker.reports._masking import Mask, masking
from checker.reports._measure import measured_rows
from checker.reports._report import (
    count_findings,
    sorted_findings,
    sorted_items,
    weight_of,
)
from checker.reports._view import (
    DossierView,
    FindingView,
    GradeView,
    PartView,
    ReasonView,
    RepairView,
    SectionView,
    place,
    shortened,
)
from checker.reports._words import (
    ITEM_STATES,
    NO_GRADE,
    PART_STATES,
    PEOPLE_AND_REST,
    SUBMISSIONS,
    WEIGHTS,
    WHOLE_DOSSIER,
)

_GRADE_TONES = {"qualified": "good", "basically_qualified": "look"}
_WEIGHT_ORDER = tuple(WEIGHTS)
_MOST_MESSAGES = 5
"""Source: our own: forty turned pages of one file are one step of the way up."""


def view_of_result(result: CheckResult, *, unmask: bool) -> DossierView:
    """Return a result in words, personal numbers masked unless told otherwise."""
    dossier = result.evidence.dossier
    mask = masking(keep=dossier.credit_code, unmask=unmask)

    def show(text: str) -> str:
        return visible(mask(text.strip()))

    findings = [_finding(one, show) for one in sorted_findings(_findings(result))]
    rules = result.ruleset
    return DossierView(
        company=show(dossier.company),
        id=show(dossier.id),
        credit_code=visible(dossier.credit_code),
        year=result.evidence.year,
        as_of=dossier.as_of.isoformat() if dossier.as_of else "",
        submission=SUBMISSIONS[dossier.submission],
        pack=visible(f"{rules.id} {rules.version}"),
        digest=rules.digest,
        tool_version=result.tool_version,
        grade=_grade(result.suggestion, findings, show),
        complete=result.complete,
        failures=_failures(result, show),
        counts=count_findings(_findings(result)),
        items=tuple(
            _item(one, findings, show) for one in sorted_items(result.judgement.items)
        ),
        others=_others(result, findings),
        evaluations=_evaluations(result),
    )


def _findings(result: CheckResult) -> tuple[Finding, ...]:
    return result.judgement.findings


def _finding(finding: Finding, show: Mask) -> FindingView:
    location = finding.location
    document = None if location.document is None else show(location.document)
    pages = "" if location.page_no is None else str(location.page_no)
    return FindingView(
        id=finding.id,
        rule=finding.rule,
        weight=weight_of(finding),
        message=_text(finding.message, show),
        remedy=_text(finding.remedy, show),
        where=place(location.item, document, pages),
        item=location.item,
        path=location.document,
        document=document,
        page_no=location.page_no,
        box=_box(location),
        measured=measured_rows(finding.measured, show),
        source=show(f"{finding.source.document} {finding.source.clause}"),
        waived=_waived(finding, show),
    )


def _box(location: Location) -> tuple[float, float, float, float] | None:
    if location.box is None or location.page_size_pt is None:
        return None
    return location.box.as_fractions(*location.page_size_pt)


def _waived(finding: Finding, show: Mask) -> Text | None:
    waiver = finding.waiver
    if waiver is None:
        return None
    by, reason = show(waiver.by), show(waiver.reason)
    if waiver.until is None:
        return Text(f"{by}：{reason}（长期）", f"{by}: {reason} (for good)")
    until = waiver.until.isoformat()
    return Text(f"{by}：{reason}（至 {until}）", f"{by}: {reason} (until {until})")


def _grade(
    suggestion: GradeSuggestion, findings: list[FindingView], show: Mask
) -> GradeView:
    grade, way = suggestion.grade, suggestion.way_up
    messages = {one.id: one.message for one in findings}
    reasons = tuple(
        ReasonView(
            one.finding_id,
            _text(one.words, show),
            messages.get(one.finding_id, Text("", "")),
        )
        for one in suggestion.reasons
    )
    return GradeView(
        name=NO_GRADE if grade is None else GRADE_NAMES[grade],
        tone=_tone(grade),
        is_given=grade is not None,
        arithmetic=tuple(_text(one, show) for one in suggestion.arithmetic),
        reasons=reasons,
        target=GRADE_NAMES[way.target] if way else None,
        repairs=tuple(
            _repair(one, messages, show) for one in (way.repairs if way else ())
        ),
    )


def _tone(grade: str | None) -> str:
    return "quiet" if grade is None else _GRADE_TONES.get(grade, "bad")


def _repair(repair: Repair, messages: dict[str, Text], show: Mask) -> RepairView:
    document = None if repair.document is None else show(repair.document)
    said = tuple(messages[one] for one in repair.finding_ids if one in messages)
    return RepairView(place(repair.item, document), shortened(said, _MOST_MESSAGES))


def _item(item: ItemResult, findings: list[FindingView], show: Mask) -> SectionView:
    mine = [one for one in findings if one.item == item.code]
    return SectionView(
        code=item.code,
        title=_text(item.title, show),
        state=ITEM_STATES[item.status],
        documents=tuple(show(one) for one in item.documents),
        parts=tuple(_part(one, show) for one in item.parts),
        findings=_by_weight(mine),
    )


def _part(part: PartResult, show: Mask) -> PartView:
    return PartView(_text(part.title, show), PART_STATES[part.state])


def _others(
    result: CheckResult, findings: list[FindingView]
) -> tuple[SectionView, SectionView]:
    """What belongs to no item: the dossier as a whole, and files outside of items."""
    codes = {one.code for one in result.judgement.items}
    rest = [one for one in findings if one.item not in codes]
    whole = [one for one in rest if one.document is None]
    files = [one for one in rest if one.document is not None]
    return (
        SectionView("", WHOLE_DOSSIER, findings=_by_weight(whole)),
        SectionView("", PEOPLE_AND_REST, findings=_by_weight(files)),
    )


def _by_weight(findings: list[FindingView]) -> tuple[FindingView, ...]:
    return tuple(sorted(findings, key=lambda one: _WEIGHT_ORDER.index(one.weight)))


def _failures(result: CheckResult, show: Mask) -> tuple[Text, ...]:
    told = tuple(_text(one, show) for one in result.failures)
    if told:
        return told
    return tuple(
        Text(f"{path}：{cause}", f"{path}: {cause}")
        for one in result.evidence.documents
        for path, cause in ((show(one.document.path), show(c)) for c in one.failed)
    )


def _evaluations(result: CheckResult) -> tuple[tuple[str, dict[str, int]], ...]:
    return tuple(
        (tally.rule, {outcome.value: n for outcome, n in tally.counts.items()})
        for tally in sorted(result.judgement.tallies, key=lambda one: one.rule)
    )


def _text(text: Text, show: Mask) -> Text:
    return Text(show(text.zh), show(text.en))
