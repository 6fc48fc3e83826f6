"""Routes for who is not logged in: hearing the letters, the check of one file."""

import errno
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from httpx2 import Response
from sqlalchemy import func, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from checker import api
from checker.errors import CheckerError
from reviewer_app import challenge, public_routes
from reviewer_app.checking import One, Progress, check_one
from reviewer_app.db.tables import METADATA
from reviewer_app.public_routes import AT_ONCE, PublicRoutes, _safe_name
from reviewer_app.services.throttling import QUICK_CHECKS, Limit
from tests.unit.desk.conftest import World, a_pdf

NOTHING_FOUND = {"item": "01", "name": "x", "complete": True, "findings": []}


@dataclass
class Looked:
    """A check that looks at nothing; notes what it was given."""

    orders: list[One] = field(default_factory=list)
    bytes_seen: list[bytes] = field(default_factory=list)
    fault: Exception | None = None
    hold: threading.Event | None = None

    def __call__(self, order: One, progress: Progress) -> Mapping[str, Any]:
        assert order.rules is not None
        assert (order.rules / "pack.yaml").is_file()
        self.orders.append(order)
        self.bytes_seen.append(order.path.read_bytes())
        progress(1, 2)
        if self.hold is not None:
            assert self.hold.wait(20)
        if self.fault is not None:
            raise self.fault
        return NOTHING_FOUND


@dataclass
class Web:
    """The public routes of a desk."""

    world: World
    looked: Looked
    routes: PublicRoutes
    temporary: Path

    def put(self, content: bytes = b"%PDF-1.4", item: str = "01") -> Response:
        client = TestClient(Starlette(routes=self.routes.all()))
        headers = {"X-File-Name": quote("01 机构.pdf")}
        return client.put(f"/quick-check?item={item}", content=content, headers=headers)


@pytest.fixture
def web(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(temporary))
    looked = Looked()
    routes = PublicRoutes(world.desk, looked)
    yield Web(world, looked, routes, temporary)
    routes.close()


def _events(answer: Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.text.splitlines()]


def test_letters_are_heard_by_their_key(web: Web) -> None:
    key = challenge.OFFERED.offer("A7KM")
    client = TestClient(Starlette(routes=web.routes.all()))

    answer = client.get(f"/captcha/{key}.wav")

    assert answer.content.startswith(b"RIFF")
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["cache-control"] == "private, no-store"
    assert client.get("/captcha/another.wav").status_code == 404


def test_one_address_hears_only_so_often(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_routes, "SOUNDS", Limit("/captcha", 1))
    key = challenge.OFFERED.offer("A7KM")
    client = TestClient(Starlette(routes=web.routes.all()))

    answers = [client.get(f"/captcha/{key}.wav").status_code for _ in range(2)]

    assert answers == [200, 429]


def test_a_file_is_looked_at_and_its_report_comes_last(web: Web) -> None:
    events = _events(web.put(b"%PDF-1.7 x"))

    assert events[0] == {"waiting": True}
    assert {"done": 1, "total": 2} in events
    assert events[-1] == {"report": NOTHING_FOUND}
    assert web.looked.bytes_seen == [b"%PDF-1.7 x"]
    assert web.looked.orders[0].name == "01 机构.pdf"


def test_nothing_of_a_file_is_kept(web: Web) -> None:
    before = _rows(web.world)

    _events(web.put())

    assert list(web.temporary.iterdir()) == []
    after = _rows(web.world)
    assert {name for name in after if after[name] != before[name]} == {"login_attempts"}


def _rows(world: World) -> dict[str, int]:
    with world.desk.database.reading() as tx:
        return {
            table.name: tx.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }


@pytest.mark.parametrize(
    ("content", "item", "status"),
    [
        (b"x", "99", 409),
        (b"x", "", 409),
        (b"x", "20", 409),
        (b"", "01", 409),
        (b"x" * 2001, "01", 413),
    ],
    ids=["no such item", "no item", "after a return alone", "empty", "too large"],
)
def test_a_file_is_refused(
    web: Web, content: bytes, item: str, *, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_routes, "LARGEST_BYTES", 2000)

    answer = web.put(content, item)

    assert answer.status_code == status
    assert answer.json()["message"]
    assert not web.looked.orders
    assert list(web.temporary.iterdir()) == []


def test_a_file_that_hides_its_size_is_refused_on_the_way(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_routes, "LARGEST_BYTES", 2000)
    monkeypatch.setattr(public_routes, "_PIECE_BYTES", 500)
    client = TestClient(Starlette(routes=web.routes.all()))

    answer = client.put("/quick-check?item=01", content=iter([b"x" * 900] * 3))

    assert answer.status_code == 413
    assert list(web.temporary.iterdir()) == []


