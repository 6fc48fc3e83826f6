"""Have an act done, and say in one sentence what came of it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from reviewer_app import ui_state
from reviewer_app.context import C, Ctx, R, Verb
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.desk import Command


def attempt(ctx: Ctx, verb: Verb[C, R], command: C) -> R | None:
    """Do it; where it is refused, tell the reason at the next drawing.

    A verb that returns nothing returns None here either way: use ``succeeds``.
    """
    return tried(ctx, lambda: ctx.act(verb, _named(command)))


def succeeds(ctx: Ctx, verb: Verb[C, R], command: C) -> bool:
    """Do it, and tell whether it was done; the reason of a refusal is shown."""
    done = tried(ctx, lambda: (ctx.act(verb, _named(command)), True))
    return done is not None


def tried(ctx: Ctx, doing: Callable[[], R]) -> R | None:
    """Do something that may be refused; None where it was, and the reason is told."""
    try:
        return doing()
    except RefusedError as refused:
        ui_state.tell(ctx.text(refused.reason), "bad")
        return None


def was_done(ctx: Ctx, doing: Callable[[], object]) -> bool:
    """Do something that may be refused, and tell whether it was done."""
    return tried(ctx, lambda: (doing(), True)) is not None


def _named(command: C) -> C:
    if isinstance(command, Command) and not command.command_id:
        return replace(command, command_id=str(uuid4()))
    return command
