"""The people of a dossier: where their certificates lie."""

import dataclasses
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from checker.intake._notes import NoteCode, make_note
from checker.model.dossier import IntakeNote, Person


def place_people(
    people: Sequence[Person] | None, paths: Sequence[str]
) -> tuple[tuple[Person, ...] | None, list[IntakeNote]]:
    """Return the people with the paths of their files, and notes of missing files."""
    if people is None:
        return None, []
    known = {_key(path): path for path in reversed(paths)}
    by_name = {_key(PurePosixPath(path).name): path for path in reversed(paths)}
    notes: list[IntakeNote] = []
    placed: list[Person] = []
    for person in people:
        files: list[str] = []
        for written in person.files:
            path = known.get(_key(written)) or by_name.get(_key(written))
            if path is None:
                notes.append(
                    make_note(NoteCode.MISSING_PERSON_FILE, written, found=written)
                )
            files.append(path or written)
        placed.append(dataclasses.replace(person, files=tuple(files)))
    return tuple(placed), notes


def _key(path: str) -> str:
    plain = unicodedata.normalize("NFC", path).replace("\\", "/")
    return str(PurePosixPath(plain))
