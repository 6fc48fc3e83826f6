"""What a plan does, in Chinese and English."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.model.mending import Act, MendPlan, PageNote
from checker.model.wording import Text

BLANK = Text("空白页，去掉", "blank, dropped")
ALL_BLANK = Text(
    "每一页都是空白，一页也不去掉；请从原件重新扫描",
    "every page is blank, so none is dropped; scan the original again",
)
MAYBE_BLANK = Text(
    "可能是空白页，把握不够，不去掉；请人工查看",
    "probably blank, not surely enough to drop it; please look",
)
FINE = Text("不用修正", "nothing to mend")
NO_TURN_KNOWN = Text(
    "看不出方向，保持原样；请人工查看", "which way up is unknown, left as it is"
)
NOT_UPRIGHT = Text(
    "试着转正后再测，方向仍不对或没把握，保持原样；请人工查看",
    "turned for a try, it did not surely measure upright, left as it is; please look",
)
NOT_STRAIGHT = Text(
    "试着扶正后再测仍不正，不扶正；请人工查看",
    "straightened for a try, it did not measure straight, left as it is; please look",
)
DROP_WISHED = Text("按要求去掉", "dropped, as asked")

_LIES: dict[int, Text] = {
    90: Text("向右倒", "the content lies on its right side"),
    180: Text("上下颠倒", "the content is upside down"),
    270: Text("向左倒", "the content lies on its left side"),
}
_TURNS: dict[int, Text] = {
    90: Text("向右转 90°", "turned right by 90°"),
    180: Text("转 180°", "turned by 180°"),
    270: Text("向左转 90°", "turned left by 90°"),
}


def turned(turn_deg: int, sure: float) -> Text:
    """Return why a page is turned by so much, clockwise."""
    done, lay = _TURNS[turn_deg], _LIES[360 - turn_deg]
    percent = _percent(sure)
    return Text(
        f"{done.zh}，内容{lay.zh}（把握 {percent}）",
        f"{done.en}, {lay.en} ({percent} sure)",
    )


def maybe_turned(turn_deg: int, sure: float) -> Text:
    """Return that a page seems to lie so, which is not sure enough."""
    lies, percent = _LIES[turn_deg], _percent(sure)
    return Text(
        f"内容可能{lies.zh}，把握只有 {percent}，保持原样；请人工查看",
        f"perhaps {lies.en}, only {percent} sure, left as it is; please look",
    )


def straightened(lean_deg: float) -> Text:
    """Return why a page that leans clockwise by so much is straightened."""
    side_zh, side_en = _sides(lean_deg)
    return Text(
        f"扶正，原来向{side_zh}倾斜 {abs(lean_deg):.1f}°",
        f"straightened, it leant {side_en} by {abs(lean_deg):.1f}°",
    )


def maybe_leans(lean_deg: float) -> Text:
    """Return that a page seems to lean, and is left so."""
    side_zh, side_en = _sides(lean_deg)
    return Text(
        f"可能向{side_zh}倾斜 {abs(lean_deg):.1f}°，把握不够或角度太大，不扶正；"
        "请人工查看",
        f"perhaps leans {side_en} by {abs(lean_deg):.1f}°, not surely or too far to"
        " straighten it, left as it is; please look",
    )


def turn_wished(turn_deg: int) -> Text:
    """Return that a person asked for a turn, clockwise."""
    done = _TURNS[turn_deg]
    return Text(f"按要求{done.zh}", f"{done.en}, as asked")


def straighten_wished(by_deg: float) -> Text:
    """Return that a person asked for a small turn, clockwise positive."""
    side_zh, side_en = _sides(by_deg)
    return Text(
        f"按要求向{side_zh}扶正 {abs(by_deg):.1f}°",
        f"straightened to the {side_en} by {abs(by_deg):.1f}°, as asked",
    )


def moved(place: int) -> Text:
    """Return which page a page becomes, counted through all new files."""
    return Text(f"按要求改为第 {place} 页", f"becomes page {place}, as asked")


def cut(count: int) -> Text:
    """Return that a new file, the ``count``th, begins after this page."""
    return Text(
        f"按要求在这一页之后分开，第 {count} 个文件从下一页开始",
        f"the file is split after this page, as asked; file {count} begins",
    )


def describe(plan: MendPlan) -> Iterator[Text]:
    """Yield a line for each thing that is done or left, then how many pages stay."""
    if plan.refusal is not None:
        yield plan.refusal.words
        return
    told = [note for note in plan.notes if note.act is not Act.KEPT]
    yield from (_line(note) for note in told)
    rest = plan.page_count - len({note.page_no for note in told})
    if not told:
        yield Text(f"{rest} 页都不用修正", f"nothing to mend, pages looked at: {rest}")
    elif rest:
        yield Text(f"其余 {rest} 页不变", f"pages that stay as they are: {rest}")


def plan_text(path: Path, plan: MendPlan, targets: Sequence[Path] = ()) -> str:
    """Return what happens to one file, for people to read.

    Args:
        path: the old file.
        plan: what is done to it.
        targets: the new files that were written; empty: none was.
    """
    lines = [f"{_shown(path)}"]
    if plan.refusal is not None:
        lines.append("  没有修正 / not mended:")
    lines += [f"  {one.zh} / {one.en}" for one in describe(plan)]
    lines += [f"  → {_shown(target)}" for target in targets]
    if plan.files and not targets:
        lines.append("  只是预演，没有写文件 / a dry run: nothing was written")
    return "\n".join(lines) + "\n"


def _shown(path: Path) -> str:
    """Return a path that cannot move the cursor of a terminal."""
    return "".join(char if char.isprintable() else "?" for char in str(path))


def _line(note: PageNote) -> Text:
    return Text(
        f"第 {note.page_no} 页：{note.why.zh}", f"page {note.page_no}: {note.why.en}"
    )


def _percent(share: float) -> str:
    return f"{int(share * 1000) / 10:g}%"


def _sides(angle_deg: float) -> tuple[str, str]:
    return ("右", "right") if angle_deg > 0 else ("左", "left")
