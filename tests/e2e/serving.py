"""Serves screens to a browser: one Streamlit process on a free port of loopback."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reviewer_app.theme import OPTIONS

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
needs_browser = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium"),
]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serve(script: str, port: int, **environment: str) -> Iterator[str]:
    """Run a script of this repository and return its address."""
    settings = [f"--{name}={value}" for name, value in OPTIONS.items()]
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [
            sys.executable, "-m", "streamlit", "run", script, *settings,
            "--server.headless=true", "--server.address=127.0.0.1",
            f"--server.port={port}",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(60)


@contextmanager
def serve_desk(home: Path, port: int) -> Iterator[str]:
    """Run the desk itself, with its worker, on a folder; return its address."""
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [
            sys.executable, "-m", "reviewer_app", "serve", "--no-captcha",
            f"--port={port}",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DOSSIER_DESK": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the server did not start")
