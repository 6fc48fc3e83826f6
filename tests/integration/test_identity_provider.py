"""Signing in at an identity provider that the test runs: whom we believe, and when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from starlette.applications import Starlette
from starlette.testclient import TestClient

from reviewer_app.domain.people import Actor
from reviewer_app.identity_provider import Provider, find_provider
from reviewer_app.pictures import Pictures
from reviewer_app.routes import COOKIE, Routes
from reviewer_app.services.accounts import actor_of
from reviewer_app.sign_in_routes import COOKIE as SIGNING_IN
from reviewer_app.sign_in_routes import SignInRoutes
from tests.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider, serve
from tests.unit.desk.conftest import World, empty_desk, world

__all__ = ["empty_desk", "world"]

REDIRECT = "http://localhost/oidc/back"


@dataclass
class Browser:
    """A browser before the desk, and the provider beside it."""

    world: World
    elsewhere: IdentityProvider
    client: TestClient

    def begin(self) -> str:
        """Ask to sign in, and return where the provider sends the browser then."""
        sent = self.client.get("/oidc/begin")
        there = requests.get(sent.headers["location"], allow_redirects=False, timeout=5)
        return there.headers["location"]

    def come_back(self, address: str) -> str:
        """Follow the provider's answer and return where that leads."""
        parts = urlsplit(address)
        answer = self.client.get(f"{parts.path}?{parts.query}")
        return answer.headers["location"]

    def sign_in(self) -> str:
        return self.come_back(self.begin())

    def who(self, lead: str) -> Actor | None:
        """Return who has the session that a ticket leads to."""
        self.client.get(lead)
        return actor_of(self.client.cookies.get(COOKIE) or "", self.world.desk)


@pytest.fixture(scope="module")
def running() -> Iterator[IdentityProvider]:
    with serve() as provider:
        yield provider


@pytest.fixture
def elsewhere(running: IdentityProvider) -> IdentityProvider:
    fresh = IdentityProvider(running.issuer)
    running.who, running.faults, running.codes = fresh.who, set(), {}
    running.redirect = REDIRECT
    return running


@pytest.fixture
def provider(elsewhere: IdentityProvider) -> Provider:
    return Provider(elsewhere.issuer, CLIENT_ID, REDIRECT, CLIENT_SECRET)


def _browser(world: World, elsewhere: IdentityProvider, provider: Provider) -> Browser:
    pictures = Pictures(Path("unused"))
    routes = [
        *Routes(world.desk, world.desk.files, pictures).all(),
        *SignInRoutes(world.desk, provider).all(),
    ]
    client = TestClient(
        Starlette(routes=routes), "http://localhost", follow_redirects=False
    )
    return Browser(world, elsewhere, client)


@pytest.fixture
def browser(world: World, elsewhere: IdentityProvider, provider: Provider) -> Browser:
    return _browser(world, elsewhere, provider)


def test_who_signs_in_there_gets_our_own_session(browser: Browser) -> None:
    lead = browser.sign_in()

    assert lead.startswith("/session/ticket/")
    assert browser.who(lead) == browser.world.reviewer


def test_secrets_of_a_try_are_the_browsers_alone_and_used_up(browser: Browser) -> None:
    sent = browser.client.get("/oidc/begin")
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    cookie = sent.headers["set-cookie"]

    browser.sign_in()

    assert asked["code_challenge_method"] == ["S256"]
    assert {"HttpOnly", "SameSite=lax", "Path=/oidc/back"} <= set(cookie.split("; "))
    assert SIGNING_IN not in browser.client.cookies
    assert sent.headers["referrer-policy"] == "no-referrer"
    assert sent.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("denies", "identity_denied"),
        ("foreign key", "identity_failed"),
        ("our secret as key", "identity_failed"),
        ("foreign audience", "identity_failed"),
        ("two audiences", "identity_failed"),
        ("another party", "identity_failed"),
        ("foreign issuer", "identity_failed"),
        ("old nonce", "identity_failed"),
        ("too old", "identity_failed"),
        ("no word", "identity_failed"),
        ("tells later, of somebody else", "identity_failed"),
    ],
)
def test_a_word_that_is_not_for_us_lets_nobody_in(
    browser: Browser, fault: str, code: str
) -> None:
    browser.elsewhere.faults = set(fault.split(", "))

    lead = browser.sign_in()

    assert lead == f"/log_in?sign_in={code}"
    assert COOKIE not in browser.client.cookies


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("is ill", "identity_unreachable"),
        ("another issuer", "identity_failed"),
        ("open door", "identity_failed"),
        ("no object", "identity_failed"),
    ],
)
def test_a_provider_that_is_not_itself_is_not_gone_to(
    browser: Browser, fault: str, code: str
) -> None:
    browser.elsewhere.faults = {fault}

    sent = browser.client.get("/oidc/begin")

    assert sent.headers["location"] == f"/log_in?sign_in={code}"
    assert SIGNING_IN not in browser.client.cookies


