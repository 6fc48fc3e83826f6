"""The contact sheet of a book of thousands of pages, without a server."""

from base64 import b64encode

from tests.e2e.serving import ROOT, needs_browser
from tests.e2e.walking import browsing

pytestmark = needs_browser
PART = (ROOT / "reviewer_app/widgets/contact_sheet/part.js").read_text("utf-8")
DRAW = """async (code) => {
  const part = await import(`data:text/javascript;base64,${code}`);
  const root = document.createElement("div");
  root.innerHTML = "<div class='part'></div>";
  document.body.append(root);
  const file = { id: "1", name: "制度汇编", pages: 1100, count: "1100 页" };
  part.default({
    data: { case: 1, page: "第 {0} 页", more: "再看 {0} 页", files: [file] },
    parentElement: root,
    setTriggerValue: (name, what) => { window.opened = what; },
  });
}"""


def test_pages_come_a_part_at_a_time_up_to_the_last_and_each_opens() -> None:
    with browsing() as browser:
        page = browser.new_page()
        page.evaluate(DRAW, b64encode(PART.encode()).decode())
        sheets = page.locator(".sheet")
        first = sheets.count()
        for _ in range(4):
            page.get_by_role("button", name="再看 200 页").click()
        page.get_by_role("button", name="再看 100 页").click()
        more = page.locator(".more").count()
        page.get_by_role("button", name="制度汇编 第 1100 页").click()
        opened = page.evaluate("window.opened")

        assert (first, sheets.count(), more) == (200, 1100, 0)
        assert opened == {"file": "1", "page": 1100}
