"""My account 「我的账号」: password, tokens for the HTTP API, sessions."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.people import ROLE_NAMES
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.services.own_account import (
    ChangePassword,
    LogOutEverywhere,
    MakeToken,
    RevokeToken,
    change_password,
    end_all_sessions,
    new_token,
    revoke_token,
)
from reviewer_app.widgets import browser, markup, words
from reviewer_app.widgets.acting import attempt, succeeds
from reviewer_app.widgets.table import Column, RowAct, Table, TableRow


def render(ctx: Ctx) -> None:
    """Draw the account of who is looking."""
    markup.title(ctx.say("我的账号"), sub=ctx.text(ROLE_NAMES[ctx.actor.role]))
    left, right = st.columns([2, 3], gap="large")
    with left:
        _draw_password(ctx)
        _draw_sessions(ctx)
    if may(ctx.actor, Permission.USE_API):
        with right:
            _draw_tokens(ctx)
    browser.listen(ctx, {})


def _draw_password(ctx: Ctx) -> None:
    markup.heading(ctx.say("修改密码"))
    with st.form("change_password", clear_on_submit=True):
        old = st.text_input(
            ctx.say("原密码"),
            type="password",
            key="old_password",
            autocomplete="current-password",
        )
        new, again = (
            st.text_input(
                ctx.say(label), type="password", key=key, autocomplete="new-password"
            )
            for label, key in (("新密码", "password_1"), ("再输一次", "password_2"))
        )
        if not st.form_submit_button(ctx.say("保存")):
            return
    if new != again:
        ui_state.tell(ctx.say("两次输入的密码不一样，请重新输入。"), "bad")
    elif succeeds(ctx, change_password, ChangePassword(old, new, ui_state.address())):
        ui_state.tell(ctx.say("密码已修改，请用新密码登录。"))
    st.rerun()


def _draw_sessions(ctx: Ctx) -> None:
    markup.heading(ctx.say("登录"))
    markup.quiet(ctx.say("在别的电脑上忘记退出时，可在这里全部退出。"))
    if st.button(ctx.say("全部退出"), key="log_out_everywhere"):
        succeeds(ctx, end_all_sessions, LogOutEverywhere())
        st.rerun()


def _draw_tokens(ctx: Ctx) -> None:
    markup.heading(ctx.say("接口令牌"))
    secret = ui_state.draft("token")
    if secret:
        markup.notice("note", ctx.say("令牌只显示这一次，请妥善保存："))
        st.code(secret, language=None)
        ui_state.drop_draft("token")
    rows = ctx.queries.tokens()
    if rows:
        done = Table(
            ctx.say("接口令牌"),
            (Column(ctx.say("用途")), Column(ctx.say("建立时间"), "fix")),
            [
                TableRow(
                    str(row.token_id),
                    (row.name, words.minute(row.created_at)),
                    [RowAct("stop", ctx.say("停用"))],
                )
                for row in rows
            ],
        ).draw("token_table")
        if done is not None:
            succeeds(ctx, revoke_token, RevokeToken(int(done.row)))
            st.rerun()
    else:
        markup.quiet(ctx.say("程序用令牌代您送案卷、取报告；令牌与您的权限相同。"))
    with st.form("new_token", clear_on_submit=True):
        name = st.text_input(ctx.say("用途"), key="token_name")
        if st.form_submit_button(ctx.say("新建令牌")):
            made = attempt(ctx, new_token, MakeToken(name))
            if made is not None:
                ui_state.put_draft("token", made)
            st.rerun()


SCREEN = Screen(
    "我的账号", "account", Permission.OWN_ACCOUNT, render, order=99, in_menu=False
)
