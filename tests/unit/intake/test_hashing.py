"""A document is known by the hash of its bytes."""

import hashlib
from pathlib import Path

import pytest

from checker.intake.hashing import hash_file


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 3])
def test_the_hash_is_that_of_all_bytes(tmp_path: Path, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    path = tmp_path / "文件.pdf"
    path.write_bytes(data[:size])

    content_hash, size_bytes = hash_file(path)

    assert content_hash == hashlib.sha256(data[:size]).hexdigest()
    assert size_bytes == size


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        hash_file(tmp_path / "none.pdf")
