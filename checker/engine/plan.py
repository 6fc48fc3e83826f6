"""Which pages to look at, which to read, and the tasks that follow."""

from collections.abc import Iterable, Mapping, Sequence

from checker.model.dossier import Document
from checker.model.evidence import DocumentEvidence
from checker.model.finding import Finding
from checker.model.ids import ContentHash, FactName
from checker.model.ports import Task
from checker.model.probe import Probe
from checker.model.rule import AppliesTo, Rule, Scope
from checker.model.subject import DossierEvidence

CHUNK_PAGES = 8
"""Pages a task: small enough to share a booklet between workers, large enough that
opening the file again (5 ms) does not show beside 100 ms a page."""

REACHES = (4, 2000)
"""How far a document is read on, page by page from the front and its last page, while
a rule does not pass: most titles and dates stand on the first page. Source: own sample
dossiers: 19 pages of 66 go through OCR, 34 with three first pages and the last."""

ReadPlan = Mapping[ContentHash, frozenset[int]]
"""The pages of each document whose text is wanted even if that takes OCR."""


def gate_task(document: Document) -> Task:
    """Return the order to examine a file as a whole."""
    return Task(document.location, document.content_hash)


def page_tasks(
    document: Document, missing: Sequence[int], read_nos: frozenset[int]
) -> tuple[Task, ...]:
    """Return the orders to look at the missing pages of a document, in chunks."""
    chunks = (
        tuple(missing[start : start + CHUNK_PAGES])
        for start in range(0, len(missing), CHUNK_PAGES)
    )
    return tuple(
        Task(
            document.location,
            document.content_hash,
            page_nos=chunk,
            read_nos=tuple(no for no in chunk if no in read_nos),
        )
        for chunk in chunks
    )


def text_facts(probes: Iterable[Probe]) -> frozenset[FactName]:
    """Return the facts that only reading a page can give."""
    return frozenset(
        fact.name for probe in probes if probe.reads_text for fact in probe.facts
    )


def first_reading(
    rules: Iterable[Rule], whole: DossierEvidence, dear: frozenset[FactName]
) -> dict[ContentHash, frozenset[int]]:
    """Return the first and last pages that some rule wants to read."""
    wanted: dict[ContentHash, frozenset[int]] = {}
    for rule in rules:
        if not rule.needs & dear:
            continue
        for one in _documents_of(rule, whole):
            count = len(one.pages) or _page_count(one)
            pages = _ends(count, rule.reading.first, rule.reading.last)
            before = wanted.get(one.document.content_hash, frozenset())
            wanted[one.document.content_hash] = before | pages
    return wanted


def further_reading(
    rules: Iterable[Rule],
    findings: Sequence[Finding],
    whole: DossierEvidence,
    *,
    dear: frozenset[FactName],
    reach: int,
) -> dict[ContentHash, frozenset[int]]:
    """Return more of the documents where a rule that reads has not passed.

    Args:
        rules: all that were judged.
        findings: what came of them.
        whole: the dossier with what is known of it so far.
        dear: facts that only reading gives.
        reach: so many pages from the front, and the last one; of no more than the
            rule's ``at_most`` pages.
    """
    by_id = {rule.id: rule for rule in rules if rule.needs & dear}
    wanted: dict[ContentHash, frozenset[int]] = {}
    for finding in findings:
        rule = by_id.get(finding.rule)
        if rule is None:
            continue
        for one in _documents_of(rule, whole):
            if _concerns(finding, one):
                count = min(_page_count(one), rule.reading.at_most)
                before = wanted.get(one.document.content_hash, frozenset())
                pages = _ends(count, reach, 1)
                wanted[one.document.content_hash] = before | pages
    return wanted


def merge_reading(
    one: Mapping[ContentHash, frozenset[int]],
    other: Mapping[ContentHash, frozenset[int]],
) -> dict[ContentHash, frozenset[int]]:
    """Return the pages that either plan wants."""
    return {
        key: one.get(key, frozenset()) | other.get(key, frozenset())
        for key in {**one, **other}
    }


def _concerns(finding: Finding, one: DocumentEvidence) -> bool:
    place = finding.location
    if place.document is not None:
        return place.document == one.document.path
    return place.item is None or place.item == one.document.item


def _documents_of(rule: Rule, whole: DossierEvidence) -> list[DocumentEvidence]:
    applies: AppliesTo = rule.applies_to
    documents = [
        one
        for item in whole.items
        if applies.items is None or item.item.code in applies.items
        for one in item.documents
    ]
    if rule.scope in {Scope.PAGE, Scope.DOCUMENT}:
        documents += whole.people if applies.people else ()
        documents += whole.unmatched if applies.unmatched else ()
    return documents


def _page_count(one: DocumentEvidence) -> int:
    count = one.file.value("file.page_count")
    return count if isinstance(count, int) else 0


def _ends(count: int, first: int, last: int) -> frozenset[int]:
    pages = range(1, count + 1)
    return frozenset(pages[:first]) | frozenset(pages[max(0, count - last) :])
