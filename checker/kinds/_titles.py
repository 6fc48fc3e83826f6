"""The main titles of a page: what it calls itself, in larger type at its head."""

import re
from collections.abc import Iterable

from checker.kinds._matching import titles_of
from checker.kinds._pages import lines_of
from checker.model.evidence import PageEvidence, TextLine

_TITLE_ZONE_SHARE = 0.5
_TITLE_ZONE_LINES = 6
"""A title is in the first half of the lines, or among so many; in reading order, so
that it holds for pages that lie on their side. Source: covers of booklets, which hold
few lines, and GB/T 9704-2012, title under letterhead and number."""

_LARGER_TYPE = 1.15
"""A title's letters are wider than those of the body by this. Source: GB/T 9704-2012,
22 pt over 16 pt; width of letters, as a reader's boxes differ in height."""

_NARROW = 0.55
"""Width of a Latin letter or a digit, in Chinese characters."""

_FIRST_LINES = 3
"""Where nothing is set larger, a title is among the first lines of a page."""

_LETTERHEAD = re.compile(
    r"(公司|集团|局|委员会|项目部)(文件)?$|[〔\[(]\d{4}[)\]〕].*号$"
)
"""The issuer over a title, and the number of the document."""

_LAST_NARROW = 0x2E7F
"""Characters beyond are as wide as Chinese ones. Source: Unicode, CJK radicals."""

_LONGEST_PLAIN = 22
"""Characters of a title that is not set larger; with more it is a sentence. Source:
GB/T 9704-2012, 28 characters a line of body text."""


def main_titles(
    page: PageEvidence, *, with_issuers: bool = False
) -> list[tuple[TextLine, str]]:
    """Return titles set in larger type, else short ones at the head of the page.

    Args:
        page: whose text was read; without text it has no titles.
        with_issuers: keep the issuer's name and the number of the document.
    """
    lines = lines_of(page)
    count = max(_TITLE_ZONE_LINES, int(len(lines) * _TITLE_ZONE_SHARE))
    titles = [
        (line, text)
        for line, text in titles_of(lines[:count])
        if len(text) > 1 and (with_issuers or not _LETTERHEAD.search(text))
    ]
    usual_pt = _median(_letter_pt(line) for line in lines if len(line.text) > 1)
    large = [
        (line, text)
        for line, text in titles
        if _letter_pt(line) >= usual_pt * _LARGER_TYPE
    ]
    short = [one for one in titles[:_FIRST_LINES] if len(one[1]) <= _LONGEST_PLAIN]
    return large or short


def _letter_pt(line: TextLine) -> float:
    """Return the mean width of a Chinese character of a line."""
    letters = sum(1.0 if ord(one) > _LAST_NARROW else _NARROW for one in line.text)
    return max(line.box.width, line.box.height) / max(1.0, letters)


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
