"""Import 「导入案卷」: a zip or a folder on the server; look, confirm, done."""

from dataclasses import replace

import streamlit as st

from reviewer_app import ui_state
from reviewer_app.context import Ctx, Screen
from reviewer_app.context.office_rows import ImportPlan
from reviewer_app.domain.permissions import Permission
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.widgets import browser, markup, upload
from reviewer_app.widgets.acting import tried
from reviewer_app.widgets.table import Chip, Column, Table, TableRow

_DRAFT = "import_source"
_KIB = 1024


def render(ctx: Ctx) -> None:
    """Draw the import."""
    markup.title(ctx.say("导入案卷"))
    source = ui_state.draft(_DRAFT)
    plan = _look(ctx, source) if source else None
    if plan is None:
        _draw_choice(ctx)
    else:
        _draw_plan(ctx, plan)
    browser.listen(ctx, {"i": "import_now"})


def _look(ctx: Ctx, source: str) -> ImportPlan | None:
    if ctx.intake is None:
        return None
    try:
        return ctx.intake.look_into(source)
    except RefusedError as refused:
        ui_state.drop_draft(_DRAFT)
        markup.notice("bad", ctx.text(refused.reason))
        return None


def _draw_choice(ctx: Ctx) -> None:
    with st.container(width=720):
        markup.quiet(
            ctx.say(
                "一份案卷一个 ZIP，或服务器上的一个文件夹。先查看内容，确认后才导入。"
            )
        )
        source = upload.draw(
            ctx,
            key="import_upload",
            accept=".zip",
            hint=ctx.say("选择或拖入一个 ZIP 文件"),
        )
        with st.form("import_folder"):
            folder = st.text_input(
                ctx.say("服务器文件夹"),
                key="import_path",
                placeholder=ctx.say("例如 2021/山东样本建筑安装有限公司"),
            )
            if st.form_submit_button(ctx.say("查看")) and folder.strip():
                source = f"folder:{folder.strip()}"
        if source:
            ui_state.put_draft(_DRAFT, source)
            st.rerun()


def _draw_plan(ctx: Ctx, plan: ImportPlan) -> None:
    if plan.refused is not None:
        markup.notice("bad", ctx.text(plan.refused))
    with st.form("import_plan"):
        left, middle, right = st.columns([3, 2, 1])
        company = left.text_input(ctx.say("企业名称"), value=plan.company)
        code = middle.text_input(
            ctx.say("统一社会信用代码"), value=plan.credit_code or ""
        )
        year = right.text_input(ctx.say("年度"), value=str(plan.year))
        markup.quiet(
            ctx.say(
                "第 {round} 轮，共 {count} 个文件。",
                round=plan.round_no,
                count=len(plan.files),
            )
        )
        with st.container(horizontal=True):
            is_wanted = st.form_submit_button(
                ctx.say("导入"),
                type="primary",
                key="import_now",
                disabled=plan.refused is not None,
            )
            is_dropped = st.form_submit_button(ctx.say("取消"), key="import_drop")
    _draw_files(ctx, plan)
    if is_dropped:
        ui_state.drop_draft(_DRAFT)
        st.rerun()
    if is_wanted:
        _import(ctx, plan, (company, code, year))


def _import(ctx: Ctx, plan: ImportPlan, given: tuple[str, str, str]) -> None:
    company, code, year = given
    if not year.strip().isdigit():
        ui_state.tell(ctx.say("年度请写成四位数字，例如 2021。"), "bad")
        st.rerun()
    agreed = replace(
        plan, company=company.strip(), credit_code=code.strip(), year=int(year)
    )
    intake = ctx.intake
    case_id = tried(ctx, lambda: intake.bring_in(agreed)) if intake else None
    if case_id is not None:
        ui_state.drop_draft(_DRAFT)
        ui_state.tell(
            ctx.say("{company} 已导入，正在检查。可以离开这个页面。", company=company)
        )
        ctx.go("queue")
    st.rerun()


def _draw_files(ctx: Ctx, plan: ImportPlan) -> None:
    rows = []
    for file in plan.files:
        if file.refused is not None:
            chip = Chip("bad", ctx.say("未收"), ctx.text(file.refused))
        elif file.item is None:
            chip = Chip("look", ctx.say("待归类"))
        else:
            chip = Chip("good", ctx.say("已归类"))
        size = f"{max(file.size_bytes // _KIB, 1):,} KB"
        rows.append(TableRow(file.path, (file.path, file.item or "", size, chip)))
    Table(
        ctx.say("文件"),
        (
            Column(ctx.say("文件")),
            Column(ctx.say("项目"), "fix"),
            Column(ctx.say("大小"), "right"),
            Column(ctx.say("归类")),
        ),
        rows,
    ).draw("import_files")


SCREEN = Screen("导入案卷", "import", Permission.IMPORT_CASES, render, order=15)
