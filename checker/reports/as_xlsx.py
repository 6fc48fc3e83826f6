"""Findings, items and pages as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.evidence import DocumentEvidence
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult
from checker.reports._frames import workbook_bytes
from checker.reports._tables import document_table, result_tables


@dataclass(frozen=True, slots=True)
class XlsxReport:
    """Three sheets for dossiers, one for evidence alone."""

    name: str = "xlsx"
    media_type: str = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    extension: str = "xlsx"
    wants_pictures: bool = False

    def render(self, results: Sequence[CheckResult], options: ReportOptions) -> bytes:
        """Return sheets of findings, items and pages."""
        return workbook_bytes(result_tables(results, options))

    def render_documents(
        self, documents: Sequence[DocumentEvidence], options: ReportOptions
    ) -> bytes:
        """Return a sheet of pages."""
        return workbook_bytes((document_table(documents, options),))


REPORT = XlsxReport()
