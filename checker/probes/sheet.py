"""What a page is made of: content, colour and resolution."""

from collections.abc import Mapping

import numpy as np

from checker.model.evidence import (
    Colour,
    Content,
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.page import PageView, Pixels, ScanFacts
from checker.model.probe import Probe
from checker.model.wording import Reason

CONTENT = FactName("page.content")
COLOUR = FactName("page.colour")
DPI = FactName("page.dpi")
SHOWS_COLOUR = FactName("page.shows_colour")

_STEP = 5
"""Every fifth pixel in both directions: a 5 mm square at 200 dpi still holds 64."""

_TINT_LEVELS = 3
"""Channels that differ by this much are no rounding of a grey image."""

_TINT_SHARE = 1e-4
"""A 5 mm square of colour covers 4e-4 of A4; grey images have none at all."""

_BETWEEN_SHARE = 3e-4
"""Largest share of shades between black and white on a bilevel page. Source: own
measured set, tests/makers.py: a grey page with three lines of text has 1e-3."""


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:  # noqa: ARG001
    if page.content is Content.BLANK:
        dpi: Reading = Unknown(Reason.BLANK_PAGE)
    elif page.scan is None:
        dpi = Unknown(Reason.DIGITAL_PAGE)
    else:
        dpi = Known(round(float(page.scan.dpi), 1))
    sample = np.ascontiguousarray(page.pixels(page.raster_dpi)[::_STEP, ::_STEP])
    is_coloured = is_tinted(sample)
    colour = Colour.COLOUR if is_coloured else judge_grey(sample, page.scan)
    return {
        CONTENT: Known(page.content.value),
        COLOUR: Known(colour.value, 0.97),
        DPI: dpi,
        SHOWS_COLOUR: Known(page.scan is None or is_coloured, 0.98),
    }


def is_tinted(sample: Pixels) -> bool:
    """Say whether any chroma is left in the pixels, be it only the paper's tint."""
    spread = _spread(sample)
    return float(np.mean(spread >= _TINT_LEVELS)) > _TINT_SHARE


def judge_grey(sample: Pixels, scan: ScanFacts | None) -> Colour:
    """Return which shades a page without chroma can show, by its pixels."""
    if scan is None or scan.colour is Colour.BILEVEL:
        return Colour.GREY if scan is None else Colour.BILEVEL
    grey = sample if sample.ndim == 2 else sample[..., 1]  # noqa: PLR2004
    between = np.mean((grey > 8) & (grey < 247))  # noqa: PLR2004
    return Colour.BILEVEL if between < _BETWEEN_SHARE else Colour.GREY


def _spread(sample: Pixels) -> Pixels:
    if sample.ndim == 2:  # noqa: PLR2004
        return np.zeros_like(sample)
    red, green, blue = sample[..., 0], sample[..., 1], sample[..., 2]
    high = np.maximum(np.maximum(red, green), blue)
    low = np.minimum(np.minimum(red, green), blue)
    return np.asarray(high - low, dtype=np.uint8)


PROBE = Probe(
    name="sheet",
    version=1,
    facts=(
        Fact(CONTENT, FactType.TEXT, "what the page is made of: scan, digital, mixed"),
        Fact(COLOUR, FactType.TEXT, "which colours its pixels show"),
        Fact(DPI, FactType.FLOAT, "effective resolution of the scan", "dpi"),
        Fact(SHOWS_COLOUR, FactType.BOOL, "whether red could be seen on this page"),
    ),
    look=_look,
)
