"""What must hold of intake whatever is uploaded under whatever name."""

import json
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.errors import ArchiveUnsafeError
from checker.intake._archive import unpack
from checker.intake._dossier_file import read_dossier_file
from checker.intake.scan import scan_dossier
from checker.model.checklist import Checklist

pytestmark = pytest.mark.property

OWN_NAME = re.compile(r"[0-9]{5}(\.[a-z0-9]{1,5})?")
NO_ITEMS = Checklist(())

steps = st.sampled_from(
    ["..", ".", "/", "\\", "C:", "etc", "passwd", "~", "\0", "\n", "03-", "personnel"]
)
names = st.one_of(
    st.text(min_size=1, max_size=40),
    st.lists(steps, min_size=1, max_size=8).map("".join),
    st.lists(steps, min_size=1, max_size=8).map("/".join),
)
fields = st.sampled_from(
    ["company", "year", "submitted_on", "personnel", "not_applicable", "qualification"]
)
values = st.recursive(
    st.one_of(st.text(max_size=12), st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner)
    ),
    max_leaves=8,
)


def _zip_of(path: Path, name: str) -> Path:
    """Write a zip whose one member has that name, which zipfile itself would mend."""
    member = zipfile.ZipInfo("a")
    with zipfile.ZipFile(path, "w") as archive:
        member.filename = name
        archive.writestr(member, b"x")
    return path


def _leads_nowhere(name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        into = room / "in" / "out"
        archive = _zip_of(room / "a.zip", name)
        try:
            scan_dossier(archive, NO_ITEMS, into)
        except ArchiveUnsafeError:
            into.mkdir(parents=True, exist_ok=True)
        written = [one for one in room.rglob("*") if one.is_file() and one != archive]
        assert all(one.parent == into for one in written)
        assert all(OWN_NAME.fullmatch(one.name) for one in written)


@given(names.filter(lambda name: name.isprintable() or "\n" in name or "\0" in name))
@example("../../../../etc/passwd")
@example("..\\..\\windows\\win.ini")
@example("a\u202efdp.exe")
def test_no_name_in_a_zip_leads_outside(name: str) -> None:
    _leads_nowhere(name)


def test_no_known_hostile_name_leads_outside(corpus_dir: Path) -> None:
    known = json.loads((corpus_dir / "hostile" / "filenames.json").read_text("utf-8"))

    for one in known:
        _leads_nowhere(one["name"].encode("utf-8", "replace").decode())


@given(st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 255)), max_size=6))
@settings(max_examples=200)
def test_a_damaged_zip_is_notes_or_a_clear_refusal(
    changes: list[tuple[int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        archive = room / "a.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("dossier.yaml", "company: x")
            opened.writestr("03-a.pdf", b"%PDF" * 300)
        raw = bytearray(archive.read_bytes())
        for at, value in changes:
            raw[at % len(raw)] = value
        archive.write_bytes(raw)
        try:
            files, notes = unpack(archive, room / "out")
        except ArchiveUnsafeError:
            return
        assert len(files) + len(notes) <= 2


def _read(content: bytes) -> int:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "dossier.yaml"
        path.write_bytes(content)
        return len(read_dossier_file(path).notes)


@given(st.binary(max_size=60))
def test_a_dossier_file_of_any_bytes_is_read_or_noted(content: bytes) -> None:
    assert _read(content) <= 200


@given(st.dictionaries(fields, values))
def test_a_dossier_file_of_any_values_is_read_or_noted(
    content: dict[str, object],
) -> None:
    assert _read(json.dumps(content).encode()) <= 200
