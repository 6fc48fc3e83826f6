"""Which way up a page is."""

from collections.abc import Mapping

import numpy as np

from checker.model.evidence import Evidence, Fact, FactType, Known, Reading, Unknown
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_turn import TURNS_DEG, weigh_turns
from checker.probes._sheet_typed import is_typed

TURN = FactName("orientation.turn_deg")
BLANK = FactName("blank.is_blank")

_MOST_SURE = 0.995
"""Nothing is surer: every thousandth ordinary page is odd in a way we have not met."""


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    if given.value(BLANK) is True:
        return {TURN: Unknown(Reason.BLANK_PAGE)}
    if is_typed(page) and page.layer_turn_deg is not None:
        return {TURN: Known(page.layer_turn_deg, _MOST_SURE)}
    ink = find_ink(page)
    odds = weigh_turns(page, ink)
    if float(np.ptp(odds)) == 0:
        return {TURN: Unknown(Reason.NO_TEXT)}
    best = int(np.argmax(odds))
    sure = round(min(_MOST_SURE, float(odds[best])), 4)
    return {TURN: Known(TURNS_DEG[best], sure)}


PROBE = Probe(
    name="orientation",
    version=8,
    facts=(
        Fact(
            TURN,
            FactType.INT,
            "how far the content is turned clockwise from upright: 0, 90, 180, 270",
            "deg",
        ),
    ),
    look=_look,
    needs=(BLANK,),
    uses_reader=True,
)
