import numpy as np
import pytest

from sample_data.draw.scanning import Handling
from sample_data.pages import LAYOUTS, draw_page


def test_same_arguments_draw_the_same_page() -> None:
    first, _, labels = draw_page("statement", 3, "test")

    again, _, labels_again = draw_page("statement", 3, "test")

    assert np.array_equal(first, again)
    assert labels == labels_again


def test_other_seeds_draw_other_pages() -> None:
    first, _, _ = draw_page("statement", 3, "test")

    other, _, _ = draw_page("statement", 4, "test")

    assert not np.array_equal(first, other)


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_the_box_of_a_seal_holds_the_red_of_the_page(turn_deg: int) -> None:
    handling = Handling(turn_deg=turn_deg)

    pixels, _, labels = draw_page("statement", 8, "test", handling=handling)

    seals = labels["seals"]
    assert isinstance(seals, list)
    x0, y0, x1, y1 = seals[0]["box"]
    height, width = pixels.shape[:2]
    wide = pixels.astype(int)
    red = wide[..., 0] - np.maximum(wide[..., 1], wide[..., 2]) > 60
    rows, columns = np.nonzero(red)
    inside = (
        (columns >= x0 * width - 3)
        & (columns <= x1 * width + 3)
        & (rows >= y0 * height - 3)
        & (rows <= y1 * height + 3)
    )
    assert red.sum() > 1000
    assert inside.mean() > 0.99


def test_a_grey_copy_shows_no_colour_and_says_so() -> None:
    pixels, _, labels = draw_page("notice_single", 2, "test", medium="grey")

    header = labels["red_header"]
    assert isinstance(header, dict)
    assert np.array_equal(pixels[..., 0], pixels[..., 2])
    assert labels["colour"] == "grey"
    assert header["in_red"] is False


def test_a_bilevel_page_is_black_and_white_only() -> None:
    pixels, dpi, _ = draw_page("ledger", 2, "test", medium="bilevel")

    assert dpi == 200
    assert set(np.unique(pixels)) == {0, 255}


def test_a_blank_page_says_that_it_is_blank() -> None:
    _, _, labels = draw_page("blank", 2, "test")

    assert labels["blank"] is True
    assert labels["turn_deg"] is None


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(KeyError, match="poster"):
        draw_page("poster", 1, "test")


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_can_be_photographed(layout: str) -> None:
    pixels, _, labels = draw_page(layout, 6, "tune", medium="photo")

    assert pixels.shape[2] == 3
    assert labels["content"] == "scan"
