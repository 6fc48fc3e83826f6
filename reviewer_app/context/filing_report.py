"""What a company's screens tell of a report: findings, texts, the way up."""

from collections.abc import Iterable, Mapping
from typing import Any

from checker.model.grade import GRADE_NAMES, Grade
from checker.model.wording import Text
from reviewer_app.context.case_rows import FindingRow
from reviewer_app.domain.wording import told_here

Report = Mapping[str, Any]
"""As in the contract; empty where nothing was checked."""


def grade_of(report: Report) -> Grade | None:
    """Return the grade that a report suggests, None for none."""
    return Grade(report["grade"]) if report.get("grade") else None


def finding_of(one: Mapping[str, Any]) -> FindingRow:
    """Return a finding of a report as it is shown."""
    box = one["bbox"]
    return FindingRow(
        str(one["id"]),
        one["rule"],
        one["item"],
        one["document"],
        one["page"],
        (box[0], box[1], box[2], box[3]) if box else None,
        one["severity"],
        one["verdict"],
        told_here(Text(**one["message"])),
        told_here(Text(**one["remedy"])),
        one["evidence"],
        one["source"],
    )


def texts_of(lines: Iterable[Any]) -> tuple[Text, ...]:
    """Return the lines that hold words in both languages."""
    return tuple(
        Text(one["zh"], one["en"])
        for one in lines
        if isinstance(one, Mapping) and "zh" in one
    )


def way_up_of(report: Report) -> tuple[Text, ...]:
    """Return the fewest repairs that lead to a better grade, a line each."""
    way = report.get("way_up")
    if not way:
        return ()
    target = GRADE_NAMES[Grade(way["target"])]
    head = Text(
        f"完成以下事项，建议等级可到“{target.zh}”：", f"This leads to {target.en}:"
    )
    return (head, *(_repair(one) for one in way["repairs"]))


def _repair(repair: Mapping[str, Any]) -> Text:
    count, document, item = len(repair["findings"]), repair["document"], repair["item"]
    if document:
        name = document.rpartition("/")[2]
        return Text(f"更换“{name}”（{count} 处问题）", f"replace “{name}” ({count})")
    if item:
        return Text(
            f"补齐第 {item} 项（{count} 处问题）", f"complete item {item} ({count})"
        )
    return Text(f"补正人员信息（{count} 处问题）", f"put the people right ({count})")
