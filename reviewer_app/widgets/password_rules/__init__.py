"""The rules of a password under its field, each ticked off while one types.

It only helps: what counts is what ``services.accounts`` says.
"""

from reviewer_app.context import Ctx
from reviewer_app.services.accounts import (
    COMMON_PASSWORDS,
    FEWEST_LETTERS,
    PASSWORD_RULES,
    SHORTEST,
)
from reviewer_app.widgets._component import component


def draw(ctx: Ctx, *, password: str, account: str) -> None:
    """Draw the rules; both fields are told by their keys."""
    component("password_rules")(
        key="password_rules",
        height="content",
        data={
            "password": f".st-key-{password} input",
            "account": f".st-key-{account} input",
            "rules": [ctx.text(rule) for rule in PASSWORD_RULES],
            "shortest": SHORTEST,
            "letters": FEWEST_LETTERS,
            "common": sorted(COMMON_PASSWORDS),
            "met": ctx.say("已满足"),
        },
    )
