"""What was measured, in words: the readings that a finding rests on and its limits."""

from collections.abc import Iterator, Mapping

from checker.model.wording import Text

_NAMES: dict[str, Text] = {
    "value": Text("测得", "measured"),
    "deciding": Text("看到", "seen"),
    "found": Text("找到", "found"),
    "found_words": Text("发现的内容", "found"),
    "heading": Text("标题", "heading"),
    "reason": Text("无法判断的原因", "why it is unsure"),
    "because": Text("原因", "because"),
    "missing": Text("缺少", "missing"),
    "months_missing": Text("缺少的月份", "months missing"),
    "years_found": Text("读到的年份", "years found"),
    "seals_found": Text("发现印章（枚）", "seals found"),
    "size_mm": Text("印章直径（mm）", "diameter of the seal (mm)"),
    "sizes_mm": Text("印章直径（mm）", "diameters of seals (mm)"),
    "pages": Text("页数", "pages"),
    "blank_pages": Text("空白页", "blank pages"),
    "total": Text("表中合计", "printed total"),
    "sum": Text("各行之和", "sum of the rows"),
    "valid_until": Text("有效期至", "valid until"),
    "count": Text("数量", "count"),
    "status": Text("文件状态", "file status"),
    "kind": Text("文件类型", "file type"),
    "similarity": Text("相似度", "similarity"),
    "confidence": Text("把握", "confidence"),
    "best_confidence": Text("最高把握", "best confidence"),
    "allowed": Text("允许", "allowed"),
    "expected": Text("应为", "expected"),
    "needed": Text("需要", "needed"),
    "at_least": Text("至少", "at least"),
    "at_most": Text("至多", "at most"),
    "fail_below": Text("应不低于", "at least"),
    "fail_above": Text("应不高于", "at most"),
    "min_mm": Text("不小于（mm）", "at least (mm)"),
    "max_mm": Text("不大于（mm）", "at most (mm)"),
    "day": Text("判定日", "as of"),
    "min_confidence": Text("需要的把握", "confidence needed"),
}
"""Readings by name, then the limits; what is not here is for programs only."""

_STATUSES: dict[str, Text] = {
    "ok": Text("正常", "ok"),
    "repaired": Text("已修复", "repaired"),
    "damaged": Text("已损坏", "damaged"),
    "encrypted": Text("有密码", "encrypted"),
    "not_pdf": Text("不是 PDF", "not a PDF"),
    "empty": Text("空文件", "empty"),
    "too_large": Text("过大", "too large"),
    "timeout": Text("超时", "timed out"),
}


_IN_DEGREES = ("value", "allowed", "fail_below", "fail_above")
"""What findings of the area ``orientation`` measure."""


def in_words(
    measured: Mapping[str, object], area: str = ""
) -> tuple[tuple[Text, Text], ...]:
    """Return pairs of name and value, in the order in which one reads them.

    Args:
        measured: as a finding of a report has it.
        area: of the finding, which tells some units; empty: values without them.
    """
    return tuple(_pairs(measured, area))


def _pairs(measured: Mapping[str, object], area: str) -> Iterator[tuple[Text, Text]]:
    for key, name in _NAMES.items():
        words = _value(measured.get(key))
        if words is None:
            continue
        if key == "status":
            words = _STATUSES.get(words.zh, words)
        elif area == "orientation" and key in _IN_DEGREES:
            words = Text(f"{words.zh}°", f"{words.en}°")
        yield name, words


def _value(value: object) -> Text | None:
    """Return a value in words, None where there is nothing to say."""
    match value:
        case Mapping():
            zh = str(value.get("zh", ""))
            words, english = zh, str(value.get("en", zh))
        case list() | tuple():
            words = english = "、".join(str(entry) for entry in value)
        case bool():
            words, english = ("是", "yes") if value else ("否", "no")
        case float():
            words = english = f"{value:.3g}"
        case _:
            words = english = "" if value is None else str(value)
    return Text(words, english) if words else None
