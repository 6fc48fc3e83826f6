"""A dense, airy table in plain HTML: rows of 36 px that open, and acts at their end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from reviewer_app import ui_state
from reviewer_app.theme import SIGNS
from reviewer_app.widgets._component import component


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``align`` right is for numbers, fix for dates and codes."""

    title: str
    align: Literal["", "right", "fix"] = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word with colour and sign; ``tone`` is a name in ``theme.SIGNS``."""

    tone: str
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button at the end of a row."""

    act: str
    label: str
    main: bool = False


Cell = str | int | float | Chip | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; ``opens``: a click anywhere on it is reported as ``open``.

    ``ticked``: a box before it, on or off; acts ``tick`` and ``untick``. None: no box.
    """

    id: str
    cells: Sequence[Cell]
    acts: Sequence[RowAct] = ()
    opens: bool = False
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What somebody did with a row."""

    act: str
    row: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``caption`` is for screen readers."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[TableRow] = field(default_factory=tuple)

    def draw(self, key: str) -> Happened | None:
        """Draw it; returns what was done with a row just now."""
        component("table")(key=key, data=self._as_data(), on_act_change=lambda: None)
        value = ui_state.happened_once(key, "act")
        if value is None:
            return None
        return Happened(str(value["act"]), str(value["row"]))

    def _as_data(self) -> dict[str, object]:
        return {
            "caption": self.caption,
            "acts": any(row.acts for row in self.rows),
            "ticks": any(row.ticked is not None for row in self.rows),
            "columns": [
                {"title": c.title, "align": c.align, "width": c.width}
                for c in self.columns
            ],
            "rows": [
                {
                    "id": row.id,
                    "opens": row.opens,
                    "ticked": bool(row.ticked),
                    "tick_label": str(row.cells[0]),
                    "cells": [_cell(cell) for cell in row.cells],
                    "acts": [
                        {"act": a.act, "label": a.label, "main": a.main}
                        for a in row.acts
                    ],
                }
                for row in self.rows
            ],
        }


def _cell(cell: Cell) -> object:
    if not isinstance(cell, Chip):
        return cell
    return {
        "tone": cell.tone,
        "sign": SIGNS.get(cell.tone, ""),
        "words": cell.words,
        "more": cell.more,
    }
