"""Bytes are kept whole or not at all."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import anyio
import pytest

from reviewer_app import files
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.files import FolderStore

HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    made = FolderStore(tmp_path / "files")
    made.prepare()
    return made


def test_bytes_are_found_by_their_hash(store: FolderStore) -> None:
    kept = store.put(iter([b"hel", b"lo"]))

    assert kept == (HELLO, 5)
    assert store.path(HELLO).read_bytes() == b"hello"
    assert store.has(HELLO)


def test_the_same_bytes_are_kept_once(store: FolderStore) -> None:
    store.put(iter([b"hello"]))
    store.put(iter([b"hello"]))

    assert len([one for one in store.root.rglob("*") if one.is_file()]) == 1


def test_a_stream_is_kept_like_anything_else(store: FolderStore) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"hel"
        yield b"lo"

    assert anyio.run(store.put_stream, chunks()) == (HELLO, 5)


def test_a_file_is_copied(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"hello")

    assert store.put_file(tmp_path / "a") == (HELLO, 5)


def test_what_breaks_off_leaves_nothing_behind(store: FolderStore) -> None:
    def broken() -> Iterator[bytes]:
        yield b"hel"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.put(broken())

    assert not [one for one in store.root.rglob("*") if one.is_file()]


def test_a_file_beyond_the_limit_is_refused(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_BYTES", 4)

    with pytest.raises(RefusedError, match="too_large"):
        store.put(iter([b"hello"]))


def test_a_disk_that_cannot_be_written_is_said(store: FolderStore) -> None:
    store.root.joinpath("staging").rmdir()

    with pytest.raises(RefusedError, match="disk"):
        store.put(iter([b"hello"]))


def test_leftovers_of_a_crash_are_swept(store: FolderStore) -> None:
    (store.root / "staging" / "half").write_bytes(b"hel")

    store.sweep()

    assert not list((store.root / "staging").iterdir())


def test_unknown_bytes_are_not_there(store: FolderStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.path(HELLO)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "", "A" * 64])
def test_a_name_that_is_no_hash_is_not_there(store: FolderStore, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        store.path(name)
    assert not store.has(name)
