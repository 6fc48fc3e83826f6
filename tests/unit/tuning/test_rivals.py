"""What the usual tools answer, on pages where that is plain."""

from pathlib import Path

import numpy as np
import pytest

from checker.tuning.rivals import (
    RIVALS,
    Page,
    Picture,
    hough_circles,
    ink_share,
    laplacian,
    red_share,
)
from checker.tuning.rivals import _dates as dates_of
from checker.tuning.rivals import _turn_between as turn_between
from tests.damage import blurred
from tests.makers import draw_page, turned


def a_page(pixels: Picture) -> Page:
    return Page(Path("a.pdf"), pixels, lambda _path: None)


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_turn_is_seen_by_comparing_before_and_after(turn_deg: int) -> None:
    upright = draw_page("letter", font="song-gb", seed=3, dpi=60)

    assert turn_between(turned(upright, turn_deg), upright) == turn_deg


def test_white_page_has_no_ink() -> None:
    assert ink_share(a_page(np.full((200, 150, 3), 255, np.uint8))) == {"blank": True}


def test_sharp_page_is_more_legible_than_a_soft_one() -> None:
    sharp = draw_page("letter", font="song-gb", seed=3, dpi=100)

    chances = [
        laplacian(a_page(one))["legibility"] for one in (sharp, blurred(sharp, 3))
    ]

    assert chances[0] > 0.5 > chances[1]


def test_red_ring_is_a_circle_and_red_on_top_a_header() -> None:
    import cv2

    page = np.full((1170, 827, 3), 255, np.uint8)
    cv2.circle(page, (400, 250), 80, (210, 30, 40), 5)

    (seal,) = hough_circles(a_page(page))["seals"]
    header = red_share(a_page(page))["red_header"]

    assert seal["bbox"] == pytest.approx([0.387, 0.145, 0.580, 0.282], abs=0.02)
    assert header["present"] is True


def test_one_pattern_reads_the_common_forms_alone() -> None:
    found = dates_of("签发日期：2021年3月8日，有效期至2022.12.31，二〇二一年五月")

    assert [one["start"] for one in found["dates"]] == ["2021-03-08", "2022-12-31"]
    assert found["years"] == [2021, 2022]


def test_each_rival_stands_for_figures_of_ours() -> None:
    assert all(rival.figures for rival in RIVALS)
