"""Queue 「待我审核」: what waits, by state, risk first, then age."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.case_rows import QueueRow, QueueView
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.states import State
from reviewer_app.services.assignment import Claim, ClaimNext, claim, claim_next
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.acting import attempt, succeeds
from reviewer_app.widgets.table import Cell, Chip, Column, RowAct, Table, TableRow

TABS: dict[str, str] = {
    "to_claim": "待领取",
    "mine": "我已领取",
    "to_accept": "待复核",
    "returned": "已退回",
    "done": "已办结",
}
"""The tabs by name."""
_PAGE = 50
_BATCH = 10


def render(ctx: Ctx) -> None:
    """Draw the queue."""
    tab = ui_state.place("tab") or "to_claim"
    search = ui_state.place("search")
    page = int(ui_state.place("page") or 1)
    view = ctx.queries.queue(tab, search, page)
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.title(ctx.say("待我审核"))
        _draw_main_act(ctx, view, tab)
    _draw_tabs(ctx, view, tab)
    _search(ctx, search)
    _draw_rows(ctx, view, tab)
    _turn_pages(ctx, view, page)
    browser.listen(ctx, {"b": "claim_next", " ": "start_reading"})


def _draw_main_act(ctx: Ctx, view: QueueView, tab: str) -> None:
    if tab == "to_claim" and view.rows:
        st.button(
            ctx.say("领取下一批 10 份"),
            type="primary",
            key="claim_next",
            on_click=_claim_batch,
            args=(ctx,),
        )
    if (
        tab == "mine"
        and view.rows
        and st.button(ctx.say("开始阅卷"), type="primary", key="start_reading")
    ):
        ctx.go("desk", case=view.rows[0].case_id)


def _draw_tabs(ctx: Ctx, view: QueueView, tab: str) -> None:
    ui_state.put_input("queue_tab", tab)
    st.segmented_control(
        ctx.say("状态"),
        options=list(TABS),
        format_func=lambda name: f"{ctx.say(TABS[name])} {view.tabs.get(name, 0)}",
        label_visibility="collapsed",
        key="queue_tab",
        on_change=_choose_tab,
    )


def _choose_tab() -> None:
    chosen = ui_state.given("queue_tab")
    if chosen:
        ui_state.put_place("tab", chosen)
        ui_state.put_place("page", "")


def _search(ctx: Ctx, search: str) -> None:
    given = st.text_input(
        ctx.say("查找"),
        value=search,
        placeholder=ctx.say("企业名称或统一社会信用代码"),
        label_visibility="collapsed",
        key="queue_search",
        width=360,
    )
    if given != search:
        ui_state.put_place("search", given or "")
        st.rerun()


def _draw_rows(ctx: Ctx, view: QueueView, tab: str) -> None:
    if not view.rows:
        markup.empty(
            ctx.say("这里还没有案卷"),
            ctx.say("导入案卷，或等企业提交；检查完成后会按风险排在这里。"),
        )
        return
    table = Table(
        ctx.say("待我审核"),
        (
            Column(ctx.say("企业")),
            Column(ctx.say("年度"), "fix"),
            Column(ctx.say("轮次"), "right"),
            Column(ctx.say("状态")),
            Column(ctx.say("等待"), "right"),
            Column(ctx.say("问题"), "right"),
            Column(ctx.say("待核对"), "right"),
            Column(ctx.say("建议等级")),
            Column(ctx.say("预计分钟"), "right"),
        ),
        [_row(ctx, row, tab) for row in view.rows],
    )
    done = table.draw("queue_table")
    if done is None:
        return
    case_id = int(done.row)
    if done.act == "claim":
        if succeeds(ctx, claim, Claim(case_id=case_id)):
            ui_state.tell(ctx.say("已领取。"))
            ctx.go("desk", case=case_id)
        st.rerun()
    ctx.go("desk" if tab == "mine" else "dossier", case=case_id)


def _row(ctx: Ctx, row: QueueRow, tab: str) -> TableRow:
    checking = row.checking
    if checking is None:
        state = words.state_chip(ctx, row.state)
    elif checking == (0, 0):
        state = words.item_chip(ctx, "checking")
    else:
        state = Chip("wait", ctx.say("检查中 {0}/{1}").format(*checking))
    is_open = row.state is State.SUBMITTED and tab == "to_claim"
    return TableRow(
        str(row.case_id),
        (
            row.company,
            str(row.year),
            row.round_no,
            state,
            words.since(ctx, row.waiting_since, ctx.now),
            *((None,) * 4 if checking is not None else _found(ctx, row)),
        ),
        [RowAct("claim", ctx.say("领取"), main=True)] if is_open else (),
        opens=True,
    )


def _found(ctx: Ctx, row: QueueRow) -> tuple[Cell, ...]:
    grade = words.grade_chip(ctx, row.suggested_grade)
    return row.faults, row.unknowns, grade, f"{row.minutes:.0f}"


def _turn_pages(ctx: Ctx, view: QueueView, page: int) -> None:
    last = max((view.total + _PAGE - 1) // _PAGE, 1)
    if last == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(ctx.say("上一页"), key="page_back", disabled=page <= 1):
            ui_state.put_place("page", str(page - 1))
            st.rerun()
        markup.quiet(ctx.say("第 {page}/{last} 页", page=page, last=last))
        if st.button(ctx.say("下一页"), key="page_on", disabled=page >= last):
            ui_state.put_place("page", str(page + 1))
            st.rerun()


def _claim_batch(ctx: Ctx) -> None:
    taken = attempt(ctx, claim_next, ClaimNext(count=_BATCH))
    if taken is not None:
        ui_state.tell(ctx.say("已领取 {count} 份，在“我已领取”里。", count=len(taken)))
        ui_state.put_place("tab", "mine")


SCREEN = Screen("待我审核", "queue", Permission.SEE_QUEUE, render, order=10)
