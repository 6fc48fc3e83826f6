"""The red header of an official file: whether it is there, in red, with its rule."""

from collections.abc import Mapping

import numpy as np

from checker.model.evidence import (
    Content,
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    RedHeader,
    Seal,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._header_bands import may_hold_rule, straighten
from checker.probes._header_finder import (
    MAP_DPI,
    MODEL_FILE,
    Blot,
    Header,
    find_header,
    read_page,
)
from checker.probes._header_words import read_words, weigh_words
from checker.probes._ink import (
    Inks,
    has_believable_size,
    look_for_hues,
    measure_dark,
    measure_inks,
)
from checker.probes._models import digest_of

_HEADER = FactName("red_header.header")
_COARSEST_DPI = 60.0
_BLANK = RedHeader(present=False, confidence=0.99)
_SURE = 0.985
"""Confidence that an ordinary page has none. Source: measured set: drawn pages."""

_COPY_AT_LEAST = 0.75
"""A black band counts as a copied header only where its geometry is clear."""

_COPY_SURE = 0.9
_SURE_LEAN = 0.7
_RED_SEALS = frozenset({"red", "purple"})


def look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    """Report the red header of a page.

    Args:
        page: the page as displayed.
        given: whether it shows colour, its seals, how far it is turned, blankness.

    Returns:
        ``red_header.header``; ``present`` is None where a page without colour shows
        no clear black copy of a header. Unknown where the scan is too coarse.
    """
    if given.value("blank.is_blank") is True:
        return {_HEADER: Known(_BLANK, _BLANK.confidence)}
    if (
        page.scan is not None
        and page.scan.dpi < _COARSEST_DPI
        and has_believable_size(page)
    ):
        return {_HEADER: Unknown(Reason.TOO_COARSE)}
    header = _judge(page, given)
    return {_HEADER: Known(header, header.confidence)}


def _judge(page: PageView, given: Evidence) -> RedHeader:
    in_colour = given.value("page.shows_colour") is not False
    if not in_colour:
        return _judge_copy(page, given, measure_dark(page, dpi=MAP_DPI)) or RedHeader(
            present=None, confidence=0.5
        )
    if not look_for_hues(page).warm:
        return _judge_without_red(page, given)
    inks = measure_inks(page, dpi=MAP_DPI)
    header = _find(inks, given, in_red=True)
    odds, words = _with_words(page, header, inks, in_red=True)
    if header is not None and odds >= 0.5:  # noqa: PLR2004
        return _present(page, inks, header, verdict=(odds, words), in_red=True)
    copy = _judge_copy(page, given, inks) if odds < 0.2 else None  # noqa: PLR2004
    return copy or RedHeader(present=False, confidence=round(_SURE * (1 - odds), 4))


def _judge_without_red(page: PageView, given: Evidence) -> RedHeader:
    """Judge a page without any red: only a black copy of a header can be on it."""
    copy = None
    if page.content is not Content.DIGITAL:
        copy = _judge_copy(page, given, measure_dark(page, dpi=MAP_DPI))
    return copy or RedHeader(present=False, confidence=_SURE)


def _judge_copy(page: PageView, given: Evidence, inks: Inks) -> RedHeader | None:
    upright = np.ascontiguousarray(np.rot90(inks.dark, _quarters(given)))
    if not may_hold_rule(straighten(upright, _lean(given) or 0.0), inks.px_per_mm):
        return None
    header = _find(inks, given, in_red=False)
    if header is None or header.probability < _COPY_AT_LEAST / 2:
        return None
    odds, words = _with_words(page, header, inks, in_red=False)
    if odds < _COPY_AT_LEAST or not header.has_rule:
        return None
    return _present(
        page, inks, header, verdict=(_COPY_SURE * odds, words), in_red=False
    )


def _find(inks: Inks, given: Evidence, *, in_red: bool) -> Header | None:
    plane = inks.warm if in_red else inks.dark
    blots = _blots(given, inks) if in_red else []
    reading = read_page(
        inks, plane, blots, quarter_turns=_quarters(given), hint_deg=_lean(given)
    )
    return (
        None
        if reading is None
        else find_header(reading, "colour" if in_red else "grey")
    )


def _quarters(given: Evidence) -> int:
    turn_deg = given.value("orientation.turn_deg")
    return int(turn_deg) // 90 % 4 if isinstance(turn_deg, int | float) else 0


def _lean(given: Evidence) -> float | None:
    reading = given.get("skew.angle_deg")
    if isinstance(reading, Unknown) or reading.confidence < _SURE_LEAN:
        return None
    return float(reading.value) if isinstance(reading.value, int | float) else None


def _blots(given: Evidence, inks: Inks) -> list[Blot]:
    seals = given.value("seal.seals")
    if not isinstance(seals, tuple):
        return []
    scale = 1 / inks.pt_per_px
    return [
        Blot(
            s.box.centre[0] * scale,
            s.box.centre[1] * scale,
            s.box.width * scale / 2,
            s.box.height * scale / 2,
        )
        for s in seals
        if isinstance(s, Seal) and s.colour in _RED_SEALS
    ]


def _with_words(
    page: PageView, header: Header | None, inks: Inks, *, in_red: bool
) -> tuple[float, str | None]:
    """Return the probability after reading the band, and what it surely says."""
    if header is None:
        return 0.0, None
    if header.probability < 0.1:  # noqa: PLR2004
        return header.probability, None
    words = read_words(page, header, inks.pt_per_px, in_red=in_red)
    text = None if words is None else words.text
    odds = weigh_words(header.probability, text, has_rule=header.has_rule)
    return odds, text if words is not None and words.are_sure else None


def _present(
    page: PageView,
    inks: Inks,
    header: Header,
    *,
    verdict: tuple[float, str | None],
    in_red: bool,
) -> RedHeader:
    x0, y0, x1, y1 = (v * inks.pt_per_px for v in header.upright.back(header.block))
    box = Box(
        max(0.0, x0), max(0.0, y0), min(page.width_pt, x1), min(page.height_pt, y1)
    )
    odds, words = verdict
    return RedHeader(
        present=True,
        confidence=round(min(odds, 0.995), 4),
        in_red=in_red,
        box=box,
        text=words or None,
        rule_line=header.has_rule,
    )


PROBE = Probe(
    name="red_header",
    version=8,
    facts=(
        Fact(
            _HEADER,
            FactType.RED_HEADER,
            "the red header band of an official file, or a black copy of one",
        ),
    ),
    look=look,
    needs=(
        FactName("page.shows_colour"),
        FactName("seal.seals"),
        FactName("orientation.turn_deg"),
        FactName("blank.is_blank"),
        FactName("skew.angle_deg"),
    ),
    uses_reader=True,
    model_digest=digest_of(MODEL_FILE),
)
