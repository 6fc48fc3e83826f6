"""Looking for a seal among the readings of some pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.kinds._pages import Placed, colour_doubt, is_blank
from checker.kinds._verdicts import sure_reading
from checker.model.evidence import PageEvidence, Seal, SealShape, Unknown
from checker.model.wording import Reason


@dataclass(frozen=True, slots=True)
class SealAsk:
    """What counts as the seal; ``size_mm`` is (least, most), 0 for no limit.

    An oval whose shorter side is at least ``min_roundness`` (0 to 1) of the longer one
    counts as round: text across a seal pulls its outline.
    ``other_stamps`` are shapes of stamps of another kind: one of them is no seal as
    asked, and no reason to think that there is one.
    """

    shapes: tuple[SealShape, ...]
    colours: tuple[str, ...]
    size_mm: tuple[float, float]
    min_confidence: float
    other_stamps: tuple[SealShape, ...] = ()
    min_roundness: float = 1.0


def seals_of(page: PageEvidence) -> tuple[Seal, ...]:
    """Return the seals seen on a page, none where it was not measured."""
    value = page.evidence.value("seal.seals")
    if not isinstance(value, tuple):
        return ()
    return tuple(seal for seal in value if isinstance(seal, Seal))


def is_asked_for(seal: Seal, ask: SealAsk) -> bool:
    """Whether a seal has shape, colour, size and confidence as asked."""
    return (
        _has_shape(seal, ask)
        and seal.colour in ask.colours
        and seal.confidence >= ask.min_confidence
        and is_within(seal, ask.size_mm)
    )


def _has_shape(seal: Seal, ask: SealAsk) -> bool:
    if seal.shape in ask.shapes:
        return True
    may_be_round = seal.shape is SealShape.OVAL and SealShape.ROUND in ask.shapes
    return may_be_round and _roundness(seal) >= ask.min_roundness


def _roundness(seal: Seal) -> float:
    sides = seal.size_mm or (seal.box.width, seal.box.height)
    return min(sides) / max(sides) if max(sides) > 0 else 0.0


def is_within(seal: Seal, limits_mm: tuple[float, float]) -> bool:
    """Whether the larger side lies within limits; a seal without scale does."""
    if seal.size_mm is None:
        return True
    side_mm = max(seal.size_mm)
    low, high = limits_mm
    return side_mm >= low and (not high or side_mm <= high)


def best_seal(pages: Iterable[Placed], ask: SealAsk) -> tuple[Placed, Seal] | None:
    """Return the surest seal that is as asked, with its page; the first of equals."""
    fitting = [
        (place, seal)
        for place in pages
        for seal in seals_of(place.page)
        if is_asked_for(seal, ask)
    ]
    return max(fitting, key=lambda pair: pair[1].confidence, default=None)


def doubt_of_absence(
    pages: Iterable[Placed], ask: SealAsk, min_absence_confidence: float
) -> Reason | None:
    """Return why a seal may be there though none as asked was found.

    None: every page was looked at in colour, and nothing like a seal is on it.
    """
    pages = tuple(pages)
    seals = [
        seal
        for place in pages
        for seal in seals_of(place.page)
        if seal.shape not in ask.other_stamps
    ]
    if seals:
        return _doubt_of_seals(seals, pages)
    if any(place.document.failed for place in pages):
        return Reason.ENGINE_FAILED
    if any(place.document.file.value("file.signatures") for place in pages):
        return Reason.ONLY_WEAK_EVIDENCE
    for place in pages:
        doubt = _doubt_of_page(place.page, min_absence_confidence)
        if doubt is not None:
            return doubt
    return None


def _doubt_of_seals(seals: list[Seal], pages: tuple[Placed, ...]) -> Reason:
    if any(seal.colour == "red" for seal in seals):
        return Reason.LOW_CONFIDENCE
    if any(colour_doubt(place.page) is not None for place in pages):
        return Reason.PROBABLY_COPY
    return Reason.NOT_IN_RED


def _doubt_of_page(page: PageEvidence, min_confidence: float) -> Reason | None:
    if is_blank(page):
        return None
    no_colour = colour_doubt(page)
    if no_colour is not None:
        return no_colour
    reading = sure_reading(page.evidence, "seal.seals", min_confidence)
    return reading.reason if isinstance(reading, Unknown) else None
