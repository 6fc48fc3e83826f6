"""What a company files, put as the contract's dossier: paths, and ``dossier.yaml``."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from reviewer_app.domain.form import NOT_APPLICABLE
from reviewer_app.domain.staffing import Told

PEOPLE_FOLDER = "personnel"
"""Where files of people lie. Source: the contract, a dossier on disk."""

ITEMS = tuple(f"{number:02}" for number in range(1, 21))

RECTIFICATION = "20"
"""The item that is asked for after a return only."""
"""Codes of the 20 items. Source: the contract, a dossier on disk."""

OWN_FILE = "dossier.yaml"
"""The dossier's own; no other file lies in its place. Source: the contract."""

_NAME_BYTES, _SUFFIX_BYTES = 180, 20
"""With an item's number and a count before the suffix a name stays under the 255 bytes
of ext4 and XFS; a Chinese letter has three. Source: own choice."""

_NOT_PRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON leaves as it is and YAML does not take, or folds. Source: YAML 1.2, 5.1."""


@dataclass(frozen=True, slots=True)
class FiledPerson:
    """A person of a table with the paths of the certificate's files."""

    table: str
    told: Told
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filing:
    """All that a dossier tells beside its files; ``day`` ISO, of its submission."""

    company: str
    credit_code: str | None
    year: int
    is_rectification: bool
    day: str
    values: Mapping[str, str]
    people: Sequence[FiledPerson]


def as_dossier_yaml(filing: Filing) -> str:
    """Return the text of ``dossier.yaml``: JSON, which is YAML too."""
    told: dict[str, object] = {
        "company": filing.company,
        "credit_code": filing.credit_code,
        "year": filing.year,
        "submission": "rectification" if filing.is_rectification else "first",
        "submitted_on": filing.day,
        "qualification": _qualification(filing.values),
        "personnel": [_person(one) for one in filing.people],
        "not_applicable": not_applicable(filing.values),
    }
    kept = {name: value for name, value in told.items() if value}
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def not_applicable(values: Mapping[str, str]) -> dict[str, str]:
    """Return the items that do not apply, with the reason."""
    return {
        name.removeprefix(NOT_APPLICABLE): value.strip()
        for name, value in sorted(values.items())
        if name.startswith(NOT_APPLICABLE) and value.strip()
    }


def path_for(name: str, item: str | None, taken: Sequence[str]) -> str:
    """Return the path of a file within its dossier, one that is free.

    Args:
        name: of the file as the person knows it.
        item: the code of its item; ``personnel`` for a certificate, None: not sorted.
        taken: paths of the files that are there.
    """
    clean = clean_name(name)
    if item == PEOPLE_FOLDER:
        base = f"{PEOPLE_FOLDER}/{clean}"
    else:
        is_numbered = item is None or re.match(rf"{item}(?!\d)", clean)
        base = clean if is_numbered else f"{item}-{clean}"
    stem, suffix = PurePosixPath(base).with_suffix(""), PurePosixPath(base).suffix
    path, number = base, 2
    while path in taken or path == OWN_FILE:
        path, number = f"{stem}（{number}）{suffix}", number + 1
    return path


def clean_name(name: str) -> str:
    """Return a file's name without folders and control characters, of sane length."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(one for one in last if one.isprintable()).strip(" .")
    stem, suffix = PurePosixPath(shown or "file").stem, PurePosixPath(shown).suffix
    return f"{_cut(stem, _NAME_BYTES)}{_cut(suffix, _SUFFIX_BYTES)}"


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore")


def _qualification(values: Mapping[str, str]) -> dict[str, str] | None:
    category = values.get("qualification_category", "")
    grade = values.get("qualification_grade", "")
    return {"category": category, "grade": grade} if category and grade else None


def _person(person: FiledPerson) -> dict[str, object]:
    told: dict[str, object] = {
        "table": person.table,
        "name": person.told.name,
        "id_number": person.told.id_number,
        "certificate_number": person.told.certificate_number,
        "valid_until": person.told.valid_until,
        "files": list(person.files),
    }
    return {name: value for name, value in told.items() if value}
