from dataclasses import replace

import numpy as np
import pytest

from checker.model.evidence import (
    Content,
    Evidence,
    Known,
    Seal,
    SealShape,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.page import Pixels
from checker.model.wording import Reason
from checker.probes.seal import PROBE
from sample_data._seal_ink import Round, draw_round, draw_square
from sample_data._seal_pages import (
    BLACK,
    Sheet,
    as_ink,
    body_text,
    lay,
    new_sheet,
    tune_hand,
    write,
)
from tests.fakes import view_of

RED = (205, 30, 36)
DPI = 100.0
COMPANY = Round(
    42, 42, 1.1, "山东宏泰建筑工程有限公司", "", "3701020012345", 14, "none"
)


def _sheet(size_mm: tuple[float, float] = (210, 297)) -> Sheet:
    sheet = new_sheet(tune_hand(3), DPI, size_mm)
    sheet.rgb[:] = 255
    return sheet


def _stamped(
    at_mm: tuple[float, float] = (140, 220),
    colour: tuple[int, int, int] = RED,
    *,
    alpha: float = 0.9,
) -> Sheet:
    sheet = _sheet()
    body_text(sheet, 40, 250)
    lay(sheet, as_ink(draw_round(COMPANY, sheet.scale)) * alpha, at_mm, colour)
    return sheet


def _pixels(sheet: Sheet) -> Pixels:
    return np.clip(sheet.rgb, 0, 255).astype(np.uint8)


def _look(raster: Pixels, dpi: float = DPI, *, shows_colour: bool = True) -> Evidence:
    given = Evidence({FactName("page.shows_colour"): Known(shows_colour)})
    return Evidence(PROBE.look(view_of(raster, dpi), given))


def _seals(evidence: Evidence) -> tuple[Seal, ...]:
    found = evidence.value("seal.seals")
    assert isinstance(found, tuple)
    return tuple(s for s in found if isinstance(s, Seal))


def test_a_red_seal_over_text_is_found_where_it_was_pressed() -> None:
    sheet = _stamped((140, 220))

    (seal,) = _seals(_look(_pixels(sheet)))

    millimetres = [v * 25.4 / 72 for v in (*seal.box.centre, seal.box.width)]
    assert millimetres == pytest.approx([140, 220, 42], abs=1.5)
    assert seal.shape is SealShape.ROUND
    assert seal.colour == "red"


def test_its_size_is_given_in_millimetres_of_the_page() -> None:
    (seal,) = _seals(_look(_pixels(_stamped())))

    assert seal.size_mm == pytest.approx((42, 42), abs=1.5)


@pytest.mark.parametrize(
    ("ink", "name"),
    [((205, 30, 36), "red"), ((30, 60, 180), "blue"), ((110, 40, 140), "purple")],
    ids=["red", "blue", "purple"],
)
def test_the_colour_of_the_ink_is_told(ink: tuple[int, int, int], name: str) -> None:
    (seal,) = _seals(_look(_pixels(_stamped(colour=ink))))

    assert seal.colour == name


def test_a_faint_seal_is_found() -> None:
    seals = _seals(_look(_pixels(_stamped(alpha=0.3))))

    assert len(seals) == 1


def test_two_seals_are_counted_apart() -> None:
    sheet = _stamped((70, 200))
    lay(sheet, as_ink(draw_round(COMPANY, sheet.scale)) * 0.8, (130, 215), RED)

    evidence = _look(_pixels(sheet))

    assert evidence.value("seal.count") == 2


def test_a_seal_cut_by_the_edge_is_found_and_its_box_ends_there() -> None:
    sheet = _stamped((203, 150))

    (seal,) = _seals(_look(_pixels(sheet)))

    assert seal.box.x1 == pytest.approx(210 / 25.4 * 72, abs=1)


def test_a_round_seal_cut_by_the_edge_is_still_round() -> None:
    (seal,) = _seals(_look(_pixels(_stamped((196, 150)))))

    assert seal.shape is SealShape.ROUND


def test_an_oval_seal_that_stands_alone_is_oval() -> None:
    sheet = _sheet()
    oval = replace(COMPANY, width=45, height=30)
    lay(sheet, as_ink(draw_round(oval, sheet.scale)), (100, 200), RED)

    (seal,) = _seals(_look(_pixels(sheet)))

    assert seal.shape is SealShape.OVAL


def test_a_square_name_stamp_is_square() -> None:
    sheet = _sheet()
    mask = draw_square("王建国印", (20, 20), "none", px_per_mm=sheet.scale)
    lay(sheet, as_ink(mask), (120, 200), RED)

    (seal,) = _seals(_look(_pixels(sheet)))

    assert seal.shape is SealShape.SQUARE


@pytest.mark.parametrize("at_mm", [(207, 150), (3, 150), (120, 3), (120, 294)], ids=str)
def test_a_name_stamp_cut_by_the_border_is_found_to_the_border(
    at_mm: tuple[float, float],
) -> None:
    sheet = _sheet()
    mask = draw_square("王建国印", (18, 18), "none", px_per_mm=sheet.scale)
    lay(sheet, as_ink(mask), at_mm, RED)

    (seal,) = _seals(_look(_pixels(sheet)))

    sides = sorted(v * 25.4 / 72 for v in (seal.box.width, seal.box.height))
    assert seal.shape is SealShape.SQUARE
    assert sides == pytest.approx([12, 18], abs=1)


def test_a_name_stamp_over_a_coloured_photograph_is_found() -> None:
    sheet = _sheet()
    shades = np.linspace(0.45, 0.75, round(100 * sheet.scale))[:, None, None]
    left, top = round(60 * sheet.scale), round(100 * sheet.scale)
    wide = round(90 * sheet.scale)
    sheet.rgb[top : top + len(shades), left : left + wide] = (230, 190, 160) * shades
    for k in range(4):  # vests, which are squares of one colour
        x = left + round((8 + 20 * k) * sheet.scale)
        y = top + round(60 * sheet.scale)
        side = round(14 * sheet.scale)
        sheet.rgb[y : y + side, x : x + side] = (230, 90, 20)
    mask = draw_square("王建国印", (18, 18), "none", px_per_mm=sheet.scale)
    lay(sheet, as_ink(mask) * 0.9, (144, 190), RED)

    (seal,) = _seals(_look(_pixels(sheet)))

    millimetres = [v * 25.4 / 72 for v in (*seal.box.centre, seal.box.width)]
    assert millimetres == pytest.approx([144, 190, 18], abs=1.5)


def test_a_pale_name_stamp_that_touches_a_red_header_is_found() -> None:
    sheet = _sheet()
    write(sheet, "济南示例建设工程有限公司文件", (105, 60, 12), RED)
    mask = draw_square("王建国印", (18, 18), "none", px_per_mm=sheet.scale)
    lay(sheet, as_ink(mask) * 0.6, (80, 44), (150, 60, 150))

    (seal,) = _seals(_look(_pixels(sheet)))

    millimetres = [v * 25.4 / 72 for v in (*seal.box.centre, seal.box.width)]
    assert millimetres == pytest.approx([80, 44, 18], abs=1.5)


def test_white_words_in_a_red_bar_are_no_stamp() -> None:
    sheet = _sheet()
    body_text(sheet, 100, 250)
    top, left = round(40 * sheet.scale), round(60 * sheet.scale)
    sheet.rgb[top : top + round(18 * sheet.scale), left : round(150 * sheet.scale)] = (
        RED
    )
    write(sheet, "安全生产人人有责", (105, 49, 9), (255, 255, 255))

    assert _seals(_look(_pixels(sheet))) == ()


def test_a_page_of_black_text_has_no_seal_and_says_so_surely() -> None:
    sheet = _sheet()
    body_text(sheet, 30, 270)

    count = _look(_pixels(sheet)).get("seal.count")

    assert count == Known(0, 0.985)


def test_a_blank_page_has_known_no_seals() -> None:
    evidence = _look(_pixels(_sheet()))

    assert _seals(evidence) == ()


def test_a_solid_red_disc_is_no_seal() -> None:
    sheet = _sheet()
    y, x = np.mgrid[-1:1:160j, -1:1:160j]
    lay(sheet, (x * x + y * y < 1).astype(np.float32), (100, 150), RED)

    assert _seals(_look(_pixels(sheet))) == ()


def test_a_scan_under_seventy_dots_an_inch_is_too_coarse() -> None:
    raster = np.full((585, 414, 3), 255, dtype=np.uint8)

    seals = _look(raster, dpi=50.0).get("seal.seals")

    assert seals == Unknown(Reason.TOO_COARSE)


def test_a_picture_of_no_paper_size_gives_no_millimetres() -> None:
    sheet = _sheet((56, 56))
    lay(sheet, as_ink(draw_round(COMPANY, sheet.scale)), (28, 28), RED)

    seals = _seals(_look(_pixels(sheet)))

    assert [s.size_mm for s in seals] == [None]


def test_a_digital_page_is_judged_by_its_own_size() -> None:
    view = view_of(_pixels(_stamped()), DPI, content=Content.DIGITAL)

    seals = Evidence(PROBE.look(view, Evidence())).value("seal.seals")

    assert isinstance(seals, tuple)
    assert len(seals) == 1


def test_a_clear_black_seal_on_a_grey_page_is_black() -> None:
    sheet = _sheet()
    lay(sheet, as_ink(draw_round(COMPANY, sheet.scale)), (120, 200), BLACK)

    seals = _seals(_look(_pixels(sheet), shows_colour=False))

    assert [s.colour for s in seals] == ["black"]


def test_the_same_page_gives_the_same_answer() -> None:
    raster = _pixels(_stamped())

    assert _look(raster) == _look(raster)


def test_a_seal_of_the_other_side_that_shines_through_is_left_to_a_person() -> None:
    evidence = _look(_pixels(_stamped(alpha=0.09)))

    count = evidence.get(FactName("seal.count"))
    assert isinstance(count, Known)
    assert count.value == 0
    assert count.confidence < 0.6


def test_a_faint_seal_is_a_seal() -> None:
    assert len(_seals(_look(_pixels(_stamped(alpha=0.25))))) == 1
