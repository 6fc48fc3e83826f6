"""Zips are unpacked member by member; what is unsafe stays out, with a note."""

import errno
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from checker.errors import ArchiveUnsafeError, InputError
from checker.intake import _archive
from checker.intake._archive import member_names, true_name, unpack
from checker.intake.scan import NoteCode


def write_zip(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def named_in(encoding: str, name: str) -> zipfile.ZipInfo:
    """Return a member as read from a zip whose maker did not mark the encoding."""
    member = zipfile.ZipInfo(name.encode(encoding).decode("cp437"))
    member.flag_bits = 0
    return member


def test_members_lie_under_names_of_ours(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", ("03/报告 1.PDF", b"one"), ("无后缀", b"two"))

    files, notes = unpack(path, tmp_path / "out")

    assert notes == ()
    assert [one.path for one in files] == ["03/报告 1.PDF", "无后缀"]
    assert [one.location.name for one in files] == ["00000.pdf", "00001"]
    assert files[0].location.read_bytes() == b"one"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_mark_are_chinese(encoding: str) -> None:
    assert true_name(named_in(encoding, "财务审计报告.pdf")) == "财务审计报告.pdf"


def test_backslashes_of_windows_separate_folders() -> None:
    assert true_name(named_in("gbk", "03\\报告.pdf")) == "03/报告.pdf"


def test_a_unicode_path_field_goes_before_the_plain_name() -> None:
    member = zipfile.ZipInfo("?.pdf")
    raw = "报告.pdf".encode()
    field = struct.pack("<BL", 1, zlib.crc32(b"?.pdf")) + raw
    other = struct.pack("<HH", 1, 2) + b"xx"
    member.extra = other + struct.pack("<HH", 0x7075, len(field)) + field

    assert true_name(member) == "报告.pdf"


@pytest.mark.parametrize(
    "name",
    ["../evil.pdf", "a/../../evil.pdf", "/etc/evil.pdf", "C:/evil.pdf", "..\\evil.pdf"],
)
def test_paths_that_lead_outside_are_left_out(tmp_path: Path, name: str) -> None:
    path = write_zip(tmp_path / "a.zip", (name, b"x"), ("good.pdf", b"y"))

    files, notes = unpack(path, tmp_path / "deep" / "out")

    assert [one.path for one in files] == ["good.pdf"]
    assert [note.code for note in notes] == [NoteCode.UNSAFE_MEMBER]
    assert not list(tmp_path.rglob("evil*"))


def test_links_are_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = write_zip(tmp_path / "a.zip", (link, b"/etc/passwd"))

    files, notes = unpack(path, tmp_path / "out")

    assert files == ()
    assert [note.code for note in notes] == [NoteCode.UNSAFE_MEMBER]


def test_a_bomb_is_left_out_and_the_rest_stays(tmp_path: Path) -> None:
    bomb = bytes(65 << 20)
    path = write_zip(tmp_path / "a.zip", ("bomb.pdf", bomb), ("good.pdf", b"x"))

    files, notes = unpack(path, tmp_path / "out")

    assert [one.path for one in files] == ["good.pdf"]
    assert [note.path for note in notes] == ["bomb.pdf"]


def test_the_sum_of_all_members_is_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_archive, "MAX_UNPACKED_BYTES", 5)
    path = write_zip(tmp_path / "a.zip", ("a", b"123"), ("b", b"456"), ("c", b"7"))

    files, notes = unpack(path, tmp_path / "out")

    assert [one.path for one in files] == ["a", "c"]
    assert [note.path for note in notes] == ["b"]


def test_the_number_of_members_is_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_archive, "MAX_MEMBERS", 2)
    path = write_zip(tmp_path / "a.zip", *((name, b"x") for name in "abc"))

    files, notes = unpack(path, tmp_path / "out")

    assert [one.path for one in files] == ["a", "b"]
    assert [note.path for note in notes] == ["c"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_second_of_two_equal_names_is_left_out(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", ("a.pdf", b"1"), ("a.pdf", b"2"))

    files, notes = unpack(path, tmp_path / "out")

    assert [one.location.read_bytes() for one in files] == [b"1"]
    assert [note.code for note in notes] == [NoteCode.UNSAFE_MEMBER]


def test_a_member_with_damaged_data_is_a_note(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", ("a.pdf", bytes(range(250)) * 9))
    raw = bytearray(path.read_bytes())
    raw[60:70] = b"\xff" * 10
    path.write_bytes(raw)

    files, notes = unpack(path, tmp_path / "out")

    assert files == ()
    assert [note.code for note in notes] == [NoteCode.UNREADABLE_MEMBER]


def test_a_member_with_a_password_is_a_note(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", ("a.pdf", b"x"))
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    path.write_bytes(raw)

    _, notes = unpack(path, tmp_path / "out")

    assert [note.code for note in notes] == [NoteCode.UNREADABLE_MEMBER]
    assert "密码" in notes[0].message.zh


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("./03/a.pdf", "03/a.pdf"),
        ("././a.pdf", "a.pdf"),
        ("03//.///a.pdf", "03/a.pdf"),
        (".\\03\\a.pdf", "03/a.pdf"),
        ("//host/a.pdf", "/host/a.pdf"),
        ("03/.a.pdf", "03/.a.pdf"),
        (".../a.pdf", ".../a.pdf"),
        ("03/./", "03/"),
    ],
)
def test_paths_lose_what_says_nothing(written: str, path: str) -> None:
    member = zipfile.ZipInfo("x")
    member.orig_filename = written

    assert true_name(member) == path


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_member_packed_by_an_uncommon_method_is_a_note(
    tmp_path: Path, method: int
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", b"x" * 99, compress_type=method)
        archive.writestr("b.pdf", b"x")

    files, notes = unpack(path, tmp_path / "out")

    assert [one.path for one in files] == ["b.pdf"]
    assert [note.code for note in notes] == [NoteCode.UNREADABLE_MEMBER]
    assert "压缩方法" in notes[0].message.zh


def test_members_said_to_lie_before_the_file_are_notes(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", ("a.pdf", b"x"), ("b.pdf", b"y"))
    raw = bytearray(path.read_bytes())
    end = raw.rindex(b"PK\x05\x06")
    later = int.from_bytes(raw[end + 16 : end + 20], "little") + 20
    raw[end + 16 : end + 20] = later.to_bytes(4, "little")
    path.write_bytes(raw)

    files, notes = unpack(path, tmp_path / "out")

    assert files == ()
    assert [note.code for note in notes] == [NoteCode.UNREADABLE_MEMBER] * 2


def test_a_full_disk_is_no_damaged_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "a.zip", ("a.pdf", b"x"))
    real = Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if mode == "wb":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(InputError, match="check room") as raised:
        unpack(path, tmp_path / "out")
    assert not isinstance(raised.value, ArchiveUnsafeError)


def test_what_is_no_zip_is_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 cut off")

    with pytest.raises(ArchiveUnsafeError, match=r"a\.zip"):
        unpack(path, tmp_path / "out")
    assert member_names(path) == ()
