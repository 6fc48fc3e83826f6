"""Findings of the round before: what the company answered, what became of each."""

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import DossierView, PreviousRow
from reviewer_app.domain.answers import ANSWER_NAMES, NO_ANSWER, PREVIOUS_NAMES
from reviewer_app.domain.attempts import Act
from reviewer_app.services.review import SettlePrevious, settle_previous
from reviewer_app.widgets import markup
from reviewer_app.widgets.acting import succeeds
from reviewer_app.widgets.table import Chip, Column, RowAct, Table, TableRow

BECAME: dict[str, tuple[str, str]] = {
    "gone": ("good", "机器未再发现"),
    "stands": ("bad", "机器仍发现"),
    "unsure": ("look", "请人工核对"),
}
TONES: dict[str, str] = {"settled": "good", "stands": "bad", "upheld": "off"}
"""Colours of what a reviewer says of it."""


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
    answer = ctx.text(ANSWER_NAMES.get(row.answer, NO_ANSWER))
    said = f"{answer}：{row.words}" if row.words else answer
    tone, became = BECAME[row.became]
    verdict = PREVIOUS_NAMES.get(row.verdict)
    acts = [
        RowAct(name, ctx.text(words))
        for name, words in PREVIOUS_NAMES.items()
        if may_settle and name != row.verdict
    ]
    return TableRow(
        row.finding_id,
        (
            f"{ctx.text(row.message)}（{place}）" if place else ctx.text(row.message),
            said,
            Chip(tone, ctx.say(became)),
            Chip(TONES[row.verdict], ctx.text(verdict)) if verdict else "",
        ),
        acts=acts,
        opens=bool(row.item),
    )
