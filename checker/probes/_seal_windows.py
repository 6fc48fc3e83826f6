"""Where on a page a seal could be at all: clusters of ink that are large enough."""

from dataclasses import dataclass

import numpy as np

from checker.probes._ink import Plane, halve

_JOIN_MM = 4.2
"""Half the gap between pieces of one seal: rim to star, or a rim pressed unevenly."""

_LEAST_INKED = 18
"""Pixels at 18 dpi. Source: measured set: 90 drawn pages; seals from 22 up, pages
without red to 12."""

_LEAST_MM = (7.0, 11.0)
"""Ink of the smallest stamp or of a seal cut off by the edge; a line of writing is
lower."""

_UNCUT_SHARE = 0.65
_FADED = 0.8
"""Averaging over a coarse pixel thins the ink of a rim."""

_MOST = 12
_COARSE = 4


@dataclass(frozen=True, slots=True)
class Ground:
    """The map that is searched: ink, the ink of bare paper, and the scale."""

    plane: Plane
    floor: float
    px_per_mm: float

    def part(self, window: "Window") -> Plane:
        """Return the map within a window."""
        return np.ascontiguousarray(self.plane[window.rows, window.cols])


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the map; ``ink`` is the box of the cluster in it, (x0, y0, x1, y1)."""

    rows: slice
    cols: slice
    ink: tuple[int, int, int, int]

    @property
    def corner(self) -> tuple[int, int]:
        """Its upper left pixel: x, y."""
        return self.cols.start, self.rows.start

    def at_border(self, ground: Ground) -> tuple[bool, bool, bool, bool]:
        """Tell whether it ends left, above, right and below where the page does."""
        height, width = ground.plane.shape
        return (
            self.cols.start == 0,
            self.rows.start == 0,
            self.cols.stop == width,
            self.rows.stop == height,
        )

    def holds(self, length_px: float) -> bool:
        """Tell whether its ink is about as long as that; the page may cut a third."""
        longer = max(self.ink[2] - self.ink[0], self.ink[3] - self.ink[1])
        return longer > _UNCUT_SHARE * length_px


def find_windows(ground: Ground) -> list[Window]:
    """Return windows around clusters of ink as large as a seal, most ink first."""
    import cv2

    coarse = halve(halve(ground.plane))
    inked = (coarse > _FADED * ground.floor).astype(np.uint8)
    scale = ground.px_per_mm / _COARSE
    reach = round(_JOIN_MM * scale)
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), dtype=np.uint8)
    _, labels, _, _ = cv2.connectedComponentsWithStats(cv2.dilate(inked, kernel))
    labels = np.asarray(labels) * inked
    amounts = np.bincount(labels.ravel())
    amounts[0] = 0
    windows: list[Window] = []
    for label in np.argsort(-amounts, kind="stable")[:_MOST]:
        if amounts[label] < _LEAST_INKED:
            break
        x, y, width, height = cv2.boundingRect((labels == label).astype(np.uint8))
        sides = sorted((width, height))
        if sides[0] > _LEAST_MM[0] * scale and sides[1] > _LEAST_MM[1] * scale:
            windows.append(_window(ground, (x, y, x + width, y + height)))
    return windows


def _window(ground: Ground, box: tuple[int, int, int, int]) -> Window:
    x0, y0, x1, y1 = (_COARSE * v for v in box)
    height, width = ground.plane.shape
    margin = round(_JOIN_MM * ground.px_per_mm)
    return Window(
        slice(max(0, y0 - margin), min(height, y1 + margin)),
        slice(max(0, x0 - margin), min(width, x1 + margin)),
        (x0, y0, x1, y1),
    )
