"""「整改」: the letter, an answer to each finding, item 20, and on to 「重新提交」."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AnswerRow, AssessmentView
from reviewer_app.domain.answers import ANSWER_NAMES
from reviewer_app.domain.filing import RECTIFICATION
from reviewer_app.domain.states import State
from reviewer_app.screens import _drawer_acts, _filing
from reviewer_app.services.submitting import AnswerFinding, answer_finding
from reviewer_app.widgets import markup, rail, words
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.drawer import Drawer, Row


def stop(ctx: Ctx, view: AssessmentView) -> rail.Stop:
    """Return the section's place on the rail."""
    left = _filing.unanswered(view) + _filing.lacks_rectification(view)
    tone, said = ("good", ctx.say("已全部答复"))
    if left:
        tone, said = "bad", ctx.say("还有 {count} 条需要答复", count=left)
    return rail.Stop("rectify", "", ctx.say("整改"), tone, said)


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw the letter's findings with their answers."""
    markup.heading(ctx.say("整改"))
    _draw_head(ctx, view)
    done = len(view.answers) - _filing.unanswered(view)
    st.progress(
        done / max(len(view.answers), 1),
        text=ctx.say("已答复 {done}/{all}", done=done, all=len(view.answers)),
    )
    for row in view.answers:
        _draw_answer(ctx, view, row)
    _draw_item_20(ctx, view)
    if view.can_edit and st.button(
        ctx.say("去重新提交"), type="primary", key="to_resubmit"
    ):
        ui_state.open_part(view.case_id, "submit")
        st.rerun()


def _draw_head(ctx: Ctx, view: AssessmentView) -> None:
    if view.deadline is not None and view.state is State.RETURNED:
        markup.notice(
            "note",
            ctx.say("整改期限：{day}", day=words.day(view.deadline.astimezone())),
        )
    if view.letter_id is not None:
        markup.links(
            (
                (ctx.say("整改通知书（PDF）"), f"/letters/{view.letter_id}.pdf"),
                (ctx.say("在线查看"), f"/letters/{view.letter_id}.html"),
            )
        )


def _draw_answer(ctx: Ctx, view: AssessmentView, row: AnswerRow) -> None:
    finding = row.finding
    place = _filing.place_of(ctx, finding)
    tone = "good" if row.answer else "bad"
    with st.container(key=f"letter_line_{finding.finding_id}"):
        markup.finding(
            tone, ctx.text(finding.message), ctx.text(finding.remedy), place=place
        )
        if row.answer is not None:
            said = ctx.text(ANSWER_NAMES[row.answer.kind])
            more = f"：{row.answer.words}" if row.answer.words else ""
            markup.quiet(ctx.say("答复：{said}", said=said + more))
        if view.can_edit:
            _draw_choice(ctx, view, row)


def _draw_choice(ctx: Ctx, view: AssessmentView, row: AnswerRow) -> None:
    key = row.finding.finding_id
    if row.is_touched and row.answer is None:
        markup.quiet(ctx.say("相关文件已更换，请确认："))
    with st.container(
        horizontal=True, key=f"answer_{key}", vertical_alignment="bottom"
    ):
        for kind, label in ANSWER_NAMES.items():
            if kind == "disagrees":
                continue
            if st.button(ctx.text(label), key=f"{kind}_{key}"):
                _answer(ctx, view, key, kind=kind)
        given = st.text_input(
            ctx.say("有异议的理由"),
            key=f"why_{key}",
            placeholder=ctx.say("有异议的，请写明理由"),
            label_visibility="collapsed",
            width=300,
        )
        if st.button(ctx.say("有异议"), key=f"disagrees_{key}"):
            _answer(ctx, view, key, kind="disagrees", words_given=given)


def _answer(
    ctx: Ctx, view: AssessmentView, finding_id: str, *, kind: str, words_given: str = ""
) -> None:
    command = AnswerFinding(
        case_id=view.case_id, finding_id=finding_id, kind=kind, words=words_given
    )
    succeeds(ctx, answer_finding, command)
    st.rerun()


def _draw_item_20(ctx: Ctx, view: AssessmentView) -> None:
    item = next((one for one in view.items if one.code == RECTIFICATION), None)
    if item is None:
        return
    markup.heading(ctx.say("第 20 项 整改材料"))
    markup.links(
        (
            (
                ctx.say("按答复生成整改报告（打印、盖章、扫描后上传）"),
                f"/rectifications/{view.case_id}.pdf",
            ),
        )
    )
    row = Row(
        f"item-{item.code}",
        item.code,
        ctx.text(item.title),
        item.status,
        item.files,
        item.findings if item.files else (),
        item=item.code,
    )
    drawer = Drawer(view.case_id, (row,), view.can_edit, view.items)
    _drawer_acts.do(ctx, view, drawer.draw(ctx, "rectification"))
