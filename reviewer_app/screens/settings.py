"""Settings 「设置」: how the desk works, each with what it means."""

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.domain.permissions import Permission
from reviewer_app.services.settings import PutSetting, put_setting
from reviewer_app.widgets import browser, markup
from reviewer_app.widgets.acting import succeeds

NAMES: dict[str, str] = {
    "two_steps": "两级审核：提请复核后由复核负责人同意",
    "claim_hours": "领取后多少小时未办自动放回",
    "deadline_days": "整改期限（天）",
    "contacts": "通知书上的联系人和电话",
    "season_ends_on": "本年度考核截止日（年-月-日）",
    "authority": "审核机关名称",
    "technical_phone": "技术咨询电话",
    "business_phone": "业务咨询电话",
    "service_hours": "咨询服务时间",
}
"""Settings by key, in the order of the screen; others follow by their key."""


def render(ctx: Ctx) -> None:
    """Draw the settings."""
    markup.title(ctx.say("设置"))
    given = ctx.queries.settings()
    keys = [key for key in NAMES if key in given]
    keys += sorted(key for key in given if key not in NAMES)
    with st.container(key="settings", width=620), st.form("settings_form"):
        values = {key: _draw_one(ctx, key, given[key]) for key in keys}
        if st.form_submit_button(ctx.say("保存"), type="primary"):
            _save(ctx, {k: v for k, v in values.items() if v != given[k]})
    browser.listen(ctx, {})


def _draw_one(ctx: Ctx, key: str, value: object) -> object:
    name, place = ctx.say(NAMES.get(key, key)), f"setting_{key}"
    if isinstance(value, bool):
        return st.toggle(name, value=value, key=place)
    given = st.text_input(name, value=str(value), key=place)
    if isinstance(value, int) and given.strip().isdigit():
        return int(given)
    return given


def _save(ctx: Ctx, changed: dict[str, object]) -> None:
    done = [
        succeeds(ctx, put_setting, PutSetting(name=key, value=value))
        for key, value in changed.items()
    ]
    if all(done):
        ui_state.tell(ctx.say("已保存。"))
    st.rerun()


SCREEN = Screen("设置", "settings", Permission.MANAGE_SETTINGS, render, order=44)
