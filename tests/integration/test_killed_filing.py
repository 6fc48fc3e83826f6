"""A desk killed while companies upload, submit and mend: nothing lost, nothing twice.

A hundred kills; ``DESK_KILLS=1000`` for more.
"""

import hashlib
import multiprocessing as mp
import os
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func, select

from reviewer_app.db.migrate import migrate
from reviewer_app.db.people import add_user
from reviewer_app.db.tables import (
    answers,
    cases,
    companies,
    drawer,
    files,
    log,
    notices,
    rounds,
    staff,
    uploads,
)
from reviewer_app.domain.people import Role
from reviewer_app.files import FolderStore, Partials
from reviewer_app.queries.office import verify_log
from reviewer_app.services.desk import Desk
from tests.integration.acting_company import (
    BETTER,
    FIRST,
    LOGGED,
    MENDED,
    REVIEWER,
    SECOND,
    Story,
    act,
    content_of,
    open_place,
    upload_id_of,
)

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("DESK_KILLS", "100"))
LONGEST_S, PATIENCE_S = 0.6, 180.0

Row = dict[str, Any]


@dataclass
class Said:
    """What was said to be done, by story."""

    acts: dict[int, set[tuple[str, ...]]] = field(
        default_factory=lambda: defaultdict(set)
    )

    @classmethod
    def of(cls, home: Path) -> "Said":
        """Read what was said so far."""
        told = cls()
        path = home / "said"
        for line in path.read_text().splitlines() if path.exists() else ():
            number, *words = line.split()
            told.acts[int(number)].add(tuple(words))
        return told

    def all(self, act: str) -> list[tuple[int, tuple[str, ...]]]:
        """Return story and words of everything said of an act."""
        return [
            (number, words[1:])
            for number, said in sorted(self.acts.items())
            for words in sorted(said)
            if words[0] == act
        ]

    def next_story(self) -> int:
        """Return the story that goes on."""
        return sum(1 for said in self.acts.values() if ("done",) in said)


def _context() -> ForkServerContext:
    context = mp.get_context("forkserver")
    context.set_forkserver_preload(["tests.integration.acting_company"])
    return context


