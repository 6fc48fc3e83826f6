"""Rules on the map of a header: what stands free, and what is a line of text."""

import numpy as np

from checker.probes._header_bands import read_layout

_PX_PER_MM = 1.9


def test_the_stair_of_a_rule_that_leans_a_little_belongs_to_it() -> None:
    plane = np.zeros((400, 400), np.float32)
    plane[100:102, 50:350] = 1
    for start in range(50, 340, 40):
        plane[99, start : start + 15] = 1

    rules = read_layout(plane, 0.5, _PX_PER_MM).rules

    assert len(rules) == 1


def test_the_densest_row_of_a_line_of_text_is_no_rule() -> None:
    plane = np.zeros((400, 400), np.float32)
    plane[100:102, 50:350] = 1
    plane[94:106, 50:350:3] = 1
    plane[94:106, 51:350:6] = 1

    rules = read_layout(plane, 0.5, _PX_PER_MM).rules

    assert rules == ()
