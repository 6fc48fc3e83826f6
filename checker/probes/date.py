"""The dates on a page: which days, how exact, and what each says."""

from collections.abc import Mapping
from dataclasses import replace

from checker.model.evidence import (
    DateSpan,
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
from checker.probes._dates import find_dates
from checker.probes._text_upright import (
    as_displayed,
    sure_turn_deg,
    text_lines,
    upright_height_pt,
    upright_lines,
)

_DATES = FactName("date.dates")


def look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    """Return the dates in the page's text; Unknown where the text is."""
    text = given.get("text.lines")
    if isinstance(text, Unknown):
        return {_DATES: text}
    turn_deg = sure_turn_deg(given)
    lines = upright_lines(text_lines(given), page, turn_deg)
    spans = find_dates(lines, upright_height_pt(page, turn_deg))
    dates = tuple(_on_page(span, page, turn_deg) for span in spans)
    return {_DATES: Known(dates, text.confidence)}


def _on_page(span: DateSpan, page: PageView, turn_deg: int) -> DateSpan:
    if span.box is None:
        return span
    return replace(span, box=as_displayed(span.box, page, turn_deg))


PROBE = Probe(
    name="date",
    version=2,
    facts=(Fact(_DATES, FactType.DATES, "dates with their days, kind and role"),),
    look=look,
    needs=(FactName("text.lines"), FactName("orientation.turn_deg")),
    reads_text=True,
    uses_reader=True,
)
