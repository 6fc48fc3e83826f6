"""Send one file to the quick check, and show what it found; the server keeps nothing.

File and findings pass between the browser and our own route alone.
"""

from reviewer_app.context import Ctx
from reviewer_app.widgets._component import component

LARGEST_MB = 50


def draw(ctx: Ctx, item: str) -> None:
    """Draw the place to drop a file on, for an item; empty: none was chosen yet."""
    component("quick_check")(
        key="quick_check",
        height="content",
        data={
            "item": item,
            "language": ctx.language,
            "largest": LARGEST_MB * 1_000_000,
            "words": _words(ctx),
        },
    )


def _words(ctx: Ctx) -> dict[str, str]:
    return {
        "choose": ctx.say("选择一个 PDF，或拖到这里"),
        "hint": ctx.say("不超过 50 MB；看完即删，不保存"),
        "item_first": ctx.say("请先在上面选择材料项"),
        "too_large": ctx.say("文件超过 50 MB，请登录后在附件列表上传。"),
        "sending": ctx.say("正在上传"),
        "waiting": ctx.say("正在排队"),
        "reading": ctx.say("正在打开文件"),
        "checking": ctx.say("正在识别 第 {done}/{total} 页"),
        "failed": ctx.say("没有完成，请检查网络后重试。"),
        "stopped": ctx.say("已停止。"),
        "stop": ctx.say("停止"),
        "result": ctx.say("检查结果"),
        "pages": ctx.say("{count} 页"),
        "clean": ctx.say("没有发现问题。"),
        "not_whole": ctx.say("有的页面没有检查完，请稍后再试一次。"),
        "page": ctx.say("第 {page} 页"),
        "whole": ctx.say("整个文件"),
        "remedy": ctx.say("怎样改："),
        "error": ctx.say("需更换"),
        "warning": ctx.say("提示"),
        "unknown": ctx.say("待人工核对"),
    }
