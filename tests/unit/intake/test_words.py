"""Text layers: lines as a reader sees them, and whether they can be believed."""

import numpy as np
import pytest

from checker.intake.pdf._chars import REPLACEMENT, Char, meaning_of
from checker.intake.pdf._survey import Placing
from checker.intake.pdf.words import is_garbled, judge_lines, lines_of
from checker.model.evidence import TextLine
from checker.model.geometry import Box

CHINESE = "企业主要负责人对本单位的安全生产工作全面负责，专职安全员负责现场监督检查。"


def placing(turn: int = 0) -> Placing:
    sides = (600.0, 800.0) if turn % 2 == 0 else (800.0, 600.0)
    return Placing(0, 0, 600, 800, turn, 1.0, *sides)


def run(text: str, x: float, y: float) -> list[Char]:
    """Return the characters of a line, each 10 wide and high, from (x, y) on."""
    em = 10
    return [
        Char(one, x + em * at, y, x + em * (at + 1), y + em)
        for at, one in enumerate(text)
    ]


def texts(*runs: list[Char]) -> list[str]:
    return [line.text for line in lines_of(runs, placing())]


def test_lines_come_from_the_top_and_cells_from_the_left() -> None:
    below = run("姓名", 50, 600)
    right = run("证书", 300, 700)
    left = run("序号", 50, 700)

    assert texts(below, right, left) == ["序号", "证书", "姓名"]


def test_cells_of_one_drawn_run_stay_apart() -> None:
    row = run("序号", 50, 700) + run("姓名", 200, 700)

    assert texts(row) == ["序号", "姓名"]


def test_pieces_of_a_word_join() -> None:
    assert texts(run("安全", 50, 700), run("生产", 72, 700)) == ["安全生产"]


def test_latin_words_that_stand_apart_join_with_a_blank() -> None:
    assert texts(run("No", 50, 700), run("12", 74, 700)) == ["No 12"]


def test_blanks_alone_are_no_line() -> None:
    assert texts(run("   ", 50, 700)) == []


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, Box(50, 90, 70, 100)),
        (1, Box(700, 50, 710, 70)),
        (2, Box(530, 700, 550, 710)),
        (3, Box(90, 530, 100, 550)),
    ],
)
def test_boxes_lie_on_the_page_as_displayed(turn: int, box: Box) -> None:
    lines = lines_of([run("安全", 50, 700)], placing(turn))

    assert [line.box for line in lines] == [box]


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (0x5B89, "安"),
        (0x2F2F, "工"),
        (0x3000, " "),
        (0xA0, " "),
        (0, REPLACEMENT),
        (0x1B, REPLACEMENT),
        (0xE123, REPLACEMENT),
        (0xD800, REPLACEMENT),
        (0x110000, REPLACEMENT),
        (0x20BB7, "𠮷"),
    ],
)
def test_code_points_become_characters_or_none(code: int, meaning: str) -> None:
    assert meaning_of(code) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        CHINESE,
        "Safety production licence No. 12, 2021-03-05",
        "√ □ ■ ● ℃ ㎡ Ⅲ ① № ￥1,234.00",
        "安全",
        CHINESE + REPLACEMENT,
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
    ],
)
def test_ordinary_text_is_not_garbled(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        CHINESE[:20] + REPLACEMENT * 3,
        CHINESE.encode("gbk").decode("latin-1"),
        "".join(chr(ord(one) + 0x1357) for one in CHINESE),
        "".join(chr(0x4E00 + 37 * at) for at in range(300)),
    ],
)
def test_text_that_cannot_be_on_the_page_is_garbled(text: str) -> None:
    assert is_garbled(text)


def page(ink: Box | None) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    raster = np.full((200, 200, 3), 255, dtype=np.uint8)
    if ink is not None:
        raster[int(ink.y0) : int(ink.y1), int(ink.x0) : int(ink.x1)] = 30
    return raster


def line(box: Box, text: str = "安全生产") -> TextLine:
    return TextLine(text, box, 0.99)


def test_a_line_where_nothing_is_drawn_is_hidden() -> None:
    shown, hidden = Box(20, 20, 100, 30), Box(20, 60, 100, 70)
    raster = page(Box(30, 22, 60, 28))

    layer = judge_lines([line(shown), line(hidden)], raster, 1.0)

    assert [one.box for one in layer.lines] == [shown]
    assert layer.hidden_share == 0.5
    assert not layer.is_sound


@pytest.mark.parametrize(
    "box", [Box(300, 20, 400, 30), Box(-90, 20, -10, 30), Box(20, 20, 21, 21)]
)
def test_text_off_the_page_or_too_small_to_read_is_hidden(box: Box) -> None:
    layer = judge_lines([line(box)], page(Box(0, 0, 200, 100)), 1.0)

    assert layer.lines == ()
    assert layer.hidden_share == 1.0


def test_a_few_hidden_words_leave_the_rest_believed() -> None:
    shown = line(Box(20, 20, 180, 30), CHINESE)
    hidden = line(Box(20, 60, 40, 70), "页")

    layer = judge_lines([shown, hidden], page(Box(30, 22, 60, 28)), 1.0)

    assert layer.lines == (shown,)
    assert layer.is_sound


def test_no_text_is_not_sound() -> None:
    assert not judge_lines([], page(None), 1.0).is_sound
