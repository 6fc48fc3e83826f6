"""The ink of a page, shared by the probes of the sheet."""

import pytest

from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_lines import cut_strips, find_lines, lines_along
from tests import damage
from tests.fakes import view_of
from tests.makers import draw_page


def test_ink_of_a_page_is_found_once() -> None:
    view = view_of(draw_page("letter", font="ukai", seed=1, dpi=100), 100)

    first, second = find_ink(view), find_ink(view)

    assert first is second


def test_ink_of_another_page_is_not_taken_for_it() -> None:
    one = view_of(draw_page("letter", font="ukai", seed=1, dpi=100), 100)
    other = view_of(draw_page("table", font="ukai", seed=1, dpi=100), 100)

    inks = [find_ink(one), find_ink(other), find_ink(one)]

    assert inks[0].letters.tolist() == inks[2].letters.tolist()
    assert inks[0].letters.tolist() != inks[1].letters.tolist()


@pytest.mark.parametrize("dpi", [100, 150, 200])
def test_size_of_the_text_follows_the_resolution(dpi: float) -> None:
    view = view_of(draw_page("form", font="noto-sans", seed=1, dpi=dpi), dpi)

    em_pt = find_ink(view).em_px * 72 / find_ink(view).dpi

    assert em_pt == pytest.approx(12, abs=2.5)


def test_strips_are_48_px_high_and_at_most_480_wide() -> None:
    view = view_of(draw_page("letter", font="ukai", seed=1, dpi=150), 150)
    ink = find_ink(view)

    strips = cut_strips(view, ink, lines_along(ink, 0), count=4)

    assert len(strips) == 4
    assert all(s.shape[0] == 48 and s.shape[1] <= 480 for s in strips)


def test_lean_of_a_page_is_found_on_its_lines() -> None:
    page = damage.skewed(draw_page("letter", font="ukai", seed=1, dpi=100), -6.0)

    lines = find_lines(find_ink(view_of(page, 100)), 0)

    assert lines.angle_deg == pytest.approx(-6.0, abs=0.1)
