"""Routes of the company's side: fields, uploads that resume, pages, originals."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from reviewer_app import company_routes
from reviewer_app.company_routes import CompanyRoutes
from reviewer_app.db.people import open_session
from reviewer_app.domain.people import Actor
from reviewer_app.files import FolderStore, Partials
from reviewer_app.pictures import Pictures
from reviewer_app.routes import COOKIE
from reviewer_app.services.drawer import RemoveFile, open_upload, remove_file
from tests.unit.desk.conftest import World, a_company, a_pdf
from tests.unit.desk.filing_makers import Filer

PDF = a_pdf("济南示例建设有限公司")


@dataclass
class Web:
    """The routes of a desk, a company with a draft, and ways to come."""

    world: World
    filer: Filer
    routes: CompanyRoutes
    case_id: int
    ids: list[str] = field(default_factory=list)

    @property
    def client(self) -> TestClient:
        """Return a browser in which the company's user is logged in."""
        return self.of(self.filer.actor)

    def of(self, actor: Actor | None) -> TestClient:
        """Return a browser in which somebody is logged in, or nobody."""
        app = Starlette(routes=self.routes.all())
        client = TestClient(app, raise_server_exceptions=False)
        if actor is not None:
            with self.world.desk.database.work() as tx:
                secret = open_session(tx, actor.user_id, self.world.clock.now())
            client.cookies.set(COOKIE, secret)
        return client

    def begin(self, content: bytes = PDF, **given: object) -> Response:
        """Announce an upload."""
        self.ids.append(str(uuid4()))
        told = {
            "id": self.ids[-1],
            "case": self.case_id,
            "name": "机构.pdf",
            "bytes": len(content),
            "item": "01",
            **given,
        }
        return self.client.post("/drawer/uploads", json=told)

    def send(self, content: bytes, offset: int | str = 0) -> Response:
        """Send bytes of the upload that was announced last."""
        address = f"/drawer/uploads/{self.ids[-1]}?offset={offset}"
        return self.client.patch(address, content=content)

    def names(self) -> list[tuple[str, str | None]]:
        """Return name and item of what is in the drawer."""
        return [(one.name, one.item) for one in self.filer.drawer(self.case_id)]


@pytest.fixture
def web(world: World, tmp_path: Path) -> Iterator[Web]:
    filer = Filer(world.desk, a_company(world.desk))
    partials = Partials(tmp_path / "partials")
    partials.prepare()
    store = FolderStore(tmp_path / "files")
    pictures = Pictures(tmp_path / "pictures")
    routes = CompanyRoutes(world.desk, store, partials, pictures)
    yield Web(world, filer, routes, filer.begin())
    pictures.close()


def _put(client: TestClient, case_id: int, **given: object) -> Response:
    return client.put(f"/form/{case_id}", json=given)


def test_a_field_is_kept_as_one_types(web: Web) -> None:
    answer = _put(web.client, web.case_id, name="address", value=" 经十路 1 号 ")

    assert answer.json() == {"value": "经十路 1 号", "fault": None}


def test_a_value_that_does_not_fit_is_kept_with_its_fault(web: Web) -> None:
    answer = _put(web.client, web.case_id, name="contact_phone", value="123")

    assert answer.json()["value"] == "123"
    assert answer.json()["fault"]["zh"].startswith("请填写 11 位手机号")


def test_a_second_tab_is_told_what_the_first_has_put_there(web: Web) -> None:
    _put(web.client, web.case_id, name="address", value="经十路")

    answer = _put(web.client, web.case_id, name="address", value="解放路", before="")

    assert answer.status_code == 409
    assert answer.json()["code"] == "changed"
    assert "“经十路”" in answer.json()["message"]


def test_a_session_that_has_ended_says_so(web: Web) -> None:
    answer = _put(web.of(None), web.case_id, name="address", value="x")

    assert answer.status_code == 401
    assert "重新登录" in answer.json()["message"]


def test_a_foreign_records_address_answers_as_if_it_were_missing(web: Web) -> None:
    other = a_company(web.world.desk, "济南虚构建筑工程有限公司", "91370100MA3C00002F")

    foreign = _put(web.of(other), web.case_id, name="address", value="x")
    missing = _put(web.of(other), 999, name="address", value="x")

    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"[]", 404), (b"no json", 404), (b'"' + b"x" * 30_000 + b'"', 413)],
    ids=["no object", "no json", "far too long"],
)
def test_what_is_no_field_is_refused(web: Web, body: bytes, status: int) -> None:
    answer = web.client.put(f"/form/{web.case_id}", content=body)

    assert answer.status_code == status


def test_a_file_arrives_in_pieces(web: Web) -> None:
    begun = web.begin()
    half = web.send(PDF[:100])
    whole = web.send(PDF[100:], 100)

    assert begun.json() == {"id": web.ids[0], "received": 0, "file": None}
    assert half.json()["received"] == 100
    assert whole.json()["file"] is not None
    assert web.names() == [("机构.pdf", "01")]


def test_an_upload_that_was_cut_off_goes_on_where_it_stopped(web: Web) -> None:
    web.begin()
    web.send(PDF[:100])

    state = web.client.get(f"/drawer/uploads/{web.ids[0]}")
    whole = web.send(PDF[100:], state.json()["received"])

    assert whole.json()["file"] is not None


def test_bytes_at_another_place_are_refused(web: Web) -> None:
    web.begin()

    answer = web.send(PDF[50:], 50)

    assert (answer.status_code, answer.json()["code"]) == (409, "offset")


