"""Log in 「登录」: account, password, and what the picture says."""

import streamlit as st

from reviewer_app.context import Ctx, Screen
from reviewer_app.screens import _log_in_form
from reviewer_app.widgets import browser, captcha_row, frame, markup


def render(ctx: Ctx) -> None:
    """Draw the log-in."""
    if _log_in_form.leaves(ctx):
        return
    with st.container(key="door"):
        markup.title(ctx.say("登录"))
        markup.quiet(ctx.say("建筑施工企业安全生产许可证动态考核"))
        _log_in_form.draw(ctx)
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            if st.button(ctx.say("首页"), type="tertiary", key="to_front"):
                ctx.go("front")
            frame.draw_language_switch(ctx)
    browser.listen(ctx, {}, clicks=captcha_row.CLICKS)


SCREEN = Screen("登录", "log_in", None, render, order=0)
