"""Printed page numbers, and numbers that are none."""

import numpy as np
import pytest

from checker.model.evidence import Evidence, Known, PageLabel, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.page import ReadLine
from checker.model.wording import Reason
from checker.probes.page_label import PROBE, find_label
from tests.fakes import FakeReader, view_of

WIDTH_PT, HEIGHT_PT = 595.0, 842.0
FOOT_PT, MIDDLE_PT = 800.0, 400.0


def centred(text: str, y0: float) -> TextLine:
    half = 3.0 * len(text)
    return TextLine(text, Box(297 - half, y0, 297 + half, y0 + 10), 1.0)


def label_of(*lines: TextLine) -> PageLabel | None:
    found = find_label(lines, WIDTH_PT, HEIGHT_PT)
    if found is None:
        return None
    assert isinstance(found.value, PageLabel)
    return found.value


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [
        ("第3页共10页", 3, 10),
        ("第 3 页 共 10 页", 3, 10),
        ("第3页/共10页", 3, 10),
        ("第3页，共10页", 3, 10),
        ("共10页 第3页", 3, 10),
        ("共10页，第3页", 3, 10),
        ("第三页 共十页", 3, 10),
        ("Page 3 of 10", 3, 10),
        ("3/10", 3, 10),
        ("3 / 10", 3, 10),
        ("第3页", 3, None),
        ("Page 3", 3, None),
        ("- 3 -", 3, None),
        ("—3—", 3, None),
        ("－ 3 －", 3, None),
        ("一3一", 3, None),
        ("−3−", 3, None),
        ("3", 3, None),
        ("127", 127, None),
        ("3.", 3, None),
        ("-3", 3, None),
        ("第3页 | 共10页", 3, 10),
        ("第 3 頁 / 共 10 頁", 3, 10),
        ("共 10 页，第 3 页", 3, 10),
        ("总10页 第3页", 3, 10),
        ("第3/10页", 3, 10),
        ("3/10页", 3, 10),
        ("页码：3/10", 3, 10),
        ("页次：3", 3, None),
        ("P3/10", 3, 10),
        ("3 of 10", 3, 10),
        ("(3)", 3, None),
        ("【3】", 3, None),
        ("· 3 ·", 3, None),
        ("iii", 3, None),
        ("- IV -", 4, None),
        ("Ⅷ", 8, None),
        ("xii", 12, None),
    ],
)
def test_a_number_at_the_foot_is_the_page_number(
    text: str, number: int, total: int | None
) -> None:
    assert label_of(centred(text, FOOT_PT)) == PageLabel(number, total)


@pytest.mark.parametrize(
    "text",
    [
        *("2021", "2021.12.31", "12/3", "6/2021", "3.5", "0", "第0页", "合计 3"),
        *("37011", "I", "iiii", "vx", "共10页", "-", "mix"),
    ],
)
def test_other_numbers_at_the_foot_are_none(text: str) -> None:
    assert label_of(centred(text, FOOT_PT)) is None


@pytest.mark.parametrize("text", ["3", "- 3 -", "3/10", "见第3页"])
def test_a_number_in_the_middle_of_a_page_is_none(text: str) -> None:
    assert label_of(centred(text, MIDDLE_PT)) is None


def test_the_full_form_is_taken_from_anywhere() -> None:
    assert label_of(centred("第3页 共10页", MIDDLE_PT)) == PageLabel(3, 10)


def test_the_full_form_goes_before_a_bare_number() -> None:
    lines = (centred("第3页 共10页", 60.0), centred("7", FOOT_PT))

    assert label_of(*lines) == PageLabel(3, 10)


def test_a_number_in_the_head_counts_too() -> None:
    assert label_of(centred("5", 40.0)) == PageLabel(5)


def test_the_last_cell_of_a_column_of_numbers_is_no_page_number() -> None:
    column = [centred(str(number), 700.0 + 20 * number) for number in range(1, 6)]

    assert label_of(*column) is None


def test_a_number_beside_other_cells_is_no_page_number() -> None:
    beside = TextLine("合计", Box(60, FOOT_PT, 84, FOOT_PT + 10), 1.0)

    assert label_of(beside, centred("3", FOOT_PT)) is None


def test_a_number_in_the_corner_is_less_sure_than_one_in_the_middle() -> None:
    corner = TextLine("3", Box(520, FOOT_PT, 526, FOOT_PT + 10), 1.0)

    found = find_label([corner], WIDTH_PT, HEIGHT_PT)

    assert found == Known(PageLabel(3), 0.6)


def test_a_scan_whose_number_was_missed_is_searched_again_at_the_foot() -> None:
    reader = FakeReader((ReadLine("- 3 -", (140.0, 60.0, 160.0, 72.0), 0.9),))
    page = view_of(np.full((842, 595, 3), 255, np.uint8), 72, reader=reader)
    given = Evidence(
        {
            FactName("text.lines"): Known((centred("正文", 300.0),), 1.0),
            FactName("text.source"): Known("ocr"),
        }
    )

    read = PROBE.look(page, given)

    assert read[FactName("page_label.label")] == Known(PageLabel(3), 0.8979)


def test_a_page_without_number_is_unknown() -> None:
    page = view_of(np.full((842, 595, 3), 255, np.uint8), 72)
    given = Evidence({FactName("text.lines"): Known((centred("正文", 300.0),), 1.0)})

    read = PROBE.look(page, given)

    assert read[FactName("page_label.label")] == Unknown(Reason.NOTHING_FOUND)


def test_unknown_text_gives_an_unknown_number() -> None:
    page = view_of(np.full((842, 595, 3), 255, np.uint8), 72)
    given = Evidence({FactName("text.lines"): Unknown(Reason.NOT_READ)})

    read = PROBE.look(page, given)

    assert read[FactName("page_label.label")] == Unknown(Reason.NOT_READ)
