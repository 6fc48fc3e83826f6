"""What goes wrong on a company's side: kept, said in words, and gone on with."""

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.e2e.seeding import Behind, Filed, stand_behind
from tests.e2e.serving import free_port, needs_browser, serve_desk
from tests.e2e.walking import Clerk, browsing

pytestmark = needs_browser
FORM = "**/form/*"
PIECES = "**/drawer/uploads/*"
Enter = Callable[[Filed, str], Clerk]
LARGE = b"%PDF-1.4\n" + bytes(range(256)) * 40_000
"""Some 10 MB: three pieces."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def behind(home: Path) -> Behind:
    return stand_behind(home)


@pytest.fixture(scope="module")
def base(home: Path, behind: Behind) -> Iterator[str]:
    assert behind is not None, "its tables are there before two make them"
    with serve_desk(home, free_port()) as address:
        yield address


@pytest.fixture
def enter(base: str, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """Log somebody in, in a browser of their own, at a section of their assessment."""
    with browsing(request.node.name) as browser:

        def enter(filed: Filed, section: str) -> Clerk:
            clerk = Clerk(browser, base)
            clerk.logs_in(filed.account)
            clerk.page.goto(f"{base}/assessment?case={filed.case_id}&item={section}")
            clerk.page.locator("nav a[aria-current]").wait_for()
            return clerk

        yield enter


def a_file(name: str, content: bytes, kind: str = "application/pdf") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}


def _says(clerk: Clerk, words: str) -> None:
    clerk.page.locator(".form_fields").get_by_text(words).first.wait_for()


def _waits_for(clerk: Clerk, claim: Callable[[], bool]) -> None:
    for _ in range(300):
        if claim():
            return
        clerk.page.wait_for_timeout(100)
    raise AssertionError("it did not come to that")


def _chooses(clerk: Clerk, code: str, file: dict[str, Any]) -> Any:  # noqa: ANN401 - tools are not everywhere
    clerk.presses(clerk.item(code).get_by_role("button", name=f"上传 {code}"))
    dialog = clerk.page.locator("dialog[open]")
    dialog.locator("input[type=file]").set_input_files(file)
    return dialog


def test_a_reload_keeps_what_was_not_saved(behind: Behind, enter: Enter) -> None:
    filed = behind.begin("reload")
    clerk = enter(filed, "01")
    clerk.page.route(FORM, lambda route: route.abort())
    clerk.field("注册地址").fill("济南市中断路一号")
    _says(clerk, "网络中断，内容已留在本机")
    clerk.page.unroute(FORM)
    clerk.page.reload()

    _waits_for(clerk, lambda: behind.value(filed, "address") == "济南市中断路一号")

    assert clerk.field("注册地址").input_value() == "济南市中断路一号"


def test_two_windows_on_one_draft_ask_which_value_holds(
    behind: Behind, enter: Enter
) -> None:
    filed = behind.begin("windows")
    first, second = enter(filed, "01"), enter(filed, "01")
    first.field("注册地址").fill("甲路一号")
    _says(first, "已自动保存")
    second.field("注册地址").fill("乙路二号")
    _says(second, "另一个窗口刚把这一项改为“甲路一号”")
    second.presses("用我填的")
    _says(second, "已自动保存")
    assert behind.value(filed, "address") == "乙路二号"

    first.field("法定代表人").fill("秦样华")
    _waits_for(first, lambda: first.field("注册地址").input_value() == "乙路二号")

    second.field("注册地址").fill("丙路三号")
    _says(second, "已自动保存")
    first.field("注册地址").fill("丁路四号")
    _says(first, "另一个窗口刚把这一项改为“丙路三号”")
    first.presses("用另一窗口的")
    assert first.field("注册地址").input_value() == "丙路三号"
    assert behind.value(filed, "address") == "丙路三号"


def test_an_upload_that_is_cut_off_goes_on_by_itself(
    behind: Behind, enter: Enter
) -> None:
    filed = behind.begin("cut")
    clerk = enter(filed, "10")
    sent: list[str] = []

    def cut_the_second(route: Any) -> None:  # noqa: ANN401 - the same
        sent.append(route.request.url)
        if route.request.method == "PATCH" and len(sent) == 2:
            route.abort()
        else:
            route.continue_()

    clerk.page.route(PIECES, cut_the_second)
    dialog = _chooses(clerk, "07", a_file("备案.pdf", LARGE))
    dialog.get_by_text("网络中断，恢复后自动续传").wait_for()
    dialog.locator(".upload.done").wait_for()

    [(name, content)] = behind.contents(filed)
    assert name == "备案.pdf"
    assert hashlib.sha256(content).digest() == hashlib.sha256(LARGE).digest()
    assert len(sent) == 4


def test_an_upload_pauses_and_resumes(behind: Behind, enter: Enter) -> None:
    filed = behind.begin("pause")
    clerk = enter(filed, "10")
    waiting: list[Any] = []
    clerk.page.route(PIECES, lambda route: waiting.append(route))  # noqa: PLW0108 - it looks at the function
    dialog = _chooses(clerk, "07", a_file("备案.pdf", LARGE))
    _waits_for(clerk, lambda: bool(waiting))
    clerk.presses(dialog.get_by_role("button", name="暂停"))
    dialog.get_by_text("已暂停").wait_for()
    clerk.page.unroute(PIECES)

    clerk.presses(dialog.get_by_role("button", name="继续"))
    dialog.locator(".upload.done").wait_for()

    assert behind.contents(filed) == [("备案.pdf", LARGE)]


def test_a_photo_becomes_a_pdf(behind: Behind, enter: Enter) -> None:
    filed = behind.begin("photo")
    clerk = enter(filed, "10")
    photo = io.BytesIO()
    Image.new("RGB", (900, 1200), "white").save(photo, "JPEG")

    dialog = _chooses(clerk, "11", a_file("照片.jpg", photo.getvalue(), "image/jpeg"))
    dialog.locator(".upload.done", has_text="照片.pdf").wait_for()

    [(name, content)] = behind.contents(filed)
    assert name == "照片.pdf"
    assert content.startswith(b"%PDF-1.4")
    assert b"/Width 900/Height 1200" in content


def test_what_only_calls_itself_a_pdf_is_refused_with_words(
    behind: Behind, enter: Enter
) -> None:
    filed = behind.begin("text")
    clerk = enter(filed, "10")

    dialog = _chooses(clerk, "07", a_file("说明.pdf", b"just words"))

    dialog.get_by_text("说明.pdf：这个文件不是 PDF，只收 PDF。").wait_for()
    assert behind.contents(filed) == []


def test_a_session_that_ends_keeps_what_is_typed_until_the_next(
    behind: Behind, enter: Enter, base: str
) -> None:
    filed = behind.begin("session")
    clerk = enter(filed, "01")
    behind.end_sessions(filed)
    clerk.field("注册地址").fill("济南市晚到路一号")
    _says(clerk, "登录已失效，内容保存在本机")
    door = clerk.page.context.new_page()
    door.goto(base)
    door.get_by_label("账号").fill(filed.account)
    door.get_by_label("密码", exact=True).fill("only-for-tests-1")
    door.keyboard.press("Enter")
    door.get_by_text("退出").wait_for()

    _says(clerk, "已自动保存")

    assert behind.value(filed, "address") == "济南市晚到路一号"


def test_a_foreign_address_shows_nothing(
    behind: Behind, enter: Enter, base: str
) -> None:
    own, foreign = behind.begin("own"), behind.begin("foreign")
    clerk = enter(own, "01")

    clerk.page.goto(f"{base}/assessment?case={foreign.case_id}&item=01")

    clerk.sees("没有找到这份记录")
    assert clerk.page.get_by_text("foreign").count() == 0


def test_a_double_click_submits_once(behind: Behind, enter: Enter) -> None:
    filed = behind.begin("double", is_filled=True)
    clerk = enter(filed, "submit")
    clerk.ticks("checkbox", "我已看过上面未完成的内容，确认提交")

    clerk.button("提交").last.dblclick()

    clerk.sees("提交回执")
    clerk.page.wait_for_timeout(1500)
    assert behind.rounds(filed) == [1]
    assert clerk.page.locator(".notice.bad").count() == 0
    clerk.ends()
