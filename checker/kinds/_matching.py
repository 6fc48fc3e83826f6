"""Finding the words of a part in lines of text that OCR may have got wrong."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from checker.model.evidence import TextLine
from checker.model.geometry import Box

Alternatives = tuple[tuple[str, ...], ...]
"""Wordings; each is a tuple of words that must all stand in one text."""

MAX_TITLE_LENGTH = 44
"""Characters without spaces; longer lines are prose. Source: GB/T 9704-2012, 28
characters a line of body text; a title of one line and a half."""

_PROSE = re.compile("[。;,!?]")
"""Marks of prose after NFKC; titles and headings hold none of them."""

_CONTENTS = re.compile(r"^附件\d*[:.、]|[.…·]{3,}|^详见|^见附")
"""A line of a table of contents or a list of attachments: it names a document that
lies elsewhere, or nowhere."""

_LARGER_TYPE = 1.12
"""A title over two lines is set in larger type. Source: GB/T 9704-2012, title 22 pt
over body 16 pt; the limit leaves room for small type in scans."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found; ``confidence`` is similarity times reading."""

    confidence: float
    box: Box | None = None


def plain_text(text: str) -> str:
    """Return text without widths, spaces and case, as comparisons need it."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def similarity(word: str, text: str) -> float:
    """Return how well a word stands in a text, both plain; 0 to 1.

    A text much shorter than the word never holds it.
    """
    if word in text:
        return 1.0
    if len(text) < len(word):
        return 0.0
    return fuzz.partial_ratio(word, text) / 100


def best_match(
    text: str, alternatives: Alternatives, min_similarity: float
) -> float | None:
    """Return the similarity of the best alternative whose words all stand in a text."""
    best: float | None = None
    for words in alternatives:
        worst = min((similarity(plain_text(one), text) for one in words), default=0.0)
        if worst >= min_similarity and (best is None or worst > best):
            best = worst
    return best


def line_holds(text: str, alternatives: Alternatives) -> bool:
    """Whether a line holds all words of one alternative, exactly."""
    return best_match(plain_text(text), alternatives, 1.0) is not None


def is_title_like(text: str) -> bool:
    """Whether a plain line reads like a title, a heading or a cell, not like prose."""
    return (
        0 < len(text) <= MAX_TITLE_LENGTH
        and _PROSE.search(text.rstrip("。;,")) is None
        and _CONTENTS.search(text) is None
    )


def title_hit(
    lines: tuple[TextLine, ...], alternatives: Alternatives, min_similarity: float
) -> Hit | None:
    """Return where a title holds one of the alternatives: a line, or two of a title."""
    best: Hit | None = None
    for line, text in titles_of(lines):
        found = best_match(text, alternatives, min_similarity)
        if found is None:
            continue
        hit = Hit(found * line.confidence, line.box)
        if best is None or hit.confidence > best.confidence:
            best = hit
    return best


def titles_of(lines: tuple[TextLine, ...]) -> list[tuple[TextLine, str]]:
    """Return the title-like texts of a page, each with its (first) line."""
    plain = [(line, plain_text(line.text)) for line in lines]
    titles = [(line, text) for line, text in plain if is_title_like(text)]
    usual_pt = _median([line.box.height for line in lines])
    for (line, text), (below, rest) in pairwise(plain):
        is_large = min(line.box.height, below.box.height) > usual_pt * _LARGER_TYPE
        if is_large and is_title_like(text) and is_title_like(rest):
            titles.append((line, text + rest))
    return titles


def page_hit(
    lines: Iterable[TextLine], alternatives: Alternatives, min_similarity: float
) -> Hit | None:
    """Return a hit where the page as a whole holds one of the alternatives."""
    lines = tuple(lines)
    text = plain_text("".join(line.text for line in lines))
    found = best_match(text, alternatives, min_similarity)
    return None if found is None else Hit(found)


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
