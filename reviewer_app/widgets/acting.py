"""Have an act done, and say in one sentence what came of it."""

from reviewer_app import ui_state
from reviewer_app.context import C, Ctx, R, Verb
from reviewer_app.domain.refusal import RefusedError


def attempt(ctx: Ctx, verb: Verb[C, R], command: C) -> R | None:
    """Do it; where it is refused, tell the reason at the next drawing.

    A verb that returns nothing returns None here either way: use ``succeeds``.
    """
    try:
        return ctx.act(verb, command)
    except RefusedError as refused:
        ui_state.tell(ctx.text(refused.reason), "bad")
        return None


def succeeds(ctx: Ctx, verb: Verb[C, R], command: C) -> bool:
    """Do it, and tell whether it was done; the reason of a refusal is shown."""
    try:
        ctx.act(verb, command)
    except RefusedError as refused:
        ui_state.tell(ctx.text(refused.reason), "bad")
        return False
    return True
