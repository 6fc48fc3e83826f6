"""The probe ``sheet``: content, colour and resolution."""

import numpy as np
import pytest

from checker.model.evidence import Content, Evidence, Known, Unknown
from checker.model.page import Pixels
from checker.model.wording import Reason
from checker.probes.sheet import COLOUR, CONTENT, DPI, PROBE, SHOWS_COLOUR
from tests.fakes import view_of
from tests.makers import draw_page


def _letter() -> Pixels:
    return draw_page("table", font="noto-serif", seed=1, dpi=100)


def test_scan_reports_its_content_and_resolution() -> None:
    view = view_of(_letter(), 100)

    found = PROBE.look(view, Evidence())

    assert (found[CONTENT], found[DPI]) == (Known("scan"), Known(100.0))


def test_digital_page_has_no_resolution_but_can_show_red() -> None:
    view = view_of(_letter(), 100, content=Content.DIGITAL)

    found = PROBE.look(view, Evidence())

    assert found[DPI] == Unknown(Reason.DIGITAL_PAGE)
    assert found[SHOWS_COLOUR] == Known(value=True, confidence=0.98)


def test_tint_of_the_paper_shows_that_a_scan_is_in_colour() -> None:
    tinted = np.minimum(_letter(), np.array([250, 246, 238], np.uint8))

    found = PROBE.look(view_of(tinted, 100), Evidence())

    assert found[COLOUR] == Known("colour", 0.97)
    assert found[SHOWS_COLOUR] == Known(value=True, confidence=0.98)


@pytest.mark.parametrize(
    ("bilevel", "expected"), [(False, "grey"), (True, "bilevel")], ids=["grey", "bits"]
)
def test_scan_without_chroma_is_grey_or_bilevel(
    *, bilevel: bool, expected: str
) -> None:
    page = _letter()
    grey = np.repeat(page[..., 1:2], 3, axis=2)
    if bilevel:
        grey = np.where(grey > 128, 255, 0).astype(np.uint8)

    found = PROBE.look(view_of(grey, 100), Evidence())

    assert found[COLOUR] == Known(expected, 0.97)
    assert found[SHOWS_COLOUR] == Known(value=False, confidence=0.98)
