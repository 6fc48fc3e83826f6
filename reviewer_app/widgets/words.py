"""Names and tones of states, grades and items, as every screen shows them."""

import datetime as dt

from checker.model.grade import GRADE_NAMES, Grade
from reviewer_app.context import Ctx
from reviewer_app.domain.people import Role
from reviewer_app.domain.states import STATE_NAMES, State, state_name
from reviewer_app.theme import ITEM_WORDS
from reviewer_app.widgets.table import Chip

STATE_TONES: dict[State, str] = {
    State.DRAFT: "none",
    State.SUBMITTED: "none",
    State.IN_REVIEW: "accent",
    State.TO_ACCEPT: "look",
    State.RETURNED: "bad",
    State.QUALIFIED: "good",
    State.CLOSED: "off",
    State.DELETED: "off",
}
"""Colours of states."""

GRADE_TONES: dict[Grade | None, str] = {
    Grade.QUALIFIED: "good",
    Grade.BASICALLY_QUALIFIED: "hint",
    Grade.UNQUALIFIED: "bad",
    None: "look",
}
"""Colours of grades."""


def state_chip(ctx: Ctx, state: State) -> Chip:
    """Return a state as a word with its colour."""
    if state is State.QUALIFIED:
        return Chip("good", ctx.text(STATE_NAMES[state]))
    of_company = ctx.actor.role is Role.COMPANY
    return Chip(STATE_TONES[state], ctx.text(state_name(state, of_company=of_company)))


def grade_chip(ctx: Ctx, grade: Grade | None) -> Chip:
    """Return a grade, or that none can be suggested."""
    if grade is None:
        return Chip("look", ctx.say("无法建议"))
    return Chip(GRADE_TONES[grade], ctx.text(GRADE_NAMES[grade]))


def item_chip(ctx: Ctx, status: str) -> Chip:
    """Return an item's status as a word with its colour."""
    tone, words = ITEM_WORDS[status]
    return Chip(tone, ctx.text(words))


def day(moment: dt.datetime | dt.date | None) -> str:
    """Return an ISO day, or nothing."""
    return "" if moment is None else moment.strftime("%Y-%m-%d")


def minute(moment: dt.datetime | None) -> str:
    """Return day and minute, in the time zone of the machine."""
    return "" if moment is None else moment.astimezone().strftime("%Y-%m-%d %H:%M")


def since(ctx: Ctx, moment: dt.datetime | None, now: dt.datetime) -> str:
    """Return how long ago something was, in the largest unit that fits."""
    if moment is None:
        return ""
    seconds = max((now - moment).total_seconds(), 0)
    if seconds < 5400:  # noqa: PLR2004 - an hour and a half, then whole hours
        return ctx.say("{count} 分钟", count=max(int(seconds // 60), 1))
    if seconds < 2 * 86400:
        return ctx.say("{count} 小时", count=round(seconds / 3600))
    return ctx.say("{count} 天", count=int(seconds // 86400))
