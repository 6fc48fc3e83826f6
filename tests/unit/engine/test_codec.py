"""Readings and frames survive JSON."""

import datetime as dt

import pytest

from checker.engine.codec import (
    PageFrame,
    dump_frame,
    dump_readings,
    load_frame,
    load_readings,
)
from checker.model.evidence import (
    Amount,
    AmountTable,
    Content,
    DateKind,
    DateRole,
    DateSpan,
    Fact,
    FactType,
    FactValue,
    Known,
    PageLabel,
    Reading,
    RedHeader,
    Seal,
    SealShape,
    Signature,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.wording import Reason

BOX = Box(1.5, 2.0, 30.25, 40.0)
VALUES: dict[FactType, FactValue] = {
    FactType.BOOL: True,
    FactType.INT: 270,
    FactType.FLOAT: -1.25,
    FactType.TEXT: "扫描",
    FactType.TEXTS: ("left", "top"),
    FactType.SEALS: (
        Seal(BOX, SealShape.ROUND, "red", 0.97, (40.1, 39.8), "济南虚构建筑公司"),
    ),
    FactType.RED_HEADER: RedHeader(
        present=True, confidence=0.9, in_red=True, box=BOX, text="文件", rule_line=True
    ),
    FactType.LINES: (TextLine("第一行", BOX, 0.99),),
    FactType.DATES: (
        DateSpan(
            "有效期至2022年5月1日",
            None,
            dt.date(2022, 5, 1),
            DateKind.DAY,
            DateRole.VALIDITY,
            0.9,
            BOX,
        ),
    ),
    FactType.PAGE_LABEL: PageLabel(3, 10),
    FactType.AMOUNTS: (
        AmountTable(
            (Amount(300_000, 0.98, BOX, "2021.3.5", "安全帽"), Amount(500_050)),
            Amount(800_050, 0.97, BOX),
            is_whole=True,
        ),
    ),
    FactType.SIGNATURES: (Signature(covers_whole_file=True, signer="某公司"),),
}


@pytest.mark.parametrize("fact_type", FactType, ids=lambda one: one.value)
def test_reading_of_each_type_survives_json(fact_type: FactType) -> None:
    fact = Fact(FactName("some.fact"), fact_type, "a fact")
    readings: dict[FactName, Reading] = {fact.name: Known(VALUES[fact_type], 0.875)}

    text = dump_readings(readings, [fact])

    assert load_readings(text, [fact]) == readings


def test_unknown_reading_survives_json_with_its_reason() -> None:
    fact = Fact(FactName("some.fact"), FactType.INT, "a fact")
    readings: dict[FactName, Reading] = {fact.name: Unknown(Reason.NO_COLOUR)}

    text = dump_readings(readings, [fact])

    assert load_readings(text, [fact]) == readings


def test_frame_survives_json() -> None:
    frame = PageFrame(595.0, 842.0, Content.SCAN, reads_layer=True)

    assert load_frame(dump_frame(frame)) == frame
