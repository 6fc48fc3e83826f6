"""Quick check 「快速检查」: one file, findings in seconds, nothing is kept."""

import streamlit as st

from reviewer_app.context import Ctx, Screen
from reviewer_app.screens import _public
from reviewer_app.widgets import browser, markup, quick_check


def render(ctx: Ctx) -> None:
    """Draw the choice of an item, and the place for the file."""
    _public.draw_head(ctx, here="quick_check")
    titles = {one.code: ctx.text(one.title) for one in ctx.queries.items_to_try()}
    with st.container(key="public"):
        markup.title(ctx.say("快速检查"))
        markup.quiet(
            ctx.say("不用登录：选一项材料，放一个 PDF，几秒钟看到问题和改法。")
        )
        item = st.selectbox(
            ctx.say("材料项"),
            list(titles),
            index=None,
            format_func=lambda code: f"{code} {titles[code]}",
            placeholder=ctx.say("请选择"),
            key="quick_item",
        )
        quick_check.draw(ctx, item or "")
        markup.quiet(
            ctx.say(
                "检查用的是主管部门现行的考核标准，结果是提示，结论由主管部门作出。缺项、"
                "人员证书、企业名称是否一致要看全部材料，请登录后用预审。"
            )
        )
    browser.listen(ctx, {})


SCREEN = Screen("快速检查", "quick_check", None, render, order=4)
