"""Readings, file facts and page frames as JSON texts, and back again."""

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from checker.model.evidence import (
    AmountTable,
    Content,
    DateSpan,
    Fact,
    FactType,
    Known,
    PageLabel,
    Reading,
    RedHeader,
    Seal,
    Signature,
    TextLine,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.wording import Reason

_TYPES: dict[FactType, Any] = {
    FactType.BOOL: bool,
    FactType.INT: int,
    FactType.FLOAT: float,
    FactType.TEXT: str,
    FactType.TEXTS: tuple[str, ...],
    FactType.SEALS: tuple[Seal, ...],
    FactType.RED_HEADER: RedHeader,
    FactType.LINES: tuple[TextLine, ...],
    FactType.DATES: tuple[DateSpan, ...],
    FactType.PAGE_LABEL: PageLabel,
    FactType.AMOUNTS: tuple[AmountTable, ...],
    FactType.SIGNATURES: tuple[Signature, ...],
}


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What is known of a page before any probe looks; sizes in points.

    ``failure`` is empty for a page that rendered; ``timed_out`` says that it ran out
    of processor time, ``ended`` that it ended the process which read it, by time, crash
    or memory. ``reads_layer``: its text layer can be trusted, so that its text
    is always known.
    """

    width_pt: float
    height_pt: float
    content: Content | None = None
    reads_layer: bool = False
    failure: str = ""
    timed_out: bool = False
    ended: bool = False


def dump_readings(readings: Mapping[FactName, Reading], facts: Iterable[Fact]) -> str:
    """Return the readings of some facts as one JSON text."""
    return json.dumps(
        {fact.name: _dump(readings[fact.name], fact) for fact in facts},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def load_readings(text: str, facts: Iterable[Fact]) -> dict[FactName, Reading]:
    """Return the readings in a text made by ``dump_readings`` for the same facts."""
    raw = json.loads(text)
    return {fact.name: _load(raw[fact.name], fact) for fact in facts}


def dump_frame(frame: PageFrame) -> str:
    """Return a page frame as JSON text."""
    return _frames().dump_json(frame).decode()


def load_frame(text: str) -> PageFrame:
    """Return the page frame in a JSON text."""
    return _frames().validate_json(text)


def _dump(reading: Reading, fact: Fact) -> dict[str, Any]:
    if isinstance(reading, Unknown):
        return {"u": reading.reason.value}
    value = _adapter(fact.type).dump_python(reading.value, mode="json")
    return {"k": value, "c": round(float(reading.confidence), 4)}


def _load(raw: dict[str, Any], fact: Fact) -> Reading:
    if "u" in raw:
        return Unknown(Reason(raw["u"]))
    return Known(_adapter(fact.type).validate_python(raw["k"]), raw["c"])


@functools.cache
def _adapter(fact_type: FactType) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[fact_type])


@functools.cache
def _frames() -> TypeAdapter[PageFrame]:
    return TypeAdapter(PageFrame)
