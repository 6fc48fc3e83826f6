"""The probe ``seal_text``: names on the arcs of drawn seals."""

import numpy as np
import pytest

from checker import catalogue
from checker.model.evidence import (
    Evidence,
    Known,
    Seal,
    SealShape,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.page import Pixels, TextReader
from checker.model.wording import Reason
from checker.probes.seal_text import NAMES, PROBE, SEALS
from sample_data import fonts
from sample_data.draw.press import Press
from sample_data.draw.seals import impression
from sample_data.draw.sheet import Seal as DrawnSeal
from tests.fakes import FakeReader, view_of

DPI = 200
COMPANY = "济南示例建设集团有限公司"


@pytest.fixture(scope="module")
def reader() -> TextReader:
    made: TextReader = catalogue.readers()["rapidocr"]()
    return made


def _page(drawn: DrawnSeal, seed: int = 1) -> tuple[Pixels, Box]:
    """Return a page of 100 mm with a seal in its middle, and the seal's box in pt."""
    fonts.require(fonts.TEST)
    press = Press(DPI, fonts.TEST, np.random.default_rng(seed))
    alpha, ink = impression(drawn, press)
    side = round(100 * DPI / 25.4)
    page = np.full((side, side, 3), 245, np.float64)
    top, left = (side - alpha.shape[0]) // 2, (side - alpha.shape[1]) // 2
    part = page[top : top + alpha.shape[0], left : left + alpha.shape[1]]
    part[:] = part * (1 - alpha[..., None]) + np.array(ink) * alpha[..., None]
    scale = 72 / 25.4
    middle = 50 * scale
    half = (drawn.width / 2 * scale, drawn.height / 2 * scale)
    box = Box(middle - half[0], middle - half[1], middle + half[0], middle + half[1])
    return page.astype(np.uint8), box


def _look(
    page: Pixels, box: Box, reader: TextReader, *, shape: SealShape = SealShape.ROUND
) -> object:
    seal = Seal(box, shape, "red", 0.95, (42.0, 42.0))
    given = Evidence({SEALS: Known((seal,))})
    reading = PROBE.look(view_of(page, DPI, reader=reader), given)[NAMES]
    return reading.value if isinstance(reading, Known) else reading


def _text(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [line.text for line in found if isinstance(line, TextLine)]


@pytest.mark.parametrize("lean_deg", [0, 17, -90, 180])
def test_a_name_is_read_at_any_angle(reader: TextReader, lean_deg: float) -> None:
    drawn = DrawnSeal(ring=COMPANY, foot="3701000000000", lean_deg=lean_deg)
    page, box = _page(drawn)

    assert _text(_look(page, box, reader)) == [COMPANY]


def test_a_box_that_is_off_is_moved_onto_the_rim(reader: TextReader) -> None:
    page, box = _page(DrawnSeal(ring=COMPANY))
    off = Box(box.x0 + 12, box.y0 + 4, box.x1 - 2, box.y1 - 6)

    assert _text(_look(page, off, reader)) == [COMPANY]


def test_an_oval_seal_is_read_too(reader: TextReader) -> None:
    drawn = DrawnSeal(
        ring="济南示例建设有限公司", shape="oval", width=40, height=30, star=False
    )
    page, box = _page(drawn)

    found = _look(page, box, reader, shape=SealShape.OVAL)

    assert _text(found) in ([], ["济南示例建设有限公司"])


def test_a_seal_too_small_to_read_is_left_out(reader: TextReader) -> None:
    page, box = _page(DrawnSeal(ring=COMPANY))
    small = np.ascontiguousarray(page[::4, ::4])
    seal = Seal(box, SealShape.ROUND, "red", 0.95)
    given = Evidence({SEALS: Known((seal,))})

    reading = PROBE.look(view_of(small, DPI / 4, reader=reader), given)[NAMES]

    assert reading == Known(())


def test_looks_that_do_not_agree_give_no_name() -> None:
    page, box = _page(DrawnSeal(ring=COMPANY))

    assert _look(page, box, FakeReader(strip_text="短")) == ()


def test_a_square_stamp_is_not_read(reader: TextReader) -> None:
    page, box = _page(DrawnSeal(ring=COMPANY))

    assert _look(page, box, reader, shape=SealShape.SQUARE) == ()


def test_without_a_reader_nothing_is_known() -> None:
    page, box = _page(DrawnSeal(ring=COMPANY))

    assert _look(page, box, FakeReader(name="none")) == Unknown(Reason.NOT_READ)


def test_unknown_seals_have_unknown_names(reader: TextReader) -> None:
    given = Evidence({FactName("seal.seals"): Unknown(Reason.TOO_COARSE)})
    page, _ = _page(DrawnSeal(ring=COMPANY))

    reading = PROBE.look(view_of(page, DPI, reader=reader), given)[NAMES]

    assert reading == Unknown(Reason.TOO_COARSE)


def test_end_of_a_name_is_no_name() -> None:
    page, box = _page(DrawnSeal(COMPANY, 42.0, 42.0))
    reader = FakeReader(strip_text="股份有限公司", confidence=0.995)

    assert _look(page, box, reader) == ()


def test_line_through_the_middle_does_not_hide_the_name(reader: TextReader) -> None:
    drawn = DrawnSeal(COMPANY, 42.0, 42.0, centre="合同专用章", foot="9901010123456")

    named = _look(*_page(drawn), reader)

    assert isinstance(named, tuple)
    assert [one.text for one in named if isinstance(one, TextLine)] == [COMPANY]


def test_name_on_a_leaning_oval_is_read(reader: TextReader) -> None:
    drawn = DrawnSeal(COMPANY, 45.0, 32.0, "oval", star=False, lean_deg=12.0)
    page, box = _page(drawn)

    named = _look(page, box, reader, shape=SealShape.OVAL)

    assert isinstance(named, tuple)
    assert [one.text for one in named if isinstance(one, TextLine)] == [COMPANY]
