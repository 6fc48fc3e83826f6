"""Signing in at an identity provider, in Debian's Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.e2e.serving import CHROMIUM, free_port, needs_browser, serve
from tests.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    IdentityProvider,
)
from tests.identity_provider import serve as serve_provider

pytestmark = needs_browser
BUTTON = "用政务认证登录"


@dataclass
class Place:
    """A desk, and the provider that it names."""

    base: str
    provider: IdentityProvider


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    home, port = tmp_path_factory.mktemp("desk"), free_port()
    secret = home / "secret"
    secret.write_text(CLIENT_SECRET, "utf-8")
    with serve_provider() as provider:
        provider.redirect = f"http://127.0.0.1:{port}/oidc/back"
        settings = {
            "DOSSIER_DESK": str(home / "desk"),
            "DOSSIER_OIDC_ISSUER": provider.issuer,
            "DOSSIER_OIDC_CLIENT_ID": CLIENT_ID,
            "DOSSIER_OIDC_REDIRECT": provider.redirect,
            "DOSSIER_OIDC_SECRET_FILE": str(secret),
            "DOSSIER_OIDC_NAME": "政务认证",
        }
        with serve("tests/e2e/desk_server.py", port, **settings) as base:
            yield Place(base, provider)


@pytest.fixture
def page(place: Place) -> Iterator[Page]:
    place.provider.faults.clear()
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{place.base}/log_in")
        yield page
        browser.close()


def test_who_has_an_account_comes_in_as_it_and_goes_out_again(
    place: Place, page: Page
) -> None:
    place.provider.who = {"sub": "1", "preferred_username": "shen"}

    page.get_by_role("button", name=BUTTON).click()
    page.get_by_text("沈核 · 审核人员").first.wait_for()
    kept = {one["name"]: one for one in page.context.cookies()}
    page.reload()
    page.get_by_role("button", name="退出").click()
    page.get_by_label("账号").wait_for()

    assert set(kept) <= {"session", "language", "_streamlit_xsrf"}
    assert kept["session"]["httpOnly"]
    assert kept["session"]["sameSite"] == "Strict"
    assert "session" not in {one["name"] for one in page.context.cookies()}


@pytest.mark.parametrize(
    ("who", "faults", "words"),
    [
        ("stranger", set(), "身份已确认，但您在本系统没有可用的账号"),
        ("shen", {"denies"}, "统一身份认证没有完成"),
        ("shen", {"foreign key"}, "统一身份认证的答复无效，没有登录"),
    ],
    ids=["no account here", "not let in there", "a forged word"],
)
def test_who_may_not_come_in_reads_why(
    place: Place, page: Page, *, who: str, faults: set[str], words: str
) -> None:
    place.provider.who = {"sub": "1", "preferred_username": who}
    place.provider.faults |= faults

    page.get_by_role("button", name=BUTTON).click()
    page.get_by_text(words).wait_for()
    page.wait_for_timeout(1000)

    assert page.get_by_text(words).is_visible()
    assert "sign_in" not in page.url
    assert page.get_by_label("账号").is_visible()
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Log in with 政务认证").wait_for()
