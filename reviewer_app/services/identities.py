"""Logging in by the word of an identity provider; never makes a user."""

from dataclasses import dataclass

from reviewer_app.db import people as kept
from reviewer_app.db.log import Happening, write
from reviewer_app.domain.identity import Identity, refusal
from reviewer_app.services.accounts import TICKET_LASTS
from reviewer_app.services.desk import Desk

_LONGEST_ACCOUNT = 80
"""As the table of tries holds it."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom the provider sent; ``address`` is that of the browser."""

    identity: Identity
    address: str = ""


def sign_in(command: SignIn, desk: Desk) -> str:
    """Return a one-time ticket that the browser turns into a session.

    The role is the one that our administrator gave; the provider's word on it is not
    asked.

    Raises:
        RefusedError: ``identity_unknown``: no account here, or switched off.
    """
    identity = command.identity
    with desk.database.work() as tx:
        now = desk.clock.now()
        user = kept.find_user(tx, identity.account)
        if user and not (user.is_active and identity.is_account(user.account)):
            user = None
        tried = identity.account[:_LONGEST_ACCOUNT]
        succeeded = user is not None
        kept.note_attempt(tx, tried, command.address, at=now, succeeded=succeeded)
        if user is not None:
            details = {"issuer": identity.issuer, "subject": identity.subject}
            write(tx, user.actor, Happening("log_in", details=details), at=now)
            expires_at = now + TICKET_LASTS
            return kept.add_ticket(tx, user.id, "session", expires_at=expires_at)
    raise refusal("identity_unknown")
