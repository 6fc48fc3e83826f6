"""Take the pictures of ``docs/screens``: ``python -m tests.app.screenshots``.

The preview (``python -m tests.app.preview``) has to run; pictures show its made-up
companies. Each stays under 120 KB. With names after the address, those pictures only.
"""

import shutil
import sys
from collections.abc import Callable, Collection
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
WIDTHS = {1440: 900, 390: 844}
SCREENS: dict[str, dict[str, str]] = {
    "": {
        "front": "/",
        "log_in": "/log_in",
        "register": "/register",
        "forgotten": "/forgotten",
        "quick_check": "/quick_check",
        "set_password": "/set_password?link=shown-once",
    },
    "shen": {
        "queue": "/queue",
        "import": "/import",
        "dossier": "/dossier?case=1",
        "desk": "/desk?case=1",
        "grade": "/grade?case=1",
        "account": "/account",
    },
    "zong": {
        "to_accept": "/to_accept?case=9",
        "progress": "/progress",
        "figures": "/figures",
        "letter": "/letter?case=9",
    },
    "guan": {
        "users": "/users",
        "reasons": "/reasons",
        "settings": "/settings",
        "packs": "/packs?pack=" + "9f2c" * 16,
    },
    "ji": {"log": "/log"},
    "yang": {
        "company": "/company",
        "assessments": "/assessments",
        "notices": "/notices",
        "company_fields": "/assessment?case=101&item=01",
        "company_needs": "/assessment?case=101&item=06",
        "company_people": "/assessment?case=101&item=09",
        "company_files": "/assessment?case=101&item=10",
        "result": "/assessment?case=102&item=submit",
    },
    "she": {
        "precheck": "/assessment?case=401&item=precheck",
        "submit": "/assessment?case=401&item=submit",
        "mending": "/assessment?case=401&item=10",
        "upload": "/assessment?case=401&item=10",
    },
    "li": {
        "rectify": "/assessment?case=201&item=rectify",
        "receipt": "/assessment?case=202&item=submit",
    },
    "fan": {"company_empty": "/company", "assessments_empty": "/assessments"},
    "jian": {"company_other": "/company"},
}


def _choose(page: Page) -> None:
    page.get_by_role("button", name="上传 07").click()
    page.get_by_role("dialog").wait_for()


def _mend(page: Page) -> None:
    page.get_by_role("button", name="一键修复").first.click()
    page.get_by_role("button", name="采用修复后的文件").wait_for()
    page.get_by_role("heading", name="10 附件列表").scroll_into_view_if_needed()


OPENED: dict[str, Callable[[Page], None]] = {"upload": _choose, "mending": _mend}
"""What is opened on a screen before its picture is taken."""


def take(
    browser: Browser, base: str, width: int, *, names: Collection[str] = ()
) -> None:
    """Take the named pictures at one width, all by default."""
    for who, screens in SCREENS.items():
        size = {"width": width, "height": WIDTHS[width]}
        context = browser.new_context(viewport=size, locale="zh-CN")  # type: ignore[arg-type]
        if who:
            context.add_cookies([{"name": "session", "value": who, "url": base}])
        page = context.new_page()
        for name, address in screens.items():
            if names and name not in names:
                continue
            page.goto(base + address)
            page.wait_for_selector("h1", timeout=20_000)
            page.locator(".stApp[data-test-script-state=notRunning]").wait_for()
            OPENED.get(name, Page.content)(page)
            page.wait_for_timeout(2_000)
            save(page.screenshot(), FOLDER / f"{name}-{width}.png")
        context.close()


def save(picture: bytes, path: Path) -> None:
    """Keep a picture with few colours, the rare ones of states among them."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    few = image.quantize(96, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def main(base: str = "http://127.0.0.1:8599", *names: str) -> None:
    """Take the named pictures, all by default."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for width in WIDTHS:
            take(browser, base, width, names=names)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
