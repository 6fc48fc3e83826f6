"""Finding the words of a part in lines of text that OCR may have got wrong."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
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

_LINES_KEPT = 1 << 15
"""Lines whose plain text is kept, as every part of an item asks for it again. Source:
45 documents of 20 pages of 35 lines; 10 MB."""

_WORDINGS_KEPT = 1 << 10
"""Wordings kept ready for comparisons; a pack has some hundreds."""

_ROUNDING = 1e-6
"""How far a limit may lie off for being no binary fraction."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found; ``confidence`` is similarity times reading."""

    confidence: float
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class _Wording:
    """Words that must all stand in one text, plain.

    A text from which more than ``may_miss`` of their ``letters`` are missing cannot
    hold them: a glance at its letters spares most comparisons.
    """

    words: tuple[str, ...]
    letters: frozenset[str]
    may_miss: int


@lru_cache(maxsize=_LINES_KEPT)
def plain_text(text: str) -> str:
    """Return text without widths, spaces and case, as comparisons need it."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


@lru_cache(maxsize=_WORDINGS_KEPT)
def _wordings(
    alternatives: Alternatives, min_similarity: float
) -> tuple[_Wording, ...]:
    """Return wordings ready for comparisons; one without words stands nowhere."""
    return tuple(
        _wording(tuple(map(plain_text, words)), min_similarity)
        for words in alternatives
        if words
    )


def _wording(words: tuple[str, ...], min_similarity: float) -> _Wording:
    # The ratio of a word and a stretch of text that share n letters, 2 n over the sum
    # of their lengths, is largest where the stretch holds nothing else.
    share = min_similarity / (2 - min_similarity)
    may_miss = sum(int(len(word) * (1 - share) + _ROUNDING) for word in words)
    return _Wording(words, frozenset("".join(words)), may_miss)


def _possible(wordings: Iterable[_Wording], text: str) -> tuple[_Wording, ...]:
    letters = frozenset(text)
    return tuple(one for one in wordings if len(one.letters - letters) <= one.may_miss)


def similarity(word: str, text: str, min_similarity: float = 0.0) -> float:
    """Return how well a word stands in a text, both plain; 0 to 1.

    A text much shorter than the word never holds it. Less than ``min_similarity`` may
    come out as 0.
    """
    if word in text:
        return 1.0
    if len(text) < len(word):
        return 0.0
    limit = max(0.0, 100 * min_similarity - _ROUNDING)
    return fuzz.partial_ratio(word, text, score_cutoff=limit) / 100


def best_match(
    text: str, alternatives: Alternatives, min_similarity: float
) -> float | None:
    """Return the similarity of the best alternative whose words all stand in a text."""
    return _best(text, _wordings(alternatives, min_similarity), min_similarity)


def _best(
    text: str, wordings: Iterable[_Wording], min_similarity: float
) -> float | None:
    matches = (
        _worst_match(text, one.words, min_similarity)
        for one in _possible(wordings, text)
    )
    return max((one for one in matches if one >= min_similarity), default=None)


def _worst_match(text: str, words: tuple[str, ...], min_similarity: float) -> float:
    worst = 1.0
    for word in words:
        worst = min(worst, similarity(word, text, min_similarity))
        if worst < min_similarity:
            break
    return worst


def line_holds(text: str, alternatives: Alternatives) -> bool:
    """Whether a line holds all words of one alternative, exactly."""
    return any_holds((text,), alternatives)


def any_holds(texts: Iterable[str], alternatives: Alternatives) -> bool:
    """Whether one of the lines holds all words of one alternative, exactly."""
    wordings = _wordings(alternatives, 1.0)
    if not wordings:
        return False
    lines = [plain_text(text) for text in texts]
    # No plain word holds a line break: what no line holds is not in all of them.
    joined = "\n".join(lines)
    return any(
        any(all(word in line for word in one.words) for line in lines)
        for one in wordings
        if all(word in joined for word in one.words)
    )


@lru_cache(maxsize=_LINES_KEPT)
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
    page = "".join(plain_text(line.text) for line in lines)
    wordings = _possible(_wordings(alternatives, min_similarity), page)
    if not wordings:
        return None
    best: Hit | None = None
    for line, text in titles_of(lines):
        found = _best(text, wordings, min_similarity)
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
    text = "".join(plain_text(line.text) for line in lines)
    found = best_match(text, alternatives, min_similarity)
    return None if found is None else Hit(found)


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
