"""The report as JSON lines: for streams and for many dossiers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.model.evidence import DocumentEvidence
from checker.model.ports import ReportOptions
from checker.model.result import CheckResult
from checker.reports._document import document_object
from checker.reports._json import JsonObject, compact
from checker.reports._masking import masking
from checker.reports._report import report_object


@dataclass(frozen=True, slots=True)
class JsonLinesReport:
    """One report a line, or one document a line."""

    name: str = "jsonl"
    media_type: str = "application/x-ndjson"
    extension: str = "jsonl"
    wants_pictures: bool = False

    def render(self, results: Sequence[CheckResult], options: ReportOptions) -> bytes:
        """Return one report a line."""
        return _lines(report_object(one, unmask=options.unmask) for one in results)

    def render_documents(
        self, documents: Sequence[DocumentEvidence], options: ReportOptions
    ) -> bytes:
        """Return one document a line, in the order given."""
        mask = masking(unmask=options.unmask)
        return _lines(document_object(one, mask) for one in documents)


def _lines(objects: Iterable[JsonObject]) -> bytes:
    return "".join(f"{compact(one)}\n" for one in objects).encode()


REPORT = JsonLinesReport()
