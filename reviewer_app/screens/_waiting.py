"""How far the check of a draft is; the rest of the screen is drawn again at its end."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView
from reviewer_app.services.prechecked import AskPrecheck, ask_precheck
from reviewer_app.widgets import markup
from reviewer_app.widgets.acting import succeeds

_EVERY_S = 2.0


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw the line of the check, in a place that is there whether it runs or not.

    Whatever stands below keeps its place, so that nothing of it is drawn anew.
    """
    with st.container(key="checking"):
        if view.check.status == "checking":
            st.fragment(_watch, run_every=_EVERY_S)(ctx, view.case_id)
        elif view.check.status == "failed":
            _draw_failed(ctx, view)


def _watch(ctx: Ctx, case_id: int) -> None:
    if ctx.filings is None:
        return
    view = ctx.filings.whole(case_id)
    if view.check.status != "checking":
        st.rerun(scope="app")
    known = view.check.progress
    words = ctx.say("正在检查新上传的文件，可以离开，稍后再来看")
    if known and known[1]:
        words = ctx.say("正在识别 第 {done}/{total} 页", done=known[0], total=known[1])
    markup.quiet(words)


def _draw_failed(ctx: Ctx, view: AssessmentView) -> None:
    markup.notice(
        "bad",
        ctx.say("自动检查没有完成，不影响提交：{why}", why=view.check.failure),
    )
    if view.can_edit and st.button(ctx.say("重新检查"), key="check_again"):
        if succeeds(ctx, ask_precheck, AskPrecheck(case_id=view.case_id)):
            ui_state.tell(ctx.say("已安排重新检查。"))
        st.rerun()
