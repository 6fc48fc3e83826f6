"""Log in 「登录」: account, password, and what the picture says."""

import hmac
import secrets
from io import BytesIO

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.accounts import LogIn, log_in
from reviewer_app.widgets import browser, frame, markup, provider

_LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
"""No letter that looks like another one."""
_LENGTH = 4


def render(ctx: Ctx) -> None:
    """Draw the log-in."""
    ticket = ui_state.draft("ticket")
    if ticket:
        ui_state.drop_draft("ticket")
        browser.leave(ctx.language, go=f"/session/ticket/{ticket}")
        return
    if provider.leaves(ctx):
        return
    provider.say_why_not(ctx)
    with st.container(key="door"):
        markup.title(ctx.say("登录"))
        markup.quiet(ctx.say("建筑施工企业安全生产许可证动态考核 · 案卷审核台"))
        frame.draw_notices()
        _draw_form(ctx)
        provider.draw(ctx)
    browser.listen(ctx, {}, clicks={"captcha_row img": "another"})


def _draw_form(ctx: Ctx) -> None:
    if not ui_state.answer_text():
        _another()
    with st.form("log_in"):
        account = st.text_input(ctx.say("账号"), key="account", autocomplete="username")
        password = st.text_input(
            ctx.say("密码"),
            type="password",
            key="password",
            autocomplete="current-password",
        )
        words = _draw_captcha(ctx) if ctx.has_captcha else ui_state.answer_text()
        if st.form_submit_button(ctx.say("登录"), type="primary", width="stretch"):
            _try(ctx, LogIn(account, password, ui_state.address()), words)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        if ctx.has_captcha:
            st.button(
                ctx.say("看不清，换一张"),
                type="tertiary",
                key="another",
                on_click=_another,
            )
        frame.draw_language_switch(ctx)


def _draw_captcha(ctx: Ctx) -> str:
    with st.container(key="captcha_row", horizontal=True):
        words = st.text_input(
            ctx.say("验证码"), key="captcha_words", autocomplete="off", width=190
        )
        alt = ctx.say("验证码图片，点一下换一张")
        st.image(_picture(ui_state.answer_text()), width=150, alt=alt)
    return words


def _try(ctx: Ctx, command: LogIn, words: str) -> None:
    expected = ui_state.answer_text()
    _another()
    if not hmac.compare_digest(words.strip().upper().encode(), expected.encode()):
        ui_state.tell(ctx.say("验证码不对，请按新图片重新输入。"), "bad")
        st.rerun()
    try:
        ticket = ctx.act(lambda given, _nobody, desk: log_in(given, desk), command)
    except RefusedError as refused:
        ui_state.tell(ctx.text(refused.reason), "bad")
        st.rerun()
    ui_state.put_draft("ticket", ticket)
    st.rerun()


def _another() -> None:
    letters = (secrets.choice(_LETTERS) for _ in range(_LENGTH))
    ui_state.put_answer_text("".join(letters))


@st.cache_data(max_entries=64, show_spinner=False)
def _picture(words: str) -> bytes:
    from captcha.image import ImageCaptcha  # noqa: PLC0415 - heavy, for one screen

    picture = BytesIO()
    ImageCaptcha(width=150, height=58).generate_image(words).save(picture, "PNG")
    return picture.getvalue()


SCREEN = Screen("登录", "log_in", None, render, order=0)
