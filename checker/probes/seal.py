"""Seal impressions on a page: where, which shape and ink, how large, how sure."""

import math
from collections.abc import Mapping

from checker.model.evidence import (
    Evidence,
    Fact,
    FactType,
    Known,
    Reading,
    Seal,
    SealShape,
    Unknown,
)
from checker.model.geometry import Box
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._ink import (
    Inks,
    has_believable_size,
    look_for_hues,
    measure_dark,
    measure_inks,
)
from checker.probes._models import digest_of
from checker.probes._seal_finder import MODEL_FILE, Found, find_seals, scenes_of

_SEALS = FactName("seal.seals")
_COUNT = FactName("seal.count")
_SHOWS_COLOUR = FactName("page.shows_colour")

_COARSEST_DPI = 70.0
"""Source: shared notes, domain 4: below this seals cannot be judged."""

_FEWEST_PX = 160
"""Long side of a page of unknown size below which nothing is judged."""

_REPORTED = 0.5
_NEARER = (2.0, 4.0, 6.5)
"""A page of unknown size may be a picture of little more than a seal."""

_SURE_WHEN_NEAR = 0.8
"""Needed there, where anything may be as large as a seal. Source: measured set: 25
pictures without seals from public repositories."""

_SURE_IN_COLOUR, _SURE_IN_GREY = 0.985, 0.8
"""Confidence that nothing was missed where no candidate is left. Source: measured set:
drawn pages; about one black seal in four on grey copies goes unseen."""

_ROUNDEST_OVAL = 0.83
"""Ovals are 3 : 4 at most (shared notes, domain 2); fits of round seals that text or
the edge of the page cuts go down to 0.85. Source: own measured set, 140 drawn pages."""


def look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    """Report the seals of a page.

    Args:
        page: the page as displayed.
        given: ``page.shows_colour``.

    Returns:
        ``seal.seals`` and ``seal.count``; Unknown where the scan is too coarse.
    """
    if _is_too_coarse(page):
        unknown = Unknown(Reason.TOO_COARSE)
        return {_SEALS: unknown, _COUNT: unknown}
    in_colour = given.value(_SHOWS_COLOUR) is not False
    found = _find(page, in_colour=in_colour)
    seals = tuple(_as_seal(page, inks, one) for inks, one in found if _counts(one))
    confidence = _confidence([one for _, one in found], in_colour=in_colour)
    return {
        _SEALS: Known(seals, confidence),
        _COUNT: Known(len(seals), confidence),
    }


def _counts(found: Found) -> bool:
    return found.probability >= _REPORTED


def _is_too_coarse(page: PageView) -> bool:
    if page.scan is None:
        return False
    if has_believable_size(page):
        return page.scan.dpi < _COARSEST_DPI
    return max(page.scan.width_px, page.scan.height_px) < _FEWEST_PX


def _find(page: PageView, *, in_colour: bool) -> list[tuple[Inks, Found]]:
    hues = look_for_hues(page) if in_colour else None
    if hues is not None and not (hues.warm or hues.cool):
        return []
    measure = measure_inks if in_colour else measure_dark
    part = "colour" if in_colour else "grey"
    inks = measure(page)
    found = find_seals(scenes_of(inks, hues), part)
    for nearer in () if has_believable_size(page) else _NEARER:
        if any(_counts(one) for one in found):
            break
        inks = measure(page, nearer=nearer)
        close = find_seals(scenes_of(inks, hues), part)
        found = [one for one in close if one.probability >= _SURE_WHEN_NEAR]
    return [(inks, one) for one in found]


def _as_seal(page: PageView, inks: Inks, found: Found) -> Seal:
    outline = found.outline
    x0, y0, x1, y1 = (v * inks.pt_per_px for v in outline.box)
    box = Box(
        max(0.0, x0), max(0.0, y0), min(page.width_pt, x1), min(page.height_pt, y1)
    )
    longer, shorter = (
        round(2 * half / inks.px_per_mm, 1)
        for half in (
            max(outline.half_w, outline.half_h),
            min(outline.half_w, outline.half_h),
        )
    )
    is_tall = abs(math.remainder(_long_axis(found), math.pi)) > math.pi / 4
    size = (shorter, longer) if is_tall else (longer, shorter)
    return Seal(
        box=box,
        shape=_shape(found),
        colour=found.colour,
        confidence=round(found.probability, 4),
        size_mm=size if inks.has_scale else None,
    )


def _long_axis(found: Found) -> float:
    outline = found.outline
    turn = 0.0 if outline.half_w >= outline.half_h else math.pi / 2
    return outline.angle + turn


def _shape(found: Found) -> SealShape:
    outline = found.outline
    if outline.is_square:
        return SealShape.SQUARE
    ratio = min(outline.half_w, outline.half_h) / max(outline.half_w, outline.half_h)
    return SealShape.ROUND if ratio >= _ROUNDEST_OVAL else SealShape.OVAL


def _confidence(found: list[Found], *, in_colour: bool) -> float:
    """Return the probability that the count is right."""
    total = _SURE_IN_COLOUR if in_colour else _SURE_IN_GREY
    for one in found:
        total *= max(one.probability, 1 - one.probability)
    return round(total, 4)


PROBE = Probe(
    name="seal",
    version=10,
    facts=(
        Fact(_SEALS, FactType.SEALS, "seal impressions: box, shape, ink, size"),
        Fact(_COUNT, FactType.INT, "how many seal impressions the page bears"),
    ),
    look=look,
    needs=(_SHOWS_COLOUR,),
    model_digest=digest_of(MODEL_FILE),
)
