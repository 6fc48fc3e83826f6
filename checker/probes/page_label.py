"""The page number printed on a page, as 第3页共10页, 3/10, - 3 -, iii or 3."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.model.evidence import (
    Evidence,
    Fact,
    FactType,
    Known,
    PageLabel,
    Reading,
    TextLine,
    TextSource,
    Unknown,
)
from checker.model.geometry import PT_PER_INCH, Box
from checker.model.ids import FactName
from checker.model.page import PageView
from checker.model.probe import Probe
from checker.model.wording import Reason
from checker.probes._dates_numbers import number_in
from checker.probes._text_rows import FAR, NEAR, NEXT, PageText, read_together
from checker.probes._text_upright import (
    sure_turn_deg,
    text_lines,
    upright_height_pt,
    upright_lines,
    upright_width_pt,
)

_LABEL = FactName("page_label.label")

_MARGIN_SHARE = 0.13
"""Page numbers stand within this share of the page's height from its edges.

**Source:** GB/T 9704-2012, 7.5: 7 mm below a type area that ends 35 mm above the edge;
word processors put footers 15 to 30 mm from the edge of 297 mm.
"""

_CENTRE_SHARE = 0.1
"""A bare number counts where its middle lies this close to the middle of the page."""

_CORNER_SHARE = 0.2
"""Or this close to the right or left edge, less surely."""

_COLUMN_HEIGHTS = 4.0
"""A bare number with another number this close above it is a cell of a column."""

_MOST_PAGES = 2000
"""**Source:** the limit of a file, contract/report-format."""

_FOOT_SHARE = 0.12
_FOOT_SIDE_SHARE = 0.25
_MOST_DPI = 200.0
_LEAST_CONFIDENCE = 0.5
"""A lone digit is easily missed on a whole page; the foot alone is searched finer.

**Source:** own measured set of 13 renderings of corpus pages with a number at the
foot: 3 found on the whole page, all 13 with a second look, at 0.03 CPU-s. On 10 scanned
and photographed pages the middle half of the foot gave all 10 numbers at 0.023 CPU-s,
the whole foot 9 at 0.026.
"""

_N = r"(\d{1,4}|[一二三四五六七八九十]{1,3})"
_PAGE = "[页頁]"
_FULL = (
    re.compile(rf"第 ?{_N} ?{_PAGE}[\s,;、|/(.-]*[共总] ?(?:计 ?)?{_N} ?{_PAGE}"),
    re.compile(rf"^\W*第? ?{_N} ?{_PAGE}? ?/ ?[共总]? ?{_N} ?{_PAGE}\W*$"),
    re.compile(rf"{_PAGE}[码次号] ?:? ?{_N} ?/ ?共? ?{_N}"),
    re.compile(rf"(?i)(?:page|\bp\.?) ?{_N} ?(?:of|/) ?{_N}"),
)
_FULL_REVERSED = re.compile(
    rf"[共总] ?(?:计 ?)?{_N} ?{_PAGE}[\s,;、|/(.-]*第 ?{_N} ?{_PAGE}"
)
_SINGLE = re.compile(
    rf"第 ?{_N} ?{_PAGE}|{_PAGE}[码次号] ?:? ?{_N}$|(?i:^page ?{_N}$|^p\.? ?{_N}$)"
)
_SLASHED = re.compile(r"^\W{0,2}(\d{1,4}) ?(?:/|of) ?(\d{1,4})\W{0,2}$")
_DASHED = re.compile(
    r"^[-~一.·_<《\[【(] ?-? ?(\d{1,4}|[ivxIVX]{1,6}) ?-? ?[-~一.·_>》\]】)]$"
)
_HALF_DASHED = re.compile(r"^(?:- ?(\d{1,3}) ?\.?|\.? ?(\d{1,3}) ?-)$")
_BARE = re.compile(r"^[.·]? ?(\d{1,3}) ?[.·]?$")
_ROMAN = re.compile(r"^(x{0,3}(?:ix|iv|v?i{2,3}|v?i|v)?)$", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}

_FULL_SURE, _SINGLE_SURE, _DASHED_SURE, _SLASHED_SURE = 0.97, 0.93, 0.93, 0.85
_CENTRED_SURE, _CORNER_SURE = 0.85, 0.6
"""Probability that such writing in a margin is the page's number.

