"""Findings (or, for evidence alone, pages) as CSV for a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.evidence import DocumentEvidence
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult
from checker.reports._frames import csv_bytes
from checker.reports._tables import document_table, result_tables


@dataclass(frozen=True, slots=True)
class CsvReport:
    """One table a file: CSV knows no sheets, ``xlsx`` has all three tables."""

    name: str = "csv"
    media_type: str = "text/csv; charset=utf-8"
    extension: str = "csv"
    wants_pictures: bool = False

    def render(self, results: Sequence[CheckResult], options: ReportOptions) -> bytes:
        """Return a row for each finding of all dossiers."""
        return csv_bytes(result_tables(results, options)[0])

    def render_documents(
        self, documents: Sequence[DocumentEvidence], options: ReportOptions
    ) -> bytes:
        """Return a row for each page."""
        return csv_bytes(document_table(documents, options))


REPORT = CsvReport()
