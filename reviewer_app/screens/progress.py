"""Progress 「进度」: what is left, by when, by whom; assign again in two clicks."""

from math import ceil

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.case_rows import QueueRow
from reviewer_app.context.office_rows import ProgressView
from reviewer_app.domain.permissions import Permission
from reviewer_app.services.assignment import Assign, assign
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.table import Column, RowAct, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw the progress of all."""
    view = ctx.queries.progress()
    markup.title(ctx.say("进度"))
    if view.workdays is None or view.a_day is None:
        words_now = ctx.say(
            "剩 {left} 份。管理员在“设置”里填写截止日后，会算出每日需完成多少。",
            left=view.left,
        )
    else:
        words_now = ctx.say(
            "剩 {left} 份，{days} 个工作日，每日需 {each} 份",
            left=view.left,
            days=view.workdays,
            each=ceil(view.a_day),
        )
    st.html(f"<p class='big'>{markup.escaped(words_now)}</p>")
    _draw_reviewers(ctx, view)
    _draw_cases(ctx, view)
    browser.listen(ctx, {})


def _draw_reviewers(ctx: Ctx, view: ProgressView) -> None:
    markup.heading(ctx.say("审核人员"))
    Table(
        ctx.say("审核人员"),
        (
            Column(ctx.say("姓名")),
            Column(ctx.say("手上（份）"), "right"),
            Column(ctx.say("已完成（份）"), "right"),
            Column(ctx.say("每份分钟（中位数）"), "right"),
        ),
        [
            TableRow(
                str(one.user_id),
                (
                    one.name,
                    one.held,
                    one.done,
                    "" if one.minutes is None else f"{one.minutes:.1f}",
                ),
            )
            for one in view.reviewers
        ],
    ).draw("reviewer_table")


def _draw_cases(ctx: Ctx, view: ProgressView) -> None:
    markup.heading(ctx.say("待领取和审核中的案卷"))
    if not view.cases:
        markup.empty(
            ctx.say("没有待领取或审核中的案卷"), ctx.say("导入或提交后会列在这里。")
        )
        return
    done = Table(
        ctx.say("待领取和审核中的案卷"),
        (
            Column(ctx.say("企业")),
            Column(ctx.say("审核人")),
            Column(ctx.say("等待"), "right"),
            Column(ctx.say("问题"), "right"),
            Column(ctx.say("待核对"), "right"),
        ),
        [_row(ctx, row) for row in view.cases],
    ).draw("progress_table")
    if done is not None:
        ui_state.put_draft("assigning", done.row)
    chosen = ui_state.draft("assigning")
    row = next((one for one in view.cases if str(one.case_id) == chosen), None)
    if row is not None:
        _draw_assigning(ctx, view, row)


def _draw_assigning(ctx: Ctx, view: ProgressView, row: QueueRow) -> None:
    markup.heading(ctx.say("把 {company} 分配给", company=row.company))
    with st.container(horizontal=True):
        for one in view.reviewers:
            if st.button(f"{one.name}（{one.held}）", key=f"assign_{one.user_id}"):
                command = Assign(case_id=row.case_id, reviewer_id=one.user_id)
                if succeeds(ctx, assign, command):
                    ui_state.tell(ctx.say("已分配给 {name}。", name=one.name))
                    ui_state.drop_draft("assigning")
                st.rerun()


def _row(ctx: Ctx, row: QueueRow) -> TableRow:
    return TableRow(
        str(row.case_id),
        (
            row.company,
            row.holder or ctx.say("无"),
            words.since(ctx, row.waiting_since, ctx.now),
            row.faults,
            row.unknowns,
        ),
        [RowAct("assign", ctx.say("分配"))],
    )


SCREEN = Screen("进度", "progress", Permission.ACCEPT_CASES, render, order=12)
