"""One suite for all evidence stores."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from checker.errors import SettingsError
from checker.model.ids import ContentHash
from checker.model.ports import EvidenceStore, StoreKey
from checker.store.memory import MemoryStore
from checker.store.sqlite import open_store

HASH = ContentHash("ab" * 32)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EvidenceStore]:
    opened: EvidenceStore
    if request.param == "memory":
        opened = MemoryStore()
    else:
        opened = open_store(tmp_path / "evidence.db")
    yield opened
    opened.close()


def test_what_was_put_is_got_back(store: EvidenceStore) -> None:
    key = StoreKey(HASH, 3, "skew", "v1")

    store.put_many({key: '{"歪斜": 1.25}'})

    assert store.get_many([key]) == {key: '{"歪斜": 1.25}'}


def test_absent_keys_are_left_out(store: EvidenceStore) -> None:
    key = StoreKey(HASH, 3, "skew", "v1")
    other_version = StoreKey(HASH, 3, "skew", "v2")
    store.put_many({key: "{}"})

    assert store.get_many([other_version]) == {}


def test_later_text_replaces_the_earlier(store: EvidenceStore) -> None:
    key = StoreKey(HASH, 1, "seal", "v1")
    store.put_many({key: "old"})

    store.put_many({key: "new"})

    assert store.get_many([key]) == {key: "new"}


def test_sqlite_store_outlives_its_process(tmp_path: Path) -> None:
    key = StoreKey(HASH, 0, "file", "v1")
    first = open_store(tmp_path / "evidence.db")
    first.put_many({key: "kept"})
    first.close()

    second = open_store(tmp_path / "evidence.db")

    assert second.get_many([key]) == {key: "kept"}
    second.close()


def test_a_new_store_that_another_program_is_opening_is_waited_for(
    tmp_path: Path,
) -> None:
    other = sqlite3.connect(
        tmp_path / "evidence.db", isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    Timer(0.2, other.execute, ["COMMIT"]).start()

    store = open_store(tmp_path / "evidence.db")

    assert store.get_many([StoreKey(HASH, 0, "file", "v1")]) == {}
    store.close()
    other.close()


def test_store_that_is_no_database_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "evidence.db"
    file.write_text("this is not a database, however long it may be" * 100)

    with pytest.raises(SettingsError, match="--no-store"):
        open_store(file)


def test_store_in_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "not-a-folder").write_text("")

    with pytest.raises(SettingsError, match="--store"):
        open_store(tmp_path / "not-a-folder" / "evidence.db")
