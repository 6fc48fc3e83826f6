"""The words of the reading desk."""

from reviewer_app.context import Ctx

WORDS: dict[str, str] = {
    "pages": "页面",
    "page": "第 {0} 页",
    "page_of": "第 {0}/{1} 页",
    "page_back": "上一页",
    "page_on": "下一页",
    "page_alt": "{0} 第 {1} 页",
    "smaller": "缩小",
    "larger": "放大",
    "fit": "整页",
    "turn": "旋转",
    "seal": "印章",
    "header": "红头",
    "date": "日期",
    "unclear": "看不清",
    "original": "下载原件",
    "before": "更换前",
    "replaced": "已更换",
    "active_warning": "这个文件含有脚本、附件或链接，下载后请谨慎打开。仍要下载吗？",
    "unreadable": "这个文件无法显示。请看右侧的问题说明。",
    "no_file": "这份案卷里还没有文件。",
    "this_page": "本页",
    "this_item": "本项",
    "others": "其他",
    "none": "没有发现问题。请浏览页面后定级。",
    "decided": "已认定 {0}/{1}",
    "undo": "撤销",
    "grade": "去定级",
    "late": "迟提",
    "confirmed": "有问题",
    "dismissed": "没问题",
    "put_aside": "稍后再看",
    "group": "同类 {0} 处一起认定",
    "which_reason": "为什么没问题？可先写说明，再选理由。",
    "words": "说明（可不填）",
    "cancel": "取消",
    "save": "保存",
    "remedy": "整改",
    "source": "依据",
    "reason": "理由",
    "added_by": "补充人",
    "zoom_to_box": "放大到标记处",
    "draw_box": "画框补充问题",
    "add_without": "不画框补充",
    "add": "补充问题",
    "where": "位置",
    "on_box": "框出的位置",
    "on_file": "这个文件",
    "on_item": "这一项",
    "on_dossier": "整份案卷",
    "what_is_wrong": "有什么问题",
    "what_to_do": "请企业怎样整改",
}
"""What stands on the parts of the reading desk; ``{0}`` is filled in there."""


def words_of(ctx: Ctx) -> dict[str, str]:
    """Return them in the language of who is looking."""
    return {name: ctx.say(words) for name, words in WORDS.items()}
