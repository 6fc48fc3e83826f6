"""The committed sets, and random dossiers by seed."""

from dataclasses import replace

import numpy as np

from sample_data import faults, recipes
from sample_data.cast import invented
from sample_data.draw.scanning import Handling, Medium
from sample_data.draw.wear import WEAR
from sample_data.fonts import FontGroup
from sample_data.recipes import Dossier, Recipe

SEED = 20_220_301
"""Seed of the committed sets; detectors are tuned on other seeds."""

_DPI = (120, 150, 150, 200, 200, 300)
"""Resolutions that offices scan at."""


def clean(group: FontGroup, seed: int) -> Dossier:
    """Everything there, nothing wrong."""
    return recipes.complete(group, seed, number=0)


def basically_qualified(group: FontGroup, seed: int) -> Dossier:
    """Two pages to scan again, and two things to look at."""
    dossier = recipes.complete(group, seed + 1, number=1)
    recipes.with_audit(dossier)
    recipes.with_an_injury(dossier)
    recipes.smaller(dossier)
    recipes.hand_in_as(dossier, "digital", recipes.BODY, recipes.FILING)
    recipes.hand_in_as(
        *(dossier, "bilevel", recipes.RECEIPT, recipes.INSURED, recipes.MARKS),
        *(recipes.INVOICES, recipes.DRILL_TWO, *recipes.cards(dossier)),
    )
    faults.page_upside_down(dossier)
    faults.page_illegible(dossier)
    faults.blank_page_inside(dossier)
    faults.same_file_twice(dossier)
    return dossier


def unqualified(group: FontGroup, seed: int) -> Dossier:
    """Papers missing, without seal, of other years, locked, or no PDF at all."""
    dossier = recipes.complete(group, seed + 2, number=2)
    recipes.smaller(dossier)
    recipes.hand_in_as(
        *(dossier, "bilevel", recipes.INSURED, recipes.SUMMARY, recipes.MARKS),
        *(recipes.CRANE_FILED, recipes.DRILL_TWO, *recipes.cards(dossier)),
    )
    faults.appointment_without_seal(dossier)
    faults.report_of_other_year(dossier)
    faults.filing_missing(dossier)
    faults.plan_locked(dossier)
    faults.picture_named_pdf(dossier)
    faults.page_on_its_side(dossier)
    faults.certificate_expired(dossier)
    return dossier


def rectification(group: FontGroup, seed: int) -> Dossier:
    """Returned once, answered with item 20; one grey copy is left to a person."""
    dossier = recipes.complete(group, seed + 3, number=3)
    recipes.smaller(dossier)
    recipes.hand_in_as(dossier, "photo", recipes.RECEIPT, recipes.SUMMARY)
    recipes.hand_in_as(
        *(dossier, "bilevel", recipes.INSURED, recipes.INVOICES, recipes.MARKS),
        *(recipes.NO_ACCIDENT, *recipes.cards(dossier)),
    )
    recipes.rectified(dossier)
    recipes.without_cranes(dossier)
    recipes.without_hazards(dossier)
    faults.grey_copy(dossier)
    return dossier


SETS: dict[str, Recipe] = {
    "clean": clean,
    "basically_qualified": basically_qualified,
    "unqualified": unqualified,
    "rectification": rectification,
}


def random_dossier(group: FontGroup, seed: int) -> Dossier:
    """Draw a dossier with up to five faults; papers are scanned or not by chance."""
    rng = np.random.default_rng([seed, 5])
    dossier = _sound(recipes.complete(group, seed), rng)
    _spoil(dossier, rng)
    return dossier


def sound_dossier(group: FontGroup, seed: int) -> Dossier:
    """Draw a dossier without faults; papers are scanned or not by chance."""
    rng = np.random.default_rng([seed, 5])
    return _sound(recipes.complete(group, seed), rng)


def worn_dossier(group: FontGroup, seed: int) -> Dossier:
    """Draw a sound dossier on worn paper, of a company that nobody has heard of."""
    rng = np.random.default_rng([seed, 5])
    cast = invented(seed)
    return _worn(_sound(recipes.complete(group, seed, cast=cast), rng), rng)


def worn_and_faulty(group: FontGroup, seed: int) -> Dossier:
    """Draw a dossier on worn paper with up to five faults."""
    rng = np.random.default_rng([seed, 5])
    cast = invented(seed)
    dossier = _worn(_sound(recipes.complete(group, seed, cast=cast), rng), rng)
    _spoil(dossier, rng)
    return dossier


RANDOM: dict[str, Recipe] = {
    "random": random_dossier,
    "sound": sound_dossier,
    "worn": worn_dossier,
    "worn_faulty": worn_and_faulty,
}
"""Ways of drawing a dossier from a seed."""


def _spoil(dossier: Dossier, rng: np.random.Generator) -> None:
    count = int(rng.integers(0, 6))
    picked = rng.permutation(len(faults.FAULTS))[:count]
    chosen = [faults.FAULTS[place] for place in sorted(picked)]
    if faults.plan_locked in chosen and faults.grey_copy in chosen:
        chosen.remove(faults.grey_copy)
    for fault in chosen:
        fault(dossier)


def _sound(dossier: Dossier, rng: np.random.Generator) -> Dossier:
    _shuffle_media(dossier, rng)
    if rng.random() < 0.3:  # noqa: PLR2004 - a third are rectifications
        recipes.rectified(dossier)
    return dossier


def _worn(dossier: Dossier, rng: np.random.Generator) -> Dossier:
    for path, draft in list(dossier.papers.items()):
        if draft.medium == "digital":
            continue
        handling = {
            number: replace(
                draft.handling.get(number, Handling()),
                skew_deg=round(float(np.clip(rng.normal(0, 1.5), -3, 3)), 2),
                wear=tuple(map(str, rng.permutation(list(WEAR))[: rng.integers(3)])),
                edges=bool(draft.medium != "photo" and rng.random() < 0.2),  # noqa: PLR2004
            )
            for number in range(1, len(draft.sheets) + 1)
        }
        dossier.papers[path] = replace(
            draft,
            handling=handling,
            dpi=int(rng.choice(_DPI)),
            quality=int(rng.integers(35, 93)),
        )
    return dossier


def _shuffle_media(dossier: Dossier, rng: np.random.Generator) -> None:
    media: tuple[Medium, ...] = ("digital", "scan", "scan", "photo")
    for path, draft in list(dossier.papers.items()):
        if draft.medium in ("digital", "scan"):
            medium = media[int(rng.integers(len(media)))]
            dossier.papers[path] = replace(draft, medium=medium)
