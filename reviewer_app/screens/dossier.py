"""Dossier 「案卷」: the whole of it at a glance, and what people wrote about it."""

from collections.abc import Sequence

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.case_rows import DossierView, FileRow
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.form import FIELDS
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.screens import _case, _previous
from reviewer_app.services.assignment import Claim, GiveBack, claim, give_back
from reviewer_app.services.review import Note, note
from reviewer_app.widgets import browser, contact_sheet, markup, tiles, words
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.table import Column, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw the dossier."""
    view = _case.load(ctx)
    if view is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        _case.draw_title(ctx, view)
        _draw_acts(ctx, view)
    _case.draw_checking(ctx, view)
    _draw_counts(ctx, view)
    opened = _draw_previous(ctx, view)
    if len(view.rounds) > 1:
        _draw_changes(ctx, view)
    markup.heading(ctx.say("20 项材料"))
    opened = opened or tiles.draw(ctx, view.items, "item_tiles")
    markup.heading(ctx.say("人员（四张表）"))
    opened = opened or tiles.draw(ctx, view.people, "people_tiles")
    _draw_people(ctx, view)
    if opened:
        ctx.go("desk", case=view.case.case_id, item=opened)
    _draw_sheet(ctx, view)
    left, right = st.columns([3, 2], gap="large")
    with left:
        markup.heading(ctx.say("企业信息"))
        markup.facts({_label(ctx, name): one for name, one in view.company.items()})
    with right:
        _draw_rounds(ctx, view)
        _draw_notes(ctx, view)
    browser.listen(ctx, {"c": "claim_case", "Enter": "read_case"})


def _label(ctx: Ctx, name: str) -> str:
    """Return the name of a fact, that of a field of the form in both languages."""
    labels = {field.label.zh: field.label for field in FIELDS.values()}
    return ctx.text(labels[name]) if name in labels else ctx.say(name)


def _draw_acts(ctx: Ctx, view: DossierView) -> None:
    case_id = view.case.case_id
    allowed = view.allowed
    if Act.GIVE_BACK in allowed and st.button(ctx.say("放回待领取"), key="give_back"):
        if succeeds(ctx, give_back, GiveBack(case_id=case_id)):
            ui_state.tell(ctx.say("已放回待领取，已认定的内容会保留。"))
        st.rerun()
    if Act.CLAIM in allowed:
        if st.button(ctx.say("领取"), type="primary", key="claim_case"):
            if succeeds(ctx, claim, Claim(case_id=case_id)):
                ctx.go("desk", case=case_id)
            st.rerun()
    elif st.button(ctx.say("开始阅卷"), type="primary", key="read_case"):
        ctx.go("desk", case=case_id)


def _draw_previous(ctx: Ctx, view: DossierView) -> str:
    """Draw the findings of the round before; returns the item that was opened."""
    opened = _previous.draw(ctx, view) if view.previous else ""
    if opened == _previous.REDRAW:
        st.rerun()
    return opened


def _draw_people(ctx: Ctx, view: DossierView) -> None:
    """Draw the people as the company listed them, to hold certificates against."""
    if not view.listed:
        return
    markup.heading(ctx.say("人员名单"))
    titles = ("人员类别", "姓名", "身份证号", "职务", "证书编号", "有效期至")
    rows = [
        TableRow(
            str(at),
            (
                ctx.text(one.table),
                one.name,
                one.id_number,
                one.post,
                one.certificate_number,
                one.valid_until,
            ),
        )
        for at, one in enumerate(view.listed)
    ]
    columns = [Column(ctx.say(title)) for title in titles]
    Table(ctx.say("人员名单"), columns, rows).draw("listed_people")


def _draw_counts(ctx: Ctx, view: DossierView) -> None:
    faults = [f for f in view.findings if f.outcome == "fail"]
    errors = sum(1 for f in faults if f.severity == "error")
    unknowns = len(view.findings) - len(faults)
    decided = sum(1 for f in view.findings if f.decision is not None)
    markup.figures(
        (
            (ctx.say("问题"), str(errors)),
            (ctx.say("待人工核对"), str(unknowns)),
            (ctx.say("提示"), str(len(faults) - errors)),
            (ctx.say("已认定"), f"{decided}/{len(view.findings)}"),
            (
                ctx.say("系统建议（非审核结论）"),
                words.grade_chip(ctx, view.suggestion.grade).words,
            ),
        )
    )


def _draw_changes(ctx: Ctx, view: DossierView) -> None:
    """Say what came new, page by page, and how much stayed as it was."""
    files = [file for tile in (*view.items, *view.people) for file in tile.files]
    changed = [f for f in files if f.change is not None and f.change.kind != "same"]
    same = sum(1 for f in files if f.change is not None and f.change.kind == "same")
    markup.heading(ctx.say("与上一轮相比"))
    markup.lines(
        (
            *((file.path, _change_words(ctx, file)) for file in changed),
            *((path, ctx.say("已删去")) for path in view.removed),
            (ctx.say("其他文件"), ctx.say("{count} 个没有变化", count=same)),
        )
    )


def _change_words(ctx: Ctx, file: FileRow) -> str:
    if file.change is None or file.change.kind == "new":
        return ctx.say("新上传")
    by_kind = {
        kind: [one.page_no for one in file.change.pages if one.kind == kind]
        for kind in ("changed", "new", "same")
    }
    said = []
    if by_kind["changed"]:
        said.append(ctx.say("第 {pages} 页有变化", pages=_list(by_kind["changed"])))
    if by_kind["new"]:
        said.append(ctx.say("第 {pages} 页是新增的", pages=_list(by_kind["new"])))
    if file.change.removed:
        gone = _list(file.change.removed)
        said.append(ctx.say("原第 {pages} 页已删去", pages=gone))
    said.append(ctx.say("{count} 页没有变化", count=len(by_kind["same"])))
    return "，".join(said)


def _list(numbers: Sequence[int]) -> str:
    """Return page numbers with runs drawn together: 1–3、7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs
    )