def _act_until_killed(home: Path, context: ForkServerContext, moment_s: float) -> None:
    here, there = context.Pipe()
    number = Said.of(home).next_story()
    acting = context.Process(target=act, args=(home, number, there))
    acting.start()
    assert here.poll(PATIENCE_S), "nobody began to act"
    time.sleep(moment_s)
    acting.kill()
    acting.join()
    assert acting.exitcode == -9, "it ended by itself"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kill a desk so many times, and return what it left."""
    home = tmp_path_factory.mktemp("desk")
    desk, _ = open_place(home)
    migrate(desk.database.engine)
    values = {
        "account": REVIEWER,
        "name": "沈核",
        "role": Role.REVIEWER,
        "is_active": True,
        "created_at": desk.clock.now(),
    }
    with desk.database.work() as tx:
        add_user(tx, values)
    desk.database.engine.dispose()
    rng, context = random.Random(7), _context()  # noqa: S311 - moments, not secrets
    for _ in range(KILLS):
        _act_until_killed(home, context, rng.random() * LONGEST_S)
    return home


@pytest.fixture
def desk(home: Path) -> Desk:
    return open_place(home)[0]


@pytest.fixture
def said(home: Path) -> Said:
    return Said.of(home)


def _rows(desk: Desk, table: Table) -> list[Row]:
    with desk.database.reading() as tx:
        return [dict(row) for row in tx.execute(select(table)).mappings()]


def _cases(desk: Desk) -> dict[int, Row]:
    """Return the case of each story."""
    with desk.database.reading() as tx:
        found = tx.execute(
            select(cases, companies.c.credit_code).join(
                companies, companies.c.id == cases.c.company_id
            )
        ).mappings()
        return {int(row["credit_code"][4:17]): dict(row) for row in found}


def _logged(desk: Desk, case_id: int) -> list[Row]:
    rows = [one["content"] for one in _rows(desk, log) if one["case_id"] == case_id]
    return [row for row in rows if row["case_id"] == case_id]


def test_stories_came_to_their_end_in_spite_of_it_all(said: Said) -> None:
    assert said.all("done")


def test_no_file_that_was_said_to_be_kept_is_lost(desk: Desk, said: Said) -> None:
    by_upload = {one["id"]: one["drawer_id"] for one in _rows(desk, uploads)}
    in_drawer = {one["id"]: one for one in _rows(desk, drawer)}

    kept_files = said.all("file")

    assert kept_files
    for number, (upload_id, name) in kept_files:
        file = in_drawer[by_upload[upload_id]]
        content = desk.files.path(file["sha256"]).read_bytes()
        assert file["name"] == f"{name}.pdf"
        sent = next(one for one in (FIRST, SECOND, MENDED, BETTER) if one.name == name)
        assert content == content_of(number, sent)


def test_no_bytes_that_were_said_to_have_arrived_are_lost(
    home: Path, desk: Desk, said: Said
) -> None:
    partials = Partials(home / "files" / "partial")
    finished = {one["id"] for one in _rows(desk, uploads) if one["drawer_id"]}

    for number, (upload_id, got) in said.all("piece"):
        if upload_id not in finished and partials.received(upload_id) < int(got):
            # Moved into the store in the very moment before the kill.
            contents = [
                content_of(number, one)
                for one in (FIRST, SECOND, MENDED, BETTER)
                if upload_id_of(number, one) == upload_id
            ]
            assert desk.files.has(hashlib.sha256(contents[0]).hexdigest())


def test_every_act_that_was_said_is_in_the_log_once_and_in_order(
    desk: Desk, said: Said
) -> None:
    of_story = _cases(desk)
    for number, case in of_story.items():
        acts = [one["act"] for one in _logged(desk, case["id"])]
        assert acts == list(LOGGED[: len(acts)])
        if ("done",) in said.acts[number]:
            assert acts == list(LOGGED)
    for act_said, entry in (("submit", "submit"), ("answer", "answer")):
        for number, _ in said.all(act_said):
            logged = [one["act"] for one in _logged(desk, of_story[number]["id"])]
            assert entry in logged


def test_each_upload_is_one_file_and_each_person_one_row(desk: Desk) -> None:
    arrived = [one["drawer_id"] for one in _rows(desk, uploads) if one["drawer_id"]]
    names = [(one["case_id"], one["name"]) for one in _rows(desk, drawer)]
    people = [one["case_id"] for one in _rows(desk, staff)]

    assert sorted(arrived) == sorted(one["id"] for one in _rows(desk, drawer))
    assert len(names) == len(set(names))
    assert len(people) == len(set(people))


def test_a_case_stands_where_its_log_says(desk: Desk) -> None:
    for case in _cases(desk).values():
        acts = _logged(desk, case["id"])
        ours = [one for one in acts if one["after"]]
        assert case["state"] == ours[-1]["after"]
        assert case["revision"] == sum(1 for one in acts if one["act"] == "edit")


def test_each_submission_is_one_round_with_the_files_that_it_named(
    desk: Desk,
) -> None:
    made = _rows(desk, rounds)
    listed = _rows(desk, files)
    for case in _cases(desk).values():
        mine = [one for one in made if one["case_id"] == case["id"]]
        named = [
            one["details"]["files"]
            for one in _logged(desk, case["id"])
            if one["act"] in {"submit", "resubmit"}
        ]
        held = [
            [
                [one["path"], one["sha256"]]
                for one in listed
                if one["round_id"] == now["id"]
            ]
            for now in sorted(mine, key=lambda one: int(one["id"]))
        ]
        assert [sorted(one) for one in held] == [sorted(one) for one in named]


def test_a_withdrawn_round_bears_no_number(desk: Desk) -> None:
    with desk.database.reading() as tx:
        negative = tx.execute(
            select(func.count()).where(rounds.c.number < 0)
        ).scalar_one()
        withdrawn = tx.execute(
            select(func.count()).where(log.c.act == "withdraw")
        ).scalar_one()

    assert negative == withdrawn


def test_each_answer_and_each_notice_is_there_once(desk: Desk) -> None:
    acts = [one["act"] for one in _rows(desk, log)]

    assert len(_rows(desk, answers)) == acts.count("answer")
    assert len(_rows(desk, notices)) == acts.count("release")


def test_the_log_of_a_killed_desk_is_whole(desk: Desk) -> None:
    assert verify_log(desk.database)[1] is None


def test_what_a_crash_left_behind_is_swept(desk: Desk) -> None:
    store = desk.files
    assert isinstance(store, FolderStore)

    store.sweep()

    assert list((store.root / "staging").iterdir()) == []


def test_who_comes_after_the_last_kill_goes_on_to_the_end(
    home: Path, desk: Desk, said: Said
) -> None:
    number = said.next_story()
    handle = os.open(home / "said", os.O_WRONLY | os.O_APPEND)

    Story(number, desk, open_place(home)[1], handle).tell()

    os.close(handle)
    acts = [one["act"] for one in _logged(desk, _cases(desk)[number]["id"])]
    assert acts == list(LOGGED)
