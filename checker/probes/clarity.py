"""What makes a page hard to read, where it is worst, and how small its print is."""

from collections.abc import Mapping

import numpy as np

from checker.model.evidence import (
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    TextLine,
    Unknown,
)
from checker.model.geometry import MM_PER_INCH, PT_PER_INCH, Box
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._models import digest_of
from checker.probes._sheet_clarity import Floats, measure_clarity
from checker.probes._sheet_ink import Ink, find_ink
from checker.probes._sheet_lines import Lines, lines_along
from checker.probes._sheet_regions import Region, find_regions, text_box
from checker.probes._sheet_trees import load_choices
from checker.probes._sheet_typed import is_typed

FLAW = FactName("clarity.flaw")
REGIONS = FactName("clarity.regions")
SPOILT = FactName("clarity.spoilt_percent")
SMALLEST_MM = FactName("clarity.smallest_text_mm")
SMALLEST_PX = FactName("clarity.smallest_text_px")

_BLANK = FactName("blank.is_blank")
_TURN = FactName("orientation.turn_deg")
_LEGIBLE = FactName("legibility.probability")
_MODEL = "_clarity_model.json"
"""Trees grown by sample_data/train_flaws.py."""

_READABLE = 0.5
_LARGE_SHARE = 0.1
_SURE_OF_PARTS = 0.9
"""A part with a tenth of the text is why a page cannot be read. Source: own graded
series of sample_data.world with glare and blots, 26 of 26 named rightly."""

_GRAINY, _GUESS = 12.0, 0.6
_SMALLEST_SHARE = 10
"""Percentile of the lines' heights that counts as the smallest: below are slips."""


def name_flaw(measures: Floats) -> tuple[str, float]:
    """Return the likeliest kind of harm and its probability among all kinds.

    ``measures``: as ``measure_clarity`` returns them.
    """
    chances = {
        kind: trees.probability(measures)
        for kind, trees in load_choices(_MODEL).items()
    }
    kind = max(chances, key=lambda name: chances[name])
    return kind, chances[kind] / max(1e-9, sum(chances.values()))


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    if given.value(_BLANK) is True:
        return _nothing(Reason.BLANK_PAGE)
    if is_typed(page):
        return _typed(page)
    ink = find_ink(page)
    lines = lines_along(ink, int(given.value(_TURN) in (90, 270)))
    chance = given.value(_LEGIBLE)
    regions = find_regions(ink)
    sizes = _sizes(page, ink, lines)
    if isinstance(chance, float) and chance < _READABLE:
        return {**_hard_to_read(page, ink, regions, lines=lines), **sizes}
    # Where nobody knows whether the page can be read, no part of it is blamed.
    blamed = regions if isinstance(chance, float) else []
    return {
        FLAW: Known(blamed[0].flaw if blamed else ""),
        REGIONS: Known(tuple(_as_line(page, ink, one) for one in blamed)),
        SPOILT: Known(round(100 * sum(one.share for one in blamed), 1)),
        **sizes,
    }


def _hard_to_read(
    page: PageView, ink: Ink, regions: list[Region], *, lines: Lines
) -> dict[FactName, Reading]:
    """Say why a whole page is hard to read, and where: all of it, or a part."""
    name, sure = _name(page, ink, lines)
    whole = (0.0, 0.0, float(ink.grey.shape[1]), float(ink.grey.shape[0]))
    shown = Region(name, text_box(ink) or whole, 1.0)
    if regions and regions[0].share >= _LARGE_SHARE:
        shown, sure = regions[0], _SURE_OF_PARTS
    return {
        FLAW: Known(shown.flaw, round(sure, 3)),
        REGIONS: Known((_as_line(page, ink, shown),)),
        SPOILT: Known(0.0),
    }


def _name(page: PageView, ink: Ink, lines: Lines) -> tuple[str, float]:
    """Name the flaw of a whole page; where no line stands out, grain or paleness."""
    measures = measure_clarity(page, ink, lines)
    if measures is not None:
        return name_flaw(measures)
    return ("noise" if ink.grain > _GRAINY else "faint"), _GUESS


def _as_line(page: PageView, ink: Ink, region: Region) -> TextLine:
    x0, y0, x1, y1 = (v * PT_PER_INCH / ink.dpi for v in region.box)
    box = Box(x0, y0, min(page.width_pt, x1), min(page.height_pt, y1))
    return TextLine(region.flaw, box, round(region.share, 4))


def _sizes(page: PageView, ink: Ink, lines: Lines) -> dict[FactName, Reading]:
    heights = lines.boxes[:, 3] - lines.boxes[:, 1]
    if not heights.size:
        return dict.fromkeys((SMALLEST_MM, SMALLEST_PX), Unknown(Reason.NO_TEXT))
    height_mm = float(np.percentile(heights, _SMALLEST_SHARE)) * MM_PER_INCH / ink.dpi
    return _size(page, height_mm)


def _size(page: PageView, height_mm: float) -> dict[FactName, Reading]:
    dpi = page.scan.dpi if page.scan is not None else page.raster_dpi
    return {
        SMALLEST_MM: Known(round(height_mm, 2)),
        SMALLEST_PX: Known(round(height_mm * dpi / MM_PER_INCH, 1)),
    }


def _typed(page: PageView) -> Mapping[FactName, Reading]:
    lies = page.layer_turn_deg in (90, 270)
    heights = [one.box.width if lies else one.box.height for one in page.layer]
    height_mm = (
        float(np.percentile(heights, _SMALLEST_SHARE)) * MM_PER_INCH / PT_PER_INCH
    )
    return {
        FLAW: Known(""),
        REGIONS: Known(()),
        SPOILT: Known(0.0),
        **_size(page, height_mm),
    }


def _nothing(reason: Reason) -> Mapping[FactName, Reading]:
    return dict.fromkeys(
        (FLAW, REGIONS, SPOILT, SMALLEST_MM, SMALLEST_PX), Unknown(reason)
    )


PROBE = Probe(
    name="clarity",
    version=4,
    facts=(
        Fact(FLAW, FactType.TEXT, "what makes the page, or a part, hard to read"),
        Fact(
            REGIONS,
            FactType.LINES,
            "spoilt parts, the worst first: flaw, box, share of the text as confidence",
            "pt",
        ),
        Fact(
            SPOILT,
            FactType.FLOAT,
            "how much of the text is spoilt on a page that can be read otherwise",
            "%",
        ),
        Fact(SMALLEST_MM, FactType.FLOAT, "height of the smallest lines of text", "mm"),
        Fact(SMALLEST_PX, FactType.FLOAT, "the same in pixels of the scan", "px"),
    ),
    look=_look,
    needs=(_BLANK, _TURN, _LEGIBLE),
    model_digest=digest_of(_MODEL),
)
