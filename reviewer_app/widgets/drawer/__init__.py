"""Files of items and people: what was found in each, and uploads that resume."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import FindingRow
from reviewer_app.context.filing_rows import DrawerFile, ItemRow, is_error
from reviewer_app.theme import SIGNS
from reviewer_app.widgets import words
from reviewer_app.widgets._component import component


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a row; with ``sure`` it asks twice."""

    act: str
    label: str
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An item or a person with files.

    ``short`` names it where files are chosen; empty: code and title do.
    ``absent``: the reason why an item does not apply, None where it must apply.
    """

    id: str
    code: str
    title: str
    status: str
    files: tuple[DrawerFile, ...]
    notes: tuple[FindingRow, ...]
    tags: tuple[str, ...] = ()
    item: str = ""
    person: int = 0
    absent: str | None = None
    acts: tuple[Act, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class Drawer:
    """All rows of a screen; ``takes_any``: files may be dropped, sorted by name."""

    case_id: int
    rows: Sequence[Row]
    is_open: bool
    items: Sequence[ItemRow] = field(default_factory=tuple)
    takes_any: bool = False

    def draw(self, ctx: Ctx, key: str) -> Mapping[str, object] | None:
        """Draw it; returns what was done just now: ``did`` and what it is about."""
        component("drawer")(
            key=key,
            data={
                "case": self.case_id,
                "place": key,
                "url": "/drawer/uploads",
                "language": ctx.language,
                "readonly": not self.is_open,
                "takes_any": self.takes_any,
                "items": [
                    {"code": one.code, "title": ctx.text(one.title)[:24]}
                    for one in self.items
                ],
                "rows": [_row(ctx, one) for one in self.rows],
                "words": _words(ctx),
            },
            on_act_change=lambda: None,
        )
        return ui_state.happened_once(key, "act")


def _row(ctx: Ctx, row: Row) -> dict[str, object]:
    return {
        "id": row.id,
        "code": row.code,
        "title": row.title,
        "short": row.short,
        "tags": list(row.tags),
        "chip": _chip(ctx, row.status),
        "item": row.item or None,
        "person": row.person or None,
        "can_upload": bool(row.item or row.person),
        "absent": None if row.absent is None else {"reason": row.absent},
        "notes": [_note(ctx, one) for one in row.notes],
        "files": [_file(ctx, one) for one in row.files],
        "acts": [
            {"act": one.act, "label": one.label, "sure": one.sure} for one in row.acts
        ],
    }


def _file(ctx: Ctx, file: DrawerFile) -> dict[str, object]:
    return {
        "id": file.file_id,
        "name": file.name,
        "size": file.size_bytes,
        "pages": file.page_count or 0,
        "chip": _chip(ctx, file.status),
        "notes": [_note(ctx, one) for one in file.findings if one.severity != "info"],
        "can_mend": file.can_mend,
    }


def _note(ctx: Ctx, finding: FindingRow) -> dict[str, object]:
    if is_error(finding):
        tone = "bad"
    else:
        tone = "look" if finding.outcome == "unknown" else "hint"
    return {
        "tone": tone,
        "sign": SIGNS[tone],
        "words": ctx.text(finding.message),
        "remedy": ctx.text(finding.remedy),
        "page": finding.page_no,
        "box": list(finding.box) if finding.box else None,
    }


def _chip(ctx: Ctx, status: str) -> dict[str, str]:
    chip = words.item_chip(ctx, status)
    return {"tone": chip.tone, "sign": SIGNS[chip.tone], "words": chip.words}


def _words(ctx: Ctx) -> dict[str, str]:
    return {
        "choose": ctx.say("本地上传"),
        "hint": ctx.say("点击选择，或把文件拖到这里；可一次选多个，照片会自动转成 PDF"),
        "choose_any": ctx.say("全部文件拖到这里"),
        "any_hint": ctx.say("按文件名自动归到各项，归错的可以再移动"),
        "upload": ctx.say("上传"),
        "upload_title": ctx.say("上传到：{title}", title="{title}"),
        "replace": ctx.say("更换"),
        "replace_title": ctx.say("更换：{name}", name="{name}"),
        "remove": ctx.say("移除"),
        "sure": ctx.say("确定移除？"),
        "mend": ctx.say("一键修复"),
        "move_to": ctx.say("移到…"),
        "belongs_to": ctx.say("{name} 属于哪一项", name="{name}"),
        "move_up": ctx.say("{name} 上移", name="{name}"),
        "waiting": ctx.say("等待上传"),
        "paused": ctx.say("已暂停"),
        "pause": ctx.say("暂停"),
        "resume": ctx.say("继续"),
        "broken": ctx.say("网络中断，恢复后自动续传"),
        "failed": ctx.say("上传没有完成，请重试。"),
        "stored": ctx.say("已保存 ✓"),
        "stored_count": ctx.say("已保存 {count} 个文件", count="{count}"),
        "hide": ctx.say("收起"),
        "finish": ctx.say("完成"),
        "close": ctx.say("关闭"),
        "page": ctx.say("第 {page} 页", page="{page}"),
        "pages": ctx.say("{count} 页", count="{count}"),
        "see_page": ctx.say("看第 {page} 页", page="{page}"),
        "see_pages": ctx.say("看各页"),
        "absent": ctx.say("不适用"),
        "absent_why": ctx.say("不适用的理由"),
        "absent_hint": ctx.say("还需在本项上传盖章的“无”证明"),
        "keep": ctx.say("保存"),
        "undo": ctx.say("撤销"),
    }
