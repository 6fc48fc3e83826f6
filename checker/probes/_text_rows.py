"""The text of a page as one string that remembers where each character stands."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.evidence import TextLine
from checker.model.geometry import Box

NEAR = "\t"
"""Between two lines of one row that may belong together."""

FAR = "\f"
"""Between two lines of one row that are too far apart to be one phrase."""

NEXT = "\n"
"""Between two rows."""

_SAME_ROW_SHARE = 0.4
"""Share of the lower line's height by which lines of one row overlap.

Neighbours on a page that leans by 2 degrees still do.
"""

_NEAR_HEIGHTS = 4.0
"""Blanks in a form, as in 2021年__月__日, are up to four characters wide."""

_DASHES = dict.fromkeys("‐‑‒–—―─━−﹣－", "-")
_WAVES = dict.fromkeys("〜∼～﹏", "~")
_MARKS = _DASHES | _WAVES | {"·": ".", "•": ".", "．": "."}


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text, normalised character by character.

    ``origins`` holds the line number and the place in that line of each character of
    ``text``; separators have line number -1.
    """

    text: str
    origins: tuple[tuple[int, int], ...]
    lines: tuple[TextLine, ...]

    def lines_of(self, start: int, end: int) -> tuple[int, ...]:
        """Return the numbers of the lines that a stretch of the text touches."""
        numbers = {number for number, _ in self.origins[start:end] if number >= 0}
        return tuple(sorted(numbers))

    def box_of(self, start: int, end: int) -> Box:
        """Return the box round a stretch of the text, judged by character counts."""
        boxes = [
            self._box_in(number, start, end) for number in self.lines_of(start, end)
        ]
        return Box(
            min(box.x0 for box in boxes),
            min(box.y0 for box in boxes),
            max(box.x1 for box in boxes),
            max(box.y1 for box in boxes),
        )

    def confidence_of(self, start: int, end: int) -> float:
        """Return the least confidence of the lines that a stretch touches."""
        return min(
            self.lines[number].confidence for number in self.lines_of(start, end)
        )

    def row_of(self, start: int, end: int) -> tuple[int, int]:
        """Return where the row, or rows, round a stretch begin and end."""
        left = self.text.rfind(NEXT, 0, start) + 1
        right = self.text.find(NEXT, end)
        return left, len(self.text) if right < 0 else right

    def _box_in(self, number: int, start: int, end: int) -> Box:
        line = self.lines[number]
        widths = _widths(line.text)
        places = [place for each, place in self.origins[start:end] if each == number]
        total = sum(widths) or 1.0
        along = line.box.width >= line.box.height
        left = sum(widths[: min(places)]) / total
        right = sum(widths[: max(places) + 1]) / total
        box = line.box
        if not along:
            return box
        return Box(
            box.x0 + left * box.width, box.y0, box.x0 + right * box.width, box.y1
        )


def read_together(lines: Sequence[TextLine]) -> PageText:
    """Join upright lines, given in reading order, row by row."""
    pieces: list[str] = []
    origins: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append(_between(lines[number - 1], line))
            origins.append((-1, 0))
        for place, character in enumerate(line.text):
            for plain in _normalised(character):
                pieces.append(plain)
                origins.append((number, place))
    return PageText("".join(pieces), tuple(origins), tuple(lines))


def _between(before: TextLine, after: TextLine) -> str:
    left, right = before.box, after.box
    least = max(1.0, min(left.height, right.height))
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    gap = right.x0 - left.x1
    if overlap < _SAME_ROW_SHARE * least or gap < -least:
        return NEXT
    return NEAR if gap <= _NEAR_HEIGHTS * least else FAR


def _normalised(character: str) -> str:
    if character in _MARKS:
        return _MARKS[character]
    # A circled number counts an entry; as plain digits it would run into a year.
    if unicodedata.category(character) == "No":
        return " "
    if character.isspace():
        return " "
    return unicodedata.normalize("NFKC", character)


def _widths(text: str) -> list[float]:
    return [
        1.0 if unicodedata.east_asian_width(character) in "WF" else 0.55
        for character in text
    ]
