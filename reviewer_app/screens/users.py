"""Users 「用户」: accounts and roles; passwords are set by a one-time link."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.office_rows import UserRow
from reviewer_app.domain.people import ROLE_NAMES, Role
from reviewer_app.domain.permissions import Permission
from reviewer_app.services.accounts import (
    CreateUser,
    OnUser,
    SetActive,
    create_user,
    issue_link,
    set_active,
)
from reviewer_app.widgets import browser, markup
from reviewer_app.widgets.acting import attempt, succeeds
from reviewer_app.widgets.table import Chip, Column, RowAct, Table, TableRow

ROLES = (Role.REVIEWER, Role.CHIEF, Role.ADMINISTRATOR, Role.AUDITOR)
"""Roles that an administrator gives; companies register themselves."""


def render(ctx: Ctx) -> None:
    """Draw the users."""
    markup.title(ctx.say("用户"))
    link = ui_state.draft("link")
    if link:
        markup.notice("note", ctx.say("一次性链接，请当面或电话交给本人："))
        st.code(f"{ui_state.base()}/set_password?link={link}", language=None)
        ui_state.drop_draft("link")
    _draw_table(ctx)
    markup.heading(ctx.say("新增用户"))
    _draw_form(ctx)
    browser.listen(ctx, {})


def _draw_table(ctx: Ctx) -> None:
    rows = ctx.queries.users()
    done = Table(
        ctx.say("用户"),
        (
            Column(ctx.say("姓名")),
            Column(ctx.say("账号"), "fix"),
            Column(ctx.say("角色")),
            Column(ctx.say("状态")),
        ),
        [_row(ctx, row) for row in rows],
    ).draw("user_table")
    if done is None:
        return
    user_id = int(done.row)
    if done.act == "link":
        link = attempt(ctx, issue_link, OnUser(user_id=user_id))
        if link is not None:
            ui_state.put_draft("link", link)
    else:
        command = SetActive(user_id=user_id, is_active=done.act == "start")
        if succeeds(ctx, set_active, command):
            ui_state.tell(ctx.say("已保存。"))
    st.rerun()


def _row(ctx: Ctx, row: UserRow) -> TableRow:
    state = (
        Chip("good", ctx.say("启用")) if row.is_active else Chip("off", ctx.say("停用"))
    )
    act = ("stop", ctx.say("停用")) if row.is_active else ("start", ctx.say("启用"))
    return TableRow(
        str(row.user_id),
        (
            row.name,
            row.account,
            ctx.text(ROLE_NAMES[row.role]),
            state,
        ),
        [RowAct("link", ctx.say("发一次性链接")), RowAct(*act)],
    )


def _draw_form(ctx: Ctx) -> None:
    with st.form("new_user", clear_on_submit=True):
        left, middle, right = st.columns(3)
        account = left.text_input(ctx.say("账号"), key="new_account")
        name = middle.text_input(ctx.say("姓名"), key="new_name")
        role = right.radio(
            ctx.say("角色"),
            ROLES,
            format_func=lambda one: ctx.text(ROLE_NAMES[one]),
            horizontal=True,
            key="new_role",
        )
        if st.form_submit_button(ctx.say("新增"), type="primary"):
            command = CreateUser(account=account.strip(), name=name.strip(), role=role)
            if succeeds(ctx, create_user, command):
                ui_state.tell(ctx.say("已新增。请发一次性链接，让本人设置密码。"))
            st.rerun()


SCREEN = Screen("用户", "users", Permission.MANAGE_USERS, render, order=42)
