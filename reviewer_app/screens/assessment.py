"""An assessment: form, people, attachments, pre-check, submission, rectification."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.filing_rows import AssessmentView
from reviewer_app.domain.form import SECTIONS
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.states import State
from reviewer_app.screens import (
    _attachments,
    _filing,
    _form,
    _people,
    _precheck,
    _rectify,
    _submit,
)
from reviewer_app.widgets import browser, markup, rail, words

_DRAWN = {
    "09": _people.draw,
    "10": _attachments.draw,
    "precheck": _precheck.draw,
    "submit": _submit.draw,
    "rectify": _rectify.draw,
}
"""Sections beside those of fields."""


def render(ctx: Ctx) -> None:
    """Draw the section in the address."""
    view = _filing.load(ctx)
    if view is None:
        return
    here = ui_state.part_of(view.case_id) or _first(view)
    chip = words.state_chip(ctx, view.state)
    markup.title(
        ctx.say("{year} 年度动态考核", year=view.year),
        sub=view.company,
        chips=markup.chip(chip.tone, chip.words),
    )
    left, right = st.columns([1, 4], gap="medium")
    with left:
        opened = rail.draw(ctx, stops(ctx, view), here)
    if opened:
        ui_state.open_part(view.case_id, opened)
        st.rerun()
    with right, st.container(key="section"):
        drawing = _DRAWN.get(here)
        if drawing is not None:
            drawing(ctx, view)
        else:
            _form.draw(ctx, view, here)
        _draw_steps(ctx, view, here)
    browser.listen(ctx, {})


def _first(view: AssessmentView) -> str:
    if view.state is State.RETURNED:
        return "rectify"
    return "01" if view.can_edit else "submit"


def stops(ctx: Ctx, view: AssessmentView) -> list[rail.Stop]:
    """Return the sections with their signs."""
    found = [_of_fields(ctx, view, one.number) for one in SECTIONS]
    found.append(_people.stop(ctx, view))
    found.append(_attachments.stop(ctx, view))
    found.append(_precheck.stop(ctx, view))
    if view.answers:
        found.insert(0, _rectify.stop(ctx, view))
    found.append(_submit.stop(ctx, view))
    return found


def _of_fields(ctx: Ctx, view: AssessmentView, number: str) -> rail.Stop:
    section = next(one for one in SECTIONS if one.number == number)
    missing = [one for one in section.fields if one.name in view.missing]
    tone, said = ("good", ctx.say("已填好")) if not missing else ("none", "")
    if missing:
        said = ctx.say("还有 {count} 项没有填好", count=len(missing))
    if not section.fields:
        tone, said = "off", ""
    return rail.Stop(number, number, ctx.text(section.title), tone, said)


def _draw_steps(ctx: Ctx, view: AssessmentView, here: str) -> None:
    """Draw 「上一步」, 「下一步」 and 「保存」."""
    order = [one.id for one in stops(ctx, view)]
    at = order.index(here) if here in order else 0
    with st.container(key="steps", horizontal=True):
        if at > 0 and st.button(ctx.say("上一步"), key="step_back"):
            ui_state.open_part(view.case_id, order[at - 1])
            st.rerun()
        is_form = view.can_edit and here in {one.number for one in SECTIONS}
        if is_form and st.button(ctx.say("保存"), key="step_save"):
            ui_state.tell(ctx.say("已保存。"))
            st.rerun()
        if at + 1 < len(order) and st.button(
            ctx.say("下一步"),
            # The one main button of the rectification is 「去重新提交」.
            type="secondary" if here == "rectify" else "primary",
            key="step_on",
        ):
            ui_state.open_part(view.case_id, order[at + 1])
            st.rerun()


SCREEN = Screen(
    "考核记录",
    "assessment",
    Permission.FILE_CASES,
    render,
    order=7,
    in_menu=False,
)
