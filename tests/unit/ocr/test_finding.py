"""Finding lines in a smaller picture of a page."""

import numpy as np
import pytest

from checker.model.page import Pixels
from checker.ocr._engine import Quad
from checker.ocr._finding import find_lines


class DarkFinder:
    """Finds one line: all that is dark; keeps the picture it was given."""

    def __init__(self) -> None:
        self.seen: Pixels = np.zeros((0, 0, 3), np.uint8)

    def find(self, image: Pixels) -> list[Quad]:
        self.seen = image
        rows, columns = np.nonzero(image.min(axis=2) < 128)
        if not rows.size:
            return []
        x0, x1 = columns.min(), columns.max() + 1
        y0, y1 = rows.min(), rows.max() + 1
        return [np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)]


def white(height_px: int, width_px: int) -> Pixels:
    return np.full((height_px, width_px, 3), 255, np.uint8)


def test_found_lines_are_in_the_pixels_of_a_large_page() -> None:
    page = white(1920, 1344)
    page[400:460, 200:800] = 0

    (quad,) = find_lines(DarkFinder(), page)

    assert quad.min(axis=0) == pytest.approx((200, 400), abs=2)
    assert quad.max(axis=0) == pytest.approx((800, 460), abs=2)


@pytest.mark.parametrize(
    ("page_px", "searched_px"),
    [
        ((2339, 1654), (960, 672)),
        ((1754, 1240), (960, 672)),
        ((300, 390), (288, 384)),
        ((3307, 2339), (1344, 960)),
        ((9000, 300), (1920, 64)),
        ((1, 1), (32, 32)),
    ],
    ids=["A4 at 200", "A4 at 150", "small", "A3 at 200", "a strip", "one pixel"],
)
def test_pages_are_searched_at_the_size_of_their_print(
    page_px: tuple[int, int], searched_px: tuple[int, int]
) -> None:
    finder = DarkFinder()

    find_lines(finder, white(*page_px))

    assert finder.seen.shape[:2] == searched_px


def test_the_finder_gets_blue_first() -> None:
    finder = DarkFinder()
    page = white(320, 320)
    page[:, :, 2] = 0

    find_lines(finder, page)

    assert finder.seen[100, 100].tolist() == [0, 255, 255]
