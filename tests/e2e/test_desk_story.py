"""The story of a dossier at the desk, by keyboard, in Debian's Chromium."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.serving import ROOT, free_port, needs_browser, serve
from tests.e2e.walking import Walker, Way, browsing

pytestmark = needs_browser
BY_KEYS = Way(has_mouse=False)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("desk")
    place = {"DOSSIER_DESK": str(home)}
    with serve("tests/e2e/desk_server.py", free_port(), **place) as address:
        yield address


class Person(Walker):
    """Somebody of the authority, at a keyboard."""

    def strikes_for(self, key: str, name: str) -> None:
        """Strike a button's key once it listens."""
        place = f".st-key-{name} button"
        self.page.locator(place).wait_for()
        listens = "place => document.getElementById('desk-keys')"
        self.page.wait_for_function(
            f"{listens}?.textContent.includes(place)", arg=place
        )
        self.strikes(key)

    def opens(self, name: str) -> None:
        """Go to a screen by the menu, and be there."""
        link = self.page.get_by_role("link", name=name, exact=True)
        self.presses(link)
        self.page.locator(".st-key-here").get_by_text(name, exact=True).wait_for()

    def opens_row(self, words: str = "") -> None:
        """Open the first row of a table with these words."""
        self.presses(self.page.locator("tbody tr", has_text=words).first)

    def decided(self) -> tuple[int, int]:
        line = self.page.locator(".progress .line > span").first
        done, needed = re.findall(r"\d+", line.inner_text())
        return int(done), int(needed)


def _enters(
    browser: object, base: str, account: str, *, way: Way | None = None
) -> Person:
    who = Person(browser, base, way or Way())
    who.logs_in(account)
    return who


def _decide_all(who: Person) -> int:
    """Dismiss the first finding with a reason, confirm all others."""
    who.page.locator(".card.open").wait_for()
    count = who.page.locator(".card").count()
    who.strikes("n")
    who.strikes("1")
    for _ in range(count - 1):
        who.strikes("y")
        who.page.wait_for_timeout(60)
    who.page.wait_for_timeout(1500)
    return int(count)


def _recommend(who: Person) -> None:
    who.strikes("g")
    who.strikes_for("3", "grade_unqualified")
    who.strikes_for("Enter", "grade_on")
    who.page.locator(".st-key-letter_send button:enabled").wait_for()
    who.strikes_for("f", "letter_send")
    who.sees("已提请复核。")


def _import(reviewer: Person, archive: Path) -> None:
    reviewer.opens("导入案卷")
    reviewer.page.locator("input[type=file]").set_input_files(archive)
    reviewer.sees("第 1 轮，共 2 个文件。")
    reviewer.strikes_for("i", "import_now")
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
    reviewer.strikes_for("b", "claim_next")
    reviewer.sees("已领取 3 份")
    reviewer.strikes_for("Space", "start_reading")
    findings = _decide_all(reviewer)
    done, needed = reviewer.decided()
    assert done == needed > 0
    _recommend(reviewer)
    reviewer.page.locator(".card.open").wait_for()
    return findings


def _challenge(chief: Person) -> None:
    chief.opens("待复核")
    chief.opens_row()
    chief.fills(chief.page.get_by_label("意见（请重新审核时必填）"), "请再看第 3 项")
    chief.presses("请重新审核")
    chief.sees("已请审核人员重新审核。")


def _recommend_again(reviewer: Person) -> None:
    reviewer.opens("待我审核")
    reviewer.ticks("radio", "我已领取 3")
    reviewer.opens_row("山东样本")
    reviewer.page.locator(".card.open").wait_for()
    _recommend(reviewer)


def _accept(chief: Person) -> None:
    chief.opens("待我审核")
    chief.opens("待复核")
    chief.opens_row()
    chief.strikes_for("y", "accept")
    chief.sees("已同意。")


def _verify(auditor: Person) -> None:
    auditor.opens("日志")
    auditor.presses("校验日志完整性")
    auditor.sees("日志完整")


def test_dossier_goes_from_the_queue_to_its_company(base: str, tmp_path: Path) -> None:
    with browsing() as browser:
        reviewer = _enters(browser, base, "shen", way=BY_KEYS)
        _import(reviewer, _make_archive(tmp_path))
        findings = _claim_and_recommend(reviewer)
        keys = reviewer.keys
        chief = _enters(browser, base, "zong", way=BY_KEYS)
        _challenge(chief)
        _recommend_again(reviewer)
        _accept(chief)
        auditor = _enters(browser, base, "ji", way=BY_KEYS)
        _verify(auditor)

    assert keys <= 12 + 2 * findings
    for who in (reviewer, chief, auditor):
        who.ends()


def test_pages_are_turned_in_their_order_from_file_to_file(base: str) -> None:
    with browsing() as browser:
        chief = _enters(browser, base, "zong")
        chief.page.goto(f"{base}/desk?case=1")
        names = chief.page.locator(".rail .name")
        names.first.click()
        image = chief.page.locator(".paper:not(.waiting) img")
        image.wait_for()
        names = [one.strip() for one in names.all_inner_texts()]
        seen = [image.get_attribute("alt")]
        for _ in range(12):
            # As somebody looks who reads: the server has answered for the file.
            chief.page.wait_for_timeout(700)
            chief.strikes("ArrowRight")
            last = f'.paper:not(.waiting) img:not([alt="{seen[-1]}"])'
            chief.page.locator(last).wait_for()
            seen.append(image.get_attribute("alt"))

    turned = [str(one).rsplit(" 第 ", 1) for one in seen]
    order = [(names.index(name), int(page.split()[0])) for name, page in turned]
    assert order == sorted(set(order))
    assert len({place for place, _ in order}) >= 5


def test_a_bookmarked_case_opens_whole_and_its_pages_lead_to_the_desk(
    base: str,
) -> None:
    with browsing() as browser:
        auditor = _enters(browser, base, "ji")
        auditor.page.goto(f"{base}/dossier?case=1")
        auditor.page.get_by_text("所有页面一览").click()
        sheets = auditor.page.locator(".contact_sheet .sheet")
        sheets.nth(2).scroll_into_view_if_needed()
        named = sheets.nth(2).get_attribute("aria-label") or ""
        sheets.nth(2).click()
        auditor.page.locator(".paper:not(.waiting) img").wait_for()
        shown = auditor.page.locator(".paper img").get_attribute("alt") or ""

    assert named.rsplit(" 第", 1)[1] == shown.rsplit(" 第", 1)[1]
    auditor.ends()


def test_a_one_time_link_sets_a_password_that_logs_in(base: str) -> None:
    with browsing() as browser:
        admin = _enters(browser, base, "guan")
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

    assert link.startswith(f"{base}/set_password?link=")
    admin.ends()
