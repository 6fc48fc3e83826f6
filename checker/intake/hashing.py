"""The content hash: what a document is known by."""

import hashlib
from pathlib import Path

from checker.model.ids import ContentHash

_CHUNK_BYTES = 1 << 20


def hash_file(path: Path) -> tuple[ContentHash, int]:
    """Return the SHA-256 of a file's bytes and their number, read in one pass.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
    return ContentHash(digest.hexdigest()), size