**Source:** judged from the forms, on the pages of the tests; the shared corpus holds
too few numbered pages for a frequency.
"""


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    rows: tuple[_Row, ...]
    lines: tuple[TextLine, ...]
    width_pt: float
    height_pt: float

    def is_margin(self, row: _Row) -> bool:
        reach = _MARGIN_SHARE * self.height_pt
        return row.top > self.height_pt - reach or row.bottom < reach


def look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:
    """Return the printed page number; Unknown where none is found."""
    text = given.get("text.lines")
    if isinstance(text, Unknown):
        return {_LABEL: text}
    turn_deg = sure_turn_deg(given)
    lines = upright_lines(text_lines(given), page, turn_deg)
    label = _find_on(page, lines, turn_deg)
    if label is None and given.value("text.source") == TextSource.OCR:
        label = _find_on(page, _foot_lines(page, turn_deg), turn_deg)
    return {_LABEL: label or Unknown(Reason.NOTHING_FOUND)}


def _find_on(page: PageView, lines: Sequence[TextLine], turn_deg: int) -> Known | None:
    return find_label(
        lines, upright_width_pt(page, turn_deg), upright_height_pt(page, turn_deg)
    )


def _foot_lines(page: PageView, turn_deg: int) -> tuple[TextLine, ...]:
    dpi = min(_MOST_DPI, page.raster_dpi)
    upright = np.rot90(page.pixels(dpi), turn_deg // 90)
    top_px = round(upright.shape[0] * (1 - _FOOT_SHARE))
    left_px = round(upright.shape[1] * _FOOT_SIDE_SHARE)
    middle = upright[top_px:, left_px : upright.shape[1] - left_px]
    found = page.reader.read(np.ascontiguousarray(middle))
    scale = PT_PER_INCH / dpi
    return tuple(
        TextLine(
            line.text,
            _moved(line.box_px, left_px, top_px).scaled(scale),
            line.confidence,
        )
        for line in found
        if line.confidence >= _LEAST_CONFIDENCE
    )


def _moved(
    box_px: tuple[float, float, float, float], right_px: int, down_px: int
) -> Box:
    x0, y0, x1, y1 = box_px
    return Box(x0 + right_px, y0 + down_px, x1 + right_px, y1 + down_px)


def find_label(
    lines: Sequence[TextLine], width_pt: float, height_pt: float
) -> Known | None:
    """Return the page number in the lines of an upright page, None without one."""
    sheet = _Sheet(_rows(read_together(lines)), tuple(lines), width_pt, height_pt)
    found = [
        # A reader doubts the dashes beside a digit, seldom the digit: hence the root.
        # Source: on 10 pages all digits were right, read with 0.65 to 0.94.
        Known(label, round(sure * math.cbrt(row.confidence), 4))
        for row in sheet.rows
        for label, sure in [_label_in(row, sheet)]
        if label is not None
    ]
    # The last of equals: the foot goes before the head.
    return max(reversed(found), key=lambda known: known.confidence, default=None)


def _rows(page: PageText) -> tuple[_Row, ...]:
    rows = []
    start = 0
    for piece in page.text.split(NEXT):
        end = start + len(piece)
        if piece.strip():
            box = page.box_of(start, end)
            sure = page.confidence_of(start, end)
            text = re.sub(rf"[{NEAR}{FAR}]", " ", piece).strip()
            rows.append(_Row(text, box.x0, box.x1, box.y0, box.y1, sure))
        start = end + 1
    return tuple(rows)


def _label_in(row: _Row, sheet: _Sheet) -> tuple[PageLabel | None, float]:
    for pattern in _FULL:
        if match := pattern.search(row.text):
            return _label(match[1], match[2]), _FULL_SURE
    if match := _FULL_REVERSED.search(row.text):
        return _label(match[2], match[1]), _FULL_SURE
    if not sheet.is_margin(row):
        return None, 0.0
    return _in_margin(row, sheet)


def _in_margin(row: _Row, sheet: _Sheet) -> tuple[PageLabel | None, float]:
    if match := _SINGLE.search(row.text):
        number = next(one for one in match.groups() if one)
        return _label(number, None), _SINGLE_SURE
    if match := _DASHED.match(row.text):
        return _label(match[1], None), _DASHED_SURE
    if match := _SLASHED.match(row.text):
        return _label(match[1], match[2]), _SLASHED_SURE
    return _bare(row, sheet)


def _bare(row: _Row, sheet: _Sheet) -> tuple[PageLabel | None, float]:
    # A reader often loses one of the dashes beside a lone digit.
    if (half := _HALF_DASHED.match(row.text)) and _place_sure(row, sheet) > 0:
        return _label(half[1] or half[2], None), _DASHED_SURE
    number = _BARE.match(row.text)
    if number is not None and not _is_in_column(row, sheet):
        return _label(number[1], None), _place_sure(row, sheet)
    # One stroke alone is as often the end of a rule as a Roman one.
    is_roman = len(row.text) > 1 and _ROMAN.match(row.text) is not None
    if is_roman:
        return _label(row.text, None), _place_sure(row, sheet)
    return None, 0.0


def _label(number: str, total: str | None) -> PageLabel | None:
    first, last = _value(number), _value(total) if total else None
    if not 1 <= first <= _MOST_PAGES:
        return None
    if last is not None and not first <= last <= _MOST_PAGES:
        return None
    return PageLabel(first, last)


def _value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if _ROMAN.match(written):
        return _roman(written.lower())
    return number_in(written) or 0


def _roman(letters: str) -> int:
    """Return the value of a Roman number under forty."""
    digits = [_ROMAN_DIGITS[one] for one in letters]
    after = [*digits[1:], 0]
    return sum(
        -one if one < next_one else one
        for one, next_one in zip(digits, after, strict=True)
    )


def _place_sure(row: _Row, sheet: _Sheet) -> float:
    middle = (row.left + row.right) / 2 / sheet.width_pt
    if abs(middle - 0.5) <= _CENTRE_SHARE:
        return _CENTRED_SURE
    return _CORNER_SURE if min(middle, 1 - middle) <= _CORNER_SHARE else 0.0


def _is_in_column(row: _Row, sheet: _Sheet) -> bool:
    reach = _COLUMN_HEIGHTS * (row.bottom - row.top)
    return any(
        re.fullmatch(r"[\d.,]+", line.text.strip()) is not None
        and min(line.box.x1, row.right) > max(line.box.x0, row.left)
        and 0 < row.top - line.box.y0 < reach
        for line in sheet.lines
    )


PROBE = Probe(
    name="page_label",
    version=5,
    facts=(Fact(_LABEL, FactType.PAGE_LABEL, "the page number printed on the page"),),
    look=look,
    needs=(
        FactName("text.lines"),
        FactName("text.source"),
        FactName("orientation.turn_deg"),
    ),
    reads_text=True,
    uses_reader=True,
)
