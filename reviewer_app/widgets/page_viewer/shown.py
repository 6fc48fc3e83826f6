"""What the reading desk is told, as plain data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import (
    DossierView,
    FileRow,
    FindingRow,
    ItemTile,
    PageRow,
)
from reviewer_app.context.office_rows import ReasonCode
from reviewer_app.measured import in_words
from reviewer_app.theme import SIGNS
from reviewer_app.widgets.page_viewer.words import words_of


@dataclass(frozen=True, slots=True)
class Viewed:
    """What the three parts show.

    ``pages`` are those of the files looked at so far, by the file's id; ``start`` is
    the finding to begin with, ``file`` and ``page_no`` the page; both may be empty.
    """

    dossier: DossierView
    pages: Mapping[str, tuple[PageRow, ...]]
    codes: tuple[ReasonCode, ...]
    editable: bool
    start: str = ""
    file: str = ""
    page_no: int = 1


def files_of(view: DossierView) -> Iterable[tuple[ItemTile, FileRow]]:
    """Yield every file with the item or table that it answers."""
    for tile in (*view.items, *view.people):
        for file in tile.files:
            yield tile, file


@dataclass(frozen=True, slots=True)
class _Names:
    """How things are called: files by path, reasons by code."""

    labels: Mapping[str, str]
    files: Mapping[str, str]
    reasons: Mapping[str, str]


def as_data(ctx: Ctx, viewed: Viewed, *, done: Sequence[str]) -> dict[str, object]:
    """Return what the component is told; ``done``: acts that are kept."""
    view = viewed.dossier
    names = _Names(
        {file.path: _label(tile, file) for tile, file in files_of(view)},
        {file.path: file.file_id for _, file in files_of(view)},
        {code.code: ctx.text(code.words) for code in viewed.codes},
    )
    return {
        "checking": view.case.is_checking,
        "case": view.case.case_id,
        "editable": viewed.editable,
        "start": viewed.start,
        "file": viewed.file,
        "page": viewed.page_no,
        "done": list(done),
        "words": words_of(ctx),
        "codes": [
            {"code": code.code, "label": ctx.text(code.words)}
            for code in viewed.codes
            if code.is_active
        ],
        "files": [_file(tile, file) for tile, file in files_of(view)],
        "findings": [_finding(ctx, row, names) for row in view.findings],
        "evidence": {
            file_id: [_page(ctx, page) for page in pages]
            for file_id, pages in viewed.pages.items()
        },
    }


def _label(tile: ItemTile, file: FileRow) -> str:
    name = file.path.rsplit("/", 1)[-1].removesuffix(".pdf")
    if not tile.code.isdigit() or name.startswith(tile.code):
        return name
    return f"{tile.code} {name}"


def _file(tile: ItemTile, file: FileRow) -> dict[str, object]:
    return {
        "id": file.file_id,
        "path": file.path,
        "name": _label(tile, file),
        "item": tile.code,
        "pages": file.page_count or 0,
        "active": bool(file.active_content),
        "before": file.replaces,
        **_change(file),
    }


def _change(file: FileRow) -> dict[str, object]:
    """Return what changed since the round before; nothing in a first round."""
    kind = file.change.kind if file.change else ""
    pages = file.change.pages if file.change else ()
    return {
        "unchanged": kind == "same",
        "isNew": kind == "new",
        "changes": {one.page_no: one.kind for one in pages if one.kind != "same"},
        "was": {one.page_no: one.before_no or 0 for one in pages},
    }


def _finding(ctx: Ctx, row: FindingRow, names: _Names) -> dict[str, object]:
    tone, kind = _look(row)
    return {
        "id": row.finding_id,
        "rule": row.rule,
        "item": row.item,
        "file": names.files.get(row.document or "", ""),
        "page": row.page_no,
        "box": list(row.box) if row.box else None,
        "tone": tone,
        "sign": SIGNS[tone],
        "kind": ctx.say(kind),
        "needed": _is_needed(row),
        "message": ctx.text(row.message),
        "remedy": ctx.text(row.remedy),
        "measured": [
            [ctx.text(name), ctx.text(value)] for name, value in in_words(row.measured)
        ],
        "source": "，".join(part for part in row.source.values() if part),
        "place": _place(ctx, row, names.labels),
        "decision": row.decision.value if row.decision else None,
        "reason": names.reasons.get(row.reason_code or "", row.reason_code or ""),
        "words": row.words,
        "added_by": row.added_by or "",
        "late": row.is_late,
    }


def _is_needed(row: FindingRow) -> bool:
    if row.added_by is not None:
        return False
    return row.severity == "error" or row.outcome == "unknown"


def _look(row: FindingRow) -> tuple[str, str]:
    if row.outcome == "unknown":
        return "look", "待核对"
    if row.severity == "error":
        return "bad", "问题"
    return "hint", "提示"


def _place(ctx: Ctx, row: FindingRow, places: Mapping[str, str]) -> str:
    parts = [places.get(row.document or "", row.item or "")]
    if row.page_no is not None:
        parts.append(ctx.say("第 {page} 页", page=row.page_no))
    return " · ".join(part for part in parts if part) or ctx.say("整份案卷")


def _page(ctx: Ctx, page: PageRow) -> dict[str, object]:
    return {"ratio": page.height_mm / page.width_mm, "seen": list(_seen(ctx, page))}


def _seen(ctx: Ctx, page: PageRow) -> Iterable[dict[str, object]]:
    seals = page.evidence.get("seals")
    for seal in seals if isinstance(seals, list) else ():
        yield _mark("seal", seal["bbox"], ctx.say("印章"), seen=seal)
    header = page.evidence.get("red_header")
    if isinstance(header, dict) and header.get("present") and header.get("bbox"):
        yield _mark("header", header["bbox"], ctx.say("红头"), seen=header)
    dates = page.evidence.get("dates")
    for date in dates if isinstance(dates, list) else ():
        if date.get("bbox"):
            yield _mark("date", date["bbox"], str(date["text"]), seen=date)
    unclear = page.evidence.get("legibility_bbox")
    if unclear:
        yield _mark("unclear", unclear, ctx.say("看不清"), seen={})


def _mark(
    layer: str, box: object, words: str, *, seen: Mapping[str, object]
) -> dict[str, object]:
    confidence = seen.get("confidence")
    share = f" {confidence:.0%}" if isinstance(confidence, float) else ""
    return {"layer": layer, "box": box, "words": f"{words}{share}"}
