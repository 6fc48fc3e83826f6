"""Log 「日志」: who did what, when, before and after; and whether it is whole."""

from collections.abc import Sequence

import streamlit as st

from checker.model.wording import Text
from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.office_rows import LogRow, LogWanted
from reviewer_app.domain.attempts import ACT_NAMES, Act
from reviewer_app.domain.people import ROLE_NAMES
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.states import STATE_NAMES, State
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.table import Column, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw the log."""
    with st.container(horizontal=True, vertical_alignment="center"):
        markup.title(ctx.say("日志"))
        is_asked = st.button(
            ctx.say("校验日志完整性"), type="primary", key="verify_log"
        )
    if is_asked:
        broken = ctx.queries.verify_log()
        if broken is None:
            markup.notice(
                "good", ctx.say("日志完整：从第一条到最后一条，没有改动、缺失或调换。")
            )
        else:
            markup.notice("bad", ctx.say("日志不完整：") + ctx.text(broken))
    left, middle, right = st.columns(3)
    person = left.text_input(ctx.say("人员"), key="log_person")
    act = middle.text_input(ctx.say("操作"), key="log_act")
    search = right.text_input(ctx.say("案卷号"), key="log_case")
    before = ui_state.place("before")
    wanted = LogWanted(search, int(before) if before else None)
    view = ctx.queries.log(wanted)
    rows = [
        row
        for row in view.rows
        if person in row.person and act.lower() in _act(ctx, row.act).lower()
    ]
    if rows:
        _draw_rows(ctx, rows)
    else:
        markup.empty(ctx.say("没有符合条件的记录"), ctx.say("换一个条件试试。"))
    if view.has_more and st.button(ctx.say("更早的记录"), key="log_more"):
        ui_state.put_place("before", str(view.rows[-1].sequence))
        st.rerun()
    browser.listen(ctx, {})


def _draw_rows(ctx: Ctx, rows: Sequence[LogRow]) -> None:
    Table(
        ctx.say("日志"),
        (
            Column(ctx.say("序号"), "fix"),
            Column(ctx.say("时间"), "fix"),
            Column(ctx.say("人员")),
            Column(ctx.say("角色")),
            Column(ctx.say("操作")),
            Column(ctx.say("案卷号"), "right"),
            Column(ctx.say("企业")),
            Column(ctx.say("变化")),
            Column(ctx.say("理由")),
        ),
        [_row(ctx, row) for row in rows],
    ).draw("log_table")


def _row(ctx: Ctx, row: LogRow) -> TableRow:
    change = " → ".join(_state(ctx, name) for name in (row.before, row.after) if name)
    return TableRow(
        str(row.sequence),
        (
            str(row.sequence),
            words.minute(row.at),
            row.person,
            ctx.text(ROLE_NAMES[row.role]),
            _act(ctx, row.act),
            row.case_id,
            row.company,
            "" if row.before == row.after else change,
            row.why,
        ),
    )


def _act(ctx: Ctx, name: str) -> str:
    known: dict[str, Text] = {act.value: ACT_NAMES[act] for act in Act}
    if name in known:
        return ctx.text(known[name])
    return ctx.say(OTHER_ACTS.get(name, name))


def _state(ctx: Ctx, name: str) -> str:
    known = {state.value for state in State}
    return ctx.text(STATE_NAMES[State(name)]) if name in known else name


OTHER_ACTS: dict[str, str] = {
    "log_in": "登录",
    "log_out": "退出",
    "log_out_everywhere": "全部退出",
    "set_password": "设置密码",
    "create_user": "新增用户",
    "set_active": "启用或停用用户",
    "issue_link": "发一次性链接",
    "make_token": "新建接口令牌",
    "revoke_token": "停用接口令牌",
    "checked": "检查完成",
    "check_failed": "检查没有完成",
    "ask_again": "再次检查",
    "arrival": "接口送来案卷",
    "save_letter": "保存通知书",
    "note": "内部备注",
    "download": "下载原件",
    "put_setting": "更改设置",
    "add_reason_code": "新增理由代码",
    "retire_reason_code": "停用理由代码",
    "draft_pack": "保存考核标准草案",
    "propose_pack": "提请批准考核标准",
    "approve_pack": "批准考核标准",
}
"""What the log holds beside the acts of the state table."""


SCREEN = Screen("日志", "log", Permission.SEE_LOG, render, order=60)
