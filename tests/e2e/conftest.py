"""The command line as a user runs it, and small files to run it on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from checker.errors import SettingsError

DOSSIER_YAML = """\
company: 济南虚构建筑工程有限公司
credit_code: 91370100MA3ABCDE0X
year: 2021
submission: first
submitted_on: 2022-03-01
personnel: []
"""


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        loaded = json.loads(self.out)
        if not isinstance(loaded, dict):
            raise SettingsError("not one report")
        return loaded

    @property
    def rules(self) -> set[str]:
        return {finding["rule"] for finding in self.report["findings"]}

    def about(self, document: str) -> dict[str, Any]:
        """Return the document of the report with that path."""
        documents: list[dict[str, Any]] = self.report["documents"]
        return next(one for one in documents if one["path"] == document)


Checker = Callable[..., Run]


def run_checker(*arguments: str | Path, **environment: str) -> Run:
    """Run the command line in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "checker", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=300,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def checker(tmp_path: Path) -> Checker:
    def run(*arguments: str | Path, **environment: str) -> Run:
        store = {"DOSSIER_STORE": str(tmp_path / "evidence.db")}
        return run_checker(*arguments, **(store | environment))

    return run


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier with one good file."""
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(DOSSIER_YAML, "utf-8")
    write_pdf(folder / "09-工伤档案.pdf")
    return folder


def write_pdf(path: Path, *, pages: int = 1, password: str = "") -> None:
    """Write a PDF of pages with a black bar each."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
            content = b"0 g 100 400 300 40 re f"
            pdf.pages[-1].Contents = pdf.make_stream(content)
        encryption = (
            pikepdf.Encryption(user=password, owner="owner") if password else False
        )
        pdf.save(path, encryption=encryption)
