"""A desk killed at random moments: what was said to be done is done, once and whole.

``DESK_KILLS=100 pytest tests/integration/test_killed_server.py`` for the long run.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
from sqlalchemy import func, select

from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.db.tables import cases, companies, decisions, findings, letters, log
from reviewer_app.files import FolderStore
from reviewer_app.queries.office import verify_log
from reviewer_app.services.desk import Desk
from tests.integration.acting import NoJobs

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("DESK_KILLS", "6"))
LONGEST_S = 1.5
ROOT = Path(__file__).resolve().parents[2]


def _act_until_killed(home: Path, moment_s: float) -> list[list[str]]:
    line = [sys.executable, "-m", "tests.integration.acting", str(home)]
    acting = subprocess.Popen(  # noqa: S603 - ourselves
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with acting:
        assert acting.stdout is not None
        assert acting.stdout.readline() == "ready\n"
        time.sleep(moment_s)
        acting.send_signal(signal.SIGKILL)
        out = acting.stdout.read()
    return [said.split() for said in out.splitlines() if said.count(" ")]


def test_a_killed_desk_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - moments, not secrets
    said: dict[str, set[str]] = defaultdict(set)
    hashes: set[str] = set()

    for _ in range(KILLS):
        for words in _act_until_killed(tmp_path, rng.random() * LONGEST_S):
            said[words[0]].add(words[1])
            hashes |= set(words[2:])

    desk = open_desk(Place(tmp_path, f"sqlite:///{tmp_path / 'desk.db'}"), NoJobs())
    assert said["import"], "no act was done before the first kill"
    _nothing_is_lost(desk, said)
    _nothing_is_half(desk)
    assert verify_log(desk.database)[1] is None
    assert all(desk.files.has(one) for one in hashes)
    FolderStore(tmp_path / "files").sweep()


def _nothing_is_lost(desk: Desk, said: dict[str, set[str]]) -> None:
    with desk.database.reading() as tx:
        rows = tx.execute(
            select(companies.c.name, cases.c.state, func.count().over())
            .join(cases, cases.c.company_id == companies.c.id)
            .order_by(cases.c.id)
        ).all()
    states = {row.name: row.state for row in rows}
    assert len(states) == len(rows), "a company has two cases"
    assert said["import"] <= set(states)
    assert all(states[one] in {"in_review", "returned"} for one in said["claim"])
    assert all(states[one] == "returned" for one in said["release"])


def _nothing_is_half(desk: Desk) -> None:
    """Each act's rows and its entry in the log are there together, or neither is."""
    with desk.database.reading() as tx:
        entries: dict[str, int] = {
            row.act: row.times
            for row in tx.execute(
                select(log.c.act, func.count().label("times")).group_by(log.c.act)
            )
        }

        def count(chosen: object) -> int:
            return int(tx.execute(chosen).scalar_one())  # type: ignore[call-overload]

        assert entries.get("import", 0) == count(select(func.count(cases.c.id)))
        added = select(func.count(findings.c.id)).where(
            findings.c.added_by.is_not(None)
        )
        said = select(func.count(decisions.c.id))
        assert entries.get("decide", 0) == count(added) + count(said)
        released = select(func.count(letters.c.id)).where(
            letters.c.released_at.is_not(None)
        )
        returned = select(func.count(cases.c.id)).where(cases.c.state == "returned")
        assert entries.get("release", 0) == count(released) == count(returned)
