"""「整改报告」 on paper: item 20, drafted from answers, to print, stamp and scan."""

from dataclasses import dataclass

from reviewer_app.paper import fill


@dataclass(frozen=True, slots=True)
class Rectified:
    """A finding of the letter, and what the company did about it."""

    place: str
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class Rectification:
    """The report of a rectification; ``number`` is the letter's."""

    number: str
    company: str
    year: int
    rows: tuple[Rectified, ...]


def as_html(report: Rectification) -> str:
    """Return the report as one self-contained page."""
    return fill(
        "rectification.html.j2",
        number=report.number,
        company=report.company,
        year=report.year,
        rows=report.rows,
    )
