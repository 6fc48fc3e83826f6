"""The seams: what rooms ask of each other without knowing who answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.model.evidence import DocumentEvidence
from checker.model.ids import ContentHash
from checker.model.result import CheckResult

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
"""Anything that JSON can hold."""


@dataclass(frozen=True, slots=True)
class StoreKey:
    """Where one probe's readings of one page lie; page 0 is the file itself.

    ``version`` is a digest over the versions of the probe, of all that it needs, of
    the reader where it matters, and of the settings.
    """

    content_hash: ContentHash
    page_no: int
    probe: str
    version: str


class EvidenceStore(Protocol):
    """A content-addressed cache of readings; safe to share between processes."""

    def get_many(self, keys: Sequence[StoreKey]) -> dict[StoreKey, str]:
        """Return the JSON texts that are there; absent keys are left out."""
        ...

    def put_many(self, entries: Mapping[StoreKey, str]) -> None:
        """Keep JSON texts; a later put of the same key replaces the text."""
        ...

    def close(self) -> None:
        """Release the file; further calls are errors."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """A small order for a worker; every field survives JSON.

    ``page_nos`` empty: only the file itself is examined. ``read_nos`` are the pages
    whose text is wanted even if that takes OCR; where a text layer can be trusted, it
    is read in any case.
    """

    path: str
    content_hash: str
    page_nos: tuple[int, ...] = ()
    read_nos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task; the readings themselves are in the store.

    ``failures`` say which causes of ours left something undone; empty: all is done.
    ``ended`` counts the pages that ended the process which read them. ``spent`` says
    for each probe that looked how many CPU seconds it took.
    """

    task: Task
    failures: tuple[str, ...] = ()
    ended: int = 0
    spent: tuple[tuple[str, float], ...] = ()


class Runner(Protocol):
    """Runs tasks somewhere and returns an outcome for each, in any order."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield one outcome a task; a lost worker is an outcome with a failure.

        A task is taken from ``tasks`` only when somebody is free to do it.
        """
        ...

    def close(self) -> None:
        """Stop the workers."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a JPEG; its boxes are fractions, so any size will do."""

    jpeg: bytes
    width_px: int
    height_px: int


Pictures = Mapping[tuple[str, int], Picture]
"""Pictures by document path and page number."""


class ReportFormat(Protocol):
    """A way of writing results."""

    @property
    def name(self) -> str:
        """The name given to ``--format``."""
        ...

    @property
    def media_type(self) -> str:
        """Its media type."""
        ...

    @property
    def extension(self) -> str:
        """Its file name extension, without a dot."""
        ...

    @property
    def wants_pictures(self) -> bool:
        """Whether pages with findings have to be rendered for it."""
        ...

    def render(self, results: Sequence[CheckResult], options: "ReportOptions") -> bytes:
        """Return the report of one or more dossiers."""
        ...

    def render_documents(
        self, documents: Sequence[DocumentEvidence], options: "ReportOptions"
    ) -> bytes:
        """Return evidence alone, as ``inspect`` shows it."""
        ...


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is written; ``language`` is zh or en."""

    language: str = "zh"
    unmask: bool = False
    pictures: Pictures | None = None
