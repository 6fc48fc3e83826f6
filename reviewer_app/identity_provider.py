"""The identity provider that people may sign in at: OpenID Connect, through Authlib.

Code flow with PKCE, state and nonce. What the provider answers is believed only when it
is signed by the provider, meant for us and for this very try.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from reviewer_app.domain.identity import Identity, refusal
from reviewer_app.domain.refusal import RefusedError

_LOG = logging.getLogger(__name__)

PREFIX = "DOSSIER_OIDC_"
"""Of the environment variables; ISSUER, CLIENT_ID and REDIRECT are needed, SECRET_FILE,
CLAIM and NAME may be there."""

_NEEDED = ("ISSUER", "CLIENT_ID", "REDIRECT")

_PLACES = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")

_ALGORITHMS = ["RS256", "PS256", "ES256"]
"""Signatures with a key pair only: neither "none" nor our own secret signs. Source: RFC
8725, 3.1."""

_LEEWAY_S = 60
"""Clocks may differ by so much. Source: own choice; RFC 7519, 4.1.4: a few minutes."""

_PATIENCE_S = 10.0
"""For one answer of the provider, while a person waits."""

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The secrets of one try; the browser brings them back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Provider:
    """One identity provider, as the server's settings name it.

    ``redirect`` is the address of ours that it sends people back to, ``claim`` what it
    calls the account, ``name`` what people call it (empty: no name).
    """

    issuer: str
    client_id: str
    redirect: str
    secret: str = field(default="", repr=False)
    claim: str = "preferred_username"
    name: str = ""

    def address(self, asked: Asked) -> str:
        """Return where the browser goes to sign in.

        Raises:
            RefusedError: ``identity_unreachable`` or ``identity_failed``.
        """
        with _believing(), self._session() as session:
            url, _state = session.create_authorization_url(
                self._describe(session)["authorization_endpoint"],
                state=asked.state,
                code_verifier=asked.verifier,
                nonce=asked.nonce,
            )
        return str(url)

    def identity(self, code: str, asked: Asked) -> Identity:
        """Return who signed in, for the code that the browser brought.

        Raises:
            RefusedError: ``identity_unreachable`` or ``identity_failed``.
        """
        with _believing(), self._session() as session:
            about = self._describe(session)
            methods = about.get("token_endpoint_auth_methods_supported", ())
            if self.secret and methods and "client_secret_basic" not in methods:
                session.token_endpoint_auth_method = "client_secret_post"  # noqa: S105 - a name
            token = session.fetch_token(
                about["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=asked.verifier,
            )
            keys = _read(session, about["jwks_uri"])
            claims = self._verify(token["id_token"], keys, asked.nonce)
            if self.claim not in claims:
                claims = self._look_up(session, about, claims)
            return self._identity(claims)

    def _session(self) -> OAuth2Session:
        return OAuth2Session(
            self.client_id,
            self.secret or None,
            token_endpoint_auth_method=None if self.secret else "none",
            scope="openid profile email",
            redirect_uri=self.redirect,
            code_challenge_method="S256",
            default_timeout=_PATIENCE_S,
            leeway=0,  # the one question that a token is for follows at once
        )

    def _describe(self, session: OAuth2Session) -> dict[str, Any]:
        place = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        about = _read(session, place)
        if about["issuer"] != self.issuer:
            raise ValueError("the provider calls itself by another name")
        for name in _PLACES:
            if name in about and not _is_private(about[name]):
                raise ValueError(f"{name} is not HTTPS")
        return about

    def _verify(
        self, id_token: str, keys: Mapping[str, Any], nonce: str
    ) -> dict[str, Any]:
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        key_set = KeySet.import_key_set({"keys": list(keys["keys"])})
        claims = jwt.decode(id_token, key_set, registry=registry).claims
        audience = claims.get("aud")
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": self.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": self.client_id},
            azp={
                "essential": isinstance(audience, list) and len(audience) > 1,
                "value": self.client_id,
            },
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
        return claims

    def _look_up(
        self,
        session: OAuth2Session,
        about: Mapping[str, Any],
        claims: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return what the provider tells of the same person at its other place."""
        told = _read(session, about["userinfo_endpoint"], withhold_token=False)
        if told["sub"] != claims["sub"]:
            raise ValueError("the provider tells of somebody else")
        return told

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        account = claims[self.claim]
        if not isinstance(account, str) or not account:
            raise ValueError(f"{self.claim} is no text")
        if self.claim == "email" and claims.get("email_verified") is not True:
            raise ValueError("the provider has not verified the address")
        return Identity(self.issuer, claims["sub"], account)


def find_provider(environ: Mapping[str, str]) -> Provider | None:
    """Return the provider that the environment names, None for none.

    Raises:
        ValueError: half of it is missing, or an address is not HTTPS.
    """
    given = {
        name.removeprefix(PREFIX): value.strip()
        for name, value in environ.items()
        if name.startswith(PREFIX) and value.strip()
    }
    if not given:
        return None
    missing = [PREFIX + name for name in _NEEDED if name not in given]
    if missing:
        raise ValueError(f"sign-in also needs {', '.join(missing)}")
    for name in ("ISSUER", "REDIRECT"):
        if not _is_private(given[name]):
            raise ValueError(f"{PREFIX}{name} has to be an HTTPS address")
    file = given.get("SECRET_FILE")
    return Provider(
        issuer=given["ISSUER"],
        client_id=given["CLIENT_ID"],
        redirect=given["REDIRECT"],
        secret=Path(file).read_text("utf-8").strip() if file else "",
        claim=given.get("CLAIM", "preferred_username"),
        name=given.get("NAME", ""),
    )


@contextmanager
def _believing() -> Iterator[None]:
    """Turn whatever is wrong with a provider's answer into a refusal."""
    try:
        yield
    except RequestException as fault:
        raise _told(fault, "identity_unreachable") from None
    except (AuthlibBaseError, JoseError, LookupError, TypeError, ValueError) as fault:
        raise _told(fault, "identity_failed") from None


def _told(fault: Exception, code: str) -> RefusedError:
    _LOG.warning("nobody was signed in: %.300r", fault)
    return refusal(code)


def _read(
    session: OAuth2Session, place: str, *, withhold_token: bool = True
) -> dict[str, Any]:
    answer = session.get(place, withhold_token=withhold_token)
    answer.raise_for_status()
    told = answer.json()
    if not isinstance(told, dict):
        raise TypeError("the provider answers no JSON object")
    return told


def _is_private(address: object) -> bool:
    """Tell whether nobody on the way can read along."""
    parts = urlsplit(str(address))
    return parts.scheme == "https" or parts.hostname in _LOOPBACK
