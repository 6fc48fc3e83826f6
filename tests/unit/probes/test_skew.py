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
