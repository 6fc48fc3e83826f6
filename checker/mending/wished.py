"""A person's wishes as a plan; every wish is carried out or refused, none ignored."""

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.errors import MendOrderError
from checker.mending import words
from checker.mending.facts import DocumentFacts
from checker.mending.refusals import refuse
from checker.model.mending import (
    Act,
    MendedPage,
    MendPlan,
    MendWishes,
    NewFile,
    PageNote,
)

MOST_STRAIGHTEN_DEG = 45.0
"""Beyond it, a quarter turn and a smaller angle say the same."""

_TURNS = frozenset({90, 180, 270})
_NUMBER = re.compile(r"[0-9]{1,6}")
_TURN = re.compile(r"([0-9]{1,6})[:：]([0-9]{1,3})")


def plan_wished(facts: DocumentFacts, wishes: MendWishes) -> MendPlan:
    """Return a plan of what a person wants done, and of nothing else.

    Raises:
        MendOrderError: a wish names a page that is not there, or contradicts another.
    """
    refusal = refuse(facts)
    if refusal is not None:
        return MendPlan(facts.sha256, facts.page_count, refusal=refusal)
    _check(facts.page_count, wishes)
    order = wishes.order or tuple(
        page_no
        for page_no in range(1, facts.page_count + 1)
        if page_no not in wishes.drop
    )
    files = tuple(_parts(order, wishes))
    notes = tuple(
        note
        for page_no in range(1, facts.page_count + 1)
        for note in _notes(page_no, order, wishes)
    )
    is_same = all(note.act is Act.KEPT for note in notes)
    return MendPlan(facts.sha256, facts.page_count, () if is_same else files, notes)


def read_wishes(
    turns: Iterable[str] = (), *, drop: str = "", order: str = "", split_after: str = ""
) -> MendWishes:
    """Return wishes written as ``3:90``, ``2,5``, ``3,1,2`` and ``4``.

    Raises:
        MendOrderError: a text is not of that form.
    """
    read = [_turn(one) for text in turns for one in _pieces(text)]
    _check_once([page_no for page_no, _ in read])
    return MendWishes(
        turns=dict(read),
        drop=_numbers("--drop", drop),
        order=_numbers("--order", order),
        split_after=_numbers("--split-after", split_after),
    )


def check_plan(plan: MendPlan) -> None:
    """Make sure that a plan, wherever it comes from, can be carried out.

    Raises:
        MendOrderError: it names no page, a page that is not there or a page twice, or
            an angle that nothing is turned by.
    """
    pages = [page for file in plan.files for page in file.pages]
    numbers = [page.page_no for page in pages]
    _check_there(plan.page_count, numbers)
    _check_once(numbers)
    if not all(file.pages for file in plan.files):
        raise _wrong("有一个新文件一页也没有", "a new file would have no page")
    _check_angles(
        (page.turn_deg for page in pages if page.turn_deg),
        (page.straighten_deg for page in pages),
    )


def _parts(order: Sequence[int], wishes: MendWishes) -> Iterator[NewFile]:
    pages: list[MendedPage] = []
    for page_no in order:
        turn_deg = wishes.turns.get(page_no, 0)
        straighten_deg = wishes.straighten.get(page_no, 0.0)
        pages.append(MendedPage(page_no, turn_deg, straighten_deg))
        if page_no in wishes.split_after or page_no == order[-1]:
            yield NewFile(tuple(pages))
            pages = []


def _notes(
    page_no: int, order: Sequence[int], wishes: MendWishes
) -> Iterator[PageNote]:
    if page_no not in order:
        yield PageNote(page_no, Act.DROPPED, words.DROP_WISHED)
        return
    place = order.index(page_no) + 1
    told = []
    if page_no in wishes.turns:
        told.append((Act.TURNED, words.turn_wished(wishes.turns[page_no])))
    if wishes.straighten.get(page_no):
        by_deg = wishes.straighten[page_no]
        told.append((Act.STRAIGHTENED, words.straighten_wished(by_deg)))
    if wishes.order and place != page_no:
        told.append((Act.MOVED, words.moved(place)))
    if page_no in wishes.split_after:
        before = [one for one in order[:place] if one in wishes.split_after]
        told.append((Act.CUT, words.cut(len(before) + 1)))
    for act, why in told or [(Act.KEPT, words.FINE)]:
        yield PageNote(page_no, act, why)


