"""Grade 「定级」: three grades, none chosen before; the machine's arithmetic beside."""

import streamlit as st

from checker.model.grade import GRADE_NAMES, Grade
from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.case_rows import DossierView
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.review import Verdict
from reviewer_app.screens import _case, _grading
from reviewer_app.widgets import browser, markup, words

KEYS: dict[str, Grade] = {
    "1": Grade.QUALIFIED,
    "2": Grade.BASICALLY_QUALIFIED,
    "3": Grade.UNQUALIFIED,
}
"""Which key chooses which grade."""


def render(ctx: Ctx) -> None:
    """Draw the grading of a case."""
    view = _case.load(ctx)
    if view is None:
        return
    _case.draw_title(ctx, view)
    _case.draw_checking(ctx, view)
    allowed = view.allowed
    left, right = st.columns([3, 2], gap="large")
    with left:
        if Act.RELEASE in allowed or Act.RECOMMEND in allowed:
            _draw_choice(ctx, view)
        else:
            markup.notice("note", ctx.say("这份案卷现在不由你定级。"))
    with right:
        _draw_suggestion(ctx, view)
    keys = {key: f"grade_{grade.value}" for key, grade in KEYS.items()}
    browser.listen(ctx, {**keys, "Enter": "grade_on", "Backspace": "grade_back"})


def _draw_choice(ctx: Ctx, view: DossierView) -> None:
    markup.heading(ctx.say("等级"))
    name = f"grade:{view.case.case_id}"
    chosen = ui_state.draft(name)
    with st.container(key="grades", horizontal=True):
        for grade in KEYS.values():
            st.button(
                ctx.text(GRADE_NAMES[grade]),
                key=f"grade_{grade.value}",
                type="primary" if chosen == grade.value else "secondary",
                on_click=ui_state.put_draft,
                args=(name, grade.value),
            )
    open_count = _count_open(view)
    if open_count:
        markup.notice(
            "note", ctx.say("还有 {count} 处没有认定，请先回到阅卷。", count=open_count)
        )
    if not chosen:
        markup.quiet(ctx.say("请选择等级。系统建议只供参考，等级由审核人员决定。"))
        return
    _draw_reason(ctx, view, Grade(chosen))


def _count_open(view: DossierView) -> int:
    return sum(
        1
        for row in view.findings
        if (row.severity == "error" or row.outcome == "unknown")
        and row.decision in {None, Verdict.PUT_ASIDE}
    )


def _draw_reason(ctx: Ctx, view: DossierView, grade: Grade) -> None:
    name = f"reason:{view.case.case_id}"
    differs = grade != view.suggestion.grade
    label = (
        ctx.say("与系统建议不同的理由（必填）")
        if differs
        else ctx.say("理由（可不填）")
    )
    reason = st.text_area(
        label, value=ui_state.draft(name), height=96, key=f"why:{view.case.case_id}"
    )
    ui_state.put_draft(name, reason)
    is_done = grade is Grade.QUALIFIED
    release_now = Act.RELEASE in view.allowed
    onward = ctx.say("发出") if release_now else ctx.say("提请复核")
    if not is_done:
        onward = ctx.say("写整改通知书")
    with st.container(horizontal=True):
        if st.button(ctx.say("返回阅卷"), key="grade_back"):
            ctx.go("desk", case=view.case.case_id)
        if st.button(onward, type="primary", key="grade_on"):
            if not is_done:
                ctx.go("letter", case=view.case.case_id)
            if _grading.send(ctx, view, grade):
                _case.go_on(ctx)
            st.rerun()


def _draw_suggestion(ctx: Ctx, view: DossierView) -> None:
    markup.heading(ctx.say("系统建议（非审核结论）"))
    chip = words.grade_chip(ctx, view.suggestion.grade)
    rows = "".join(
        f"<div><span>{markup.escaped(ctx.text(line))}</span></div>"
        for line in view.suggestion.lines
    )
    st.html(
        f"<div class='panel'>{markup.chip(chip.tone, chip.words)}"
        f"<div class='sum' style='margin-top:12px'>{rows}</div></div>"
    )
    said = {
        verdict: sum(1 for row in view.findings if row.decision is verdict)
        for verdict in Verdict
    }
    markup.lines(
        (
            (ctx.say("有问题"), str(said[Verdict.CONFIRMED])),
            (ctx.say("没问题"), str(said[Verdict.DISMISSED])),
            (ctx.say("稍后再看"), str(said[Verdict.PUT_ASIDE])),
        )
    )


SCREEN = Screen(
    "定级", "grade", Permission.SEE_ANY_CASE, render, order=22, of_case=True
)
