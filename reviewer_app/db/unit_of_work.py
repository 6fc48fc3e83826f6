"""One transaction: begun, used by a service, and committed or forgotten as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine


@dataclass(frozen=True, slots=True)
class Database:
    """Where units of work and reading connections come from."""

    engine: Engine

    @contextmanager
    def work(self) -> Iterator[Connection]:
        """Open a transaction that may write; an exception undoes all of it."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads, and sees one moment throughout."""
        connection = self.engine.connect().execution_options(reads_only=True)
        with connection, connection.begin():
            yield connection
