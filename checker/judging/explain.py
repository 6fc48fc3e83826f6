"""A rule in plain words: what it asks, why, whose it is, what to do."""

from dataclasses import fields, is_dataclass
from enum import Enum

from checker.model.rule import Rule, Severity
from checker.model.wording import Text

_SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.INFO: Text("说明", "info"),
}

_LABELS = {
    "source": Text("依据", "Source"),
    "why": Text("理由", "Why"),
    "severity": Text("严重程度", "Severity"),
    "items": Text("适用材料", "Items"),
    "all": Text("全部", "all"),
    "judged": Text("判断方法", "Judged by"),
    "message": Text("不符合时", "When it fails"),
    "doubt": Text("拿不准时", "When in doubt"),
    "remedy": Text("怎样改", "What to do"),
}


def explain_rule(rule: Rule, language: str) -> str:
    """Return the explanation of a rule as lines of text, ending in a newline."""
    items = rule.applies_to.items
    rows = {
        "source": f"{rule.source.document} {rule.source.clause}",
        "why": rule.why.in_language(language),
        "severity": _SEVERITIES[rule.severity].in_language(language),
        "items": (
            _LABELS["all"].in_language(language)
            if items is None
            else " ".join(sorted(items))
        ),
        "judged": " ".join([rule.kind.name, *_params(rule.params)]),
        "message": rule.message.in_language(language),
        "doubt": rule.doubt.in_language(language),
        "remedy": rule.remedy.in_language(language),
    }
    lines = [f"{rule.id}  {rule.title.in_language(language)}", ""]
    lines += [
        f"{_LABELS[name].in_language(language)}：{text}"
        if language == "zh"
        else f"{_LABELS[name].in_language(language)}: {text}"
        for name, text in rows.items()
    ]
    return "\n".join(lines) + "\n"


def _params(params: object) -> list[str]:
    """Return each parameter as name=value: limits are never hidden."""
    if not is_dataclass(params) or isinstance(params, type):
        return []
    return [f"{one.name}={_plain(getattr(params, one.name))}" for one in fields(params)]


def _plain(value: object) -> str:
    """Return a parameter as a rule file would show it."""
    if isinstance(value, (tuple, frozenset)):
        shown = [_plain(one) for one in value]
        return f"[{', '.join(shown if isinstance(value, tuple) else sorted(shown))}]"
    return str(value.value if isinstance(value, Enum) else value)
