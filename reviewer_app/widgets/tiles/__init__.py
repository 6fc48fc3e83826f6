"""The parts of a dossier as tiles: state and counts of all of it at a glance."""

from collections.abc import Sequence

from reviewer_app import ui_state
from reviewer_app.context import Ctx
from reviewer_app.context.case_rows import ItemTile
from reviewer_app.theme import SIGNS
from reviewer_app.widgets import words
from reviewer_app.widgets._component import component


def draw(ctx: Ctx, tiles: Sequence[ItemTile], key: str) -> str:
    """Draw tiles; returns the code of the one just opened, or nothing."""
    component("tiles")(
        key=key,
        data={"tiles": [_tile(ctx, tile) for tile in tiles]},
        on_act_change=lambda: None,
    )
    done = ui_state.happened(key, "act")
    return "" if done is None else str(done["open"])


def _tile(ctx: Ctx, tile: ItemTile) -> dict[str, object]:
    status = words.item_chip(ctx, tile.status)
    counts = []
    if tile.faults and tile.status == "warn":
        counts.append(_count("hint", ctx.say("{count} 处提示", count=tile.faults)))
    elif tile.faults:
        counts.append(_count("bad", ctx.say("{count} 处问题", count=tile.faults)))
    if tile.unknowns:
        counts.append(_count("look", ctx.say("{count} 处待核对", count=tile.unknowns)))
    replaced = sum(1 for file in tile.files if file.replaces)
    if replaced:
        counts.append(_count("accent", ctx.say("已更换 {count} 个", count=replaced)))
    return {
        "id": tile.code,
        "code": tile.code if tile.code.isdigit() else "09",
        "title": ctx.text(tile.title),
        "chip": _count(status.tone, status.words),
        "counts": counts,
        "files": ctx.say("{count} 个文件", count=len(tile.files)),
    }


def _count(tone: str, text: str) -> dict[str, str]:
    return {"tone": tone, "sign": SIGNS.get(tone, "↻"), "words": text}
