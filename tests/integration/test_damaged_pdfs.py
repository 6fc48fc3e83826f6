"""Broken and hostile files, read in locked children: each ends in an answer."""

import csv
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from pikepdf import Array, Name

from checker.engine.codec import load_readings
from checker.engine.processes import start_zygote, stop_server
from checker.engine.sandbox import ChildEnd, Sandbox
from checker.intake.facts import FILE_FACTS
from checker.intake.view import RawPage
from checker.model.evidence import Evidence
from tests.pdfs import scanned, typed, uneven_picture, write_pdf

pytestmark = pytest.mark.slow

RIGHT: dict[str, frozenset[str]] = {
    "clean": frozenset({"ok"}),
    "warn_but_opens": frozenset({"ok", "repaired"}),
    "needs_password": frozenset({"encrypted"}),
    "unopenable": frozenset({"damaged", "encrypted"}),
}
"""The statuses that agree with what five other programs say of a file; of files on
which those disagree, any answer is right."""

REJECTED = frozenset({"damaged", "encrypted", "not_pdf", "too_large", "limit"})
LET_IN = frozenset({"mediabox_14400in.pdf"})
"""Refused by the study for its page of 14 km; here it is drawn small, and judged."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Files through a sandbox, as the engine's workers read them."""

    sandbox: Sandbox

    def status(self, path: Path) -> str:
        """Return the status once all pages were drawn; ``limit``: a child's end."""
        answer = self.sandbox.examine(str(path))
        if isinstance(answer, ChildEnd):
            return "limit"
        file = Evidence(load_readings(answer, FILE_FACTS))
        status = str(file.value("file.status"))
        count = file.value("file.page_count")
        if not isinstance(count, int):
            return status
        pages = list(self.sandbox.pages(str(path), range(1, count + 1)))
        if any(isinstance(page, ChildEnd) for page in pages):
            return "limit"
        is_whole = all(isinstance(page, RawPage) for page in pages)
        return status if is_whole else "damaged"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    sandbox = Sandbox(start_zygote().connection)
    yield Reader(sandbox)
    sandbox.close()
    stop_server()


def test_a_good_file_passes_the_lock(reader: Reader, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed(), scanned(uneven_picture(800, 1100)))

    assert reader.status(path) == "ok"


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_every_cipher_works_behind_the_lock(
    reader: Reader, tmp_path: Path, revision: Literal[2, 3, 4, 6]
) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    lock = pikepdf.Encryption(
        owner="secret",
        R=revision,
        aes=revision > 3,
        metadata=revision > 3,
    )
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=lock)

    assert reader.status(path) == "ok"


def test_an_object_that_refers_to_itself_ends(reader: Reader, tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"endobj", b"endobj\n99 0 obj\n99 0 R\nendobj", 1))

    assert reader.status(path) in {"ok", "repaired"}


def test_a_picture_that_would_fill_all_memory_is_damaged(
    reader: Reader, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", scanned(uneven_picture(100, 100)))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                thing.write(zlib.compress(bytes(1000)), filter=Name.FlateDecode)
                thing.Width = thing.Height = 60_000
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert reader.status(path) == "damaged"


def test_a_bomb_in_a_stream_of_objects_ends_in_its_child(
    reader: Reader, tmp_path: Path
) -> None:
    path = write_pdf(tmp_path / "a.pdf", typed())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        stream = pdf.make_stream(b"", Type=Name.ObjStm, N=1, First=4)
        packed = zlib.compress(zlib.compress(bytes(210 << 20), 1))
        stream.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
        pdf.Root.Extra = stream
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    good = write_pdf(tmp_path / "good.pdf", typed())

    assert reader.status(path) in REJECTED
    assert reader.status(good) == "ok"


def test_real_broken_files_get_the_status_that_other_programs_give(
    reader: Reader, corpus_dir: Path
) -> None:
    with (corpus_dir / "pdf_verdicts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["consensus"] in RIGHT]

    wrong = [
        row["file"]
        for row in rows
        if reader.status(corpus_dir / row["file"]) not in RIGHT[row["consensus"]]
    ]

    assert len(wrong) <= 0.01 * len(rows), wrong


def test_hostile_files_are_refused_where_they_must_be(
    reader: Reader, corpus_dir: Path
) -> None:
    folder = corpus_dir / "hostile"
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    expected = {one["file"]: one["expected"] for one in files}

    seen = {
        name: reader.status(folder / name)
        for name, wish in expected.items()
        if wish != "either"
    }

    let_in = {
        name
        for name, status in seen.items()
        if expected[name] == "reject" and status not in REJECTED
    }
    kept_out = {
        name
        for name, status in seen.items()
        if expected[name] != "reject" and status in REJECTED
    }
    assert let_in <= LET_IN
    assert kept_out == set()
