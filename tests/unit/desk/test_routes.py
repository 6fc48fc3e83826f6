"""Our own routes: who gets what, and that nobody else gets anything."""

import errno
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from reviewer_app.db.cases import NewFile
from reviewer_app.db.people import add_user, load_user, open_session
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.review import Verdict
from reviewer_app.files import _Intake, full_disk_said
from reviewer_app.pictures import Pictures
from reviewer_app.queries.dossier import read_dossier
from reviewer_app.queries.office import LogFilter, read_log
from reviewer_app.routes import COOKIE, Routes
from reviewer_app.services.accounts import LogIn, hash_password, log_in
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.checked import RecordReport, record_report
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import Decide, decide
from tests.unit.desk.conftest import START, World, a_finding, a_pdf, a_report
from tests.unit.desk.test_review_story import SOON


@dataclass
class Web:
    """The routes of a desk, a case with one real PDF, and ways to come."""

    world: World
    app: Starlette
    case_id: int
    file_id: int

    def of(self, actor: Actor | None) -> TestClient:
        """Return a browser in which somebody is logged in, or nobody."""
        client = TestClient(self.app, follow_redirects=False)
        if actor is not None:
            with self.world.desk.database.work() as tx:
                secret = open_session(tx, actor.user_id, self.world.clock.now())
            client.cookies.set(COOKIE, secret)
        return client


@pytest.fixture
def web(world: World, tmp_path: Path) -> Iterator[Web]:
    content = a_pdf("济南示例建设有限公司")
    sha256 = world.keep(content)
    file = NewFile("01-机构.pdf", sha256, len(content), "01")
    case_id = world.bring_in(files=(file,))
    pictures = Pictures(tmp_path / "pictures")
    routes = Routes(world.desk, world.desk.files, pictures)
    (row,) = read_dossier(case_id, world.reviewer, world.desk.database).files
    yield Web(world, Starlette(routes=routes.all()), case_id, row.file_id)
    pictures.close()


def _company_user(world: World, company_id: int | None) -> Actor:
    with world.desk.database.work() as tx:
        values = {
            "account": f"company{company_id}",
            "name": "企业",
            "role": Role.COMPANY,
            "company_id": company_id,
            "is_active": True,
            "created_at": START,
        }
        return load_user(tx, add_user(tx, values)).actor


def test_a_page_comes_as_a_picture_that_may_be_kept(web: Web) -> None:
    client = web.of(web.world.reviewer)
    address = f"/pages/{web.case_id}/{web.file_id}/1.jpg?w=900"

    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.content[:2] == b"\xff\xd8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("what", ["pages/{0}/{1}/1.jpg", "originals/{0}/{1}"])
def test_nobody_gets_a_file_without_a_session(web: Web, what: str) -> None:
    answer = web.of(None).get("/" + what.format(web.case_id, web.file_id))

    assert answer.status_code == 404


def test_another_company_is_told_that_the_file_is_not_there(web: Web) -> None:
    other = web.world.bring_in("另一家有限公司")
    view = read_dossier(other, web.world.reviewer, web.world.desk.database)
    stranger = _company_user(web.world, view.case.company_id)
    client = web.of(stranger)

    foreign = client.get(f"/pages/{web.case_id}/{web.file_id}/1.jpg")
    missing = client.get("/pages/9999/9999/1.jpg")

    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()


def test_a_company_sees_its_own_pages(web: Web) -> None:
    view = read_dossier(web.case_id, web.world.reviewer, web.world.desk.database)
    own = _company_user(web.world, view.case.company_id)

    answer = web.of(own).get(f"/pages/{web.case_id}/{web.file_id}/1.jpg")

    assert answer.status_code == 200


def test_a_page_that_is_not_there_is_not_found(web: Web) -> None:
    client = web.of(web.world.reviewer)

    answer = client.get(f"/pages/{web.case_id}/{web.file_id}/7.jpg")

    assert answer.status_code == 404


def test_an_original_is_an_attachment_and_the_log_remembers(web: Web) -> None:
    client = web.of(web.world.reviewer)

    answer = client.get(f"/originals/{web.case_id}/{web.file_id}")

    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-disposition"].startswith("attachment")
    wanted = LogFilter(act="download")
    entries = read_log(wanted, web.world.auditor, web.world.desk.database)
    assert len(entries) == 1


