"""The small lean of the text lines that is left once the page is turned upright."""

from collections.abc import Mapping

from checker.model.evidence import Evidence, Fact, FactType, Known, Reading, Unknown
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._sheet_ink import Ink, find_ink
from checker.probes._sheet_lines import Lines, lines_along
from checker.probes._sheet_typed import is_typed

ANGLE = FactName("skew.angle_deg")
TURN = FactName("orientation.turn_deg")

_TYPED_SURE = 0.97
"""Letters that the viewer draws stand straight, but for slanted decoration."""

_LEAST_LETTERS = 4
"""Fewer pieces of ink than this lie in no line."""

_CLEAR_ENERGY = 1.6
"""Of 128 flat pages whose projection is this much sharper than at the median angle, 3
were off by more than 0.5 degrees, none by 0.6. Measured set: 192 pages of
tests/accuracy/measure_sheet.py."""


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    turn = given.get(TURN)
    if isinstance(turn, Unknown):
        return {ANGLE: turn}
    if is_typed(page):
        return {ANGLE: Known(0.0, _TYPED_SURE)}
    ink = find_ink(page)
    if ink.letters.shape[0] < _LEAST_LETTERS:
        return {ANGLE: Unknown(Reason.NO_TEXT)}
    axis = int(turn.value in (90, 270))
    lines = lines_along(ink, axis)
    return {ANGLE: Known(round(lines.angle_deg, 2), _confidence(ink, lines))}


def _confidence(ink: Ink, lines: Lines) -> float:
    """Return the probability that the angle is right within half a degree."""
    share = min(1.0, max(0.0, (lines.energy - 1.0) / (_CLEAR_ENERGY - 1.0)))
    few = min(1.0, ink.letters.shape[0] / 25)
    return round(float(0.5 + 0.48 * share * (0.6 + 0.4 * few)), 3)


PROBE = Probe(
    name="skew",
    version=8,
    facts=(
        Fact(
            ANGLE,
            FactType.FLOAT,
            "lean of the text lines after the turn, clockwise positive, -45 to 45",
            "deg",
        ),
    ),
    look=_look,
    needs=(TURN,),
)
