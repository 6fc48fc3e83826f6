"""Setting text: paragraphs, tables and signatures that flow over sheets.

**Source:** GB/T 9704-2012 for notices: margins 37, 28, 26 and 35 mm, 22 lines of 28
characters in 16 pt, red rule as wide as the text, date four characters from the right.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sample_data.draw.sheet import (
    A4_MM,
    BLACK,
    INK_BLUE,
    MM_PER_PT,
    RED,
    Line,
    Seal,
    Shape,
    Sheet,
    Stamp,
    Text,
    in_words,
    width_em,
    width_mm,
)
from sample_data.fonts import Role

_NO_LINE_START = "，。；：、）》〉！？%"


class Hand(str):
    """A cell that somebody filled in with a pen."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set; margins in mm (top, right, bottom, left)."""

    layout: str
    size_pt: float = 14.0
    pitch: float = 8.4
    margins: tuple[float, float, float, float] = (30.0, 24.0, 26.0, 26.0)
    landscape: bool = False
    role: Role = "song"


NOTICE = Style("notice", 16.0, 10.2, (37.0, 26.0, 35.0, 28.0))


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; ``shares`` are the relative widths of the columns."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    row_mm: float = 9.0
    size_pt: float = 10.5
    colour: tuple[int, int, int] = BLACK


@dataclass(slots=True)
class Flow:
    """Sets marks from top to bottom and opens a new sheet when one is full."""

    style: Style
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0.0

    def __post_init__(self) -> None:
        """Open the first sheet."""
        self.new_sheet()

    @property
    def sheet(self) -> Sheet:
        """The sheet being set."""
        return self.sheets[-1]

    @property
    def left(self) -> float:
        """Left edge of the text."""
        return self.style.margins[3]

    @property
    def right(self) -> float:
        """Right edge of the text."""
        return self.sheet.width - self.style.margins[1]

    @property
    def middle(self) -> float:
        """Half way between both edges."""
        return (self.left + self.right) / 2

    @property
    def bottom(self) -> float:
        """Lower edge of the text."""
        return self.sheet.height - self.style.margins[2]

    def new_sheet(self) -> None:
        """Go on with a fresh sheet."""
        width, height = A4_MM[::-1] if self.style.landscape else A4_MM
        self.sheets.append(Sheet(self.style.layout, width, height))
        self.y = self.style.margins[0]

    def need(self, height: float) -> None:
        """Go to a fresh sheet unless so much is free here."""
        if self.y + height > self.bottom:
            self.new_sheet()

    def gap(self, height: float) -> None:
        """Leave some white."""
        self.y += height

    def title(self, text: str, size_pt: float = 22.0, role: Role = "bold") -> None:
        """Set a heading in the middle; its words must be found."""
        pitch = size_pt * MM_PER_PT * 1.5
        room = (self.right - self.left) / (size_pt * MM_PER_PT)
        for line in _halves(text, room):
            self.need(pitch)
            self.y += pitch
            self.sheet.put(
                Text(
                    self.middle, self.y - 0.28 * pitch, line, size_pt, role, anchor="m"
                )
            )
        self.sheet.keywords.append(text)
        self.gap(2.5)

    def line(
        self, text: str, size_pt: float | None = None, role: Role | None = None
    ) -> None:
        """Set one line from the left edge."""
        self.need(self.style.pitch)
        self.y += self.style.pitch
        size = size_pt or self.style.size_pt
        font = role or self.style.role
        self.sheet.put(Text(self.left, self.y - 2.0, text, size, font))

    def fields(self, *texts: str, size_pt: float = 11.0) -> None:
        """Spread short texts over one line, the first at the left edge."""
        self.need(self.style.pitch)
        self.y += self.style.pitch
        step = (self.right - self.left) / len(texts)
        for place, text in enumerate(texts):
            at = self.left + place * step
            self.sheet.put(Text(at, self.y - 2.0, text, size_pt, self.style.role))

    def para(self, text: str, *, indent: bool = True) -> None:
        """Set a paragraph, its first line two characters in."""
        size = self.style.size_pt
        room = (self.right - self.left) / (size * MM_PER_PT)
        for line in wrap("　　" + text if indent else text, room):
            self.need(self.style.pitch)
            self.y += self.style.pitch
            shift = 0.0
            body = line
            while body.startswith("　"):
                body, shift = body[1:], shift + size * MM_PER_PT
            at = self.left + shift
            self.sheet.put(Text(at, self.y - 2.6, body, size, self.style.role))

    def height_of(self, text: str, table: Table | None) -> float:
        """Return the height of a paragraph and the table below it."""
        room = (self.right - self.left) / (self.style.size_pt * MM_PER_PT)
        height = len(wrap("　　" + text, room)) * self.style.pitch
        if table is not None:
            height += 4 + table.row_mm * (len(table.rows) + 1)
        return height

    def table(self, table: Table) -> None:
        """Set a table; its head is repeated on each fresh sheet."""
        self._row(table, table.head, heavy=True)
        for row in table.rows:
            if self.y + table.row_mm > self.bottom:
                self.new_sheet()
                self._row(table, table.head, heavy=True)
            self._row(table, row, heavy=False)

    def sign(self, company: str, day: dt.date, seal: Seal | None) -> None:
        """Set name and date at the right, and press the seal over both."""
        size, pitch = self.style.size_pt, self.style.pitch
        self.need(2 * pitch + 26)
        self.y += 2 * pitch
        words = in_words(day)
        right = self.right - 4 * size * MM_PER_PT
        half = width_mm(words, size) / 2
        middle = min(right - half, self.right - 1 - width_mm(company, size) / 2)
        self.sheet.put(
            Text(middle, self.y - 2.6, company, size, self.style.role, anchor="m"),
            Text(
                middle, self.y + pitch - 2.6, words, size, self.style.role, anchor="m"
            ),
        )
        self.sheet.note_day(day)
        if seal is not None:
            self.sheet.put(Stamp(middle + 1, self.y + 0.2 * pitch, seal))
        self.y += pitch + 16

    def number_pages(self, *, with_total: bool = False) -> None:
        """Print page numbers at the foot of every sheet."""
        total = len(self.sheets)
        for number, sheet in enumerate(self.sheets, 1):
            text = f"第 {number} 页 共 {total} 页" if with_total else f"— {number} —"
            at = sheet.height - 20.0
            sheet.put(Text(sheet.width / 2, at, text, 12.0, "song", anchor="m"))

    def _row(self, table: Table, cells: Sequence[str], *, heavy: bool) -> None:
        self.need(table.row_mm)
        top, bottom = self.y, self.y + table.row_mm
        width = self.right - self.left
        x = self.left
        for share, cell in zip(table.shares, cells, strict=True):
            step = width * share / sum(table.shares)
            box = ((x, top), (x + step, bottom))
            self.sheet.put(Shape(box, stroke=table.colour, width=0.3))
            self._cell(table, cell, box, heavy=heavy)
            x += step
        self.y = bottom

    def _cell(
        self,
        table: Table,
        cell: str,
        box: tuple[tuple[float, float], tuple[float, float]],
        *,
        heavy: bool,
    ) -> None:
        (x0, y0), (x1, y1) = box
        by_hand = isinstance(cell, Hand)
        size = table.size_pt + (2 if by_hand else 0)
        role: Role = "kai" if by_hand else "hei" if heavy else "song"
        room = (x1 - x0 - 1.6) / (size * MM_PER_PT)
        lines = wrap(cell, room)
        pitch = size * MM_PER_PT * 1.25
        while len(lines) * pitch > y1 - y0 and size > 7:  # noqa: PLR2004 - smallest print
            size -= 0.5
            pitch = size * MM_PER_PT * 1.25
            lines = wrap(cell, (x1 - x0 - 1.6) / (size * MM_PER_PT))
        y = (y0 + y1) / 2 - (len(lines) - 1) * pitch / 2 + 0.36 * size * MM_PER_PT
        ink = INK_BLUE if by_hand else table.colour if heavy else BLACK
        for line in lines:
            at = (x0 + x1) / 2
            self.sheet.put(
                Text(at, y, line, size, role, ink, anchor="m", by_hand=by_hand)
            )
            y += pitch


