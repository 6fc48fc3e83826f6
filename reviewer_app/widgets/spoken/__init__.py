"""A button that lets one hear the letters of the 「验证码」."""

from reviewer_app.context import Ctx
from reviewer_app.widgets._component import component


def draw(ctx: Ctx, key: str) -> None:
    """Draw the button; ``key`` is that of the sound on our own route."""
    component("spoken")(
        key="spoken",
        width="content",
        height="content",
        data={
            "url": f"/captcha/{key}.wav",
            "words": {
                "listen": ctx.say("听验证码"),
                "hint": ctx.say("英文朗读四个字母或数字"),
                "playing": ctx.say("正在播放，点此停止"),
                "failed": ctx.say("放不出声音，请换一张"),
            },
        },
    )
