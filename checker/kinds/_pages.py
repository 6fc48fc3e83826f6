"""Which pages can be judged by their text or by their colour, and why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.model.evidence import (
    DocumentEvidence,
    PageEvidence,
    TextLine,
    Unknown,
)
from checker.model.subject import ItemEvidence, Subject
from checker.model.wording import Reason

_EMPTY_BY_NATURE = frozenset({Reason.BLANK_PAGE, Reason.NO_TEXT})
"""A text that is unknown for these reasons hides nothing."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A page and the document that it belongs to."""

    document: DocumentEvidence
    page: PageEvidence

    @property
    def path(self) -> str:
        """The document's path."""
        return self.document.document.path


def documents_of(subject: Subject) -> tuple[DocumentEvidence, ...]:
    """Return the readable documents in question: one, or all of the item."""
    if subject.document is not None:
        documents: tuple[DocumentEvidence, ...] = (subject.document,)
    else:
        documents = subject.item.documents if subject.item is not None else ()
    return tuple(one for one in documents if one.is_readable)


def pages_of(documents: Iterable[DocumentEvidence]) -> Iterator[Placed]:
    """Yield the pages of documents in order."""
    for document in documents:
        for page in document.pages:
            yield Placed(document, page)


def is_blank(page: PageEvidence) -> bool:
    """Whether the page is known to be blank."""
    return page.evidence.value("blank.is_blank") is True


def lines_of(page: PageEvidence) -> tuple[TextLine, ...]:
    """Return the lines read on a page, none where it was not read."""
    value = page.evidence.value("text.lines")
    if not isinstance(value, tuple):
        return ()
    return tuple(line for line in value if isinstance(line, TextLine))


def unread_reason(page: PageEvidence, fact: str) -> Reason | None:
    """Return why a page's text tells nothing, None where it was read.

    A blank page and a page without text count as read. An illegible page does not:
    there may be text that nobody can read. A page that nobody asked to measure was not
    read.
    """
    if is_blank(page):
        return None
    reading = page.evidence.get(fact)
    if isinstance(reading, Unknown) and reading.reason not in _EMPTY_BY_NATURE:
        is_unasked = reading.reason is Reason.NOT_MEASURED
        return Reason.NOT_READ if is_unasked else reading.reason
    is_illegible = page.evidence.value("legibility.is_legible") is False
    return Reason.LOW_CONFIDENCE if is_illegible else None


def text_confidence(page: PageEvidence) -> float:
    """Return the mean confidence of a page's lines, weighted by their length.

    1.0 where there is no line to doubt.
    """
    lines = lines_of(page)
    length = sum(len(line.text) for line in lines)
    if not length:
        return 1.0
    return sum(line.confidence * len(line.text) for line in lines) / length


def text_doubt(item: ItemEvidence, fact: str, min_confidence: float) -> Reason | None:
    """Return why the text of an item is not the whole truth, None if it is.

    "Not read" comes first: it makes the engine read on.
    """
    pages = [page for one in item.documents for page in one.pages]
    reasons = {unread_reason(page, fact) for page in pages}
    if any(one.failed for one in item.documents):
        reasons.add(Reason.ENGINE_FAILED)
    if any(not one.is_readable for one in item.documents):
        reasons.add(Reason.FILE_UNREADABLE)
    if any(text_confidence(page) < min_confidence for page in pages):
        reasons.add(Reason.LOW_CONFIDENCE)
    ordered = [one for one in (Reason.NOT_READ, *Reason) if one in reasons]
    return ordered[0] if ordered else None


def colour_doubt(page: PageEvidence) -> Reason | None:
    """Return why red could not be seen on a page, None where it could."""
    reading = page.evidence.get("page.shows_colour")
    if isinstance(reading, Unknown):
        return reading.reason
    return None if reading.value else Reason.NO_COLOUR
