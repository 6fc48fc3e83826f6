"""A case as screens show it: the database's rows and the report put together."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from checker.model.dossier import PersonTable
from checker.model.wording import Text
from reviewer_app.context.case_rows import (
    CaseHead,
    DossierView,
    FileChange,
    FileRow,
    FindingRow,
    ItemTile,
    LetterRow,
    LetterView,
    ListedPerson,
    NoteRow,
    PageRow,
    PreviousRow,
    RoundRow,
    Suggestion,
)
from reviewer_app.context.changes import Changes
from reviewer_app.context.filed import Filed, read_filed
from reviewer_app.domain.form import FIELDS, Field
from reviewer_app.domain.review import ADDED, Verdict
from reviewer_app.domain.staffing import TABLE_NAMES, masked
from reviewer_app.queries import dossier as asked
from reviewer_app.queries.letters import LetterRow as KeptLetter

TABLES: dict[str, Text] = {
    **{table.value: name for table, name in TABLE_NAMES.items()},
    "": Text("没有归类的文件", "Files that belong nowhere yet"),
}
"""The four tables of 09, and what belongs nowhere."""

Report = Mapping[str, Any]


def as_view(
    view: asked.DossierView, report: Report, changes: Changes | None = None
) -> DossierView:
    """Return a case at a glance; ``changes`` since the round before, if any."""
    changes = changes or Changes()
    now = view.rounds[-1] if view.rounds else None
    answered = now.answered if now else ()
    filed = read_filed(now.dossier_yaml if now else "")
    files = _files(view, report, changes.files)
    english = {one["id"]: one.get("title_en", "") for one in report.get("items", ())}
    return DossierView(
        _head(view, now),
        _company(view, filed),
        tuple(_tile(tile, view, files, english=english) for tile in view.items),
        tuple(_tables(view, filed, files)),
        tuple(_finding(row) for row in view.findings),
        tuple(
            RoundRow(row.number, row.submitted_at, row.grade, None, row.words)
            for row in view.rounds
        ),
        tuple(NoteRow(one.by, one.at, one.words) for one in view.notes),
        Suggestion(now.suggested if now else None, _arithmetic(report)),
        removed=changes.removed,
        previous=tuple(_previous(one, view, changes) for one in answered),
        listed=_listed(now),
    )


def _previous(
    told: Mapping[str, Any], view: asked.DossierView, changes: Changes
) -> PreviousRow:
    """Return a finding of the round before, with what became of it."""
    document, page_no = told["document"], told["page_no"]
    again = any(
        (row.rule, row.item, row.document) == (told["rule"], told["item"], document)
        for row in view.findings
    )
    change = changes.files.get(document or "")
    is_touched = document is None or change is None or change.kind != "same"
    if again:
        became = "stands"
    else:
        is_by_machine = told["rule"] != ADDED
        became = "gone" if is_by_machine and is_touched else "unsure"
    place = f"{document or ''} {f'第 {page_no} 页' if page_no else ''}".strip()
    return PreviousRow(
        told["finding_id"],
        told["item"],
        place,
        Text(told["message_zh"], told["message_en"]),
        told["kind"],
        told["words"],
        became,
        told.get("verdict", ""),
    )


def pages_of(report: Report, document: str) -> tuple[PageRow, ...]:
    """Return a document's pages; none where it could not be read."""
    for one in report.get("documents", ()):
        if one["path"] == document:
            return tuple(
                PageRow(page["number"], page["width_mm"], page["height_mm"], page, 0)
                for page in one.get("pages") or ()
            )
    return ()


def as_letter(
    view: asked.DossierView,
    kept: KeptLetter | None,
    *,
    settings: Mapping[str, object],
    now: dt.datetime,
) -> LetterView:
    """Return the letter; findings that stand by now are in it, with kept words."""
    body: Mapping[str, Any] = kept.body if kept else {}
    words = {line["finding_id"]: line for line in body.get("lines", ())}
    rows = [row for row in view.findings if row.is_added or _stands(row)]
    rows.sort(key=lambda row: (row.item or "99", row.document or "", row.page_no or 0))
    is_released = kept is not None and kept.released_at is not None
    if is_released:
        rows = [row for row in rows if row.finding_id in words]
    days = dt.timedelta(days=float(str(settings["deadline_days"])))
    deadline = kept.deadline if kept and kept.deadline else now + days
    return LetterView(
        kept.letter_id if kept else None,
        deadline.astimezone().date(),
        body.get("contacts") or str(settings["contacts"]),
        body.get("opening")
        or f"{view.company}：经审核，你单位 {view.case.year} 年度安全生产许可证动态考核"
        "材料存在下列问题，请按要求整改后重新提交。",
        body.get("closing")
        or "整改完成后，请打印整改情况说明并加盖公章，扫描后作为第 20 项上传。",
        tuple(_line(row, words.get(row.finding_id, {})) for row in rows),
        is_released,
    )


