"""Checks rounds in the background: each once, resumed after a crash, fair by company.

DBOS keeps the orders; one worker process takes them. The identity of an order is its
case and round, so ordering a check twice is one check.
"""

import ctypes
import logging
import os
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    WorkflowStatus,
)

from checker import __version__
from reviewer_app import pack_work
from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.checking import CouldNotCheckError, Laid, Progress, Round, check
from reviewer_app.db.jobs import open_jobs_engine
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.files import Partials
from reviewer_app.mailing import find_server, send_notices
from reviewer_app.queries.drafts import draft_to_check, drafts_without_answer
from reviewer_app.queries.packs import texts_for
from reviewer_app.queries.rounds import (
    RoundToCheck,
    round_to_check,
    rounds_without_answer,
)
from reviewer_app.services.assignment import time_out_claims
from reviewer_app.services.checked import RecordReport, record_failure, record_report
from reviewer_app.services.desk import Desk
from reviewer_app.services.prechecked import (
    record_precheck,
    record_precheck_failure,
)
from reviewer_app.services.telling import tell_of_time

_LOG = logging.getLogger(__name__)

APP_NAME = "dossier-desk"
QUEUE = "checks"
EXECUTOR = "worker-1"
PROGRESS = "progress"
FAILED = "failed"
WITHDRAWN = "withdrawn"
KILLER = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
"""What DBOS calls an order whose worker died once too often."""

_MOST_ORDERS = 50
"""So often may somebody ask for a check that fails."""

_POLL_S = 0.5
_RECOVERIES = 2
"""So often is a check begun anew after a crash; then it is put aside as failed, so that
a dossier which kills its worker does not stop the others."""

_SWEEP_S = 60.0
"""How often claims that were held too long are given back."""

_NICE = 5
"""A check yields to clicks and uploads: a third of their share of a busy processor.
Source: own choice; nice(2)."""

_PARENT_DEATH = 1
"""``prctl``'s PR_SET_PDEATHSIG."""


def _jobs_url(place: Place) -> str:
    if place.database_url.startswith("sqlite"):
        return f"sqlite:///{place.home / 'jobs.db'}"
    return place.database_url


@dataclass(slots=True)
class DbosJobs:
    """Orders checks and asks how far they are; works without the worker running."""

    place: Place
    _client: DBOSClient | None = field(default=None)
    _opening: threading.Lock = field(default_factory=threading.Lock)

    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        """Order the check of a round.

        What waits or runs is not ordered again; what ended is, under the next number,
        and does nothing where the round has its report.
        """
        self._order(f"check-{case_id}-{round_no}", (case_id, round_no), company_id)

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        """Order the check of what a company has filled in so far."""
        self._order(f"draft-{case_id}-{revision}", (case_id, revision), company_id)

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        """Return pages done and in all, None while nothing is known."""
        return self._progress(f"check-{case_id}-{round_no}")

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        """Return the same for the check of a draft."""
        return self._progress(f"draft-{case_id}-{revision}")

    def _order(self, what: str, given: tuple[int, int], company_id: int) -> None:
        orders = self._orders(what)
        if orders and not _has_ended(orders[-1]):
            return
        workflow = check_draft if what.startswith("draft") else check_round
        self._open().enqueue(
            {
                "queue_name": QUEUE,
                "workflow_name": workflow.__qualname__,
                "workflow_id": f"{what}-{len(orders)}",
                "queue_partition_key": str(company_id),
                "app_version": __version__,
            },
            *given,
        )

    def _progress(self, what: str) -> tuple[int, int] | None:
        orders = self._orders(what)
        if not orders:
            return None
        name = orders[-1].workflow_id
        found = self._open().get_event(name, PROGRESS, timeout_seconds=0)
        return None if found is None else (int(found[0]), int(found[1]))

    def _orders(self, what: str) -> list[WorkflowStatus]:
        """Return all orders of a check, oldest first."""
        names = [f"{what}-{number}" for number in range(_MOST_ORDERS)]
        known = {
            one.workflow_id: one
            for one in self._open().list_workflows(workflow_ids=names)
        }
        return [known[name] for name in names if name in known]

    def _open(self) -> DBOSClient:
        with self._opening:
            if self._client is None:
                url = _jobs_url(self.place)
                DBOS.migrate(url)
                self._client = DBOSClient(
                    system_database_engine=open_jobs_engine(url),
                    serializer=DBOSPortableJSONSerializer(),
                    application_name=APP_NAME,
                )
            return self._client


