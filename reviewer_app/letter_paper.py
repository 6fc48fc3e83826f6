"""The letter 「整改通知书」 on paper: HTML, and PDF with embedded Chinese fonts."""

import base64
from collections.abc import Mapping
from typing import Any

from checker.model.grade import GRADE_NAMES
from checker.model.wording import Text
from reviewer_app.paper import Draw, fill
from reviewer_app.queries.dossier import DossierView, FindingRow
from reviewer_app.queries.letters import LetterRow

_MOST_PICTURES = 40
"""A letter with a hundred findings is still one that a company can print."""


def as_html(letter: LetterRow, view: DossierView, draw: Draw) -> str:
    """Return a letter as one self-contained page.

    Args:
        letter: a draft, or as it was released.
        view: the case that it is about.
        draw: draws the page of a finding.
    """
    findings = {one.finding_id: one for one in view.findings}
    lines = [
        _line(
            line,
            findings.get(line["finding_id"]),
            draw if number < _MOST_PICTURES else None,
        )
        for number, line in enumerate(letter.body["lines"])
    ]
    lines.sort(key=lambda one: one["item"] or "99")
    return fill(
        "letter.html.j2", letter=letter, view=view, lines=lines, grade=_grade(view)
    )


def as_pdf(html: str) -> bytes:
    """Return a page as PDF; nothing is fetched, pictures stand in the page itself."""
    from weasyprint import HTML  # noqa: PLC0415 - heavy, for one route
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    inline_only = URLFetcher(allowed_protocols={"data"})
    pdf: bytes = HTML(string=html, url_fetcher=inline_only).write_pdf()
    return pdf


def _line(
    line: Mapping[str, str], finding: FindingRow | None, draw: Draw | None
) -> dict[str, Any]:
    shown: dict[str, Any] = {
        **line,
        "item": "",
        "place": "",
        "source": "",
        "box": None,
    }
    shown["picture"] = None
    if finding is None:
        return shown
    shown["item"] = finding.item or ""
    page = f" 第 {finding.page_no} 页" if finding.page_no else ""
    shown["place"] = f"{finding.document or ''}{page}".strip()
    source = finding.source
    shown["source"] = " ".join(str(one) for one in source.values()) if source else ""
    shown["box"] = finding.box
    if draw and finding.document and finding.page_no:
        jpeg = draw(finding.document, finding.page_no)
        if jpeg:
            inline = base64.b64encode(jpeg).decode()
            shown["picture"] = f"data:image/jpeg;base64,{inline}"
    return shown


def _grade(view: DossierView) -> Text | None:
    grade = view.case.grade or view.case.standing.recommended
    return None if grade is None else GRADE_NAMES[grade]
