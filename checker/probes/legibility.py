"""The probability that a person reads the page's text without effort."""

import math
from collections.abc import Mapping

import numpy as np

from checker.model.evidence import (
    Content,
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    Unknown,
)
from checker.model.ids import FactName
from checker.model.page import PageView, Pixels
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._models import digest_of
from checker.probes._sheet_clarity import MEASURES, STRIPS, Floats, measure_clarity
from checker.probes._sheet_ink import Ink, darker_share, find_ink, is_grainy
from checker.probes._sheet_lines import Lines, cut_strips, lines_along, strips_as_rgb
from checker.probes._sheet_reading import reads_smoothed
from checker.probes._sheet_regions import covered_share, hidden_share
from checker.probes._sheet_trees import load_trees
from checker.probes._sheet_typed import is_typed, typed_legibility

PROBABILITY = FactName("legibility.probability")
IS_LEGIBLE = FactName("legibility.is_legible")
TURN = FactName("orientation.turn_deg")
BLANK = FactName("blank.is_blank")

_MODEL = "_legibility_model.json"
"""Trees grown by sample_data/train_legibility.py."""

_DIGITAL = 0.98
_DIGITAL_LEVEL = 51
_DIGITAL_SHARE = 0.4
"""Text of a digital page two fifths of whose ink (edges of strokes are paler) is darker
than a fifth of its paper is as sharp as the reader's screen: 0.98."""

_TYPED_SHARE = 0.5
"""Of a page with pictures, half of the letters or more stand in the text layer."""

_HOPELESS = 0.12
_LEAST_PIECES = 40
"""Ink in this many pieces that lie in no line was text once; and where the grain is so
strong that nobody can say whether the page is blank, or words show only once the page
is smoothed and stretched, nobody reads it."""

_BLOT_SHARE = 0.04
"""What is left beside a blot reads perfectly, so the trees miss it: a flat, dark patch
of 4 per cent of the page (a palm) makes half of all readers complain."""

_COVERED_SHARE = 0.16
"""Share of the text under glare or blots where half of all readers complain. Source:
own graded series of sample_data.world, strengths 0.6 to 2 of those two kinds."""

_HIDDEN_SHARE = 0.055
"""The same for the share of the page that large blots hide within what it holds.
Source: 120 drawn pages with blots or glare, 0.25 to 4 times 5 per cent of the page."""

_FAINT_SPAN = 0.1
"""Ink that stands out by a tenth of black to white is hard on everybody. Source: own
graded series, looked at on a screen; few training pages are that faint alone."""

_DOUBTFUL = (0.3, 0.9)
_USUAL_CONFIDENCE = 0.93
_READING_NATS = 8.0
_MOST_NATS = (-2.0, 0.6)
"""A reader that stumbles (confidence under 0.93) counts against a doubtful page; one
that does not says little, for it reads what no person would. Source: engines, 2d."""


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    if given.value(BLANK) is True:
        return _unknown(Reason.BLANK_PAGE)
    if is_typed(page):
        return _known(typed_legibility(page))
    ink = find_ink(page)
    axis = int(given.value(TURN) in (90, 270))
    lines = lines_along(ink, axis)
    measures = measure_clarity(page, ink, lines)
    if measures is None:
        is_lost = _is_lost(page, ink)
        return _known(_HOPELESS) if is_lost else _unknown(Reason.NO_TEXT)
    chance = load_trees(_MODEL).probability(measures)
    chance *= weaken(measures, ink)
    if _is_typed(page, ink) and _is_dark(ink):
        return _known(max(chance, _DIGITAL))
    if _DOUBTFUL[0] < chance < _DOUBTFUL[1]:
        flip = given.value(TURN) in (180, 270)
        chance = _with_reading(chance, page, _strips(page, ink, lines, flip=flip))
    return _known(chance)


def _is_lost(page: PageView, ink: Ink) -> bool:
    """Say whether a page on which no lines are seen has or may have text."""
    if ink.boxes.shape[0] >= _LEAST_PIECES or is_grainy(ink):
        return True
    return reads_smoothed(page, ink.dpi)


