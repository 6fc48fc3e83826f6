"""The report as JSON: the contract that other programs read."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.evidence import DocumentEvidence
from checker.model.ports import JsonValue, ReportOptions
from checker.model.result import CheckResult
from checker.reports._document import document_object
from checker.reports._json import readable
from checker.reports._masking import masking
from checker.reports._report import report_object


@dataclass(frozen=True, slots=True)
class JsonReport:
    """One object for one dossier, a list for none or several."""

    name: str = "json"
    media_type: str = "application/json"
    extension: str = "json"
    wants_pictures: bool = False

    def render(self, results: Sequence[CheckResult], options: ReportOptions) -> bytes:
        """Return the report of one dossier, or a list of reports."""
        reports: list[JsonValue] = [
            report_object(one, unmask=options.unmask) for one in results
        ]
        return _bytes(reports[0] if len(reports) == 1 else reports)

    def render_documents(
        self, documents: Sequence[DocumentEvidence], options: ReportOptions
    ) -> bytes:
        """Return a list of documents, also for a single one."""
        mask = masking(unmask=options.unmask)
        return _bytes([document_object(one, mask) for one in documents])


def _bytes(value: JsonValue) -> bytes:
    return f"{readable(value)}\n".encode()


REPORT = JsonReport()
