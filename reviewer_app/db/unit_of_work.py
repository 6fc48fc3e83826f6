"""One transaction: begun, used by a service, and committed or forgotten as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from reviewer_app.domain.refusal import disk_full

_FULL = ("SQLITE_FULL", "SQLITE_IOERR")
"""How the names of SQLite's faults begin where a disk takes nothing more."""

_FULL_STATE = "53100"
"""PostgreSQL's ``disk_full``. Source: its manual, appendix A."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where units of work and reading connections come from."""

    engine: Engine

    @contextmanager
    def work(self) -> Iterator[Connection]:
        """Open a transaction that may write; an exception undoes all of it.

        Raises:
            RefusedError: the disk is full.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except OperationalError as fault:
            if _is_full(fault):
                raise disk_full() from fault
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads, and sees one moment throughout."""
        connection = self.engine.connect().execution_options(reads_only=True)
        with connection, connection.begin():
            yield connection


def _is_full(fault: OperationalError) -> bool:
    name = str(getattr(fault.orig, "sqlite_errorname", ""))
    return name.startswith(_FULL) or getattr(fault.orig, "sqlstate", "") == _FULL_STATE
