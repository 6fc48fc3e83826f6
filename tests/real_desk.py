"""The real server as a process of its own, and companies that use it over HTTP."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from checker.model.numbers import is_credit_code
from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.db.people import add_user, load_user, open_session
from reviewer_app.db.tables import companies
from reviewer_app.domain.people import Actor, CompanyKind, Role
from reviewer_app.services.desk import Desk
from reviewer_app.services.filing import NewAssessment, create_assessment
from tests.e2e.serving import free_port
from tests.integration.acting import NoJobs

ROOT = Path(__file__).resolve().parent.parent
PIECE_BYTES = 4_000_000
"""As the browser's part sends them."""

_PATIENCE_S = 120.0


def place_of(home: Path) -> Place:
    """Return the place that a server with this folder has."""
    return Place(home, f"sqlite:///{home / 'desk.db'}")


@dataclass
class RealDesk:
    """A server at a folder, started and ended at will on the same port.

    ``within``: a command that runs the server, as with a disk of its own.
    """

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    within: Sequence[str] = ()

    def start(self, **environment: str) -> None:
        """Start the server with its worker, and wait until it answers."""
        line = [sys.executable, "-m", "reviewer_app", "serve", "--port", str(self.port)]
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "server.log").open("ab") as told:
            self.process = subprocess.Popen(  # noqa: S603 - ourselves
                [*self.within, *line, "--no-captcha"],
                cwd=ROOT,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "DOSSIER_DESK": str(self.home),
                    "DOSSIER_DATABASE": place_of(self.home).database_url,
                    **environment,
                },
                stdout=told,
                stderr=told,
            )
        self._wait()

    def end(self, number: int = signal.SIGTERM) -> None:
        """Send a signal and wait for the end of the server."""
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait(60)
            self.process = None

    @property
    def pid(self) -> int:
        """Return the server's process."""
        assert self.process is not None
        return self.process.pid

    def cpu_s(self) -> float:
        """Return processor seconds of the server, its worker not counted."""
        words = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self, which: str = "VmRSS") -> float:
        """Return memory of the server: what is resident, or (``VmHWM``) was at most."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(f"{which}:"):
                return int(line.split()[1]) / 1024
        raise AssertionError(which)

    def forget_peak(self) -> None:
        """Have ``VmHWM`` begin anew."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")

    def faults(self) -> list[str]:
        """Return the first lines of errors that the server or its worker logged."""
        lines = (self.home / "server.log").read_text("utf-8").splitlines()
        at = [n for n, one in enumerate(lines) if one.startswith("Traceback")]
        return [
            next(o for o in [*lines[n + 1 :], "?"] if not o.startswith((" ", "Trace")))
            for n in at
        ]

    def _wait(self) -> None:
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                line.request("GET", "/healthy")
                with line.getresponse() as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.05)
            finally:
                line.close()
        raise AssertionError("the server did not start")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A company with a session, and its draft."""

    actor: Actor
    token: str
    case_id: int


def credit_code_of(number: int) -> str:
    """Return a made-up code with a right checksum."""
    begin = f"9137{number:013}"
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return next(begin + one for one in letters if is_credit_code(begin + one))


def enrol(home: Path, count: int) -> list[Enrolled]:
    """Make so many companies, each with a draft of 2021, logged in."""
    desk = open_desk(place_of(home), NoJobs())
    found = [_enrol(desk, number) for number in range(1, count + 1)]
    desk.database.engine.dispose()
    return found


def _enrol(desk: Desk, number: int) -> Enrolled:
    now, code = desk.clock.now(), credit_code_of(number)
    with desk.database.work() as tx:
        company = {
            "name": f"第 {number} 家有限公司",
            "credit_code": code,
            "kind": CompanyKind.BUILDER.value,
            "licence_number": "",
            "created_at": now,
        }
        key = tx.execute(insert(companies).values(**company)).inserted_primary_key
        assert key is not None
        user = {
            "account": f"user-{code}",
            "name": "张敏",
            "role": Role.COMPANY,
            "company_id": int(key[0]),
            "is_active": True,
            "created_at": now,
        }
        actor = load_user(tx, add_user(tx, user)).actor
        token = open_session(tx, actor.user_id, now)
    case_id = create_assessment(NewAssessment(year=2021), actor, desk)
    return Enrolled(actor, token, case_id)


def log_reviewer_in(desk: Desk) -> str:
    """Make a reviewer and return the secret of a session."""
    now = desk.clock.now()
    with desk.database.work() as tx:
        user = {
            "account": "reviewer",
            "name": "沈核",
            "role": Role.REVIEWER,
            "is_active": True,
            "created_at": now,
        }
        return open_session(tx, add_user(tx, user), now)


@dataclass
class Http:
    """A browser's requests of one company, on one line that is opened again."""

    port: int
    token: str
    timeout_s: float = 60.0
    line: http.client.HTTPConnection | None = None

    def ask(
        self, method: str, path: str, body: bytes | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Return status and JSON of an answer.

        Raises:
            OSError: no answer came; whether it was done is not known.
        """
        was_open = self.line is not None
        try:
            return self._ask(method, path, body)
        except (http.client.HTTPException, OSError) as fault:
            self.close()
            if not was_open:
                raise ConnectionError(str(fault)) from fault
        # A line that stood idle was closed by the server: a browser opens another.
        return self.ask(method, path, body)

    def _ask(
        self, method: str, path: str, body: bytes | None
    ) -> tuple[int, dict[str, Any]]:
        if self.line is None:
            self.line = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=self.timeout_s
            )
        self.line.request(method, path, body, {"Cookie": f"session={self.token}"})
        with self.line.getresponse() as answer:
            said = answer.read()
        if "json" not in answer.headers.get("Content-Type", ""):
            return answer.status, {"text": said.decode()}
        return answer.status, json.loads(said)

    def tell(self, method: str, path: str, **told: object) -> tuple[int, Any]:
        """Send JSON and return status and JSON of the answer."""
        return self.ask(method, path, json.dumps(told).encode())

    def close(self) -> None:
        """Close the line."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def begin(self, upload_id: str, content: "Sending") -> tuple[int, dict[str, Any]]:
        """Announce a file."""
        return self.tell(
            "POST",
            "/drawer/uploads",
            id=upload_id,
            case=content.case_id,
            name=content.name,
            bytes=content.size_bytes,
            item=content.item,
        )

    def upload(
        self, upload_id: str, content: "Sending", piece_bytes: int = PIECE_BYTES
    ) -> tuple[int, dict[str, Any]]:
        """Send a file in pieces, from where the server says; the last answer."""
        status, told = self.begin(upload_id, content)
        while status == 200 and not told.get("file"):
            at = told["received"]
            path = f"/drawer/uploads/{upload_id}?offset={at}"
            status, told = self.ask("PATCH", path, content.piece(at, piece_bytes))
        return status, told


@dataclass(frozen=True, slots=True)
class Sending:
    """A file of this computer that is to be sent for an item."""

    case_id: int
    path: Path
    name: str
    item: str | None

    @property
    def size_bytes(self) -> int:
        """Return how long it is."""
        return self.path.stat().st_size

    def piece(self, at: int, length: int) -> bytes:
        """Return a part of it."""
        with self.path.open("rb") as file:
            file.seek(at)
            return file.read(length)


def loads() -> str:
    """Return the load averages of this machine, which every figure is read with."""
    return "/".join(f"{one:.1f}" for one in os.getloadavg())


def share_at(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * len(ordered)))]
