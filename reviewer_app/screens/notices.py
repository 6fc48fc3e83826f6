"""Notices 「消息」: what happened to one's assessments, newest first."""

import streamlit as st

from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.permissions import Permission
from reviewer_app.services.telling import ReadAll, mark_read
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.table import Chip, Column, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw the notices."""
    notices = ctx.filings.notices() if ctx.filings is not None else ()
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.title(ctx.say("消息"))
        if any(not one.is_read for one in notices) and st.button(
            ctx.say("全部标为已读"), key="read_all"
        ):
            succeeds(ctx, mark_read, ReadAll())
            st.rerun()
    if not notices:
        markup.empty(
            ctx.say("还没有消息"),
            ctx.say("退回整改、考核结果、期限临近、证书快到期时，会在这里告诉您。"),
        )
    else:
        _draw_rows(ctx)
    browser.listen(ctx, {})


def _draw_rows(ctx: Ctx) -> None:
    notices = ctx.filings.notices() if ctx.filings is not None else ()
    columns = (
        Column(ctx.say("内容")),
        Column(ctx.say("状态"), width="90px"),
        Column(ctx.say("时间"), "fix", "150px"),
    )
    rows = [
        TableRow(
            f"{at}:{one.case_id or 0}",
            (
                ctx.text(one.words),
                Chip("off", ctx.say("已读"))
                if one.is_read
                else Chip("accent", ctx.say("未读")),
                words.minute(one.made_at),
            ),
            opens=one.case_id is not None,
        )
        for at, one in enumerate(notices)
    ]
    done = Table(ctx.say("消息"), columns, rows).draw("notices")
    if done is not None:
        ctx.go("assessment", case=int(done.row.partition(":")[2]))


SCREEN = Screen("消息", "notices", Permission.SEE_NOTICES, render, order=8)
