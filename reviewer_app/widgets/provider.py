"""The identity provider on the log-in: its button, and why it let nobody in."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.domain.identity import REFUSALS
from reviewer_app.widgets import browser


def leaves(ctx: Ctx) -> bool:
    """Leave for the provider if that was asked for; tells whether it was."""
    is_wanted = ui_state.take_wish("sign_in")
    if is_wanted:
        browser.leave(ctx.language, go="/oidc/begin")
    return is_wanted


def say_why_not(ctx: Ctx) -> None:
    """Have it said, once, what the provider's answer came to."""
    words = REFUSALS.get(ui_state.place("sign_in"))
    if words is not None:
        ui_state.put_place("sign_in", "")
        ui_state.tell(ctx.text(words), "bad")


def draw(ctx: Ctx) -> None:
    """Draw the button, where the server knows a provider; outside of any form."""
    name = ctx.provider_name
    if name is None:
        return
    st.button(
        ctx.say("用{name}登录", name=name) if name else ctx.say("统一身份认证登录"),
        key="sign_in",
        width="stretch",
        on_click=ui_state.wish,
        args=("sign_in",),
    )
