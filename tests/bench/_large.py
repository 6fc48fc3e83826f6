"""A PDF of any size: a small real one with a stream that nobody looks at."""

import os
from pathlib import Path

import pikepdf

from tests.pdfs import typed, write_pdf


def write_large_pdf(path: Path, size_bytes: int) -> Path:
    """Write a PDF of one page that is about so large, and cannot be packed smaller."""
    write_pdf(path, typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Ballast = pdf.make_stream(os.urandom(size_bytes))
        pdf.save(path, compress_streams=False)
    return path