def _check(page_count: int, wishes: MendWishes) -> None:
    for numbers in (wishes.drop, wishes.order, wishes.split_after):
        _check_once(numbers)
    named = (*wishes.drop, *wishes.order, *wishes.split_after)
    _check_there(page_count, (*named, *wishes.turns, *wishes.straighten))
    _check_angles(wishes.turns.values(), wishes.straighten.values())
    stay = set(range(1, page_count + 1)) - set(wishes.drop)
    if not stay:
        raise _wrong("不能去掉所有的页", "not all pages can be dropped")
    if wishes.order:
        _check_order(wishes.order, stay)
    _check_cuts(wishes, stay)


def _check_order(order: Sequence[int], stay: set[int]) -> None:
    missing, dropped = stay - set(order), set(order) - stay
    if missing:
        listed = _listed(missing)
        raise _wrong(
            f"新的顺序里缺少第 {listed} 页；要去掉请写 --drop",
            f"the new order leaves out page {listed}; to drop it, say --drop",
        )
    if dropped:
        listed = _listed(dropped)
        raise _wrong(
            f"第 {listed} 页既要去掉又在新的顺序里",
            f"page {listed} is to be dropped and is in the new order",
        )


def _check_cuts(wishes: MendWishes, stay: set[int]) -> None:
    touched = {*wishes.turns, *wishes.straighten, *wishes.split_after}
    dropped = touched - stay
    if dropped:
        listed = _listed(dropped)
        raise _wrong(
            f"第 {listed} 页要去掉，就不能再转或分开",
            f"page {listed} is to be dropped: no turn, no split there",
        )
    last = wishes.order[-1] if wishes.order else max(stay)
    if last in wishes.split_after:
        raise _wrong(
            f"第 {last} 页是最后一页，后面没有可分的",
            f"page {last} is the last one: nothing follows to split off",
        )


def _check_there(page_count: int, numbers: Iterable[int]) -> None:
    strangers = {one for one in numbers if not 1 <= one <= page_count}
    if strangers:
        listed = _listed(strangers)
        raise _wrong(
            f"没有第 {listed} 页，文件共 {page_count} 页",
            f"there is no page {listed}: the file has {page_count}",
        )


def _check_once(numbers: Sequence[int]) -> None:
    twice = {one for one in numbers if numbers.count(one) > 1}
    if twice:
        listed = _listed(twice)
        raise _wrong(f"第 {listed} 页写了两次", f"page {listed} is named twice")


def _check_angles(turns: Iterable[int], straighten: Iterable[float]) -> None:
    if not _TURNS.issuperset(turns):
        raise _wrong("只能转 90、180 或 270 度", "turns are by 90, 180 or 270 degrees")
    if not all(
        -MOST_STRAIGHTEN_DEG <= one <= MOST_STRAIGHTEN_DEG for one in straighten
    ):
        raise _wrong(
            "扶正的角度在 -45 到 45 度之间",
            "a page is straightened by -45 to 45 degrees",
        )


def _turn(text: str) -> tuple[int, int]:
    match = _TURN.fullmatch(text)
    if match is None:
        raise _wrong(
            f"--turn 应写成 页:角度，例如 3:90，而不是 {text}",
            f"--turn wants page:angle, such as 3:90, not {text}",
        )
    return int(match[1]), int(match[2])


def _numbers(option: str, text: str) -> tuple[int, ...]:
    pieces = list(_pieces(text))
    if not all(_NUMBER.fullmatch(one) for one in pieces):
        raise _wrong(
            f"{option} 应写成用逗号分开的页码，例如 3,1,2，而不是 {text}",
            f"{option} wants page numbers such as 3,1,2, not {text}",
        )
    return tuple(int(one) for one in pieces)


def _pieces(text: str) -> Iterator[str]:
    if text.strip():
        yield from (one.strip() for one in re.split("[,，、]", text))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(one) for one in sorted(numbers))


def _wrong(zh: str, en: str) -> MendOrderError:
    return MendOrderError(f"{zh} / {en}")
