"""Strips of one line: cut out of a page, fitted to the network."""

import numpy as np
import pytest

from checker.model.page import Pixels, Recognised
from checker.ocr._strips import cut_strip, read_strip


class KeepingNamer:
    """Answers with one word, and keeps the picture it was given."""

    def __init__(self) -> None:
        self.seen: list[Pixels] = []

    def name(self, strip: Pixels) -> Recognised:
        self.seen.append(strip)
        return Recognised("甲", 0.9)


def black(height_px: int, width_px: int) -> Pixels:
    return np.zeros((height_px, width_px, 3), np.uint8)


def test_a_tall_strip_is_not_turned() -> None:
    quad = np.array([[10, 10], [40, 10], [40, 210], [10, 210]], np.float32)

    strip = cut_strip(black(300, 300), quad)

    assert strip.shape == (200, 30, 3)


def test_a_leaning_line_is_straightened() -> None:
    page = black(200, 300)
    quad = np.array([[50, 50], [250, 70], [246, 110], [46, 90]], np.float32)
    page[60:80, 120:180] = 255

    strip = cut_strip(page, quad)

    assert strip.shape == (40, 201, 3)


@pytest.mark.parametrize(
    ("strip_px", "width_px"),
    [((48, 192), 192), ((24, 96), 192), ((48, 960), 704), ((48, 9000), 3200)],
    ids=["short", "low", "long, narrowed", "longest"],
)
def test_long_lines_are_narrowed_and_short_ones_are_not(
    strip_px: tuple[int, int], width_px: int
) -> None:
    namer = KeepingNamer()

    read_strip(namer, black(*strip_px))

    assert namer.seen[0].shape == (48, width_px, 3)


def test_beside_a_short_line_the_picture_is_grey() -> None:
    namer = KeepingNamer()

    read_strip(namer, black(48, 40))

    assert namer.seen[0][:, :40].max() == 0
    assert np.unique(namer.seen[0][:, 40:]).tolist() == [128]


def test_a_strip_without_pixels_reads_as_nothing() -> None:
    namer = KeepingNamer()

    read = read_strip(namer, black(0, 40))

    assert (read.text, read.confidence, namer.seen) == ("", 0.0, [])
