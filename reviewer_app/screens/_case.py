"""What the screens of one case share: which case it is, and its heading."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import DossierView
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.widgets import markup, words

_EVERY_S = 3.0


def load(ctx: Ctx) -> DossierView | None:
    """Return the case in the address; draws why not, and returns None."""
    case_id = ui_state.case_id()
    if case_id is None:
        markup.empty(ctx.say("还没有选择案卷"), ctx.say("请先在“待我审核”里打开一份。"))
        return None
    try:
        view = ctx.queries.dossier(case_id)
    except RefusedError as refused:
        markup.notice("bad", ctx.text(refused.reason))
        return None
    ui_state.show_case_in_address(case_id)
    return view


def draw_title(ctx: Ctx, view: DossierView) -> None:
    """Draw the company's name, the state, and what is known at a glance."""
    case = view.case
    state = words.state_chip(ctx, case.state)
    parts = [
        ctx.say("{year} 年度", year=case.year),
        ctx.say("第 {count} 轮", count=case.round_no),
    ]
    if case.holder:
        parts.append(ctx.say("审核人 {name}", name=case.holder))
    if case.submitted_at:
        waited = words.since(ctx, case.submitted_at, ctx.now)
        parts.append(ctx.say("已等待 {time}", time=waited))
    markup.title(
        case.company,
        sub=" · ".join(parts),
        chips=markup.chip(state.tone, state.words),
    )


def draw_checking(ctx: Ctx, view: DossierView) -> None:
    """Say that the check still runs, in a place of its own, and draw again after it."""
    with st.container(key="checking"):
        if view.case.is_checking:
            st.fragment(_watch, run_every=_EVERY_S)(ctx, view.case.case_id)


def _watch(ctx: Ctx, case_id: int) -> None:
    if not ctx.queries.dossier(case_id).case.is_checking:
        st.rerun(scope="app")
    markup.notice(
        "note",
        ctx.say("自动检查还在进行，结果出来后会显示在这里；完成前不能定级。"),
    )


def go_on(ctx: Ctx) -> None:
    """Open the next case of who is looking, or the queue where none is left."""
    mine = ctx.queries.queue("mine", "", 1).rows
    if mine:
        ctx.go("desk", case=mine[0].case_id)
    ctx.go("queue")
