import pytest

from checker.tuning.scores import (
    Tally,
    area_under_curve,
    calibration_error,
    share,
)


def test_share_of_all_has_an_interval_below_one() -> None:
    score = share("orientation", 20, 20, goal=0.997)

    assert score.value == 1.0
    assert score.low == pytest.approx(0.839, abs=0.001)
    assert score.high == 1.0
    assert score.reaches is True


def test_share_of_nothing_is_no_figure() -> None:
    score = share("orientation", 0, 0, goal=0.997)

    assert score.value is None
    assert score.reaches is None


def test_area_counts_pairs_in_order_and_ties_half() -> None:
    assert area_under_curve([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 0.875


def test_area_needs_both_kinds() -> None:
    assert area_under_curve([0.9], [True]) is None


def test_calibration_error_is_the_gap_between_sureness_and_truth() -> None:
    sure = [0.95] * 10
    right = [True] * 8 + [False] * 2

    assert calibration_error(sure, right) == pytest.approx(0.15)


def test_calibration_of_nothing_is_no_figure() -> None:
    assert calibration_error([], []) is None


def test_tally_gives_precision_recall_and_f1() -> None:
    tally = Tally(hits=8, false=2, missed=0)

    precision, recall = tally.scores("seals", precision=0.9, recall=0.9)

    assert (precision.value, precision.reaches) == (0.8, False)
    assert (recall.value, recall.reaches) == (1.0, True)
    assert tally.f1 == pytest.approx(16 / 18)


def test_f1_of_nothing_is_no_figure() -> None:
    assert Tally().f1 is None
