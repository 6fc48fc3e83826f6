"""New password 「设置密码」: where a one-time link leads."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.services.accounts import UseLink, take_link
from reviewer_app.widgets import browser, frame, markup
from reviewer_app.widgets.acting import succeeds


def render(ctx: Ctx) -> None:
    """Draw the form; the link's secret stands in the address."""
    link = ui_state.place("link")
    with st.container(key="door"):
        markup.title(ctx.say("设置密码"))
        frame.draw_notices()
        if ui_state.draft("password_set"):
            markup.notice("good", ctx.say("密码已设置，请用新密码登录。"))
            if st.button(ctx.say("去登录"), type="primary", key="to_log_in"):
                ui_state.drop_draft("password_set")
                ctx.go("log_in")
        elif not link:
            markup.quiet(ctx.say("请从管理员给的一次性链接进入本页。"))
        else:
            _draw_form(ctx, link)
        frame.draw_language_switch(ctx)
    browser.listen(ctx, {})


def _draw_form(ctx: Ctx, link: str) -> None:
    markup.quiet(ctx.say("密码为 8 至 128 个字符，建议用一句自己记得住的话。"))
    with st.form("set_password"):
        first, again = (
            st.text_input(
                ctx.say(label), type="password", key=key, autocomplete="new-password"
            )
            for label, key in (("新密码", "password_1"), ("再输一次", "password_2"))
        )
        if not st.form_submit_button(ctx.say("保存"), type="primary", width="stretch"):
            return
    if first != again:
        ui_state.tell(ctx.say("两次输入的密码不一样，请重新输入。"), "bad")
    elif succeeds(ctx, take_link, UseLink(link, first)):
        ui_state.put_place("link", "")
        ui_state.put_draft("password_set", "1")
    st.rerun()


SCREEN = Screen("设置密码", "set_password", None, render, order=1)
