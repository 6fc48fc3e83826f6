"""A draft as full as they come: 20 items, 100 files, checked, each with findings."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from reviewer_app.domain.filing import ITEMS
from reviewer_app.domain.people import Actor
from reviewer_app.queries.filing import read_filing
from reviewer_app.services.desk import Desk
from reviewer_app.services.drawer import (
    RECTIFICATION,
    Arrived,
    BeginUpload,
    begin_upload,
    finish_upload,
)
from reviewer_app.services.filing import SaveField, save_field
from reviewer_app.services.prechecked import record_precheck
from tests.unit.desk.filing_makers import FILLED

REPORTS = Path(__file__).resolve().parent / "app" / "reports.json"
FIRST_ITEMS = tuple(item for item in ITEMS if item != RECTIFICATION)
"""Before a return there is no item 20."""


def fill_drawer(desk: Desk, actor: Actor, case_id: int, count: int = 100) -> None:
    """Fill in the form, put so many files into the drawer, and record a check."""
    for name, value in FILLED.items():
        command = SaveField(case_id=case_id, name=name, value=value)
        save_field(command, actor, desk)
    for number in range(count):
        _put(desk, actor, case_id, number)
    view = read_filing(case_id, actor, desk.database)
    report = _report([(one.path, one.sha256, one.item) for one in view.files])
    record_precheck(case_id, view.case.revision, report, desk=desk)


def _put(desk: Desk, actor: Actor, case_id: int, number: int) -> None:
    content = b"%PDF-1.4 " + str(number).encode()
    command = BeginUpload(
        case_id=case_id,
        upload_id=str(uuid4()),
        name=f"安全生产材料 {number}.pdf",
        size_bytes=len(content),
        item=FIRST_ITEMS[number % len(FIRST_ITEMS)],
    )
    begin_upload(command, actor, desk)
    arrived = Arrived(*desk.files.put(iter([content])))
    finish_upload(command.upload_id, arrived, actor, desk=desk)


def _report(files: list[tuple[str, str, str | None]]) -> dict[str, Any]:
    """Return the report of a sample set, its documents and findings dealt out."""
    told = json.loads(REPORTS.read_text("utf-8"))["unqualified"]
    documents, findings = told["documents"], told["findings"]
    for number, (path, sha256, item) in enumerate(files):
        like = documents[number % len(told["documents"])]
        told.setdefault("dealt", []).append(
            {**like, "path": path, "sha256": sha256, "item": item}
        )
        about = {**findings[number % len(findings)], "document": path, "item": item}
        told.setdefault("found", []).append({**about, "id": f"{number:012x}"})
    return {
        **told,
        "documents": told.pop("dealt"),
        "findings": told.pop("found") + findings,
        "ruleset": {"id": "sample", "sha256": "0" * 64},
        "timing": {"pages": 300},
    }
