"""Square stamps are told from cells and bars by what goes on beyond their corners."""

import numpy as np

from checker.probes._seal_ends import goes_on
from checker.probes._seal_shapes import Outline

CELL = Outline(100.0, 100.0, 30.0, 30.0, 0.0, is_square=True)


def test_sides_of_a_cell_go_on_beyond_its_corners() -> None:
    plane = np.zeros((200, 200), np.float32)
    for at in (70, 130):
        plane[at - 1 : at + 2] = 0.8
        plane[:, at - 1 : at + 2] = 0.8

    assert goes_on(plane, CELL, 0.8)


def test_sides_of_a_stamp_end_at_its_corners() -> None:
    plane = np.zeros((200, 200), np.float32)
    plane[69:132, 69:132] = 0.8
    plane[72:129, 72:129] = 0

    assert not goes_on(plane, CELL, 0.8)


def test_letters_beside_a_stamp_are_no_lines() -> None:
    plane = np.zeros((200, 200), np.float32)
    plane[69:132, 69:132] = 0.8
    plane[72:129, 72:129] = 0
    plane[60:80, 136:140] = plane[60:80, 150:154] = 0.8

    assert not goes_on(plane, CELL, 0.8)


def test_a_bar_of_colour_goes_on_beyond_two_corners() -> None:
    plane = np.zeros((200, 200), np.float32)
    plane[69:132, :132] = 0.8
    plane[80:120, 80:120] = 0

    assert goes_on(plane, CELL, 0.8)