def test_a_file_that_does_not_arrive_is_given_up(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_routes, "UPLOAD_S", -1.0)
    monkeypatch.setattr(public_routes, "_PIECE_BYTES", 1)

    answer = web.put()

    assert answer.status_code == 409
    assert "没有传完" in answer.json()["message"]


def test_a_full_disk_is_said(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(public_routes, "_write", full)
    while_writing = web.put()
    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    while_beginning = web.put()

    assert (while_writing.status_code, while_beginning.status_code) == (507, 507)
    assert "磁盘" in while_writing.json()["message"]
    assert web.routes._here == 0


def test_one_address_checks_only_so_often(web: Web) -> None:
    for _ in range(QUICK_CHECKS.at_most):
        _events(web.put())

    answer = web.put()

    assert answer.status_code == 429
    assert "15 分钟" in answer.json()["message"]


def test_one_file_is_looked_at_at_a_time_and_few_may_wait(web: Web) -> None:
    web.looked.hold = threading.Event()
    found: list[Response] = []
    waiting = [
        threading.Thread(target=lambda: found.append(web.put())) for _ in range(AT_ONCE)
    ]
    for one in waiting:
        one.start()
    _until(lambda: len(web.looked.orders) == 1 and web.routes._here == AT_ONCE)

    refused = web.put()
    looked_at = len(web.looked.orders)
    web.looked.hold.set()
    for one in waiting:
        one.join(20)

    assert (refused.status_code, looked_at) == (503, 1)
    assert [_events(one)[-1] for one in found] == [{"report": NOTHING_FOUND}] * AT_ONCE
    assert web.routes._here == 0


def _until(holds: Any) -> None:  # noqa: ANN401 - any question
    for _ in range(2000):
        if holds():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not come to that")


@pytest.mark.parametrize(
    "fault",
    [CheckerError("no"), OSError("disk"), ValueError("?"), RuntimeError("never seen")],
    ids=["checker", "disk", "value", "unexpected"],
)
def test_a_check_that_fails_says_so_and_lets_go(web: Web, fault: Exception) -> None:
    web.looked.fault = fault

    events = _events(web.put())

    assert "不是文件的问题" in events[-1]["refused"]["message"]
    assert list(web.temporary.iterdir()) == []
    assert web.routes._here == 0


def test_a_check_ends_when_its_time_is_over(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_routes, "CHECK_S", -1.0)

    events = _events(web.put())

    assert "看不完" in events[-1]["refused"]["message"]
    assert not web.looked.orders


def test_a_server_that_closes_ends_what_runs(web: Web) -> None:
    web.looked.hold = threading.Event()
    thread = threading.Thread(target=web.put, daemon=True)
    thread.start()
    _until(lambda: web.looked.orders)

    web.routes.close()

    assert web.routes._visits[0].is_left
    with pytest.raises(TimeoutError):
        web.routes._visits[0].progress(2, 2)
    web.routes._visits[0].is_left = False
    web.looked.hold.set()
    thread.join(20)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a.pdf", "a.pdf"),
        ("C:\\files\\../机构 设置（1）.PDF", "机构 设置（1）.PDF"),
        ("../../etc/passwd", "passwd"),
        ("<b>x</b>.pdf", "b_.pdf"),
        (".hidden", "hidden"),
        ("~$draft.docx", "__draft.docx"),
        ("", "file"),
        ("..", "file"),
        ("长" * 200 + ".pdf", "长" * 77 + ".pdf"),
        ("a\0b\nc.pdf", "a_b_c.pdf"),
    ],
)
def test_a_name_is_safe_and_still_its_owners(given: str, expected: str) -> None:
    assert _safe_name(quote(given)) == expected


@pytest.mark.slow
def test_one_file_gets_the_findings_about_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(a_pdf("济南示例建设有限公司", "2019 年度安全教育培训计划"))
    told: list[tuple[int, int]] = []

    found = check_one(
        One(path, "计划.pdf", "15"), lambda done, total: told.append((done, total))
    )
    other = check_one(One(Path(__file__), "x.pdf", "15"), lambda _done, _total: None)
    api.stop_processes()

    assert (found["page_count"], found["complete"]) == (1, True)
    assert told[-1] == (1, 1)
    rules = {one["rule"] for one in found["findings"]}
    assert not {one for one in rules if one.startswith("completeness.item")}
    assert [one["rule"] for one in other["findings"]] == ["format.not_pdf"]
    assert other["findings"][0]["message"]["zh"].startswith("“x.pdf”不是 PDF")


@pytest.mark.slow
def test_a_check_that_is_called_off_ends(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(a_pdf("济南示例建设有限公司"))

    def enough(_done: int, _total: int) -> None:
        raise TimeoutError

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        check_one(One(path, "a.pdf", "15"), enough)
    api.stop_processes()

    assert time.monotonic() - began < 60
