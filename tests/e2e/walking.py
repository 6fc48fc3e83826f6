"""Somebody at a browser: by mouse or by keyboard alone, hearing every fault of it."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.serving import CHROMIUM

PASSWORD = "only-for-tests-1"  # noqa: S105 - of nobody
PATIENCE_MS = 60_000
MOST_TABS = 400
IS_TOO_WIDE = (
    "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
)
DEEPEST = """
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
"""
HAS_FOCUS = f"node => {{ {DEEPEST} return at === node; }}"
IS_BEFORE = f"""node => {{
  {DEEPEST}
  const path = (from) => {{
    const up = [];
    for (let one = from; one; one = one.parentNode || one.host) up.unshift(one);
    return up;
  }};
  if (!at || at === document.body) return false;
  const [mine, theirs] = [path(node), path(at)];
  const step = mine.findIndex((one, place) => one !== theirs[place]);
  if (step < 0 || !theirs[step]) return false;
  const order = theirs[step].compareDocumentPosition(mine[step]);
  return Boolean(order & Node.DOCUMENT_POSITION_PRECEDING);
}}"""

SHOTS = os.environ.get("DESK_SHOTS", "")
"""A folder for pictures of every step, and of what stands there when a walk fails."""


@contextmanager
def browsing(name: str = "") -> Iterator[Any]:
    """Run Debian's Chromium; with a name, the last look of each page is kept too."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            pages = [page for one in browser.contexts for page in one.pages]
            for at, page in enumerate(pages if SHOTS else ()):
                page.screenshot(path=Path(SHOTS) / f"{name or 'last'}-{at}.png")
            browser.close()


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody works: at which width, and whether without a mouse."""

    width_px: int = 1440
    has_mouse: bool = True


@dataclass
class Walker:
    """Somebody at a page of their own."""

    browser: Any
    base: str
    way: Way = field(default_factory=Way)
    faults: list[str] = field(default_factory=list)
    shots: int = 0
    keys: int = 0

    def __post_init__(self) -> None:
        size = {"width": self.way.width_px, "height": 900}
        own = self.browser.new_context(viewport=size, locale="zh-CN")
        self.page = own.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", lambda asked: self._see(asked.url))
        self.page.goto(self.base)

    def _hear(self, message: Any) -> None:  # noqa: ANN401 - tools are not everywhere
        # Streamlit looks for itself below a screen's address first, and finds nothing.
        is_its_own = "404" in message.text and "_stcore" in message.location["url"]
        if message.type == "error" and not is_its_own:
            self.faults.append(f"{message.text} {message.location['url']}")

    def _see(self, url: str) -> None:
        own = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(own):
            self.faults.append(f"asked of another machine: {url}")

    def logs_in(self, account: str) -> None:
        self.page.get_by_label("账号").fill(account)
        self.page.get_by_label("密码", exact=True).fill(PASSWORD)
        self.strikes("Enter")
        self.sees("退出")

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def looks(self, name: str) -> None:
        """Hold that nothing is wider than the screen; keep a picture where asked to."""
        assert not self.page.evaluate(IS_TOO_WIDE), name
        if SHOTS:
            self.shots += 1
            way = f"{self.way.width_px}{'' if self.way.has_mouse else 'k'}"
            path = Path(SHOTS) / f"{way}-{self.shots:02}-{name}.png"
            self.page.screenshot(path=path)

    def strikes(self, key: str) -> None:
        """Strike a key; texts apart, every key is counted."""
        self.page.keyboard.press(key)
        self.keys += 1

    def button(self, name: str) -> Any:  # noqa: ANN401 - the same
        return self.page.get_by_role("button", name=name, exact=True)

    def presses(self, target: Any, key: str = "Enter") -> None:  # noqa: ANN401 - the same
        """Press a button, a link or a box: by name, or one that was found already."""
        node = self.button(target).first if isinstance(target, str) else target
        if self.way.has_mouse:
            node.click()
        else:
            self.reaches(node)
            node.press(key)  # a screen drawn anew meanwhile takes the focus away
            self.keys += 1

    def ticks(self, role: str, words: str) -> None:
        """Tick a box or a round of Streamlit's, whose input lies unseen."""
        node = self.page.get_by_role(role, name=words)
        if self.way.has_mouse:
            self.page.locator("label", has_text=words).first.click()
        elif node.evaluate("node => node.tagName") == "BUTTON":
            self.walks_to(node)
            self.strikes("Space")
        else:
            self.presses(node, "Space")

    def walks_to(self, node: Any) -> None:  # noqa: ANN401 - the same
        """Go to a row of buttons that is one stop of Tab, and within it by arrows."""
        row = node.locator("xpath=ancestor::*[@role='radiogroup']")
        self.reaches(row.locator("[aria-checked=true]"))
        for _ in range(MOST_TABS):
            if node.evaluate(HAS_FOCUS):
                return
            self.strikes("ArrowRight")
        raise AssertionError(f"arrows do not reach {node}")

    def fills(self, node: Any, value: str) -> None:  # noqa: ANN401 - the same
        if self.way.has_mouse:
            node.fill(value)
            return
        self.reaches(node)
        self.strikes("Control+a")
        self.page.keyboard.insert_text(value)

    def chooses(self, node: Any, value: str) -> None:  # noqa: ANN401 - the same
        """Choose in a list of the browser's own."""
        if self.way.has_mouse:
            node.select_option(value)
            return
        self.reaches(node)
        for _ in range(20):
            if node.input_value() == value:
                return
            self.strikes("ArrowDown")
        raise AssertionError(f"{value} is not in the list")

    def reaches(self, node: Any) -> None:  # noqa: ANN401 - the same
        """Go to an element with Tab alone, forwards or back."""
        node.wait_for(state="attached")
        key = "Shift+Tab" if node.evaluate(IS_BEFORE) else "Tab"
        for _ in range(MOST_TABS):
            if node.evaluate(HAS_FOCUS):
                return
            self.strikes(key)
        raise AssertionError(f"Tab does not reach {node}")

    def is_at(self, node: Any) -> None:  # noqa: ANN401 - the same
        """Hold that the focus comes to an element and stays, also when drawn anew."""
        for _ in range(100):
            if node.evaluate(HAS_FOCUS):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the focus is not at {node}")

    def ends(self) -> None:
        assert not self.faults, self.faults


