"""What is beyond doubt: pages to turn, to straighten, and blank ones to drop."""

from dataclasses import dataclass, field

from checker.mending import words
from checker.mending.facts import DocumentFacts, PageFacts
from checker.mending.refusals import refuse
from checker.model.evidence import Content
from checker.model.mending import Act, MendedPage, MendPlan, NewFile, PageNote
from checker.model.wording import Text

TURN_SURE = 0.95
"""Source: the pack's rule orientation.turned: from here on a turn is an error."""

BLANK_SURE = 0.95
"""Source: as for turns. The probe says 0.98 of a sheet without any mark, 0.85 where
something may show through."""

LEAN_SURE = 0.7
"""Source: own measured set: 72 leaning pages of tests/makers.py came out with 0.75 to
0.98, right within 0.1 degrees, nearly empty ones within 0.6."""

LEAN_FROM_DEG = 0.5
"""Nobody sees less. Source: the skew probe is right within half a degree."""

LEAN_TO_DEG = 15.0
"""Source: our own: more is no slip of the feeder; a person should look."""

_QUARTERS = frozenset({0, 90, 180, 270})


@dataclass(slots=True)
class _Page:
    """What is decided of one page so far."""

    page_no: int
    is_dropped: bool = False
    turn_deg: int = 0
    straighten_deg: float = 0.0
    notes: list[PageNote] = field(default_factory=list)

    def note(self, act: Act, why: Text) -> None:
        self.notes.append(PageNote(self.page_no, act, why))


def plan_certain(facts: DocumentFacts) -> MendPlan:
    """Return a plan of all that is certain to make the document better.

    A page is turned from a confidence of 0.95 on, a scan straightened where it leans by
    0.5 to 15 degrees, a page dropped where it is surely blank and others stay. Whatever
    is less sure is left as it is, and said.
    """
    refusal = refuse(facts)
    if refusal is not None:
        return MendPlan(facts.sha256, facts.page_count, refusal=refusal)
    seen = [facts.page(page_no) for page_no in range(1, facts.page_count + 1)]
    keeps_all = all(_is_surely_blank(one) for one in seen)
    pages = [_decide(one, keeps_all=keeps_all) for one in seen]
    notes = tuple(note for page in pages for note in page.notes)
    return MendPlan(facts.sha256, facts.page_count, _files(pages), notes)


def _files(pages: list[_Page]) -> tuple[NewFile, ...]:
    kept = tuple(
        MendedPage(one.page_no, one.turn_deg, one.straighten_deg)
        for one in pages
        if not one.is_dropped
    )
    is_same = kept == tuple(MendedPage(one.page_no) for one in pages)
    return () if is_same else (NewFile(kept),)


def _decide(facts: PageFacts, *, keeps_all: bool) -> _Page:
    page = _Page(facts.number)
    if _is_surely_blank(facts):
        if keeps_all:
            page.note(Act.UNSURE, words.ALL_BLANK)
        else:
            page.is_dropped = True
            page.note(Act.DROPPED, words.BLANK)
    elif facts.blank:
        page.note(Act.UNSURE, words.MAYBE_BLANK)
    else:
        _set_upright(page, facts)
    if not page.notes:
        page.note(Act.KEPT, words.FINE)
    return page


def _is_surely_blank(facts: PageFacts) -> bool:
    """Blank is sure where nothing is drawn at all, or where the probe is."""
    if facts.blank is not True:
        return False
    is_empty = facts.content == Content.BLANK.value
    return is_empty or (facts.blank_confidence or 0.0) >= BLANK_SURE


def _set_upright(page: _Page, facts: PageFacts) -> None:
    turn_deg, sure = facts.orientation, facts.orientation_confidence or 0.0
    if turn_deg is None or turn_deg not in _QUARTERS:
        page.note(Act.UNSURE, words.NO_TURN_KNOWN)
    elif sure < TURN_SURE:
        if turn_deg:
            page.note(Act.UNSURE, words.maybe_turned(turn_deg, sure))
    else:
        if turn_deg:
            page.turn_deg = 360 - turn_deg
            page.note(Act.TURNED, words.turned(page.turn_deg, sure))
        _set_straight(page, facts)


def _set_straight(page: _Page, facts: PageFacts) -> None:
    """Straighten a scan; what a program typeset stands as it was meant to."""
    lean_deg, sure = facts.skew_deg, facts.skew_confidence or 0.0
    if lean_deg is None or abs(lean_deg) < LEAN_FROM_DEG:
        return
    if facts.content != Content.SCAN.value:
        return
    if sure < LEAN_SURE or abs(lean_deg) > LEAN_TO_DEG:
        page.note(Act.UNSURE, words.maybe_leans(lean_deg))
        return
    page.straighten_deg = -lean_deg
    page.note(Act.STRAIGHTENED, words.straightened(lean_deg))
