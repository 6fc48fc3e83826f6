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


def find_windows(ground: Ground) -> list[Window]:
    """Return windows around clusters of ink as large as a seal, most ink first."""
    import cv2

    plane = ground.plane
    inked = (halve(halve(plane)) > 0.8 * ground.floor).astype(np.uint8)
    scale = ground.px_per_mm / _COARSE
    reach = round(_JOIN_MM * scale)
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), dtype=np.uint8)
    joined = np.asarray(cv2.dilate(inked, kernel))
    _, labels, _, _ = cv2.connectedComponentsWithStats(joined)
    labels = np.asarray(labels) * inked
    windows: list[Window] = []
    amounts = np.bincount(labels.ravel())
    amounts[0] = 0
    for label in np.argsort(-amounts, kind="stable"):
        if amounts[label] < _LEAST_INKED or len(windows) == _MOST:
            break
        ys, xs = np.nonzero(labels == label)
        x0, x1 = int(xs.min()), int(xs.max()) + 1
        y0, y1 = int(ys.min()), int(ys.max()) + 1
        sides = sorted((x1 - x0, y1 - y0))
        if sides[0] > _LEAST_MM[0] * scale and sides[1] > _LEAST_MM[1] * scale:
            windows.append(_window(plane.shape, (x0, y0, x1, y1), reach))
    return windows


def _window(
    shape: tuple[int, ...], box: tuple[int, int, int, int], reach: int
) -> Window:
    x0, y0, x1, y1 = (_COARSE * v for v in box)
    margin = _COARSE * reach
    return Window(
        slice(max(0, y0 - margin), min(shape[0], y1 + margin)),
        slice(max(0, x0 - margin), min(shape[1], x1 + margin)),
        (x0, y0, x1, y1),
    )
