"""Pieces of ink: the same whether labels have 16 bits or 32."""

import numpy as np
import pytest

from checker.probes import _sheet_pieces
from checker.probes._sheet_pieces import find_pieces


def test_pieces_have_their_extent_and_area() -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[2:5, 3:10] = 255
    mask[5, 10] = 255  # touches at a corner

    labels, stats = find_pieces(mask)

    assert stats[1:].tolist() == [[3, 2, 8, 4, 22]]
    assert int(labels[5, 10]) == 1


def test_short_labels_name_the_same_pieces_as_long_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = np.random.default_rng(3)
    mask = np.where(rng.random((300, 400)) < 0.2, 255, 0).astype(np.uint8)

    short = find_pieces(mask)
    monkeypatch.setattr(_sheet_pieces, "_MOST_RUNS", 0)
    long = find_pieces(mask)

    assert short[0].dtype != long[0].dtype
    assert np.array_equal(short[0], long[0])
    assert np.array_equal(short[1], long[1])


def test_grain_with_more_pieces_than_16_bits_is_counted_in_full() -> None:
    mask = np.zeros((600, 600), np.uint8)
    mask[::2, ::2] = 255

    labels, stats = find_pieces(mask)

    assert stats.shape[0] == 300 * 300 + 1
    assert int(labels.max()) == 300 * 300
