"""Evidence of a document and its pages as objects of the report contract."""

import datetime as dt
from dataclasses import replace

from checker.model.evidence import (
    DateSpan,
    DocumentEvidence,
    Known,
    PageEvidence,
    PageLabel,
    RedHeader,
    Seal,
    Signature,
    TextLine,
    TextSource,
    Unknown,
)
from checker.model.geometry import MM_PER_PT, Box
from checker.model.ports import JsonValue
from checker.reports._json import JsonObject, rounded
from checker.reports._masking import Mask

_FIELD_FACTS = {
    "content": "page.content",
    "blank": "blank.is_blank",
    "colour": "page.colour",
    "dpi": "page.dpi",
    "orientation": "orientation.turn_deg",
    "skew_deg": "skew.angle_deg",
    "legibility": "legibility.probability",
    "legible": "legibility.is_legible",
    "cropped": "crop.edges",
    "seals": "seal.seals",
    "red_header": "red_header.header",
    "dates": "date.dates",
    "page_label": "page_label.label",
}
"""Which fact a field of the contract rests on, where the answer can be unknown."""


def document_object(evidence: DocumentEvidence, mask: Mask) -> JsonObject:
    """Return a *document* of the report contract."""
    document = evidence.document
    file = evidence.file
    producer = file.value("file.producer")
    return {
        "path": document.path,
        "sha256": document.content_hash,
        "bytes": document.size_bytes,
        "item": document.item,
        "matched_by": document.matched_by.value,
        "kind": _word(file.value("file.kind")),
        "status": evidence.status.value if evidence.status else None,
        "pdf_version": _word(file.value("file.pdf_version")),
        "page_count": _integer(file.value("file.page_count")),
        "producer": mask(producer) if isinstance(producer, str) else None,
        "signatures": _signatures(evidence, mask),
        "active_content": _words(file.value("file.active_content")),
        "failed": [mask(one) for one in evidence.failed],
        "pages": [page_object(page, mask) for page in evidence.pages],
    }


def page_object(page: PageEvidence, mask: Mask) -> JsonObject:
    """Return a *page* of the report contract."""
    value = page.evidence.value
    return {
        "number": page.page_no,
        "width_mm": rounded(page.width_pt * MM_PER_PT, 1),
        "height_mm": rounded(page.height_pt * MM_PER_PT, 1),
        "content": _word(value("page.content")),
        "blank": _truth(value("blank.is_blank")),
        "blank_confidence": _confidence(page, "blank.is_blank"),
        "colour": _word(value("page.colour")),
        "dpi": _number(value("page.dpi"), 1),
        **_orientation(page),
        "skew_deg": _number(value("skew.angle_deg"), 2),
        "skew_confidence": _confidence(page, "skew.angle_deg"),
        "legibility": _number(value("legibility.probability"), 4),
        "legible": _truth(value("legibility.is_legible")),
        "legibility_reason": _word(value("clarity.flaw")) or None,
        "legibility_bbox": _worst_region(page),
        "smallest_text_mm": _number(value("clarity.smallest_text_mm"), 2),
        "smallest_text_px": _number(value("clarity.smallest_text_px"), 1),
        "cropped": _words(value("crop.edges")),
        "seals": _seals(page, mask),
        "red_header": _red_header(page, mask),
        "text_source": _word(value("text.source")) or TextSource.NONE.value,
        **_dates(page, mask),
        "page_label": _page_label(page),
        "fingerprint": _word(value("fingerprint.dhash")),
        "unknown": _reasons(page),
    }


def _orientation(page: PageEvidence) -> JsonObject:
    reading = page.evidence.get("orientation.turn_deg")
    is_blank = page.evidence.value("blank.is_blank") is True
    if is_blank or isinstance(reading, Unknown):
        return {"orientation": None, "orientation_confidence": None}
    return {
        "orientation": _integer(reading.value),
        "orientation_confidence": rounded(reading.confidence, 4),
    }


def _confidence(page: PageEvidence, fact: str) -> float | None:
    reading = page.evidence.get(fact)
    return rounded(reading.confidence, 4) if isinstance(reading, Known) else None


def _worst_region(page: PageEvidence) -> JsonValue:
    regions = page.evidence.value("clarity.regions")
    first = regions[0] if isinstance(regions, tuple) and regions else None
    box = first.box if isinstance(first, TextLine) else None
    return fractions(box, (page.width_pt, page.height_pt))


