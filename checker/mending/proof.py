"""A plan held against the pages: what does not come out better is left as it is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np

from checker.mending import words
from checker.mending.certain import LEAN_FROM_DEG, TURN_SURE
from checker.mending.facts import PageFacts
from checker.model.mending import Act, MendedPage, MendPlan, NewFile, PageNote
from checker.model.page import Pixels

_DPI = 50.0
"""Fine enough for letters as grey, coarse enough that the grain of a scan is gone."""

_MARGIN_SHARE = 0.08
_PAPER_PX = 4.0
_LEAST_GRAIN = 0.3
_MARK_GRAINS = 6.0
_TRACE_SHARE = 0.0001
"""A sheet is empty if not more than this share of it, margins aside, is darker than
the paper around by six times the grain. Source: own measured set (sample_data.world,
seeds 52000 to 52149, and tests/blanks.py): four pages too washed out for the probe have
0.0011 to 0.036, a page number alone 0.0002, clean backs of sheets at most 0.00003."""


def changed_pages(plan: MendPlan) -> tuple[MendedPage, ...]:
    """Return the pages that a plan turns or straightens."""
    pages = (page for file in plan.files for page in file.pages)
    return tuple(one for one in pages if one.turn_deg or one.straighten_deg)


def dropped_pages(plan: MendPlan) -> tuple[int, ...]:
    """Return the numbers of the pages that a plan drops."""
    return tuple(note.page_no for note in plan.notes if note.act is Act.DROPPED)


def has_traces(raster: Pixels, dpi: float) -> bool:
    """Say whether anything may be on a sheet that the probe calls blank.

    A page too faint to be read looks blank to the probe. Folds and stains count too:
    then a person looks. Cost: 3 ms of processor time for a page at 200 dpi.
    """
    import cv2

    height, width = (max(16, round(side * _DPI / dpi)) for side in raster.shape[:2])
    grey = cv2.cvtColor(raster, cv2.COLOR_RGB2GRAY).astype(np.float32)
    small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA)
    edge = round(min(width, height) * _MARGIN_SHARE)
    inner = small[edge : height - edge, edge : width - edge]
    darker = cv2.GaussianBlur(inner, (0, 0), _PAPER_PX) - inner
    grain = 1.4826 * float(np.median(np.abs(darker - np.median(darker))))
    marks = darker > _MARK_GRAINS * max(_LEAST_GRAIN, grain)
    return bool(marks.mean() > _TRACE_SHARE)


def revise(
    plan: MendPlan, after: Mapping[int, PageFacts], traced: Collection[int]
) -> MendPlan:
    """Return the plan without what did not come out right.

    Args:
        plan: of what seemed certain; one new file.
        after: what was measured on turned and straightened pages, by old number.
        traced: the numbers of pages to be dropped that may not be blank.
    """
    kept = {page.page_no: page for file in plan.files for page in file.pages}
    kept |= {page_no: MendedPage(page_no) for page_no in traced}
    notes: dict[int, list[PageNote]] = {
        page_no: [PageNote(page_no, Act.UNSURE, words.MAYBE_BLANK)]
        for page_no in traced
    }
    for page in changed_pages(plan):
        left = _held(page, after.get(page.page_no))
        if left != page:
            kept[page.page_no] = left
            notes[page.page_no] = _notes(plan, page, left)
    pages = tuple(kept[page_no] for page_no in sorted(kept))
    is_same = pages == tuple(MendedPage(no + 1) for no in range(plan.page_count))
    return replace(
        plan,
        files=() if is_same else (NewFile(pages),),
        notes=tuple(_merged(plan, notes)),
    )


def _held(page: MendedPage, after: PageFacts | None) -> MendedPage:
    """Return what is left of a page's mending once the result was measured."""
    if after is None or after.orientation != 0:
        return MendedPage(page.page_no)
    if page.turn_deg and (after.orientation_confidence or 0.0) < TURN_SURE:
        return MendedPage(page.page_no)
    leans = after.skew_deg is None or abs(after.skew_deg) >= LEAN_FROM_DEG
    return replace(page, straighten_deg=0.0) if leans else page


def _notes(plan: MendPlan, page: MendedPage, left: MendedPage) -> list[PageNote]:
    lost = set()
    if left.turn_deg != page.turn_deg:
        lost.add(Act.TURNED)
    if left.straighten_deg != page.straighten_deg:
        lost.add(Act.STRAIGHTENED)
    still = [one for one in plan.notes_of(page.page_no) if one.act not in lost]
    why = words.NOT_UPRIGHT if Act.TURNED in lost else words.NOT_STRAIGHT
    return [*still, PageNote(page.page_no, Act.UNSURE, why)]


def _merged(
    plan: MendPlan, changed: Mapping[int, list[PageNote]]
) -> Iterable[PageNote]:
    for page_no in range(1, plan.page_count + 1):
        yield from changed.get(page_no, plan.notes_of(page_no))
