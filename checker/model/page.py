"""What a probe may see of a page. The one module of the model that knows numpy."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from checker.model.evidence import Colour, Content, TextLine

Pixels = NDArray[np.uint8]
"""uint8: RGB of shape (height_px, width_px, 3), or grey (height_px, width_px)."""


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """The image that fills a scanned page; ``colour`` is its colour space."""

    dpi: float
    width_px: int
    height_px: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that a reader found in an image; the box is (x0, y0, x1, y1) in px."""

    text: str
    box_px: tuple[float, float, float, float]
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """The reading of one strip that holds a single line of text."""

    text: str
    confidence: float


class TextReader(Protocol):
    """Turns pictures into words. One thread; made once a worker."""

    @property
    def name(self) -> str:
        """The name given to ``--reader``."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same picture may be read differently."""
        ...

    def read(self, image: Pixels) -> tuple[ReadLine, ...]:
        """Read an upright RGB page: lines in reading order, boxes in its pixels."""
        ...

    def recognise(self, strips: list[Pixels]) -> tuple[Recognised, ...]:
        """Read RGB strips of one text line each, without looking for lines first."""
        ...


class PageView(Protocol):
    """One page, rendered once, as displayed (after ``/Rotate``).

    ``pixels`` and ``grey`` return shared arrays: never write into them.
    """

    @property
    def page_no(self) -> int:
        """From 1."""
        ...

    @property
    def width_pt(self) -> float:
        """Width as displayed, in points."""
        ...

    @property
    def height_pt(self) -> float:
        """Height as displayed, in points."""
        ...

    @property
    def content(self) -> Content:
        """Scan, digital, mixed; blank where the page draws nothing at all."""
        ...

    @property
    def scan(self) -> ScanFacts | None:
        """The image that fills the page, None for a digital page."""
        ...

    @property
    def layer(self) -> tuple[TextLine, ...]:
        """Lines of the PDF's text layer, boxes in points; empty if there is none."""
        ...

    @property
    def layer_trusted(self) -> bool:
        """Whether the text layer says what a person sees on the page."""
        ...

    @property
    def layer_turn_deg(self) -> int | None:
        """How far the layer's letters are turned clockwise from upright as displayed.

        0, 90, 180 or 270, when nine in ten of its letters agree; None otherwise, and
        where there is no layer.
        """
        ...

    @property
    def raster_dpi(self) -> float:
        """Resolution at which the page was rendered; asking for more only enlarges.

        100 for digital pages, 150 for mixed ones, the scan's own between 100 and 200.
        """
        ...

    def pixels(self, dpi: float) -> Pixels:
        """Return the page in RGB at a resolution; cached."""
        ...

    def grey(self, dpi: float) -> Pixels:
        """Return the page in grey at a resolution; cached."""
        ...

    @property
    def reader(self) -> TextReader:
        """The reader of this worker."""
        ...
