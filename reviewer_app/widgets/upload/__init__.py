"""Send one file to our own route, as a stream; never through Streamlit's memory."""

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.widgets._component import component


def draw(ctx: Ctx, *, key: str, accept: str, hint: str) -> str:
    """Draw the place to drop a file on; returns the source of one just sent."""
    component("upload")(
        key=key,
        data={
            "url": "/uploads",
            "accept": accept,
            "words": {
                "choose": ctx.say("本地上传"),
                "hint": hint,
                "sending": ctx.say("正在上传"),
                "done": ctx.say("已收到，正在查看内容"),
                "failed": ctx.say("上传没有完成，请检查网络后重试。"),
                "stopped": ctx.say("已停止上传。"),
                "stop": ctx.say("停止"),
            },
        },
        on_source_change=lambda: None,
    )
    done = ui_state.happened(key, "source")
    return "" if done is None else str(done["source"])
