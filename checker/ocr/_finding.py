"""Find the lines of text on a page with a network that marks the pixels of text.

**Source:** Liao et al. 2020, "Real-time scene text detection with differentiable
binarization"; the shape of the steps follows RapidOCR 3.10.
"""

import math

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels
from checker.ocr._networks import Network, Tensor

Quad = NDArray[np.float32]
"""Corners of one line in px, shape (4, 2): top left, top right, bottom right, left."""

_SIDE_PX = 960
"""Long side at which a page of up to A4 at 200 dpi is searched.

**Source:** own measured set of 7 synthetic pages, 562 lines and cells down to 8 pt at
150 dpi: wrong characters 0.02 % and 0.10 CPU-s at 960; 0.22 % and 0.06 at 736; at 1280
no fewer, and 0.22.
"""

_LEAST_SCALE = _SIDE_PX / 2340
"""Pages over A4 keep the scale of an A4 page at 200 dpi: their print is no larger."""

_MOST_SIDE_PX = 1920
"""Long side at which even the largest page is searched; bounds time and memory."""

_STEP_PX = 32
"""The network halves its input five times. **Source:** PP-OCRv6 det."""

_INK = 0.3
_LINE = 0.5
_GROW = 1.6
"""Limits of a text pixel and of a line, and how far a line outgrows its core.

**Source:** RapidOCR 3.10; the limits printed beside the model (0.2, 0.4, 1.4 with
the colour means of ImageNet) gave three times the wrong characters on the set above.
"""

_LEAST_CORE_PX = 3


def find_lines(network: Network, image: Pixels) -> list[Quad]:
    """Return the corners of all lines of text on an RGB page, in its pixels."""
    batch = _as_batch(image)
    chances = network.run(batch)[0, 0]
    scale = np.array(
        [image.shape[1] / chances.shape[1], image.shape[0] / chances.shape[0]],
        dtype=np.float32,
    )
    return [quad * scale for quad in _quads(chances)]


def _as_batch(image: Pixels) -> Tensor:
    import cv2

    height_px, width_px = image.shape[:2]
    long_px = max(height_px, width_px)
    scale = min(1.0, max(_SIDE_PX / long_px, _LEAST_SCALE), _MOST_SIDE_PX / long_px)
    size = (_stepped(width_px * scale), _stepped(height_px * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(image, size, interpolation=how)
    # Trained on BGR, scaled to -1..1.
    return np.ascontiguousarray(
        small[:, :, ::-1].transpose(2, 0, 1)[np.newaxis].astype(np.float32) / 127.5 - 1
    )


def _stepped(length_px: float) -> int:
    return max(_STEP_PX, round(length_px / _STEP_PX) * _STEP_PX)


def _quads(chances: Tensor) -> list[Quad]:
    import cv2

    ink = cv2.dilate((chances > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    quads = []
    for outline in outlines:
        core = _Tilted.around(np.asarray(outline))
        if min(core.width, core.height) < _LEAST_CORE_PX:
            continue
        if _mean_inside(chances, core.corners()) >= _LINE:
            quads.append(core.grown().corners())
    return quads


class _Tilted:
    """A rectangle turned by less than 45 degrees from upright."""

    __slots__ = ("angle_deg", "centre", "height", "width")

    def __init__(
        self,
        centre: tuple[float, float],
        size: tuple[float, float],
        angle_deg: float,
    ) -> None:
        self.centre = centre
        self.width, self.height = size
        self.angle_deg = angle_deg

    @classmethod
    def around(cls, outline: NDArray[np.int32]) -> "_Tilted":
        import cv2

        centre, (width, height), angle_deg = cv2.minAreaRect(outline)
        # OpenCV changed its range of angles between releases; any is taken here.
        turns = math.floor((angle_deg + 45) / 90)
        if turns % 2:
            width, height = height, width
        return cls(
            (float(centre[0]), float(centre[1])),
            (float(width), float(height)),
            angle_deg - 90 * turns,
        )

    def grown(self) -> "_Tilted":
        edge = self.width * self.height * _GROW / (self.width + self.height)
        return _Tilted(
            self.centre, (self.width + edge, self.height + edge), self.angle_deg
        )

    def corners(self) -> Quad:
        angle = math.radians(self.angle_deg)
        along = np.array([math.cos(angle), math.sin(angle)]) * self.width / 2
        down = np.array([-math.sin(angle), math.cos(angle)]) * self.height / 2
        middle = np.array(self.centre)
        return np.array(
            [
                middle - along - down,
                middle + along - down,
                middle + along + down,
                middle - along + down,
            ],
            dtype=np.float32,
        )


def _mean_inside(chances: Tensor, quad: Quad) -> float:
    import cv2

    height, width = chances.shape
    x0, y0 = np.clip(np.floor(quad.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    x1, y1 = np.clip(np.ceil(quad.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    mask = np.zeros((y1 - y0 + 1, x1 - x0 + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [(quad - (x0, y0)).astype(np.int32)], (1,))
    return float(cv2.mean(chances[y0 : y1 + 1, x0 : x1 + 1], mask)[0])
