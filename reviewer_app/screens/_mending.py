"""「一键修复」 of one file: before and after, page by page, and then one's choice."""

import streamlit as st

from checker.model.mending import MendWishes
from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView, DrawerFile, MendView
from reviewer_app.services.mending import AdoptMended, adopt_mended
from reviewer_app.widgets import markup, mended_pages
from reviewer_app.widgets.acting import succeeds, tried

_TURNS = (90, 180, 270)


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw the panel of the file that is being mended, in a place of its own."""
    with st.container(key="mending"):
        file_id = ui_state.draft("mending")
        file = _file(view, int(file_id)) if file_id else None
        if file is not None and ctx.mender is not None and view.can_edit:
            _draw_panel(ctx, view, file)


def _file(view: AssessmentView, file_id: int) -> DrawerFile | None:
    files = [one for item in view.items for one in item.files]
    files += [one for person in view.people for one in person.files]
    return next((one for one in files if one.file_id == file_id), None)


def _draw_panel(ctx: Ctx, view: AssessmentView, file: DrawerFile) -> None:
    markup.heading(ctx.say("修复：{name}", name=file.name))
    made = ui_state.mended(file.file_id)
    if made is None:
        with st.spinner(ctx.say("正在修复，请稍候")):
            made = tried(ctx, lambda: _certain(ctx, view, file))
        if made is None:
            _stop()
            return
        ui_state.put_mended(file.file_id, made)
    _draw_result(ctx, view, made)
    _draw_by_hand(ctx, view, file)


def _certain(ctx: Ctx, view: AssessmentView, file: DrawerFile) -> MendView | None:
    if ctx.mender is None:
        return None
    return ctx.mender.certain(view.case_id, file.file_id)


def _draw_result(ctx: Ctx, view: AssessmentView, made: MendView) -> None:
    if not made.files:
        markup.quiet(ctx.say("没有可以确定修复的页面；可在下面手工指定，或重新扫描。"))
    markup.lines(
        (ctx.say("第 {page} 页", page=one.page_no), ctx.text(one.why))
        for one in made.notes
    )
    if made.files:
        mended_pages.draw(ctx, view.case_id, made)
    with st.container(horizontal=True):
        takes = made.files and st.button(
            ctx.say("采用修复后的文件"), type="primary", key="mend_adopt"
        )
        if st.button(ctx.say("不修复"), key="mend_stop"):
            _stop()
    if takes:
        command = AdoptMended(
            case_id=view.case_id,
            file_id=made.file_id,
            mended=tuple(one.file_id for one in made.files),
        )
        if succeeds(ctx, adopt_mended, command):
            ui_state.tell(ctx.say("已采用修复后的文件，原文件已留存。"))
        _stop()


def _draw_by_hand(ctx: Ctx, view: AssessmentView, file: DrawerFile) -> None:
    pages = list(range(1, (file.page_count or 1) + 1))
    with (
        st.expander(ctx.say("手工指定：旋转、删除、调整页序、拆分")),
        st.form("by_hand"),
    ):
        one, two = st.columns(2)
        turned = one.multiselect(ctx.say("旋转哪几页"), pages, key="hand_turned")
        degrees = two.selectbox(ctx.say("顺时针旋转（度）"), _TURNS, key="hand_degrees")
        dropped = one.multiselect(ctx.say("删除哪几页"), pages, key="hand_dropped")
        split = two.multiselect(ctx.say("在哪几页之后拆分"), pages, key="hand_split")
        order = st.text_input(
            ctx.say("新的页序，如 3,1,2（不填表示不变）"), key="hand_order"
        )
        if not st.form_submit_button(ctx.say("预览")):
            return
    wishes = MendWishes(
        turns=dict.fromkeys(turned, int(degrees)),
        drop=tuple(dropped),
        order=tuple(
            int(p) for p in order.replace("，", ",").split(",") if p.strip().isdigit()
        ),
        split_after=tuple(split),
    )
    if wishes.is_empty or ctx.mender is None:
        return
    mender = ctx.mender
    made = tried(ctx, lambda: mender.wished(view.case_id, file.file_id, wishes))
    if made is not None:
        ui_state.put_mended(file.file_id, made)
    st.rerun()


def _stop() -> None:
    ui_state.drop_draft("mending")
    ui_state.drop_mended()
    st.rerun()
