"""The probability that a person reads the page's text without effort."""

from collections.abc import Mapping

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
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._sheet_clarity import measure_clarity
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_lines import lines_along
from checker.probes._sheet_trees import load_trees

PROBABILITY = FactName("legibility.probability")
IS_LEGIBLE = FactName("legibility.is_legible")
TURN = FactName("orientation.turn_deg")
BLANK = FactName("blank.is_blank")

_MODEL = "_legibility_model.json"
_DIGITAL = 0.98
_HOPELESS = 0.12
_LEAST_PIECES = 40
"""Ink in this many pieces that lie in no line was text once."""


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    if given.value(BLANK) is True:
        return _unknown(Reason.BLANK_PAGE)
    ink = find_ink(page)
    turn = given.value(TURN)
    axis = int(turn in (90, 270))
    lines = lines_along(ink, axis)
    measures = measure_clarity(page, ink, lines)
    if measures is None:
        many = ink.boxes.shape[0] >= _LEAST_PIECES
        return _known(_HOPELESS) if many else _unknown(Reason.NO_TEXT)
    chance = load_trees(_MODEL).probability(measures)
    if page.content is Content.DIGITAL:
        return _known(max(chance, _DIGITAL))
    return _known(chance)


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
    version=1,
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
)
