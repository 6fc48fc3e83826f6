"""What only the browser can do: keys for buttons, the language kept, leaving."""

from collections.abc import Mapping

from reviewer_app.context import Ctx
from reviewer_app.widgets._component import component

ITS_WORDS = {
    "Skip to main content": "跳到正文",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "No results": "没有找到",
    "Select all": "全选",
    "Clear all": "清空",
    "Clear value": "清除",
    "Open": "展开选项",
    "Show password": "显示密码",
    "Hide password": "隐藏密码",
    "progress": "进度",
    "Show data": "查看数据",
    "Show chart": "查看图表",
    "Copy Vega-Lite spec": "复制图表定义",
    "Download as PNG": "下载为图片",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Vega visualization": "图表",
}
"""What Streamlit says by itself -> our words. Source: its 1.67, seen on our screens."""


def listen(
    ctx: Ctx,
    keys: Mapping[str, str],
    *,
    clicks: Mapping[str, str] | None = None,
    key: str = "browser",
) -> None:
    """Have keys press buttons; none does while somebody types.

    Args:
        ctx: for the language.
        keys: the browser's name of a key -> the ``key`` of a button or container.
        clicks: the same for clicks on something that is no button; after ``st-key-``.
        key: one for each place that listens at once.
    """
    data = {
        "language": ctx.language,
        "words": _its_words(ctx),
        "keys": {name: f".st-key-{place}" for name, place in keys.items()},
        "clicks": {
            f".st-key-{at}": f".st-key-{place}" for at, place in (clicks or {}).items()
        },
    }
    component("browser")(key=key, data=data)


def leave(language: str, *, go: str = "", post: str = "") -> None:
    """Have the browser open one of our own routes."""
    component("browser")(
        key="leaving", data={"language": language, "go": go, "post": post}
    )


def _its_words(ctx: Ctx) -> dict[str, str]:
    """Return its words -> the reader's; in English it finds its way back."""
    pairs = [(its, ctx.say(ours), ours) for its, ours in ITS_WORDS.items()]
    if ctx.language == "en":
        return {ours: said for _, said, ours in pairs}
    return {its: said for its, said, _ in pairs}