def _seals(page: PageEvidence, mask: Mask) -> JsonValue:
    value = page.evidence.value("seal.seals")
    if not isinstance(value, tuple):
        return None
    names = page.evidence.value("seal.names")
    read = {
        line.box: line.text
        for line in (names if isinstance(names, tuple) else ())
        if isinstance(line, TextLine)
    }
    return [
        _seal(replace(one, text=read.get(one.box, one.text)), page, mask)
        for one in value
        if isinstance(one, Seal)
    ]


def _seal(seal: Seal, page: PageEvidence, mask: Mask) -> JsonObject:
    size = seal.size_mm
    return {
        "bbox": fractions(seal.box, (page.width_pt, page.height_pt)),
        "shape": seal.shape.value,
        "size_mm": None if size is None else [rounded(side, 1) for side in size],
        "colour": seal.colour,
        "text": None if seal.text is None else mask(seal.text),
        "confidence": rounded(seal.confidence, 4),
    }


def _red_header(page: PageEvidence, mask: Mask) -> JsonObject:
    value = page.evidence.value("red_header.header")
    header = value if isinstance(value, RedHeader) else None
    if header is None:
        names = ("present", "in_red", "bbox", "text", "rule_line", "confidence")
        return dict.fromkeys(names)
    return {
        "present": header.present,
        "in_red": header.in_red,
        "bbox": fractions(header.box, (page.width_pt, page.height_pt)),
        "text": None if header.text is None else mask(header.text),
        "rule_line": header.rule_line,
        "confidence": rounded(header.confidence, 4),
    }


def _dates(page: PageEvidence, mask: Mask) -> JsonObject:
    value = page.evidence.value("date.dates")
    if not isinstance(value, tuple):
        return {"dates": None, "years": None}
    spans = [one for one in value if isinstance(one, DateSpan)]
    years: list[JsonValue] = [*touched_years(spans)]
    return {"dates": [_date(one, page, mask) for one in spans], "years": years}


def _date(span: DateSpan, page: PageEvidence, mask: Mask) -> JsonObject:
    return {
        "text": mask(span.text),
        "start": iso(span.start),
        "end": iso(span.end),
        "bbox": fractions(span.box, (page.width_pt, page.height_pt)),
        "kind": span.kind.value,
        "role": span.role.value if span.role else None,
        "confidence": rounded(span.confidence, 4),
    }


def touched_years(spans: list[DateSpan]) -> list[int]:
    """Return the sorted years that dates touch; an open end adds nothing."""
    years: set[int] = set()
    for span in spans:
        known = [day.year for day in (span.start, span.end) if day is not None]
        if known:
            years.update(range(min(known), max(known) + 1))
    return sorted(years)


def iso(day: dt.date | None) -> str | None:
    """Return a day in ISO 8601, None for none."""
    return None if day is None else day.isoformat()


def fractions(box: Box | None, size_pt: tuple[float, float] | None) -> JsonValue:
    """Return a box as shares of the page; None where either is missing."""
    if box is None or size_pt is None:
        return None
    return [*box.as_fractions(*size_pt)]


def _page_label(page: PageEvidence) -> JsonValue:
    value = page.evidence.value("page_label.label")
    if not isinstance(value, PageLabel):
        return None
    return {"number": value.number, "total": value.total}


def _reasons(page: PageEvidence) -> JsonObject:
    """Why a field is null, by field."""
    readings = {
        field: page.evidence.get(fact) for field, fact in sorted(_FIELD_FACTS.items())
    }
    return {
        field: reading.reason.value
        for field, reading in readings.items()
        if isinstance(reading, Unknown)
    }


def _signatures(evidence: DocumentEvidence, mask: Mask) -> JsonValue:
    reading = evidence.file.get("file.signatures")
    if not isinstance(reading, Known) or not isinstance(reading.value, tuple):
        return None
    return [
        {
            "covers_whole_file": one.covers_whole_file,
            "intact": one.intact,
            "signer": None if one.signer is None else mask(one.signer),
        }
        for one in reading.value
        if isinstance(one, Signature)
    ]


def _word(value: object) -> str | None:
    return str(value) if isinstance(value, str) else None


def _words(value: object) -> JsonValue:
    if not isinstance(value, tuple):
        return None
    return [str(one) for one in value]


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _integer(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value)


def _number(value: object, digits: int) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return rounded(float(value), digits)
