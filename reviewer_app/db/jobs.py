"""The engine on which DBOS keeps its own tables."""

import time
from typing import Any

from sqlalchemy import Engine, create_engine, event

from reviewer_app.db.engine import set_up

_BUSY_MS = 30_000


def open_jobs_engine(url: str) -> Engine:
    """Return an engine for DBOS, which begins its transactions by itself.

    Its tables take their times from ``unixepoch('subsec')``, which SQLite knows from
    3.42 on; Debian 12 has 3.40, so we bring the function ourselves. It can go when the
    oldest SQLite that we support is newer.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    # From the first statement on: a pragma waits for a lock as well.
    engine = create_engine(url, connect_args={"timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - DB-API
    connection.isolation_level = "IMMEDIATE"
    set_up(connection, _BUSY_MS)
    connection.create_function("unixepoch", 1, lambda _modifier: time.time())
