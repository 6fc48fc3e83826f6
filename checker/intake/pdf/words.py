"""The text layer of a page as lines, and whether it says what a person sees."""

import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from checker.intake.pdf._chars import REPLACEMENT, Char, read_runs
from checker.intake.pdf._survey import Placing
from checker.model.evidence import TextLine
from checker.model.geometry import Box
from checker.model.page import Pixels

_GAP_EM = 1.5
_JOIN_EM = 0.6
_SPACE_EM = 0.2
_SAME_ROW_SHARE = 0.6
_MIN_TEXT_PT = 2.0
"""Type under 2 pt is read by no one; the smallest print of a form has 4 pt."""

_MIN_CONTRAST = 30
_MAX_LOST_SHARE = 0.05
_MAX_HIDDEN_SHARE = 0.2
_MAX_STRANGE_SHARE = 0.15
_MIN_COMMON_SHARE = 0.6
_MAX_ACCENTED_SHARE = 0.5
"""Czech has a fifth, a Czech pangram 0.47, Chinese in GBK read as Latin nearly 1."""

_KNOWN_SCRIPTS = ("CJK", "FULLWIDTH", "HIRAGANA", "KATAKANA", "GREEK", "LATIN")
_ENOUGH_HANZI = 20
_CONFIDENCE = 0.99


