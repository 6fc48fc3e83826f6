"""Suggests a grade by the lines of a pack's scheme, and shows the arithmetic."""

from collections.abc import Sequence

from checker.grading._counting import count_of, counted_by, grade_of, is_met
from checker.grading.way_up import find_way_up
from checker.model.finding import Finding
from checker.model.grade import (
    GRADE_NAMES,
    Grade,
    GradeReason,
    GradeSuggestion,
    GradingLine,
    GradingScheme,
)
from checker.model.result import ItemResult, ItemStatus, Judgement
from checker.model.wording import Text


def suggest_grade(
    scheme: GradingScheme, judgement: Judgement, *, complete: bool
) -> GradeSuggestion:
    """Return the suggested grade with its reasons.

    Args:
        scheme: of the pack that judged.
        judgement: findings with their waivers, and items.
        complete: False when something could not be evaluated for a cause of ours.

    Returns:
        A suggestion without a grade when the check is incomplete or too many required
        items are unknown. The arithmetic tells in any case what was counted: first
        the unknown items, then one entry for each line of the scheme and for the grade
        that remains.
    """
    findings = judgement.findings
    shares = _Shares(judgement.items)
    arithmetic = (
        *(() if complete else (_INCOMPLETE,)),
        shares.told(scheme.unknown_items_share),
        *(_told(line, findings) for line in scheme.lines),
        _told_otherwise(scheme),
    )
    if not complete or shares.unknown_share > scheme.unknown_items_share:
        return GradeSuggestion(None, arithmetic=arithmetic)
    grade = grade_of(scheme, findings)
    return GradeSuggestion(
        grade=grade,
        reasons=_reasons(scheme, findings, grade),
        arithmetic=arithmetic,
        way_up=find_way_up(scheme, findings, grade),
    )


class _Shares:
    """How many of the required items could not be judged."""

    def __init__(self, items: Sequence[ItemResult]) -> None:
        required = [one for one in items if one.required]
        self.required = len(required)
        self.unknown = sum(one.status is ItemStatus.UNKNOWN for one in required)

    @property
    def unknown_share(self) -> float:
        """0 to 1; 0 when nothing is required."""
        return self.unknown / self.required if self.required else 0.0

    def told(self, limit_share: float) -> Text:
        """Say how the share stands against its limit."""
        over = self.unknown_share > limit_share
        share = f"{self.unknown_share:.0%}"
        verdict = _TOO_MANY_UNKNOWN if over else _FEW_UNKNOWN
        return Text(
            f"无法判断的必交项目：{self.unknown}/{self.required}（{share}），"
            f"上限 {limit_share:.0%}，{verdict.zh}",
            f"required items that could not be judged: {self.unknown} of "
            f"{self.required} = {share}, at most {limit_share:.0%}: {verdict.en}",
        )


def _told(line: GradingLine, findings: Sequence[Finding]) -> Text:
    """Say what a line counts, from which count on it is met, and whether it is."""
    count = count_of(line, findings)
    unit = _ITEMS if line.count_items else _FINDINGS
    name = GRADE_NAMES[line.grade]
    verdict = _MET if count >= line.at_least else _NOT_MET
    return Text(
        f"{line.words.zh}：{count} {unit.zh}，满 {line.at_least} {unit.zh}为{name.zh}，"
        f"{verdict.zh}",
        f"{line.words.en}: {count} {unit.en}, {name.en} from {line.at_least}: "
        f"{verdict.en}",
    )


def _told_otherwise(scheme: GradingScheme) -> Text:
    name, words = GRADE_NAMES[scheme.otherwise], scheme.otherwise_words
    return Text(
        f"以上都未达到：{name.zh}（{words.zh}）",
        f"none of these: {name.en} ({words.en})",
    )


def _reasons(
    scheme: GradingScheme, findings: Sequence[Finding], grade: Grade
) -> tuple[GradeReason, ...]:
    """Return the findings of every line that was met and leads to the grade."""
    return tuple(
        GradeReason(finding.id, line.id, line.words)
        for line in scheme.lines
        if line.grade is grade and is_met(line, findings)
        for finding in counted_by(line, findings)
    )


_INCOMPLETE = Text(
    "检查没有全部完成，不提出评级建议",
    "the check could not be finished, so no grade is suggested",
)
_TOO_MANY_UNKNOWN = Text("超过上限，不提出评级建议", "too many, no grade is suggested")
_FEW_UNKNOWN = Text("未超过", "not more")
_FINDINGS = Text("处", "findings")
_ITEMS = Text("个项目", "items")
_MET = Text("达到", "met")
_NOT_MET = Text("未达到", "not met")
