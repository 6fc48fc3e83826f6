"""How the database is opened: SQLite with one writer at a time, or PostgreSQL."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

_BUSY_MS = 20_000
_BETWEEN_TRIES_S = 0.02


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
    set_up(connection, _BUSY_MS)


def set_up(connection: sqlite3.Connection, busy_ms: int) -> None:
    """Have a connection wait for locks, keep what it committed, and heed foreign keys.

    Args:
        connection: newly opened, in no transaction.
        busy_ms: the longest that it waits for another connection, in ms.

    Raises:
        sqlite3.OperationalError: another connection held the file for longer.
    """
    connection.execute(f"PRAGMA busy_timeout={busy_ms}")
    _write_ahead(connection, busy_ms)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _write_ahead(connection: sqlite3.Connection, busy_ms: int) -> None:
    """Switch a file to its write-ahead log.

    Unlike every other statement, this one fails at once with "database is locked" where
    several connections open a new file together, so it is tried again here.
    """
    until = time.monotonic() + busy_ms / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            is_busy = fault.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES_S)
        else:
            return


def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's connection
    options = connection.get_execution_options()
    kind = "DEFERRED" if options.get("reads_only") else "IMMEDIATE"
    connection.exec_driver_sql(f"BEGIN {kind}")
