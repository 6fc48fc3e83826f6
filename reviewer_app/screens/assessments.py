"""List 「安许证动态考核」: begin, tick and delete, open to edit or to look."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.filing_rows import AssessmentRow
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.states import State, state_name
from reviewer_app.services.filing import (
    DeleteAssessment,
    NewAssessment,
    create_assessment,
    delete_assessment,
)
from reviewer_app.services.submitting import Withdraw, withdraw
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.acting import attempt, succeeds
from reviewer_app.widgets.table import Column, RowAct, Table, TableRow

_YEARS = 6


def render(ctx: Ctx) -> None:
    """Draw the list."""
    rows = ctx.filings.list() if ctx.filings is not None else ()
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.title(ctx.say("安许证动态考核"))
        if st.button(ctx.say("新增"), type="primary", key="new_assessment"):
            ui_state.put_draft("new", "1")
        if st.button(ctx.say("删除"), key="delete_assessment"):
            _ask_to_delete(ctx, rows)
    if ui_state.draft("new"):
        _draw_new(ctx, rows)
    if ui_state.draft("deleting"):
        _draw_deleting(ctx, rows)
    if rows:
        _draw_rows(ctx, rows)
    else:
        markup.empty(
            ctx.say("还没有考核记录"), ctx.say("点“新增”选择考核年度，开始填报。")
        )
    browser.listen(ctx, {})


def _draw_new(ctx: Ctx, rows: tuple[AssessmentRow, ...]) -> None:
    this_year = ctx.now.year
    taken = {row.year for row in rows}
    years = list(range(this_year, this_year - _YEARS, -1))
    free = [year for year in years if year not in taken]
    with st.form("new_assessment_form"):
        year = st.selectbox(
            ctx.say("考核年度"),
            years,
            index=years.index(next((y for y in free if y < this_year), years[0])),
            key="new_year",
            width=240,
        )
        with st.container(horizontal=True):
            makes = st.form_submit_button(ctx.say("确定新增"), type="primary")
            stops = st.form_submit_button(ctx.say("取消"))
    if stops:
        ui_state.drop_draft("new")
        st.rerun()
    if makes:
        case_id = attempt(ctx, create_assessment, NewAssessment(year=int(year)))
        ui_state.drop_draft("new")
        if case_id is not None:
            ctx.go("assessment", case=case_id, item="01")
        st.rerun()


def _ask_to_delete(ctx: Ctx, rows: tuple[AssessmentRow, ...]) -> None:
    chosen = [row for row in rows if row.case_id in ui_state.ticked()]
    if not chosen:
        ui_state.tell(ctx.say("请先在列表中勾选要删除的记录。"), "note")
        st.rerun()
    for row in chosen:
        if not row.can_edit:
            name = ctx.text(state_name(row.state, of_company=True))
            ui_state.tell(
                ctx.say(
                    "{year} 年度的记录处于“{state}”，已提交、审核中的记录不能删除。",
                    year=row.year,
                    state=name,
                ),
                "bad",
            )
            st.rerun()
    ui_state.put_draft("deleting", "1")


def _draw_deleting(ctx: Ctx, rows: tuple[AssessmentRow, ...]) -> None:
    chosen = [row for row in rows if row.case_id in ui_state.ticked()]
    named = "；".join(
        ctx.say("{year} 年度（附件 {done} 项）", year=row.year, done=row.done)
        for row in chosen
    )
    with st.container(key="deleting"):
        markup.notice("bad", ctx.say("将删除：{named}。删除后不能恢复。", named=named))
        with st.container(horizontal=True):
            sure = st.button(ctx.say("确定删除"), type="primary", key="delete_sure")
            no = st.button(ctx.say("取消"), key="delete_no")
    if not sure and not no:
        return
    ui_state.drop_draft("deleting")
    for row in chosen if sure else ():
        command = DeleteAssessment(case_id=row.case_id, is_confirmed=True)
        if succeeds(ctx, delete_assessment, command):
            ui_state.tell(ctx.say("已删除 {year} 年度的记录。", year=row.year))
    ui_state.untick_all()
    st.rerun()


def _draw_rows(ctx: Ctx, rows: tuple[AssessmentRow, ...]) -> None:
    columns = (
        Column(ctx.say("考核年度"), "fix"),
        Column(ctx.say("状态")),
        Column(ctx.say("附件"), "right"),
        Column(ctx.say("问题"), "right"),
        Column(ctx.say("建议或结论")),
        Column(ctx.say("最近变动"), "fix"),
    )
    table = Table(ctx.say("安许证动态考核"), columns, [_row(ctx, r) for r in rows])
    done = table.draw("assessments")
    if done is None:
        return
    case_id = int(done.row)
    if done.act in {"tick", "untick"}:
        ui_state.tick(case_id, is_on=done.act == "tick")
        st.rerun()
    if done.act == "withdraw":
        if succeeds(ctx, withdraw, Withdraw(case_id=case_id)):
            ui_state.tell(ctx.say("已撤回提交，可以继续修改。"))
        st.rerun()
    ctx.go("assessment", case=case_id, item=done.act if done.act != "open" else "")


def _row(ctx: Ctx, row: AssessmentRow) -> TableRow:
    grade = words.grade_chip(ctx, row.grade or row.suggested)
    acts = []
    if row.state is State.RETURNED:
        acts.append(RowAct("rectify", ctx.say("整改"), main=True))
    if row.can_withdraw:
        acts.append(RowAct("withdraw", ctx.say("撤回提交")))
    label = ctx.say("修改") if row.can_edit else ctx.say("查看")
    acts.append(RowAct("open", label, main=row.state is State.DRAFT))
    return TableRow(
        str(row.case_id),
        (
            row.year,
            words.state_chip(ctx, row.state),
            f"{row.done}/{row.asked}",
            row.faults,
            grade if row.grade or row.suggested else "",
            words.minute(row.changed_at),
        ),
        acts=acts,
        opens=True,
        ticked=row.case_id in ui_state.ticked(),
    )


SCREEN = Screen("安许证动态考核", "assessments", Permission.FILE_CASES, render, order=6)
