"""The rail at the left of an assessment: sections, each with a sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.theme import SIGNS
from reviewer_app.widgets._component import component


@dataclass(frozen=True, slots=True)
class Stop:
    """A section: ``tone`` is a name in ``theme.SIGNS``, ``words`` say what it means."""

    id: str
    number: str
    title: str
    tone: str
    words: str


def draw(ctx: Ctx, stops: Sequence[Stop], here: str) -> str:
    """Draw the rail; returns the section just opened, or nothing."""
    component("rail")(
        key="rail",
        data={
            "here": here,
            "label": ctx.say("填报步骤"),
            "sections": [
                {
                    "id": one.id,
                    "number": one.number,
                    "title": one.title,
                    "tone": one.tone,
                    "sign": SIGNS[one.tone],
                    "words": one.words,
                }
                for one in stops
            ],
        },
        on_act_change=lambda: None,
    )
    done = ui_state.happened_once("rail", "act")
    return "" if done is None else str(done["open"])
