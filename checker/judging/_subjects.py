"""Which subjects a rule judges: by its scope, its items and its pages."""

from collections.abc import Iterator
from typing import assert_never

from checker.model.dossier import Submission
from checker.model.evidence import DocumentEvidence, PageEvidence
from checker.model.rule import AppliesTo, Rule, Scope
from checker.model.subject import DossierEvidence, ItemEvidence, Subject


def subjects_of(rule: Rule, whole: DossierEvidence) -> Iterator[Subject]:
    """Yield what the rule has to judge, in the order of the dossier."""
    match rule.scope:
        case Scope.DOSSIER:
            yield Subject(whole)
        case Scope.ITEM:
            yield from _items(rule.applies_to, whole)
        case Scope.DOCUMENT:
            yield from _documents(rule.applies_to, whole)
        case Scope.PAGE:
            yield from _pages(rule.applies_to, whole)
        case _:
            assert_never(rule.scope)


def is_asked_for(item: ItemEvidence, whole: DossierEvidence) -> bool:
    """Whether the checklist asks for an item in this submission."""
    returned = whole.dossier.submission is Submission.RECTIFICATION
    return item.item.required and (returned or not item.item.only_after_return)


def _items(applies: AppliesTo, whole: DossierEvidence) -> Iterator[Subject]:
    """Yield items that are asked for, and optional ones that hold something."""
    for one in whole.items:
        optional = bool(one.documents) and not one.item.required
        if _reaches(applies, one) and (is_asked_for(one, whole) or optional):
            yield Subject(whole, one)


def _documents(applies: AppliesTo, whole: DossierEvidence) -> Iterator[Subject]:
    for item in whole.items:
        if _reaches(applies, item):
            for document in item.documents:
                yield Subject(whole, item, document)
    people = whole.people if applies.people else ()
    unmatched = whole.unmatched if applies.unmatched else ()
    for document in (*people, *unmatched):
        yield Subject(whole, None, document)


def _pages(applies: AppliesTo, whole: DossierEvidence) -> Iterator[Subject]:
    for one in _documents(applies, whole):
        if one.document is not None and one.document.is_readable:
            for page in _chosen(applies, one.document):
                yield Subject(whole, one.item, one.document, page)


def _chosen(applies: AppliesTo, document: DocumentEvidence) -> tuple[PageEvidence, ...]:
    first, last = applies.first_pages, applies.last_pages
    if not first and not last:
        return document.pages
    count = len(document.pages)
    return tuple(
        page
        for position, page in enumerate(document.pages)
        if position < first or position >= count - last
    )


def _reaches(applies: AppliesTo, item: ItemEvidence) -> bool:
    return applies.items is None or item.item.code in applies.items
