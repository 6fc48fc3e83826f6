"""A draft as full as they come: every item of a first submission, files by the dozen.

Checked already: the report is that of a sample set, dealt out to the files.
"""

import json
from pathlib import Path
from typing import Any

from reviewer_app.domain.filing import ITEMS, RECTIFICATION
from reviewer_app.queries.filing import read_filing
from reviewer_app.services.prechecked import record_precheck
from tests.unit.desk.filing_makers import Filer

REPORTS = Path(__file__).resolve().parent / "app" / "reports.json"
FIRST_ITEMS = tuple(item for item in ITEMS if item != RECTIFICATION)
"""Item 20 is asked for after a return only."""


def fill_drawer(filer: Filer, case_id: int, count: int = 100) -> None:
    """Fill in the form, put so many files into the drawer, and record a check."""
    filer.fill_in(case_id)
    for number in range(count):
        item = FIRST_ITEMS[number % len(FIRST_ITEMS)]
        content = b"%PDF-1.4 " + str(number).encode()
        filer.upload(case_id, f"安全生产材料 {number}.pdf", item, content=content)
    view = read_filing(case_id, filer.actor, filer.desk.database)
    report = _report([(one.path, one.sha256, one.item) for one in view.files])
    record_precheck(case_id, view.case.revision, report, desk=filer.desk)


def precheck_report(filer: Filer, case_id: int) -> dict[str, Any]:
    """Return the report of the check that was recorded."""
    view = read_filing(case_id, filer.actor, filer.desk.database)
    assert view.precheck is not None
    place = filer.desk.files.path(str(view.precheck.report_sha256))
    report: dict[str, Any] = json.loads(place.read_bytes())
    return report


def _report(files: list[tuple[str, str, str | None]]) -> dict[str, Any]:
    """Return a sample's report, with one of its findings for each file."""
    told = json.loads(REPORTS.read_text("utf-8"))["unqualified"]
    documents, findings = [], list(told["findings"])
    for number, (path, sha256, item) in enumerate(files):
        document = told["documents"][number % len(told["documents"])]
        finding = told["findings"][number % len(told["findings"])]
        documents.append({**document, "path": path, "sha256": sha256, "item": item})
        mine = {"id": f"f-{number}", "document": path, "item": item}
        findings.append({**finding, **mine})
    return {
        **told,
        "documents": documents,
        "findings": findings,
        "ruleset": {"id": "sample", "sha256": "0" * 64},
        "timing": {"pages": 3 * len(files)},
    }
