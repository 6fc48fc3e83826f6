"""「提交回执」 and 「考核结果」 on paper: what was handed in, and what came of it."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from checker.model.grade import GRADE_NAMES, Grade
from reviewer_app.paper import fill, local

_SHORT_PRINT = 16
"""Hexadecimal digits of a fingerprint: two files of a dossier never share 64 bits."""

_GRADE_TONES = {
    Grade.QUALIFIED: "good",
    Grade.BASICALLY_QUALIFIED: "hint",
    Grade.UNQUALIFIED: "bad",
}


@dataclass(frozen=True, slots=True)
class FiledFile:
    """A file as it was handed in."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FilingReceipt:
    """What a company handed in; ``words`` is its 「意见」."""

    case_id: int
    round_no: int
    year: int
    company: str
    credit_code: str | None
    submitted_at: dt.datetime
    words: str
    files: tuple[FiledFile, ...]

    @property
    def number(self) -> str:
        """The receipt's number: year, case and round."""
        return f"{self.year}-{self.case_id:05d}-{self.round_no}"

    @property
    def digest(self) -> str:
        """The fingerprint of all files together."""
        return filing_digest(self.files)


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """What the authority decided."""

    number: str
    company: str
    credit_code: str | None
    year: int
    grade: Grade
    day: dt.date
    authority: str


def filing_digest(files: Iterable[FiledFile]) -> str:
    """Return one SHA-256 over the paths and fingerprints of files, in hexadecimal.

    The order of files does not matter. Anybody can check it: it is the fingerprint of
    what ``sha256sum FILES... | LC_ALL=C sort -k 2`` prints.
    """
    named = sorted((_escaped(one.path), one.sha256) for one in files)
    text = b"".join(_line(name, sha256) for name, sha256 in named)
    return hashlib.sha256(text).hexdigest()


def as_html(receipt: FilingReceipt) -> str:
    """Return a receipt as one self-contained page."""
    return fill(
        "receipt.html.j2",
        receipt=receipt,
        submitted_at=local(receipt.submitted_at),
        files=[
            (number, one.path, readable_size(one.size_bytes), one.sha256[:_SHORT_PRINT])
            for number, one in enumerate(
                sorted(receipt.files, key=lambda one: _bytes_of(one.path)), start=1
            )
        ],
        size=readable_size(sum(one.size_bytes for one in receipt.files)),
    )


def result_as_html(result: AssessmentResult) -> str:
    """Return the result of an assessment as one self-contained page."""
    return fill(
        "result.html.j2",
        result=result,
        grade=GRADE_NAMES[result.grade].zh,
        tone=_GRADE_TONES[result.grade],
        day=result.day.isoformat(),
    )


def readable_size(size_bytes: int) -> str:
    """Return a size with its unit: 1,023 B, 1.5 KB, 20.0 MB."""
    if size_bytes < 1024:  # noqa: PLR2004 - the unit itself
        return f"{size_bytes} B"
    size = size_bytes / 1024
    for unit in ("KB", "MB"):
        if size < 1023.95:  # noqa: PLR2004 - what rounds to the next unit belongs to it
            return f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


def _line(name: bytes, sha256: str) -> bytes:
    """Return a line as sha256sum writes it: one with an escaped name is marked."""
    mark = b"\\" if b"\\" in name else b""
    return mark + sha256.encode() + b"  " + name + b"\n"


def _escaped(path: str) -> bytes:
    name = _bytes_of(path).replace(b"\\", b"\\\\")
    return name.replace(b"\n", b"\\n").replace(b"\r", b"\\r")


def _bytes_of(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")
