"""The whole story of an assessment, both sides, at the desk itself with its worker."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.e2e.seeding import stand_behind
from tests.e2e.serving import ROOT, free_port, needs_browser, serve_desk
from tests.e2e.walking import (
    FORM,
    Clerk,
    Company,
    Walker,
    browsing,
)

pytestmark = needs_browser
SAMPLE = ROOT / "sample_data/clean/dossier"
ITEM_20 = ROOT / "sample_data/rectification/dossier/20-整改报告.pdf"
COMPANY = Company("济南虚构建筑工程有限公司", "91990100MA35235755", "xu.gou")
MISSING = "请补一份2021年度演练的照片"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, seen_before: Path) -> Path:
    home = tmp_path_factory.mktemp("desk")
    (home / "evidence.db").symlink_to(seen_before)
    stand_behind(home).add_reviewer()
    return home


@pytest.fixture(scope="module")
def base(home: Path) -> Iterator[str]:
    with serve_desk(home, free_port()) as address:
        yield address


class Reviewer(Walker):
    """Somebody of the authority."""

    def claims(self) -> None:
        self.page.get_by_role("link", name="待我审核", exact=True).click()
        row = self.page.locator("tbody tr", has_text=COMPANY.name)
        row.get_by_role("button", name="领取").click()
        self.page.locator(".paper:not(.waiting) img").wait_for()

    def dismisses_all(self) -> int:
        """Dismiss what is open, one after the other; returns how much there was."""
        done, needed = self.decided()
        for _ in range(needed - done):
            self.page.locator(".card.open").first.wait_for()
            self.page.keyboard.press("n")
            self.page.keyboard.press("1")
            self.page.wait_for_timeout(100)
        return needed

    def decided(self) -> tuple[int, int]:
        line = self.page.locator(".progress .line > span").first
        done, needed = re.findall(r"\d+", line.inner_text())
        return int(done), int(needed)

    def adds_a_finding(self) -> None:
        self.page.locator(".rail .name").first.click()
        self.page.get_by_role("button", name="不画框补充").click()
        self.page.locator(".adding select").select_option("item")
        self.page.locator(".adding textarea").first.fill(MISSING)
        self.page.locator(".adding").get_by_role("button", name="保存").click()
        self.page.locator(".card", has_text=MISSING).first.wait_for()

    def grades(self, name: str, onward: str) -> None:
        self.page.get_by_role("link", name="定级", exact=True).click()
        self.page.get_by_role("button", name=name, exact=True).click()
        reason = self.page.get_by_label(re.compile("理由"))
        reason.fill("证书有效期另行核对")
        reason.blur()
        self.page.get_by_role("button", name=onward, exact=True).click()


def _fill_in(clerk: Clerk, told: dict[str, Any]) -> None:
    clerk.begins("2021")
    for section in FORM:
        clerk.fills_in(section)
        clerk.looks(f"section-{section}")
    clerk.opens("06")
    clerk.looks("needs")
    clerk.opens("09")
    for person in told["personnel"]:
        clerk.adds(person, SAMPLE)
    clerk.looks("people")


def _upload(clerk: Clerk) -> None:
    clerk.opens("10")
    for number in range(1, 20):
        own = [one for one in SAMPLE.iterdir() if one.name.startswith(f"{number:02}")]
        files = sorted(
            p for one in own for p in (one.rglob("*") if one.is_dir() else [one])
        )
        clerk.sends(clerk.item(f"{number:02}"), files)
    clerk.looks("attachments")


def _submit_twice(clerk: Clerk) -> None:
    clerk.waits_for_the_check()
    clerk.looks("precheck")
    clerk.submits()
    clerk.looks("receipt")
    clerk.presses("撤回提交")
    clerk.sees("已撤回提交，可以继续修改。")
    clerk.submits()


def _return(reviewer: Reviewer) -> None:
    reviewer.claims()
    reviewer.dismisses_all()
    reviewer.adds_a_finding()
    reviewer.looks("reading")
    reviewer.grades("基本合格", "写整改通知书")
    send = reviewer.button("发出")
    send.wait_for()
    reviewer.looks("letter")
    send.click()
    reviewer.sees("已发出。")


def _rectify(clerk: Clerk) -> None:
    clerk.page.reload()
    clerk.page.get_by_role("img", name=re.compile("条未读")).wait_for()
    clerk.page.get_by_role("link", name="消息").click()
    clerk.sees("已退回")
    clerk.looks("notices")
    clerk.rectifies(MISSING, ITEM_20)


def _qualify(reviewer: Reviewer) -> None:
    reviewer.claims()
    reviewer.dismisses_all()
    reviewer.page.get_by_role("link", name="案卷", exact=True).click()
    reviewer.sees("与上一轮相比")
    reviewer.sees("新上传")
    reviewer.looks("changes")
    reviewer.grades("合格", "发出")
    reviewer.sees("已发出。")


def _print(clerk: Clerk) -> bytes:
    clerk.page.get_by_role("link", name="安许证动态考核").click()
    clerk.presses("查看")
    clerk.sees("考核结果")
    clerk.looks("result")
    link = clerk.page.get_by_role("link", name="打印考核结果")
    answer = clerk.page.request.get(clerk.base + link.get_attribute("href"))
    return bytes(answer.body())


def test_an_assessment_goes_from_registering_to_its_result(
    base: str, home: Path
) -> None:
    told = YAML(typ="safe").load((SAMPLE / "dossier.yaml").read_text("utf-8"))
    with browsing() as browser:
        clerk = Clerk(browser, base)
        clerk.registers(COMPANY)
        clerk.looks("desk")
        _fill_in(clerk, told)
        _upload(clerk)
        _submit_twice(clerk)
        reviewer = Reviewer(browser, base)
        reviewer.logs_in("shen")
        _return(reviewer)
        _rectify(clerk)
        _qualify(reviewer)
        paper = _print(clerk)
    verified = subprocess.run(
        [sys.executable, "-m", "reviewer_app", "audit", "verify"],
        env={**os.environ, "DOSSIER_DESK": str(home)}, cwd=ROOT, check=False,
    )  # fmt: skip

    assert paper.startswith(b"%PDF")
    assert verified.returncode == 0
    clerk.ends()
    reviewer.ends()
