"""Turn boxes between the page as displayed and the page with its text upright."""

from checker.model.evidence import Evidence, Known, TextLine
from checker.model.geometry import Box
from checker.model.page import PageView

_SURE = 0.9
"""A turn less sure than this is not acted upon: one wrong turn costs the whole page,
and text read on its side shows in its confidence."""

_QUARTER_DEG = 90


def sure_turn_deg(given: Evidence) -> int:
    """Return how far the content is turned clockwise; 0 where that is not sure."""
    reading = given.get("orientation.turn_deg")
    if not isinstance(reading, Known) or reading.confidence < _SURE:
        return 0
    turn_deg = reading.value
    return turn_deg % 360 if isinstance(turn_deg, int) else 0


def upright_height_pt(page: PageView, turn_deg: int) -> float:
    """Return the height of the page once its text stands upright."""
    is_on_side = turn_deg % 180 == _QUARTER_DEG
    return page.width_pt if is_on_side else page.height_pt


def upright_width_pt(page: PageView, turn_deg: int) -> float:
    """Return the width of the page once its text stands upright."""
    is_on_side = turn_deg % 180 == _QUARTER_DEG
    return page.height_pt if is_on_side else page.width_pt


def as_upright(box: Box, page: PageView, turn_deg: int) -> Box:
    """Return a box of the page as displayed, on the page with its text upright."""
    width, height = page.width_pt, page.height_pt
    match turn_deg:
        case 90:
            return Box(box.y0, width - box.x1, box.y1, width - box.x0)
        case 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            return Box(height - box.y1, box.x0, height - box.y0, box.x1)
        case _:
            return box


def as_displayed(box: Box, page: PageView, turn_deg: int) -> Box:
    """Return a box of the upright page on the page as displayed."""
    width, height = page.width_pt, page.height_pt
    match turn_deg:
        case 90:
            return Box(width - box.y1, box.x0, width - box.y0, box.x1)
        case 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        case 270:
            return Box(box.y0, height - box.x1, box.y1, height - box.x0)
        case _:
            return box


def upright_lines(
    lines: tuple[TextLine, ...], page: PageView, turn_deg: int
) -> tuple[TextLine, ...]:
    """Return the lines with their boxes on the upright page."""
    return tuple(
        TextLine(line.text, as_upright(line.box, page, turn_deg), line.confidence)
        for line in lines
    )


def text_lines(given: Evidence) -> tuple[TextLine, ...]:
    """Return the lines of ``text.lines``; empty where they are unknown."""
    value = given.value("text.lines")
    if not isinstance(value, tuple):
        return ()
    return tuple(line for line in value if isinstance(line, TextLine))
