"""Whether a page holds nothing that a reader could use."""

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
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._sheet_ink import Ink, darker_share, find_ink, is_grainy
from checker.probes._sheet_lines import cut_strips, lines_along, strips_as_rgb
from checker.probes._sheet_marks import Marks, count_letters, count_marks
from checker.probes._sheet_reading import reads_smoothed
from checker.probes._sheet_typed import is_typed

IS_BLANK = FactName("blank.is_blank")
_SEAL_COUNT = FactName("seal.count")

_MANY_LETTERS = 25
_DARK_LEVEL = 51
_DARK_SHARE = 0.4
"""A page with 25 letters, two fifths of whose ink is darker than a fifth of the paper
(edges of strokes are paler), needs no second look: show-through stays under 15 per
cent."""

_FEW_MARKS = 3
"""Two marks may be dust; three that lie in a line are writing."""

_INK_DARKNESS = 0.25
_BACK_DARKNESS = 0.12
"""Marks darker than the first were written on this side; marks lighter than the second
that nobody can read show through from the other (softly, so that few of them pass as
marks at all). Source: own measured set, tests/blanks.py, show-through of 3 to 16 per
cent."""

_READS_WELL = 0.8
_LEAST_READ = 2


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    if page.content is Content.BLANK:
        return {IS_BLANK: Known(value=True)}
    if is_typed(page):
        return {IS_BLANK: Known(value=False, confidence=0.995)}
    ink = find_ink(page)
    if page.content is Content.DIGITAL:
        return {IS_BLANK: Known(bool(ink.boxes.shape[0] == 0), 0.98)}
    return {IS_BLANK: _look_at_scan(page, ink, given)}


def _look_at_scan(page: PageView, ink: Ink, given: Evidence) -> Reading:
    if _is_full_of_text(ink):
        return Known(value=False, confidence=0.995)
    seals = given.value(_SEAL_COUNT)
    if isinstance(seals, int) and seals > 0:
        return Known(value=False, confidence=0.95)
    return _judge(page, ink, count_marks(ink))


def _is_full_of_text(ink: Ink) -> bool:
    if count_letters(ink) < _MANY_LETTERS:
        return False
    return darker_share(ink, _DARK_LEVEL) >= _DARK_SHARE


def _judge(page: PageView, ink: Ink, marks: Marks) -> Reading:
    if marks.large:
        return Known(value=False, confidence=0.93)
    if marks.letters >= 2 * _FEW_MARKS and marks.darkness >= _INK_DARKNESS:
        return Known(value=False, confidence=0.97)
    seen = marks.letters + marks.faint + marks.soft > 0
    if (seen and _reads_strips(page, ink)) or reads_smoothed(page, ink.dpi):
        return Known(value=False, confidence=0.96)
    guess = _guess(marks) if seen else Known(value=True, confidence=0.98)
    is_doubtful = guess.value is True and is_grainy(ink)
    return Unknown(Reason.LOW_CONFIDENCE) if is_doubtful else guess


def _guess(marks: Marks) -> Known:
    """Judge marks that the reader makes nothing of."""
    written = marks.letters + marks.faint + marks.soft // 2 >= _FEW_MARKS
    if written and marks.darkness >= _BACK_DARKNESS:
        return Known(value=False, confidence=0.7)
    return Known(value=True, confidence=0.6 if marks.letters else 0.85)


def _reads_strips(page: PageView, ink: Ink) -> bool:
    """Say whether the reader makes words of any line, whichever way up."""
    for axis in (0, 1):
        strips = strips_as_rgb(cut_strips(page, ink, lines_along(ink, axis), count=3))
        both_ways = strips + [np.ascontiguousarray(s[::-1, ::-1]) for s in strips]
        for one in page.reader.recognise(both_ways) if both_ways else ():
            words = sum(letter.isalnum() for letter in one.text)
            if one.confidence >= _READS_WELL and words >= _LEAST_READ:
                return True
    return False


PROBE = Probe(
    name="blank",
    version=10,
    facts=(Fact(IS_BLANK, FactType.BOOL, "whether a reader could use nothing on it"),),
    look=_look,
    needs=(_SEAL_COUNT,),
    uses_reader=True,
)
