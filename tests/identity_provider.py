"""A small identity provider for tests: OpenID Connect with RS256, on loopback only.

Whoever asks is signed in at once as ``who``; ``faults`` name what it does wrong.
"""

import hashlib
import secrets
import socket
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT_ID = "desk"
CLIENT_SECRET = "only for tests: nobody's"  # noqa: S105 - of nobody


@dataclass
class IdentityProvider:
    """Signs in ``who``; each member of ``faults`` is one thing done wrong."""

    issuer: str
    who: dict[str, object] = field(
        default_factory=lambda: {"sub": "4711", "preferred_username": "reviewer"}
    )
    faults: set[str] = field(default_factory=set)
    redirect: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048))

    def app(self) -> Starlette:
        """Return the provider's pages."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.describe),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
                Route("/userinfo", self.userinfo),
            ]
        )

    async def describe(self, _request: Request) -> Response:
        """Answer where everything is."""
        if "is ill" in self.faults:
            return Response(status_code=503)
        base = self.issuer
        about: dict[str, object] = {
            "issuer": "http://elsewhere" if "another issuer" in self.faults else base,
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "jwks_uri": f"{base}/keys",
            "userinfo_endpoint": f"{base}/userinfo",
        }
        if "wants post" in self.faults:
            about["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
        if "open door" in self.faults:
            about["jwks_uri"] = "http://192.0.2.1/keys"
        return JSONResponse(["?"] if "no object" in self.faults else about)

    async def authorize(self, request: Request) -> Response:
        """Sign in whoever asks, and send the browser back."""
        asked = dict(request.query_params)
        right = asked["client_id"] == CLIENT_ID and "openid" in asked["scope"].split()
        if not right or asked["redirect_uri"] != self.redirect:
            return Response("unknown client", 400)
        if "denies" in self.faults:
            answer = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked
            answer = {"code": code, "state": asked["state"]}
        return RedirectResponse(f"{self.redirect}?{urlencode(answer)}", 303)

    async def token(self, request: Request) -> Response:
        """Exchange a code, once, for a signed word on who it is."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or not self._is_client(request, form):
            return JSONResponse({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (challenge, "S256") != (
            asked["code_challenge"],
            asked["code_challenge_method"],
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        answer = {"access_token": "a", "token_type": "Bearer", "expires_in": 60}
        if "no word" not in self.faults:
            answer["id_token"] = self.word(asked["nonce"])
        return JSONResponse(answer)

    def word(self, nonce: str) -> str:
        """Return the signed word."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 60,
            "nonce": nonce,
            **self.who,
        }
        wrong: dict[str, dict[str, Any]] = {
            "foreign audience": {"aud": "another"},
            "two audiences": {"aud": [CLIENT_ID, "another"]},
            "another party": {"aud": [CLIENT_ID, "another"], "azp": "another"},
            "foreign issuer": {"iss": "http://elsewhere"},
            "old nonce": {"nonce": "of another try"},
            "too old": {"iat": now - 900, "exp": now - 600},
        }
        for fault in self.faults & set(wrong):
            claims |= wrong[fault]
        if "tells later" in self.faults:
            del claims["preferred_username"]
        header, key = {"alg": "RS256"}, self.key
        if "foreign key" in self.faults:
            key = RSAKey.generate_key(2048)
        if "our secret as key" in self.faults:
            shared = OctKey.import_key(CLIENT_SECRET)
            return jwt.encode({"alg": "HS256"}, claims, shared)
        return jwt.encode(header, claims, key)

    async def keys(self, _request: Request) -> Response:
        """Answer the public key."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def userinfo(self, request: Request) -> Response:
        """Tell more of who it is."""
        if request.headers.get("authorization") != "Bearer a":
            return Response(status_code=401)
        other = {"sub": "0815"} if "of somebody else" in self.faults else {}
        return JSONResponse({**self.who, **other})

    def _is_client(self, request: Request, form: dict[str, str]) -> bool:
        if "wants post" in self.faults:
            return form.get("client_secret") == CLIENT_SECRET
        if "is public" in self.faults:
            return form.get("client_id") == CLIENT_ID
        kind, _, word = request.headers.get("authorization", "").partition(" ")
        expected = f"{CLIENT_ID}:{CLIENT_SECRET}"
        return kind == "Basic" and b64decode(word).decode() == expected


@contextmanager
def serve() -> Iterator[IdentityProvider]:
    """Run a provider in a thread of this process, on a free port of loopback."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    provider = IdentityProvider(f"http://127.0.0.1:{listening.getsockname()[1]}")
    config = uvicorn.Config(provider.app(), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
