"""Rule packs 「考核标准」: versions, their rules and tests, and who approves them."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Packs, Screen
from reviewer_app.context.office_rows import PackRow
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.screens import _pack
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.acting import tried
from reviewer_app.widgets.table import Column, RowAct, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw the packs, or the one that is open."""
    packs = ctx.packs
    if packs is None:
        markup.empty(
            ctx.say("这台服务器没有开启考核标准管理"), ctx.say("请联系系统管理员。")
        )
        return
    rows = packs.all()
    opened = ui_state.place("pack")
    row = next((one for one in rows if one.digest == opened), None)
    if row is None:
        markup.title(ctx.say("考核标准"))
        _draw_list(ctx, packs, rows)
    else:
        _pack.draw(ctx, packs, row)
    browser.listen(ctx, {})


def _draw_list(ctx: Ctx, packs: Packs, rows: tuple[PackRow, ...]) -> None:
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
    opened: str | None = done.row
    if done.act == "copy":
        year = next(row.year for row in rows if row.digest == done.row) + 1
        opened = tried(ctx, lambda: packs.copy(done.row, year))
    ui_state.put_place("pack", opened or "")
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
            _pack.state_chip(ctx, row),
            row.author,
            row.note,
            row.digest[:12],
            words.day(row.in_force_from),
        ),
        acts,
        opens=True,
    )


SCREEN = Screen("考核标准", "packs", Permission.APPROVE_PACKS, render, order=41)
