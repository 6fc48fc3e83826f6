"""Reason codes 「理由代码」: why a finding is none; retired, never deleted."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.office_rows import ReasonCode
from reviewer_app.domain.permissions import Permission
from reviewer_app.services.settings import (
    AddReasonCode,
    RetireReasonCode,
    add_reason_code,
    retire_reason_code,
)
from reviewer_app.widgets import browser, markup
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.table import Chip, Column, RowAct, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw the reason codes."""
    markup.title(ctx.say("理由代码"))
    markup.quiet(ctx.say("审核人员认定“没问题”时选用。停用的代码仍留在以前的认定里。"))
    done = Table(
        ctx.say("理由代码"),
        (
            Column(ctx.say("中文")),
            Column(ctx.say("英文")),
            Column(ctx.say("代码"), "fix"),
            Column(ctx.say("状态")),
        ),
        [_row(ctx, code) for code in ctx.queries.reason_codes()],
    ).draw("reason_table")
    if done is not None:
        if succeeds(ctx, retire_reason_code, RetireReasonCode(code=done.row)):
            ui_state.tell(ctx.say("已停用。"))
        st.rerun()
    markup.heading(ctx.say("新增理由代码"))
    _draw_form(ctx)
    browser.listen(ctx, {})


def _row(ctx: Ctx, code: ReasonCode) -> TableRow:
    chip = (
        Chip("good", ctx.say("启用"))
        if code.is_active
        else Chip("off", ctx.say("停用"))
    )
    return TableRow(
        code.code,
        (code.words.zh, code.words.en, code.code, chip),
        [RowAct("retire", ctx.say("停用"))] if code.is_active else (),
    )


def _draw_form(ctx: Ctx) -> None:
    with st.form("new_reason", clear_on_submit=True):
        left, middle, right = st.columns(3)
        code = left.text_input(ctx.say("代码"), key="reason_code")
        zh = middle.text_input(ctx.say("中文"), key="reason_zh")
        en = right.text_input(ctx.say("英文"), key="reason_en")
        if st.form_submit_button(ctx.say("新增"), type="primary"):
            command = AddReasonCode(code=code.strip(), zh=zh.strip(), en=en.strip())
            if succeeds(ctx, add_reason_code, command):
                ui_state.tell(ctx.say("已新增。"))
            st.rerun()


SCREEN = Screen("理由代码", "reasons", Permission.MANAGE_REASONS, render, order=43)
