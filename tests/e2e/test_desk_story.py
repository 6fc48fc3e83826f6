"""The story of a dossier at the desk, by keyboard, in Debian's Chromium."""

import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.serving import CHROMIUM, ROOT, free_port, needs_browser, serve

pytestmark = needs_browser
PASSWORD = "only-for-tests-1"  # noqa: S105 - of nobody
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("desk")
    place = {"DOSSIER_DESK": str(home)}
    with serve("tests/e2e/desk_server.py", free_port(), **place) as address:
        yield address


class Person:
    """Somebody at a keyboard; counts keys, texts apart."""

    def __init__(self, browser: object, base: str, account: str) -> None:
        self.keys = 0
        self.faults: list[str] = []
        size = {"width": 1440, "height": 900}
        self.page = browser.new_page(viewport=size, locale="zh-CN")  # type: ignore[attr-defined]
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", lambda asked: self._see(asked.url, base))
        self.page.goto(base)
        self.page.get_by_label("账号").fill(account)
        self.page.get_by_label("密码", exact=True).fill(PASSWORD)
        self.press("Enter")
        self.page.get_by_text("退出").wait_for()

    def _hear(self, message: object) -> None:
        if message.type == "error":  # type: ignore[attr-defined]
            self.faults.append(message.text)  # type: ignore[attr-defined]

    def _see(self, url: str, base: str) -> None:
        own = (base, base.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(own):
            self.faults.append(f"asked of another machine: {url}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def press_button(self, key: str, name: str) -> None:
        """Press a key once its button listens."""
        place = f".st-key-{name} button"
        self.page.locator(place).wait_for()
        listens = "place => document.getElementById('desk-keys')"
        self.page.wait_for_function(
            f"{listens}?.textContent.includes(place)", arg=place
        )
        self.press(key)

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def opens(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()

    def decided(self) -> tuple[int, int]:
        line = self.page.locator(".progress .line > span").first
        done, needed = re.findall(r"\d+", line.inner_text())
        return int(done), int(needed)


def _decide_all(who: Person) -> int:
    """Dismiss the first finding with a reason, confirm all others."""
    who.page.locator(".card.open").wait_for()
    count = who.page.locator(".card").count()
    who.press("n")
    who.press("1")
    for _ in range(count - 1):
        who.press("y")
        who.page.wait_for_timeout(60)
    who.page.wait_for_timeout(1500)
    return int(count)


def _recommend(who: Person) -> None:
    who.press("g")
    who.press_button("3", "grade_unqualified")
    who.press_button("Enter", "grade_on")
    who.page.locator(".st-key-letter_send button:enabled").wait_for()
    who.press_button("f", "letter_send")
    who.sees("已提请复核。")


def _import(reviewer: Person, archive: Path) -> None:
    reviewer.opens("导入案卷")
    reviewer.page.locator("input[type=file]").set_input_files(archive)
    reviewer.sees("第 1 轮，共 2 个文件。")
    reviewer.press_button("i", "import_now")
    reviewer.sees("已导入，正在检查")


def _make_archive(folder: Path) -> Path:
    """A dossier of two papers in a zip; its check never begins here."""
    sample = ROOT / "sample_data" / "clean" / "dossier"
    papers = sorted(sample.rglob("*.pdf"))[:2]
    archive = folder / "dossier.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        text = "company: 济南新到建筑工程有限公司\nyear: 2021\n"
        zipped.writestr("dossier.yaml", text)
        for paper in papers:
            zipped.write(paper, paper.relative_to(sample).as_posix())
    return archive


def _claim_and_recommend(reviewer: Person) -> int:
    reviewer.opens("待我审核")
    reviewer.sees("待领取 3")
    reviewer.press_button("b", "claim_next")
    reviewer.sees("已领取 3 份")
    reviewer.press_button("Space", "start_reading")
    findings = _decide_all(reviewer)
    done, needed = reviewer.decided()
    assert done == needed > 0
    _recommend(reviewer)
    reviewer.page.locator(".card.open").wait_for()
    return findings


def _challenge(chief: Person) -> None:
    chief.opens("待复核")
    chief.page.locator("tbody tr").first.click()
    chief.page.get_by_label("意见（请重新审核时必填）").fill("请再看第 3 项")
    chief.page.get_by_role("button", name="请重新审核").click()
    chief.sees("已请审核人员重新审核。")


def _recommend_again(reviewer: Person) -> None:
    reviewer.opens("待我审核")
    reviewer.page.get_by_text("我已领取 3").click()
    reviewer.page.locator("tbody tr", has_text="山东样本").click()
    reviewer.page.locator(".card.open").wait_for()
    _recommend(reviewer)


def _accept(chief: Person) -> None:
    chief.opens("待我审核")
    chief.opens("待复核")
    chief.page.locator("tbody tr").first.click()
    chief.press_button("y", "accept")
    chief.sees("已同意。")


def _verify(auditor: Person) -> None:
    auditor.opens("日志")
    auditor.page.get_by_role("button", name="校验日志完整性").click()
    auditor.sees("日志完整")


def test_dossier_goes_from_the_queue_to_its_company(base: str, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        reviewer = Person(browser, base, "shen")
        _import(reviewer, _make_archive(tmp_path))
        findings = _claim_and_recommend(reviewer)
        keys = reviewer.keys
        chief = Person(browser, base, "zong")
        _challenge(chief)
        _recommend_again(reviewer)
        _accept(chief)
        auditor = Person(browser, base, "ji")
        _verify(auditor)
        browser.close()

    assert keys <= 12 + 2 * findings
    assert reviewer.faults + chief.faults + auditor.faults == []


def test_next_page_is_on_screen_soon(base: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        chief = Person(browser, base, "zong")
        chief.page.goto(f"{base}/desk?case=1")
        chief.page.locator(".rail .name").first.click()
        chief.page.locator(".paper:not(.waiting)").wait_for()
        times = []
        for _ in range(20):
            chief.page.wait_for_timeout(700)
            start = time.perf_counter()
            chief.press("ArrowRight")
            chief.page.locator(".paper:not(.waiting)").wait_for()
            times.append(time.perf_counter() - start)
        browser.close()

    assert sorted(times)[18] < 0.3


def test_a_bookmarked_case_opens_whole_and_its_pages_lead_to_the_desk(
    base: str,
) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        auditor = Person(browser, base, "ji")
        auditor.page.goto(f"{base}/dossier?case=1")
        auditor.page.get_by_text("所有页面一览").click()
        sheets = auditor.page.locator(".contact_sheet .sheet")
        sheets.nth(2).scroll_into_view_if_needed()
        named = sheets.nth(2).get_attribute("aria-label") or ""
        sheets.nth(2).click()
        auditor.page.locator(".paper:not(.waiting) img").wait_for()
        shown = auditor.page.locator(".paper img").get_attribute("alt") or ""
        browser.close()

    assert named.rsplit(" 第", 1)[1] == shown.rsplit(" 第", 1)[1]
    # Streamlit looks for itself below the screen's address first, and finds nothing.
    assert [one for one in auditor.faults if "404" not in one] == []


def test_a_one_time_link_sets_a_password_that_logs_in(base: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        admin = Person(browser, base, "guan")
        admin.opens("用户")
        row = admin.page.locator("tbody tr", has_text="guan")
        row.get_by_role("button", name="发一次性链接").click()
        link = admin.page.locator("code").first.inner_text()
        page = browser.new_page(locale="zh-CN")
        page.goto(link)
        for label in ("新密码", "再输一次"):
            page.get_by_label(label).fill("a sentence to remember")
        page.get_by_role("button", name="保存").click()
        page.get_by_text("密码已设置").wait_for()
        page.get_by_role("button", name="去登录").click()
        page.get_by_label("账号").fill("guan")
        page.get_by_label("密码", exact=True).fill("a sentence to remember")
        page.keyboard.press("Enter")
        page.get_by_text("退出").wait_for()
        browser.close()

    assert link.startswith(f"{base}/set_password?link=")
    assert admin.faults == []
