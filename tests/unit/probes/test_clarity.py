"""The probe ``clarity``: what spoils a page, where, and how small its print is."""

from dataclasses import replace

import numpy as np
import pytest

from checker.model.evidence import Content, Evidence, Known, TextLine, Unknown
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.page import Pixels
from checker.model.wording import FLAWS, Reason
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_pieces import LETTER
from checker.probes._sheet_regions import find_regions
from checker.probes.clarity import (
    FLAW,
    PROBE,
    REGIONS,
    SMALLEST_MM,
    SMALLEST_PX,
    SPOILT,
)
from sample_data.draw.harm import KINDS, harm
from tests.fakes import view_of
from tests.makers import draw_page

DPI = 150.0
READABLE = {FactName("legibility.probability"): Known(0.9)}
HOPELESS = {FactName("legibility.probability"): Known(0.1)}


def a_page() -> Pixels:
    return draw_page("letter", font="song-gb", seed=3, dpi=DPI)


def test_clear_page_has_no_flaw() -> None:
    found = PROBE.look(view_of(a_page(), DPI), Evidence(READABLE))

    assert found[FLAW] == Known("")
    assert found[REGIONS] == Known(())
    assert found[SPOILT] == Known(0.0)


def test_blot_over_text_is_found_where_it_lies() -> None:
    import cv2

    page = a_page().copy()
    cv2.ellipse(page, (600, 630), (200, 130), 0, 0, 360, (30, 30, 30), -1)

    found = PROBE.look(view_of(page, DPI), Evidence(READABLE))

    regions = found[REGIONS]
    assert isinstance(regions, Known)
    assert isinstance(regions.value, tuple)
    first = regions.value[0]
    assert isinstance(first, TextLine)
    assert first.text == "blot"
    assert first.box.overlap_share(Box(192, 240, 384, 365)) > 0.7
    spoilt = found[SPOILT]
    assert isinstance(spoilt, Known)
    assert isinstance(spoilt.value, float)
    assert spoilt.value > 2


def test_a_portrait_that_leans_is_no_blot() -> None:
    import cv2

    page = a_page().copy()
    corners = np.array([(480, 500), (640, 512), (624, 740), (464, 728)], np.int32)
    cv2.fillPoly(page, [corners], (90, 90, 90))

    found = PROBE.look(view_of(page, DPI), Evidence(READABLE))

    assert found[REGIONS] == Known(())


def test_the_shade_of_a_fold_is_not_out_of_focus() -> None:
    page = a_page().copy()
    page[900:] = 250
    ink = find_ink(view_of(page, DPI))
    classes, contrast = ink.classes.copy(), ink.contrast.copy()
    classes[640:940, 384:420] = LETTER
    contrast[640:940, 384:420] = 60
    fold = np.array([(384, 640, 36, 300, 10_800, LETTER)], np.int32)
    boxes = np.concatenate([ink.boxes, fold])
    folded = replace(ink, classes=classes, contrast=contrast, boxes=boxes)

    assert find_regions(folded) == []


def test_half_out_of_focus_is_a_spoilt_part() -> None:
    import cv2

    page = a_page()
    soft = cv2.GaussianBlur(page, (0, 0), 3.0)
    page = np.concatenate([page[:, :700], soft[:, 700:]], axis=1)

    found = PROBE.look(view_of(page, DPI), Evidence(READABLE))

    assert found[FLAW] == Known("defocus")


@pytest.mark.parametrize("kind", ["pixels", "faint", "dark", "noise", "jpeg"])
def test_page_that_nobody_reads_gets_a_reason_and_a_place(kind: str) -> None:
    rng = np.random.default_rng(4)
    page = harm(a_page(), kind, 2.5, em_px=25.0, rng=rng)

    found = PROBE.look(view_of(page, DPI), Evidence(HOPELESS))

    flaw = found[FLAW]
    assert isinstance(flaw, Known)
    assert flaw.value == kind
    regions = found[REGIONS]
    assert isinstance(regions, Known)
    assert regions.value


def test_every_kind_of_harm_has_words() -> None:
    assert set(KINDS) <= set(FLAWS)


def test_blank_page_has_nothing_to_say() -> None:
    given = Evidence({FactName("blank.is_blank"): Known(value=True)})

    found = PROBE.look(view_of(a_page(), DPI), given)

    assert found[FLAW] == Unknown(Reason.BLANK_PAGE)


def test_size_of_print_is_that_of_its_lines() -> None:
    page = draw_page("contents", font="song-gb", seed=3, dpi=DPI)

    found = PROBE.look(view_of(page, DPI), Evidence(READABLE))

    size_mm, size_px = found[SMALLEST_MM], found[SMALLEST_PX]
    assert isinstance(size_mm, Known)
    assert size_mm.value == pytest.approx(12 * 25.4 / 72, rel=0.25)
    assert isinstance(size_px, Known)
    assert isinstance(size_mm.value, float)
    assert size_px.value == pytest.approx(size_mm.value / 25.4 * DPI, rel=0.02)


def test_size_of_typed_print_is_told_by_its_layer() -> None:
    lines = tuple(
        TextLine(
            "安全生产责任制度第一条总则", Box(72, 72 + 20 * n, 300, 84 + 20 * n), 1.0
        )
        for n in range(6)
    )
    view = view_of(
        a_page(), DPI, content=Content.DIGITAL, layer=lines, layer_turn_deg=0
    )

    found = PROBE.look(view, Evidence(READABLE))

    assert found[SMALLEST_MM] == Known(round(12 * 25.4 / 72, 2))
    assert found[FLAW] == Known("")
