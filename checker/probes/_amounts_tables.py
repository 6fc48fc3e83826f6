"""Columns of amounts with their printed total, from the rows of a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model.evidence import Amount, AmountTable
from checker.model.geometry import Box
from checker.probes._amounts_cells import Cell, Row
from checker.probes._amounts_money import (
    capital_fen_in,
    fen_in,
    has_money_form,
    is_bent_number,
)

_TOTAL = re.compile(
    r"^(?:投入|支出|费用|本年|年度|全年|金额)?(?:合[计計汁]|总[计計]|共[计計]|总金?额|合计金额)"
    r"(?:\(?(?:大写|小写|元|人民币)\)?)*[:]?(.*)$"
)
_BENT_TOTAL = re.compile(r"^[合总][^\u4e00-\u9fff\d]{1,2}$")
"""计 is read as t, i or +: 合 with no other Chinese letter starts no entry."""

_SUBTOTAL = re.compile(r"小计|分计|本页")
_MONEY_HEAD = re.compile(r"金[额颜額頷]|费用\(|支出|投入额|价款|价税|\((?:万?元)\)")
_HEAD = re.compile(
    r"^(?:序号|编号|日期|时间|年月日|类[别目]|项目(?:名称)?|内容|名称|用途|品名|摘要|备注"
    r"|发票号.?|凭证号.?|单位|数量|经办人|责任.{0,4}|使用.{0,6}|支出.{0,6}|投入.{0,6})$"
)
_NO_SUM = re.compile(r"累[计計]|余额|结余|比例|占比|单价|税率|[%]")
_IN_WAN = re.compile(r"(?:单位|金额|费用|投入|支出).{0,3}万元")
_DAY = re.compile(
    r"^\d{4}[年./-]\d{1,2}(?:[月./-]\d{0,2}日?)?$|^\d{1,2}月(?:\d{1,2}日)?$"
)
_SERIAL = re.compile(r"^\d{1,3}[.、]?$")

_OVERLAP_SHARE = 0.3
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the amounts of a column lie, and the row that holds their total.

    ``box`` None: a list without columns, each row of which holds one amount.
    """

    box: Box | None
    head_row: int
    total_row: int
    total: Amount | None
    in_wan: bool


def find_tables(rows: Sequence[Row]) -> tuple[AmountTable, ...]:
    """Return one table for each column of amounts that may be summed."""
    in_wan = any(_IN_WAN.search(cell.text) for row in rows for cell in row)
    tables = []
    start = 0
    for number, row in enumerate(rows):
        if _total_cell(row) is None:
            continue
        found = [
            table
            for column in _columns(rows, start, number, in_wan=in_wan)
            if (table := _table(rows, column)) is not None
        ]
        if found:
            tables += found
            start = number + 1
    has_total = any(_total_cell(row) is not None for row in rows)
    return tuple(tables) if has_total else _without_total(rows, in_wan=in_wan)


def _total_cell(row: Row) -> Cell | None:
    for cell in row:
        if _BENT_TOTAL.match(cell.text):
            return cell
        if _TOTAL.match(cell.text) and not _MONEY_HEAD.fullmatch(cell.text):
            return cell
    return None


def _columns(
    rows: Sequence[Row], start: int, total_row: int, *, in_wan: bool
) -> Iterator[_Column]:
    row = rows[total_row]
    label = _total_cell(row)
    if label is None:
        return
    head_row = _head_row(rows, start, total_row)
    capital = capital_fen_in("".join(cell.text for cell in row))
    heads = rows[head_row] if head_row >= start else ()
    totals = list(_total_amounts(row, label))
    for place, (box, cell_text, confidence) in enumerate(totals):
        others = [other for no, (other, _, _) in enumerate(totals) if no != place]
        if any(_overlaps(box, other) for other in others):
            continue
        fen = fen_in(cell_text, default_wan=in_wan)
        if fen is None or (capital is not None and capital != fen):
            continue
        total = Amount(fen, confidence, box)
        if _is_money(box, heads, cell_text):
            column = _Column(box, head_row, total_row, total, in_wan)
            yield column if _has_amounts(rows, column) else replace(column, box=None)


