"""Evidence of a document as short words, for tables of pages."""

from dataclasses import dataclass

from checker.model.evidence import (
    DateSpan,
    DocumentEvidence,
    Evidence,
    PageEvidence,
    RedHeader,
    Seal,
    Signature,
    Unknown,
)
from checker.model.geometry import MM_PER_PT
from checker.model.unseen import visible
from checker.model.wording import Reason, Text
from checker.reports._document import touched_years
from checker.reports._masking import Mask
from checker.reports._words import FILE_STATES, NONE, UNKNOWN_FILE, State, of_fact

HEADINGS: tuple[Text, ...] = (
    Text("页", "page"),
    Text("尺寸 mm", "size mm"),
    Text("内容", "content"),
    Text("颜色", "colour"),
    Text("dpi", "dpi"),
    Text("方向", "turned"),
    Text("倾斜", "skew"),
    Text("清晰", "legible"),
    Text("裁切", "cut"),
    Text("红头", "red header"),
    Text("印章", "seals"),
    Text("文字", "text"),
    Text("年份", "years"),
)
"""The columns of a table of pages."""

NOT_KNOWN = Text("?", "?")
"""What could not be determined."""

_KIB = 1024
_MANY_YEARS = 3


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file's facts, and a row for each page, in words."""

    path: str
    state: State
    facts: tuple[Text, ...]
    failed: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


def view_of_document(evidence: DocumentEvidence, mask: Mask) -> DocumentView:
    """Return a document's evidence in words."""
    status = evidence.status
    return DocumentView(
        path=visible(mask(evidence.document.path)),
        state=UNKNOWN_FILE if status is None else FILE_STATES[status],
        facts=_file_facts(evidence, mask),
        failed=tuple(visible(mask(one)) for one in evidence.failed),
        rows=tuple(page_cells(one) for one in evidence.pages),
    )


def page_cells(page: PageEvidence) -> tuple[Text, ...]:
    """Return one page's row; ``?`` stands for what could not be determined."""
    evidence = page.evidence
    value = evidence.value
    width_mm, height_mm = page.width_pt * MM_PER_PT, page.height_pt * MM_PER_PT
    return (
        _same(str(page.page_no)),
        _same(f"{width_mm:.1f} x {height_mm:.1f}"),
        _word(value("page.content")),
        _word(value("page.colour")),
        _dpi(evidence),
        _turned(evidence),
        _number(value("skew.angle_deg"), "{:+.1f}°"),
        _legible(evidence),
        _edges(value("crop.edges")),
        _header(value("red_header.header")),
        _seals(value("seal.seals")),
        _word(value("text.source") or "none"),
        _years(value("date.dates")),
    )


def _file_facts(evidence: DocumentEvidence, mask: Mask) -> tuple[Text, ...]:
    value = evidence.file.value
    version, producer = value("file.pdf_version"), value("file.producer")
    pages, active = value("file.page_count"), value("file.active_content")
    facts = [
        _same(f"{value('file.kind') or '?'} {version or ''}".strip()),
        Text("? 页", "? pages")
        if pages is None
        else Text(f"{pages} 页", f"{pages} pages"),
        _same(f"{evidence.document.size_bytes / _KIB:,.0f} KiB"),
        _same(f"sha256 {evidence.document.content_hash[:12]}"),
    ]
    if producer:
        facts.append(_named(Text("生成程序", "producer"), mask(str(producer))))
    if isinstance(active, tuple) and active:
        found = ", ".join(str(one) for one in active)
        facts.append(_named(Text("活动内容", "active content"), found))
    facts.extend(_signatures(value("file.signatures"), mask))
    return tuple(facts)


def _signatures(value: object, mask: Mask) -> list[Text]:
    if not isinstance(value, tuple):
        return []
    signers = [one.signer or "?" for one in value if isinstance(one, Signature)]
    return [_named(Text("数字签名", "signature"), mask(one)) for one in signers]


def _dpi(evidence: Evidence) -> Text:
    reading = evidence.get("page.dpi")
    if reading == Unknown(Reason.DIGITAL_PAGE):
        return _same("")
    return _number(evidence.value("page.dpi"), "{:.0f}")


def _turned(evidence: Evidence) -> Text:
    if evidence.value("blank.is_blank") is True:
        return _same("")
    return _number(evidence.value("orientation.turn_deg"), "{:.0f}°")


def _legible(evidence: Evidence) -> Text:
    share = _number(evidence.value("legibility.probability"), "{:.2f}")
    verdict = evidence.value("legibility.is_legible")
    if not isinstance(verdict, bool):
        return share
    word = Text("清晰", "yes") if verdict else Text("不清", "no")
    return Text(f"{word.zh} {share.zh}", f"{word.en} {share.en}")


def _edges(value: object) -> Text:
    if not isinstance(value, tuple):
        return NOT_KNOWN
    return _listed([of_fact(str(one)) for one in value])


def _header(value: object) -> Text:
    if not isinstance(value, RedHeader) or value.present is None:
        return NOT_KNOWN
    if not value.present:
        return NONE
    if value.in_red is False:
        return Text("有（非红色）", "copy")
    return Text("有", "yes")


def _seals(value: object) -> Text:
    if not isinstance(value, tuple):
        return NOT_KNOWN
    return _listed([_seal(one) for one in value if isinstance(one, Seal)])


def _seal(seal: Seal) -> Text:
    colour, shape = of_fact(seal.colour), of_fact(seal.shape.value)
    size = f" {seal.size_mm[0]:.0f}x{seal.size_mm[1]:.0f}" if seal.size_mm else ""
    return Text(
        f"{colour.zh}{shape.zh}{size}".strip(), f"{colour.en} {shape.en}{size}".strip()
    )


def _years(value: object) -> Text:
    if not isinstance(value, tuple):
        return NOT_KNOWN
    years = touched_years([one for one in value if isinstance(one, DateSpan)])
    if len(years) > _MANY_YEARS:
        return _same(f"{years[0]} .. {years[-1]}")
    return _same(", ".join(map(str, years))) if years else NONE


def _word(value: object) -> Text:
    if not isinstance(value, str):
        return NOT_KNOWN
    word = of_fact(value)
    return Text(visible(word.zh), visible(word.en))


def _number(value: object, pattern: str) -> Text:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return NOT_KNOWN
    return _same(pattern.format(value))


def _listed(words: list[Text]) -> Text:
    if not words:
        return NONE
    return Text("、".join(one.zh for one in words), ", ".join(one.en for one in words))


def _named(name: Text, value: str) -> Text:
    return Text(f"{name.zh} {visible(value)}", f"{name.en} {visible(value)}")


def _same(text: str) -> Text:
    return Text(text, text)
