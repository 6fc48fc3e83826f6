"""Digital pages: their letters answer for the probes of the sheet."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from checker.model.evidence import Content, Evidence, Known, TextLine
from checker.model.geometry import Box
from checker.model.page import Pixels
from checker.probes import _sheet_ink
from checker.probes._sheet_typed import is_typed
from tests.accuracy.measure_sheet import observe
from tests.fakes import view_of
from tests.makers import load_font

DPI = 100
LINES = 20


def _look(
    size_pt: float, ink: str, *, turn_deg: int | None = 0
) -> tuple[Evidence, Pixels]:
    image = Image.new("RGB", (827, 1169), "white")
    paint = ImageDraw.Draw(image)
    font = load_font("noto-serif", size_pt * DPI / 72)
    words = "安全生产责任制度由总经理批准"
    layer = []
    for row in range(LINES):
        paint.text((100, 100 + row * 40), words, ink, font=font)
        top = (100 + row * 40) * 72 / DPI
        # As pdfium tells it: the ink's own box, about 0.95 of the size in height.
        box = Box(72, top + 0.2 * size_pt, 72 + 14 * size_pt, top + 1.15 * size_pt)
        layer.append(TextLine(words, box, 1.0))
    raster = np.asarray(image, dtype=np.uint8)
    view = view_of(
        raster,
        DPI,
        content=Content.DIGITAL,
        layer=tuple(layer),
        layer_turn_deg=turn_deg,
    )
    return observe(view)[0], raster


def _chance(size_pt: float, ink: str) -> float:
    chance = _look(size_pt, ink)[0].value("legibility.probability")
    assert isinstance(chance, float)
    return chance


def test_letters_answer_without_any_ink_being_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_sheet_ink, "_measure", lambda _: pytest.fail("ink was found"))

    found, _ = _look(12, "#101010", turn_deg=90)

    assert found.value("orientation.turn_deg") == 90
    assert found.value("blank.is_blank") is False
    assert found.get("skew.angle_deg") == Known(0.0, 0.97)
    assert found.value("crop.edges") == ()


@pytest.mark.parametrize("size_pt", [9, 12, 22])
@pytest.mark.parametrize("ink", ["#000000", "#c8141e", "#606060"])
def test_ordinary_print_is_legible(size_pt: float, ink: str) -> None:
    chance = _chance(size_pt, ink)

    assert chance > 0.9


@pytest.mark.parametrize("ink", ["#e4e4e4", "#f2f2f2"])
def test_pale_print_is_not_legible(ink: str) -> None:
    chance = _chance(12, ink)

    assert chance < 0.5


def test_tiny_print_is_not_legible() -> None:
    chance = _chance(2.5, "#000000")

    assert chance < 0.5


def test_letters_that_stand_several_ways_are_left_to_the_pixels() -> None:
    _, raster = _look(12, "#101010")

    view = view_of(raster, DPI, content=Content.DIGITAL, layer_turn_deg=None)

    assert not is_typed(view)