def _stands(row: asked.FindingRow) -> bool:
    return row.verdict is Verdict.CONFIRMED


def _line(row: asked.FindingRow, kept: Mapping[str, str]) -> LetterRow:
    place = row.document or (f"第 {row.item} 项" if row.item else "整份案卷")
    if row.page_no is not None:
        place += f" 第 {row.page_no} 页"
    return LetterRow(
        row.finding_id,
        row.item,
        place,
        kept.get("words") or row.message.zh,
        kept.get("remedy") or row.remedy.zh,
        "，".join(str(part) for part in row.source.values() if part),
    )


def _head(view: asked.DossierView, now: asked.RoundRow | None) -> CaseHead:
    case = view.case
    return CaseHead(
        case.id,
        view.company,
        view.credit_code,
        case.year,
        case.round_no,
        case.standing.state or _no_state(),
        view.holder,
        now.submitted_at if now else None,
        (now.pack_id or "") if now else "",
        now is not None and now.checked_at is None and now.failure is None,
    )


def _no_state() -> Any:  # noqa: ANN401 - never returns
    raise AssertionError("a case on record has a state")


def _company(view: asked.DossierView, filed: Filed) -> dict[str, str]:
    facts = {
        "企业名称": view.company,
        "统一社会信用代码": view.credit_code or "",
        "考核年度": str(view.case.year),
        **filed.facts,
        **_filled_in(view),
    }
    words = view.rounds[-1].words if view.rounds else ""
    if words:
        facts["意见"] = words
    return {name: value for name, value in facts.items() if value}


def _filled_in(view: asked.DossierView) -> dict[str, str]:
    """Return the fields of sections 01 to 08 by their Chinese names."""
    form = view.rounds[-1].form if view.rounds else None
    values = form["values"] if form else {}
    return {
        field.label.zh: _shown(field, str(values[name]))
        for name, field in FIELDS.items()
        if values.get(name)
    }


def _shown(field: Field, value: str) -> str:
    words = (field.choices or {}).get(value)
    return value if words is None else words.zh


def _listed(now: asked.RoundRow | None) -> tuple[ListedPerson, ...]:
    people = now.form["people"] if now is not None and now.form else ()
    return tuple(
        ListedPerson(
            TABLE_NAMES[PersonTable(one["table"])],
            one["name"],
            masked(one["id_number"]),
            one["post"],
            one["certificate_number"],
            one["valid_until"],
        )
        for one in people
    )


def _files(
    view: asked.DossierView, report: Report, changes: Mapping[str, FileChange]
) -> dict[str, FileRow]:
    known = {one["path"]: one for one in report.get("documents", ())}
    return {
        row.path: FileRow(
            str(row.file_id),
            row.path,
            known.get(row.path, {}).get("page_count"),
            known.get(row.path, {}).get("status", ""),
            tuple(known.get(row.path, {}).get("active_content") or ()),
            "" if row.replaces_id is None else str(row.replaces_id),
            changes.get(row.path),
        )
        for row in view.files
    }


def _tile(
    tile: asked.ItemTile,
    view: asked.DossierView,
    files: Mapping[str, FileRow],
    *,
    english: Mapping[str, str],
) -> ItemTile:
    paths = tile.documents or tuple(f.path for f in view.files if f.item == tile.code)
    return ItemTile(
        tile.code,
        Text(tile.title, english.get(tile.code) or tile.title),
        tile.status,
        tile.faults,
        tile.unknowns,
        tuple(files[path] for path in paths if path in files),
    )


def _tables(
    view: asked.DossierView, filed: Filed, files: Mapping[str, FileRow]
) -> Iterable[ItemTile]:
    taken = {path for tile in view.items for path in tile.documents}
    for code, title in TABLES.items():
        own = [
            file
            for path, file in files.items()
            if path not in taken and filed.tables.get(path, "") == code
        ]
        if not code and not own:
            continue
        paths = {file.path for file in own}
        found = [row for row in view.findings if row.document in paths]
        faults = sum(1 for row in found if row.outcome == "fail")
        unknowns = len(found) - faults
        status = "fail" if faults else "unknown" if unknowns else "pass"
        yield ItemTile(code, title, status, faults, unknowns, tuple(own))


def _finding(row: asked.FindingRow) -> FindingRow:
    return FindingRow(
        row.finding_id,
        row.rule,
        row.item,
        row.document,
        row.page_no,
        row.box,
        row.severity,
        row.outcome,
        row.message,
        row.remedy,
        row.measured,
        {name: str(value) for name, value in row.source.items() if value},
        row.verdict,
        row.reason_code,
        row.words,
        "审核人员" if row.is_added else None,
        row.is_late,
    )


def _arithmetic(report: Report) -> tuple[Text, ...]:
    return tuple(Text(**line) for line in report.get("grade_arithmetic", ()))