def _draw_sheet(ctx: Ctx, view: DossierView) -> None:
    """Draw all pages small, at once where nothing was found, else when asked."""
    is_clean = not view.findings and any(t.files for t in view.items)
    if not is_clean and not st.toggle(ctx.say("所有页面一览"), key="all_pages"):
        return
    markup.heading(ctx.say("所有页面"))
    opened = contact_sheet.draw(ctx, view, "contact_sheet")
    if opened is not None:
        ui_state.see_file(view.case.case_id, opened.file_id)
        ui_state.open_page(opened.file_id, opened.page_no)
        ctx.go("desk", case=view.case.case_id)


def _draw_rounds(ctx: Ctx, view: DossierView) -> None:
    markup.heading(ctx.say("轮次"))
    markup.lines(
        (
            ctx.say("第 {count} 轮", count=one.round_no)
            + (f" · {one.comment}" if one.comment else ""),
            words.day(one.submitted_at)
            + (f" · {words.grade_chip(ctx, one.grade).words}" if one.grade else ""),
        )
        for one in view.rounds
    )


def _draw_notes(ctx: Ctx, view: DossierView) -> None:
    markup.heading(ctx.say("内部备注"))
    if not view.notes:
        markup.quiet(ctx.say("只有审核人员能看到，不会发给企业。"))
    for one in view.notes:
        st.html(
            "<p>" + markup.escaped(one.words) + "<br><span class='quiet'>"
            f"{markup.escaped(one.author)} · {words.minute(one.at)}</span></p>"
        )
    if not may(ctx.actor, Permission.WRITE_NOTES):
        return
    with st.form("note", clear_on_submit=True):
        given = st.text_area(
            ctx.say("写一条备注"),
            height=80,
            label_visibility="collapsed",
            placeholder=ctx.say("写一条备注"),
        )
        if st.form_submit_button(ctx.say("添加备注")) and given.strip():
            succeeds(ctx, note, Note(case_id=view.case.case_id, words=given))
            st.rerun()


SCREEN = Screen(
    "案卷", "dossier", Permission.SEE_ANY_CASE, render, order=20, of_case=True
)
