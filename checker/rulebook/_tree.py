"""The tree of a YAML file: plain values, lists and mappings with their places."""

import datetime as dt
from dataclasses import dataclass
from typing import assert_never

ScalarValue = str | int | float | bool | dt.date | None
"""What a scalar of a rule file can be."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; ``raw`` is its text in the file, without quotes."""

    value: ScalarValue
    raw: str
    place: Place


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nodes."""

    nodes: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping and what it holds."""

    key: Scalar
    node: "Node"


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping in the order of the file; keys are unique."""

    entries: tuple[Entry, ...]
    place: Place

    def get(self, name: str) -> "Node | None":
        """Return what a key holds, or None."""
        return next((one.node for one in self.entries if one.key.raw == name), None)


Node = Scalar | Listing | Table


def find(node: Node | None, *steps: str | int) -> Node | None:
    """Walk down by keys and positions; None where the way ends."""
    for step in steps:
        if isinstance(node, Table) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Listing) and isinstance(step, int):
            node = node.nodes[step] if step < len(node.nodes) else None
        else:
            return None
    return node


def place_of(node: Node | None, *steps: str | int) -> Place:
    """Return the place that the steps lead to, or the last one on the way."""
    here = node.place if node else Place(1, 1)
    for count in range(1, len(steps) + 1):
        deeper = find(node, *steps[:count])
        if deeper is None:
            break
        here = deeper.place
    return here


def scalars_of(node: Node | None) -> tuple[Scalar, ...]:
    """Return all single values below a node, in the order of the file."""
    match node:
        case Scalar():
            return (node,)
        case Listing():
            return tuple(leaf for one in node.nodes for leaf in scalars_of(one))
        case Table():
            below = (entry.node for entry in node.entries)
            return tuple(leaf for one in below for leaf in scalars_of(one))
        case None:
            return ()
        case _:
            assert_never(node)
