"""The files of trained numbers that lie beside the probes."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent


def digest_of(name: str) -> str:
    """Return the digest of a model file, 12 hexadecimal digits."""
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
