"""One rule pack: its files with faults at their lines, tests, approval."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Packs
from reviewer_app.context.office_rows import PackCheck, PackRow
from reviewer_app.domain.permissions import Permission, may
from reviewer_app.widgets import markup, yaml_editor
from reviewer_app.widgets.acting import tried, was_done
from reviewer_app.widgets.table import Chip

STATES: dict[str, tuple[str, str]] = {
    "draft": ("none", "草案"),
    "proposed": ("look", "待批准"),
    "approved": ("accent", "待生效"),
    "in_force": ("good", "现行"),
    "retired": ("off", "已停用"),
}
"""Tone and word of a pack's state."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A file of a pack as it is kept, and as it stands in the editor."""

    name: str
    before: str
    now: str


def state_chip(ctx: Ctx, row: PackRow) -> Chip:
    """Return a pack's state as a word with its colour."""
    tone, name = STATES[row.state]
    return Chip(tone, ctx.say(name))


def draw(ctx: Ctx, packs: Packs, row: PackRow) -> None:
    """Draw one version."""
    chip = state_chip(ctx, row)
    markup.title(
        f"{row.name} {row.version}",
        sub=ctx.say("文件指纹 {digest}", digest=row.digest[:12]),
        chips=markup.chip(chip.tone, chip.words),
    )
    if st.button(ctx.say("返回列表"), type="tertiary", key="pack_list"):
        ui_state.put_place("pack", "")
        st.rerun()
    files = packs.files(row.digest)
    name = st.selectbox(
        ctx.say("规则文件"),
        sorted(files),
        key="pack_file",
        filter_mode=None,
        width=460,
    )
    _work(ctx, packs, row, name=str(name), text=files[str(name)])


@st.fragment
def _work(ctx: Ctx, packs: Packs, row: PackRow, *, name: str, text: str) -> None:
    now = yaml_editor.text_of(_key(row, name), text)
    check = packs.check(row.digest, name, now)
    left, right = st.columns([5, 3], gap="large")
    with left:
        _edit(ctx, packs, row, check=check, edited=Edited(name, text, now))
    with right:
        _draw_check(ctx, check)
        _draw_publishing(ctx, packs, row, check=check)


def _key(row: PackRow, name: str) -> str:
    return f"{row.digest[:12]}/{name}"


def _edit(
    ctx: Ctx, packs: Packs, row: PackRow, *, check: PackCheck, edited: Edited
) -> None:
    name, text, now = edited.name, edited.before, edited.now
    editable = row.state == "draft" and may(ctx.actor, Permission.EDIT_PACKS)
    yaml_editor.draw(
        ctx,
        _key(row, name),
        text,
        faults=[
            (fault.line, ctx.text(fault.words))
            for fault in check.faults
            if fault.file == name
        ],
        editable=editable,
    )
    if editable and st.button(
        ctx.say("保存并运行测试"), type="primary", key="pack_save", disabled=now == text
    ):
        made = tried(ctx, lambda: packs.save(row.digest, name, now))
        if made is not None:
            ui_state.put_place("pack", made)
            ui_state.tell(ctx.say("已保存。"))
        st.rerun()


def _draw_check(ctx: Ctx, check: PackCheck) -> None:
    markup.heading(ctx.say("自带测试"))
    failed = len(check.tests_failed)
    if check.faults:
        markup.notice("bad", ctx.say("文件有错误，测试没有运行。"))
    elif failed:
        markup.notice("bad", ctx.say("{count} 个测试没有通过：", count=failed))
        markup.lines((ctx.text(one), "") for one in check.tests_failed)
    else:
        markup.notice(
            "good", ctx.say("{count} 个测试全部通过。", count=check.tests_run)
        )
    markup.heading(ctx.say("与现行标准的不同"))
    if check.changes:
        markup.lines((ctx.text(change), "") for change in check.changes)
    else:
        markup.quiet(ctx.say("没有不同。"))


def _draw_publishing(ctx: Ctx, packs: Packs, row: PackRow, *, check: PackCheck) -> None:
    is_sound = not check.faults and not check.tests_failed
    if row.state == "draft" and may(ctx.actor, Permission.EDIT_PACKS):
        markup.heading(ctx.say("提请批准"))
        given = st.text_input(
            ctx.say("生效日（年-月-日）"), value=f"{row.year + 1}-01-01", key="pack_day"
        )
        if st.button(ctx.say("提请批准"), key="pack_propose", disabled=not is_sound):
            _propose(ctx, packs, row, given=given)
    if row.state == "proposed" and may(ctx.actor, Permission.APPROVE_PACKS):
        markup.heading(ctx.say("批准"))
        markup.quiet(ctx.say("由编制人以外的另一人批准，到生效日起用于新的提交。"))
        if st.button(ctx.say("批准"), type="primary", key="pack_approve"):
            if was_done(ctx, partial(packs.approve, row.digest)):
                ui_state.tell(ctx.say("已批准。"))
            st.rerun()


def _propose(ctx: Ctx, packs: Packs, row: PackRow, *, given: str) -> None:
    try:
        day = dt.date.fromisoformat(given.strip())
    except ValueError:
        ui_state.tell(ctx.say("生效日请写成 2022-01-01 这样的日期。"), "bad")
        st.rerun()
    if was_done(ctx, partial(packs.propose, row.digest, day)):
        ui_state.tell(ctx.say("已提请批准，由另一人批准后生效。"))
    st.rerun()
