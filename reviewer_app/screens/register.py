"""Register 「注册」: a company and its first account; ends logged in."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.people import COMPANY_KIND_NAMES, CompanyKind
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.screens import _log_in_form, _public
from reviewer_app.services.registering import Register, faults_of, sign_up
from reviewer_app.widgets import browser, captcha_row, markup, password_rules

_REFUSED_AT: dict[str, str] = {
    "account_taken": "account",
    "company_known": "credit_code",
    "password": "password",
}
"""The field at which a refusal of the service is said."""

_NAMES: dict[str, str] = {
    "kind": "企业类型",
    "company": "企业全称",
    "credit_code": "统一社会信用代码",
    "contact": "联系人",
    "phone": "手机号",
    "account": "账号",
    "password": "密码",
    "again": "再输一次密码",
    "captcha": "验证码",
    "has_agreed": "使用条款",
}
"""Fields that may be at fault, in the order of the screen."""


def render(ctx: Ctx) -> None:
    """Draw the form; what is wrong stands under each field."""
    if _log_in_form.leaves(ctx):
        return
    _public.draw_head(ctx, here="register")
    faults = _faults(ctx)
    with st.container(key="public"):
        markup.title(ctx.say("注册"))
        markup.quiet(
            ctx.say("注册单位和它的第一个账号；带 * 的必填，注册后直接进入系统。")
        )
        _draw_company(ctx, faults)
        _draw_contact(ctx, faults)
        _draw_account(ctx, faults)
        _draw_end(ctx, faults)
    browser.listen(ctx, {}, clicks=captcha_row.CLICKS)


def _draw_company(ctx: Ctx, faults: dict[str, str]) -> None:
    markup.heading(ctx.say("单位"))
    kind = st.radio(
        _starred(ctx, "企业类型"),
        list(CompanyKind),
        index=None,
        format_func=lambda one: ctx.text(COMPANY_KIND_NAMES[one]),
        horizontal=True,
        key="reg_kind",
    )
    if kind is not None and kind is not CompanyKind.BUILDER:
        words = ctx.say("可以注册；但动态考核只面向施工单位，登录后看不到这个模块。")
        markup.fault(words, tone="note")
    else:
        markup.fault(faults.get("kind", ""))
    _draw_line(ctx, "company", faults, autocomplete="organization")
    left, right = st.columns(2)
    with left:
        code = _draw_line(ctx, "credit_code", {}, autocomplete="off")
        fault = faults.get("credit_code", "")
        if code.strip() and not fault:
            markup.fault(ctx.say("✓ 18 位，校验码正确"), tone="good")
        else:
            markup.fault(fault)
    with right:
        st.text_input(
            ctx.say("安全生产许可证编号"),
            key="reg_licence_number",
            max_chars=80,
            autocomplete="off",
            placeholder=ctx.say("没有可不填"),
        )


def _draw_contact(ctx: Ctx, faults: dict[str, str]) -> None:
    markup.heading(ctx.say("联系方式"))
    left, right = st.columns(2)
    with left:
        _draw_line(ctx, "contact", faults, autocomplete="name")
    with right:
        _draw_line(ctx, "phone", faults, autocomplete="tel")


def _draw_account(ctx: Ctx, faults: dict[str, str]) -> None:
    markup.heading(ctx.say("登录账号"))
    _draw_line(ctx, "account", faults, autocomplete="username")
    left, right = st.columns(2)
    with left:
        _draw_line(ctx, "password", faults, autocomplete="new-password")
    with right:
        _draw_line(ctx, "again", faults, autocomplete="new-password")
    password_rules.draw(ctx, password="reg_password", account="reg_account")  # noqa: S106 - a key


def _draw_end(ctx: Ctx, faults: dict[str, str]) -> None:
    captcha_row.draw(ctx)
    if ctx.has_captcha:
        markup.fault(faults.get("captcha", ""))
    captcha_row.draw_ways(ctx)
    with st.expander(ctx.say("使用条款")):
        _draw_terms(ctx)
    st.checkbox(_starred(ctx, "我已阅读并同意使用条款"), key="reg_has_agreed")
    markup.fault(faults.get("has_agreed", ""))
    if ui_state.draft("reg_tried") and faults:
        names = [ctx.say(_NAMES[name]) for name in _NAMES if name in faults]
        if names:
            listed = ("、" if ctx.language == "zh" else ", ").join(names)
            markup.notice("bad", ctx.say("请修改：{names}", names=listed))
    if faults.get("other"):
        markup.notice("bad", faults["other"])
    st.button(
        ctx.say("注册"),
        type="primary",
        key="reg_send",
        width="stretch",
        on_click=_send,
        args=(ctx,),
    )


def _draw_terms(ctx: Ctx) -> None:
    markup.steps(
        ctx.say("所填信息和上传的材料只用于安全生产许可证动态考核。"),
        ctx.say("主管部门的审核人员能看到已提交的材料；其他单位看不到。"),
        ctx.say("材料须真实；账号由本单位保管，操作记入日志。"),
        ctx.say("系统的检查结果是提示，结论由主管部门作出。"),
    )


def _draw_line(
    ctx: Ctx, name: str, faults: dict[str, str], *, autocomplete: str
) -> str:
    """Draw a field of one line, and its fault unless that is drawn elsewhere."""
    value = st.text_input(
        _starred(ctx, _NAMES[name]),
        key=f"reg_{name}",
        max_chars=200,
        type="password" if autocomplete == "new-password" else "default",
        autocomplete=autocomplete,
    )
    if name != "credit_code":
        markup.fault(faults.get(name, ""))
    return value


def _starred(ctx: Ctx, words: str) -> str:
    return f"{ctx.say(words)} :red[*]"


def _command() -> Register:
    given = {name: ui_state.given(f"reg_{name}") for name in _NAMES}
    kind = given["kind"]
    return Register(
        kind=CompanyKind(kind) if kind else None,
        company=given["company"],
        credit_code=given["credit_code"],
        licence_number=ui_state.given("reg_licence_number"),
        contact=given["contact"],
        phone=given["phone"],
        account=given["account"],
        password=given["password"],
        again=given["again"],
        has_agreed=bool(given["has_agreed"]),
        address=ui_state.address(),
    )


def _faults(ctx: Ctx) -> dict[str, str]:
    """Return what to say under each field: of those left, or of all after a try."""
    tried = bool(ui_state.draft("reg_tried"))
    faults = {
        name: ctx.text(words)
        for name, words in faults_of(_command()).items()
        if tried or (ui_state.given(f"reg_{name}") and name != "password")
    }
    for name in (*_NAMES, "other"):
        refused = ui_state.draft(f"reg_refused_{name}")
        is_same = ui_state.given(f"reg_{name}") == ui_state.draft(f"reg_was_{name}")
        if refused and is_same:
            faults.setdefault(name, refused)
    return faults


def _send(ctx: Ctx) -> None:
    """Take the form to the service; nothing that was typed is lost."""
    ui_state.put_draft("reg_tried", "1")
    for name in (*_NAMES, "other"):
        ui_state.drop_draft(f"reg_refused_{name}")
    command = _command()
    words = ui_state.given("captcha_words")
    if ctx.has_captcha and not words.strip():
        _refuse("captcha", ctx.say("请填写验证码"))
    if faults_of(command) or ui_state.draft("reg_refused_captcha"):
        return
    if ctx.has_captcha and not captcha_row.accepts(words):
        _refuse("captcha", ctx.say("验证码不对，请按新图片重新输入。"))
        return
    # Taken out first: a second click may end this run as soon as it touches the state.
    box = ui_state.ticket_box()
    try:
        box.append(ctx.act(sign_up, command))
    except RefusedError as refused:
        _refuse(_REFUSED_AT.get(refused.code, "other"), ctx.text(refused.reason))


def _refuse(name: str, words: str) -> None:
    """Have it said at a field for as long as that stays as it is."""
    ui_state.put_draft(f"reg_refused_{name}", words)
    ui_state.put_draft(f"reg_was_{name}", ui_state.given(f"reg_{name}"))


SCREEN = Screen("注册", "register", None, render, order=2)
