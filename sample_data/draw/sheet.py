"""A sheet of paper as a list of marks, before any scanner or printer.

Lengths in millimetres from the top left corner, font sizes in points.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from checker.model.page import Pixels
from sample_data.fonts import Role

Rgb = tuple[int, int, int]
Ink = Literal["red", "blue", "purple"]
Span = tuple[str | None, str | None]
"""First and last day of a date as ISO text; None: open."""

BLACK: Rgb = (20, 20, 22)
RED: Rgb = (206, 24, 30)
INK_BLUE: Rgb = (28, 38, 110)

MM_PER_PT = 25.4 / 72
_LAST_NARROW = "\u2000"
A4_MM = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; ``y`` is its baseline; ``by_hand`` shakes each character."""

    x: float
    y: float
    text: str
    size_pt: float = 12.0
    role: Role = "song"
    colour: Rgb = BLACK
    anchor: Literal["l", "m", "r"] = "l"
    spread_mm: float = 0.0
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.25
    colour: Rgb = BLACK


@dataclass(frozen=True, slots=True)
class Shape:
    """A box, an oval or a polygon; no fill or no stroke where None."""

    points: tuple[tuple[float, float], ...]
    kind: Literal["box", "oval", "polygon"] = "box"
    fill: Rgb | None = None
    stroke: Rgb | None = BLACK
    width: float = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A photograph or a code pasted on the sheet."""

    x: float
    y: float
    width: float
    height: float
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Seal:
    """What is cut into a seal, and how it was pressed.

    ``ring``: name on the arc; ``centre``: line through the middle; ``foot``: number on
    the lower arc. ``ink``: 0 to 1, how dark. ``printed``: even colour, as in an
    electronic seal.
    """

    ring: str
    width: float = 40.0
    height: float = 40.0
    shape: Literal["round", "oval", "square"] = "round"
    star: bool = True
    centre: str = ""
    foot: str = ""
    colour: Ink = "red"
    ink: float = 0.85
    lean_deg: float = 0.0
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal pressed with its middle at (x, y)."""

    x: float
    y: float
    seal: Seal


Mark = Text | Line | Shape | Picture | Stamp


@dataclass(slots=True)
class Sheet:
    """One side of paper with its marks and with what is true of it.

    ``header``: the box of the red header, if it has one. ``days``: dates that a
    reader must find, as ISO text; ``keywords``: words that must be readable; ``spans``:
    every date on the sheet, where all are known.
    """

    layout: str
    width: float = A4_MM[0]
    height: float = A4_MM[1]
    marks: list[Mark] = field(default_factory=list)
    header: tuple[float, float, float, float] | None = None
    days: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    spans: list[Span] | None = None

    def put(self, *marks: Mark) -> None:
        """Add marks on top of those that are there."""
        self.marks.extend(marks)

    def note_day(self, day: dt.date) -> None:
        """Say that this day is written on the sheet."""
        if day.isoformat() not in self.days:
            self.days.append(day.isoformat())

    @property
    def stamps(self) -> list[Stamp]:
        """The seals on it, in the order in which they were pressed."""
        return [mark for mark in self.marks if isinstance(mark, Stamp)]


def in_words(day: dt.date) -> str:
    """Write a day the Chinese way, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def width_em(text: str) -> float:
    """Return the rough width of a line in ems: Chinese 1, the rest 0.56."""
    return sum(1.0 if char > _LAST_NARROW else 0.56 for char in text)


def width_mm(text: str, size_pt: float) -> float:
    """Return the rough width of a line of text in millimetres."""
    return width_em(text) * size_pt * MM_PER_PT
