"""What a PDF records about itself, read by pypdf: producer and digital signatures."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import NameOID
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from checker.intake.pdf._quiet import PARSER_FAULTS
from checker.model.evidence import Signature

_MAX_FIELDS = 10_000
_MAX_WORDS = 200
_SIZE_MARGIN_BYTES = 2


@dataclass(frozen=True, slots=True)
class Record:
    """``producer`` None: not recorded; ``signatures`` None: could not be read."""

    producer: str | None = None
    signatures: tuple[Signature, ...] | None = None


def read_record(path: str) -> Record:
    """Return producer and signatures; broken files are answers, not exceptions.

    Runs in: a locked child. Cost: about 3 ms of processor time.
    """
    try:
        with Path(path).open("rb") as file:
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted:
                reader.decrypt("")
            return Record(_producer(reader), _signatures(reader, Path(path)))
    except OSError:  # a broken offset makes pypdf seek before the file's start
        return Record()
    except PARSER_FAULTS:
        return Record()


def _producer(reader: PdfReader) -> str | None:
    try:
        found = reader.metadata.producer if reader.metadata else None
    except PARSER_FAULTS:
        return None
    return plain_words(found) if found else None


def plain_words(text: str) -> str | None:
    """Return text that can be shown, stored and logged: no controls, 200 characters."""
    kept = "".join(
        char if unicodedata.category(char)[0] != "C" else " " for char in str(text)
    )
    return " ".join(kept.split())[:_MAX_WORDS] or None


def _signatures(reader: PdfReader, path: Path) -> tuple[Signature, ...]:
    form = reader.root_object.get("/AcroForm")
    form = form.get_object() if form is not None else None
    if not isinstance(form, DictionaryObject):
        return ()
    fields = _items(form.get("/Fields"))
    size = path.stat().st_size
    return tuple(_signature(value, path, size) for value in _signature_values(fields))


def _signature_values(fields: Sequence[PdfObject]) -> Iterator[DictionaryObject]:
    """Yield /V of each signed signature field; /FT comes down from a parent."""
    waiting: list[tuple[PdfObject, object]] = [(one, None) for one in reversed(fields)]
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_FIELDS:
        raw, inherited = waiting.pop()
        field = raw.get_object()
        if not isinstance(field, DictionaryObject) or id(field) in seen:
            continue
        seen.add(id(field))
        kind = field.get("/FT", inherited)
        value = field.get("/V")
        value = value.get_object() if value is not None else None
        if kind == "/Sig" and isinstance(value, DictionaryObject):
            yield value
        waiting.extend((kid, kind) for kid in reversed(_items(field.get("/Kids"))))


def _items(value: PdfObject | None) -> list[PdfObject]:
    found = value.get_object() if value is not None else None
    return list(found)[:_MAX_FIELDS] if isinstance(found, ArrayObject) else []


def _signature(value: DictionaryObject, path: Path, size: int) -> Signature:
    numbers = [
        int(one) for one in _items(value.get("/ByteRange")) if isinstance(one, int)
    ]
    contents = value.get("/Contents")
    raw = bytes(getattr(contents, "original_bytes", b""))
    recorded = value.get("/Name")
    return Signature(
        covers_whole_file=_covers(numbers, path, size),
        intact=None,
        signer=_common_name(raw) or (plain_words(recorded) if recorded else None),
    )


def _covers(numbers: Sequence[int], path: Path, size: int) -> bool:
    """Return whether all bytes but the signature's own string are signed."""
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:  # noqa: PLR2004
        return False
    _, head, gap_end, rest = numbers
    if head >= gap_end or not 0 <= size - (gap_end + rest) <= _SIZE_MARGIN_BYTES:
        return False
    with path.open("rb") as file:
        file.seek(head)
        first = file.read(1)
        file.seek(gap_end - 1)
        return first == b"<" and file.read(1) == b">"


def _common_name(contents: bytes) -> str | None:
    """Return the name in the signer's certificate, None where it cannot be read.

    Signatures with SM2 (GB/T 38540) are no plain CMS and have no name here.
    """
    try:
        certificates = pkcs7.load_der_pkcs7_certificates(contents.rstrip(b"\0"))
        owners = {one.subject for one in certificates}
        issuers = {one.issuer for one in certificates if one.issuer != one.subject}
        leaves = [one for one in certificates if one.subject not in issuers]
        if not owners or not leaves:
            return None
        names = leaves[0].subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return plain_words(str(names[0].value)) if names else None
    except PARSER_FAULTS:
        return None
