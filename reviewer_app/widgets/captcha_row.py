"""The 「验证码」 of a form: a picture, another one, and the same letters spoken."""

import streamlit as st

from reviewer_app import challenge, ui_state
from reviewer_app.context import Ctx
from reviewer_app.widgets import spoken

CLICKS = {"captcha_row img": "another"}
"""For ``browser.listen``: a click on the picture brings another one."""


def draw(ctx: Ctx) -> str:
    """Draw picture and field; returns what was typed.

    Where the server asks for none (automated tests alone), returns the answer.
    """
    if not ui_state.answer_text():
        another()
    if not ctx.has_captcha:
        return ui_state.answer_text()
    if ui_state.draft("captcha_is_new"):
        ui_state.drop_draft("captcha_is_new")
        ui_state.put_input("captcha_words", "")
    with st.container(key="captcha_row", horizontal=True):
        words = st.text_input(
            ctx.say("验证码"), key="captcha_words", autocomplete="off", width=150
        )
        alt = ctx.say("验证码图片，点一下换一张")
        st.image(_picture(ui_state.answer_text()), width=150, alt=alt)
    return words


def draw_ways(ctx: Ctx) -> None:
    """Draw the ways for who cannot read the picture; outside of any form."""
    if not ctx.has_captcha:
        return
    with st.container(horizontal=True, key="captcha_ways"):
        st.button(
            ctx.say("看不清，换一张"), type="tertiary", key="another", on_click=another
        )
        spoken.draw(ctx, ui_state.draft("captcha_key"))


def another() -> None:
    """Ask something else from now on."""
    words = challenge.new_words()
    challenge.OFFERED.withdraw(ui_state.draft("captcha_key"))
    ui_state.put_answer_text(words)
    ui_state.put_draft("captcha_is_new", "1")
    ui_state.put_draft("captcha_key", challenge.OFFERED.offer(words))


def accepts(given: str) -> bool:
    """Tell whether somebody gave the right letters; either way they are used up."""
    words = ui_state.answer_text()
    another()
    return challenge.is_right(given, words)


@st.cache_data(max_entries=64, show_spinner=False)
def _picture(words: str) -> bytes:
    return challenge.draw(words)
