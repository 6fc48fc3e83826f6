"""Tables of amounts on a page: each column of money with its printed total."""

import re
from collections.abc import Mapping
from dataclasses import replace

from checker.model.evidence import (
    Amount,
    AmountTable,
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.probes._amounts_cells import cells_of, rows_of
from checker.probes._amounts_tables import find_tables
from checker.probes._text_upright import (
    as_displayed,
    sure_turn_deg,
    text_lines,
    upright_lines,
)

_TABLES = FactName("amounts.tables")

_CALLS_FOR_IT = re.compile(r"[合总共]\s*[计計]|总金?额|金\s*额")
"""Without one of these words no page holds a table of amounts: a glance spares it."""

_INVOICE = re.compile(r"价税合计|开票日期|发票代码|销售方|收款人|资产负债表|利润表")
"""Invoices and balance sheets add up by rules of their own."""


def look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    """Return the tables of amounts; Unknown where the text is."""
    text = given.get("text.lines")
    if isinstance(text, Unknown):
        return {_TABLES: text}
    lines = text_lines(given)
    words = "\n".join(line.text for line in lines)
    if not _CALLS_FOR_IT.search(words) or _INVOICE.search(words):
        return {_TABLES: Known((), text.confidence)}
    turn_deg = sure_turn_deg(given)
    upright = upright_lines(lines, page, turn_deg)
    rows = rows_of(cells_of(upright, _lean_deg(given)))
    tables = tuple(_on_page(one, page, turn_deg) for one in find_tables(rows))
    return {_TABLES: Known(tables, text.confidence)}


def _lean_deg(given: Evidence) -> float:
    lean = given.value("skew.angle_deg")
    return float(lean) if isinstance(lean, int | float) else 0.0


def _on_page(table: AmountTable, page: PageView, turn_deg: int) -> AmountTable:
    def placed(amount: Amount) -> Amount:
        if amount.box is None:
            return amount
        return replace(amount, box=as_displayed(amount.box, page, turn_deg))

    return replace(
        table,
        rows=tuple(placed(one) for one in table.rows),
        total=None if table.total is None else placed(table.total),
    )


PROBE = Probe(
    name="amounts",
    version=2,
    facts=(
        Fact(
            _TABLES,
            FactType.AMOUNTS,
            "columns of amounts with their totals, not those of invoices",
            "fen",
        ),
    ),
    look=look,
    needs=(
        FactName("text.lines"),
        FactName("orientation.turn_deg"),
        FactName("skew.angle_deg"),
    ),
    reads_text=True,
    uses_reader=True,
)
