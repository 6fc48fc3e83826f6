"""The same files give the same findings, however they were looked at."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Checker, write_pdf

pytestmark = pytest.mark.slow


def _timeless(text: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(text)
    del report["timing"]
    return report


def test_cold_warm_serial_and_parallel_agree_byte_for_byte(
    checker: Checker, sample_dir: Path, tmp_path: Path
) -> None:
    dossier = sample_dir / "unqualified" / "dossier"

    def look(jobs: int, store: str) -> str:
        path = tmp_path / store
        arguments = ("check", dossier, "--format", "json", "--jobs", jobs)
        return checker(*map(str, arguments), "--store", path).out

    cold = look(1, "one.db")
    warm = look(1, "one.db")
    parallel = look(2, "two.db")

    assert _timeless(warm) == _timeless(cold)
    assert _timeless(parallel) == _timeless(cold)
    assert json.loads(warm)["timing"]["cached_pages"] == 54
    assert json.loads(cold)["timing"]["cached_pages"] == 0


def test_text_kept_by_inspect_changes_no_finding(
    checker: Checker, sample_dir: Path, tmp_path: Path
) -> None:
    dossier = sample_dir / "unqualified" / "dossier"
    one = next(dossier.glob("06*"))
    (tmp_path / "dossier").mkdir()
    for file in (dossier / "dossier.yaml", one):
        if file.is_dir():
            continue
        (tmp_path / "dossier" / file.name).write_bytes(file.read_bytes())
    arguments = ("check", tmp_path / "dossier", "--format", "json")

    before = checker(*arguments, "--store", tmp_path / "one.db").out
    checker("inspect", tmp_path / "dossier", "--store", tmp_path / "two.db")
    after = checker(*arguments, "--store", tmp_path / "two.db").out

    assert _timeless(after)["findings"] == _timeless(before)["findings"]


def test_interrupted_command_exits_with_130(tmp_path: Path) -> None:
    write_pdf(tmp_path / "long.pdf", pages=400)
    command = [sys.executable, "-m", "checker", "inspect", str(tmp_path / "long.pdf")]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--no-store", "--no-ocr"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=6)

    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=60) == 130
