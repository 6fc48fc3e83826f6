"""Single pages with labels, for accuracy tests, tuning and benchmarks."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from checker.model.page import Pixels
from sample_data import fonts
from sample_data.cast import make_cast
from sample_data.draw.press import Press
from sample_data.draw.scanning import MEDIA, Handling, Medium
from sample_data.draw.sheet import Sheet
from sample_data.papers import (
    accounts,
    funds,
    insurance,
    organisation,
    people,
    records,
    rules,
    site,
)
from sample_data.papers.desk import Desk
from sample_data.paperwork import Exposure, Label, expose, label

Papers = Callable[[Desk], list[Sheet]]

PAPERS: dict[str, tuple[Papers, int]] = {
    "notice_first": (organisation.body, 0),
    "notice_last": (rules.dual_prevention, -1),
    "notice_single": (organisation.appointments, 0),
    "plan_first": (rules.hazard_plan, 0),
    "plan_table": (rules.training_plan, 0),
    "receipt": (insurance.receipt, 0),
    "insurance_months": (insurance.statement, 0),
    "insurance_people": (insurance.statement, 1),
    "report": (accounts.december_report, 0),
    "audit_cover": (accounts.audit, 0),
    "audit_opinion": (accounts.audit, 1),
    "balance_sheet": (accounts.audit, 2),
    "spending": (funds.summary, 0),
    "invoice": (funds.invoices, 0),
    "rules_text": (rules.booklet, -1),
    "filing_form": (records.filing, 0),
    "drill_record": (lambda desk: records.drill(desk, records.drills(desk)[0]), 0),
    "photos": (lambda desk: records.drill(desk, records.drills(desk)[1]), 1),
    "sign_in": (lambda desk: records.drill(desk, records.drills(desk)[0]), -1),
    "statement": (records.no_accident, 0),
    "ledger": (records.hazard_ledger, 0),
    "marks": (lambda desk: records.marks(desk, records.courses(desk)[0]), 0),
    "exam": (lambda desk: records.marks(desk, records.courses(desk)[0]), 1),
    "education_file": (site.education_files, 0),
    "issue_ledger": (site.protection_ledger, 0),
    "measures": (site.protection_measures, 0),
    "site_photos": (site.site_photos, 0),
    "crane_ledger": (site.crane_ledger, 0),
    "registration": (site.crane_registration, 0),
    "certificate": (lambda desk: people.draw(desk, people.certificates(desk)[0]), 0),
    "card": (lambda desk: people.draw(desk, people.certificates(desk)[-1]), 0),
    "blank": (lambda _desk: [Sheet("blank")], 0),
}
LAYOUTS = tuple(PAPERS)
"""Names for ``draw_page``; every kind of page that the sample dossiers hold."""

DPI = {medium: 200 if medium == "bilevel" else 150 for medium in MEDIA}
"""Resolution of the pages of ``draw_page`` by medium."""


def draw_page(
    layout: str,
    seed: int,
    fonts_name: str,
    *,
    medium: Medium = "scan",
    handling: Handling | None = None,
) -> tuple[Pixels, float, Label]:
    """Draw one page.

    Args:
        layout: one of ``LAYOUTS``.
        seed: company, people, seals, paper and light follow from it.
        fonts_name: ``tune`` or ``test``.
        medium: digital, scan, grey, bilevel or photo.
        handling: turned, skew or out of focus; by default a small chance skew.

    Returns:
        RGB pixels as displayed, their resolution, and what is true of the page
        (fields as in ``labels.yaml``; boxes as fractions of the page).

    Raises:
        FontsMissingError: a font of the group is not installed.
        KeyError: no such layout or group.
    """
    group = fonts.GROUPS[fonts_name]
    fonts.require(group)
    sheet = sheet_of(layout, seed, fonts_name)
    how = handling or Handling()
    dpi = DPI[medium]
    rng = np.random.default_rng([seed, LAYOUTS.index(layout), MEDIA.index(medium)])
    shot = expose(sheet, medium, how, press=Press(dpi, group, rng))
    pixels = shot.pixels
    if pixels.ndim == 2:  # noqa: PLR2004 - grey has rows and columns only
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    return pixels, float(dpi), label(sheet, shot, Exposure(medium, dpi, how))


@lru_cache(maxsize=64)
def sheet_of(layout: str, seed: int, fonts_name: str) -> Sheet:
    """Return the sheet of a layout for the company of a seed, before any scanner."""
    papers, place = PAPERS[layout]
    rng = np.random.default_rng([seed, 3])
    return papers(Desk(make_cast(seed), fonts.GROUPS[fonts_name], rng))[place]
