"""Pages whose text is drawn by the viewer: their letters tell most without pixels."""

import numpy as np

from checker.model.evidence import Content, TextLine
from checker.model.page import PageView

_LEAST_LETTERS = 10
_MOST_LINES = 24
_SMALLEST_PT = 4.5
"""Print of a form's footnotes; smaller is hard to read on any paper. Source: shared
notes, intake: the smallest print of a form has 4 pt."""

_DOUBTFUL_CONTRAST = 0.2
_STEEPNESS = 5
"""Letters darker than the paper by a fifth (#CCC on white) are as likely hard to
read as not. Chosen by hand: 12 pt in #E4E4E4 comes to 0.03, in #D0D0D0 to 0.34, in #BBB
to 0.77, in #A0A0A0 to 0.93; as steep as ``_strong_enough`` of scans."""

_BEST = 0.98


def is_typed(page: PageView) -> bool:
    """Whether a page is digital and its letters are known and stand one way."""
    return (
        page.content is Content.DIGITAL
        and page.layer_trusted
        and page.layer_turn_deg is not None
        and sum(len(line.text) for line in page.layer) >= _LEAST_LETTERS
    )


def typed_legibility(page: PageView) -> float:
    """Return the probability that a person reads the typed text without effort.

    Cost: under 1 CPU ms; at most 24 lines are looked at.
    """
    lines = page.layer[:: max(1, len(page.layer) // _MOST_LINES)][:_MOST_LINES]
    height_pt = float(np.median([_height_pt(page, line) for line in lines]))
    contrast = float(np.median([_contrast(page, line) for line in lines]))
    size = min(1.0, height_pt / _SMALLEST_PT) ** 4
    strength = 1 / (1 + (_DOUBTFUL_CONTRAST / max(0.01, contrast)) ** _STEEPNESS)
    return _BEST * size * strength


def _height_pt(page: PageView, line: TextLine) -> float:
    lies = page.layer_turn_deg in (90, 270)
    return line.box.width if lies else line.box.height


def _contrast(page: PageView, line: TextLine) -> float:
    """Return how much darker a line's ink is than its ground, or lighter (0 to 1)."""
    grey = page.grey(page.raster_dpi)
    box = line.box.scaled(page.raster_dpi / 72)
    patch = grey[
        max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1
    ]
    if not patch.size:
        return 0.0
    low, middle, high = np.percentile(patch, (3, 50, 97))
    return float(max(middle - low, high - middle)) / 255
