"""The probe ``blank``: sheets that hold nothing, and sheets that hold little."""

import numpy as np
import pytest

from checker.model.evidence import Content, Evidence, Known, Unknown
from checker.model.ids import FactName
from checker.model.page import ReadLine
from checker.model.wording import Reason
from checker.probes.blank import IS_BLANK, PROBE
from tests.blanks import BLANK, draw_sheet
from tests.fakes import FakeReader, view_of

MUTE = FakeReader(confidence=0.0)


@pytest.mark.parametrize("kind", BLANK)
def test_sheet_without_writing_is_blank(kind: str) -> None:
    raster = draw_sheet(kind, font="noto-serif", seed=5, dpi=150)

    found = PROBE.look(view_of(raster, 150, reader=MUTE), Evidence())[IS_BLANK]

    assert isinstance(found, Known)
    assert found.value is True
    assert found.confidence >= 0.8


@pytest.mark.parametrize(
    "kind", ["faint line", "one line", "stamp", "signature", "photo"]
)
def test_sheet_with_a_single_mark_is_not_blank(kind: str) -> None:
    raster = draw_sheet(kind, font="noto-serif", seed=5, dpi=150)

    found = PROBE.look(view_of(raster, 150, reader=MUTE), Evidence())[IS_BLANK]

    assert isinstance(found, Known)
    assert found.value is False


def test_the_shade_of_a_fold_is_no_mark() -> None:
    shade = np.linspace(0.62, 1, 36)[:, None]
    sheet = np.full((1754, 1240), 228.0)
    sheet[700:736, 60:-60] *= shade
    raster = np.repeat(sheet.astype(np.uint8)[:, :, None], 3, axis=2)

    found = PROBE.look(view_of(raster, 150, reader=MUTE), Evidence())[IS_BLANK]

    assert isinstance(found, Known)
    assert found.value is True


def test_slivers_of_the_desk_along_the_border_are_no_marks() -> None:
    raster = np.full((1754, 1240, 3), 214, np.uint8)
    raster[4:10, 400:520] = raster[9:14, 700:730] = raster[2:6, 900:960] = 120

    found = PROBE.look(view_of(raster, 150, reader=MUTE), Evidence())[IS_BLANK]

    assert found == Known(value=True, confidence=0.98)


def test_dust_that_lies_scattered_is_no_writing() -> None:
    raster = np.full((1754, 1240, 3), 250, np.uint8)
    places = np.random.default_rng(3).uniform(0.1, 0.9, (14, 2)) * (1754, 1240)
    for y, x in places.astype(int):
        raster[y : y + 9, x : x + 9] = 90

    found = PROBE.look(view_of(raster, 150, reader=MUTE), Evidence())[IS_BLANK]

    assert isinstance(found, Known)
    assert found.value is True


@pytest.mark.parametrize("sigma", [0.0, 55.0], ids=["in the dark", "under grain"])
def test_words_that_the_reader_makes_out_count_though_hardly_seen(sigma: float) -> None:
    raster = np.full((1754, 1240, 3), 36 if sigma == 0 else 150, np.uint8)
    rng = np.random.default_rng(5)
    raster[806:812:4, 500:640] -= 4
    noise = rng.normal(0, sigma, raster.shape)
    noisy = np.clip(raster + noise, 0, 255).astype(np.uint8)
    words = ReadLine("附件2", (500.0, 800.0, 640.0, 820.0), 0.95)
    reader = FakeReader(lines=(words,), confidence=0.0)

    found = PROBE.look(view_of(noisy, 150, reader=reader), Evidence())[IS_BLANK]

    assert found == Known(value=False, confidence=0.96)


def test_grain_that_may_hide_words_leaves_it_open() -> None:
    rng = np.random.default_rng(5)
    noise = rng.normal(150, 55, (1754, 1240, 3))
    raster = np.clip(noise, 0, 255).astype(np.uint8)
    half_read = ReadLine("的", (500.0, 800.0, 640.0, 820.0), 0.7)
    reader = FakeReader(lines=(half_read,), confidence=0.0)

    found = PROBE.look(view_of(raster, 150, reader=reader), Evidence())[IS_BLANK]

    assert found == Unknown(Reason.LOW_CONFIDENCE)


def test_a_sheet_with_nothing_but_a_seal_is_not_blank() -> None:
    raster = draw_sheet("nothing", font="noto-serif", seed=5, dpi=150)
    given = Evidence({FactName("seal.count"): Known(1)})

    found = PROBE.look(view_of(raster, 150, reader=MUTE), given)[IS_BLANK]

    assert found == Known(value=False, confidence=0.95)


def test_page_number_counts_where_the_reader_makes_it_out() -> None:
    raster = draw_sheet("page number", font="noto-serif", seed=5, dpi=150)
    reader = FakeReader(strip_text="- 45 -")

    found = PROBE.look(view_of(raster, 150, reader=reader), Evidence())[IS_BLANK]

    assert found == Known(value=False, confidence=0.96)


def test_page_that_draws_nothing_is_surely_blank() -> None:
    raster = np.full((1169, 827, 3), 255, np.uint8)
    view = view_of(raster, 100, content=Content.BLANK)

    found = PROBE.look(view, Evidence())[IS_BLANK]

    assert found == Known(value=True, confidence=1.0)
