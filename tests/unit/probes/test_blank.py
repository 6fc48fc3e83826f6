"""The probe ``blank``: sheets that hold nothing, and sheets that hold little."""

import numpy as np
import pytest

from checker.model.evidence import Content, Evidence, Known
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
