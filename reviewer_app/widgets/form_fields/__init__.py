"""Fields of a form that are saved as one types, by a route of our own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.domain.form import Field, fault_of
from reviewer_app.widgets._component import component


@dataclass(frozen=True, slots=True)
class Part:
    """Which fields are drawn: of a case's form, and whether they may be edited.

    A new ``section`` is drawn anew, the same one stays as it is typed in; another
    ``stamp`` draws the fields anew, with the values that are kept.
    """

    case_id: int
    section: str
    is_open: bool
    stamp: str = ""


def draw(
    ctx: Ctx, fields: Sequence[Field], values: Mapping[str, str], *, part: Part
) -> bool:
    """Draw fields in their order; tells whether something was saved just now."""
    key = f"form_{part.section}"
    component("form_fields")(
        key=key,
        data={
            "case": part.case_id,
            "section": part.section,
            "stamp": part.stamp,
            "url": f"/form/{part.case_id}",
            "language": ctx.language,
            "readonly": not part.is_open,
            "fields": [_field(ctx, one, values.get(one.name, "")) for one in fields],
            "words": _words(ctx),
        },
        on_saved_change=lambda: None,
    )
    return ui_state.happened(key, "saved") is not None


def _words(ctx: Ctx) -> dict[str, str]:
    return {
        "choose": ctx.say("请选择"),
        "saving": ctx.say("正在保存…"),
        "saved": ctx.say("已自动保存 {at}", at="{at}"),
        "offline": ctx.say("网络中断，内容已留在本机，恢复后自动保存。"),
        "failed": ctx.say("没有保存成功，请稍后再试。"),
        "required": ctx.say("请填写这一项"),
        "keep_mine": ctx.say("用我填的"),
        "take_theirs": ctx.say("用另一窗口的"),
    }


def _field(ctx: Ctx, field: Field, value: str) -> dict[str, object]:
    fault = fault_of(field.name, value)
    choices = None
    if field.choices is not None:
        choices = [
            {"id": name, "words": ctx.text(words)}
            for name, words in field.choices.items()
        ]
    return {
        "name": field.name,
        "label": ctx.text(field.label),
        "kind": field.kind.value,
        "required": field.is_required,
        "fixed": field.is_fixed,
        "value": value,
        "fault": "" if fault is None else ctx.text(fault),
        "hint": "" if field.hint is None else ctx.text(field.hint),
        "choices": choices,
    }
