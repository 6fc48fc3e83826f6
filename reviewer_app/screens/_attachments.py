"""10 「附件列表」: the items, their files, and what was found in each."""

from reviewer_app.context import Ctx
from reviewer_app.context.filing_rows import AssessmentView, ItemRow
from reviewer_app.screens import _drawer_acts, _mending, _waiting
from reviewer_app.widgets import markup, rail
from reviewer_app.widgets.drawer import Drawer, Row


def stop(ctx: Ctx, view: AssessmentView) -> rail.Stop:
    """Return the section's place on the rail."""
    done = sum(1 for one in view.items if one.status != "absent")
    bad = sum(1 for one in view.items if one.status == "fail")
    tone = "good" if done == len(view.items) else "none"
    said = ctx.say("附件 {done}/{asked}", done=done, asked=len(view.items))
    if bad or view.loose:
        tone, said = "bad", ctx.say("{count} 项需要处理", count=bad + len(view.loose))
    elif any(one.status == "checking" for one in view.items):
        tone, said = "wait", ctx.say("检查中")
    return rail.Stop("10", "10", ctx.say("附件列表"), tone, said)


def draw(ctx: Ctx, view: AssessmentView) -> None:
    """Draw the list."""
    markup.heading(ctx.say("10 附件列表"))
    _waiting.draw(ctx, view)
    _mending.draw(ctx, view)
    rows = [_row(ctx, view, one) for one in view.items]
    if view.loose:
        rows.insert(0, _loose(ctx, view))
    drawer = Drawer(view.case_id, rows, view.can_edit, view.items, takes_any=True)
    _drawer_acts.do(ctx, view, drawer.draw(ctx, "attachments"))


def _row(ctx: Ctx, view: AssessmentView, item: ItemRow) -> Row:
    return Row(
        f"item-{item.code}",
        item.code,
        ctx.text(item.title),
        item.status,
        item.files,
        item.findings if item.files else (),
        tags=tuple(ctx.text(tag).format(year=view.year) for tag in item.tags),
        item=item.code,
        absent=item.reason_absent if item.may_be_absent else None,
    )


def _loose(ctx: Ctx, view: AssessmentView) -> Row:
    return Row(
        "loose",
        "?",
        ctx.say("没有归类的文件：请选择属于哪一项"),
        "fail",
        view.loose,
        (),
    )
