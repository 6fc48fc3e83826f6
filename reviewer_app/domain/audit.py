"""The log: append-only entries in a hash chain, and how to see whether it is whole.

Each entry's hash covers its content and the hash before it. The hash of the newest
entry, the head, is kept elsewhere as well, so that a cut-off tail shows.

Source: hash chaining as in Schneier and Kelsey 1998, without their keys.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.model.wording import Text

GENESIS = "0" * 64
"""What stands before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log; ``content`` is everything but the two hashes."""

    sequence: int
    content: Mapping[str, object]
    previous_hash: str
    own_hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and in what way."""

    sequence: int
    reason: Text


def hash_content(
    sequence: int, content: Mapping[str, object], previous_hash: str
) -> str:
    """Return the hash of an entry, 64 hexadecimal digits (SHA-256)."""
    text = json.dumps(
        [sequence, content, previous_hash],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def find_break(
    entries: Iterable[Entry], head: tuple[int, str] | None = None
) -> Break | None:
    """Return the first place where the log was edited, cut or reordered.

    Args:
        entries: in the order in which they are kept.
        head: number and hash of the newest entry, as it was kept apart; None where
            nobody kept it, so that a cut-off tail cannot be seen.
    """
    expected, previous = 1, GENESIS
    for entry in entries:
        fault = _fault(entry, expected, previous)
        if fault is not None:
            return Break(entry.sequence, fault)
        expected, previous = entry.sequence + 1, entry.own_hash
        if head is not None and head == (entry.sequence, entry.own_hash):
            head = None
    if head is None:
        return None
    return Break(
        expected,
        Text(
            f"日志末尾缺少记录：应至少有第 {head[0]} 条",
            f"the end of the log is missing: there should be an entry {head[0]}",
        ),
    )


def _fault(entry: Entry, expected: int, previous: str) -> Text | None:
    if entry.sequence != expected:
        return Text(
            f"缺少第 {expected} 条，或顺序被改动",
            f"entry {expected} is missing, or the order was changed",
        )
    if entry.previous_hash != previous:
        return Text("与上一条对不上", "it does not follow from the entry before it")
    if hash_content(entry.sequence, entry.content, previous) != entry.own_hash:
        return Text("内容被改动", "its content was changed")
    return None
