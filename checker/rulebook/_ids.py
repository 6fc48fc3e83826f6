"""Ids of rules: their form, their file's name, and that none is there twice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.rule import AREAS
from checker.model.wording import Text
from checker.rulebook._faults import FaultLog, unknown_word
from checker.rulebook._tree import Listing, Node, Scalar, find

_ID = re.compile(r"[a-z_]+\.[a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file of a pack: its tree (None: not readable) and its faults."""

    name: str
    node: Node | None
    log: FaultLog


def check_id(node: Node, log: FaultLog) -> None:
    """Log an id that is no ``area.problem``, or that is not the file's name."""
    for one in (find(node, "id"), *_former(node)):
        if isinstance(one, Scalar) and not _ID.fullmatch(one.raw):
            log.add(one.place, _BAD_ID)
    named = find(node, "id")
    if not isinstance(named, Scalar) or not _ID.fullmatch(named.raw):
        return
    area = named.raw.partition(".")[0]
    if area not in AREAS:
        log.add(named.place, unknown_word(_AREA, area, AREAS))
    if log.file != f"{named.raw}.yaml":
        log.add(named.place, _wrong_file(named.raw))


def check_ids(files: Sequence[RuleFile]) -> None:
    """Log ids, former ones included, that two rules of a pack claim."""
    claimed: dict[str, str] = {}
    ids = [(file, find(file.node, "id")) for file in files]
    former = [(file, one) for file in files for one in _former(file.node)]
    for file, node in [*ids, *former]:
        if not isinstance(node, Scalar):
            continue
        if node.raw in claimed:
            file.log.add(node.place, _claimed(node.raw, claimed[node.raw]))
        claimed.setdefault(node.raw, file.name)


def _former(node: Node | None) -> tuple[Node, ...]:
    listed = find(node, "formerly")
    return listed.nodes if isinstance(listed, Listing) else ()


_AREA = Text("规则领域（编号中点号之前的部分）", "area (an id's part before the dot)")
_BAD_ID = Text(
    "规则编号应为“领域.问题”，只用小写字母、数字和下划线，如 seal.missing",
    "a rule's id is area.problem in lower-case letters, digits and _, such as "
    "seal.missing",
)


def _wrong_file(rule_id: str) -> Text:
    return Text(
        f"文件名应与规则编号一致：{rule_id}.yaml",
        f"the file's name must be the rule's id: {rule_id}.yaml",
    )


def _claimed(rule_id: str, file: str) -> Text:
    return Text(
        f"编号“{rule_id}”已被 {file} 使用；编号不能重复，旧编号也不能再用",
        f'the id "{rule_id}" is taken by {file}; an id, old ones too, is used once',
    )
