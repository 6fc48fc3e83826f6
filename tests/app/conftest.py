"""What components of ours are given, and what they report, without a browser."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from reviewer_app.widgets import form_fields, mended_pages, rail
from reviewer_app.widgets.drawer import Drawer
from reviewer_app.widgets.table import Happened, Table


@dataclass
class Hand:
    """Stands for the browser: sees what is drawn, and reports an act once."""

    drawers: dict[str, Drawer] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    stops: dict[str, rail.Stop] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    parts: list[form_fields.Part] = field(default_factory=list)
    mended: list[object] = field(default_factory=list)
    reports: dict[str, object] = field(default_factory=dict)

    def with_row(self, key: str, act: str, row: str) -> None:
        """Have a table report an act at its next drawing."""
        self.reports[key] = Happened(act, row)

    def with_file(self, key: str, did: str, **what: object) -> None:
        """Have a drawer report an act at its next drawing."""
        self.reports[key] = {"did": did, **what}

    def open(self, section: str) -> None:
        """Have the rail report that a section was opened."""
        self.reports["rail"] = section


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    made = Hand()

    def draw_table(table: Table, key: str) -> object:
        made.tables[key] = table
        return made.reports.pop(key, None)

    def draw_drawer(drawer: Drawer, _ctx: object, key: str) -> object:
        made.drawers[key] = drawer
        return made.reports.pop(key, None)

    def draw_rail(_ctx: object, stops: list[rail.Stop], _here: str) -> object:
        made.stops = {one.id: one for one in stops}
        return made.reports.pop("rail", "")

    def draw_fields(
        _ctx: object,
        _fields: object,
        values: Mapping[str, str],
        *,
        part: form_fields.Part,
    ) -> bool:
        made.values = dict(values)
        made.parts.append(part)
        return False

    def draw_mended(_ctx: object, _case_id: int, view: object) -> None:
        made.mended.append(view)

    monkeypatch.setattr(Table, "draw", draw_table)
    monkeypatch.setattr(Drawer, "draw", draw_drawer)
    monkeypatch.setattr(rail, "draw", draw_rail)
    monkeypatch.setattr(form_fields, "draw", draw_fields)
    monkeypatch.setattr(mended_pages, "draw", draw_mended)
    return made
