"""What public screens share: the line on top, and how to reach the service."""

import streamlit as st

from reviewer_app.context import Ctx
from reviewer_app.context.public_rows import ServiceLines
from reviewer_app.widgets import frame, markup

_LINKS: dict[str, str] = {
    "front": "首页",
    "quick_check": "快速检查",
    "register": "注册",
    "log_in": "登录",
}


def draw_head(ctx: Ctx, *, here: str) -> None:
    """Draw product, the other public screens, and the language."""
    with st.container(
        key="head", horizontal=True, vertical_alignment="center", gap="xsmall"
    ):
        markup.brand(ctx.say("安许证动态考核"))
        with st.container(
            key="who", horizontal=True, vertical_alignment="center", gap="xsmall"
        ):
            for url_path, name in _LINKS.items():
                # The front page holds the log-in itself.
                if url_path == here or (here == "front" and url_path == "log_in"):
                    continue
                key = f"head_{url_path}"
                if st.button(ctx.say(name), type="tertiary", key=key):
                    ctx.go(url_path)
            frame.draw_language_switch(ctx)


def service_facts(ctx: Ctx, lines: ServiceLines) -> dict[str, str]:
    """Return names and values of what an administrator has set."""
    given = {
        ctx.say("技术咨询"): lines.technical_phone,
        ctx.say("业务咨询"): lines.business_phone,
        ctx.say("服务时间"): lines.hours,
    }
    return {name: value for name, value in given.items() if value.strip()}
