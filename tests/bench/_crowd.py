"""Many companies at once, each with uploads and clicks, on one real server.

Simulated: each company is a thread with Streamlit's own protocol over a WebSocket (a
click is a step on or back, answered when the last drawing has ended; while a check
runs, the part that draws itself is asked for every two seconds as the browser does) and
an HTTP line for its uploads. Not simulated: the browser's own work, pictures, scripts.
"""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from tests.full_drawer import FIRST_ITEMS
from tests.pdfs import typed_chinese, write_pdf
from tests.real_desk import (
    Enrolled,
    Http,
    RealDesk,
    Sending,
    enrol,
    share_at,
)
from tests.screen_client import ScreenClient

EVERY_S = 10.0


@dataclass
class Crowd:
    """So many companies for so many seconds; ``took`` in seconds by what was asked."""

    home: Path
    companies: int
    seconds: int
    took: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def figures(self) -> Iterator[str]:
        """Have them all work, and return a line for each kind of answer."""
        people = enrol(self.home / "desk", self.companies)
        paper = write_pdf(
            self.home / "small.pdf",
            typed_chinese("安全生产管理机构", "2021 年 3 月 1 日"),
        )
        desk = RealDesk(self.home / "desk")
        desk.start()
        try:
            cpu_s = desk.cpu_s()
            self._work(desk, people, paper)
            cpu_s = desk.cpu_s() - cpu_s
            memory_mb = desk.memory_mb("VmHWM")
            logged = desk.faults()
        finally:
            desk.end()
        yield (
            f"{self.companies} companies, {self.seconds} s: {len(self.faults)} errors"
            f" {self.faults[:3]}, {len(logged)} in its log {logged[:3]}; server"
            f" {cpu_s / self.seconds:.2f} CPUs, at most {memory_mb:.0f} MB"
        )
        everything = [one for each in self.took.values() for one in each]
        for what, took in {"all answers": everything, **self.took}.items():
            yield (
                f"{what:<29} {len(took)} times, median {share_at(took, 0.5):.2f} s,"
                f" p95 {share_at(took, 0.95):.2f} s (goal 3), most {max(took):.2f} s"
            )

    def _work(self, desk: RealDesk, people: list[Enrolled], paper: Path) -> None:
        until = time.monotonic() + EVERY_S + self.seconds
        members = [_Member(self, desk.port, who, paper) for who in people]
        threads = [threading.Thread(target=one.work, args=(until,)) for one in members]
        for one in threads:
            one.start()
        for one in threads:
            one.join()


@dataclass
class _Member:
    """One company of the crowd."""

    crowd: Crowd
    port: int
    who: Enrolled
    paper: Path

    def work(self, until: float) -> None:
        """Upload and click every ten seconds, from some moment of the first ten on."""
        rng = random.Random(self.who.case_id)  # noqa: S311 - moments, not secrets
        time.sleep(rng.random() * EVERY_S)
        screen = ScreenClient(self.port, self.who.token)
        http = Http(self.port, self.who.token)
        try:
            address = f"case={self.who.case_id}&item=10"
            self._note("first drawing", screen.open("assessment", address))
            number = 0
            while (begun := time.monotonic()) < until:
                self._send(http, number)
                label = "下一步" if "item=10" in screen.query else "上一步"
                self._note("click", screen.press(label))
                self._watch(screen, begun + EVERY_S)
                number += 1
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is an error
            self.crowd.faults.append(f"{type(fault).__name__}: {fault}"[:200])
        finally:
            screen.close()
            http.close()

    def _watch(self, screen: ScreenClient, until: float) -> None:
        """Ask for the parts that draw themselves, until it is time for the next act."""
        while (left := until - time.monotonic()) > 0:
            every = min(screen.every.values(), default=left)
            time.sleep(min(left, every))
            if time.monotonic() < until and screen.every:
                self._note("watching a check", screen.tick(next(iter(screen.every))))

    def _send(self, http: Http, number: int) -> None:
        item = FIRST_ITEMS[number % len(FIRST_ITEMS)]
        name = f"材料 {number}.pdf"
        file = Sending(self.who.case_id, self.paper, name, item)
        started = time.perf_counter()
        status, told = http.upload(str(uuid4()), file)
        self._note("upload", time.perf_counter() - started)
        if status != 200:
            self.crowd.faults.append(f"{status}: {told}")

    def _note(self, what: str, took_s: float) -> None:
        self.crowd.took.setdefault(what, []).append(took_s)
