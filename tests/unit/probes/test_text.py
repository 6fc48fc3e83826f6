"""Where a page's words come from, and where they stand."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from checker.model.evidence import (
    Content,
    Evidence,
    Known,
    Seal,
    SealShape,
    TextLine,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.page import Pixels, ReadLine, Recognised
from checker.model.wording import Reason
from checker.probes.text import PROBE
from tests.fakes import FakeReader, view_of

LINES, SOURCE = FactName("text.lines"), FactName("text.source")


@dataclass
class SeeingReader:
    """Keeps the images it was shown."""

    lines: tuple[ReadLine, ...] = ()
    seen: list[Pixels] = field(default_factory=list)
    name: str = "seeing"
    version: str = "1"

    def read(self, image: Pixels) -> tuple[ReadLine, ...]:
        self.seen.append(image)
        return self.lines

    def recognise(self, strips: list[Pixels]) -> tuple[Recognised, ...]:
        return tuple(Recognised("", 0.0) for _ in strips)


def paper(height_px: int = 400, width_px: int = 300) -> Pixels:
    return np.full((height_px, width_px, 3), 250, np.uint8)


def given(**facts: Known) -> Evidence:
    return Evidence(
        {FactName(name.replace("__", ".")): fact for name, fact in facts.items()}
    )


def test_a_trusted_layer_is_taken_as_it_is() -> None:
    layer = (TextLine("通知", Box(10, 10, 40, 22), 1.0),)
    page = view_of(paper(), 72, content=Content.DIGITAL, layer=layer)

    read = PROBE.look(page, Evidence())

    assert read == {LINES: Known(layer, 0.99), SOURCE: Known("layer")}


def test_a_blank_page_has_no_text_and_is_not_read() -> None:
    reader = SeeingReader()
    page = view_of(paper(), 72, reader=reader)

    read = PROBE.look(page, given(blank__is_blank=Known(value=True, confidence=0.98)))

    assert read == {LINES: Known((), 0.98), SOURCE: Known("none")}
    assert reader.seen == []


def test_without_a_reader_the_text_is_not_read() -> None:
    page = view_of(paper(), 72, reader=FakeReader(name="none"))

    read = PROBE.look(page, Evidence())

    assert read == {
        LINES: Unknown(Reason.NOT_READ),
        SOURCE: Unknown(Reason.NOT_READ),
    }


def test_boxes_are_in_points() -> None:
    reader = FakeReader((ReadLine("通知", (100.0, 50.0, 200.0, 80.0), 0.9),))
    page = view_of(paper(), 144, reader=reader)

    read = PROBE.look(page, Evidence())

    assert read[LINES] == Known((TextLine("通知", Box(50, 25, 100, 40), 0.9),), 0.9)
    assert read[SOURCE] == Known("ocr")


def test_confidence_is_weighted_by_length() -> None:
    reader = FakeReader(
        (
            ReadLine("安全生产领导小组", (0.0, 0.0, 80.0, 10.0), 1.0),
            ReadLine("章印", (0.0, 20.0, 20.0, 30.0), 0.5),
        )
    )
    page = view_of(paper(), 72, reader=reader)

    read = PROBE.look(page, Evidence())[LINES]

    assert isinstance(read, Known)
    assert read.confidence == pytest.approx(0.9)


def test_nothing_found_is_an_answer() -> None:
    page = view_of(paper(), 72, reader=FakeReader())

    read = PROBE.look(page, Evidence())

    assert read[LINES] == Known((), 0.9)
    assert read[SOURCE] == Known("none")


def test_hardly_readable_marks_are_left_out() -> None:
    reader = FakeReader((ReadLine("〒", (0.0, 0.0, 10.0, 10.0), 0.2),))
    page = view_of(paper(), 72, reader=reader)

    read = PROBE.look(page, Evidence())

    assert read[SOURCE] == Known("none")


@pytest.mark.parametrize(
    ("turn_deg", "box"),
    [
        (0, Box(10, 20, 60, 30)),
        (90, Box(270, 10, 280, 60)),
        (180, Box(240, 370, 290, 380)),
        (270, Box(20, 340, 30, 390)),
    ],
)
def test_a_turned_page_is_read_upright_and_boxes_lie_as_displayed(
    turn_deg: int, box: Box
) -> None:
    displayed = paper()
    displayed[round(box.y0) : round(box.y1), round(box.x0) : round(box.x1)] = 0
    reader = SeeingReader((ReadLine("通知", (10.0, 20.0, 60.0, 30.0), 0.9),))
    page = view_of(displayed, 72, reader=reader)

    read = PROBE.look(page, given(orientation__turn_deg=Known(turn_deg, 0.99)))

    assert read[LINES] == Known((TextLine("通知", box, 0.9),), 0.9)
    assert (reader.seen[0][20:30, 10:60] == 0).all()


def test_an_unsure_turn_is_not_acted_upon() -> None:
    reader = SeeingReader()
    page = view_of(paper(), 72, reader=reader)

    PROBE.look(page, given(orientation__turn_deg=Known(90, 0.7)))

    assert reader.seen[0].shape == (400, 300, 3)


@pytest.mark.parametrize("ink", [(200, 40, 50), (60, 80, 190), (150, 60, 170)])
def test_the_ink_of_a_seal_is_removed_and_the_print_under_it_stays(
    ink: tuple[int, int, int],
) -> None:
    sheet = paper()
    sheet[100:200, 100:200] = ink
    sheet[140:150, 110:190] = (40, 20, 22)
    seal = Seal(Box(100, 100, 200, 200), SealShape.ROUND, "red", 0.9)
    reader = SeeingReader()
    page = view_of(sheet, 72, reader=reader)

    PROBE.look(page, given(seal__seals=Known((seal,), 0.9)))

    seen = reader.seen[0]
    assert seen[110:130, 110:190].min() > 240
    assert seen[142:148, 115:185].max() < 60


def test_the_page_itself_is_never_written_into() -> None:
    sheet = paper()
    sheet[100:200, 100:200] = (200, 40, 50)
    seal = Seal(Box(100, 100, 200, 200), SealShape.ROUND, "red", 0.9)
    page = view_of(sheet, 72)

    PROBE.look(page, given(seal__seals=Known((seal,), 0.9)))

    assert (page.pixels(72)[100:200, 100:200] == (200, 40, 50)).all()
