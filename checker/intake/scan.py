"""A folder or a zip becomes a dossier: which file answers which item.

What cannot be taken as given becomes a note (``NoteCode``); one bad file or field never
stops the rest.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from checker.errors import ArchiveUnsafeError, InputError
from checker.intake._archive import Unpacked, member_names, unpack, unreadable
from checker.intake._dossier_file import DossierFile, read_dossier_file
from checker.intake._fields import NAME
from checker.intake._folder import (
    Found,
    clean_path,
    files_of_folder,
    is_hidden,
    is_ignored,
    unreadable_file,
    walk,
)
from checker.intake._matching import is_people_folder, item_code, match
from checker.intake._notes import NoteCode, make_note, show
from checker.intake._people import place_people
from checker.intake.hashing import hash_file
from checker.intake.sniff import kind_of
from checker.model.checklist import Checklist
from checker.model.dossier import Document, Dossier, IntakeNote, MatchedBy, Person
from checker.model.ids import ItemCode

__all__ = ["NoteCode", "find_dossiers", "scan_dossier"]


def find_dossiers(path: Path) -> tuple[Path, ...]:
    """Return the dossiers at a path, sorted: itself, or each one of an inbox.

    An inbox is a folder that is no dossier (no ``dossier.yaml``) but holds folders or
    zips with one. A folder without either is a dossier that lacks its file.

    Raises:
        InputError: there is nothing there, nothing in it, or only a single file.
        ArchiveUnsafeError: a zip that cannot be read.
    """
    if not _is(Path.exists, path):
        raise InputError(
            f"{path}: 没有这个文件夹或文件；请检查路径"
            " / no such folder or file; check the path"
        )
    if path.is_file():
        return (_single_file(path),)
    if _is(Path.is_file, path / NAME):
        return (path,)
    try:
        children = sorted(path.iterdir(), key=lambda child: child.name)
    except OSError as fault:
        raise InputError(
            f"{path}: 没有权限读取这个文件夹 / no permission to read this folder"
        ) from fault
    inbox = tuple(child for child in children if _holds_dossier(child))
    if inbox:
        return inbox
    if not any(True for _ in walk(path)):
        raise InputError(
            f"{path}: 文件夹是空的，没有可检查的文件"
            " / nothing to check: the folder is empty"
        )
    return (path,)


def scan_dossier(path: Path, checklist: Checklist, unpack_to: Path) -> Dossier:
    """Return the dossier in a folder or a zip.

    Args:
        path: as ``find_dossiers`` returned it.
        checklist: the items that files can answer.
        unpack_to: where a zip's members are put; a folder of ours, not touched for a
            folder. It has to stay as long as the documents are read.

    Returns:
        Documents sorted by path, each with its item or none; notes in a fixed order.

    Raises:
        InputError: the path holds no dossier (see ``find_dossiers``).
    """
    found = _from_zip(path, unpack_to) if path.is_file() else files_of_folder(path)
    about = DossierFile()
    notes: list[IntakeNote] = []
    if found.dossier_file is None:
        notes.append(make_note(NoteCode.NO_DOSSIER_FILE))
    else:
        about = read_dossier_file(found.dossier_file)
    notes.extend(about.notes)
    notes.extend(_lacking(about))
    people, people_notes = place_people(
        about.personnel, [one.path for one in found.files]
    )
    left_out, item_notes = _left_out(about.not_applicable, checklist)
    documents, file_notes = _documents(found.files, checklist, people or ())
    notes += [*people_notes, *item_notes, *found.notes, *file_notes]
    return Dossier(
        id=show(about.id or _name_of(path)),
        company=about.company,
        credit_code=about.credit_code,
        year=about.year,
        submission=about.submission,
        as_of=about.submitted_on,
        qualification=about.qualification,
        personnel=people,
        not_applicable=left_out,
        documents=documents,
        notes=tuple(notes),
    )


def _single_file(path: Path) -> Path:
    kind = kind_of(path)
    if kind == "zip" and member_names(path):
        return path
    if kind == "zip" or path.suffix.lower() in {".zip", ".rar", ".7z"}:
        raise ArchiveUnsafeError(unreadable(path))
    raise InputError(
        f"{path}: 这是单个文件，不是资料文件夹；请给出文件夹或 zip，"
        "只看这个文件请用 checker inspect / a single file is no dossier: give the "
        "folder or a zip, or use checker inspect to look at the file"
    )


def _is(asked: Callable[[Path], bool], path: Path) -> bool:
    """Return what a path is asked; one too long or not permitted is nothing."""
    try:
        return asked(path)
    except OSError:
        return False


def _holds_dossier(child: Path) -> bool:
    if is_ignored(child.name) or child.is_symlink():
        return False
    if child.is_dir():
        return _is(Path.is_file, child / NAME)
    if not child.is_file() or child.suffix.lower() != ".zip":
        return False
    names = [name for name in member_names(child) if not is_hidden(name)]
    return NAME in {name.removeprefix(_root_of(names)) for name in names}


def _from_zip(path: Path, unpack_to: Path) -> Found:
    unpacked, notes = unpack(path, unpack_to)
    kept = [one for one in unpacked if not is_hidden(one.path)]
    root = _root_of([one.path for one in kept])
    files = [Unpacked(one.path.removeprefix(root), one.location) for one in kept]
    about = next((one.location for one in files if one.path == NAME), None)
    documents = (one for one in files if one.path != NAME)
    shown = tuple(note for note in notes if not is_hidden(note.path or ""))
    return Found(tuple(documents), shown, about)


def _root_of(names: Sequence[str]) -> str:
    """Return the one folder that a whole zip lies in, with its slash, else nothing.

    Packing a folder puts all of it below the folder's own name; that name is not part
    of the dossier unless it is all there is to place the files by.
    """
    tops = {name.partition("/")[0] for name in names}
    if len(tops) != 1 or not all("/" in name for name in names):
        return ""
    root = f"{next(iter(tops))}/"
    is_whole = root + NAME in names or not root[:1].isdigit()
    return "" if is_people_folder(root[:-1]) or not is_whole else root


def _name_of(path: Path) -> str:
    whole = path.resolve()
    return clean_path(whole.stem if whole.is_file() else whole.name)


def _lacking(about: DossierFile) -> Iterable[IntakeNote]:
    if not about.company:
        yield make_note(NoteCode.NO_COMPANY)
    if about.personnel is None:
        yield make_note(NoteCode.NO_PERSONNEL)


def _left_out(
    written: Sequence[tuple[str, str]], checklist: Checklist
) -> tuple[Mapping[ItemCode, str], list[IntakeNote]]:
    """Return the items said not to apply, with reasons, and what is wrong with them."""
    left_out: dict[ItemCode, str] = {}
    notes: list[IntakeNote] = []
    codes = [item.code for item in checklist.items]
    for item, reason in written:
        code = item_code(item)
        if code not in codes:
            wanted = "、".join(codes), ", ".join(codes)
            notes.append(
                make_note(
                    NoteCode.UNKNOWN_ITEM,
                    NAME,
                    found=item or "?",
                    wanted=wanted[0],
                    wanted_en=wanted[1],
                )
            )
            continue
        if not reason:
            notes.append(make_note(NoteCode.NO_REASON, NAME, found=code))
        left_out[code] = reason
    return left_out, notes


def _documents(
    files: Sequence[Unpacked], checklist: Checklist, people: Sequence[Person]
) -> tuple[tuple[Document, ...], list[IntakeNote]]:
    named = {path for person in people for path in person.files}
    documents: list[Document] = []
    notes: list[IntakeNote] = []
    for file in sorted(files, key=lambda one: one.path):
        try:
            content_hash, size_bytes = hash_file(file.location)
        except OSError:
            notes.append(unreadable_file(file.path))
            continue
        item, matched_by = match(file.path, checklist, named)
        notes.extend(_placing_note(file.path, item, matched_by))
        location = str(file.location)
        documents.append(
            Document(file.path, location, content_hash, size_bytes, item, matched_by)
        )
    return tuple(documents), notes


def _placing_note(
    path: str, item: ItemCode | None, matched_by: MatchedBy
) -> Iterable[IntakeNote]:
    if matched_by is MatchedBy.TITLE and item is not None:
        yield make_note(NoteCode.MATCHED_BY_TITLE, path, found=item)
    if matched_by is MatchedBy.NOTHING:
        yield make_note(NoteCode.UNMATCHED, path)
