"""The probe ``skew``: the lean of the lines."""

import pytest

from checker.model.evidence import Evidence, Known, Unknown
from checker.model.ids import FactName
from checker.model.wording import Reason
from checker.probes.skew import ANGLE, PROBE
from tests.damage import skewed
from tests.fakes import view_of
from tests.makers import draw_page, turned

TURN = FactName("orientation.turn_deg")


@pytest.mark.parametrize("kind", ["letter", "table", "form", "contents"])
@pytest.mark.parametrize(
    ("angle_deg", "turn_deg"), [(-4.3, 0), (0.0, 90), (1.7, 180), (9.2, 270)]
)
def test_lean_is_measured_within_a_tenth_of_a_degree(
    kind: str, angle_deg: float, turn_deg: int
) -> None:
    page = draw_page(kind, font="song-gb", seed=3, dpi=100)
    raster = turned(skewed(page, angle_deg), turn_deg)

    found = PROBE.look(view_of(raster, 100), Evidence({TURN: Known(turn_deg)}))[ANGLE]

    assert isinstance(found, Known)
    assert found.value == pytest.approx(angle_deg, abs=0.1)


def test_steep_lean_is_measured_too() -> None:
    page = draw_page("letter", font="song-gb", seed=3, dpi=100)
    raster = skewed(page, 27.0)

    found = PROBE.look(view_of(raster, 100), Evidence({TURN: Known(0)}))[ANGLE]

    assert isinstance(found, Known)
    assert found.value == pytest.approx(27.0, abs=0.3)


def test_blank_page_has_unknown_skew() -> None:
    page = draw_page("letter", font="song-gb", seed=3, dpi=100)
    given = Evidence({TURN: Unknown(Reason.BLANK_PAGE)})

    found = PROBE.look(view_of(page, 100), given)[ANGLE]

    assert found == Unknown(Reason.BLANK_PAGE)


@pytest.mark.parametrize("angle_deg", [-0.49, -0.21, 0.33, 0.64])
def test_small_lean_is_not_drawn_to_the_grid_of_pixels(angle_deg: float) -> None:
    page = draw_page("letter", font="noto-serif", seed=11, dpi=100)

    found = PROBE.look(
        view_of(skewed(page, angle_deg), 100), Evidence({TURN: Known(0)})
    )[ANGLE]

    assert isinstance(found, Known)
    assert found.value == pytest.approx(angle_deg, abs=0.06)


@pytest.mark.parametrize("seed", range(6))
def test_few_words_do_not_lean_wildly(seed: int) -> None:
    page = draw_page("sparse", font="uming", seed=seed, dpi=100)

    found = PROBE.look(view_of(skewed(page, 0.4), 100), Evidence({TURN: Known(0)}))[
        ANGLE
    ]

    assert isinstance(found, Known)
    assert found.value == pytest.approx(0.4, abs=1.0)


def test_rules_tell_the_lean_of_writing_that_ends_at_them() -> None:
    page = draw_page("form", font="ukai", seed=2, dpi=100)

    found = PROBE.look(view_of(skewed(page, 1.3), 100), Evidence({TURN: Known(0)}))[
        ANGLE
    ]

    assert isinstance(found, Known)
    assert found.value == pytest.approx(1.3, abs=0.06)
