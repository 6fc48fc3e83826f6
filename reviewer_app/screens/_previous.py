"""Findings of the round before: what the company answered, what became of each."""

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import DossierView, PreviousRow
from reviewer_app.domain.attempts import Act
from reviewer_app.services.review import SettlePrevious, settle_previous
from reviewer_app.widgets import markup
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.table import Chip, Column, RowAct, Table, TableRow

ANSWERS: dict[str, str] = {
    "fixed": "已更换或补传",
    "changed": "已修改信息",
    "disagrees": "有异议",
    "": "未答复",
}
BECAME: dict[str, tuple[str, str]] = {
    "gone": ("good", "机器未再发现"),
    "stands": ("bad", "机器仍发现"),
    "unsure": ("look", "请人工核对"),
}
VERDICTS: dict[str, tuple[str, str]] = {
    "settled": ("good", "已整改"),
    "stands": ("bad", "仍存在"),
    "upheld": ("off", "异议成立"),
}
"""What a reviewer says of it, with the tone of the word."""


def draw(ctx: Ctx, view: DossierView) -> str:
    """Draw them; returns the item of the one just opened, or nothing."""
    markup.heading(ctx.say("上一轮问题与答复"))
    columns = (
        Column(ctx.say("问题")),
        Column(ctx.say("企业答复")),
        Column(ctx.say("机器核对"), width="120px"),
        Column(ctx.say("认定"), width="100px"),
    )
    may_settle = Act.DECIDE in view.allowed
    rows = [_row(ctx, one, may_settle=may_settle) for one in view.previous]
    done = Table(ctx.say("上一轮问题与答复"), columns, rows).draw("previous")
    if done is None:
        return ""
    if done.act == "open":
        found = next(one for one in view.previous if one.finding_id == done.row)
        return found.item or ""
    command = SettlePrevious(
        case_id=view.case.case_id, finding_id=done.row, verdict=done.act
    )
    if succeeds(ctx, settle_previous, command):
        ui_state.tell(ctx.say("已记下。"))
    return REDRAW


REDRAW = "redraw"
"""Returned where something was said: the screen has to be drawn again."""


def _row(ctx: Ctx, row: PreviousRow, *, may_settle: bool) -> TableRow:
    place = " · ".join(part for part in (row.item or "", row.place) if part)
    answer = ctx.say(ANSWERS[row.answer])
    said = f"{answer}：{row.words}" if row.words else answer
    tone, became = BECAME[row.became]
    verdict = VERDICTS.get(row.verdict)
    acts = [
        RowAct(name, ctx.say(words))
        for name, (_, words) in VERDICTS.items()
        if may_settle and name != row.verdict
    ]
    return TableRow(
        row.finding_id,
        (
            f"{ctx.text(row.message)}（{place}）" if place else ctx.text(row.message),
            said,
            Chip(tone, ctx.say(became)),
            Chip(verdict[0], ctx.say(verdict[1])) if verdict else "",
        ),
        acts=acts,
        opens=bool(row.item),
    )
