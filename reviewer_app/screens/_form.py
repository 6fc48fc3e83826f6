"""Sections 01 to 08: fields that are saved as one types; 06 tells what items need."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView
from reviewer_app.domain.form import SECTIONS, Section
from reviewer_app.services.filing import CarryOver, carry_over
from reviewer_app.widgets import form_fields, markup
from reviewer_app.widgets.acting import attempt


def draw(ctx: Ctx, view: AssessmentView, number: str) -> None:
    """Draw one section."""
    section = next((one for one in SECTIONS if one.number == number), SECTIONS[0])
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.heading(f"{section.number} {ctx.text(section.title)}")
        if view.can_edit and section is SECTIONS[0]:
            _draw_carry_over(ctx, view)
    if not section.fields:
        _draw_needs(ctx, view)
        return
    if section.number == "04":
        markup.facts({ctx.say("考核年度"): str(view.year)})
    _draw_fields(ctx, view, section)


def _draw_fields(ctx: Ctx, view: AssessmentView, section: Section) -> None:
    part = form_fields.Part(
        view.case_id,
        section.number,
        view.can_edit,
        stamp=ui_state.draft(f"stamp:{view.case_id}"),
    )
    # What was saved just now is in ``view`` already: the rail shows it in this drawing.
    form_fields.draw(ctx, section.fields, view.values, part=part)


def _draw_carry_over(ctx: Ctx, view: AssessmentView) -> None:
    if not st.button(ctx.say("沿用上年信息"), key="carry_over"):
        return
    count = attempt(ctx, carry_over, CarryOver(case_id=view.case_id))
    if count is not None:
        ui_state.put_draft(f"stamp:{view.case_id}", str(view.revision))
        ui_state.tell(ctx.say("已沿用 {count} 项，请逐项核对是否有变化。", count=count))
    st.rerun()


def _draw_needs(ctx: Ctx, view: AssessmentView) -> None:
    """Tell what each attachment needs, and what a good scan is like."""
    markup.quiet(
        ctx.say(
            "扫描件须完整、正向、清晰，均为 PDF；机构、制度类文件须为红头盖章文件。"
        )
    )
    markup.lines(
        (
            f"{item.code} {ctx.text(item.title)}",
            " · ".join(ctx.text(tag).format(year=view.year) for tag in item.tags),
        )
        for item in view.items
    )
    markup.heading(ctx.say("“无”证明怎么写"))
    markup.quiet(
        ctx.say(
            "“我单位 {year} 年度不涉及（写明事项），特此证明。”落款写单位全称和日期，"
            "加盖单位公章后扫描上传到对应项。",
            year=view.year,
        )
    )