def test_who_has_no_account_here_is_told_so(browser: Browser) -> None:
    browser.elsewhere.who = {"sub": "1", "preferred_username": "stranger"}

    assert browser.sign_in() == "/log_in?sign_in=identity_unknown"


def test_an_answer_to_another_try_is_refused(browser: Browser) -> None:
    theirs = browser.begin()
    browser.begin()

    assert browser.come_back(theirs) == "/log_in?sign_in=identity_failed"


def test_an_answer_works_once(browser: Browser) -> None:
    address = browser.begin()
    browser.come_back(address)

    assert browser.come_back(address) == "/log_in?sign_in=identity_failed"


def test_a_made_up_code_is_refused(browser: Browser) -> None:
    address = browser.begin()
    state = parse_qs(urlsplit(address).query)["state"][0]
    made_up = f"/oidc/back?code=guessed&state={state}"

    assert browser.come_back(made_up) == "/log_in?sign_in=identity_failed"


@pytest.mark.parametrize(
    ("faults", "secret"),
    [("wants post", CLIENT_SECRET), ("is public", ""), ("tells later", CLIENT_SECRET)],
)
def test_every_usual_kind_of_provider_is_understood(
    browser: Browser, provider: Provider, *, faults: str, secret: str
) -> None:
    browser.elsewhere.faults = {faults}
    kind = replace(provider, secret=secret)
    browser = _browser(browser.world, browser.elsewhere, kind)

    lead = browser.sign_in()

    assert browser.who(lead) == browser.world.reviewer


@pytest.mark.parametrize(
    ("told", "is_let_in"),
    [
        ({"email": "reviewer", "email_verified": True}, True),
        ({"email": "reviewer", "email_verified": False}, False),
        ({"email": "reviewer"}, False),
        ({"email": 7, "email_verified": True}, False),
        ({"email": "", "email_verified": True}, False),
    ],
)
def test_an_address_counts_only_where_the_provider_has_verified_it(
    browser: Browser, provider: Provider, told: dict[str, object], *, is_let_in: bool
) -> None:
    browser.elsewhere.who = {"sub": "1", **told}
    kind = replace(provider, claim="email")
    browser = _browser(browser.world, browser.elsewhere, kind)

    lead = browser.sign_in()

    assert lead.startswith("/session/ticket/") is is_let_in


def test_over_https_the_secrets_of_a_try_travel_over_https_alone(
    world: World, provider: Provider
) -> None:
    routes = SignInRoutes(world.desk, provider, is_secure=True).all()
    client = TestClient(Starlette(routes=routes), follow_redirects=False)

    sent = client.get("/oidc/begin")

    assert "Secure" in sent.headers["set-cookie"].split("; ")


GIVEN = {
    "DOSSIER_OIDC_ISSUER": "https://id.example",
    "DOSSIER_OIDC_CLIENT_ID": "desk",
    "DOSSIER_OIDC_REDIRECT": "https://desk.example/oidc/back",
}


def test_without_settings_there_is_no_provider() -> None:
    assert find_provider({"PATH": "/bin", "DOSSIER_OIDC_ISSUER": " "}) is None


def test_settings_name_the_provider_and_the_file_of_its_secret(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("s3cret\n", "utf-8")
    more = {"SECRET_FILE": str(file), "CLAIM": "email", "NAME": "政务认证"}

    found = find_provider(GIVEN | {f"DOSSIER_OIDC_{k}": v for k, v in more.items()})

    assert found == Provider(
        "https://id.example", "desk", "https://desk.example/oidc/back",
        "s3cret", "email", "政务认证",
    )  # fmt: skip
    assert "s3cret" not in repr(found)


@pytest.mark.parametrize("name", GIVEN)
def test_half_of_the_settings_stop_the_server(name: str) -> None:
    half = {one: value for one, value in GIVEN.items() if one != name}

    with pytest.raises(ValueError, match=name):
        find_provider(half)


def test_a_provider_that_others_can_overhear_stops_the_server() -> None:
    with pytest.raises(ValueError, match="DOSSIER_OIDC_ISSUER has to be"):
        find_provider(GIVEN | {"DOSSIER_OIDC_ISSUER": "http://id.example"})
