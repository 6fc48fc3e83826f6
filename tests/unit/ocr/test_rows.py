"""Reading order of lines."""

import math

from checker.model.page import ReadLine
from checker.ocr._rows import Placed, in_reading_order


def placed(text: str, x0: float, y0: float, *, slope: float = 0.0) -> Placed:
    width, height = 40.0 * len(text), 30.0
    rise = slope * width
    top = y0 + min(0.0, rise)
    box = (x0, top, x0 + width, top + height + abs(rise))
    return Placed(ReadLine(text, box, 0.9), slope)


def order(*lines: Placed) -> list[str]:
    return [line.text for line in in_reading_order(lines)]


def test_rows_go_down_and_each_row_goes_right() -> None:
    lines = (placed("丁", 400, 105), placed("乙", 400, 0), placed("丙", 0, 100))

    assert order(*lines, placed("甲", 0, 6)) == ["甲", "乙", "丙", "丁"]


def test_a_leaning_page_keeps_its_rows() -> None:
    slope = math.tan(math.radians(2))
    first = [
        placed("一二三四", x, 100 + slope * x, slope=slope) for x in (0, 600, 1200)
    ]
    second = [
        placed("五六七八", x, 150 + slope * x, slope=slope) for x in (0, 600, 1200)
    ]

    read = order(*second, *first)

    assert read == ["一二三四"] * 3 + ["五六七八"] * 3


def test_a_tall_line_beside_two_low_ones_does_not_join_them() -> None:
    tall = Placed(ReadLine("题", (0.0, 0.0, 60.0, 60.0), 0.9), 0.0)

    read = order(placed("下", 100, 45), placed("上", 100, -15), tall)

    assert read == ["上", "题", "下"]


def test_no_lines_are_no_rows() -> None:
    assert in_reading_order([]) == ()
