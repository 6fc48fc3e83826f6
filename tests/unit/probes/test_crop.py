"""The probe ``crop``: content that runs off the page."""

import numpy as np
import pytest

from checker.model.evidence import Evidence, Known
from checker.model.ids import FactName
from checker.model.page import Pixels
from checker.probes.crop import EDGES, PROBE
from tests.fakes import view_of
from tests.makers import draw_page


def _cut(side: str) -> Pixels:
    page = draw_page("letter", font="noto-serif", seed=9, dpi=100)
    height, width = page.shape[:2]
    return {
        "left": page[:, width // 5 :],
        "top": page[height // 3 + 4 :],
        "right": page[:, : width - width // 5],
        "bottom": page[: height // 3 + 4],
    }[side]


@pytest.mark.parametrize("side", ["left", "right"])
def test_lines_cut_at_a_side_are_reported(side: str) -> None:
    view = view_of(_cut(side), 100)

    found = PROBE.look(view, Evidence())[EDGES]

    assert found == Known((side,), 0.8)


def test_page_with_margins_is_whole() -> None:
    view = view_of(draw_page("table", font="noto-serif", seed=9, dpi=100), 100)

    found = PROBE.look(view, Evidence())[EDGES]

    assert found == Known((), 0.97)


def test_plain_bar_of_the_scanner_cuts_nothing() -> None:
    page = draw_page("table", font="noto-serif", seed=9, dpi=100).copy()
    page[:, :8] = 30

    found = PROBE.look(view_of(page, 100), Evidence())[EDGES]

    assert found == Known((), 0.85)


def test_page_on_a_desk_shows_its_own_edge() -> None:
    page = draw_page("table", font="noto-serif", seed=9, dpi=100).copy()
    page[:500, :40] = 60

    found = PROBE.look(view_of(page, 100), Evidence())[EDGES]

    assert found == Known((), 0.85)


def test_grain_of_a_desk_is_no_cut_text() -> None:
    page = draw_page("table", font="noto-serif", seed=9, dpi=100).copy()
    rng = np.random.default_rng(1)
    page[-30:] = rng.integers(60, 110, (1, page.shape[1], 1))

    found = PROBE.look(view_of(page, 100), Evidence())[EDGES]

    assert found == Known((), 0.85)


def test_the_shade_of_folds_that_run_into_an_edge_is_no_cut_text() -> None:
    page = draw_page("table", font="noto-serif", seed=9, dpi=100).copy()
    for x in (200, 330, 500, 640):
        shade = np.linspace(0.78, 1, 16)[None, :, None]
        page[:, x : x + 16] = (page[:, x : x + 16] * shade).astype(np.uint8)

    found = PROBE.look(view_of(page, 100), Evidence())[EDGES]

    assert found == Known((), 0.85)


def test_tinted_paper_beside_the_white_lid_is_no_cut_ink() -> None:
    page = draw_page("table", font="noto-serif", seed=9, dpi=100)
    tinted = (page * np.array([0.98, 0.87, 0.87])).astype(np.uint8)
    rng = np.random.default_rng(1)
    for x in rng.integers(0, tinted.shape[1], 40):
        tinted[-4:, x : x + 6] = 255

    found = PROBE.look(view_of(tinted, 100), Evidence())[EDGES]

    assert found == Known((), 0.85)


def test_blank_page_is_not_cropped() -> None:
    given = Evidence({FactName("blank.is_blank"): Known(value=True)})

    found = PROBE.look(view_of(_cut("left"), 100), given)[EDGES]

    assert found == Known(())
