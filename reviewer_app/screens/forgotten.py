"""Forgotten 「忘记账号或密码」: whom to call; tells nothing about who is registered."""

import streamlit as st

from checker.model.numbers import is_credit_code
from reviewer_app.context import Ctx, Screen
from reviewer_app.screens import _public
from reviewer_app.widgets import browser, markup


def render(ctx: Ctx) -> None:
    """Draw the form, then the way on; it is the same for every company."""
    _public.draw_head(ctx, here="forgotten")
    with st.container(key="public"):
        markup.title(ctx.say("忘记账号或密码"))
        markup.quiet(
            ctx.say("请填写本单位的统一社会信用代码，按下面的步骤重新设置密码。")
        )
        with st.form("forgotten"):
            given = st.text_input(
                ctx.say("统一社会信用代码"), key="lost_code", max_chars=40
            )
            is_asked = st.form_submit_button(ctx.say("下一步"), type="primary")
        code = given.strip().upper()
        if is_credit_code(code):
            _draw_way(ctx, code)
        elif is_asked or code:
            markup.fault(
                ctx.say("统一社会信用代码不对：应为 18 位，请对照营业执照逐位核对。")
            )
    browser.listen(ctx, {})


def _draw_way(ctx: Ctx, code: str) -> None:
    lines = ctx.queries.service_lines()
    facts = _public.service_facts(ctx, lines)
    markup.heading(ctx.say("请拨打咨询电话"))
    if facts:
        markup.figures(facts.items())
    else:
        markup.quiet(ctx.say("咨询电话尚未公布，请联系主管部门。"))
    markup.steps(
        ctx.say("说明单位名称、统一社会信用代码 {code} 和您的姓名。", code=code),
        ctx.say("管理员核对身份后告知账号，并发一个一次性链接。"),
        ctx.say("打开链接设置新密码；链接 24 小时内有效，只能用一次。"),
    )


SCREEN = Screen("忘记账号或密码", "forgotten", None, render, order=3)
