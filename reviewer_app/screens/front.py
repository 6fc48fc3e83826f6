"""Front page: what this is, what files must be like, the ways in, whom to call."""

import streamlit as st

from reviewer_app.context import Ctx, Screen
from reviewer_app.screens import _log_in_form, _public
from reviewer_app.widgets import browser, captcha_row, demands, markup


def render(ctx: Ctx) -> None:
    """Draw the front page, with the log-in on it."""
    if _log_in_form.leaves(ctx):
        return
    _public.draw_head(ctx, here="front")
    with st.container(key="front"):
        left, right = st.columns([13, 8], gap="large")
        with left:
            _draw_what(ctx)
            _draw_entries(ctx)
        with right, st.container(key="front_door"):
            markup.heading(ctx.say("登录"))
            _log_in_form.draw(ctx)
    _draw_demands(ctx)
    _draw_service(ctx)
    browser.listen(ctx, {}, clicks=captcha_row.CLICKS)


def _draw_what(ctx: Ctx) -> None:
    markup.title(ctx.say("安全生产许可证动态考核 · 材料申报"))
    markup.lead(
        ctx.say("施工单位在这里填报企业信息、人员证书和 20 项附件，提交主管部门审核。"),
        ctx.say(
            "每个文件上传后立即检查，指出第几页有什么问题、怎样改；结论由主管部门作出。"
        ),
    )


def _draw_entries(ctx: Ctx) -> None:
    with st.container(key="entries", horizontal=True):
        with st.container(key="entry_systems"):
            markup.heading(ctx.say("业务系统入口"))
            if st.button(
                ctx.say("安许证动态考核"), key="to_assessment", width="stretch"
            ):
                ctx.go("log_in")
            markup.quiet(ctx.say("面向施工单位，登录后填报、预审、提交、整改。"))
            if st.button(
                ctx.say("快速检查一个文件"), key="to_quick_check", width="stretch"
            ):
                ctx.go("quick_check")
            markup.quiet(ctx.say("不用登录，几秒钟看结果，文件不保存。"))
        with st.container(key="entry_accounts"):
            markup.heading(ctx.say("登录 / 注册"))
            if st.button(ctx.say("已有账号"), key="to_log_in", width="stretch"):
                ctx.go("log_in")
            markup.quiet(ctx.say("企业用户和审核人员用同一个登录入口。"))
            if st.button(ctx.say("首次使用"), key="to_sign_up", width="stretch"):
                ctx.go("register")
            markup.quiet(ctx.say("凭统一社会信用代码注册单位和第一个账号。"))


def _draw_demands(ctx: Ctx) -> None:
    with st.container(key="front_demands"):
        markup.heading(ctx.say("上传前请对照"))
        markup.quiet(
            ctx.say("所有材料和证书的原件扫描件必须完整、正向、清晰，以 PDF 格式上传。")
        )
        demands.draw(ctx)


def _draw_service(ctx: Ctx) -> None:
    facts = _public.service_facts(ctx, ctx.queries.service_lines())
    with st.container(key="front_service"):
        markup.heading(ctx.say("咨询服务"))
        if facts:
            markup.figures(facts.items())
        else:
            markup.quiet(ctx.say("咨询电话由管理员填写后显示在这里。"))


SCREEN = Screen("首页", "front", None, render, order=-1)
