"""The desk's command line: the first user, and the log's verdict."""

import json
import os
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from reviewer_app.bootstrap import HOME
from reviewer_app.cli import app
from reviewer_app.db.engine import open_engine
from reviewer_app.db.tables import log
from reviewer_app.files import UNFINISHED_LAST_S

RUNNER = CliRunner()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME, str(tmp_path / "desk"))
    monkeypatch.setenv("DESK_PASSWORD", "correct horse")
    return tmp_path / "desk"


def _add(account: str) -> int:
    return RUNNER.invoke(app, ["users", "add", account, "管理"]).exit_code


def test_the_first_user_is_made_from_the_command_line(home: Path) -> None:
    assert _add("admin") == 0
    assert (home / "desk.db").is_file()


def test_an_account_is_made_once(home: Path) -> None:
    _add("admin")

    assert _add("Admin") == 2
    assert home.is_dir()


def test_a_short_password_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "short")

    assert _add("admin") == 2
    assert home.is_dir()


def test_a_whole_log_is_said_to_be_whole(home: Path, tmp_path: Path) -> None:
    _add("admin")
    kept = tmp_path / "head.json"

    head = RUNNER.invoke(app, ["audit", "head", "--out", str(kept)])
    verdict = RUNNER.invoke(app, ["audit", "verify", "--head", str(kept)])

    assert head.exit_code == verdict.exit_code == 0
    assert json.loads(kept.read_text("utf-8"))[0] == 1
    assert "日志完整" in verdict.output
    assert home.is_dir()


def test_an_edited_log_ends_with_1(home: Path) -> None:
    _add("admin")
    engine = open_engine(f"sqlite:///{home / 'desk.db'}")
    with engine.begin() as tx:
        tx.execute(update(log).values(content={"act": "nothing"}))
    engine.dispose()

    verdict = RUNNER.invoke(app, ["audit", "verify"])

    assert verdict.exit_code == 1
    assert "内容被改动" in verdict.output


def test_a_cut_off_tail_shows_against_a_kept_head(home: Path, tmp_path: Path) -> None:
    _add("admin")
    kept = tmp_path / "head.json"
    kept.write_text(json.dumps([9, "0" * 64]), "utf-8")

    verdict = RUNNER.invoke(app, ["audit", "verify", "--head", str(kept)])

    assert verdict.exit_code == 1
    assert home.is_dir()


def test_the_accounts_of_the_demo_are_printed() -> None:
    printed = RUNNER.invoke(app, ["accounts"])

    assert "reviewer" in printed.output
    assert "auditor" in printed.output


def test_serving_begins_with_sweeping_what_was_left_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda _path, line, _env: started.append(line))
    half, old, new = (
        home / "files" / "staging" / "half",
        home / "files" / "partial" / "old",
        home / "files" / "partial" / "new",
    )
    for one in (half, old, new):
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_bytes(b"%PDF")
    long_ago = new.stat().st_mtime - UNFINISHED_LAST_S - 60
    os.utime(old, (long_ago, long_ago))

    done = RUNNER.invoke(app, ["serve", "--port", "8599"])

    assert done.exit_code == 0
    assert "--server.port=8599" in started[0]
    assert [one.exists() for one in (half, old, new)] == [False, False, True]
