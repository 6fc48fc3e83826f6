"""New files get names of their own and harm nothing that is there."""

import os
from pathlib import Path

import pytest

from checker.errors import MendOrderError, MendRefusedError, SettingsError
from checker.mending.output import check_files, check_free, target_paths, write_new


def test_one_new_file_stands_beside_the_old_one() -> None:
    targets = target_paths(Path("in/03-报表.pdf"), None, 1)

    assert targets == (Path("in/03-报表-修正.pdf"),)


def test_several_new_files_are_numbered_in_the_folder() -> None:
    targets = target_paths(Path("in/a.PDF"), Path("out"), 2)

    assert targets == (Path("out/a-修正-1.pdf"), Path("out/a-修正-2.pdf"))


def test_a_new_file_is_written_whole_with_the_old_ones_permissions(
    tmp_path: Path,
) -> None:
    old = tmp_path / "a.pdf"
    old.write_bytes(b"old")
    old.chmod(0o640)

    write_new(tmp_path / "sub" / "b.pdf", b"new", like=old, force=False)

    assert (tmp_path / "sub" / "b.pdf").read_bytes() == b"new"
    assert (tmp_path / "sub" / "b.pdf").stat().st_mode & 0o777 == 0o640
    assert [one.name for one in (tmp_path / "sub").iterdir()] == ["b.pdf"]


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    there = tmp_path / "a.pdf"
    there.write_bytes(b"mine")

    with pytest.raises(MendRefusedError, match="--force"):
        check_free([there])
    with pytest.raises(MendRefusedError, match="--force"):
        write_new(there, b"new", like=there, force=False)

    assert there.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [there]


def test_force_replaces_a_file(tmp_path: Path) -> None:
    there = tmp_path / "a.pdf"
    there.write_bytes(b"mine")

    write_new(there, b"new", like=there, force=True)

    assert there.read_bytes() == b"new"


def test_force_replaces_a_link_and_not_what_it_points_to(tmp_path: Path) -> None:
    old = tmp_path / "a.pdf"
    old.write_bytes(b"original")
    (tmp_path / "a-修正.pdf").symlink_to(old)

    write_new(tmp_path / "a-修正.pdf", b"new", like=old, force=True)

    assert old.read_bytes() == b"original"


def test_a_folder_that_cannot_be_made_is_a_wrong_setting(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")

    with pytest.raises(SettingsError, match="cannot be written"):
        write_new(file / "b.pdf", b"new", like=file, force=False)


def test_two_files_of_one_name_do_not_go_into_one_folder(tmp_path: Path) -> None:
    files = [tmp_path / "a" / "1.pdf", tmp_path / "b" / "1.pdf"]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(b"")

    check_files(files, None, is_wished=False)
    with pytest.raises(MendOrderError, match="written to one"):
        check_files(files, tmp_path, is_wished=False)
    with pytest.raises(MendOrderError, match="one file at a time"):
        check_files(files, None, is_wished=True)


def test_a_folder_is_no_file_to_mend(tmp_path: Path) -> None:
    with pytest.raises(MendOrderError, match=os.fspath(tmp_path)):
        check_files([tmp_path], None, is_wished=False)
