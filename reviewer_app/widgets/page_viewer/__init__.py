"""The heart of the desk: pages, the page with its boxes, and what is said of it.

One component of our own, so that going from page to page and from finding to box needs
no answer of the server. What somebody does is reported in ``acts``, each with its own
id and again until the server has said that it is kept; nothing gets lost when one types
fast, and nothing happens twice.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reviewer_app import ui_state
from reviewer_app._seam import (
    DossierView,
    FileRow,
    FindingRow,
    ItemTile,
    PageRow,
    ReasonCode,
)
from reviewer_app.context import Ctx
from reviewer_app.theme import SIGNS
from reviewer_app.widgets._component import component
from reviewer_app.widgets.page_viewer.measured import in_words
from reviewer_app.widgets.page_viewer.words import words_of

KEY = "page_viewer"


@dataclass(frozen=True, slots=True)
class Viewed:
    """What the three parts show.

    ``pages`` are those of the files looked at so far, by the file's hash; ``start`` is
    the finding to begin with, ``file`` the file, both may be empty.
    """

    dossier: DossierView
    pages: Mapping[str, tuple[PageRow, ...]]
    codes: tuple[ReasonCode, ...]
    editable: bool
    start: str = ""
    file: str = ""


Answer = Callable[[dict[str, object]], None]
"""Does one act of the person at the desk."""


def draw(ctx: Ctx, viewed: Viewed, answer: Answer) -> None:
    """Draw the reading desk; ``answer`` is called once for each act."""
    component("page_viewer")(
        key=KEY,
        data=_as_data(ctx, viewed),
        on_acts_change=lambda: _answer_new(answer),
    )


def _answer_new(answer: Answer) -> None:
    reported = ui_state.happened(KEY, "acts") or {}
    acts = reported.get("acts")
    for act in acts if isinstance(acts, list) else ():
        if act["id"] not in ui_state.acts_kept():
            answer(act)
            ui_state.keep_act(act["id"])


def files_of(view: DossierView) -> Iterable[tuple[ItemTile, FileRow]]:
    """Yield every file with the item or table that it answers."""
    for tile in (*view.items, *view.people):
        for file in tile.files:
            yield tile, file


def _as_data(ctx: Ctx, viewed: Viewed) -> dict[str, object]:
    view = viewed.dossier
    places = {file.path: _label(tile, file) for tile, file in files_of(view)}
    return {
        "case": view.case.case_id,
        "editable": viewed.editable,
        "start": viewed.start,
        "file": viewed.file,
        "done": list(ui_state.acts_kept()),
        "words": words_of(ctx),
        "codes": [
            {"code": code.code, "label": ctx.text(code.words)}
            for code in viewed.codes
            if code.is_active
        ],
        "files": [_file(tile, file) for tile, file in files_of(view)],
        "findings": [_finding(ctx, row, places, viewed.codes) for row in view.findings],
        "evidence": {
            sha256: [_page(ctx, page) for page in pages]
            for sha256, pages in viewed.pages.items()
        },
    }


def _label(tile: ItemTile, file: FileRow) -> str:
    name = file.path.rsplit("/", 1)[-1].removesuffix(".pdf")
    if not tile.code.isdigit() or name.startswith(tile.code):
        return name
    return f"{tile.code} {name}"


def _file(tile: ItemTile, file: FileRow) -> dict[str, object]:
    return {
        "id": file.sha256,
        "path": file.path,
        "name": _label(tile, file),
        "item": tile.code,
        "pages": file.page_count or 0,
        "active": bool(file.active_content),
    }


def _finding(
    ctx: Ctx,
    row: FindingRow,
    places: Mapping[str, str],
    codes: tuple[ReasonCode, ...],
) -> dict[str, object]:
    tone, kind = _look(row)
    reasons = {code.code: ctx.text(code.words) for code in codes}
    return {
        "id": row.finding_id,
        "rule": row.rule,
        "item": row.item,
        "file": row.sha256 or "",
        "page": row.page_no,
        "box": list(row.box) if row.box else None,
        "tone": tone,
        "sign": SIGNS[tone],
        "kind": ctx.say(kind),
        "needed": _is_needed(row),
        "message": ctx.text(row.message),
        "remedy": ctx.text(row.remedy),
        "measured": in_words(ctx, row.measured),
        "source": "，".join(part for part in row.source.values() if part),
        "place": _place(ctx, row, places),
        "decision": row.decision.value if row.decision else None,
        "reason": reasons.get(row.reason_code or "", row.reason_code or ""),
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
        yield _mark("seal", seal["bbox"], ctx.say("印章"), seal)
    header = page.evidence.get("red_header")
    if isinstance(header, dict) and header.get("present") and header.get("bbox"):
        yield _mark("header", header["bbox"], ctx.say("红头"), header)
    dates = page.evidence.get("dates")
    for date in dates if isinstance(dates, list) else ():
        if date.get("bbox"):
            yield _mark("date", date["bbox"], str(date["text"]), date)


def _mark(
    layer: str, box: object, words: str, seen: Mapping[str, object]
) -> dict[str, object]:
    confidence = seen.get("confidence")
    share = f" {confidence:.0%}" if isinstance(confidence, float) else ""
    return {"layer": layer, "box": box, "words": f"{words}{share}"}