def _has_ended(status: WorkflowStatus) -> bool:
    return status.status in {"SUCCESS", "ERROR", "CANCELLED", KILLER}


@dataclass(slots=True)
class _Here:
    """What this worker process works on."""

    place: Place
    desk: Desk


_here: list[_Here] = []


@DBOS.workflow(max_recovery_attempts=_RECOVERIES)
def check_round(case_id: int, round_no: int) -> str:
    """Check one round and put its report on record.

    Runs in: the worker.
    """
    return look_and_record(case_id, round_no)


@DBOS.step()
def look_and_record(case_id: int, round_no: int) -> str:
    """Do the work of a check; safe to repeat, since a report is recorded once."""
    here = _here[0]
    return look(case_id, round_no, here.desk, home=here.place.home, progress=_Teller())


@DBOS.workflow(max_recovery_attempts=_RECOVERIES)
def check_draft(case_id: int, revision: int) -> str:
    """Check what a company has filled in so far.

    Runs in: the worker.
    """
    return look_at_draft_and_record(case_id, revision)


@DBOS.step()
def look_at_draft_and_record(case_id: int, revision: int) -> str:
    """Do the work of a draft's check; safe to repeat."""
    here = _here[0]
    home, told = here.place.home, _Teller()
    return look_at_draft(case_id, revision, here.desk, home=home, progress=told)


def look_at_draft(
    case_id: int, revision: int, desk: Desk, *, home: Path, progress: Progress
) -> str:
    """Check a draft as it stands now, unless this or a later revision was checked."""
    wanted = draft_to_check(case_id, desk.database, desk.clock.now())
    if wanted is None or (wanted.checked >= revision and not wanted.has_failed):
        return "checked before"
    try:
        report = _report_on(wanted.order, desk, home, progress=progress)
    except (CouldNotCheckError, ValueError, OSError) as fault:
        _LOG.exception("check failed", extra={"case_id": case_id})
        words = str(fault)
        record_precheck_failure(case_id, wanted.revision, desk, words=words)
        return FAILED
    record_precheck(case_id, wanted.revision, report, desk=desk)
    return "checked"


def look(
    case_id: int, round_no: int, desk: Desk, *, home: Path, progress: Progress
) -> str:
    """Check a round here and now, and put its report or its failure on record."""
    try:
        wanted = round_to_check(case_id, round_no, desk.database)
    except RefusedError:
        return WITHDRAWN
    if wanted.is_checked:
        return "checked before"
    try:
        report = _report_on(wanted, desk, home, progress=progress)
    except (CouldNotCheckError, ValueError, OSError) as fault:
        _LOG.exception("check failed", extra={"case_id": case_id, "round": round_no})
        return _failed(case_id, round_no, wanted, words=str(fault), desk=desk)
    return _recorded(case_id, round_no, wanted, report=report, desk=desk)


def _recorded(
    case_id: int,
    round_no: int,
    wanted: RoundToCheck,
    *,
    report: Mapping[str, Any],
    desk: Desk,
) -> str:
    """Put a report on record, unless its round was withdrawn meanwhile.

    Where another round took its number, the sweep orders that one's check.
    """
    try:
        record_report(RecordReport(case_id, round_no, report, wanted.round_id), desk)
    except RefusedError:
        return WITHDRAWN
    return "checked"


