"""From registering to the second receipt: on a phone's width, and by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.e2e.seeding import Behind, stand_behind
from tests.e2e.serving import ROOT, free_port, needs_browser, serve_desk
from tests.e2e.walking import FORM, Clerk, Company, Way, browsing

pytestmark = needs_browser
SAMPLE = ROOT / "sample_data/clean/dossier"
WAYS = {
    "phone": (
        Way(width_px=390),
        Company("济南窄屏防水工程有限公司", "91990100MA7WALK01X", "narrow.one"),
    ),
    "keyboard": (
        Way(has_mouse=False),
        Company("济南键盘建筑工程有限公司", "91990100MA7WALK021", "keys.one"),
    ),
}
ITEM_20 = ROOT / "sample_data/rectification/dossier/20-整改报告.pdf"
MISSING = "请补一份2021年度演练的照片"
DOUBTED = "第 07 项缺盖章页"
ITEMS = {
    "07": "07-应急预案备案登记表.pdf",
    "11": "11-重大危险源管理档案.pdf",
    "17": "17-作业场所防护措施.pdf",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, seen_before: Path) -> Path:
    home = tmp_path_factory.mktemp("desk")
    (home / "evidence.db").symlink_to(seen_before)
    return home


@pytest.fixture(scope="module")
def behind(home: Path) -> Behind:
    behind = stand_behind(home)
    behind.add_reviewer()
    return behind


@pytest.fixture(scope="module")
def base(home: Path, behind: Behind) -> Iterator[str]:
    assert behind is not None, "its tables are there before two make them"
    with serve_desk(home, free_port()) as address:
        yield address


@pytest.mark.parametrize(("way", "company"), WAYS.values(), ids=WAYS.keys())
def test_a_company_goes_from_registering_to_its_second_receipt(
    base: str, behind: Behind, *, way: Way, company: Company
) -> None:
    told = YAML(typ="safe").load((SAMPLE / "dossier.yaml").read_text("utf-8"))
    with browsing() as browser:
        clerk = Clerk(browser, base, way)
        clerk.registers(company)
        clerk.looks("desk")
        clerk.begins("2021")
        for section in FORM:
            clerk.fills_in(section)
            clerk.looks(f"section-{section}")
        clerk.opens("09")
        clerk.adds(told["personnel"][0], SAMPLE)
        clerk.looks("people")
        clerk.opens("10")
        for code, name in ITEMS.items():
            clerk.sends(clerk.item(code), [SAMPLE / name])
        clerk.looks("attachments")
        clerk.waits_for_the_check()
        clerk.looks("precheck")
        clerk.submits()
        clerk.looks("receipt")
        behind.give_back(company.name, MISSING, DOUBTED)
        clerk.rectifies(MISSING, ITEM_20, objection="原件为双面印制，见第二页")
        clerk.looks("second-receipt")
        clerk.ends()
