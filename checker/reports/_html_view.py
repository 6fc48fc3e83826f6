"""What the HTML report adds to the view: numbers, page pictures and anchors."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from checker.model.ports import Picture, Pictures
from checker.model.wording import Text
from checker.reports._view import DossierView, FindingView, SectionView

_MARK_SHARE = 0.026
"""Radius of a number on a page, as a share of its width.

Source: our own: legible on a picture of 300 px, and small beside a seal.
"""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with the number that also stands on its page.

    ``decides`` are the words of the grading line that it met, if it met one.
    """

    number: int
    finding: FindingView
    decides: Text | None = None


@dataclass(frozen=True, slots=True)
class BoxView:
    """A rectangle over a page, in the pixels of its picture, with its number."""

    number: int
    tone: str
    x: float
    y: float
    width: float
    height: float
    mark_x: float
    mark_y: float


@dataclass(frozen=True, slots=True)
class PageView:
    """The findings of one page; ``source`` is a data URI, empty without a picture."""

    anchor: str
    path: str
    page_no: int
    source: str
    width_px: int
    height_px: int
    mark_px: float
    boxes: tuple[BoxView, ...]
    findings: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class HtmlSection:
    """A section with its findings: of no page, of pages, and waived ones."""

    anchor: str
    section: SectionView
    loose: tuple[Numbered, ...]
    pages: tuple[PageView, ...]
    waived: tuple[Numbered, ...]

    @property
    def is_shown(self) -> bool:
        """Whether there is more to say than its tile says."""
        has_gap = any(part.state.tone != "good" for part in self.section.parts)
        return has_gap or bool(self.section.findings)


@dataclass(frozen=True, slots=True)
class HtmlDossier:
    """A dossier with its sections, ready to be drawn."""

    anchor: str
    view: DossierView
    sections: tuple[HtmlSection, ...]

    @property
    def tiles(self) -> tuple[HtmlSection, ...]:
        """The items alone, in the order of their codes."""
        return tuple(one for one in self.sections if one.section.code)


def html_dossier(number: int, view: DossierView, pictures: Pictures) -> HtmlDossier:
    """Return a dossier ready to be drawn; ``number`` counts the dossiers from 1."""
    anchor = f"d{number}"
    decisive = {one.finding_id: one.words for one in view.grade.reasons}
    counted = 0
    sections = []
    for at, section in enumerate(view.sections):
        numbered = [
            Numbered(counted + n, one, decisive.get(one.id))
            for n, one in enumerate(section.findings, 1)
        ]
        counted += len(numbered)
        sections.append(
            _section(f"{anchor}-s{at}", section, numbered=numbered, pictures=pictures)
        )
    return HtmlDossier(anchor, view, tuple(sections))


def _section(
    anchor: str,
    section: SectionView,
    *,
    numbered: list[Numbered],
    pictures: Pictures,
) -> HtmlSection:
    living = [one for one in numbered if one.finding.weight != "waived"]
    return HtmlSection(
        anchor,
        section,
        loose=tuple(one for one in living if _page_key(one) is None),
        pages=tuple(_pages(anchor, living, pictures)),
        waived=tuple(one for one in numbered if one.finding.weight == "waived"),
    )


def _page_key(one: Numbered) -> tuple[str, int] | None:
    path, page_no = one.finding.path, one.finding.page_no
    return None if path is None or page_no is None else (path, page_no)


def _pages(
    anchor: str, numbered: list[Numbered], pictures: Pictures
) -> Iterable[PageView]:
    groups: dict[tuple[str, int], list[Numbered]] = {}
    for one in numbered:
        key = _page_key(one)
        if key is not None:
            groups.setdefault(key, []).append(one)
    for at, key in enumerate(sorted(groups)):
        yield _page(f"{anchor}-p{at}", groups[key], pictures.get(key))


def _page(anchor: str, numbered: list[Numbered], picture: Picture | None) -> PageView:
    first = numbered[0].finding
    width = picture.width_px if picture else 0
    height = picture.height_px if picture else 0
    mark = round(_MARK_SHARE * width, 1)
    return PageView(
        anchor=anchor,
        path=first.document or "",
        page_no=first.page_no or 0,
        source=_data_uri(picture) if picture else "",
        width_px=width,
        height_px=height,
        mark_px=mark,
        boxes=tuple(_boxes(numbered, (width, height), mark)),
        findings=tuple(numbered),
    )


def _boxes(
    numbered: list[Numbered], size_px: tuple[int, int], mark_px: float
) -> Iterable[BoxView]:
    width, height = size_px
    for one in numbered:
        box = one.finding.box
        if box is None:
            continue
        x0, y0, x1, y1 = (
            round(share * side, 1)
            for share, side in zip(box, (width, height, width, height), strict=True)
        )
        yield BoxView(
            number=one.number,
            tone=one.finding.state.tone,
            x=x0,
            y=y0,
            width=round(x1 - x0, 1),
            height=round(y1 - y0, 1),
            mark_x=min(max(x0, mark_px), width - mark_px),
            mark_y=min(max(y0, mark_px), height - mark_px),
        )


def _data_uri(picture: Picture) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(picture.jpeg).decode()}"
