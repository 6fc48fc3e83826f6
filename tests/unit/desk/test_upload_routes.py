"""Uploads over our own routes: in pieces, gone on with, never half kept."""

import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from reviewer_app.company_routes import CompanyRoutes
from reviewer_app.db.people import open_session
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.files import UNFINISHED_LAST_S, FolderStore, Partials
from reviewer_app.pictures import Pictures
from reviewer_app.routes import COOKIE
from tests.unit.desk.conftest import World, a_company
from tests.unit.desk.filing_makers import Filer

ONE = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"
CONTENT = b"%PDF-1.4 " + b"0123456789" * 20
HALF = len(CONTENT) // 2


@dataclass
class Web:
    """A company's browser at the routes, and what lies behind them."""

    filer: Filer
    case_id: int
    client: TestClient
    store: FolderStore
    partials: Partials

    def begin(self, upload_id: str = ONE, size: int = len(CONTENT)) -> Any:  # noqa: ANN401 - an answer of the test client's
        """Announce a file."""
        told = {
            "id": upload_id,
            "case": self.case_id,
            "name": "机构.pdf",
            "bytes": size,
            "item": "01",
        }
        return self.client.post("/drawer/uploads", json=told)

    def send(self, offset: int, content: bytes, upload_id: str = ONE) -> Any:  # noqa: ANN401 - the same
        """Send a piece."""
        path = f"/drawer/uploads/{upload_id}?offset={offset}"
        return self.client.patch(path, content=content)

    def names(self) -> list[str]:
        """Return the names of the files in the drawer."""
        return [one.name for one in self.filer.drawer(self.case_id)]


@pytest.fixture
def web(world: World, tmp_path: Path) -> Iterator[Web]:
    filer = Filer(world.desk, a_company(world.desk))
    store, partials = FolderStore(tmp_path / "files"), Partials(tmp_path / "partial")
    partials.prepare()
    pictures = Pictures(tmp_path / "pictures")
    routes = CompanyRoutes(world.desk, store, partials, pictures)
    client = TestClient(Starlette(routes=routes.all()))
    with world.desk.database.work() as tx:
        secret = open_session(tx, filer.actor.user_id, world.clock.now())
    client.cookies.set(COOKIE, secret)
    yield Web(filer, filer.begin(), client, store, partials)
    pictures.close()


def _full(web: Web, upload_id: str = ONE) -> Path:
    """Have an upload lie on a disk that takes nothing."""
    place = web.partials.path(upload_id)
    place.unlink(missing_ok=True)
    place.symlink_to("/dev/full")
    return place


def test_a_file_in_pieces_is_kept_once_it_is_whole(web: Web) -> None:
    web.begin()

    first = web.send(0, CONTENT[:HALF]).json()
    second = web.send(HALF, CONTENT[HALF:]).json()

    (file,) = web.filer.drawer(web.case_id)
    assert first == {"id": ONE, "received": HALF, "file": None}
    assert second == {"id": ONE, "received": len(CONTENT), "file": file.id}
    assert file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert web.store.path(file.sha256).read_bytes() == CONTENT
    assert not list(web.partials.root.iterdir())


def test_an_upload_goes_on_where_it_stopped(web: Web) -> None:
    web.begin()
    web.send(0, CONTENT[:HALF])

    told = web.begin().json()

    assert told["received"] == HALF
    assert web.client.get(f"/drawer/uploads/{ONE}").json() == told


def test_a_piece_for_another_place_is_refused(web: Web) -> None:
    web.begin()
    web.send(0, CONTENT[:HALF])

    answer = web.send(0, CONTENT[:HALF])

    assert (answer.status_code, answer.json()["code"]) == (409, "offset")
    assert web.begin().json()["received"] == HALF


def test_the_last_piece_sent_twice_is_one_file(web: Web) -> None:
    web.begin()
    first = web.send(0, CONTENT).json()

    again = web.send(0, CONTENT).json()

    assert again == first
    assert web.names() == ["机构.pdf"]


def test_the_same_bytes_twice_are_two_files_kept_once(web: Web) -> None:
    for upload_id in (ONE, OTHER):
        web.begin(upload_id)
        web.send(0, CONTENT, upload_id)

    kept = {one.sha256 for one in web.filer.drawer(web.case_id)}
    assert len(web.names()) == 2
    assert len(kept) == 1
    assert not list(web.partials.root.iterdir())


