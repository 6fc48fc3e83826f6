"""Unpacks a zip: only plain members, within limits, under names of our own."""

import errno
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from checker.errors import ArchiveUnsafeError, InputError
from checker.intake._notes import NoteCode, make_note
from checker.model.dossier import IntakeNote

MAX_MEMBERS = 20_000
MAX_UNPACKED_BYTES = 4 << 30
_MAX_RATIO = 200
_RATIO_FROM_BYTES = 64 << 20
"""Source: scans hardly shrink (ratio 1.0 to 1.3); text and drawings reach 20."""

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What every packing program writes; the memory of others is the file's to choose."""

_BOMB = (
    "它解压后大得不正常（压缩炸弹）",
    "it swells beyond all measure when unpacked (a zip bomb)",
)
_CHUNK_BYTES = 1 << 20
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_UNICODE_PATH_FIELD = 0x7075
_NEEDLESS = re.compile(r"(?<=/)(?:\.?/)+|^(?:\./+)+")
_DRIVE = re.compile(r"[A-Za-z]:")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")
_READ_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file out of a zip: its path there, and where its bytes lie now."""

    path: str
    location: Path


def unpack(
    archive: Path, into: Path
) -> tuple[tuple[Unpacked, ...], tuple[IntakeNote, ...]]:
    """Unpack the members that are safe; the others become notes.

    Args:
        archive: a zip; names without a mark of their encoding are read as UTF-8 where
            that fits, else as GB 18030.
        into: a folder of ours, made if need be. Members lie there under numbers, since
            their own names may be hostile, or longer than the file system allows.

    Raises:
        ArchiveUnsafeError: the file cannot be read as a zip at all.
        InputError: there is no room for what is in it.
    """
    into.mkdir(parents=True, exist_ok=True)
    try:
        opened = zipfile.ZipFile(archive)
    except (*_READ_FAULTS, OSError) as fault:
        raise ArchiveUnsafeError(unreadable(archive)) from fault
    with opened:
        try:
            return _unpack_members(opened, into)
        except OSError as fault:
            raise InputError(_no_room(archive, into)) from fault


def _no_room(archive: Path, into: Path) -> str:
    return (
        f"{archive}: 解压到 {into} 时写不进去；请检查磁盘空间和权限"
        f" / nothing can be written to {into} while unpacking; check room and "
        "permissions there"
    )


def unreadable(archive: Path) -> str:
    """Return what to say of a zip that cannot be opened."""
    return (
        f"{archive}: 压缩包打不开，可能已损坏或不是 zip；"
        "请重新打包成 zip，或直接给出文件夹"
        " / the archive cannot be opened: it is damaged or no zip; pack it again as a "
        "zip, or give the folder"
    )


def member_names(archive: Path) -> tuple[str, ...]:
    """Return the paths of a zip's files; empty where it cannot be read."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return tuple(true_name(one) for one in opened.infolist()[:MAX_MEMBERS])
    except (*_READ_FAULTS, OSError):
        return ()


def true_name(member: zipfile.ZipInfo) -> str:
    """Return a member's path as its maker wrote it, ``/`` as separator."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", errors="replace")
        name = _unicode_path(member.extra) or _decode(raw)
    return _NEEDLESS.sub("", name.replace("\\", "/"))


def _unpack_members(
    opened: zipfile.ZipFile, into: Path
) -> tuple[tuple[Unpacked, ...], tuple[IntakeNote, ...]]:
    files: dict[str, Unpacked] = {}
    notes: list[IntakeNote] = []
    room = MAX_UNPACKED_BYTES
    for number, member in enumerate(opened.infolist()):
        path = true_name(member)
        if path.endswith("/"):
            continue
        fault = _fault(member, path, room=room, number=number)
        if path in files:
            fault = "压缩包里有两个同名文件", "the archive holds two files of that name"
        if fault is not None:
            notes.append(_note(NoteCode.UNSAFE_MEMBER, path, fault))
            continue
        suffix = _SUFFIX.fullmatch(Path(path).suffix)
        location = into / f"{number:05d}{suffix[0].lower() if suffix else ''}"
        trouble = _extract(opened, member, location)
        if trouble is not None:
            location.unlink(missing_ok=True)
            notes.append(_note(NoteCode.UNREADABLE_MEMBER, path, trouble))
            continue
        room -= location.stat().st_size
        files[path] = Unpacked(path, location)
    return tuple(files.values()), tuple(notes)


def _note(code: NoteCode, path: str, what: tuple[str, str]) -> IntakeNote:
    return make_note(code, path, found=path, what=what[0], what_en=what[1])


def _fault(
    member: zipfile.ZipInfo, path: str, *, room: int, number: int
) -> tuple[str, str] | None:
    """Return in two languages why a member may not be unpacked, None if it may."""
    if path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/"):
        return "它的路径指向资料以外", "its path leads out of the dossier"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "它是指向别处的链接", "it is a link to somewhere else"
    if number >= MAX_MEMBERS:
        return "压缩包里的文件超过 20000 个", "the archive holds over 20,000 files"
    if member.file_size > room:
        return "解压后总共超过 4 GB", "the archive unpacks to over 4 GB"
    return _BOMB if _is_bomb(member) else None


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    ratio = member.file_size / max(1, member.compress_size)
    return member.file_size >= _RATIO_FROM_BYTES and ratio > _MAX_RATIO


def _extract(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, location: Path
) -> tuple[str, str] | None:
    """Write a member's bytes; return in two languages what went wrong, if anything."""
    if member.flag_bits & _ENCRYPTED_FLAG:
        return "有密码", "it has a password"
    if member.compress_type not in _METHODS:
        return "压缩方法不常见", "it is packed by an uncommon method"
    try:
        with opened.open(member) as source, location.open("wb") as target:
            while chunk := source.read(_CHUNK_BYTES):
                target.write(chunk)
    except _READ_FAULTS:
        return "数据已损坏", "its data are damaged"
    except OSError as fault:
        if fault.errno != errno.EINVAL:  # what a seek to before the file's start says
            raise
        return "数据已损坏", "its data are damaged"
    return None


def _decode(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437", errors="replace")


def _unicode_path(extra: bytes) -> str | None:
    """Return the name of an Info-ZIP Unicode path field, None if there is none."""
    while len(extra) >= 4:  # noqa: PLR2004
        kind = int.from_bytes(extra[:2], "little")
        size = int.from_bytes(extra[2:4], "little")
        if kind == _UNICODE_PATH_FIELD:
            try:
                return extra[9 : 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        extra = extra[4 + size :]
    return None
