"""``python -m reviewer_app``: users from the command line, and the log's verdict."""

import getpass
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from reviewer_app.bootstrap import DATABASE, HOME, Place, find_place, open_desk
from reviewer_app.db.log import Happening, read_head, write
from reviewer_app.db.people import add_user, find_user
from reviewer_app.domain.people import SYSTEM, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.files import FolderStore, Partials
from reviewer_app.queries.office import verify_log
from reviewer_app.services.accounts import hash_password
from reviewer_app.services.desk import Desk
from reviewer_app.theme import OPTIONS

app = typer.Typer(no_args_is_help=True, add_completion=False)
users = typer.Typer(no_args_is_help=True, help="用户 / people with an account")
audit = typer.Typer(no_args_is_help=True, help="日志 / the log")
app.add_typer(users, name="users")
app.add_typer(audit, name="audit")

HEAD_FILE = "log-head.json"
"""Where ``audit head`` puts number and hash of the newest entry; keep a copy of it on
another machine."""


class _NoJobs:
    """No checks are ordered from here."""

    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        raise AssertionError(f"no checks from here: {case_id} {round_no} {company_id}")

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        raise AssertionError(f"no checks from here: {case_id} {revision} {company_id}")

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        raise AssertionError(f"no checks from here: {case_id} {revision}")

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        raise AssertionError(f"no checks from here: {case_id} {round_no}")


def _open() -> Desk:
    return open_desk(find_place(), _NoJobs())


@app.command()
def serve(
    *,
    port: int = 8501,
    address: str = "127.0.0.1",
    captcha: Annotated[bool, typer.Option(help="off for automated tests")] = True,
) -> None:
    """Serve the desk: screens, routes and the worker, on one port."""
    place = find_place()
    _open()
    _sweep(place)
    environment = {**os.environ, HOME: str(place.home), DATABASE: place.database_url}
    if not captcha:
        environment["DOSSIER_NO_CAPTCHA"] = "1"
    script = Path(__file__).with_name("server.py")
    options = {
        **OPTIONS,
        "server.port": port,
        "server.address": address,
        "server.headless": "true",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    line = [sys.executable, "-m", "streamlit", "run", str(script), *given]
    # The server takes this process over, so that a signal to it ends the server.
    os.execve(sys.executable, line, environment)  # noqa: S606 - our own program


def _sweep(place: Place) -> None:
    """Remove what a crash left half written, and uploads that nobody goes on with."""
    FolderStore(place.files).sweep()
    partials = Partials(place.partials)
    partials.prepare()
    partials.sweep()


@app.command("worker")
def run_worker(
    *, with_parent: Annotated[bool, typer.Option(help="end with the server")] = False
) -> None:
    """Check rounds in the background until told to end."""
    from reviewer_app.worker import work  # noqa: PLC0415 - heavy

    work(find_place(), with_parent=with_parent)


@app.command()
def demo(
    samples: Path = Path("sample_data"),
    *,
    quiet: Annotated[bool, typer.Option(help="print nothing")] = False,
) -> None:
    """Fill an empty desk with made-up companies and people."""
    from reviewer_app.demo import make_demo  # noqa: PLC0415 - heavy

    made = make_demo(find_place(), samples)
    if not quiet:
        typer.echo("演示数据已建立 / made" if made else "已有数据 / not empty")


@app.command()
def accounts() -> None:
    """Print the accounts of the demo."""
    from reviewer_app.demo import accounts as lines  # noqa: PLC0415 - heavy

    for line in lines():
        typer.echo(line)


@users.command("add")
def add(
    account: str,
    name: str,
    *,
    role: Annotated[Role, typer.Option()] = Role.ADMINISTRATOR,
    password: Annotated[str, typer.Option(envvar="DESK_PASSWORD")] = "",
) -> None:
    """Add somebody who needs no administrator to be let in: the first one."""
    desk = _open()
    secret = password or getpass.getpass("密码 / password: ")
    try:
        hashed = hash_password(secret)
    except RefusedError as refused:
        raise typer.BadParameter(f"{refused.reason.zh} / {refused.reason.en}") from None
    with desk.database.work() as tx:
        if find_user(tx, account) is not None:
            raise typer.BadParameter("账号已存在 / the account exists already")
        now = desk.clock.now()
        values = {
            "account": account,
            "name": name,
            "role": role,
            "password_hash": hashed,
            "is_active": True,
            "created_at": now,
        }
        user_id = add_user(tx, values)
        details = {"user_id": user_id, "role": role.value}
        write(tx, SYSTEM, Happening("create_user", details=details), at=now)
    typer.echo(f"已建立 / made: {account} ({role.value})")


@audit.command("head")
def head(out: Path = Path(HEAD_FILE)) -> None:
    """Write number and hash of the newest entry to a file, to be kept elsewhere."""
    with _open().database.reading() as tx:
        newest = read_head(tx)
    out.write_text(json.dumps(newest), "utf-8")
    typer.echo(str(out))


@audit.command("verify")
def verify(
    kept: Annotated[
        Path | None, typer.Option("--head", help="from `audit head`")
    ] = None,
) -> None:
    """Walk the whole log; ends with 1 where it was edited, cut or reordered."""
    newest = _read_head(kept)
    count, fault = verify_log(_open().database, newest)
    if fault is None:
        apart = "" if newest else "（没有另存的末条指纹，截尾无法发现 / no kept head）"
        typer.echo(f"日志完整，共 {count} 条 / whole, {count} entries{apart}")
        return
    words = f"第 {fault.sequence} 条：{fault.reason.zh} / entry {fault.sequence}: "
    typer.echo(words + fault.reason.en)
    raise typer.Exit(1)


def _read_head(kept: Path | None) -> tuple[int, str] | None:
    if kept is None:
        return None
    raw = json.loads(kept.read_text("utf-8"))
    return None if raw is None else (int(raw[0]), str(raw[1]))


def main(arguments: Iterable[str] | None = None) -> None:
    """Run the command line."""
    app(args=None if arguments is None else list(arguments))
