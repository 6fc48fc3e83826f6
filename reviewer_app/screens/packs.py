"""Rule packs 「考核标准」: versions, their rules, their tests, and who approves them."""

import datetime as dt

import streamlit as st

from reviewer_app import ui_state
from reviewer_app._seam import (
    ApprovePack,
    CopyPack,
    PackCheck,
    PackRow,
    ProposePack,
    SavePackFile,
    approve_pack,
    copy_pack,
    propose_pack,
    save_pack_file,
)
from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.widgets import browser, markup, words, yaml_editor
from reviewer_app.widgets.acting import attempt, succeeds
from reviewer_app.widgets.table import Chip, Column, RowAct, Table, TableRow

STATES: dict[str, tuple[str, str]] = {
    "draft": ("none", "草案"),
    "proposed": ("look", "待批准"),
    "approved": ("accent", "待生效"),
    "in_force": ("good", "现行"),
    "retired": ("off", "已停用"),
}
"""Tone and word of a pack's state."""


def render(ctx: Ctx) -> None:
    """Draw the packs, or the one that is open."""
    rows = ctx.queries.packs()
    opened = ui_state.place("pack")
    row = next((one for one in rows if one.digest == opened), None)
    if row is None:
        markup.title(ctx.say("考核标准"))
        _draw_list(ctx, rows)
    else:
        _draw_one(ctx, row)
    browser.listen(ctx, {})


def _draw_list(ctx: Ctx, rows: tuple[PackRow, ...]) -> None:
    done = Table(
        ctx.say("考核标准"),
        (
            Column(ctx.say("名称")),
            Column(ctx.say("年度"), "fix"),
            Column(ctx.say("版本"), "fix"),
            Column(ctx.say("状态")),
            Column(ctx.say("编制人")),
            Column(ctx.say("说明")),
            Column(ctx.say("文件指纹"), "fix"),
            Column(ctx.say("生效日"), "fix"),
        ),
        [_row(ctx, row) for row in rows],
    ).draw("pack_table")
    if done is None:
        return
    if done.act == "copy":
        year = next(row.year for row in rows if row.digest == done.row) + 1
        copy = CopyPack(digest=done.row, year=year)
        made = attempt(ctx, copy_pack, copy)
        if made is not None:
            ui_state.put_place("pack", made)
    else:
        ui_state.put_place("pack", done.row)
    st.rerun()


def _row(ctx: Ctx, row: PackRow) -> TableRow:
    acts = [RowAct("open", ctx.say("查看"))]
    if may(ctx.actor, Permission.EDIT_PACKS):
        label = ctx.say("复制为 {year} 年度", year=row.year + 1)
        acts.append(RowAct("copy", label))
    return TableRow(
        row.digest,
        (
            row.name,
            str(row.year),
            row.version,
            _chip(ctx, row),
            row.author,
            row.note,
            row.digest[:12],
            words.day(row.in_force_from),
        ),
        acts,
        opens=True,
    )


def _chip(ctx: Ctx, row: PackRow) -> Chip:
    tone, name = STATES[row.state]
    return Chip(tone, ctx.say(name))


def _draw_one(ctx: Ctx, row: PackRow) -> None:
    chip = _chip(ctx, row)
    markup.title(
        f"{row.name} {row.version}",
        sub=ctx.say("文件指纹 {digest}", digest=row.digest[:12]),
        chips=markup.chip(chip.tone, chip.words),
    )
    if st.button(ctx.say("返回列表"), type="tertiary", key="pack_list"):
        ui_state.put_place("pack", "")
        st.rerun()
    files = ctx.queries.pack_files(row.digest)
    left, right = st.columns([5, 3], gap="large")
    with left:
        name = st.selectbox(
            ctx.say("规则文件"), sorted(files), key="pack_file", filter_mode=None
        )
        _edit(ctx, row, name, files[name])
    with right:
        text = yaml_editor.text_of(f"{row.digest[:12]}/{name}", files[name])
        check = ctx.queries.check_pack(row.digest, name, text)
        _draw_check(ctx, check)
        _draw_publishing(ctx, row, check)


@st.fragment
def _edit(ctx: Ctx, row: PackRow, name: str, text: str) -> None:
    file = f"{row.digest[:12]}/{name}"
    now = yaml_editor.text_of(file, text)
    check = ctx.queries.check_pack(row.digest, name, now)
    editable = row.state == "draft" and may(ctx.actor, Permission.EDIT_PACKS)
    yaml_editor.draw(
        ctx,
        file,
        text,
        faults=[
            (fault.line, ctx.text(fault.words))
            for fault in check.faults
            if fault.file == name
        ],
        editable=editable,
    )
    if editable and st.button(
        ctx.say("保存并运行测试"), type="primary", key="pack_save", disabled=now == text
    ):
        command = SavePackFile(digest=row.digest, file=name, text=now)
        made = attempt(ctx, save_pack_file, command)
        if made is not None:
            ui_state.put_place("pack", made)
            ui_state.tell(ctx.say("已保存。"))
        st.rerun()


def _draw_check(ctx: Ctx, check: PackCheck) -> None:
    markup.heading(ctx.say("自带测试"))
    failed = len(check.tests_failed)
    if check.faults:
        markup.notice("bad", ctx.say("文件有错误，测试没有运行。"))
    elif failed:
        markup.notice("bad", ctx.say("{count} 个测试没有通过：", count=failed))
        markup.lines((ctx.text(one), "") for one in check.tests_failed)
    else:
        markup.notice(
            "good", ctx.say("{count} 个测试全部通过。", count=check.tests_run)
        )
    markup.heading(ctx.say("与现行标准的不同"))
    if check.changes:
        markup.lines((ctx.text(change), "") for change in check.changes)
    else:
        markup.quiet(ctx.say("没有不同。"))


def _draw_publishing(ctx: Ctx, row: PackRow, check: PackCheck) -> None:
    is_sound = not check.faults and not check.tests_failed
    if row.state == "draft" and may(ctx.actor, Permission.EDIT_PACKS):
        markup.heading(ctx.say("提请批准"))
        given = st.text_input(
            ctx.say("生效日（年-月-日）"),
            value=f"{row.year + 1}-01-01",
            key="pack_day",
        )
        if st.button(ctx.say("提请批准"), key="pack_propose", disabled=not is_sound):
            _propose(ctx, row, given)
    if row.state == "proposed" and may(ctx.actor, Permission.APPROVE_PACKS):
        markup.heading(ctx.say("批准"))
        markup.quiet(ctx.say("由编制人以外的另一人批准，到生效日起用于新的提交。"))
        if st.button(ctx.say("批准"), type="primary", key="pack_approve"):
            if succeeds(ctx, approve_pack, ApprovePack(digest=row.digest)):
                ui_state.tell(ctx.say("已批准。"))
            st.rerun()


def _propose(ctx: Ctx, row: PackRow, given: str) -> None:
    try:
        day = dt.date.fromisoformat(given.strip())
    except ValueError:
        ui_state.tell(ctx.say("生效日请写成 2022-01-01 这样的日期。"), "bad")
        st.rerun()
    command = ProposePack(digest=row.digest, in_force_from=day)
    if succeeds(ctx, propose_pack, command):
        ui_state.tell(ctx.say("已提请批准，由另一人批准后生效。"))
    st.rerun()


SCREEN = Screen("考核标准", "packs", Permission.APPROVE_PACKS, render, order=41)