def test_what_was_kept_but_not_recorded_goes_on_without_being_sent_again(
    web: Web,
) -> None:
    web.begin()
    web.partials.path(ONE).write_bytes(CONTENT)
    web.store.adopt(web.partials.path(ONE))

    told = web.begin().json()
    answer = web.send(told["received"], b"")

    assert told["received"] == len(CONTENT)
    assert answer.json()["file"] is not None
    assert web.names() == ["机构.pdf"]


def test_what_is_no_pdf_is_told_in_words_and_not_kept(web: Web) -> None:
    content = b"\xff\xd8\xff\xe0" + bytes(60)
    web.begin(size=len(content))

    answer = web.send(0, content)

    assert answer.status_code == 415
    assert "JPEG" in answer.json()["message"]
    assert not list(web.partials.root.iterdir())
    assert not web.names()


def test_a_file_longer_than_announced_is_refused(web: Web) -> None:
    web.begin(size=HALF)

    answer = web.send(0, CONTENT)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert not web.names()


def test_a_full_disk_is_told_in_words_and_the_upload_goes_on_later(web: Web) -> None:
    web.begin()
    place = _full(web)

    full = web.send(0, CONTENT[:HALF])
    place.unlink()
    web.send(web.begin().json()["received"], CONTENT)

    assert full.status_code == 507
    assert "磁盘" in full.json()["message"]
    assert web.names() == ["机构.pdf"]


def test_a_disk_that_fills_up_at_the_very_end_keeps_what_arrived(web: Web) -> None:
    web.begin()
    web.send(0, CONTENT[:HALF])
    folder = web.store.root / hashlib.sha256(CONTENT).hexdigest()[:2]
    folder.symlink_to("/dev/full")

    full = web.send(HALF, CONTENT[HALF:])
    folder.unlink()
    told = web.begin().json()
    whole = web.send(told["received"], b"").json()

    assert full.status_code == 507
    assert told["received"] == len(CONTENT)
    assert whole["file"] is not None


def test_a_line_given_up_writes_nothing_once_another_goes_on(web: Web) -> None:
    partials = web.partials
    size = len(CONTENT)

    async def piece(content: bytes) -> AsyncIterator[bytes]:
        yield content

    async def stuck() -> AsyncIterator[bytes]:
        yield b"x" * (1 << 20)
        await partials.append(ONE, 1 << 20, piece(CONTENT), most=2 << 20)
        yield b"late"

    async def both() -> None:
        await partials.append(ONE, 0, stuck(), most=2 << 20)

    with pytest.raises(RefusedError, match="offset"):
        anyio.run(both)

    assert partials.received(ONE) == (1 << 20) + size
    assert partials.path(ONE).read_bytes().endswith(CONTENT)


def test_a_file_moves_where_the_disk_knows_no_second_name(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_place: Path, _target: Path) -> None:
        raise PermissionError(1, "no second names")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    web.begin()

    answer = web.send(0, CONTENT)

    assert answer.json()["file"] is not None
    assert web.store.has(hashlib.sha256(CONTENT).hexdigest())


def test_uploads_that_nobody_goes_on_with_are_swept_after_a_week(web: Web) -> None:
    old, new = web.partials.path(ONE), web.partials.path(OTHER)
    for path in (old, new):
        path.write_bytes(b"half")
    then = old.stat().st_mtime - UNFINISHED_LAST_S - 60
    os.utime(old, (then, then))

    count = web.partials.sweep()

    assert count == 1
    assert list(web.partials.root.iterdir()) == [new]


def test_a_swept_upload_begins_anew(web: Web) -> None:
    web.begin()
    web.send(0, CONTENT[:HALF])
    web.partials.sweep(older_than_s=-60)

    told = web.begin().json()
    answer = web.send(told["received"], CONTENT)

    assert told["received"] == 0
    assert answer.json()["file"] is not None


def test_nobody_uploads_without_a_session(web: Web) -> None:
    web.client.cookies.clear()

    assert web.begin().status_code == 401
