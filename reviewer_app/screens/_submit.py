"""「提交」: what is still open, the opinion, and the receipt."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.form import FIELDS
from reviewer_app.domain.states import State
from reviewer_app.screens import _filing
from reviewer_app.services.submitting import Submit, Withdraw, submit, withdraw
from reviewer_app.widgets import markup, rail, words
from reviewer_app.widgets.acting import attempt, succeeds


def stop(ctx: Ctx, view: AssessmentView) -> rail.Stop:
    """Return the section's place on the rail."""
    is_sent = bool(view.rounds) and not view.can_edit
    tone, said = ("good", ctx.say("已提交")) if is_sent else ("none", "")
    return rail.Stop("submit", "", ctx.say("提交"), tone, said)


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw what is open and the form, or the receipt."""
    if not view.can_edit:
        _draw_receipt(ctx, view)
        return
    markup.heading(ctx.say("提交"))
    lines = tuple(still_open(ctx, view))
    if lines:
        markup.quiet(ctx.say("提交前请看一遍："))
        markup.lines((line, "") for line in lines)
    else:
        markup.notice("good", ctx.say("材料已齐，没有发现需要更换的文件。"))
    _draw_form(ctx, view, has_open=bool(lines))


def still_open(ctx: Ctx, view: AssessmentView) -> list[str]:
    """Return what is still open, in words."""
    lines = [
        ctx.say("没有填好：{name}", name=ctx.text(FIELDS[name].label))
        for name in view.missing
    ]
    lines += [
        ctx.say(
            "第 {code} 项没有上传：{title}", code=one.code, title=ctx.text(one.title)
        )
        for one in _filing.open_items(view)
    ]
    lines += [
        ctx.say("{name}没有上传证书", name=one.told.name)
        for one in view.people
        if not one.files
    ]
    if not view.people:
        lines.append(ctx.say("09 人员表是空的"))
    if view.loose:
        lines.append(ctx.say("{count} 个文件没有归类", count=len(view.loose)))
    named = [f.name for i in view.items for f in i.files if f.status == "checking"]
    if named:
        lines.append(
            ctx.say("还在检查（不影响提交）：{names}", names="、".join(named[:5]))
        )
    if view.faults():
        count = len(view.faults())
        lines.append(ctx.say("预审发现 {count} 处问题，可先更换再提交", count=count))
    left = _filing.unanswered(view)
    if view.state is State.RETURNED and left:
        lines.append(ctx.say("通知书还有 {count} 条没有答复", count=left))
    return lines


def _draw_form(ctx: Ctx, view: AssessmentView, *, has_open: bool) -> None:
    returned, stands = view.state is State.RETURNED, view.since.isoformat()
    label = ctx.say("重新提交") if returned else ctx.say("提交")
    with st.form("submit_form"):
        given = st.text_area(
            ctx.say("意见"),
            value=ctx.say("材料已核对，申请审核"),
            key="submit_words",
            height=90,
        )
        sure = st.checkbox(
            ctx.say("我已看过上面未完成的内容，确认提交")
            if has_open
            else ctx.say("确认提交"),
            key=f"submit_sure_{stands}",
        )
        if not st.form_submit_button(label, type="primary"):
            return
    command = Submit(
        command_id=ui_state.once(f"submit:{view.case_id}:{stands}"),
        case_id=view.case_id,
        words=given,
        is_confirmed=sure,
    )
    receipt = attempt(ctx, submit, command)
    if receipt is not None:
        ui_state.tell(ctx.say("已提交，回执如下。"))
    else:
        ui_state.forget_once(f"submit:{view.case_id}:{stands}")
    st.rerun()


def _draw_receipt(ctx: Ctx, view: AssessmentView) -> None:
    if not view.rounds:
        markup.empty(ctx.say("还没有提交"), ctx.say("填好后可在这里提交。"))
        return
    last = view.rounds[-1]
    if view.state in {State.QUALIFIED, State.CLOSED} and last.grade is not None:
        chip = words.grade_chip(ctx, last.grade)
        markup.figures(((ctx.say("考核结果"), chip.words),))
        result = f"/results/{view.case_id}.pdf"
        markup.links(((ctx.say("打印考核结果"), result),))
    markup.heading(ctx.say("提交回执"))
    markup.facts(
        {
            ctx.say("编号"): f"{view.year}-{view.case_id:05d}-{last.number}",
            ctx.say("提交时间"): words.minute(last.submitted_at),
            ctx.say("意见"): last.words,
            ctx.say("轮次"): str(last.number),
        }
    )
    base = f"/receipts/{view.case_id}/{last.number}.pdf"
    markup.links(((ctx.say("下载回执（含文件指纹）"), base),))
    if Act.WITHDRAW in view.allowed:
        markup.quiet(ctx.say("审核人员领取之前可以撤回。"))
        if st.button(ctx.say("撤回提交"), key="withdraw"):
            if succeeds(ctx, withdraw, Withdraw(case_id=view.case_id)):
                ui_state.tell(ctx.say("已撤回提交，可以继续修改。"))
            st.rerun()
