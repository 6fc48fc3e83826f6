import numpy as np
import pytest

from checker.model.evidence import (
    Evidence,
    Known,
    Reading,
    RedHeader,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.page import Pixels
from checker.model.wording import Reason
from checker.ocr.null import READER
from checker.probes._header_finder import MAP_DPI, read_page
from checker.probes._header_words import weigh_words
from checker.probes._ink import measure_inks
from checker.probes.red_header import PROBE
from sample_data._seal_ink import draw_word
from sample_data._seal_pages import (
    BLACK,
    Rgb,
    Sheet,
    as_ink,
    body_text,
    lay,
    new_sheet,
    rule,
    table,
    tune_hand,
)
from tests.fakes import FakeReader, view_of

RED: Rgb = (215, 25, 30)
DPI = 100.0


def _sheet() -> Sheet:
    sheet = new_sheet(tune_hand(5), DPI, (210, 297))
    sheet.rgb[:] = 255
    return sheet


def _word(sheet: Sheet, count: int, at_mm: tuple[float, float], *, ink: Rgb) -> None:
    tile = draw_word("口" * count, round(11 * sheet.scale), "none")
    lay(sheet, as_ink(tile), at_mm, ink)


def _headed(ink: Rgb, *, with_rule: bool = True) -> Sheet:
    sheet = _sheet()
    _word(sheet, 11, (105, 55), ink=ink)
    if with_rule:
        rule(sheet, (27, 95, 183, 95), 1.0, ink)
    body_text(sheet, 130, 260)
    return sheet


def _pixels(sheet: Sheet) -> Pixels:
    return np.clip(sheet.rgb, 0, 255).astype(np.uint8)


def _look(
    raster: Pixels, reader: FakeReader | None = None, **given: bool | float
) -> Reading:
    names = {
        "shows_colour": "page.shows_colour",
        "turn_deg": "orientation.turn_deg",
        "is_blank": "blank.is_blank",
        "lean_deg": "skew.angle_deg",
    }
    facts = {FactName(names[k]): Known(v) for k, v in given.items()}
    view = view_of(raster, DPI, reader=reader or READER())
    return PROBE.look(view, Evidence(facts))[FactName("red_header.header")]


def _header(
    raster: Pixels, reader: FakeReader | None = None, **given: bool | float
) -> RedHeader:
    reading = _look(raster, reader, **given)
    assert isinstance(reading, Known)
    assert isinstance(reading.value, RedHeader)
    return reading.value


def test_a_red_band_over_a_red_rule_is_a_header() -> None:
    header = _header(_pixels(_headed(RED)))

    assert (header.present, header.in_red, header.rule_line) == (True, True, True)


def test_its_box_is_where_the_band_stands() -> None:
    header = _header(_pixels(_headed(RED)))

    assert header.box is not None
    millimetres = [v * 25.4 / 72 for v in (*header.box.centre, header.box.height)]
    assert millimetres == pytest.approx([105, 55, 11], abs=2)


@pytest.mark.parametrize("quarters", [1, 2, 3], ids=["90", "180", "270"])
def test_a_turned_page_has_its_header_where_it_is_displayed(quarters: int) -> None:
    turned = np.ascontiguousarray(np.rot90(_pixels(_headed(RED)), -quarters))

    header = _header(turned, turn_deg=90 * quarters)

    expected = {1: (242, 105), 2: (105, 242), 3: (55, 105)}[quarters]
    assert header.present is True
    assert header.box is not None
    millimetres = [v * 25.4 / 72 for v in header.box.centre]
    assert millimetres == pytest.approx(expected, abs=3)


def test_the_reader_gives_its_words() -> None:
    reader = FakeReader(strip_text="山东宏泰建筑工程有限公司文件")

    header = _header(_pixels(_headed(RED)), reader)

    assert header.text == "山东宏泰建筑工程有限公司文件"


@pytest.mark.parametrize("quarters", [0, 1, 2, 3], ids=["0", "90", "180", "270"])
def test_words_of_a_joint_header_come_top_row_first_however_it_is_turned(
    quarters: int,
) -> None:
    sheet = _sheet()
    lines = []
    for y_mm, words in ((55, "安全生产委员会文件"), (40, "济南虚构建筑有限公司")):
        _word(sheet, 10, (105, y_mm), ink=RED)
        corners = ((52, y_mm - 4), (158, y_mm + 4))
        lines.append(_line(words, corners, quarters))
    rule(sheet, (27, 95, 183, 95), 1.0, RED)
    body_text(sheet, 130, 260)
    turned = np.ascontiguousarray(np.rot90(_pixels(sheet), -quarters))
    facts = {FactName("orientation.turn_deg"): Known(90 * quarters)}

    said = PROBE.look(
        view_of(turned, DPI, layer=tuple(lines), reader=READER()), Evidence(facts)
    )

    header = said[FactName("red_header.header")]
    assert isinstance(header, Known)
    assert isinstance(header.value, RedHeader)
    assert header.value.text == "济南虚构建筑有限公司安全生产委员会文件"


def _line(
    words: str, corners_mm: tuple[tuple[float, float], ...], quarters: int
) -> TextLine:
    """Return a line of the upright A4 sheet as it lies on the page turned clockwise."""
    width, height = 210.0, 297.0
    points = list(corners_mm)
    for _ in range(quarters):
        points = [(height - y, x) for x, y in points]
        width, height = height, width
    xs, ys = ([v * 72 / 25.4 for v in axis] for axis in zip(*points, strict=True))
    return TextLine(words, Box(min(xs), min(ys), max(xs), max(ys)), 1.0)


def test_a_band_in_which_no_letter_can_be_read_is_for_a_person_to_judge() -> None:
    header = _header(_pixels(_headed(RED)), FakeReader(strip_text=""))

    assert (header.present, header.text) == (False, None)
    assert header.confidence < 0.7


def test_a_name_that_was_read_unsurely_is_not_told() -> None:
    reader = FakeReader(strip_text="济南虚构建筑工程有限公司文件", confidence=0.7)

    header = _header(_pixels(_headed(RED)), reader)

    assert (header.present, header.text) == (True, None)


def test_without_a_reader_the_looks_alone_tell() -> None:
    header = _header(_pixels(_headed(RED)))

    assert (header.present, header.text) == (True, None)


def test_the_words_of_a_header_find_a_faint_one() -> None:
    assert weigh_words(0.2, "济南虚构建筑工程有限公司文件") > 0.6
    assert weigh_words(0.2, "济南虚构建筑工程有限公司") < 0.5


def test_stripes_that_read_like_signs_are_no_letters() -> None:
    assert weigh_words(0.99, "F=十=F=") < 0.5


def test_a_slogan_over_no_rule_is_no_header() -> None:
    words = "高高兴兴上班平平安安回家"

    assert weigh_words(0.95, words, has_rule=False) < 0.5 < weigh_words(0.8, words)


def test_grain_of_a_dark_photograph_makes_no_bands() -> None:
    inks = measure_inks(view_of(_pixels(_headed(RED)), DPI), dpi=MAP_DPI)
    grain = np.random.default_rng(4).normal(0, 0.05, inks.warm.shape)
    grained = np.maximum(inks.warm + grain, 0).astype(np.float32)

    clean, dark = (
        read_page(inks, plane, [], quarter_turns=0) for plane in (inks.warm, grained)
    )

    assert clean is not None
    assert dark is not None
    ((band,), (grained_band,)) = (clean.layout.bands, dark.layout.bands)
    assert grained_band == pytest.approx(band, abs=2)


def test_words_of_an_invoice_speak_against_a_header() -> None:
    assert weigh_words(0.7, "山东增值税电子普通发票") < 0.2


def test_words_of_a_company_speak_for_a_header() -> None:
    assert weigh_words(0.5, "济南市城建集团有限公司文件") > 0.7


def test_a_page_of_text_has_no_header_and_says_so_surely() -> None:
    sheet = _sheet()
    body_text(sheet, 30, 270)

    header = _header(_pixels(sheet))

    assert header.present is False
    assert header.confidence > 0.95


def test_a_red_table_is_no_header() -> None:
    sheet = _sheet()
    _word(sheet, 8, (105, 30), ink=RED)
    table(sheet, 45, 200, RED)

    assert _header(_pixels(sheet)).present is False


def test_a_blank_page_has_no_header() -> None:
    header = _header(_pixels(_sheet()), is_blank=True)

    assert (header.present, header.confidence) == (False, 0.99)


def test_a_grey_page_of_text_is_not_judged() -> None:
    sheet = _sheet()
    body_text(sheet, 30, 270)

    assert _header(_pixels(sheet), shows_colour=False).present is None


def test_a_black_copy_of_a_header_is_present_but_not_in_red() -> None:
    reader = FakeReader(strip_text="济南虚构建筑工程有限公司文件")

    header = _header(_pixels(_headed(BLACK)), reader, shows_colour=False)

    assert (header.present, header.in_red) == (True, False)


def test_a_black_copy_that_leans_is_seen() -> None:
    import cv2

    lean = cv2.getRotationMatrix2D((413, 584), -3.0, 1.0)
    level = _pixels(_headed(BLACK))
    size = (level.shape[1], level.shape[0])
    leaning = cv2.warpAffine(level, lean, size, borderValue=(255, 255, 255))
    reader = FakeReader(strip_text="济南虚构建筑工程有限公司文件")

    header = _header(
        np.asarray(leaning, np.uint8), reader, shows_colour=False, lean_deg=3.0
    )

    assert (header.present, header.in_red) == (True, False)


def test_a_black_copy_upside_down_is_seen_by_its_turn() -> None:
    turned = np.ascontiguousarray(_pixels(_headed(BLACK))[::-1, ::-1])
    reader = FakeReader(strip_text="济南虚构建筑工程有限公司文件")

    header = _header(turned, reader, shows_colour=False, turn_deg=180)

    assert (header.present, header.in_red) == (True, False)


def test_a_black_band_that_nobody_can_read_is_left_to_a_person() -> None:
    header = _header(_pixels(_headed(BLACK)), shows_colour=False)

    assert header.present is None


def test_a_coarse_scan_is_not_judged() -> None:
    raster = np.full((470, 331, 3), 255, dtype=np.uint8)
    view = view_of(raster, 40.0)

    reading = PROBE.look(view, Evidence())[FactName("red_header.header")]

    assert reading == Unknown(Reason.TOO_COARSE)


def test_the_box_stays_on_the_page() -> None:
    header = _header(_pixels(_headed(RED)))

    assert isinstance(header.box, Box)
    assert 0 <= header.box.x0 < header.box.x1 <= 210 / 25.4 * 72
