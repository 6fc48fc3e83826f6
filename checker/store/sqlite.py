"""The evidence store in one SQLite file, shared between processes."""

import sqlite3
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.errors import SettingsError
from checker.model.ids import ContentHash
from checker.model.ports import StoreKey

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reading (
  content_hash BLOB NOT NULL,
  page_no INTEGER NOT NULL,
  probe TEXT NOT NULL,
  version TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (content_hash, probe, version, page_no)
) WITHOUT ROWID
"""
_USER_VERSION = 1
"""Raised when the table changes; an older file is then emptied, never misread."""

_BUSY_S = 60.0
"""How long a writer waits for another one; a write takes under a millisecond."""

_BETWEEN_TRIES_S = 0.02


@dataclass(slots=True)
class SqliteStore:
    """Readings in SQLite, WAL mode, bodies deflated.

    A killed process loses at most the page it was writing; nothing kept is ever
    changed by it.
    """

    _connection: sqlite3.Connection

    def get_many(self, keys: Sequence[StoreKey]) -> dict[StoreKey, str]:
        """Return the JSON texts that are there; absent keys are left out."""
        groups: dict[tuple[ContentHash, str, str], list[StoreKey]] = {}
        for key in keys:
            group = (key.content_hash, key.probe, key.version)
            groups.setdefault(group, []).append(key)
        found: dict[StoreKey, str] = {}
        for group, wanted in groups.items():
            bodies = self._bodies(*group)
            found.update(
                (key, _inflate(bodies[key.page_no]))
                for key in wanted
                if key.page_no in bodies
            )
        return found

    def put_many(self, entries: Mapping[StoreKey, str]) -> None:
        """Keep JSON texts in one transaction; the same key is replaced."""
        rows = [
            (
                bytes.fromhex(key.content_hash),
                key.page_no,
                key.probe,
                key.version,
                zlib.compress(text.encode(), 6),
            )
            for key, text in entries.items()
        ]
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)", rows
            )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _bodies(
        self, content_hash: ContentHash, probe: str, version: str
    ) -> dict[int, bytes]:
        rows = self._connection.execute(
            "SELECT page_no, body FROM reading"
            " WHERE content_hash = ? AND probe = ? AND version = ?",
            (bytes.fromhex(content_hash), probe, version),
        )
        return dict(rows.fetchall())


def open_store(path: Path) -> SqliteStore:
    """Open, and where necessary make, the store at a path.

    Raises:
        SettingsError: the file cannot be written, or is no store.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level="IMMEDIATE")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        _prepare(connection)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(
            f"证据库无法写入: {path}（{error}）。请换一个可写的位置（--store 或 "
            f"DOSSIER_STORE），或用 --no-store。 / The evidence store {path} cannot "
            f"be written ({error}): choose another place with --store, or --no-store."
        ) from error
    return SqliteStore(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to its write-ahead log.

    Unlike every other statement, this one fails at once where several programs open a
    new file together, so it is tried again here.
    """
    until = time.monotonic() + _BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            is_busy = fault.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES_S)
        else:
            return


def _prepare(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    with connection:
        if version not in (0, _USER_VERSION):
            connection.execute("DROP TABLE IF EXISTS reading")
        connection.execute(_SCHEMA)
        connection.execute(f"PRAGMA user_version = {_USER_VERSION}")


def _inflate(body: bytes) -> str:
    return zlib.decompress(body).decode()
