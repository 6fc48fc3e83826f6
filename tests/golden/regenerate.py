"""Writes the golden files anew: ``python -m tests.golden.regenerate``.

Read the differences before you commit them: they are what users will see.
"""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from checker.model.ports import ReportFormat, ReportOptions
from checker.reports import as_csv, as_html, as_json, as_jsonl, as_text, as_xlsx
from tests.golden.fixed_result import DOCUMENTS, clean_result, fixed_result, pictures

STORED = Path(__file__).parent / "stored"

FORMATS: tuple[ReportFormat, ...] = (
    as_csv.REPORT,
    as_html.REPORT,
    as_json.REPORT,
    as_jsonl.REPORT,
    as_text.REPORT,
)
"""The formats whose bytes are compared; of a workbook only the cells are."""


def cells_of(workbook: bytes) -> bytes:
    """Return the cells of a workbook as JSON, a row a line."""
    sheets = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets
    lines = [
        json.dumps([sheet.title, *(cell.value for cell in row)], ensure_ascii=False)
        for sheet in sheets
        for row in sheet.iter_rows()
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def golden_files() -> Mapping[str, bytes]:
    """Return what every golden file should hold, by name."""
    options = ReportOptions(pictures=pictures())
    english = ReportOptions(language="en", pictures=pictures())
    one, several = [fixed_result()], [fixed_result(), clean_result()]
    files: dict[str, bytes] = {}
    for report in FORMATS:
        end = report.extension
        files[f"check.{end}"] = report.render(one, options)
        files[f"inspect.{end}"] = report.render_documents(DOCUMENTS, options)
    files["check_several.json"] = as_json.REPORT.render(several, options)
    files["check_several.html"] = as_html.REPORT.render(several, english)
    files["check_english.txt"] = as_text.REPORT.render(several, english)
    files["check_unmasked.csv"] = as_csv.REPORT.render(one, ReportOptions(unmask=True))
    files["check.xlsx.cells"] = cells_of(as_xlsx.REPORT.render(several, options))
    return files


def regenerate() -> None:
    """Write all golden files and remove those that nothing makes any more."""
    STORED.mkdir(exist_ok=True)
    files = golden_files()
    for old in STORED.iterdir():
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (STORED / name).write_bytes(content)


if __name__ == "__main__":
    regenerate()
