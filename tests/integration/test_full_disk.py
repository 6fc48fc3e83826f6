"""A real server on a disk that fills up: told in words, nothing half kept, goes on."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.real_desk import Http, RealDesk, Sending, enrol

DISK_BYTES = 24_000_000
FILE_BYTES = 6_000_000
MOUNT = (
    f'mount -t tmpfs -o size={DISK_BYTES} tmpfs "$0" && cp -a "$0-seed/." "$0" &&'
    ' : > "$0/server.log" && exec "$@"'
)


def _may_mount() -> bool:
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    line = [unshare, "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(line, check=False, capture_output=True).returncode == 0  # noqa: S603 - ours


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _may_mount(), reason="needs a disk of its own (unshare)"),
]


@dataclass
class Small:
    """A desk on a small disk, which can be filled and emptied again."""

    desk: RealDesk
    http: Http
    sending: Sending

    @property
    def home(self) -> Path:
        """Return the folder as the server sees it."""
        return Path(f"/proc/{self.desk.pid}/root{self.desk.home}")

    def fill(self) -> None:
        """Leave less room than the file needs, and more than the database does."""
        free = os.statvfs(self.home)
        size = free.f_bavail * free.f_frsize - FILE_BYTES // 2
        (self.home / "ballast").write_bytes(bytes(size))

    def fill_to_the_brim(self) -> None:
        """Leave no room at all."""
        with (self.home / "ballast").open("ab", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                return

    def make_room(self) -> None:
        """Take away what fills the disk."""
        (self.home / "ballast").unlink()

    def upload(self, upload_id: str) -> tuple[int, dict[str, Any]]:
        """Send the file in pieces of a megabyte."""
        return self.http.upload(upload_id, self.sending, 1_000_000)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    home = tmp_path / "desk"
    (who,) = enrol(tmp_path / "desk-seed", 1)
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4 " + os.urandom(FILE_BYTES))
    within = ("unshare", "-Urm", "sh", "-c", MOUNT, str(home))
    desk = RealDesk(home, within=within)
    desk.start()
    http = Http(desk.port, who.token)
    yield Small(desk, http, Sending(who.case_id, file, "机构.pdf", "01"))
    http.close()
    desk.end(signal.SIGKILL)


def test_an_upload_stops_at_a_full_disk_and_goes_on_when_there_is_room(
    small: Small,
) -> None:
    small.fill()
    upload_id = str(uuid4())

    status, told = small.upload(upload_id)
    stored = list((small.home / "files").glob("??/*"))
    received = small.http.begin(upload_id, small.sending)[1]["received"]
    small.make_room()
    then, whole = small.upload(upload_id)

    assert (status, told["code"]) == (507, "disk")
    assert "磁盘" in told["message"]
    assert stored == []
    assert received >= 1_000_000
    assert then == 200
    assert whole["file"] is not None
    (kept,) = (small.home / "files").glob("??/*")
    assert kept.read_bytes() == small.sending.path.read_bytes()
    assert not list((small.home / "files" / "partial").iterdir())


def test_a_disk_without_any_room_is_told_in_words_and_the_log_stays_whole(
    small: Small,
) -> None:
    small.fill_to_the_brim()
    path = f"/form/{small.sending.case_id}"
    long = "很长的备注" * 200

    answers = [small.http.tell("PUT", path, name="remarks", value=long)]
    answers.append(small.upload(str(uuid4())))
    small.make_room()
    after = small.http.tell("PUT", path, name="remarks", value="有空间了")

    assert [status for status, _ in answers if status != 200] != []
    assert {status for status, _ in answers} <= {200, 507}
    assert all("磁盘" in told["message"] for status, told in answers if status == 507)
    assert after[0] == 200
    assert small.upload(str(uuid4()))[0] == 200
    os.kill(small.desk.pid, signal.SIGSTOP)
    copy = small.sending.path.with_name("copy")
    shutil.copytree(small.home, copy)
    assert _verify(copy) == 0


def _verify(home: Path) -> int:
    line = [sys.executable, "-m", "reviewer_app", "audit", "verify"]
    environment = {**os.environ, "DOSSIER_DESK": str(home)}
    done = subprocess.run(line, check=False, env=environment, capture_output=True)  # noqa: S603 - ourselves
    return done.returncode
