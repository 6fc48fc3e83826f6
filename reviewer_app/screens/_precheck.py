"""「预审结果」: the suggested grade, how it came about, and what to do about it."""

from collections.abc import Iterable

import streamlit as st

from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import FindingRow
from reviewer_app.context.filing_rows import AssessmentView, is_error
from reviewer_app.screens import _filing, _waiting
from reviewer_app.widgets import markup, rail, words


def stop(ctx: Ctx, view: AssessmentView) -> rail.Stop:
    """Return the section's place on the rail."""
    tone, said = {
        "none": ("none", ""),
        "checking": ("wait", ctx.say("检查中")),
        "failed": ("hint", ctx.say("检查没有完成")),
    }.get(view.check.status, ("good", ctx.say("没有发现问题")))
    if view.check.status == "ready" and view.faults():
        tone, said = "bad", ctx.say("{count} 处问题", count=len(view.faults()))
    return rail.Stop("precheck", "", ctx.say("预审结果"), tone, said)


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw the result; it looks after itself while the check runs."""
    markup.heading(ctx.say("预审结果"))
    _waiting.draw(ctx, view)
    if view.check.status == "none":
        markup.empty(
            ctx.say("还没有可以检查的文件"), ctx.say("上传附件后，这里会给出预审结果。")
        )
    elif view.suggestion.lines:
        _draw_grade(ctx, view)
        _draw_papers(ctx, view)
        _draw_findings(ctx, view)


def _draw_grade(ctx: Ctx, view: AssessmentView) -> None:
    chip = words.grade_chip(ctx, view.suggestion.grade)
    unknowns = sum(1 for one in view.findings if one.outcome == "unknown")
    markup.figures(
        (
            (ctx.say("系统建议等级（非审核结论）"), chip.words),
            (ctx.say("需更换或补传"), str(len(view.faults()))),
            (ctx.say("请核对"), str(unknowns)),
        )
    )
    markup.quiet(
        ctx.say(
            "最终等级由审核单位认定。检查时间 {at}，考核标准指纹 {pack}。",
            at=words.minute(view.check.checked_at),
            pack=view.check.pack[:12],
        )
    )
    with st.expander(ctx.say("建议是怎么得出的")):
        for line in view.suggestion.lines:
            markup.quiet(ctx.text(line))
    if view.way_up:
        markup.heading(ctx.say("最省事的改进办法"))
        head, *steps = (ctx.text(one) for one in view.way_up)
        markup.quiet(head)
        markup.lines((step, "") for step in steps)


def _draw_papers(ctx: Ctx, view: AssessmentView) -> None:
    base = f"/precheck/{view.case_id}"
    links = (
        (ctx.say("下载报告 PDF"), f"{base}/report.pdf"),
        (ctx.say("下载报告 HTML"), f"{base}/report.html"),
        (ctx.say("下载报告 XLSX"), f"{base}/report.xlsx"),
        (ctx.say("补拍清单（可打印）"), f"{base}/reshoot.pdf"),
    )
    markup.links(links)


def _draw_findings(ctx: Ctx, view: AssessmentView) -> None:
    faults = [one for one in view.findings if is_error(one)]
    hints = [
        one for one in view.findings if one.outcome == "fail" and not is_error(one)
    ]
    doubts = [one for one in view.findings if one.outcome == "unknown"]
    for title, group in (
        (ctx.say("需更换或补传"), faults),
        (ctx.say("请核对：机器不能确定"), doubts),
        (ctx.say("提示：不影响等级"), [one for one in hints if one.severity != "info"]),
    ):
        if group:
            markup.heading(f"{title}（{len(group)}）")
            _draw_group(ctx, group)


def _draw_group(ctx: Ctx, group: Iterable[FindingRow]) -> None:
    for one in sorted(
        group, key=lambda f: (f.item or "99", f.document or "", f.page_no or 0)
    ):
        tone = (
            "bad" if is_error(one) else "look" if one.outcome == "unknown" else "hint"
        )
        markup.finding(
            tone,
            ctx.text(one.message),
            ctx.text(one.remedy),
            place=_filing.place_of(ctx, one),
        )
