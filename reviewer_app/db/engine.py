"""How the database is opened: SQLite with one writer at a time, or PostgreSQL."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

_BUSY_MS = 20_000


def open_engine(url: str) -> Engine:
    """Return an engine; a SQLite file is made with its folder where it is absent.

    SQLite: WAL, ``synchronous=FULL`` (in WAL, NORMAL may lose a committed transaction
    when power fails), and writers that begin with ``BEGIN IMMEDIATE`` (a deferred one
    fails with "database is locked" when its snapshot is old, and no timeout helps).
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    _make_folder(url)
    engine = create_engine(url, connect_args={"timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_folder(url: str) -> None:
    name = url.removeprefix("sqlite:///")
    if name and name != ":memory:":
        Path(name).parent.mkdir(parents=True, exist_ok=True)


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - DB-API
    # pysqlite would begin transactions by itself, deferred; ours begin in ``_begin``.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's connection
    options = connection.get_execution_options()
    kind = "DEFERRED" if options.get("reads_only") else "IMMEDIATE"
    connection.exec_driver_sql(f"BEGIN {kind}")
