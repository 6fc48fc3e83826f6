"""What people look at: the rows that the text and the HTML report share."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.model.wording import Text
from checker.reports._words import WEIGHTS, WHOLE_DOSSIER, State


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in words; ``box`` in shares of the page, ``path`` as the file is."""

    id: str
    rule: str
    weight: str
    message: Text
    remedy: Text
    where: Text
    item: str | None
    path: str | None
    document: str | None
    page_no: int | None
    box: tuple[float, float, float, float] | None
    measured: tuple[tuple[Text, Text], ...]
    source: str
    waived: Text | None

    @property
    def state(self) -> State:
        """Sign, word and tone of its weight."""
        return WEIGHTS[self.weight]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of an item and its state."""

    title: Text
    state: State


@dataclass(frozen=True, slots=True)
class SectionView:
    """An item with its findings, or those that belong to no item (``code`` empty).

    Findings are sorted by weight, then by place.
    """

    code: str
    title: Text
    state: State | None = None
    documents: tuple[str, ...] = ()
    parts: tuple[PartView, ...] = ()
    findings: tuple[FindingView, ...] = ()

    @property
    def open_findings(self) -> tuple[FindingView, ...]:
        """The findings that nobody waived."""
        return tuple(one for one in self.findings if one.weight != "waived")

    def count(self, weight: str) -> int:
        """Return how many of its findings have a weight."""
        return sum(one.weight == weight for one in self.findings)


@dataclass(frozen=True, slots=True)
class RepairView:
    """One step of the way up."""

    where: Text
    messages: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A finding that decided the grade: ``words`` of the line that it met."""

    finding_id: str
    words: Text
    message: Text


@dataclass(frozen=True, slots=True)
class GradeView:
    """The suggestion with its arithmetic, and the way to a better one."""

    name: Text
    tone: str
    is_given: bool
    arithmetic: tuple[Text, ...]
    reasons: tuple[ReasonView, ...]
    target: Text | None
    repairs: tuple[RepairView, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    """All that a report says about one dossier."""

    company: str
    id: str
    credit_code: str
    year: int
    as_of: str
    submission: Text
    pack: str
    digest: str
    tool_version: str
    grade: GradeView
    complete: bool
    failures: tuple[Text, ...]
    counts: dict[str, int]
    items: tuple[SectionView, ...]
    others: tuple[SectionView, ...]
    evaluations: tuple[tuple[str, dict[str, int]], ...] = field(default=())

    @property
    def sections(self) -> tuple[SectionView, ...]:
        """The dossier as a whole, the items, then people's and unsorted files."""
        return self.others[:1] + self.items + self.others[1:]


def shortened(messages: tuple[Text, ...], most: int) -> tuple[Text, ...]:
    """Return the first messages, and how many more there are."""
    more = len(messages) - most
    if more <= 0:
        return messages
    return (*messages[:most], Text(f"另有 {more} 处", f"and {more} more"))


def page_ranges(numbers: Iterable[int]) -> str:
    """Return page numbers with runs drawn together, such as ``1-3, 7``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)


def place(item: str | None, document: str | None, pages: str = "") -> Text:
    """Return where something is; ``pages`` is a list such as ``3`` or ``1-4``."""
    if document is not None and pages:
        return Text(f"{document} 第 {pages} 页", f"{document}, page {pages}")
    if document is not None:
        return Text(document, document)
    if item is not None:
        return Text(f"第 {item} 项", f"item {item}")
    return WHOLE_DOSSIER
