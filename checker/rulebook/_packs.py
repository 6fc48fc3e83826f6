"""Turns pack.yaml and items.yaml into the grading scheme and the checklist."""

from checker.model.checklist import Checklist, ChecklistItem
from checker.model.grade import Grade, GradingLine, GradingScheme
from checker.model.ids import ItemCode
from checker.model.wording import Text
from checker.rulebook._building import Builder
from checker.rulebook._faults import FaultLog, unknown_word
from checker.rulebook._forms import (
    GradingForm,
    ItemForm,
    ItemsForm,
    LineForm,
    PackForm,
)
from checker.rulebook._tree import Node, Scalar, find, place_of

READ_SCHEMAS = ("pack/1",)
"""The versions of the pack format that this program reads."""

ITEM = Text("项目", "item")
"""What an item is called in faults."""

_WORST_FIRST = (Grade.UNQUALIFIED, Grade.BASICALLY_QUALIFIED, Grade.QUALIFIED)


def build_checklist(node: Node, log: FaultLog) -> Checklist | None:
    """Return the checklist of items.yaml in the order of codes; None when broken."""
    form: ItemsForm | None = Builder(log).whole(node, ItemsForm)
    if form is None:
        return None
    seen: set[str] = set()
    for at, one in enumerate(form.items):
        names = [one.code, *(f"{one.code}/{part.id}" for part in one.parts)]
        for name in names:
            if name in seen:
                log.add(place_of(node, "items", at), _twice(name))
            seen.add(name)
    items = sorted((_item(one) for one in form.items), key=lambda one: one.code)
    return Checklist(tuple(items))


def _item(form: ItemForm) -> ChecklistItem:
    return ChecklistItem(
        code=form.code,
        title=form.title,
        title_words=form.title_words,
        required=form.required,
        only_after_return=form.only_after_return,
        parts=form.parts,
        any_part=form.any_part,
        replaced_by=form.replaced_by,
        not_applicable_words=form.not_applicable.proof if form.not_applicable else (),
        tags=form.tags,
    )


def build_pack(
    node: Node, log: FaultLog, checklist: Checklist | None
) -> PackForm | None:
    """Return what pack.yaml says, None when it is broken.

    A pack of another version gets that one fault: the rest could be right there.
    """
    schema = find(node, "schema")
    if isinstance(schema, Scalar) and schema.raw not in READ_SCHEMAS:
        log.add(schema.place, _other_schema(schema.raw))
        return None
    names = {}
    if checklist is not None:
        names["ItemCode"] = (ITEM, [one.code for one in checklist.items])
    form: PackForm | None = Builder(log, names).whole(node, PackForm)
    if form is not None:
        _check_scheme(node, log, form.grading)
    return form


def _check_scheme(node: Node, log: FaultLog, form: GradingForm) -> None:
    """Log what makes a scheme misleading: grades out of order, counts below one."""
    if not 0.0 <= form.unknown_items_share <= 1.0:
        log.add(place_of(node, "grading", "unknown_items_share"), _SHARE)
    best = 0
    seen: set[str] = set()
    for at, line in enumerate(form.lines):
        place = place_of(node, "grading", "lines", at)
        if line.id in seen:
            log.add(place, _twice(line.id))
        seen.add(line.id)
        if line.at_least < 1:
            log.add(place_of(node, "grading", "lines", at, "at_least"), _AT_LEAST)
        if _WORST_FIRST.index(line.grade) < best:
            log.add(place, _ORDER)
        best = max(best, _WORST_FIRST.index(line.grade))
    if _WORST_FIRST.index(form.otherwise.grade) < best:
        log.add(place_of(node, "grading", "otherwise", "grade"), _ORDER)


def check_tags(
    node: Node, log: FaultLog, form: PackForm, *, tags: frozenset[str]
) -> None:
    """Log the tags of grading lines that no rule bears: such a line counts nothing."""
    for at, line in enumerate(form.grading.lines):
        for position, tag in enumerate(line.tags or ()):
            if tag not in tags:
                place = place_of(node, "grading", "lines", at, "tags", position)
                log.add(place, unknown_word(_TAG, tag, tags))


def scheme_of(form: GradingForm) -> GradingScheme:
    """Return the grading scheme in the words of the model."""
    return GradingScheme(
        lines=tuple(_line(one) for one in form.lines),
        otherwise=form.otherwise.grade,
        otherwise_words=form.otherwise.words,
        unknown_items_share=form.unknown_items_share,
    )


def _line(form: LineForm) -> GradingLine:
    items: frozenset[ItemCode] | None = (
        None if form.items is None else frozenset(form.items)
    )
    return GradingLine(
        id=form.id,
        grade=form.grade,
        words=form.words,
        severity=form.severity,
        items=items,
        tags=None if form.tags is None else frozenset(form.tags),
        at_least=form.at_least,
        count_items=form.count == "items",
    )


_TAG = Text("规则标签（tags）", "tag on any rule")
_SHARE = Text("这个比例应在 0 到 1 之间", "this share lies between 0 and 1")
_AT_LEAST = Text("at_least 至少为 1", "at_least is 1 or more")
_ORDER = Text(
    "评级的各行应从最差到最好排列：unqualified、basically_qualified、qualified",
    "grades go from worst to best: unqualified, basically_qualified, qualified",
)


def _twice(name: str) -> Text:
    return Text(
        f"“{name}”重复；每个只能出现一次", f'"{name}" is there twice; keep one of them'
    )


def _other_schema(found: str) -> Text:
    known = ", ".join(READ_SCHEMAS)
    return Text(
        f"规则包的格式是“{found}”，本程序能读取的有：{known}；请升级程序或改用对应的规则包",
        f'the pack\'s format is "{found}", this program reads {known}; update the '
        "program, or use a pack of that format",
    )
