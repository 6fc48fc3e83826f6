"""The probe ``legibility``: can a person read it without effort?"""

import numpy as np
import pytest

from checker.model.evidence import Content, Evidence, Known, Unknown
from checker.model.ids import FactName
from checker.model.page import Pixels, ReadLine
from checker.model.wording import Reason
from checker.probes.legibility import IS_LEGIBLE, PROBABILITY, PROBE
from tests import damage
from tests.fakes import FakeReader, view_of
from tests.makers import draw_page

MUTE = FakeReader(confidence=0.0)


def _chance(raster: Pixels, dpi: float = 200) -> float:
    found = PROBE.look(view_of(raster, dpi, reader=MUTE), Evidence())[PROBABILITY]
    assert isinstance(found, Known)
    assert isinstance(found.value, float)
    return found.value


@pytest.mark.parametrize("kind", ["letter", "table", "form", "contents"])
@pytest.mark.parametrize("dpi", [150, 200])
def test_clean_scan_is_legible(kind: str, dpi: float) -> None:
    chance = _chance(draw_page(kind, font="noto-serif", seed=7, dpi=dpi), dpi)

    assert chance > 0.85


@pytest.mark.parametrize("kind", ["letter", "table"])
def test_page_far_out_of_focus_is_not_legible(kind: str) -> None:
    page = draw_page(kind, font="noto-serif", seed=7)

    chance = _chance(damage.blurred(page, 4.0))

    assert chance < 0.25


def test_page_of_40_dpi_is_not_legible() -> None:
    page = draw_page("table", font="noto-serif", seed=7)

    chance = _chance(damage.coarse(page, 0.2))

    assert chance < 0.25


def test_ink_of_seven_per_cent_is_not_legible() -> None:
    page = draw_page("letter", font="noto-serif", seed=7)

    chance = _chance(damage.faded(page, 0.07))

    assert chance < 0.25


@pytest.mark.parametrize("reach_px", [330, 480])
def test_light_over_the_middle_of_the_text_is_not_legible(reach_px: int) -> None:
    page = (draw_page("letter", font="noto-serif", seed=7) * 0.8).astype(np.uint8)

    chance = _chance(_lit(page, reach_px))

    assert chance < 0.5


def test_light_beside_the_text_harms_nothing() -> None:
    page = (draw_page("letter", font="noto-serif", seed=7) * 0.8).astype(np.uint8)
    clean = _chance(page)
    page[-400:, -400:] = 255

    assert _chance(page) > 0.8 * clean


def _lit(page: Pixels, reach_px: int) -> Pixels:
    """Return a page with light that burns out all within a circle (200 dpi)."""
    lit = page.copy()
    y, x = np.ogrid[: page.shape[0], : page.shape[1]]
    middle = page.shape[0] // 2, page.shape[1] // 2
    lit[(y - middle[0]) ** 2 + (x - middle[1]) ** 2 < reach_px**2] = 255
    return lit


def test_ordinary_digital_page_is_legible() -> None:
    page = draw_page("letter", font="noto-serif", seed=7, dpi=100)
    view = view_of(page, 100, content=Content.DIGITAL)

    found = PROBE.look(view, Evidence())

    assert found[IS_LEGIBLE] == Known(value=True, confidence=0.98)


def test_blank_page_has_unknown_legibility() -> None:
    page = draw_page("letter", font="noto-serif", seed=7, dpi=100)
    given = Evidence({FactName("blank.is_blank"): Known(value=True)})

    found = PROBE.look(view_of(page, 100), given)

    assert found[PROBABILITY] == Unknown(Reason.BLANK_PAGE)
    assert found[IS_LEGIBLE] == Unknown(Reason.BLANK_PAGE)


def test_page_without_lines_has_unknown_legibility() -> None:
    page = draw_page("letter", font="noto-serif", seed=7, dpi=100).copy()
    page[:] = 255

    found = PROBE.look(view_of(page, 100), Evidence())

    assert found[PROBABILITY] == Unknown(Reason.NO_TEXT)


def _with_ellipse(page: Pixels, middle: tuple[float, float], *, level: int) -> Pixels:
    """Return a page with an ellipse of 7 per cent of it, its middle a share of it."""
    height, width = page.shape[:2]
    rows, columns = np.mgrid[:height, :width]
    away = np.hypot(
        (rows - middle[1] * height) / (0.15 * height),
        (columns - middle[0] * width) / (0.15 * width),
    )
    spoilt = page.copy()
    spoilt[away < 1] = level
    return spoilt


@pytest.mark.parametrize("level", [45, 115], ids=["black", "grey"])
@pytest.mark.parametrize("middle", [(0.5, 0.5), (0.5, 0.1)], ids=["middle", "border"])
def test_a_blot_over_what_the_page_holds_hides_it(
    middle: tuple[float, float], level: int
) -> None:
    page = draw_page("certificate", font="noto-serif", seed=7, dpi=100)

    assert _chance(_with_ellipse(page, middle, level=level), 100) < 0.5


def test_a_blot_beside_what_the_page_holds_hides_nothing() -> None:
    page = draw_page("letter", font="noto-serif", seed=7, dpi=100)

    assert _chance(_with_ellipse(page, (0.95, 0.95), level=45), 100) > 0.85


def test_light_counts_by_what_it_hides_of_the_page() -> None:
    page = (0.85 * draw_page("table", font="noto-serif", seed=7, dpi=100)).astype("u1")

    burnt = _chance(_with_ellipse(page, (0.5, 0.4), level=255), 100)

    assert _chance(page, 100) > 0.8
    assert burnt < 0.5


def test_words_that_only_a_stretched_page_shows_are_not_legible() -> None:
    page = draw_page("letter", font="noto-serif", seed=7, dpi=100)
    pale = np.clip(250 - 0.02 * (255.0 - page), 0, 255).round().astype(np.uint8)
    words = ReadLine("安全生产责任制", (100.0, 100.0, 400.0, 130.0), 0.95)
    view = view_of(pale, 100, reader=FakeReader(lines=(words,), confidence=0.0))

    found = PROBE.look(view, Evidence())[IS_LEGIBLE]

    assert isinstance(found, Known)
    assert found.value is False
