"""Tables as CSV and as a workbook without a clock in it, by way of pandas.

Cells are objects, so that whole numbers stay whole beside empty cells.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from checker.reports._columns import width
from checker.reports._tables import Table

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip archive can name."""

_DAY = b"1980-01-01T00:00:00Z"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NARROWEST, _WIDEST = 8, 60
_HEADING_STYLE = "Headline 3"
"""A style that every workbook knows by name."""


def csv_bytes(table: Table) -> bytes:
    """Return a table as CSV with a byte-order mark, which spreadsheets go by."""
    import pandas as pd

    rows, headings = list(table.rows), list(table.headings)
    frame = pd.DataFrame(rows, columns=headings, dtype=object)
    text: str = frame.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def workbook_bytes(tables: Sequence[Table]) -> bytes:
    """Return a workbook with one sheet a table; equal tables give equal bytes."""
    import pandas as pd

    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        for table in tables:
            rows, headings = list(table.rows), list(table.headings)
            frame = pd.DataFrame(rows, columns=headings, dtype=object)
            frame.to_excel(writer, sheet_name=table.name, index=False)
            _dress(writer.sheets[table.name], table)
    return _without_clock(buffer.getvalue())


def _dress(sheet: Any, table: Table) -> None:  # noqa: ANN401 - openpyxl has no types
    """Give a sheet a frozen, styled heading, a filter, and columns of fair width."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for at, heading in enumerate(table.headings):
        head = sheet.cell(row=1, column=at + 1)
        head.style = _HEADING_STYLE
        widest = max([width(heading), *(width(_shown(row[at])) for row in table.rows)])
        fair = min(max(widest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[head.column_letter].width = fair


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _without_clock(workbook: bytes) -> bytes:
    """Replace all times in a workbook: the same result is the same file."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _DAY, content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return buffer.getvalue()