def _failed(
    case_id: int, round_no: int, wanted: RoundToCheck, *, words: str, desk: Desk
) -> str:
    """Put a failure on record, unless its round was withdrawn meanwhile."""
    told = wanted.round_id
    try:
        record_failure(case_id, round_no, desk, words=words, round_id=told)
    except RefusedError:
        return WITHDRAWN
    return FAILED


def _report_on(
    wanted: RoundToCheck, desk: Desk, home: Path, *, progress: Progress
) -> Mapping[str, Any]:
    with pack_work.laid_out(texts_for(wanted, desk.database)) as rules:
        return check(_laid(wanted, desk, rules), home, progress)


@dataclass(slots=True)
class _Teller:
    """Tells DBOS how far a check is, at most twice a second."""

    last: float = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last >= _POLL_S or done == total:
            self.last = now
            DBOS.set_event(PROGRESS, [done, total])


def _laid(wanted: RoundToCheck, desk: Desk, rules: Path) -> Round:
    files = tuple(Laid(path, desk.files.path(sha256)) for path, sha256 in wanted.files)
    return Round(files, wanted.dossier_yaml, wanted.year, rules)


def work(place: Place, *, with_parent: bool = False) -> None:
    """Take orders until the process is told to end.

    Args:
        place: where the desk keeps things.
        with_parent: end when the process that started this one ends.
    """
    if with_parent:
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)
        if os.getppid() == 1:
            return
    os.nice(_NICE)
    jobs = DbosJobs(place)
    _here[:] = [_Here(place, open_desk(place, jobs))]
    config: DBOSConfig = {
        "name": APP_NAME,
        "system_database_engine": open_jobs_engine(_jobs_url(place)),
        "application_version": __version__,
        "executor_id": EXECUTOR,
        # Nothing that was stored is ever unpickled.
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
    }
    DBOS(config=config)
    DBOS.launch()
    DBOS.register_queue(
        QUEUE,
        worker_concurrency=1,
        partition_concurrency=1,
        polling_interval_sec=_POLL_S,
        on_conflict="always_update",
    )
    _rest(_here[0].desk)


def _sweep(desk: Desk) -> None:
    """Do what time asks for; whatever goes wrong is tried again at the next sweep."""
    try:
        time_out_claims(desk)
        tell_of_time(desk)
        _send_mail(desk)
        partials = Partials(_here[0].place.partials)
        partials.prepare()
        partials.sweep()
        for case_id, revision, company_id in drafts_without_answer(desk.database):
            desk.jobs.check_draft(case_id, revision, company_id)
        for case_id, round_no, company_id in rounds_without_answer(desk.database):
            desk.jobs.check_round(case_id, round_no, company_id)
        for one in DBOS.list_workflows(status=KILLER):
            what, case, number, _ = one.workflow_id.split("-")
            _give_up(what, int(case), int(number), desk=desk)
    except Exception:  # noqa: BLE001 - a sweep that fails must not end the worker
        _LOG.exception("sweep failed")


def _send_mail(desk: Desk) -> None:
    server = find_server()
    if server is not None:
        send_notices(desk, server.sender, server.send)


def _give_up(what: str, case_id: int, number: int, *, desk: Desk) -> None:
    words = "检查进程多次中断，已停止自动检查 / the check ended its process too often"
    if what == "draft":
        draft = draft_to_check(case_id, desk.database, desk.clock.now())
        if draft is not None and draft.checked < number:
            record_precheck_failure(case_id, number, desk, words=words)
        return
    with suppress(RefusedError):
        # A round that was withdrawn is not there any more.
        wanted = round_to_check(case_id, number, desk.database)
        if not wanted.is_checked and wanted.failure is None:
            record_failure(case_id, number, desk, words=words)


def _rest(desk: Desk) -> None:
    """Give back old claims now and then, while DBOS's threads work."""
    ended: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: ended.append(got))
    last = 0.0
    while not ended:
        if time.monotonic() - last > _SWEEP_S:
            last = time.monotonic()
            _sweep(desk)
        time.sleep(_POLL_S)
    DBOS.destroy()
