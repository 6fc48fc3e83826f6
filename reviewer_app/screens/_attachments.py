"""10 「附件列表」: the items, their files, and what was found in each."""

import streamlit as st

from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView, ItemRow
from reviewer_app.screens import _drawer_acts
from reviewer_app.widgets import markup, rail
from reviewer_app.widgets.drawer import Drawer, Row

_CHECKING_S = 2.0


def stop(ctx: Ctx, view: AssessmentView) -> rail.Stop:
    """Return the section's place on the rail."""
    done = sum(1 for one in view.items if one.status != "absent")
    bad = sum(1 for one in view.items if one.status == "fail")
    tone = "good" if done == len(view.items) else "none"
    said = ctx.say("附件 {done}/{asked}", done=done, asked=len(view.items))
    if bad or view.loose:
        tone, said = "bad", ctx.say("{count} 项需要处理", count=bad + len(view.loose))
    elif any(one.status == "checking" for one in view.items):
        tone, said = "wait", ctx.say("检查中")
    return rail.Stop("10", "10", ctx.say("附件列表"), tone, said)


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw the list; it looks after itself while files are checked."""
    markup.heading(ctx.say("10 附件列表"))
    every = _CHECKING_S if view.check.status == "checking" else None
    st.fragment(_draw_list, run_every=every)(ctx, view.case_id, bool(every))


def _draw_list(ctx: Ctx, case_id: int, was_checking: bool) -> None:  # noqa: FBT001 - Streamlit calls it
    if ctx.filings is None:
        return
    view = ctx.filings.whole(case_id)
    if was_checking and view.check.status != "checking":
        # The rail and the other sections are to know as well.
        st.rerun(scope="app")
    _draw_progress(ctx, view)
    rows = [_row(ctx, view, one) for one in view.items]
    if view.loose:
        rows.insert(0, _loose(ctx, view))
    drawer = Drawer(view.case_id, rows, view.can_edit, view.items, takes_any=True)
    _drawer_acts.do(ctx, view, drawer.draw(ctx, "attachments"))


def _draw_progress(ctx: Ctx, view: AssessmentView) -> None:
    if view.check.status == "checking":
        known = view.check.progress
        words = ctx.say("正在检查新上传的文件")
        if known and known[1]:
            words = ctx.say(
                "正在识别 第 {done}/{total} 页", done=known[0], total=known[1]
            )
        markup.quiet(words)
    elif view.check.status == "failed":
        markup.notice(
            "bad", ctx.say("自动检查没有完成，不影响提交；可到“预审结果”重新检查。")
        )


def _row(ctx: Ctx, view: AssessmentView, item: ItemRow) -> Row:
    return Row(
        f"item-{item.code}",
        item.code,
        ctx.text(item.title),
        item.status,
        item.files,
        item.findings if item.files else (),
        tags=tuple(ctx.text(tag).format(year=view.year) for tag in item.tags),
        item=item.code,
        absent=item.reason_absent if item.may_be_absent else None,
    )


def _loose(ctx: Ctx, view: AssessmentView) -> Row:
    return Row(
        "loose",
        "?",
        ctx.say("没有归类的文件：请选择属于哪一项"),
        "fail",
        view.loose,
        (),
    )
