"""What all parts of an assessment's screen share: loading, and the next step."""

from dataclasses import dataclass

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import FindingRow
from reviewer_app.context.filing_rows import (
    AssessmentRow,
    AssessmentView,
    ItemRow,
)
from reviewer_app.domain.filing import RECTIFICATION
from reviewer_app.domain.form import SECTIONS
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State
from reviewer_app.widgets import markup


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: a sentence, and the section where it is done."""

    words: str
    label: str
    section: str


def load(ctx: Ctx) -> AssessmentView | None:
    """Return the assessment in the address; None where there is none to show."""
    case_id = ui_state.case_id()
    if case_id is None or ctx.filings is None:
        _nothing(ctx)
        return None
    try:
        view = ctx.filings.whole(case_id)
    except RefusedError:
        _nothing(ctx)
        return None
    ui_state.show_case_in_address(case_id)
    return view


def _nothing(ctx: Ctx) -> None:
    markup.empty(
        ctx.say("没有找到这份记录"),
        ctx.say("它可能已删除，或不属于本单位。请从“安许证动态考核”列表打开。"),
    )


def place_of(ctx: Ctx, finding: FindingRow) -> str:
    """Return where a finding is: item, file, page, as far as they are known."""
    parts = (
        ctx.say("第 {item} 项", item=finding.item) if finding.item else "",
        (finding.document or "").rpartition("/")[2],
        ctx.say("第 {page} 页", page=finding.page_no) if finding.page_no else "",
    )
    return " · ".join(part for part in parts if part)


def open_items(view: AssessmentView) -> tuple[ItemRow, ...]:
    """Return the items that have neither a file nor a reason why they do not apply."""
    return tuple(one for one in view.items if one.status == "absent")


def unanswered(view: AssessmentView) -> int:
    """Return how many findings of the letter have no answer."""
    return sum(1 for one in view.answers if one.answer is None)


def lacks_rectification(view: AssessmentView) -> bool:
    """Tell whether item 20 is asked for and not there."""
    return any(one.code == RECTIFICATION and not one.files for one in view.items)


def next_step(ctx: Ctx, view: AssessmentView) -> Step:
    """Return the one thing to do next."""
    if view.state is State.RETURNED:
        left = unanswered(view)
        words = ctx.say("还有 {count} 条需要答复", count=left)
        return Step(words, ctx.say("去整改"), "rectify")
    if not view.can_edit:
        return Step(ctx.say("等待审核"), ctx.say("查看"), "submit")
    if view.missing:
        words = ctx.say("还有 {count} 个必填项没有填好", count=len(view.missing))
        return Step(words, ctx.say("继续填写"), section_of(view.missing[0]))
    return _step_with_files(ctx, view)


def _step_with_files(ctx: Ctx, view: AssessmentView) -> Step:
    if open_items(view):
        words = ctx.say("还有 {count} 项附件没有上传", count=len(open_items(view)))
        return Step(words, ctx.say("上传附件"), "10")
    if view.faults():
        words = ctx.say("{count} 处问题需要更换或补传", count=len(view.faults()))
        return Step(words, ctx.say("看预审结果"), "precheck")
    return Step(ctx.say("材料已齐，可以提交"), ctx.say("去提交"), "submit")


def section_of(field: str) -> str:
    """Return the section in which a field stands."""
    for section in SECTIONS:
        if any(one.name == field for one in section.fields):
            return section.number
    return SECTIONS[0].number


def progress_words(ctx: Ctx, row: AssessmentRow) -> str:
    """Return how far an assessment is, in a line; faults while they can be mended."""
    said = [ctx.say("附件 {done}/{asked}", done=row.done, asked=row.asked)]
    if not row.can_edit:
        return said[0]
    if row.faults:
        said.append(ctx.say("{count} 处需更换或补传", count=row.faults))
    if row.unknowns:
        said.append(ctx.say("{count} 处待人工核对", count=row.unknowns))
    return "，".join(said)