def _total_amounts(row: Row, label: Cell) -> Iterator[tuple[Box, str, float]]:
    """Yield the amounts of a total's row: behind its word, or in cells of their own."""
    match = _TOTAL.match(label.text)
    rest = match[1] if match else ""
    if rest and fen_in(rest) is not None:
        yield label.box, rest, label.confidence
        return
    for cell in row:
        if cell is not label and fen_in(cell.text) is not None:
            yield cell.box, cell.text, cell.confidence


def _head_row(rows: Sequence[Row], start: int, end: int) -> int:
    """Return the last row of column heads before ``end``, else ``start`` - 1."""
    for number in range(end - 1, start - 1, -1):
        heads = [
            cell
            for cell in rows[number]
            if _HEAD.match(cell.text) or _MONEY_HEAD.search(cell.text)
        ]
        has_amount = any(
            has_money_form(c.text) and fen_in(c.text) for c in rows[number]
        )
        if len(heads) >= _LEAST_ROWS and not has_amount:
            return number
    return start - 1


def _has_amounts(rows: Sequence[Row], column: _Column) -> bool:
    between = rows[column.head_row + 1 : column.total_row]
    return any(_amount(row, column) is not None for row in between)


def _is_money(box: Box, heads: Row, written: str) -> bool:
    over = [one.text for one in heads if _overlaps(one.box, box)]
    if any(_NO_SUM.search(text) for text in over):
        return False
    if any(_MONEY_HEAD.search(text) for text in over) or has_money_form(written):
        return True
    # Beside 合计 in one cell, or under the head of another column: which is unclear.
    return not over and any(_MONEY_HEAD.search(one.text) for one in heads)


def _overlaps(one: Box, other: Box) -> bool:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    return width >= _OVERLAP_SHARE * min(one.width, other.width)


def _table(rows: Sequence[Row], column: _Column) -> AmountTable | None:
    amounts: list[Amount] = []
    is_whole = True
    for row in rows[column.head_row + 1 : column.total_row]:
        if any(_SUBTOTAL.search(cell.text) for cell in row):
            continue
        amount = _amount(row, column)
        if amount is not None:
            amounts.append(amount)
        elif _is_entry(row, column):
            is_whole = False
    if not amounts or (column.total is None and len(amounts) < _LEAST_ROWS):
        return None
    return AmountTable(tuple(amounts), column.total, is_whole)


def _amount(row: Row, column: _Column) -> Amount | None:
    cells = _candidates(row, column)
    if len(cells) != 1:
        return None
    cell = cells[0]
    fen = fen_in(cell.text, default_wan=column.in_wan)
    if fen is None:
        return None
    others = [one.text for one in row if one is not cell]
    day = next((text for text in others if _DAY.match(text)), "")
    words = [text for text in others if not _DAY.match(text) and fen_in(text) is None]
    return Amount(fen, cell.confidence, cell.box, day, words[0] if words else "")


def _candidates(row: Row, column: _Column) -> list[Cell]:
    """Return the cells of a row that may be its amount: those of the column."""
    box = column.box
    if box is not None:
        return [cell for cell in row if _overlaps(cell.box, box)]
    return [
        cell
        for place, cell in enumerate(row)
        if fen_in(cell.text) is not None
        and not _DAY.match(cell.text)
        and not (place == 0 and _SERIAL.match(cell.text))
    ]


def _is_entry(row: Row, column: _Column) -> bool:
    """Whether a row without a readable amount is an entry, not a wrapped line."""
    cells = _candidates(row, column)
    if any(is_bent_number(cell.text) or fen_in(cell.text) for cell in cells):
        return True
    has_mark = any(_SERIAL.match(c.text) or _DAY.match(c.text) for c in row)
    return has_mark and len(row) >= _LEAST_ROWS


def _without_total(rows: Sequence[Row], *, in_wan: bool) -> tuple[AmountTable, ...]:
    """Return the column under a money head whose total is on another page."""
    head_row = _head_row(rows, 0, len(rows))
    if head_row < 0:
        return ()
    money = [cell for cell in rows[head_row] if _MONEY_HEAD.search(cell.text)]
    if len(money) != 1 or _NO_SUM.search(money[0].text):
        return ()
    column = _Column(money[0].box, head_row, len(rows), None, in_wan)
    table = _table(rows, column)
    return () if table is None else (table,)