def test_an_original_with_active_content_comes_only_after_a_warning(web: Web) -> None:
    view = read_dossier(web.case_id, web.world.reviewer, web.world.desk.database)
    report = a_report(web.world)
    report["documents"][0].update(
        sha256=view.files[0].sha256, active_content=["javascript"]
    )
    record_report(RecordReport(web.case_id, 1, report), web.world.desk)
    client = web.of(web.world.reviewer)
    address = f"/originals/{web.case_id}/{web.file_id}"

    refused = client.get(address)
    given = client.get(f"{address}?warned=1")

    assert (refused.status_code, refused.json()["code"]) == (409, "active_content")
    assert given.content.startswith(b"%PDF")


def test_a_full_disk_is_said_and_nothing_is_kept(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_intake: object, _chunk: bytes) -> None:
        with full_disk_said():
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(_Intake, "take", full)

    answer = web.of(web.world.reviewer).put("/uploads", content=b"x" * 4096)

    assert answer.status_code == 507
    assert "磁盘" in answer.json()["message"]
    root = web.world.desk.files.root  # type: ignore[attr-defined]
    assert not list((root / "staging").iterdir())


def test_a_ticket_makes_a_session_cookie_that_scripts_cannot_read(web: Web) -> None:
    with web.world.desk.database.work() as tx:
        values = {
            "account": "new",
            "name": "新人",
            "role": Role.REVIEWER,
            "password_hash": hash_password("correct horse"),
            "is_active": True,
            "created_at": START,
        }
        add_user(tx, values)
    ticket = log_in(LogIn("new", "correct horse"), web.world.desk)

    answer = web.of(None).get(f"/session/ticket/{ticket}")

    cookie = answer.headers["set-cookie"].lower()
    assert answer.headers["location"] == "/"
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    again = web.of(None).get(f"/session/ticket/{ticket}")
    assert "set-cookie" not in again.headers


def test_leaving_ends_the_session(web: Web) -> None:
    client = web.of(web.world.reviewer)

    client.post("/session/end")

    answer = client.get(f"/pages/{web.case_id}/{web.file_id}/1.jpg")
    assert answer.status_code == 404


def test_a_letter_is_html_and_pdf(web: Web) -> None:
    world = web.world
    world.check(web.case_id, a_finding("f1"))
    claim(Claim(case_id=web.case_id), world.reviewer, world.desk)
    command = Decide(
        case_id=web.case_id, finding_ids=("f1",), verdict=Verdict.CONFIRMED
    )
    decide(command, world.reviewer, world.desk)
    lines = (Line("f1", "没有公章", "请盖章后重新扫描"),)
    draft = SaveLetter(case_id=web.case_id, lines=lines, deadline=SOON)
    letter_id = save_letter(draft, world.reviewer, world.desk)
    client = web.of(world.reviewer)

    html = client.get(f"/letters/{letter_id}.html")
    pdf = client.get(f"/letters/{letter_id}.pdf")

    assert "没有公章" in html.text
    assert "data:image/jpeg" in html.text
    assert pdf.content.startswith(b"%PDF")
    assert web.of(None).get(f"/letters/{letter_id}.pdf").status_code == 404


def test_an_upload_is_kept_before_it_is_answered(web: Web) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("01-a.pdf", b"%PDF-1.4")

    answer = web.of(web.world.reviewer).put("/uploads", content=archive.getvalue())

    sha256 = hashlib.sha256(archive.getvalue()).hexdigest()
    assert answer.status_code == 201
    assert answer.json()["source"].startswith("upload:")
    assert web.world.desk.files.has(sha256)


@pytest.mark.parametrize(
    ("who", "content", "status"),
    [("auditor", b"x", 403), ("reviewer", b"", 409), (None, b"x", 404)],
    ids=["may not import", "empty", "nobody"],
)
def test_an_upload_is_refused(
    web: Web, who: str | None, content: bytes, *, status: int
) -> None:
    actor = getattr(web.world, who) if who else None

    answer = web.of(actor).put("/uploads", content=content)

    assert answer.status_code == status
    assert answer.json()["message"]
