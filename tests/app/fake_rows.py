"""Rows that fakes show: made-up companies, findings of two sample dossiers.

The findings are those of ``reports.json``, as ``checker check`` wrote them, shortened.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from checker.model.grade import Grade
from checker.model.wording import Text
from reviewer_app.context import case_rows as cases
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.states import State
from tests.app.fake_plots import COMPANY_PEOPLE

PASSWORD = "demo-desk-1"  # noqa: S105 - of nobody
NOW = dt.datetime(2022, 3, 9, 2, 30, tzinfo=dt.UTC)
PEOPLE = {
    "shen": Actor(1, "沈核", Role.REVIEWER),
    "zong": Actor(2, "宗复", Role.CHIEF),
    "guan": Actor(3, "管理", Role.ADMINISTRATOR),
    "ji": Actor(4, "稽录", Role.AUDITOR),
    **COMPANY_PEOPLE,
}
NAMES = (
    "山东样本建筑安装有限公司",
    "济南示例建设集团有限公司",
    "济南虚构建筑工程有限公司",
    "济南假设市政工程有限公司",
    "山东范例钢结构有限公司",
    "济南拟名装饰工程有限公司",
    "山东无此建筑劳务有限公司",
    "济南模本地基基础工程有限公司",
    "山东例言机电安装有限公司",
    "济南佚名园林绿化工程有限公司",
    "山东设想路桥建设有限公司",
    "济南空谷防水工程有限公司",
)
GRADES = (Grade.UNQUALIFIED, Grade.BASICALLY_QUALIFIED, Grade.QUALIFIED)
SUBMITTED, REVIEW, ACCEPT = State.SUBMITTED, State.IN_REVIEW, State.TO_ACCEPT
STATES = (
    REVIEW, REVIEW, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED, SUBMITTED,
    ACCEPT, ACCEPT, State.RETURNED, State.QUALIFIED,
)  # fmt: skip


@cache
def report(name: str) -> dict[str, Any]:
    """Return a sample's report."""
    text = (Path(__file__).parent / "reports.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text)[name])


def report_of(case_id: int) -> dict[str, Any]:
    """Return the report that a case shows."""
    return report("unqualified" if case_id % 2 else "basically_qualified")


def queue_row(number: int, state: State) -> cases.QueueRow:
    given = report_of(number)
    faults = sum(1 for f in given["findings"] if f["verdict"] == "fail")
    unknowns = len(given["findings"]) - faults
    clean = number % 3 == 0
    return cases.QueueRow(
        number, NAMES[number - 1], given["dossier"]["credit_code"], 2021, 1, state,
        NOW - dt.timedelta(hours=7 * number),
        0 if clean else faults, 0 if clean else unknowns,
        Grade.QUALIFIED if clean else Grade(given["grade"]),
        3.0 + 2 * len(given["findings"]), "沈核" if state is not SUBMITTED else None,
        (12, 48) if number == 7 else None,
    )  # fmt: skip


def finding_row(given: Mapping[str, Any]) -> cases.FindingRow:
    document = given["document"]
    return cases.FindingRow(
        given["id"], given["rule"], given["item"], document,
        given["page"], tuple(given["bbox"]) if given["bbox"] else None,
        given["severity"], given["verdict"], Text(**given["message"]),
        Text(**given["remedy"]), given["evidence"], given["source"],
    )  # fmt: skip


def tile(
    item: Mapping[str, Any],
    files: Mapping[str, Any],
    findings: tuple[cases.FindingRow, ...],
) -> cases.ItemTile:
    own = [f for f in findings if f.item == item["id"]]
    return cases.ItemTile(
        item["id"],
        Text(item["title"], item["title_en"]),
        item["status"],
        sum(1 for f in own if f.outcome == "fail"),
        sum(1 for f in own if f.outcome == "unknown"),
        tuple(file_row(files[path]) for path in item["documents"]),
    )


def file_row(given: Mapping[str, Any]) -> cases.FileRow:
    return cases.FileRow(
        given["sha256"], given["path"], given["page_count"], given["status"],
        tuple(given["active_content"] or ()),
    )  # fmt: skip


def people(files: Mapping[str, Any]) -> tuple[cases.ItemTile, ...]:
    own = [d for d in files.values() if not d["item"]]
    tables = (
        ("enterprise_head", "企业负责人", "heads of the enterprise", ("总",)),
        ("project_head", "项目负责人", "project heads", ("项目",)),
        ("safety_officer", "专职安全生产管理人员", "safety officers", ("专职",)),
        ("special_operator", "特种作业人员", "special operators", ("工-", "司机")),
    )
    return tuple(
        cases.ItemTile(
            code, Text(zh, en), "pass", 0, 0,
            tuple(file_row(d) for d in own if any(w in d["path"] for w in marks)),
        )
        for code, zh, en, marks in tables
    )  # fmt: skip
