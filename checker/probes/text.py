"""The words of a page: its text layer where that can be trusted, else read by OCR."""

from collections.abc import Mapping
from statistics import fmean

import numpy as np

from checker.model.evidence import (
    Content,
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    Seal,
    TextLine,
    TextSource,
    Unknown,
)
from checker.model.geometry import PT_PER_INCH, Box
from checker.model.ids import FactName
from checker.model.page import PageView, Pixels, ReadLine
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._text_upright import as_displayed, sure_turn_deg

_LINES = FactName("text.lines")
_SOURCE = FactName("text.source")

_NO_READER = "none"

_MOST_DPI = 200.0
"""**Source:** shared notes on engines, section 2c: 300 dpi reads no better than 200."""

_LAYER_CONFIDENCE = 0.99
"""A trusted layer was checked against the pixels by intake; sampling leaves doubt."""

_NONE_CONFIDENCE = 0.9
"""How sure "no text" is where the reader found none on a page that is not blank."""

_LEAST_CONFIDENCE = 0.3
"""Less sure lines are drawings, stamps and shadows taken for writing.

**Source:** own measured set: of 1,760 lines read rightly on 24 synthetic pages the
least sure had 0.70; on the images of the shared corpus the five lines under 0.3 were
noise.
"""

_INK_CHROMA = 36
_PAPER_PERCENTILE = 90
_DARKEST = 8.0
"""Spread of the channels (of 255) that makes a pixel coloured; the level of paper in a
seal's box; and the level under which a scanner's dark says nothing any more.

**Source:** seals of the shared corpus (domain notes, section 2: 214,38,32 to
220,40,90) and own synthetic seals over text.
"""

_SEAL_MARGIN_PT = 4.0


def look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    """Return the lines in reading order and where they came from."""
    if page.layer_trusted:
        confidence = min(_LAYER_CONFIDENCE, _mean_confidence(page.layer))
        return _found(page.layer, TextSource.LAYER, confidence)
    if page.content is Content.BLANK or given.value("blank.is_blank") is True:
        reading = given.get("blank.is_blank")
        sure = reading.confidence if isinstance(reading, Known) else 1.0
        return _found((), TextSource.NONE, sure)
    if page.reader.name == _NO_READER:
        return {_LINES: Unknown(Reason.NOT_READ), _SOURCE: Unknown(Reason.NOT_READ)}
    lines = _read(page, given)
    if not lines:
        return _found((), TextSource.NONE, _NONE_CONFIDENCE)
    return _found(lines, TextSource.OCR, _mean_confidence(lines))


def _found(
    lines: tuple[TextLine, ...], source: TextSource, confidence: float
) -> Mapping[FactName, Reading]:
    return {_LINES: Known(lines, confidence), _SOURCE: Known(str(source))}


def _read(page: PageView, given: Evidence) -> tuple[TextLine, ...]:
    dpi = min(_MOST_DPI, page.raster_dpi)
    turn_deg = sure_turn_deg(given)
    image = _without_seals(page.pixels(dpi), given, dpi)
    upright = np.ascontiguousarray(np.rot90(image, turn_deg // 90))
    return tuple(
        _on_page(line, page, turn_deg, dpi=dpi)
        for line in page.reader.read(upright)
        if line.confidence >= _LEAST_CONFIDENCE
    )


def _on_page(line: ReadLine, page: PageView, turn_deg: int, *, dpi: float) -> TextLine:
    upright = Box(*line.box_px).scaled(PT_PER_INCH / dpi)
    return TextLine(line.text, as_displayed(upright, page, turn_deg), line.confidence)


def _without_seals(image: Pixels, given: Evidence, dpi: float) -> Pixels:
    boxes = [seal.box for seal in _seals(given)]
    if not boxes:
        return image
    cleaned = image.copy()
    for box in boxes:
        scale = dpi / PT_PER_INCH
        x0, y0 = (int(max(0.0, v - _SEAL_MARGIN_PT) * scale) for v in (box.x0, box.y0))
        x1, y1 = (int((v + _SEAL_MARGIN_PT) * scale) for v in (box.x1, box.y1))
        part = cleaned[y0:y1, x0:x1]
        if part.size:
            part[:] = _without_ink(part)
    return cleaned


def _seals(given: Evidence) -> tuple[Seal, ...]:
    value = given.value("seal.seals")
    if not isinstance(value, tuple):
        return ()
    return tuple(seal for seal in value if isinstance(seal, Seal))


def _without_ink(part: Pixels) -> Pixels:
    levels = part.astype(np.float32)
    paper = np.maximum(np.percentile(levels, _PAPER_PERCENTILE, axis=(0, 1)), 1.0)
    # Inks lie over one another as sums of absorbances, as Beer and Lambert found.
    absorbed = np.maximum(0.0, np.log(paper / np.maximum(levels, _DARKEST)))
    is_coloured = levels.max(axis=2) - levels.min(axis=2) > _INK_CHROMA
    if not is_coloured.any():
        return part
    clearest = int(np.argmin(np.median(absorbed[is_coloured], axis=0)))
    least = absorbed[:, :, clearest]
    colour = absorbed.max(axis=2) - least
    share = float(np.median(least[is_coloured] / np.maximum(colour[is_coloured], 0.01)))
    print_only = np.maximum(0.0, least - share * colour)
    grey = float(paper.mean()) * np.exp(-print_only)
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2).astype(np.uint8)


def _mean_confidence(lines: tuple[TextLine, ...]) -> float:
    letters = [line.confidence for line in lines for _ in line.text]
    return round(fmean(letters), 4) if letters else 1.0


PROBE = Probe(
    name="text",
    version=1,
    facts=(
        Fact(_LINES, FactType.LINES, "lines of text in reading order", "pt"),
        Fact(_SOURCE, FactType.TEXT, "where the text came from: layer, ocr or none"),
    ),
    look=look,
    needs=(
        FactName("orientation.turn_deg"),
        FactName("blank.is_blank"),
        FactName("seal.seals"),
    ),
    reads_text=True,
    uses_reader=True,
)
