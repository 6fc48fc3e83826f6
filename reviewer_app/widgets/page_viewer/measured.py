"""What was measured, in words: the readings that a finding rests on and its limits."""

from collections.abc import Iterator, Mapping

from reviewer_app.context import Ctx

_NAMES: dict[str, str] = {
    "value": "测得",
    "deciding": "看到",
    "reason": "无法判断的原因",
    "because": "原因",
    "allowed": "允许",
    "at_least": "至少",
    "at_most": "至多",
    "fail_below": "应不低于",
    "fail_above": "应不高于",
    "seals_found": "发现印章（枚）",
    "sizes_mm": "印章直径（mm）",
    "pages": "页数",
    "blank_pages": "空白页",
    "years_found": "读到的年份",
    "months_missing": "缺少的月份",
    "found": "找到",
    "needed": "需要",
    "count": "数量",
    "confidence": "把握",
    "best_confidence": "最高把握",
    "min_confidence": "需要的把握",
    "status": "文件状态",
    "kind": "文件类型",
    "similarity": "相似度",
}
"""Readings by name; what is not here is for programs only."""


def in_words(ctx: Ctx, measured: Mapping[str, object]) -> list[list[str]]:
    """Return pairs of name and value, in the order in which one reads them."""
    return list(_pairs(ctx, measured))


def _pairs(ctx: Ctx, measured: Mapping[str, object]) -> Iterator[list[str]]:
    for key, name in _NAMES.items():
        words = _value(ctx, measured.get(key))
        if words:
            yield [ctx.say(name), words]


def _value(ctx: Ctx, value: object) -> str:
    if isinstance(value, Mapping):
        return str(value.get("en" if ctx.language == "en" else "zh", ""))
    if isinstance(value, list | tuple):
        return "、".join(str(entry) for entry in value)
    if isinstance(value, bool):
        return ctx.say("是") if value else ctx.say("否")
    if isinstance(value, float):
        return f"{value:.3g}"
    return "" if value is None else str(value)
