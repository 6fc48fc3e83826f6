"""The public side in Debian's Chromium: ways in, registering, the quick check."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.serving import CHROMIUM, ROOT, free_port, needs_browser, serve

pytestmark = needs_browser
PASSWORD = "only-for-tests-1"  # noqa: S105 - of nobody
PATIENCE_MS = 60_000
WIDTHS = pytest.mark.parametrize("width", [1440, 390])
CODES = {1440: "91990100MA6619820A", 390: "91990100MA67K48C87"}
TURNED = ROOT / "sample_data/unqualified/dossier/11-重大危险源管理档案.pdf"
IS_TOO_WIDE = (
    "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = str(tmp_path_factory.mktemp("desk"))
    with serve("tests/e2e/desk_server.py", free_port(), DOSSIER_DESK=home) as address:
        yield address


class Visitor:
    """Somebody before the front page; hears every fault of the page."""

    def __init__(self, browser: Any, base: str, width: int) -> None:  # noqa: ANN401 - tools are not everywhere
        self.faults: list[str] = []
        size = {"width": width, "height": 900}
        self.page = browser.new_page(viewport=size, locale="zh-CN")
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", lambda asked: self._see(asked.url, base))
        self.page.goto(base)
        self.sees("上传前请对照")

    def _hear(self, message: Any) -> None:  # noqa: ANN401 - the same
        if message.type == "error":
            self.faults.append(message.text)

    def _see(self, url: str, base: str) -> None:
        if not url.startswith((base, base.replace("http", "ws", 1), "data:", "blob:")):
            self.faults.append(f"asked of another machine: {url}")

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def fills(self, **fields: str) -> None:
        """Fill fields of the registration and leave each."""
        for name, value in fields.items():
            field = self.page.locator(f".st-key-reg_{name} input")
            field.fill(value)
            field.blur()

    def chooses(self, item: str) -> None:
        box = self.page.get_by_role("combobox")
        box.click()
        box.fill(item)
        self.page.get_by_role("option").first.click()
        self.sees("选择一个 PDF，或拖到这里")

    def ends(self) -> None:
        """Look at the whole once more."""
        assert not self.page.evaluate(IS_TOO_WIDE)
        assert self.faults == []


Visit = Callable[[int], Visitor]


@pytest.fixture
def visit(base: str) -> Iterator[Visit]:
    """Open the front page in a browser of its own, at a width."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield lambda width: Visitor(browser, base, width)
        browser.close()


@WIDTHS
def test_front_page_shows_the_ways_in_and_lets_one_in(visit: Visit, width: int) -> None:
    visitor = visit(width)
    for words in ("业务系统入口", "登录 / 注册", "红头盖章", "咨询服务"):
        visitor.sees(words)
    assert not visitor.page.evaluate(IS_TOO_WIDE)

    visitor.page.get_by_label("账号").fill("shen")
    visitor.page.get_by_label("密码", exact=True).fill("wrong")
    visitor.page.keyboard.press("Enter")
    visitor.sees("账号或密码不正确")
    kept = visitor.page.get_by_label("账号").input_value()
    visitor.page.get_by_label("密码", exact=True).fill(PASSWORD)
    visitor.page.keyboard.press("Enter")
    visitor.sees("退出")

    assert kept == "shen"
    visitor.ends()


def test_a_protected_address_shows_the_front_page_and_stays(
    base: str, visit: Visit
) -> None:
    visitor = visit(1440)

    visitor.page.goto(f"{base}/queue")
    visitor.sees("上传前请对照")

    assert visitor.page.url.endswith("/queue")


@WIDTHS
def test_a_builder_registers_once_and_is_in(visit: Visit, width: int) -> None:
    visitor = visit(width)
    visitor.presses("首次使用")
    visitor.sees("注册单位和它的第一个账号")
    visitor.page.get_by_text("施工单位", exact=True).click()
    visitor.fills(
        company="济南空谷防水工程有限公司", credit_code=CODES[width][:-1] + "Z"
    )
    visitor.sees("统一社会信用代码不对")
    visitor.fills(credit_code=CODES[width], contact="谷样", phone="13900000000")
    visitor.sees("校验码正确")
    visitor.fills(account="shen", password="password1", again="password1")  # noqa: S106 - of a test
    visitor.page.get_by_text("我已阅读并同意使用条款").click()
    visitor.presses("注册")
    visitor.sees("密码还不符合要求：不是常见密码")
    visitor.fills(password=PASSWORD)
    visitor.page.locator(".password_rules li.met").nth(3).wait_for()
    visitor.fills(again=PASSWORD)
    visitor.presses("注册")
    visitor.sees("这个账号已有人使用")
    visitor.fills(account=f"gu.{width}")
    assert not visitor.page.evaluate(IS_TOO_WIDE)

    visitor.page.locator(".st-key-reg_send button").dblclick()

    visitor.sees("退出")
    visitor.page.get_by_text("谷样").first.wait_for(state="attached")
    visitor.ends()


def _registers(visitor: Visitor, account: str) -> None:
    visitor.presses("首次使用")
    visitor.page.get_by_text("施工单位", exact=True).click()
    visitor.fills(
        company="济南空谷防水工程有限公司",
        credit_code="91990100MA5XAMPL9F",
        contact="谷样",
        phone="13900000000",
        account=account,
        password=PASSWORD,
        again=PASSWORD,
    )
    visitor.page.get_by_text("我已阅读并同意使用条款").click()
    visitor.presses("注册")


def test_a_known_company_loses_nothing_that_was_typed(visit: Visit) -> None:
    first = visit(1440)
    _registers(first, "first.one")
    first.sees("退出")

    second = visit(1440)
    _registers(second, "second.one")

    second.sees("这家企业已经注册过")
    assert second.page.locator(".st-key-reg_password input").input_value() == PASSWORD
    second.ends()


@WIDTHS
def test_who_forgot_is_told_whom_to_call(visit: Visit, width: int) -> None:
    visitor = visit(width)
    visitor.presses("忘记账号或密码")

    visitor.page.get_by_label("统一社会信用代码").fill("91990100MA6619820A")
    visitor.page.keyboard.press("Enter")

    visitor.sees("请拨打咨询电话")
    visitor.sees("链接 24 小时内有效，只能用一次。")
    visitor.ends()


@WIDTHS
def test_one_file_is_checked_without_a_log_in(
    visit: Visit, width: int, tmp_path: Path
) -> None:
    visitor = visit(width)
    visitor.presses("快速检查一个文件")
    visitor.chooses("11")

    visitor.page.locator("input[type=file]").set_input_files(TURNED)

    visitor.sees("第 1 页顺时针转了 90 度")
    visitor.sees("怎样改：请把这一页转正")
    photo = tmp_path / "照片.pdf"
    photo.write_bytes(b"\xff\xd8\xff\xe0 no PDF at all")
    visitor.page.locator("input[type=file]").set_input_files(photo)
    visitor.sees("“照片.pdf”不是 PDF")
    visitor.page.locator("input[type=file]").set_input_files(
        {"name": "空.pdf", "mimeType": "application/pdf", "buffer": b""}
    )
    visitor.sees("文件是空的")
    assert not visitor.page.evaluate(IS_TOO_WIDE)
    # The browser itself notes each refusal of the server.
    assert [one for one in visitor.faults if "409" not in one] == []
