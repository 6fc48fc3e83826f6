"""JSON as people can read it and programs can compare it."""

import json
import math

from checker.model.ports import JsonValue
from checker.model.unseen import escape_unseen, whole

JsonObject = dict[str, JsonValue]
"""A JSON object."""

_LINE_WIDTH = 100
"""Characters of a line within which an object or a list is not broken up."""


def compact(value: JsonValue) -> str:
    """Return JSON on one line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return escape_unseen(whole(text))


def readable(value: JsonValue) -> str:
    """Return JSON with line breaks where an object or a list would be too long."""
    return escape_unseen(whole(_laid_out(value, "")))


def rounded(value: float | None, digits: int) -> float | None:
    """Return a rounded number; None for None and for what is no number at all."""
    if value is None or not math.isfinite(value):
        return None
    # Adding zero turns -0.0 into 0.0: two equal numbers should look the same.
    return round(value, digits) + 0.0


def _laid_out(value: JsonValue, indent: str) -> str:
    if not isinstance(value, dict | list) or not value:
        return _on_one_line(value)
    line = _on_one_line(value)
    if len(indent) + len(line) <= _LINE_WIDTH:
        return line
    inner = indent + " "
    if isinstance(value, dict):
        parts = [
            f"{inner}{_on_one_line(key)}: {_laid_out(one, inner)}"
            for key, one in value.items()
        ]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    parts = [f"{inner}{_laid_out(one, inner)}" for one in value]
    return "[\n" + ",\n".join(parts) + f"\n{indent}]"


def _on_one_line(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False)
