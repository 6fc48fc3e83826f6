"""The log-in 「登录」 as it stands on its own screen and on the front page."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.accounts import LogIn, log_in
from reviewer_app.widgets import browser, captcha_row, frame, provider


def leaves(ctx: Ctx) -> bool:
    """Leave with the ticket of somebody who was let in; tells whether there is one.

    The ticket stays until the browser has left, so that a second click does no harm.
    """
    box = ui_state.ticket_box()
    if box:
        browser.leave(ctx.language, go=f"/session/ticket/{box[-1]}")
    return bool(box) or provider.leaves(ctx)


def draw(ctx: Ctx) -> None:
    """Draw what has just happened, the form, and the ways around it."""
    provider.say_why_not(ctx)
    frame.draw_notices()
    with st.form("log_in"):
        account = st.text_input(ctx.say("账号"), key="account", autocomplete="username")
        password = st.text_input(
            ctx.say("密码"),
            type="password",
            key="password",
            autocomplete="current-password",
        )
        words = captcha_row.draw(ctx)
        if st.form_submit_button(ctx.say("登录"), type="primary", width="stretch"):
            _try(ctx, LogIn(account, password, ui_state.address()), words)
    captcha_row.draw_ways(ctx)
    provider.draw(ctx)
    with st.container(horizontal=True, key="log_in_ways"):
        if st.button(ctx.say("注册"), type="tertiary", key="to_register"):
            ctx.go("register")
        if st.button(ctx.say("忘记账号或密码"), type="tertiary", key="to_forgotten"):
            ctx.go("forgotten")


def _try(ctx: Ctx, command: LogIn, words: str) -> None:
    if not captcha_row.accepts(words):
        ui_state.tell(ctx.say("验证码不对，请按新图片重新输入。"), "bad")
        st.rerun()
    # Taken out first: a second click may end this run as soon as it touches the state.
    box = ui_state.ticket_box()
    try:
        box.append(ctx.act(lambda given, _nobody, desk: log_in(given, desk), command))
    except RefusedError as refused:
        ui_state.tell(ctx.text(refused.reason), "bad")
    st.rerun()
