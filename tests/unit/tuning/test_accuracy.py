from pathlib import Path
from typing import Any

import pytest

from checker.tuning.accuracy import Pair, issuer_of, match_boxes, measure, overlap
from checker.tuning.labels import LabelledPage

SAID: dict[str, Any] = {
    "orientation": 0,
    "orientation_confidence": 0.99,
    "skew_deg": 0.1,
    "blank": False,
    "legibility": 0.9,
    "seals": [],
    "red_header": {"present": False, "in_red": None, "text": None},
    "dates": [],
    "years": [],
}


def a_pair(truth: dict[str, Any], **said: object) -> Pair:
    return Pair(LabelledPage(Path("a.pdf"), 1, truth), {**SAID, **said})


def figure(pairs: list[Pair], name: str) -> float | None:
    (score,) = [one for one in measure(pairs).scores if one.name == name]
    return score.value


def test_wrong_turn_counts_and_is_named() -> None:
    pairs = [a_pair({"turn_deg": 0}), a_pair({"turn_deg": 90})]

    found = measure(pairs)

    assert figure(pairs, "orientation") == 0.5
    assert found.wrong["orientation"] == ["a.pdf:1  0 (0.99), is 90"]


def test_page_that_nobody_can_read_is_not_asked_for_its_turn() -> None:
    pairs = [a_pair({"turn_deg": 90, "legible": False})]

    assert figure(pairs, "orientation") is None


def test_skew_is_the_mean_of_absolute_errors() -> None:
    pairs = [
        a_pair({"skew_deg": 0.3, "medium": "scan"}),
        a_pair({"skew_deg": 0.1, "medium": "grey"}),
        a_pair({"skew_deg": 5.0, "medium": "digital"}),
    ]

    assert figure(pairs, "skew of scans: mean error, degrees") == pytest.approx(0.1)


def test_blank_page_that_is_missed_lowers_f1() -> None:
    pairs = [a_pair({"blank": True}, blank=True), a_pair({"blank": True})]

    assert figure(pairs, "blank pages: F1") == pytest.approx(2 / 3)


def test_legibility_is_judged_by_order_and_by_limit() -> None:
    pairs = [
        a_pair({"legible": True}, legibility=0.9),
        a_pair({"legible": False}, legibility=0.6),
    ]

    assert figure(pairs, "legibility: AUC") == 1.0
    assert figure(pairs, "legibility: balanced accuracy") == 0.5


def test_seals_are_the_same_from_half_overlap_on() -> None:
    seal = {"box": [0.1, 0.1, 0.3, 0.3], "colour": "red", "shape": "round"}
    near = {"bbox": [0.1, 0.1, 0.3, 0.28], "colour": "red", "text": None}
    far = {"bbox": [0.6, 0.6, 0.8, 0.8], "colour": "red", "text": None}
    pairs = [a_pair({"medium": "scan", "seals": [seal]}, seals=[near, far])]

    assert figure(pairs, "seals in colour: precision") == 0.5
    assert figure(pairs, "seals in colour: recall") == 1.0


def test_red_on_a_grey_copy_is_counted() -> None:
    red = {"bbox": [0.6, 0.6, 0.8, 0.8], "colour": "red", "text": None}
    pairs = [a_pair({"medium": "grey", "seals": []}, seals=[red])]

    assert figure(pairs, "seals: copies called red") == 1.0


def test_names_of_seals_are_held_letter_by_letter() -> None:
    seal = {
        "box": [0.1, 0.1, 0.3, 0.3],
        "colour": "red",
        "shape": "round",
        "name": "虚构公司",
    }
    read = {"bbox": [0.1, 0.1, 0.3, 0.3], "colour": "red", "text": "虚拟公司"}
    pairs = [a_pair({"medium": "scan", "dpi": 200, "seals": [seal]}, seals=[read])]

    assert figure(pairs, "seal names: wrong characters") == 0.25


def test_header_needs_its_red_on_pages_in_colour() -> None:
    black = {"present": True, "in_red": False, "text": "虚构公司"}
    truth = {"medium": "scan", "red_header": {"present": True, "name": "虚构公司"}}
    pairs = [a_pair(truth, red_header=black)]

    assert figure(pairs, "red header: recall") == 0.0


def test_dates_must_agree_in_start_and_end() -> None:
    truth = {"dates": [["2021-01-01", "2021-12-31"], [None, "2022-03-01"]]}
    said = [
        {"start": "2021-01-01", "end": "2021-12-31"},
        {"start": "2022-03-01", "end": "2022-03-01"},
    ]
    pairs = [a_pair(truth, dates=said, years=[2021, 2022])]

    assert figure(pairs, "dates: F1, start and end exact") == 0.5
    assert figure(pairs, "years of a page: F1") == 1.0


def test_issuer_stands_before_the_number() -> None:
    assert issuer_of("虚构建设 集团\n文件\n虚安字〔2021〕3号") == "虚构建设集团文件"


def test_best_agreement_is_matched_first() -> None:
    boxes = [[0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 0.9]]

    assert match_boxes(boxes, [[0, 0, 1, 0.9]]) == [(1, 0)]


def test_boxes_apart_do_not_overlap() -> None:
    assert overlap([0, 0, 1, 1], [2, 2, 3, 3]) == 0.0
