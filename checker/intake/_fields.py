"""Reads single fields of ``dossier.yaml`` and notes what is wrong with them."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from checker.intake._notes import NoteCode, make_note, show
from checker.model.dossier import IntakeNote

NAME = "dossier.yaml"
_FIRST_YEAR = 1990
_LAST_YEAR = 2100
_FOUR_DIGITS = re.compile(r"[0-9]{4}")
_MAX_NOTES = 200
"""Enough to mend a file by; a hostile one could have 100,000 faults."""

_DAY = "日期，例如 2022-03-31", "a day like 2022-03-31"
_YEAR = "年份，例如 2021", "a year like 2021"
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(slots=True)
class FieldReader:
    """Reads fields of one mapping and collects what is wrong with them."""

    fields: Mapping[object, object]
    place: str = ""
    notes: list[IntakeNote] = field(default_factory=list)

    def complain(self, name: str, found: object, wanted: tuple[str, str]) -> None:
        """Note that a field is wrong; ``wanted`` is (Chinese, English)."""
        if len(self.notes) >= _MAX_NOTES:
            return
        self.notes.append(
            make_note(
                NoteCode.WRONG_FIELD,
                NAME,
                field=self.place + name,
                found="空的" if found is None else shown(found),
                found_en="empty" if found is None else shown(found),
                wanted=wanted[0],
                wanted_en=wanted[1],
            )
        )

    def reject_others(self, known: tuple[str, ...]) -> None:
        """Note each field that is not known."""
        for name in self.fields:
            if name not in known and len(self.notes) < _MAX_NOTES:
                self.notes.append(
                    make_note(
                        NoteCode.UNKNOWN_FIELD,
                        NAME,
                        field=self.place + shown(name),
                        wanted="、".join(known),
                        wanted_en=", ".join(known),
                    )
                )

    def text(self, name: str) -> str:
        """Return a text or a number as text, empty where it is absent or wrong."""
        value = self.fields.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.complain(name, value, ("一段文字", "text"))
        return ""

    def choice(self, name: str, of: type[_Choice]) -> _Choice | None:
        """Return one of a closed set, None (and a note) for anything else."""
        value = self.fields.get(name)
        words = [one.value for one in of]
        if value in words:
            return of(value)
        self.complain(name, value, (one_of(words), "one of " + ", ".join(words)))
        return None

    def day(self, name: str) -> dt.date | None:
        """Return a day, None where it is absent or wrong."""
        value = self.fields.get(name)
        if value is None:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value).strip())
        except ValueError:
            self.complain(name, value, _DAY)
            return None

    def year(self, name: str) -> int | None:
        """Return a year, None where it is absent or wrong."""
        value = self.fields.get(name)
        if value is None:
            return None
        text = str(value).strip()
        if _FOUR_DIGITS.fullmatch(text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
            return int(text)
        self.complain(name, value, _YEAR)
        return None


def one_of(words: Iterable[str]) -> str:
    """Return the words of a closed set as a Chinese message names them."""
    return "以下之一：" + "、".join(words)


def shown(value: object) -> str:
    """Return a wrong value in short; a structure by its kind alone, never spelt out."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | set | tuple):
        return "[…]"
    return show(str(value), 80)
