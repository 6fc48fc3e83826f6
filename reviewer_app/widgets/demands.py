"""What the notice asks of every file, as small pictures: right beside wrong."""

from html import escape

import streamlit as st

from reviewer_app.context import Ctx
from reviewer_app.theme import drawing

DEMANDS: tuple[tuple[str, str, str], ...] = (
    ("pdf", "PDF 格式", "照片、Word 请先另存或打印为 PDF。"),
    ("complete", "完整", "每一页都在，没有缺页，边缘没有切掉。"),
    ("upright", "正向", "文字朝上，横放、倒放的先旋转。"),
    ("clear", "清晰", "300 dpi 扫描，字迹看得清。"),
    ("header_seal", "红头盖章", "机构设置、规章制度等须为红头文件并盖公章。"),
)
"""Drawing, name, and what to do. Source: the remarks of the platform's manual."""


def draw(ctx: Ctx) -> None:
    """Draw all of them in a row, or below each other."""
    cells = "".join(_cell(ctx, one) for one in DEMANDS)
    st.html(f"<div class='demands'>{cells}</div>")


def _cell(ctx: Ctx, demand: tuple[str, str, str]) -> str:
    name, title, words = demand
    about = escape(ctx.say("左边正确，右边错误"))
    return (
        f"<figure><img src='{drawing(name)}' alt='{about}' width='220' height='124'>"
        f"<figcaption><b>{escape(ctx.say(title))}</b>"
        f"<span>{escape(ctx.say(words))}</span></figcaption></figure>"
    )
