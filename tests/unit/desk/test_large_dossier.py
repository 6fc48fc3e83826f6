"""A dossier of 20,000 pages is recorded, opened and decided like any other."""

from typing import Any

from reviewer_app.context.reading import Reading
from reviewer_app.domain.review import Verdict
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.checked import RecordReport, record_report
from reviewer_app.services.review import Decide, decide
from tests.unit.desk.conftest import World, a_finding, a_report

PAGES = 10_000
"""Of each of two files."""


def _page(number: int) -> dict[str, Any]:
    return {
        "number": number,
        "width_mm": 210.0,
        "height_mm": 297.0,
        "seals": [],
        "dates": [],
        "fingerprint": f"{number:016x}",
    }


def test_it_is_read_a_file_at_a_time_and_its_last_page_is_decided(
    world: World,
) -> None:
    case_id = world.bring_in()
    report = a_report(world, a_finding("f1", page=PAGES))
    for document in report["documents"]:
        pages = [_page(number + 1) for number in range(PAGES)]
        document.update(page_count=PAGES, pages=pages)
    record_report(RecordReport(case_id, 1, report), world.desk)
    claim(Claim(case_id=case_id), world.reviewer, world.desk)
    said = Decide(case_id=case_id, finding_ids=("f1",), verdict=Verdict.CONFIRMED)

    decide(said, world.reviewer, world.desk)

    reading = Reading(world.desk, world.reviewer)
    view = reading.dossier(case_id)
    (finding,) = view.findings
    read = reading.pages(case_id, [finding.document or ""])
    assert (finding.page_no, finding.decision) == (PAGES, "confirmed")
    assert [len(pages) for pages in read.values()] == [PAGES]
