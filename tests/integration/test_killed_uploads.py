"""The real server killed at random moments, while a company works over HTTP.

A few kills; ``DESK_KILLS=100 pytest -s tests/integration/test_killed_uploads.py`` for
the long run, which prints how far it came.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Table, select

from reviewer_app.bootstrap import open_desk
from reviewer_app.db.tables import cases, drawer, files, form_fields, log, rounds, staff
from reviewer_app.db.tables import uploads as uploads_table
from reviewer_app.services.desk import Desk
from tests.integration.acting import NoJobs
from tests.integration.filing_over_http import FILES, Story
from tests.real_desk import ROOT, RealDesk, enrol, loads, place_of
from tests.unit.desk.filing_makers import FILLED

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("DESK_KILLS", "3"))
LONGEST_S = 4.0

Row = dict[str, Any]


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> list[Story]:
    """Have companies work, kill the server so often, and end what was begun."""
    home = tmp_path_factory.mktemp("killed")
    told = [Story(one, home) for one in enrol(home / "desk", 2 * KILLS + 2)]
    desk, rng = RealDesk(home / "desk"), random.Random(7)  # noqa: S311 - moments
    for number in range(KILLS):
        desk.start()
        _work_until_killed(desk, told, rng.random() * LONGEST_S)
        over = sum(one.is_over for one in told)
        sys.stdout.write(f"kill {number + 1}: {over} submitted; load {loads()}\n")
        sys.stdout.flush()
    desk.start()
    next(one for one in told if not one.is_over).go_on(desk.port)
    desk.end()
    return [one for one in told if one.said]


def _work_until_killed(desk: RealDesk, stories: list[Story], moment_s: float) -> None:
    killing = threading.Timer(moment_s, desk.end, (signal.SIGKILL,))
    killing.start()
    try:
        for one in stories:
            if not one.is_over:
                one.go_on(desk.port)
        raise AssertionError("nobody was left to be disturbed")
    except ConnectionError:
        killing.join()


@pytest.fixture
def desk(stories: list[Story]) -> Iterator[Desk]:
    desk = open_desk(place_of(stories[0].folder / "desk"), NoJobs())
    yield desk
    desk.database.engine.dispose()


def _rows(desk: Desk, table: Table) -> list[Row]:
    with desk.database.reading() as tx:
        return [dict(row) for row in tx.execute(select(table)).mappings()]


def _of(rows: list[Row], story: Story) -> list[Row]:
    return [row for row in rows if row["case_id"] == story.who.case_id]


def test_companies_came_to_their_receipt_in_spite_of_it_all(
    stories: list[Story],
) -> None:
    assert any(one.is_over for one in stories)
    assert len([one for one in stories if not one.is_over]) <= 1


def test_no_file_that_was_said_to_be_kept_is_lost(
    desk: Desk, stories: list[Story]
) -> None:
    by_id = {row["id"]: row for row in _rows(desk, drawer)}
    for one in stories:
        for name, _ in FILES:
            if f"file {name}" in one.said:
                row = by_id[int(one.said[f"file {name}"])]
                content = desk.files.path(row["sha256"]).read_bytes()
                assert row["name"] == f"{name}.pdf"
                assert row["case_id"] == one.who.case_id
                assert content == one.content(name)


def test_every_file_of_the_store_is_what_its_name_says(
    desk: Desk, stories: list[Story]
) -> None:
    store = stories[0].folder / "desk" / "files"
    for path in store.glob("??/*"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    assert not [row for row in _rows(desk, drawer) if not desk.files.has(row["sha256"])]


def test_each_upload_is_one_file_and_each_file_one_upload(
    desk: Desk, stories: list[Story]
) -> None:
    in_drawer = _rows(desk, drawer)
    arrived = [row["drawer_id"] for row in _rows(desk, uploads_table)]
    for one in stories:
        names = Counter(row["name"] for row in _of(in_drawer, one))
        assert set(names.values()) <= {1}
    assert sorted(i for i in arrived if i) == sorted(row["id"] for row in in_drawer)


def test_what_was_typed_and_said_to_be_saved_stands(
    desk: Desk, stories: list[Story]
) -> None:
    kept = _rows(desk, form_fields)
    for one in stories:
        values = {row["name"]: row["value"] for row in _of(kept, one)}
        for name in FILLED:
            if f"field {name}" in one.said:
                assert values[name] == FILLED[name]


def test_each_person_stands_in_the_table_once(desk: Desk, stories: list[Story]) -> None:
    kept = _rows(desk, staff)
    for one in stories:
        count = len(_of(kept, one))
        assert count == 1 if "person" in one.said else count <= 1


def test_each_submission_is_one_round_with_all_its_files(
    desk: Desk, stories: list[Story]
) -> None:
    made, listed, filed = _rows(desk, rounds), _rows(desk, files), _rows(desk, drawer)
    for one in stories:
        mine = _of(made, one)
        assert [row["number"] for row in mine] == [1] * len(mine)
        assert len(mine) == 1 if one.is_over else len(mine) <= 1
        for row in mine:
            held = {f["sha256"] for f in listed if f["round_id"] == row["id"]}
            assert held == {f["sha256"] for f in _of(filed, one)}
            assert held == {one.sha256(name) for name, _ in FILES}


def test_a_case_stands_where_its_log_says(desk: Desk, stories: list[Story]) -> None:
    entries = [row["content"] for row in _rows(desk, log)]
    standing = {row["id"]: row for row in _rows(desk, cases)}
    for one in stories:
        mine = [row for row in entries if row["case_id"] == one.who.case_id]
        case = standing[one.who.case_id]
        assert case["state"] == [row["after"] for row in mine if row["after"]][-1]
        assert case["revision"] == sum(1 for row in mine if row["act"] == "edit")
        submitted = sum(1 for row in mine if row["act"] == "submit")
        assert submitted == (1 if case["round_no"] else 0)


def test_the_log_is_whole(stories: list[Story]) -> None:
    home = stories[0].folder / "desk"
    line = [sys.executable, "-m", "reviewer_app", "audit", "verify"]
    environment = {**os.environ, "DOSSIER_DESK": str(home)}
    done = subprocess.run(  # noqa: S603 - ourselves
        line, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout
