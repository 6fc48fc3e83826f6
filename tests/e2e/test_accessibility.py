"""Every screen of the desk before axe-core, in Chinese, wide and narrow.

Fails on serious and critical violations of WCAG 2, levels A and AA. The rules see what
is drawn, also inside our components; what they cannot judge (the order of focus, what
words mean) stays a person's work.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from reviewer_app.navigation import all_screens
from tests.app import screenshots
from tests.app.screenshots import SCREENS, WIDTHS
from tests.e2e.serving import CHROMIUM, free_port, needs_browser, serve

pytestmark = needs_browser

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]},
    "resultTypes": ["violations"],
}
GRAVE = {"serious", "critical"}
LOADED_MS, RESIZED_MS = 700, 200
TALL_PX = 4000
"""High enough to draw whole screens: the rules pass over what is scrolled away."""


@dataclass(frozen=True, slots=True)
class Look:
    """One screen as somebody sees it; ``who`` empty: not logged in."""

    who: str
    name: str
    address: str


LOOKS = [
    Look(who, name, address)
    for who, screens in SCREENS.items()
    for name, address in screens.items()
]


def _open_sheet(page: Page) -> None:
    page.get_by_text("所有页面一览").click()
    page.locator(".contact_sheet .sheet").first.wait_for()


def _refuse(page: Page) -> None:
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("alert").wait_for()


def _send_nothing(page: Page) -> None:
    page.get_by_role("button", name="注册", exact=True).click()
    page.get_by_text("请填写企业全称").wait_for()


def _ask_for_a_reason(page: Page) -> None:
    page.locator(".card.open").wait_for()
    page.keyboard.press("n")
    page.get_by_text("机器误读").first.wait_for()


def _begin_a_year(page: Page) -> None:
    page.get_by_role("button", name="新增").click()
    page.get_by_role("button", name="确定新增").wait_for()


def _add_a_person(page: Page) -> None:
    page.get_by_role("button", name="新增").first.click()
    page.get_by_role("textbox", name="姓名 *").wait_for()


def _choose_files(page: Page) -> None:
    page.get_by_role("button", name="看各页").first.click()
    page.get_by_role("button", name="不适用").first.click()
    page.get_by_role("button", name="上传 01").click()
    page.get_by_role("dialog").wait_for()


OPENED: dict[str, Callable[[Page], None]] = {
    "dossier": _open_sheet,
    "front": _refuse,
    "log_in": _refuse,
    "register": _send_nothing,
    "desk": _ask_for_a_reason,
    "assessments": _begin_a_year,
    "company_people": _add_a_person,
    "company_files": _choose_files,
    **screenshots.OPENED,
}
"""What else there is to see on a screen, and how it is opened."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serve("tests/app/preview.py", free_port()) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as tools:
        yield tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture(scope="module")
def browser_of(base: str, browser: Browser) -> Callable[[str], BrowserContext]:
    """Return what gives somebody a browser of their own, which keeps its cache."""

    @cache
    def context_of(who: str) -> BrowserContext:
        context = browser.new_context(locale="zh-CN")
        if who:
            context.add_cookies([{"name": "session", "value": who, "url": base}])
        return context

    return context_of


def _grave_at_both_widths(page: Page) -> list[str]:
    """Return the grave violations, wide and narrow; the page stays loaded between."""
    found = []
    for width_px in WIDTHS:
        page.set_viewport_size({"width": width_px, "height": TALL_PX})
        _settle(page, RESIZED_MS)
        found += [f"{width_px} px: {one}" for one in _grave(page)]
    return found


def _grave(page: Page) -> list[str]:
    """Return the grave violations on a page, each with its places."""
    found: list[dict[str, Any]] = (
        Axe().run(page, options=OPTIONS).response["violations"]
    )
    return [
        f"{one['impact']} {one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def _settle(page: Page, still_ms: float) -> None:
    """Wait until a page is drawn, and so long for what moves or fades in."""
    page.locator("h1").first.wait_for()
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(still_ms)


@pytest.mark.parametrize("look", LOOKS, ids=[look.name for look in LOOKS])
def test_screen_has_no_grave_violation(
    base: str, browser_of: Callable[[str], BrowserContext], look: Look
) -> None:
    page = browser_of(look.who).new_page()

    page.goto(base + look.address)
    _settle(page, LOADED_MS)
    found = _grave_at_both_widths(page)
    if look.name in OPENED:
        OPENED[look.name](page)
        _settle(page, LOADED_MS)
        found += _grave_at_both_widths(page)
    page.close()

    assert not found, "\n".join(found)


def test_streamlits_own_words_are_said_in_chinese(
    base: str, browser_of: Callable[[str], BrowserContext]
) -> None:
    page = browser_of("shen").new_page()

    page.goto(f"{base}/queue")
    page.get_by_role("link", name="跳到正文").wait_for(state="attached")
    page.close()


def test_every_screen_is_looked_at() -> None:
    seen = {look.address.split("?")[0].strip("/") or "front" for look in LOOKS}

    assert {screen.url_path for screen in all_screens()} <= seen


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("<img src='data:,'>", "image-alt"),
        ("<p style='color: #aaa; background: #fff'>很淡的字</p>", "color-contrast"),
        ("<input>", "label"),
    ],
    ids=["picture without words", "faint words", "field without a name"],
)
def test_a_fault_inside_a_component_is_found(
    browser: Browser, fault: str, rule: str
) -> None:
    page = browser.new_page()
    page.set_content("<html lang=zh><title>x</title><main><h1>x</h1><div></div></main>")
    page.evaluate(
        "html => document.querySelector('div').attachShadow({mode: 'open'})"
        ".innerHTML = html",
        fault,
    )

    found = _grave(page)
    page.close()

    assert [one.split(":")[0].split()[1] for one in found] == [rule]
