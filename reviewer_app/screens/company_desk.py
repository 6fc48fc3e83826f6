"""Desk of a company 「我的工作台」: where the assessment stands, and the next step."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.filing_rows import AssessmentRow
from reviewer_app.domain.people import COMPANY_KIND_NAMES, CompanyKind
from reviewer_app.domain.permissions import Permission
from reviewer_app.screens import _filing, _public
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.table import Column, RowAct, Table, TableRow

_NEWEST_NOTICES = 5


def render(ctx: Ctx) -> None:
    """Draw the desk."""
    markup.title(ctx.say("我的工作台"), sub=ctx.actor.name)
    if ctx.actor.company_kind is not CompanyKind.BUILDER:
        _draw_why_not(ctx)
    elif ctx.filings is not None:
        rows = ctx.filings.list()
        _draw_current(ctx, rows)
        _draw_notices(ctx)
        _draw_history(ctx, rows)
    browser.listen(ctx, {})


def _draw_why_not(ctx: Ctx) -> None:
    kind = ctx.text(COMPANY_KIND_NAMES[ctx.actor.company_kind])
    markup.empty(
        ctx.say("安许证动态考核只面向施工单位"),
        ctx.say(
            "贵单位登记的企业类型是“{kind}”，不需要参加考核。登记有误的，请致电服务电话由管理员更正。",
            kind=kind,
        ),
    )
    facts = _public.service_facts(ctx, ctx.queries.service_lines())
    if facts:
        markup.facts(facts)


def _draw_current(ctx: Ctx, rows: tuple[AssessmentRow, ...]) -> None:
    if not rows or ctx.filings is None:
        markup.empty(
            ctx.say("还没有考核记录"), ctx.say("点“新增”选择考核年度，开始填报。")
        )
        with st.container(horizontal_alignment="center"):
            if st.button(ctx.say("新增"), type="primary", key="first_assessment"):
                ui_state.put_draft("new", "1")
                ctx.go("assessments")
        return
    view = ctx.filings.whole(rows[0].case_id)
    step = _filing.next_step(ctx, view)
    with st.container(key="current"):
        chip = words.state_chip(ctx, view.state)
        markup.heading(ctx.say("{year} 年度动态考核", year=view.year))
        markup.state_line(chip.tone, chip.words, _filing.progress_words(ctx, rows[0]))
        st.html(f"<p class='big'>{markup.escaped(step.words)}</p>")
        if st.button(step.label, type="primary", key="next_step"):
            ctx.go("assessment", case=view.case_id, item=step.section)


def _draw_notices(ctx: Ctx) -> None:
    notices = ctx.filings.notices()[:_NEWEST_NOTICES] if ctx.filings else ()
    if not notices:
        return
    markup.heading(ctx.say("消息"))
    markup.lines(
        (
            ("" if one.is_read else "● ") + ctx.text(one.words),
            words.minute(one.made_at),
        )
        for one in notices
    )


def _draw_history(ctx: Ctx, rows: tuple[AssessmentRow, ...]) -> None:
    if not rows:
        return
    markup.heading(ctx.say("历年考核"))
    columns = (
        Column(ctx.say("年度"), "fix"),
        Column(ctx.say("状态")),
        Column(ctx.say("进度")),
        Column(ctx.say("更新时间"), "fix"),
    )
    table = Table(
        ctx.say("历年考核"),
        columns,
        [
            TableRow(
                str(row.case_id),
                (
                    row.year,
                    words.state_chip(ctx, row.state),
                    _filing.progress_words(ctx, row),
                    words.minute(row.changed_at),
                ),
                acts=(RowAct("open", ctx.say("打开")),),
                opens=True,
            )
            for row in rows
        ],
    )
    done = table.draw("history")
    if done is not None:
        ctx.go("assessment", case=int(done.row))


SCREEN = Screen("我的工作台", "company", Permission.COMPANY_DESK, render, order=5)
