"""Read strips of one line of text each with a network that names characters.

**Source:** Graves et al. 2006 (connectionist temporal classification); strip size and
padding as PP-OCRv6 was trained.
"""

import math

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels, Recognised
from checker.ocr._finding import Quad
from checker.ocr._networks import Network, Tensor

_HEIGHT_PX = 48
"""Height of the strips that the network reads. **Source:** PP-OCRv6 rec."""

_LONG_ASPECT = 8.0
_SQUEEZE = 0.7
"""Lines longer than 8 times their height are narrowed to 0.7 of their width.

**Source:** own measured set of 6 dense pages with many numbers, 150 and 200 dpi,
blurred, JPEG 40 to 60: wrong characters 0.011 % at 1.0, 0.017 % at 0.7, 0.069 % at
0.65; CPU-s a page 0.71, 0.50, 0.47. Short cells of digits suffer: they stay as is.
"""

_MOST_WIDTH_PX = 3200
"""Widest strip the network was made for. **Source:** PP-OCRv6 rec, inference.yml."""

_LEAST_WIDTH_PX = 16

_STEPS_PX = ((640, 32), (1280, 64), (_MOST_WIDTH_PX, 128))
"""Up to a width in px, widths are rounded up to a step.

An engine prepares itself anew for each width; few widths keep that rare.
"""


def cut_strip(image: Pixels, quad: Quad) -> Pixels:
    """Return one line of a page, straightened; never turned by a quarter.

    A tall box stays tall: text that lies on its side must read badly, so that a
    turned page is noticed and not passed over.
    """
    import cv2

    width_px = max(1, round(float(np.linalg.norm(quad[1] - quad[0]))))
    height_px = max(1, round(float(np.linalg.norm(quad[3] - quad[0]))))
    target = np.array([[0, 0], [width_px, 0], [0, height_px]], dtype=np.float32)
    matrix = cv2.getAffineTransform(quad[[0, 1, 3]], target)
    strip = cv2.warpAffine(
        image,
        matrix,
        (width_px, height_px),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(strip, dtype=np.uint8)


def read_strip(network: Network, alphabet: list[str], strip: Pixels) -> Recognised:
    """Return the text of an RGB strip; empty with confidence 0 where there is none."""
    if strip.size == 0:
        return Recognised("", 0.0)
    chances = network.run(_as_batch(strip))[0]
    best: NDArray[np.intp] = chances.argmax(axis=1)
    is_new = best != 0
    is_new[1:] &= best[1:] != best[:-1]
    if not is_new.any():
        return Recognised("", 0.0)
    text = "".join(alphabet[index] for index in best[is_new])
    sure = chances[np.flatnonzero(is_new), best[is_new]]
    return Recognised(text, round(float(sure.mean()), 4))


def _as_batch(strip: Pixels) -> Tensor:
    import cv2

    height_px, width_px = strip.shape[:2]
    aspect = width_px / height_px
    narrowed = _SQUEEZE if aspect > _LONG_ASPECT else 1.0
    wanted_px = math.ceil(_HEIGHT_PX * aspect * narrowed)
    text_px = min(_MOST_WIDTH_PX, max(_LEAST_WIDTH_PX, wanted_px))
    how = cv2.INTER_AREA if height_px > _HEIGHT_PX else cv2.INTER_LINEAR
    small = cv2.resize(strip, (text_px, _HEIGHT_PX), interpolation=how)
    # Zero, the middle grey, is what the network saw beside short lines in training.
    batch = np.zeros((1, 3, _HEIGHT_PX, _stepped(text_px)), dtype=np.float32)
    batch[0, :, :, :text_px] = small[:, :, ::-1].transpose(2, 0, 1) / np.float32(127.5)
    batch[0, :, :, :text_px] -= 1
    return batch


def _stepped(width_px: int) -> int:
    step = next(step for most, step in _STEPS_PX if width_px <= most)
    return max(64, math.ceil(width_px / step) * step)