def weaken(measures: Floats, ink: Ink) -> float:
    """Return by what the trees' answer is multiplied for what trees miss, 0 to 1."""
    seen = _uncovered(measures) * _shown(ink) * _unhidden(ink)
    return seen * _strong_enough(measures)


def _uncovered(measures: Floats) -> float:
    """Return the probability that blots hide nothing that matters."""
    share = float(measures[MEASURES.index("inner_blot_share")])
    return 1 / (1 + (share / _BLOT_SHARE) ** 2)


def _shown(ink: Ink) -> float:
    """Return the probability that what glare and blots leave over is enough."""
    return 1 / (1 + (covered_share(ink) / _COVERED_SHARE) ** 4)


def _unhidden(ink: Ink) -> float:
    """Return the probability that large blots and lights hide nothing that matters."""
    return 1 / (1 + (hidden_share(ink) / _HIDDEN_SHARE) ** 4)


def _strong_enough(measures: Floats) -> float:
    """Return the probability that the ink stands out from the paper."""
    span = float(measures[MEASURES.index("span_median")])
    return 1 / (1 + (_FAINT_SPAN / max(0.01, span)) ** 5)


def _is_typed(page: PageView, ink: Ink) -> bool:
    """Whether most of the text is drawn by the viewer, not part of a picture."""
    if page.content is Content.DIGITAL:
        return True
    if page.content is not Content.MIXED or not page.layer:
        return False
    scale = ink.dpi / 72
    middle = ink.letters[:, :2] + ink.letters[:, 2:4] / 2
    typed = np.zeros(middle.shape[0], dtype=np.bool_)
    for line in page.layer:
        box = line.box.scaled(scale)
        typed |= (
            (middle[:, 0] >= box.x0)
            & (middle[:, 0] <= box.x1)
            & (middle[:, 1] >= box.y0)
            & (middle[:, 1] <= box.y1)
        )
    return bool(typed.size) and float(typed.mean()) >= _TYPED_SHARE


def _is_dark(ink: Ink) -> bool:
    return darker_share(ink, _DIGITAL_LEVEL) >= _DIGITAL_SHARE


def _strips(page: PageView, ink: Ink, lines: Lines, *, flip: bool) -> list[Pixels]:
    strips = strips_as_rgb(cut_strips(page, ink, lines, count=STRIPS))
    return [np.ascontiguousarray(s[::-1, ::-1]) for s in strips] if flip else strips


def _with_reading(chance: float, page: PageView, strips: list[Pixels]) -> float:
    """Return the probability after the reader has tried; a null reader says nothing."""
    read = [one.confidence for one in page.reader.recognise(strips) if one.text]
    if not read:
        return chance
    nats = _READING_NATS * (float(np.median(read)) - _USUAL_CONFIDENCE)
    odds = math.log(chance / (1 - chance)) + float(np.clip(nats, *_MOST_NATS))
    return 1 / (1 + math.exp(-odds))


def _known(chance: float) -> Mapping[FactName, Reading]:
    legible = chance >= 0.5  # noqa: PLR2004
    sure = round(max(chance, 1 - chance), 3)
    return {
        PROBABILITY: Known(round(chance, 3), sure),
        IS_LEGIBLE: Known(legible, sure),
    }


def _unknown(reason: Reason) -> Mapping[FactName, Reading]:
    return {PROBABILITY: Unknown(reason), IS_LEGIBLE: Unknown(reason)}


PROBE = Probe(
    name="legibility",
    version=11,
    facts=(
        Fact(
            PROBABILITY,
            FactType.FLOAT,
            "probability that a person reads the text without effort, 0 to 1",
        ),
        Fact(IS_LEGIBLE, FactType.BOOL, "whether that probability is at least 0.5"),
    ),
    look=_look,
    needs=(BLANK, TURN),
    uses_reader=True,
    model_digest=digest_of(_MODEL),
)