@dataclass(frozen=True, slots=True)
class Company:
    """Whom a clerk registers."""

    name: str
    code: str
    account: str


FORM: dict[str, dict[str, str]] = {
    "01": {"注册地址": "济南市示例区一号", "法定代表人": "秦样华"},
    "02": {
        "资质类别": "general_contracting",
        "资质等级": "2",
        "资质证书编号": "D237000000",
        "资质证书有效期至": "2030-01-01",
    },
    "03": {
        "许可证编号": "（鲁）JZ安许证字〔2020〕000000",
        "许可证有效期至": "2030-01-01",
    },
    "04": {"联系手机": "13800000000"},
    "05": {"在建项目数量": "0"},
    "07": {
        "机构名称": "安全生产管理部",
        "分管安全负责人": "张样林",
        "专职安全生产管理人员人数": "3",
    },
    "08": {"是否使用施工起重机械": "yes", "考核年度内是否发生生产安全事故": "no"},
}
"""What is required, section by section."""

TABLES = ("enterprise_head", "project_head", "safety_officer", "special_operator")


class Clerk(Walker):
    """Somebody of a company, on the company's side of the desk."""

    def registers(self, company: Company) -> None:
        self.presses("首次使用")
        self.sees("注册单位和它的第一个账号")
        self.ticks("radio", "施工单位")
        for name, value in {
            "company": company.name,
            "credit_code": company.code,
            "contact": "秦样华",
            "phone": "13800000000",
            "account": company.account,
            "password": PASSWORD,
            "again": PASSWORD,
        }.items():
            self.fills(self.page.locator(f".st-key-reg_{name} input"), value)
        self.ticks("checkbox", "我已阅读并同意使用条款")
        self.looks("register")
        self.presses("注册")
        self.sees("退出")

    def begins(self, year: str) -> None:
        self.presses(self.page.get_by_role("link", name="安许证动态考核"))
        self.button("删除").wait_for()
        self.presses("新增")
        box = self.page.get_by_role("combobox", name="考核年度")
        if self.way.has_mouse:
            box.click()
            self.page.get_by_role("option", name=year).click()
        else:
            self.fills(box, year)
            self.strikes("Enter")
        self.looks("new")
        self.presses("确定新增")
        self.field("注册地址").wait_for()

    def field(self, label: str) -> Any:  # noqa: ANN401 - tools are not everywhere
        return self.page.get_by_label(label)

    def opens(self, section: str) -> None:
        """Open a section by its place on the rail."""
        name = self.page.locator(".number, .title").get_by_text(section, exact=True)
        link = self.page.locator("nav a", has=name)
        self.presses(link)
        self.page.locator("nav a[aria-current]", has=name).wait_for()

    def fills_in(self, section: str) -> None:
        self.opens(section)
        for label, value in FORM[section].items():
            node = self.field(label)
            node.wait_for()
            is_list = node.evaluate("node => node.tagName") == "SELECT"
            (self.chooses if is_list else self.fills)(node, value)
        self.page.get_by_role("status").filter(has_text="已自动保存").wait_for()
        self.page.locator("nav a.good", has_text=section).first.wait_for()

    def adds(self, person: dict[str, Any], folder: Path) -> None:
        """Fill in a row of people, save it, and send its certificates."""
        at = TABLES.index(person["table"])
        self.presses(self.button("新增").nth(at))
        for label, name in (
            ("姓名", "name"),
            ("身份证号", "id_number"),
            ("证书编号", "certificate_number"),
            ("有效期至", "valid_until"),
        ):
            self.fills(self.page.get_by_label(label), str(person[name]))
        self.presses("保存")
        row = self.page.locator("section.row", has_text=person["name"])
        row.wait_for()
        self.sends(row, [folder / one for one in person["files"]])

    def item(self, code: str) -> Any:  # noqa: ANN401 - the same
        return self.page.locator(f"section.row#desk-row-item-{code}")

    def sends(self, row: Any, paths: Sequence[Path | dict[str, Any]]) -> None:  # noqa: ANN401 - the same
        """Send files from a row's 「上传」 and wait until they are stored."""
        send = row.get_by_role("button", name=re.compile("^上传"))
        self.presses(send)
        dialog = self.page.locator("dialog[open]")
        dialog.locator("input[type=file]").set_input_files(list(paths))
        for path in paths:
            name = path["name"] if isinstance(path, dict) else path.name
            dialog.locator(".upload.done", has_text=name).wait_for()
        self.presses(dialog.get_by_role("button", name="完成"))
        dialog.wait_for(state="detached")
        row.locator(".file").nth(len(paths) - 1).wait_for()
        if not self.way.has_mouse:
            self.is_at(send)

    def waits_for_the_check(self) -> None:
        self.opens("预审结果")
        self.page.get_by_text("系统建议等级").wait_for(timeout=5 * PATIENCE_MS)
        running = self.page.get_by_text(re.compile("正在识别|正在检查"))
        running.wait_for(state="detached", timeout=5 * PATIENCE_MS)

    def submits(self, name: str = "提交") -> None:
        if not self.page.get_by_label("意见").is_visible():
            self.opens("提交")
        self.ticks("checkbox", "确认提交")
        self.presses(self.button(name).last)
        self.sees("提交回执")

    def rectifies(self, wanted: str, paper: Path, objection: str = "") -> None:
        """Answer the letter's first finding, object to a second one, and resubmit."""
        self.presses(self.page.get_by_role("link", name="安许证动态考核"))
        self.button("删除").wait_for()
        self.sees("已退回待整改")
        self.looks("list-returned")
        self.presses("整改")
        self.sees(wanted)
        self.looks("rectify")
        self.presses("已更换或补传")
        self.sees(f"已答复 1/{2 if objection else 1}")
        if objection:
            second = self.page.locator("[class*=st-key-letter_line_]").nth(1)
            self.fills(second.get_by_role("textbox"), objection)
            self.presses(second.get_by_role("button", name="有异议", exact=True))
            self.sees("已答复 2/2")
        self.sends(self.item("20"), [paper])
        self.looks("answered")
        self.presses("去重新提交")
        self.submits("重新提交")
