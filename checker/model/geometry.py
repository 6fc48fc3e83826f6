"""Boxes and units on a page.

A page is measured as displayed, after the PDF's own ``/Rotate``: x to the right, y
down, origin at the top left, in points (1/72 inch).
"""

from dataclasses import dataclass

PT_PER_INCH = 72.0
MM_PER_INCH = 25.4
MM_PER_PT = MM_PER_INCH / PT_PER_INCH


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle on the page as displayed, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle (x, y) in points."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def as_fractions(
        self, width_pt: float, height_pt: float
    ) -> tuple[float, float, float, float]:
        """Return the box as shares (0 to 1) of a page, clipped to the page."""
        return (
            _share(self.x0, width_pt),
            _share(self.y0, height_pt),
            _share(self.x1, width_pt),
            _share(self.y1, height_pt),
        )

    def scaled(self, factor: float) -> "Box":
        """Return the box with all edges multiplied, for example px to pt."""
        return Box(
            self.x0 * factor, self.y0 * factor, self.x1 * factor, self.y1 * factor
        )

    def overlap_share(self, other: "Box") -> float:
        """Return how much of this box (0 to 1 of its surface) the other covers."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        surface = self.width * self.height
        if width <= 0 or height <= 0 or surface <= 0:
            return 0.0
        return width * height / surface


def _share(value: float, whole: float) -> float:
    return round(min(1.0, max(0.0, value / whole)), 4) if whole > 0 else 0.0
