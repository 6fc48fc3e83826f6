"""Walks a dossier's folder: plain files only, hidden ones left out."""

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.intake._archive import Unpacked
from checker.intake._fields import NAME
from checker.intake._notes import NoteCode, make_note
from checker.model.dossier import IntakeNote

_MAX_FILES = 20_000
_NO_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_PERMISSION = "没有读取权限或读取出错", "no permission, or a fault while reading"
_LINK = "它是指向别处的链接", "it is a link to somewhere else"
_SPECIAL = "它不是普通文件", "it is no ordinary file"
_TOO_MANY = "文件超过 20000 个", "there are over 20,000 files"


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a dossier before they are hashed and matched."""

    files: tuple[Unpacked, ...]
    notes: tuple[IntakeNote, ...]
    dossier_file: Path | None


def files_of_folder(path: Path) -> Found:
    """Return the files below a folder; what is no plain file becomes a note."""
    files: list[Unpacked] = []
    notes: list[IntakeNote] = []
    about: Path | None = None

    def note_folder(fault: OSError) -> None:
        name = clean_path(Path(fault.filename).relative_to(path).as_posix())
        notes.append(unreadable_file(name))

    for number, location in enumerate(walk(path, note_folder)):
        relative = clean_path(location.relative_to(path).as_posix())
        if number >= _MAX_FILES:
            notes.append(_unsafe(relative, _TOO_MANY))
            break
        if (fault := _fault(location)) is not None:
            notes.append(_unsafe(relative, fault))
        elif relative == NAME:
            about = location
        else:
            files.append(Unpacked(relative, location))
    return Found(tuple(files), tuple(notes), about)


def walk(
    folder: Path, on_fault: Callable[[OSError], None] | None = None
) -> Iterable[Path]:
    """Yield the files below a folder in a fixed order, hidden ones left out.

    Args:
        folder: where to begin; links to folders are yielded, not followed.
        on_fault: told of each folder that cannot be listed.
    """
    for place, folders, files in os.walk(folder, onerror=on_fault):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = sorted(
            name for name in folders if not is_ignored(name) and name not in links
        )
        for name in sorted([*files, *links]):
            if not is_ignored(name):
                yield Path(place, name)


def is_ignored(name: str) -> bool:
    """Return whether a file or folder of that name is never part of a dossier."""
    return name.startswith((".", "~$")) or name.casefold() in _NO_DOCUMENTS


def is_hidden(path: str) -> bool:
    """Return whether a path has a part that is never part of a dossier."""
    return any(is_ignored(part) for part in PurePosixPath(path).parts if part != "..")


def _fault(location: Path) -> tuple[str, str] | None:
    """Return in two languages why a file of a folder is left out, None if it is not."""
    try:
        mode = location.lstat().st_mode
    except OSError:
        return _PERMISSION
    if stat.S_ISLNK(mode):
        return _LINK
    return None if stat.S_ISREG(mode) else _SPECIAL


def _unsafe(path: str, what: tuple[str, str]) -> IntakeNote:
    return make_note(
        NoteCode.UNSAFE_MEMBER, path, found=path, what=what[0], what_en=what[1]
    )


def unreadable_file(path: str) -> IntakeNote:
    """Return the note of a file or folder that may not be read."""
    what, what_en = _PERMISSION
    return make_note(NoteCode.UNREADABLE_FILE, path, what=what, what_en=what_en)


def clean_path(path: str) -> str:
    """Return a path as text; names that are not UTF-8 are read as GB 18030."""
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")
