"""To accept 「待复核」: what was recommended, why, and the letter; agree or not."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.case_rows import AcceptRow
from reviewer_app.domain.permissions import Permission
from reviewer_app.screens import letter
from reviewer_app.services.grading import Accept, SendBack, accept, send_back
from reviewer_app.services.letters import SeeLetter, see_letter
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.table import Chip, Column, RowAct, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw what waits for the chief."""
    rows = ctx.queries.to_accept()
    agreeing = [row for row in rows if row.grade == row.suggested]
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.title(ctx.say("待复核"))
        chosen = _chosen(rows)
        if chosen is None and len(agreeing) > 1:
            _draw_accept_all(ctx, agreeing)
    if not rows:
        markup.empty(
            ctx.say("没有等待复核的案卷"), ctx.say("审核人员提请复核后，会列在这里。")
        )
    elif chosen is None:
        _draw_list(ctx, rows)
    else:
        _draw_one(ctx, chosen)
    browser.listen(ctx, {"y": "accept", "x": "send_back"})


def _chosen(rows: tuple[AcceptRow, ...]) -> AcceptRow | None:
    case = ui_state.place("case")
    return next((row for row in rows if str(row.case_id) == case), None)


def _draw_accept_all(ctx: Ctx, rows: list[AcceptRow]) -> None:
    if st.button(
        ctx.say("同意人机一致的 {count} 份", count=len(rows)), key="accept_all"
    ):
        done = [succeeds(ctx, accept, Accept(case_id=row.case_id)) for row in rows]
        ui_state.tell(ctx.say("已同意 {count} 份。", count=sum(done)))
        st.rerun()


def _draw_list(ctx: Ctx, rows: tuple[AcceptRow, ...]) -> None:
    table = Table(
        ctx.say("待复核"),
        (
            Column(ctx.say("企业")),
            Column(ctx.say("提请等级")),
            Column(ctx.say("系统建议")),
            Column(ctx.say("是否一致")),
            Column(ctx.say("改判问题"), "right"),
            Column(ctx.say("通知书条数"), "right"),
            Column(ctx.say("提请人")),
            Column(ctx.say("等待"), "right"),
        ),
        [_row(ctx, row) for row in rows],
    )
    done = table.draw("accept_table")
    if done is not None:
        ctx.go("to_accept", case=int(done.row))


def _row(ctx: Ctx, row: AcceptRow) -> TableRow:
    agrees = row.grade == row.suggested
    return TableRow(
        str(row.case_id),
        (
            row.company,
            words.grade_chip(ctx, row.grade),
            words.grade_chip(ctx, row.suggested),
            Chip("good", ctx.say("一致")) if agrees else Chip("hint", ctx.say("不同")),
            row.overruled,
            row.letter_lines,
            row.recommender,
            words.since(ctx, row.recommended_at, ctx.now),
        ),
        [RowAct("open", ctx.say("查看"))],
        opens=True,
    )


def _draw_one(ctx: Ctx, row: AcceptRow) -> None:
    main, side = st.columns([5, 3], gap="large")
    with main:
        markup.heading(ctx.say("整改通知书"))
        given = ctx.queries.letter(row.case_id)
        if given.letter_id is not None:
            ctx.act(see_letter, SeeLetter(case_id=row.case_id))
        if given.lines:
            letter.draw_as_read(ctx, given)
        else:
            markup.quiet(ctx.say("提请合格，没有通知书。"))
    with side:
        _draw_facts(ctx, row)
        _draw_acts(ctx, row)


def _draw_facts(ctx: Ctx, row: AcceptRow) -> None:
    markup.heading(row.company)
    markup.facts(
        {
            ctx.say("提请等级"): words.grade_chip(ctx, row.grade).words,
            ctx.say("系统建议"): words.grade_chip(ctx, row.suggested).words,
            ctx.say("提请人"): row.recommender,
            ctx.say("理由"): row.reason or ctx.say("无"),
            ctx.say("改判问题"): str(row.overruled),
        }
    )


def _draw_acts(ctx: Ctx, row: AcceptRow) -> None:
    comment = st.text_area(
        ctx.say("意见（请重新审核时必填）"), height=96, key=f"comment:{row.case_id}"
    )
    with st.container(horizontal=True):
        if st.button(ctx.say("同意"), type="primary", key="accept"):
            _close(ctx, succeeds(ctx, accept, Accept(case_id=row.case_id)), "已同意。")
        if st.button(ctx.say("请重新审核"), key="send_back"):
            command = SendBack(case_id=row.case_id, words=comment)
            _close(ctx, succeeds(ctx, send_back, command), "已请审核人员重新审核。")
    with st.container(horizontal=True):
        if st.button(ctx.say("查看案卷"), type="tertiary", key="see_case"):
            ctx.go("desk", case=row.case_id)
        if st.button(ctx.say("返回列表"), type="tertiary", key="see_list"):
            ctx.go("to_accept")


def _close(ctx: Ctx, done: bool, said: str) -> None:  # noqa: FBT001 - an outcome
    if done:
        ui_state.tell(ctx.say(said))
        ctx.go("to_accept")
    st.rerun()


SCREEN = Screen("待复核", "to_accept", Permission.ACCEPT_CASES, render, order=11)