@pytest.mark.parametrize("offset", ["", "x", "-1"], ids=["none", "word", "negative"])
def test_an_offset_that_is_no_number_is_the_start(web: Web, offset: str) -> None:
    web.begin()

    assert web.send(PDF, offset).json()["file"] is not None


def test_a_file_that_has_arrived_is_not_put_there_twice(web: Web) -> None:
    web.begin()
    first = web.send(PDF)

    again = web.send(PDF)

    assert again.json() == first.json()
    assert len(web.names()) == 1


def test_beginning_again_tells_how_much_has_arrived(web: Web) -> None:
    web.begin()
    web.send(PDF[:100])

    again = web.begin(id=web.ids[0])

    assert again.json() == {"id": web.ids[0], "received": 100, "file": None}


def test_another_request_may_have_been_quicker(web: Web) -> None:
    web.begin()
    web.routes.partials.path(web.ids[0]).unlink(missing_ok=True)
    upload = open_upload(web.ids[0], web.filer.actor, web.world.desk)

    web.routes._keep(upload, web.filer.actor)

    assert web.names() == []


def test_a_file_that_was_taken_out_has_to_come_as_a_new_one(web: Web) -> None:
    web.begin()
    file_id = web.send(PDF).json()["file"]
    remove = RemoveFile(case_id=web.case_id, file_id=file_id)
    remove_file(remove, web.filer.actor, web.world.desk)

    answer = web.begin(id=web.ids[0])

    assert answer.json()["code"] == "used"


@pytest.mark.parametrize(
    ("name", "item"),
    [("07-应急预案备案登记表.pdf", "07"), ("看不出是哪一项.pdf", None)],
    ids=["by its name", "not known"],
)
def test_a_file_is_sorted_by_its_name(web: Web, name: str, item: str | None) -> None:
    web.begin(name=name, item=None)

    web.send(PDF)

    assert web.names() == [(name, item)]


def test_a_name_that_is_no_path_is_sorted_nowhere(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> str | None:
        raise ValueError(name)

    monkeypatch.setattr(company_routes, "item_for_name", refuse)
    web.begin(item=None)

    web.send(PDF)

    assert web.names() == [("机构.pdf", None)]


def test_a_certificate_goes_to_its_person(web: Web) -> None:
    person = web.filer.add_person(web.case_id)
    web.begin(item=None, person=person)

    web.send(PDF)

    (file,) = web.filer.drawer(web.case_id)
    assert file.staff_id == person


def test_a_file_replaces_another_one(web: Web) -> None:
    web.begin()
    old = web.send(PDF).json()["file"]
    web.begin(name="新机构.pdf", replaces=old)

    web.send(PDF)

    (file,) = web.filer.drawer(web.case_id)
    assert (file.name, file.replaces_id) == ("新机构.pdf", old)


NO_PDF = {
    "a photo": (b"\xff\xd8\xff\xe0" + b"0" * 64, "这是照片（JPEG）", "自动转成 PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 64, "这是图片（PNG）", "自动转成 PDF"),
    "an archive": (b"PK\x03\x04" + b"0" * 64, "这是压缩包", "请先解压"),
    "anything": (b"hello world " * 9, "这个文件不是 PDF", "另存为 PDF"),
}


@pytest.mark.parametrize("name", list(NO_PDF))
def test_what_is_no_pdf_is_told_with_what_to_do(web: Web, name: str) -> None:
    content, what, how = NO_PDF[name]
    web.begin(content, name="材料.pdf")

    answer = web.send(content)

    assert answer.status_code == 415
    assert what in answer.json()["message"]
    assert how in answer.json()["message"]
    assert not web.routes.partials.path(web.ids[0]).exists()
    assert web.names() == []


REFUSED: dict[str, tuple[dict[str, Any], int]] = {
    "an id that leads out": ({"id": "../x"}, 404),
    "no case": ({"case": "x"}, 404),
    "no bytes": ({"bytes": 0}, 413),
    "item 20 too early": ({"item": "20"}, 409),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_an_upload_without_sense_is_refused(web: Web, name: str) -> None:
    given, status = REFUSED[name]

    assert web.begin(**given).status_code == status


def test_an_upload_of_somebody_else_is_not_there(web: Web) -> None:
    web.begin()
    other = a_company(web.world.desk, "济南虚构建筑工程有限公司", "91370100MA3C00002F")
    address = f"/drawer/uploads/{web.ids[0]}"

    assert web.of(other).get(address).status_code == 404
    assert web.of(other).patch(f"{address}?offset=0", content=PDF).status_code == 404
    assert web.of(None).get(address).status_code == 401


def test_a_page_of_ones_own_file_comes_as_a_picture(web: Web) -> None:
    web.begin()
    file_id = web.send(PDF).json()["file"]
    address = f"/drawer/{web.case_id}/{file_id}/1.jpg?w=240"

    answer = web.client.get(address)

    assert answer.headers["content-type"] == "image/jpeg"
    assert web.of(web.world.reviewer).get(address).status_code == 404


def test_ones_own_file_comes_as_it_is(web: Web) -> None:
    web.begin()
    file_id = web.send(PDF).json()["file"]

    answer = web.client.get(f"/drawer/{web.case_id}/{file_id}/original")

    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["cache-control"] == "private, no-store"


def test_what_came_before_a_line_broke_stays() -> None:
    came: list[bytes] = []
    pieces = iter([{"type": "http.request", "body": b"first", "more_body": True}])

    async def receive() -> dict[str, Any]:
        return next(pieces, {"type": "http.disconnect"})

    async def take() -> None:
        request = Request({"type": "http"}, receive)
        came.extend([piece async for piece in company_routes._until_cut(request)])

    asyncio.run(take())

    assert came == [b"first"]
