"""Papers of the company's side: whose they are, and what they are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from checker.model.grade import Grade
from reviewer_app.db.people import open_session
from reviewer_app.domain.people import Actor
from reviewer_app.paper_routes import PaperRoutes
from reviewer_app.pictures import Pictures
from reviewer_app.routes import COOKIE
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.checked import RecordReport, record_report
from reviewer_app.services.grading import Release, release
from reviewer_app.services.prechecked import record_precheck
from reviewer_app.services.submitting import AnswerFinding, answer_finding
from tests.unit.desk import conftest
from tests.unit.desk.conftest import World, a_company, a_pdf
from tests.unit.desk.filing_makers import Filer, returned
from tests.unit.desk.paper_reports import a_report, finding


@dataclass
class Web:
    """The papers of a desk, and a company."""

    world: World
    filer: Filer
    routes: PaperRoutes

    def get(self, address: str, actor: Actor | None = None) -> Any:  # noqa: ANN401 - an answer
        """Return what somebody gets, the company's user by default."""
        client = TestClient(Starlette(routes=self.routes.all()))
        who = actor or self.filer.actor
        with self.world.desk.database.work() as tx:
            secret = open_session(tx, who.user_id, self.world.clock.now())
        client.cookies.set(COOKIE, secret)
        return client.get(address)

    def checked(self, *findings: object) -> int:
        """Return a draft that was checked."""
        case_id = self.filer.begin()
        content = a_pdf("应急救援演练记录")
        self.filer.upload(case_id, "演练记录.pdf", "08", content=content)
        revision = self.filer.case(case_id).revision
        report = a_report(*findings)
        record_precheck(case_id, revision, report, desk=self.world.desk)
        return case_id

    def graded(self, grade: Grade) -> int:
        """Return a case with its grade."""
        case_id = self.filer.submitted()
        desk, reviewer = self.world.desk, self.world.reviewer
        report = conftest.a_report(self.world)
        record_report(RecordReport(case_id, 1, report), desk)
        claim(Claim(case_id=case_id), reviewer, desk)
        release(Release(case_id=case_id, grade=grade), reviewer, desk)
        return case_id


@pytest.fixture
def web(world: World, tmp_path: Path) -> Iterator[Web]:
    pictures = Pictures(tmp_path / "pictures")
    routes = PaperRoutes(world.desk, world.desk.files, pictures)
    yield Web(world, Filer(world.desk, a_company(world.desk)), routes)
    pictures.close()


def test_a_precheck_comes_as_a_page_with_its_findings(web: Web) -> None:
    case_id = web.checked(finding(1))

    answer = web.get(f"/precheck/{case_id}/report.html")

    assert answer.headers["content-type"].startswith("text/html")
    assert "第 1 处问题" in answer.text
    assert "data:image/jpeg" in answer.text


def test_a_precheck_comes_as_a_pdf(web: Web) -> None:
    case_id = web.checked()

    answer = web.get(f"/precheck/{case_id}/report.pdf")

    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-disposition"].startswith("inline;")


def test_a_precheck_comes_as_a_workbook(web: Web) -> None:
    case_id = web.checked(finding(1))

    answer = web.get(f"/precheck/{case_id}/report.xlsx")

    assert answer.content.startswith(b"PK")
    assert answer.headers["content-disposition"].startswith("attachment;")


def test_a_page_of_a_file_that_is_gone_has_no_picture(web: Web) -> None:
    case_id = web.checked(finding(1, document="09-别处.pdf"))

    answer = web.get(f"/precheck/{case_id}/report.html")

    assert answer.status_code == 200
    assert "data:image/jpeg" not in answer.text


def test_pages_to_scan_again_stand_on_one_sheet(web: Web) -> None:
    case_id = web.checked(finding(1))

    answer = web.get(f"/precheck/{case_id}/reshoot.html")

    assert "补拍清单" in answer.text
    assert "演练记录" in answer.text


@pytest.mark.parametrize("paper", ["report.pdf", "report.xlsx", "reshoot.html"])
def test_without_a_check_there_is_no_paper(web: Web, paper: str) -> None:
    case_id = web.filer.begin()

    assert web.get(f"/precheck/{case_id}/{paper}").status_code == 404


def test_a_receipt_names_every_file_with_its_fingerprint(web: Web) -> None:
    case_id = web.filer.submitted()

    text = web.get(f"/receipts/{case_id}/1.html").text

    assert f"2021-{case_id:05d}-1" in text
    assert "01-机构.pdf" in text
    assert web.filer.drawer(case_id)[0].sha256[:12] in text


def test_a_submission_that_was_not_made_has_no_receipt(web: Web) -> None:
    case_id = web.filer.submitted()

    assert web.get(f"/receipts/{case_id}/2.html").status_code == 404


def test_a_result_is_printed_once_there_is_one(web: Web) -> None:
    waiting = web.filer.submitted(2020)
    case_id = web.graded(Grade.QUALIFIED)

    assert "合格" in web.get(f"/results/{case_id}.html").text
    assert web.get(f"/results/{waiting}.html").status_code == 404


def test_a_rectification_is_drafted_from_the_answers(web: Web) -> None:
    case_id = returned(web.world, web.filer, "f1", "f2")
    web.filer.answer(case_id, "f1", "changed")

    text = web.get(f"/rectifications/{case_id}.html").text

    assert "没有公章" in text
    assert "已修改信息" in text


def test_without_a_letter_there_is_nothing_to_rectify(web: Web) -> None:
    case_id = web.filer.submitted()

    assert web.get(f"/rectifications/{case_id}.html").status_code == 404


def test_an_answer_comes_with_its_words(web: Web) -> None:
    case_id = returned(web.world, web.filer)
    given = AnswerFinding(
        case_id=case_id, finding_id="f1", kind="disagrees", words="原件如此"
    )
    answer_finding(given, web.filer.actor, web.world.desk)

    assert "有异议：原件如此" in web.get(f"/rectifications/{case_id}.html").text


def test_a_kind_of_paper_that_there_is_not_is_not_there(web: Web) -> None:
    case_id = web.filer.submitted()

    assert web.get(f"/receipts/{case_id}/1.docx").status_code == 404


def test_papers_are_for_their_company_alone(web: Web) -> None:
    case_id = web.filer.submitted()
    other = a_company(web.world.desk, "济南虚构建筑工程有限公司", "91370100MA3C00002F")
    address = f"/receipts/{case_id}/1.html"
    nobody = TestClient(Starlette(routes=web.routes.all()))

    assert web.get(address, other).status_code == 404
    assert web.get(address, web.world.reviewer).status_code == 404
    assert nobody.get(address).status_code == 404
