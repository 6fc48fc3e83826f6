"""Whose seals they are: the name on the arc of each round or oval seal."""

import re
from collections import Counter
from collections.abc import Mapping

import numpy as np

from checker.model.evidence import (
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    Seal,
    SealShape,
    TextLine,
    Unknown,
)
from checker.model.geometry import PT_PER_INCH
from checker.model.ids import FactName
from checker.model.page import PageView, Recognised
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._seal_unwrap import (
    BANDS,
    GAP_BANDS,
    Plane,
    Ring,
    find_name_arc,
    ink_of,
    levelled,
    refine,
    unwrap,
)

NAMES = FactName("seal.names")
SEALS = FactName("seal.seals")

_NO_READER = "none"
_SURE_SEAL = 0.6
_LEAST_PX = 150.0
"""Diameter of a seal of 40 mm at 95 dpi: below, strokes of its letters run together.
Source: own drawn seals; engines, 7.6 abstains under 200 dpi, before refining."""

_LEAST_LETTERS = 5
"""The shortest names on seals: 某某税务局."""

_GENERIC = re.compile(
    "股份|有限|责任|公司|集团|建设|建筑|工程|劳务|安装|市政|装饰|路桥|总承包|企业|实业"
)
_LEAST_OWN = 2
"""A name has so many letters of its own beside the words that any company may bear;
what has fewer is the end of a name whose beginning was not read."""

_LEAST_CONFIDENCE = 0.9
_AGREEING = 0.98
"""Two of three looks at other bands of the ring agree to the letter, each this sure;
what is then wrong is one reading in fifty. Source: own drawn seals, 196 of them."""

_SURE_LOOK = 0.99
"""A first look this sure needs no second. Source: own drawn seals, 182 of them: no
reading above it was wrong."""

_HOPELESS_LOOK = 0.6
"""A first look less sure than that is followed by no other. Source: same set: of seals
read in the end, none began under 0.7."""

_SAME_ARC_DEG = 12.0
_MARGIN_SHARE = 0.16
"""The detector's box may be off by this share where print crosses the seal."""

_SAME_LETTERS = str.maketrans(
    "裝設衛護關東華處總廠務業實檢測證區", "装设卫护关东华处总厂务业实检测证区"
)
"""The recogniser slips into traditional forms on seal script."""


def look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    """Report the names that could be read, each with the box of its seal.

    A seal whose name is unsure is left out: nothing is ever drawn towards an expected
    name. Cost: 15 to 35 CPU ms a seal.
    """
    if page.reader.name == _NO_READER:
        return {NAMES: Unknown(Reason.NOT_READ)}
    reading = given.get(SEALS)
    if isinstance(reading, Unknown):
        return {NAMES: Unknown(reading.reason)}
    seals = reading.value if isinstance(reading.value, tuple) else ()
    read = [_read(page, one) for one in seals if isinstance(one, Seal)]
    return {NAMES: Known(tuple(one for one in read if one is not None))}


def _read(page: PageView, seal: Seal) -> TextLine | None:
    scale = page.raster_dpi / PT_PER_INCH
    is_round = seal.shape in {SealShape.ROUND, SealShape.OVAL}
    if not is_round or seal.confidence < _SURE_SEAL:
        return None
    if max(seal.box.width, seal.box.height) * scale < _LEAST_PX:
        return None
    ink, ring = _patch(page, seal, scale)
    if seal.shape is SealShape.OVAL:
        ink, ring = levelled(ink, ring)
    ring = refine(ink, ring)
    tried: list[tuple[float, float]] = []
    for band in GAP_BANDS:
        arc = find_name_arc(ink, ring, band=band)
        if arc is None or any(_is_same(arc, other) for other in tried):
            continue
        tried.append(arc)
        text, confidence = _agreed(page, ink, ring, arc=arc)
        if confidence >= _LEAST_CONFIDENCE and _is_whole(text):
            return TextLine(text, seal.box, round(confidence * _AGREEING, 4))
        if 0 < confidence <= _HOPELESS_LOOK:
            break
    return None


def _is_whole(text: str) -> bool:
    return len(text) >= _LEAST_LETTERS and len(_GENERIC.sub("", text)) >= _LEAST_OWN


def _is_same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    off = abs((one[0] - other[0] + 180) % 360 - 180)
    return off < _SAME_ARC_DEG and abs(one[1] - other[1]) < _SAME_ARC_DEG


def _patch(page: PageView, seal: Seal, scale: float) -> tuple[Plane, Ring]:
    pixels = page.pixels(page.raster_dpi)
    box = seal.box
    margin = _MARGIN_SHARE * max(box.width, box.height) * scale
    x0, y0 = (max(0, int(v * scale - margin)) for v in (box.x0, box.y0))
    x1, y1 = (int(v * scale + margin) + 1 for v in (box.x1, box.y1))
    ink = ink_of(np.ascontiguousarray(pixels[y0:y1, x0:x1]), seal.colour)
    x, y = box.centre
    half = (box.width * scale / 2, box.height * scale / 2)
    return ink, Ring(x * scale - x0, y * scale - y0, *half)


def _agreed(
    page: PageView, ink: Plane, ring: Ring, *, arc: tuple[float, float]
) -> tuple[str, float]:
    """Return what a sure look or two looks say, and how sure the less sure one is."""
    seen: list[Recognised] = []
    for band in BANDS:
        (one,) = page.reader.recognise([unwrap(ink, ring, arc, band=band)])
        seen.append(Recognised(_plain(one.text), one.confidence))
        if len(seen) == 1 and not _HOPELESS_LOOK < one.confidence < _SURE_LOOK:
            return seen[0].text, one.confidence
        text, times = Counter(each.text for each in seen).most_common(1)[0]
        if times > 1:
            return text, min(each.confidence for each in seen if each.text == text)
    return "", 0.0


def _plain(text: str) -> str:
    return "".join(text.split()).translate(_SAME_LETTERS)


PROBE = Probe(
    name="seal_text",
    version=4,
    facts=(
        Fact(NAMES, FactType.LINES, "names read on seals, with the box of each", "pt"),
    ),
    look=look,
    needs=(SEALS,),
    reads_text=True,
    uses_reader=True,
)
