"""The worker that checks rounds: killed, begun again, each round recorded once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer_app.bootstrap import DATABASE, HOME, Place, open_desk
from reviewer_app.db.cases import NewFile
from reviewer_app.db.people import add_user, load_user
from reviewer_app.domain.people import Actor, Role
from reviewer_app.queries.office import LogFilter, read_log, verify_log
from reviewer_app.queries.rounds import round_to_check
from reviewer_app.services.checked import ask_again
from reviewer_app.services.desk import Desk
from reviewer_app.services.importing import ImportDossier, import_dossier
from reviewer_app.worker import DbosJobs
from tests.pdfs import typed_chinese, write_pdf

pytestmark = pytest.mark.slow
PATIENCE_S = 90.0
ROUNDS = 3


@contextmanager
def _worker(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    line = [sys.executable, "-m", "reviewer_app", "worker"]
    environment = {
        **os.environ,
        HOME: str(place.home),
        DATABASE: place.database_url,
    }
    worker = subprocess.Popen(line, env=environment)  # noqa: S603 - ourselves
    try:
        yield worker
    finally:
        worker.terminate()
        worker.wait(PATIENCE_S)


def _somebody(desk: Desk, account: str, role: Role) -> Actor:
    with desk.database.work() as tx:
        values = {
            "account": account,
            "name": account,
            "role": role,
            "is_active": True,
            "created_at": desk.clock.now(),
        }
        return load_user(tx, add_user(tx, values)).actor


def _bring_in(desk: Desk, folder: Path, actor: Actor, *, number: int) -> int:
    path = write_pdf(folder / f"{number}.pdf", typed_chinese(f"第 {number} 份材料"))
    sha256, size_bytes = desk.files.put(iter([path.read_bytes()]))
    file = NewFile("01-机构.pdf", sha256, size_bytes, "01")
    command = ImportDossier(company=f"第{number}家有限公司", year=2021, files=(file,))
    return import_dossier(command, actor, desk)


def _wait(desk: Desk, cases: list[int]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not all(round_to_check(one, 1, desk.database).is_checked for one in cases):
        if time.monotonic() > until:
            raise AssertionError("the rounds were not checked in time")
        time.sleep(0.2)


def test_a_killed_worker_loses_no_round_and_checks_none_twice(tmp_path: Path) -> None:
    place = Place(tmp_path / "desk", f"sqlite:///{tmp_path / 'desk' / 'desk.db'}")
    desk = open_desk(place, DbosJobs(place))
    reviewer = _somebody(desk, "reviewer", Role.REVIEWER)
    auditor = _somebody(desk, "auditor", Role.AUDITOR)
    cases = [
        _bring_in(desk, tmp_path, reviewer, number=number) for number in range(ROUNDS)
    ]

    with _worker(place) as first:
        _wait(desk, cases[:1])
        first.send_signal(signal.SIGKILL)
        first.wait(PATIENCE_S)
    with _worker(place):
        _wait(desk, cases)

    wanted = LogFilter(act="checked")
    entries = read_log(wanted, auditor, desk.database)
    assert sorted(str(one.case_id) for one in entries) == sorted(map(str, cases))
    assert verify_log(desk.database)[1] is None


def test_a_check_that_failed_for_a_cause_of_ours_can_be_asked_again(
    tmp_path: Path,
) -> None:
    place = Place(tmp_path / "desk", f"sqlite:///{tmp_path / 'desk' / 'desk.db'}")
    desk = open_desk(place, DbosJobs(place))
    reviewer = _somebody(desk, "reviewer", Role.REVIEWER)
    case_id = _bring_in(desk, tmp_path, reviewer, number=1)
    ((_, sha256),) = round_to_check(case_id, 1, desk.database).files
    kept = desk.files.path(sha256)
    kept.rename(tmp_path / "aside")

    with _worker(place):
        _wait_for_failure(desk, case_id)
        (tmp_path / "aside").rename(kept)
        ask_again(case_id, reviewer, desk)
        _wait(desk, [case_id])

    assert round_to_check(case_id, 1, desk.database).failure is None


def _wait_for_failure(desk: Desk, case_id: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while round_to_check(case_id, 1, desk.database).failure is None:
        if time.monotonic() > until:
            raise AssertionError("the failure was not recorded in time")
        time.sleep(0.2)
