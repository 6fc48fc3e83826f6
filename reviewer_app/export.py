"""Tables as CSV and XLSX that no spreadsheet mistakes for formulas."""

from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from checker.model.unseen import visible

if TYPE_CHECKING:
    from pandas import DataFrame

Row = Sequence[str | int | float | None]

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate. Source: OWASP, CSV injection."""

_LONGEST = 32_000
"""Source: a worksheet's cell takes 32,767 characters (Excel specifications)."""


def harmless(value: str | float | None) -> str | float | None:
    """Return a value that no spreadsheet calculates with: text is marked as text.

    What cannot be seen is shown by a sign, what no cell can hold is cut off.
    """
    if not isinstance(value, str):
        return value
    mark = "'" if value.startswith(_RISKY) or value.lstrip().startswith(_RISKY) else ""
    cut = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}..."
    return f"{mark}{visible(cut)}"


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
