"""The heart of the desk: pages, the page with its boxes, and what is said of it.

One component of our own, so that going from page to page and from finding to box needs
no answer of the server. What somebody does is reported in ``acts``, each with its own
id and again until the server has said that it is kept; nothing gets lost when one types
fast, and nothing happens twice.
"""

from collections.abc import Callable

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.widgets._component import component
from reviewer_app.widgets.page_viewer.shown import Viewed, as_data

KEY = "page_viewer"

Answer = Callable[[dict[str, object]], None]
"""Does one act of the person at the desk."""


def draw(ctx: Ctx, viewed: Viewed, answer: Answer) -> None:
    """Draw the reading desk; ``answer`` is called once for each act."""
    component("page_viewer")(
        key=KEY,
        data=as_data(ctx, viewed, done=ui_state.acts_kept()),
        on_acts_change=lambda: _answer_new(answer),
    )


def _answer_new(answer: Answer) -> None:
    reported = ui_state.happened(KEY, "acts") or {}
    acts = reported.get("acts")
    for act in acts if isinstance(acts, list) else ():
        if act["id"] not in ui_state.acts_kept():
            answer(act)
            ui_state.keep_act(act["id"])
