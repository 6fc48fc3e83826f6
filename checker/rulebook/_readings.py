"""Turns an example's readings into evidence, each by the type of its fact."""

from collections.abc import Callable, Mapping
from typing import Any

from checker.model.evidence import (
    Amount,
    AmountTable,
    DateSpan,
    Evidence,
    Fact,
    FactType,
    FactValue,
    Known,
    PageLabel,
    Reading,
    RedHeader,
    Seal,
    Signature,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.wording import Text
from checker.rulebook._building import BROKEN, Builder, Maker
from checker.rulebook._faults import unknown_word
from checker.rulebook._forms import (
    AmountTableForm,
    BoxForm,
    DateForm,
    HeaderForm,
    KnownForm,
    SealForm,
    TextLineForm,
    UnknownForm,
)
from checker.rulebook._hints import Hint
from checker.rulebook._tree import Node, Table

VALUE_HINTS: Mapping[FactType, Hint] = {
    FactType.BOOL: bool,
    FactType.INT: int,
    FactType.FLOAT: float,
    FactType.TEXT: str,
    FactType.TEXTS: tuple[str, ...],
    FactType.SEALS: tuple[SealForm, ...],
    FactType.RED_HEADER: HeaderForm,
    FactType.LINES: tuple[str | TextLineForm, ...],
    FactType.DATES: tuple[DateForm, ...],
    FactType.PAGE_LABEL: PageLabel,
    FactType.AMOUNTS: tuple[AmountTableForm, ...],
    FactType.SIGNATURES: tuple[Signature, ...],
}
"""How a fact's value is written in an example."""

FACT = Text("测量项", "fact")
"""What a fact is called in faults."""

_BOX = Box(0.0, 0.0, 1.0, 1.0)


def evidence_maker(facts: Mapping[FactName, Fact]) -> Maker:
    """Return what builds ``Evidence`` from a mapping of facts to readings."""

    def make(builder: Builder, node: Node) -> object:
        if not isinstance(node, Table):
            return builder.build(node, Mapping[str, object])
        return _evidence(builder, node, facts)

    return make


def _evidence(
    builder: Builder, node: Table, facts: Mapping[FactName, Fact]
) -> Evidence:
    readings: dict[FactName, Reading] = {}
    for entry in node.entries:
        fact = facts.get(FactName(entry.key.raw))
        if fact is None:
            words = unknown_word(FACT, entry.key.raw, facts)
            builder.log.add(entry.key.place, words)
            continue
        reading = _reading(builder, entry.node, fact.type)
        if reading is not None:
            readings[fact.name] = reading
    return Evidence(readings)


def _reading(builder: Builder, node: Node, kind: FactType) -> Reading | None:
    if isinstance(node, Table) and node.get("unknown"):
        told = builder.whole(node, UnknownForm)
        return None if told is None else Unknown(told.unknown)
    if not (isinstance(node, Table) and node.get("known")):
        return _known(builder, KnownForm(node), kind)
    form = builder.whole(node, KnownForm)
    if form is None:
        return None
    if not 0.0 <= form.confidence <= 1.0:
        builder.log.add(node.place, _CONFIDENCE)
    return _known(builder, form, kind)


def _known(builder: Builder, form: KnownForm, kind: FactType) -> Reading | None:
    built = builder.build(form.known, VALUE_HINTS[kind])
    return None if built is BROKEN else Known(_value(built, kind), form.confidence)


_CONFIDENCE = Text(
    "把握（confidence）应在 0 到 1 之间", "a confidence lies between 0 and 1"
)


def _value(built: Any, kind: FactType) -> FactValue:  # noqa: ANN401 - of the hint's type
    if kind is FactType.RED_HEADER:
        return _header(built)
    if kind in _ONE_BY_ONE:
        convert = _ONE_BY_ONE[kind]
        return tuple(convert(one) for one in built)
    value: FactValue = built
    return value


def _box(form: BoxForm | None) -> Box | None:
    return None if form is None else Box(*form)


def _header(form: HeaderForm) -> RedHeader:
    return RedHeader(
        present=form.present,
        confidence=form.confidence,
        in_red=form.in_red,
        box=_box(form.box),
        text=form.text,
        rule_line=form.rule_line,
    )


def _seal(form: SealForm) -> Seal:
    return Seal(
        box=Box(*form.box),
        shape=form.shape,
        colour=form.colour,
        confidence=form.confidence,
        size_mm=form.size_mm,
        text=form.text,
    )


def _line(form: str | TextLineForm) -> TextLine:
    if isinstance(form, str):
        return TextLine(form, _BOX, 1.0)
    return TextLine(form.text, Box(*form.box), form.confidence)


def _date(form: DateForm) -> DateSpan:
    return DateSpan(
        text=form.text,
        start=form.start,
        end=form.end,
        kind=form.kind,
        role=form.role,
        confidence=form.confidence,
        box=_box(form.box),
    )


def _amounts(form: AmountTableForm) -> AmountTable:
    rows = tuple(_amount(one, form.confidence) for one in form.rows)
    total = None if form.total is None else _amount(form.total, form.confidence)
    return AmountTable(rows, total, form.is_whole)


def _amount(yuan: float, confidence: float) -> Amount:
    return Amount(round(yuan * _FEN_PER_YUAN), confidence)


_FEN_PER_YUAN = 100

_ONE_BY_ONE: Mapping[FactType, Callable[[Any], Any]] = {
    FactType.SEALS: _seal,
    FactType.LINES: _line,
    FactType.DATES: _date,
    FactType.AMOUNTS: _amounts,
}
