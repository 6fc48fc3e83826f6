"""Tables as CSV and XLSX that no spreadsheet mistakes for formulas."""

from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from checker.model.unseen import safe

if TYPE_CHECKING:
    from pandas import DataFrame

Row = Sequence[str | int | float | None]


def harmless(value: str | float | None) -> str | float | None:
    """Return a value that no spreadsheet calculates with: text is marked as text."""
    return safe(value) if isinstance(value, str) else value


def as_csv(names: Sequence[str], rows: Sequence[Row]) -> bytes:
    """Return a table as CSV, UTF-8 with the mark that Excel wants."""
    text = StringIO()
    _frame(names, rows).to_csv(text, index=False)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(names: Sequence[str], rows: Sequence[Row]) -> bytes:
    """Return a table as a workbook of one sheet."""
    file = BytesIO()
    _frame(names, rows).to_excel(file, index=False, engine="openpyxl")
    return file.getvalue()


def _frame(names: Sequence[str], rows: Sequence[Row]) -> "DataFrame":
    import pandas as pd

    cells = [[harmless(value) for value in row] for row in rows]
    # Objects: whole numbers beside an empty cell stay whole.
    return pd.DataFrame(cells, columns=list(names), dtype=object)
