"""Reads ``dossier.yaml``; every fault becomes a note, never an exception."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from checker.intake._fields import NAME, FieldReader, one_of
from checker.intake._notes import NoteCode, make_note, show
from checker.intake._yaml import load_plain
from checker.model.dossier import (
    IntakeNote,
    Person,
    PersonTable,
    Qualification,
    Submission,
)

_MAX_BYTES = 300_000
"""Source: 2,700 people at 110 bytes; measured set: the worst such file takes 5 s."""

_ITEMS_WANTED = (
    "项目编号和理由，例如 {'18': 无起重机械}",
    "item numbers with reasons, for example {'18': no cranes}",
)
_MAX_PEOPLE = 5000
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CATEGORIES = ("general_contracting", "specialised", "labour")
_GRADES = ("special", "1", "2", "3", "none")
_FIELDS = (
    "id",
    "company",
    "credit_code",
    "year",
    "submission",
    "submitted_on",
    "qualification",
    "personnel",
    "not_applicable",
)
_PERSON_FIELDS = (
    "table",
    "name",
    "id_number",
    "certificate_number",
    "valid_until",
    "files",
)


@dataclass(frozen=True, slots=True)
class DossierFile:
    """What ``dossier.yaml`` says; fields as in ``Dossier``.

    ``not_applicable`` holds (item as written, reason), not yet held against the
    checklist.
    """

    id: str = ""
    company: str = ""
    credit_code: str = ""
    year: int | None = None
    submission: Submission = Submission.FIRST
    submitted_on: dt.date | None = None
    qualification: Qualification | None = None
    personnel: tuple[Person, ...] | None = None
    not_applicable: tuple[tuple[str, str], ...] = ()
    notes: tuple[IntakeNote, ...] = ()


def read_dossier_file(path: Path) -> DossierFile:
    """Return what a ``dossier.yaml`` says and what is wrong with it.

    The file is read as UTF-8, else as GB 18030 (what a Chinese Windows writes), or as
    UTF-16 where it begins with that mark.
    """
    try:
        loaded = _load(path)
    except _BrokenError as fault:
        return DossierFile(notes=(_broken(*fault.args),))
    if loaded is None:
        return DossierFile()
    if not isinstance(loaded, Mapping):
        return DossierFile(
            notes=(_broken("最外层应是“字段: 值”", "its top level must be fields"),)
        )
    return _from_fields(FieldReader(loaded))


class _BrokenError(Exception):
    """The file is no YAML; carries the cause in Chinese and in English."""


def _load(path: Path) -> object:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _BrokenError("文件超过 300 KB", "it is larger than 300 KB")
        raw = path.read_bytes()
    except OSError as fault:
        raise _BrokenError("没有读取权限", "it may not be read") from fault
    try:
        return load_plain(_decode(raw))
    except MarkedYAMLError as fault:
        mark = fault.problem_mark
        line = f"{mark.line + 1}" if mark is not None else "?"
        what = f"第 {line} 行不合 YAML 格式", f"line {line} is not valid YAML"
        raise _BrokenError(*what) from fault
    except (YAMLError, ValueError, TypeError, RecursionError, OverflowError) as fault:
        raise _BrokenError("不是合格的 YAML", "it is not valid YAML") from fault


def _decode(raw: bytes) -> str:
    if raw.startswith(_UTF_16_MARKS):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _broken(zh: str, en: str) -> IntakeNote:
    return make_note(NoteCode.DOSSIER_FILE_BROKEN, NAME, what=zh, what_en=en)


def _from_fields(reader: FieldReader) -> DossierFile:
    reader.reject_others(_FIELDS)
    submission = Submission.FIRST
    if reader.fields.get("submission") is not None:
        submission = reader.choice("submission", Submission) or Submission.FIRST
    return DossierFile(
        id=reader.text("id"),
        company=reader.text("company"),
        credit_code=reader.text("credit_code"),
        year=reader.year("year"),
        submission=submission,
        submitted_on=reader.day("submitted_on"),
        qualification=_qualification(reader),
        personnel=_personnel(reader),
        not_applicable=_not_applicable(reader),
        notes=tuple(reader.notes),
    )


def _qualification(reader: FieldReader) -> Qualification | None:
    value = reader.fields.get("qualification")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        wanted = "category 和 grade 两项", "category and grade"
        reader.complain("qualification", value, wanted)
        return None
    inner = FieldReader(value, "qualification.", reader.notes)
    inner.reject_others(("category", "grade"))
    category, grade = inner.text("category"), inner.text("grade")
    for name, found, allowed in (
        ("category", category, _CATEGORIES),
        ("grade", grade, _GRADES),
    ):
        if found not in allowed:
            wanted = one_of(allowed), "one of " + ", ".join(allowed)
            inner.complain(name, value.get(name), wanted)
            return None
    return Qualification(category, grade)


def _personnel(reader: FieldReader) -> tuple[Person, ...] | None:
    if "personnel" not in reader.fields:
        return None
    value = reader.fields["personnel"]
    if value is None:
        return ()
    if not isinstance(value, list):
        reader.complain("personnel", value, ("人员列表", "a list of people"))
        return None
    people = (
        _person(row, one, reader.notes)
        for row, one in enumerate(value[:_MAX_PEOPLE], start=1)
    )
    return tuple(one for one in people if one is not None)


def _person(row: int, value: object, notes: list[IntakeNote]) -> Person | None:
    place = f"personnel[{row}]"
    if not isinstance(value, Mapping):
        wanted = "、".join(_PERSON_FIELDS), "fields " + ", ".join(_PERSON_FIELDS)
        FieldReader({}, "", notes).complain(place, value, wanted)
        return None
    reader = FieldReader(value, place + ".", notes)
    reader.reject_others(_PERSON_FIELDS)
    table = reader.choice("table", PersonTable)
    name = reader.text("name")
    if not name:
        reader.complain("name", value.get("name"), ("姓名", "a name"))
    if table is None:
        return None
    return Person(
        row=row,
        table=table,
        name=name,
        id_number=reader.text("id_number"),
        certificate_number=reader.text("certificate_number"),
        valid_until=reader.day("valid_until"),
        files=_files(reader),
    )


def _files(reader: FieldReader) -> tuple[str, ...]:
    value = reader.fields.get("files")
    if value is None:
        return ()
    named = [value] if isinstance(value, str) else value
    if isinstance(named, list) and all(isinstance(one, str) for one in named):
        return tuple(named)
    reader.complain("files", value, ("文件名列表", "a list of file names"))
    return ()


def _not_applicable(reader: FieldReader) -> tuple[tuple[str, str], ...]:
    value = reader.fields.get("not_applicable")
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return tuple((_word(item), _word(why)) for item, why in value.items())
    if isinstance(value, list):
        return tuple(_entry(one) for one in value)
    reader.complain("not_applicable", value, _ITEMS_WANTED)
    return ()


def _entry(value: object) -> tuple[str, str]:
    if not isinstance(value, Mapping):
        return _word(value), ""
    item = value.get("item", value.get("id"))
    if item is None and len(value) == 1:
        item, why = next(iter(value.items()))
        return _word(item), _word(why)
    return _word(item), _word(value.get("reason"))


def _word(value: object) -> str:
    is_plain = isinstance(value, str | int) and not isinstance(value, bool)
    return show(str(value).strip()) if is_plain else ""
