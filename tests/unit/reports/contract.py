"""The report contract as types: strict about names and meanings, open to more."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
Bbox = tuple[Share, Share, Share, Share]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ItemId = Annotated[str, Field(pattern=r"^(0[1-9]|1\d|20)$")]
Verdict = Literal["pass", "fail", "unknown", "not_applicable"]
GradeName = Literal["qualified", "basically_qualified", "unqualified"]


class Open(BaseModel):
    """Fields may be added; none of these may be missing or of another type."""

    model_config = ConfigDict(extra="allow", strict=True)


class Words(Open):
    zh: str
    en: str


class Seal(Open):
    bbox: Bbox
    shape: Literal["round", "oval", "square", "other"]
    size_mm: tuple[float, float] | None
    colour: Literal["red", "blue", "black", "purple"]
    text: str | None
    confidence: Share


class RedHeader(Open):
    present: bool | None
    in_red: bool | None
    bbox: Bbox | None
    text: str | None
    rule_line: bool | None
    confidence: Share | None


class Date(Open):
    text: str
    start: Day | None
    end: Day | None
    bbox: Bbox | None
    kind: Literal["day", "month", "year", "range"]
    role: (
        Literal["issued", "event", "period", "validity", "printed", "reference"] | None
    )
    confidence: Share


class PageLabel(Open):
    number: int
    total: int | None


class Page(Open):
    number: Annotated[int, Field(ge=1)]
    width_mm: float
    height_mm: float
    content: Literal["scan", "digital", "mixed", "blank"] | None
    blank: bool | None
    colour: Literal["colour", "grey", "bilevel"] | None
    dpi: float | None
    orientation: Literal[0, 90, 180, 270] | None
    orientation_confidence: Share | None
    skew_deg: Annotated[float, Field(ge=-45, le=45)] | None
    legibility: Share | None
    legible: bool | None
    cropped: list[Literal["left", "top", "right", "bottom"]] | None
    seals: list[Seal] | None
    red_header: RedHeader
    text_source: Literal["layer", "ocr", "none"]
    dates: list[Date] | None
    years: list[int] | None
    page_label: PageLabel | None


class Signature(Open):
    covers_whole_file: bool
    intact: bool | None
    signer: str | None


class Document(Open):
    path: str
    sha256: Sha256
    bytes: int
    kind: (
        Literal[
            "pdf",
            "jpeg",
            "png",
            "tiff",
            "ofd",
            "docx",
            "doc",
            "xlsx",
            "zip",
            "text",
            "empty",
            "unknown",
        ]
        | None
    )
    status: (
        Literal[
            "ok",
            "repaired",
            "damaged",
            "encrypted",
            "not_pdf",
            "empty",
            "too_large",
            "timeout",
        ]
        | None
    )
    pdf_version: str | None
    page_count: int | None
    producer: str | None
    signatures: list[Signature] | None
    active_content: (
        list[
            Literal[
                "javascript",
                "launch",
                "embedded_file",
                "uri",
                "submit_form",
                "rich_media",
                "xfa",
            ]
        ]
        | None
    )
    pages: list[Page]


class Source(Open):
    document: str
    clause: str


class Waived(Open):
    by: str
    reason: str
    until: Day | None


class Finding(Open):
    id: str
    rule: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_]+$")]
    area: str
    verdict: Literal["fail", "unknown"]
    severity: Literal["error", "warning", "info"]
    item: ItemId | None
    document: str | None
    page: int | None
    bbox: Bbox | None
    message: Words
    remedy: Words
    evidence: dict[str, object]
    source: Source
    waived: Waived | None


class Part(Open):
    title: str
    state: Literal["found", "missing", "unknown"]


class Item(Open):
    id: ItemId
    title: str
    required: bool
    present: bool
    documents: list[str]
    status: Literal["missing", "fail", "unknown", "warn", "pass", "not_applicable"]
    parts: list[Part]


class Tool(Open):
    name: str
    version: str


class Ruleset(Open):
    id: str
    version: str
    sha256: Sha256
    year: int


class Dossier(Open):
    id: str
    company: str | None
    credit_code: str | None
    year: int
    submission: Literal["first", "rectification"]
    as_of: Day | None


class Reason(Open):
    id: str
    line: str


class Timing(Open):
    wall_s: float
    pages: int
    cached_pages: int


class Report(Open):
    schema_: Annotated[Literal["dossier-report/1"], Field(alias="schema")]
    tool: Tool
    ruleset: Ruleset
    dossier: Dossier
    grade: GradeName | None
    grade_reasons: list[Reason]
    complete: bool
    evaluations: dict[str, dict[Verdict, int]]
    items: list[Item]
    documents: list[Document]
    findings: list[Finding]
    timing: Timing
