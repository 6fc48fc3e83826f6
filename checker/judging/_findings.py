"""Turns verdicts into findings: where, in which words, and under which lasting id."""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.judging._words import fill
from checker.model.evidence import DocumentEvidence
from checker.model.finding import Finding, Location
from checker.model.geometry import Box
from checker.model.ids import ItemCode, RuleId
from checker.model.rule import Measured, Outcome, Rule, Verdict
from checker.model.subject import DossierEvidence, Subject
from checker.model.wording import REASONS, Text

CELL_PT = 72.0
"""Side of the squares that tell places on a page apart in a finding's id: an inch,
twice the smallest seal, so that a new version of a probe that moves a box by a little
seldom changes the id. Source: design choice, nothing measured."""

_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Places:
    """Finds the documents of a dossier by path, and the items that they lie in."""

    whole: DossierEvidence
    documents: Mapping[str, DocumentEvidence]
    items: Mapping[str, ItemCode]
    page_sizes_pt: Mapping[tuple[str, int], tuple[float, float]]

    @staticmethod
    def of(whole: DossierEvidence) -> "Places":
        """Return the places of a dossier."""
        return Places(
            whole=whole,
            documents={one.document.path: one for one in whole.documents},
            items={
                one.document.path: item.item.code
                for item in whole.items
                for one in item.documents
            },
            page_sizes_pt={
                (one.document.path, page.page_no): (page.width_pt, page.height_pt)
                for one in whole.documents
                for page in one.pages
            },
        )

    def locate(self, subject: Subject, verdict: Verdict) -> Location:
        """Return where a verdict is: its own place before that of its subject."""
        path = verdict.document
        if path is None and subject.document is not None:
            path = subject.document.document.path
        page_no = verdict.page_no
        if page_no is None and subject.page is not None:
            page_no = subject.page.page_no
        return Location(
            item=self._item(subject, verdict),
            document=path,
            page_no=page_no,
            box=verdict.box,
            page_size_pt=self.page_sizes_pt.get((path or "", page_no or 0)),
        )

    def _item(self, subject: Subject, verdict: Verdict) -> ItemCode | None:
        if verdict.item is not None:
            return verdict.item
        if subject.item is not None:
            return subject.item.item.code
        return self.items.get(verdict.document) if verdict.document else None

    def content_of(self, location: Location) -> str:
        """Return the content hash of a location's document, its path without one."""
        if location.document is None:
            return ""
        document = self.documents.get(location.document)
        return document.document.content_hash if document else location.document

    def title_of(self, item: ItemCode | None) -> Text | None:
        """Return the title of an item."""
        found = self.whole.checklist.item(item) if item else None
        return found.title if found else None


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before its id is known to be the only one of its kind.

    ``former_ids`` are those that the rule's old ids would have given it.
    """

    finding: Finding
    former_ids: tuple[str, ...]


def draft(rule: Rule, subject: Subject, verdict: Verdict, *, places: Places) -> Draft:
    """Return the finding that a failed or unknown verdict makes.

    Args:
        rule: the rule that was judged.
        subject: what was judged.
        verdict: fail or unknown.
        places: of the dossier.
    """
    location = places.locate(subject, verdict)
    values = {**verdict.measured, **_common(location, verdict, places)}
    words = rule.message if verdict.outcome is Outcome.FAIL else rule.doubt
    key = _key(location, verdict, places)
    finding = Finding(
        id=_id(rule.id, key),
        rule=rule.id,
        area=rule.area,
        outcome=verdict.outcome,
        severity=rule.severity,
        location=location,
        message=fill(words, values),
        remedy=fill(rule.remedy, values),
        measured=_measured(verdict),
        source=rule.source,
        tags=rule.tags,
    )
    return Draft(finding, tuple(_id(old, key) for old in rule.formerly))


def number(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give drafts with equal ids a number behind it: the second ``-2``, and so on."""
    seen: Counter[str] = Counter()
    numbered = []
    for one in drafts:
        seen[one.finding.id] += 1
        count = seen[one.finding.id]
        numbered.append(one if count == 1 else _with_suffix(one, f"-{count}"))
    return tuple(numbered)


def sort_key(finding: Finding) -> tuple[str, str, int, str, str]:
    """Order findings by item, document, page, rule and id; no item comes last."""
    place = finding.location
    return (
        place.item or "99",
        place.document or "",
        place.page_no or 0,
        finding.rule,
        finding.id,
    )


def _common(
    location: Location, verdict: Verdict, places: Places
) -> dict[str, Measured]:
    dossier = places.whole.dossier
    return {
        "page_no": location.page_no,
        "document": location.document,
        "item": location.item,
        "item_title": places.title_of(location.item),
        "year": dossier.year,
        "as_of": dossier.as_of.isoformat() if dossier.as_of else None,
        "company": dossier.company,
        "reason": REASONS[verdict.reason] if verdict.reason else None,
    }


def _measured(verdict: Verdict) -> dict[str, Measured]:
    """Return what the finding rests on; a doubt rests on its reason too."""
    if verdict.outcome is Outcome.UNKNOWN and verdict.reason is not None:
        return {**verdict.measured, "reason": REASONS[verdict.reason]}
    return dict(verdict.measured)


def _key(location: Location, verdict: Verdict, places: Places) -> tuple[str, ...]:
    """Return what tells a finding of a rule from its others, whatever was measured."""
    return (
        location.item or "",
        places.content_of(location),
        str(location.page_no or ""),
        _cell(location.box),
        str(verdict.measured.get("part_id") or ""),
        _who(verdict),
    )


def _who(verdict: Verdict) -> str:
    """Return a person's name: it lasts when rows are added above; else the row."""
    person, row = verdict.measured.get("person"), verdict.measured.get("row")
    if person or row is None:
        return str(person or "")
    return f"row {row}"


def _cell(box: Box | None) -> str:
    if box is None:
        return ""
    x, y = box.centre
    return f"{x // CELL_PT:.0f},{y // CELL_PT:.0f}"


def _id(rule: RuleId, key: tuple[str, ...]) -> str:
    digest = hashlib.sha256("\0".join((rule, *key)).encode()).hexdigest()
    return f"f-{digest[:_ID_DIGITS]}"


def _with_suffix(one: Draft, suffix: str) -> Draft:
    finding = dataclasses.replace(one.finding, id=one.finding.id + suffix)
    return Draft(finding, tuple(old + suffix for old in one.former_ids))
