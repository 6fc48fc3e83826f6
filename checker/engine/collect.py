"""The store's readings, put together as the evidence of a document."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from checker.engine.codec import PageFrame, load_frame, load_readings
from checker.engine.work import FRAME, GATE, GIVE_UP_AFTER
from checker.intake.facts import FILE_FACTS
from checker.model.dossier import Document
from checker.model.evidence import (
    READABLE,
    DocumentEvidence,
    Evidence,
    FileStatus,
    Known,
    PageEvidence,
    Reading,
    Unknown,
)
from checker.model.ids import ContentHash, FactName
from checker.model.ports import EvidenceStore, StoreKey
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.store.key import frame_version, gate_version


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where readings lie: the store, the probes in order, and their versions."""

    store: EvidenceStore
    probes: tuple[Probe, ...]
    versions: Mapping[str, str]

    def file_readings(self, content_hash: ContentHash) -> Evidence | None:
        """Return the facts of a file, None if it was never examined."""
        key = StoreKey(content_hash, 0, GATE, gate_version())
        text = self.store.get_many([key]).get(key)
        return None if text is None else Evidence(load_readings(text, FILE_FACTS))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document's evidence so far, and the pages that still have to be looked at."""

    evidence: DocumentEvidence
    missing: tuple[int, ...]


def gather(
    document: Document, file: Evidence, shelf: Shelf, *, read_nos: Collection[int]
) -> Gathered:
    """Return what the store knows of a document.

    Text of a page counts only where it was asked for (``read_nos``) or where the
    text layer gives it, whatever else the store holds: so a cold and a warm store lead
    to the same findings.
    """
    page_nos = _page_nos(file)
    rows = _rows(document.content_hash, page_nos, shelf)
    frames = _frames(page_nos, rows)
    looked = [
        _page(
            page_no,
            frame,
            rows[page_no],
            probes=shelf.probes,
            wants_text=page_no in read_nos,
        )
        for page_no, frame in frames.items()
    ]
    whole = {one.evidence.page_no for one in looked if one.is_whole}
    status = _status(file, frames.values())
    evidence = DocumentEvidence(
        document,
        file.with_readings({FactName("file.status"): Known(status.value)}),
        tuple(one.evidence for one in looked),
        ("time limit",) if status is FileStatus.TIMEOUT else (),
    )
    return Gathered(evidence, tuple(no for no in page_nos if no not in whole))


def _frames(
    page_nos: Iterable[int], rows: Mapping[int, Mapping[str, str]]
) -> dict[int, PageFrame]:
    """Return the frames of the pages that were looked at.

    Where the file was given up, no page counts, whatever was seen of some: which ones
    depends on the order of tasks, and the answer must not.
    """
    frames = {
        page_no: load_frame(rows[page_no][FRAME])
        for page_no in page_nos
        if FRAME in rows[page_no]
    }
    ended = [frame for frame in frames.values() if frame.ended]
    if len(ended) < GIVE_UP_AFTER:
        return frames
    given_up = PageFrame(
        0.0,
        0.0,
        failure="given up after other pages failed",
        timed_out=any(frame.timed_out for frame in ended),
    )
    return dict.fromkeys(page_nos, given_up)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was looked at; ``is_whole``: nothing is left to look at."""

    evidence: PageEvidence
    is_whole: bool


def _page_nos(file: Evidence) -> range:
    status = file.value("file.status")
    count = file.value("file.page_count")
    if status not in {one.value for one in READABLE} or not isinstance(count, int):
        return range(0)
    return range(1, count + 1)


def _rows(
    content_hash: ContentHash, page_nos: range, shelf: Shelf
) -> dict[int, dict[str, str]]:
    """Return the stored texts of each page by probe name."""
    names = {FRAME: frame_version(), **shelf.versions}
    keys = [
        StoreKey(content_hash, page_no, name, version)
        for name, version in names.items()
        for page_no in page_nos
    ]
    rows: dict[int, dict[str, str]] = {page_no: {} for page_no in page_nos}
    for key, text in shelf.store.get_many(keys).items():
        rows[key.page_no][key.probe] = text
    return rows


def _page(
    page_no: int,
    frame: PageFrame,
    row: Mapping[str, str],
    *,
    probes: Iterable[Probe],
    wants_text: bool,
) -> _Page:
    readings: dict[FactName, Reading] = {}
    is_whole = True
    for probe in probes:
        if frame.failure:
            readings |= _unknown(probe, Reason.PAGE_UNREADABLE)
        elif probe.reads_text and not (wants_text or frame.reads_layer):
            readings |= _unknown(probe, Reason.NOT_READ)
        elif probe.name not in row:
            readings |= _unknown(probe, Reason.ENGINE_FAILED)
            is_whole = False
        else:
            readings |= load_readings(row[probe.name], probe.facts)
    evidence = PageEvidence(
        page_no, frame.width_pt, frame.height_pt, Evidence(readings)
    )
    return _Page(evidence, is_whole)


def _unknown(probe: Probe, reason: Reason) -> dict[FactName, Reading]:
    unknown: Reading = Unknown(reason)
    return dict.fromkeys((fact.name for fact in probe.facts), unknown)


def _status(file: Evidence, frames: Collection[PageFrame]) -> FileStatus:
    """A page that does not render damages its file; one out of time ends it."""
    if any(frame.timed_out for frame in frames):
        return FileStatus.TIMEOUT
    if any(frame.failure for frame in frames):
        return FileStatus.DAMAGED
    return FileStatus(str(file.value("file.status") or FileStatus.DAMAGED))
