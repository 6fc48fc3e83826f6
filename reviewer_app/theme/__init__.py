"""Colours, type and spacing, in one style sheet; and what Streamlit has to be told."""

import base64
from functools import cache
from pathlib import Path

from checker.model.wording import Text

OPTIONS: dict[str, str] = {
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "browser.gatherUsageStats": "false",
    "server.fileWatcherType": "none",
    "theme.base": "light",
    "theme.primaryColor": "#2257bf",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f6f7f9",
    "theme.textColor": "#1c2330",
    "theme.borderColor": "#dfe3ea",
    "theme.baseRadius": "6px",
    "theme.font": "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC',"
    "'Microsoft YaHei',sans-serif",
    "theme.baseFontSize": "15",
}
"""Settings of Streamlit that the look rests on."""

SIGNS: dict[str, str] = {
    "good": "✓",
    "bad": "✕",
    "look": "?",
    "hint": "!",
    "wait": "…",
    "none": "○",
    "off": "–",
}
"""Every state has a sign beside its word and colour."""

ITEM_WORDS: dict[str, tuple[str, Text]] = {
    "missing": ("bad", Text("缺少", "missing")),
    "fail": ("bad", Text("需更换", "to be replaced")),
    "unknown": ("look", Text("待人工核对", "to look at")),
    "warn": ("hint", Text("提示", "hints")),
    "pass": ("good", Text("通过", "passed")),
    "not_applicable": ("off", Text("不适用", "not applicable")),
    "checking": ("wait", Text("检查中", "checking")),
    "absent": ("none", Text("未上传", "not uploaded")),
}
"""Tone and word of an item's status, as screens and papers show it."""


@cache
def style_sheet() -> str:
    """Return the style sheet of the desk, ``desk.css`` first, then the others."""
    sheets = sorted(Path(__file__).parent.glob("*.css"))
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)


@cache
def drawing(name: str) -> str:
    """Return one of our small pictures as an address that needs no request."""
    svg = (Path(__file__).parent / "drawings" / f"{name}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