@dataclass(frozen=True, slots=True)
class Layer:
    """The lines that can be seen, and whether they can be believed.

    ``is_garbled``: the fonts do not say what their characters mean.
    """

    lines: tuple[TextLine, ...] = ()
    is_garbled: bool = False
    hidden_share: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Whether there is text, all of it readable and nearly all of it seen."""
        is_seen = self.hidden_share <= _MAX_HIDDEN_SHARE
        return bool(self.lines) and is_seen and not self.is_garbled


def read_layer(page: object, placing: Placing, raster: Pixels) -> Layer:
    """Return the lines of an open page's text layer in reading order.

    Args:
        page: a raw pdfium handle.
        placing: how the page is displayed.
        raster: the page as drawn; a line without any contrast there (white on white,
            off the page, under a picture) is hidden and left out.
    """
    lines = lines_of(read_runs(page), placing)
    return judge_lines(lines, raster, raster.shape[1] / placing.width_pt)


def judge_lines(lines: Sequence[TextLine], raster: Pixels, px_per_pt: float) -> Layer:
    """Keep the lines that show on the raster, and judge the text as a whole."""
    seen = [line for line in lines if _shows(line.box, raster, px_per_pt)]
    total = sum(len(line.text) for line in lines)
    kept = sum(len(line.text) for line in seen)
    return Layer(
        lines=tuple(seen),
        is_garbled=is_garbled("".join(line.text for line in seen)),
        hidden_share=1 - kept / total if total else 0.0,
    )


def lines_of(runs: Iterable[Sequence[Char]], placing: Placing) -> list[TextLine]:
    """Join characters to lines: cells of a row stay apart, pieces of a word join."""
    pieces = [piece for run in runs for piece in _split(run)]
    return joined(_line(piece, placing) for piece in pieces)


def joined(lines: Iterable[TextLine]) -> list[TextLine]:
    """Join the pieces of words and put lines in reading order: rows, from the top."""
    return _in_reading_order(_join([line for line in lines if line.text]))


def is_garbled(text: str) -> bool:
    """Return whether a text layer's characters cannot be what is on the page.

    Signs of it: characters without a meaning; many of scripts that no dossier holds
    (a wrong mapping lands anywhere in Unicode; Chinese in a wrong encoding lands in
    accented letters); Chinese of which most is outside the common characters of GB
    2312 level 1.
    """
    solid = [char for char in text if not char.isspace()]
    if not solid:
        return False
    accented = sum("\u0080" <= char <= "\u024f" for char in solid)
    if (
        solid.count(REPLACEMENT) > _MAX_LOST_SHARE * len(solid)
        or sum(map(_is_strange, solid)) > _MAX_STRANGE_SHARE * len(solid)
        or accented > _MAX_ACCENTED_SHARE * len(solid)
    ):
        return True
    hanzi = [char for char in solid if "\u4e00" <= char <= "\u9fff"]
    if len(hanzi) < _ENOUGH_HANZI:
        return False
    return sum(map(_is_common, hanzi)) < _MIN_COMMON_SHARE * len(hanzi)


def _split(run: Sequence[Char]) -> list[list[Char]]:
    """Split a run where the next character lies far away; blanks do not bridge."""
    solid = [char for char in run if char.text != " "]
    if not solid:
        return []
    reach = _GAP_EM * statistics.median(char.size for char in solid)
    pieces: list[list[Char]] = [[]]
    last = solid[0]
    for char in run:
        if char.text != " ":
            if char.distance(last) > reach:
                pieces.append([])
            last = char
        pieces[-1].append(char)
    return pieces


def _line(piece: Sequence[Char], placing: Placing) -> TextLine:
    text = " ".join("".join(char.text for char in piece).split())
    solid = [char for char in piece if char.text != " "]
    corners = (
        min((char.left for char in solid), default=0.0),
        min((char.bottom for char in solid), default=0.0),
        max((char.right for char in solid), default=0.0),
        max((char.top for char in solid), default=0.0),
    )
    return TextLine(text, placing.box(corners), _CONFIDENCE)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Gather lines that stand side by side, from the top, each row from the left."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda one: (one.box.centre[1], one.box.x0)):
        if rows and _is_beside(rows[-1][0].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.box.x0) for row in rows]


def _is_beside(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= _SAME_ROW_SHARE * min(one.height, other.height)


def _join(lines: Sequence[TextLine]) -> list[TextLine]:
    """Join neighbours of a row that all but touch (a word drawn in pieces)."""
    joined: list[TextLine] = []
    for row in _rows(lines):
        done = [row[0]]
        for line in row[1:]:
            if _touches(done[-1].box, line.box):
                done[-1] = _united(done[-1], line)
            else:
                done.append(line)
        joined.extend(done)
    return joined


def _touches(left: Box, right: Box) -> bool:
    em = min(left.height, right.height)
    is_flat = left.width >= left.height or right.width >= right.height
    return is_flat and -0.5 * em <= right.x0 - left.x1 <= _JOIN_EM * em


def _united(left: TextLine, right: TextLine) -> TextLine:
    gap = right.box.x0 - left.box.x1
    apart = gap > _SPACE_EM * right.box.height
    is_latin = left.text[-1].isascii() and right.text[0].isascii()
    words = left.text + (" " if apart and is_latin else "") + right.text
    return TextLine(words, _around((left.box, right.box)), _CONFIDENCE)


def _in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    return [line for row in _rows(lines) for line in row]


def _shows(box: Box, raster: Pixels, px_per_pt: float) -> bool:
    """Return whether anything is drawn where a line should be."""
    if max(box.width, box.height) < _MIN_TEXT_PT or box.height * box.width <= 0:
        return False
    x0, y0 = int(box.x0 * px_per_pt), int(box.y0 * px_per_pt)
    x1, y1 = int(box.x1 * px_per_pt) + 1, int(box.y1 * px_per_pt) + 1
    patch = raster[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
    if not patch.size:
        return False
    # one axis after the other: ten times as quick as both at once
    low = patch.min(axis=0).min(axis=0).astype(np.int16)
    high = patch.max(axis=0).max(axis=0).astype(np.int16)
    return int((high - low).max()) >= _MIN_CONTRAST


def _is_common(hanzi: str) -> bool:
    coded = hanzi.encode("gb2312", errors="ignore")
    return len(coded) == 2 and 0xB0 <= coded[0] <= 0xD7  # noqa: PLR2004


def _is_strange(char: str) -> bool:
    """Return whether a character belongs to no script that a dossier holds."""
    if char.isascii():
        return False
    if unicodedata.category(char)[0] in "NPSZ":
        return False
    name = unicodedata.name(char, "")
    return not name.startswith(_KNOWN_SCRIPTS)
