"""A view gives one raster in the sizes that probes ask for."""

import numpy as np
import pytest

from checker.model.evidence import Colour, Content, TextLine
from checker.model.geometry import Box
from checker.model.page import ScanFacts
from tests.fakes import FakeReader, view_of

RASTER = np.arange(200 * 100 * 3, dtype=np.uint32).astype(np.uint8).reshape(200, 100, 3)


def test_the_page_is_told_as_it_was_read() -> None:
    line = TextLine("安全", Box(0, 0, 9, 9), 0.9)
    reader = FakeReader()

    view = view_of(RASTER, 100, layer=(line,), reader=reader)

    assert view.page_no == 1
    assert (view.width_pt, view.height_pt) == (72, 144)
    assert view.content is Content.SCAN
    assert view.scan == ScanFacts(100, 100, 200, Colour.COLOUR)
    assert view.layer == (line,)
    assert view.layer_trusted
    assert view.layer_turn_deg is None
    assert view.raster_dpi == 100
    assert view.reader is reader


def test_its_own_resolution_is_the_raster_itself() -> None:
    view = view_of(RASTER, 100)

    assert view.pixels(100) is RASTER


@pytest.mark.parametrize(
    ("dpi", "shape"),
    [(100, (200, 100)), (50, (100, 50)), (30, (60, 30)), (150, (300, 150))],
)
def test_sizes_follow_the_resolution(dpi: float, shape: tuple[int, int]) -> None:
    view = view_of(RASTER, 100)

    assert view.pixels(dpi).shape == (*shape, 3)
    assert view.grey(dpi).shape == shape


def test_each_size_is_made_once() -> None:
    view = view_of(RASTER, 100)

    assert view.pixels(40) is view.pixels(40)
    assert view.grey(40) is view.grey(40)


def test_even_a_speck_keeps_a_pixel() -> None:
    view = view_of(RASTER[:1, :1], 100)

    assert view.pixels(1).shape == (1, 1, 3)


def test_grey_weighs_colours_as_the_eye_does() -> None:
    red = np.zeros((10, 10, 3), dtype=np.uint8)
    red[..., 0] = 255

    assert int(view_of(red, 100).grey(100)[5, 5]) == 76
