"""A text of rules with line numbers, its faults at their lines."""

from collections.abc import Sequence

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.widgets._component import component


def draw(
    ctx: Ctx,
    file: str,
    text: str,
    *,
    faults: Sequence[tuple[int, str]],
    editable: bool,
) -> None:
    """Draw the editor of a file; ``text_of`` tells what it holds now.

    Args:
        ctx: for the language.
        file: names the text; another name begins anew.
        text: what it holds to begin with.
        faults: line from 1, and what is wrong there.
        editable: whether it may be changed.
    """
    component("yaml_editor")(
        key=f"yaml:{file}",
        data={
            "file": file,
            "text": text,
            "editable": editable,
            "faults": [{"line": line, "words": words} for line, words in faults],
            "words": {"line": ctx.say("第 {0} 行"), "label": file},
        },
        default={"text": text},
        on_text_change=lambda: None,
    )


def text_of(file: str, text: str) -> str:
    """Return what the editor of a file holds, or what it began with."""
    return ui_state.component_text(f"yaml:{file}", "text") or text
