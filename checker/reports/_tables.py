"""Findings, items and pages as tables for spreadsheets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.model.evidence import DocumentEvidence
from checker.model.ports import JsonValue, ReportOptions
from checker.model.result import CheckResult
from checker.model.unseen import safe
from checker.model.wording import Text
from checker.reports._cells import Cell, cell
from checker.reports._document import page_object
from checker.reports._in_words import view_of_result
from checker.reports._masking import Mask, masking
from checker.reports._view import DossierView, FindingView, SectionView
from checker.reports._words import FILE_STATES, UNKNOWN_FILE


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; each row is as long as the headings."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_FINDINGS = Text("问题", "findings")
_ITEMS = Text("附件列表", "items")
_PAGES = Text("页面", "pages")

_FINDING_HEADINGS = (
    Text("企业", "company"),
    Text("案卷", "dossier"),
    Text("年度", "year"),
    Text("项", "item"),
    Text("文件", "document"),
    Text("页", "page"),
    Text("类别", "weight"),
    Text("问题", "message"),
    Text("办法", "remedy"),
    Text("测量值与界限", "measured and limits"),
    Text("依据", "source"),
    Text("规则", "rule"),
    Text("豁免", "waived"),
    Text("编号", "id"),
)
_ITEM_HEADINGS = (
    Text("企业", "company"),
    Text("案卷", "dossier"),
    Text("项", "item"),
    Text("名称", "title"),
    Text("状态", "state"),
    Text("文件数", "file count"),
    Text("错误", "errors"),
    Text("待人工核对", "to look at"),
    Text("提示", "hints"),
    Text("缺少或未确定的部分", "parts missing or unknown"),
    Text("文件", "files"),
)
_PAGE_FIELDS: dict[str, Text] = {
    "number": Text("页", "page"),
    "width_mm": Text("宽 mm", "width mm"),
    "height_mm": Text("高 mm", "height mm"),
    "content": Text("内容", "content"),
    "blank": Text("空白", "blank"),
    "colour": Text("颜色", "colour"),
    "dpi": Text("dpi", "dpi"),
    "orientation": Text("方向 °", "turned deg"),
    "orientation_confidence": Text("方向把握", "turn confidence"),
    "skew_deg": Text("倾斜 °", "skew deg"),
    "legibility": Text("清晰概率", "legibility"),
    "legible": Text("清晰", "legible"),
    "cropped": Text("裁切", "cut"),
    "text_source": Text("文字来源", "text from"),
    "years": Text("年份", "years"),
}
_DOCUMENT_HEADINGS = (Text("文件", "document"), Text("文件状态", "file state"))
_MARK_HEADINGS = (Text("印章数", "seal count"), Text("红头", "red header"))


def result_tables(
    results: Sequence[CheckResult], options: ReportOptions
) -> tuple[Table, Table, Table]:
    """Return the tables of findings, items and pages of all dossiers."""
    views = [view_of_result(one, unmask=options.unmask) for one in results]
    pages = [
        row
        for one in results
        for row in _page_rows(
            one.evidence.documents,
            masking(keep=one.evidence.dossier.credit_code, unmask=options.unmask),
            options.language,
        )
    ]
    return (
        _findings_table(views, options.language),
        _items_table(views, options.language),
        _page_table(pages, options.language),
    )


def document_table(
    documents: Sequence[DocumentEvidence], options: ReportOptions
) -> Table:
    """Return the table of pages of some documents."""
    mask = masking(unmask=options.unmask)
    return _page_table(_page_rows(documents, mask, options.language), options.language)


def _findings_table(views: Iterable[DossierView], language: str) -> Table:
    """Return a row for each finding, waived ones included."""
    rows = [
        _finding_row(view, one, language)
        for view in views
        for section in view.sections
        for one in section.findings
    ]
    return _table(_FINDINGS, _FINDING_HEADINGS, rows=rows, language=language)


def _items_table(views: Iterable[DossierView], language: str) -> Table:
    rows = [_item_row(view, item, language) for view in views for item in view.items]
    return _table(_ITEMS, _ITEM_HEADINGS, rows=rows, language=language)


def _page_table(rows: Sequence[tuple[Cell, ...]], language: str) -> Table:
    headings = (*_DOCUMENT_HEADINGS, *_PAGE_FIELDS.values(), *_MARK_HEADINGS)
    return _table(_PAGES, headings, rows=rows, language=language)


def _table(
    name: Text,
    headings: Sequence[Text],
    *,
    rows: Sequence[tuple[Cell, ...]],
    language: str,
) -> Table:
    return Table(
        name.in_language(language),
        tuple(one.in_language(language) for one in headings),
        tuple(rows),
    )


def _finding_row(
    view: DossierView, finding: FindingView, language: str
) -> tuple[Cell, ...]:
    def say(text: Text) -> str:
        return safe(text.in_language(language))

    measured = "; ".join(
        f"{name.in_language(language)} {value.in_language(language)}"
        for name, value in finding.measured
    )
    return (
        safe(view.company),
        safe(view.id),
        view.year,
        safe(finding.item or ""),
        safe(finding.document or ""),
        finding.page_no,
        say(finding.state.word),
        say(finding.message),
        say(finding.remedy),
        safe(measured),
        safe(finding.source),
        safe(finding.rule),
        say(finding.waived) if finding.waived else "",
        safe(finding.id),
    )


def _item_row(view: DossierView, item: SectionView, language: str) -> tuple[Cell, ...]:
    gaps = [
        part.title.in_language(language)
        for part in item.parts
        if part.state.tone != "good"
    ]
    return (
        safe(view.company),
        safe(view.id),
        safe(item.code),
        safe(item.title.in_language(language)),
        safe(item.state.word.in_language(language)) if item.state else "",
        len(item.documents),
        item.count("errors"),
        item.count("unknowns"),
        item.count("warnings"),
        safe(", ".join(gaps)),
        safe(", ".join(item.documents)),
    )


def _page_rows(
    documents: Iterable[DocumentEvidence], mask: Mask, language: str
) -> list[tuple[Cell, ...]]:
    """Return a row a page; a file without pages has one row of its own."""
    rows: list[tuple[Cell, ...]] = []
    for one in documents:
        status = one.status
        state = UNKNOWN_FILE if status is None else FILE_STATES[status]
        head = (
            safe(mask(one.document.path)),
            safe(state.word.in_language(language)),
        )
        pages = [page_object(page, mask) for page in one.pages] or [{}]
        rows.extend((*head, *_page_cells(page, language)) for page in pages)
    return rows


def _page_cells(page: dict[str, JsonValue], language: str) -> tuple[Cell, ...]:
    seals, header = page.get("seals"), page.get("red_header")
    return (
        *(cell(page.get(name), language) for name in _PAGE_FIELDS),
        len(seals) if isinstance(seals, list) else None,
        cell(header.get("present"), language) if isinstance(header, dict) else None,
    )