@dataclass(frozen=True, slots=True)
class Head:
    """A red header: issuer, file number, and how firms vary it.

    ``top``: upper edge of the name in mm; ``rule``: one, two, or star.
    """

    issuer: str
    number: str
    top: float = 55.0
    size_pt: float = 34.0
    rule: str = "one"
    colour: tuple[int, int, int] = RED


def red_header(flow: Flow, head: Head) -> None:
    """Print a red header at the top of the current sheet."""
    sheet = flow.sheet
    room = flow.right - flow.left + 8
    size = min(head.size_pt, room / width_em(head.issuer) / MM_PER_PT)
    height = size * MM_PER_PT
    base = head.top + 0.86 * height
    name = Text(flow.middle, base, head.issuer, size, "bold", head.colour, anchor="m")
    sheet.put(name)
    y = base + 0.14 * height + 14
    if head.number:
        sheet.put(Text(flow.middle, y, head.number, 16.0, "song", anchor="m"))
    y += 4.5
    _rule(flow, head, y)
    half = width_mm(head.issuer, size) / 2
    wide = max(half, (flow.right - flow.left) / 2)
    sheet.header = (flow.middle - wide, head.top, flow.middle + wide, y + 1)
    flow.y = y + 8


def _rule(flow: Flow, head: Head, y: float) -> None:
    left, right, sheet = flow.left, flow.right, flow.sheet
    if head.rule == "star":
        gap = 5.5
        sheet.put(Line(left, y, flow.middle - gap, y, 0.7, head.colour))
        sheet.put(Line(flow.middle + gap, y, right, y, 0.7, head.colour))
        sheet.put(
            Text(flow.middle, y + 2.3, "★", 18.0, "song", head.colour, anchor="m")
        )
        return
    sheet.put(Line(left, y, right, y, 0.9 if head.rule == "one" else 1.3, head.colour))
    if head.rule == "two":
        sheet.put(Line(left, y + 1.6, right, y + 1.6, 0.4, head.colour))


def wrap(text: str, room_em: float) -> list[str]:
    """Break text into lines of at most so many ems; punctuation never begins one."""
    lines: list[str] = []
    for piece in text.split("\n"):
        line = ""
        for char in piece:
            if width_em(line + char) > room_em and line:
                if char in _NO_LINE_START and width_em(line) > room_em - 1.5:
                    line += char
                    continue
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def _halves(text: str, room_em: float) -> list[str]:
    """Break a heading into lines of about equal length."""
    count = int(width_em(text) / room_em) + 1
    if count == 1:
        return [text]
    return wrap(text, width_em(text) / count + 1.0)
