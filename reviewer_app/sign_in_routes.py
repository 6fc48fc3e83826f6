"""The way to the identity provider and back, which ends in a session of our own."""

import asyncio
import hmac
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reviewer_app.domain.identity import refusal
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.identity_provider import Asked, Provider
from reviewer_app.services.desk import Desk
from reviewer_app.services.identities import SignIn, sign_in

BEGIN, BACK = "/oidc/begin", "/oidc/back"
COOKIE = "signing_in"
_LASTS_S = 600
"""A person types a password, and perhaps a second factor, within ten minutes."""

_SECRET_BYTES = 32
"""256 bits, and 43 characters, the fewest that a verifier may have. Source: RFC 7636,
4.1."""

_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""Neither kept nor told further: secrets stand in these addresses."""


@dataclass(frozen=True, slots=True)
class SignInRoutes:
    """Answers browsers on their way to the provider and back."""

    desk: Desk
    provider: Provider
    is_secure: bool = False

    def all(self) -> list[Route]:
        """Return both routes with their answers."""
        return [Route(BEGIN, self.begin), Route(BACK, self.back)]

    async def begin(self, _request: Request) -> Response:
        """Send the browser to the provider, with the secrets of this try."""
        state, nonce, verifier = (
            secrets.token_urlsafe(_SECRET_BYTES) for _ in range(3)
        )
        asked = Asked(state, nonce, verifier)
        try:
            address = await asyncio.to_thread(self.provider.address, asked)
        except RefusedError as refused:
            return _send(f"/log_in?sign_in={refused.code}")
        response = _send(address)
        response.set_cookie(
            COOKIE,
            f"{state}.{nonce}.{verifier}",
            max_age=_LASTS_S,
            path=BACK,
            httponly=True,
            # Not strict: the provider's page, a foreign one, sends the browser back.
            samesite="lax",
            secure=self.is_secure,
        )
        return response

    async def back(self, request: Request) -> Response:
        """Let in whom the provider sent; the browser's secrets are used up."""
        try:
            ticket = await asyncio.to_thread(self._let_in, request)
            response = _send(f"/session/ticket/{ticket}")
        except RefusedError as refused:
            response = _send(f"/log_in?sign_in={refused.code}")
        response.delete_cookie(COOKIE, path=BACK)
        return response

    def _let_in(self, request: Request) -> str:
        asked = _asked(request)
        code = request.query_params.get("code")
        if "error" in request.query_params or not code:
            raise refusal("identity_denied")
        identity = self.provider.identity(code, asked)
        address = request.client.host if request.client else ""
        return sign_in(SignIn(identity, address), self.desk)


def _asked(request: Request) -> Asked:
    """Return the secrets that this browser was given, if this answer is to them."""
    kept = request.cookies.get(COOKIE, "").split(".")
    state = request.query_params.get("state", "")
    if len(kept) != 3 or not hmac.compare_digest(kept[0].encode(), state.encode()):  # noqa: PLR2004
        raise refusal("identity_failed")
    return Asked(*kept)


def _send(address: str) -> Response:
    return RedirectResponse(address, 303, headers=_HEADERS)
