"""A 64-bit picture hash of a page, the same after another compression."""

from collections.abc import Mapping

import numpy as np

from checker.model.evidence import Evidence, Fact, FactType, Known, Reading
from checker.model.ids import FactName
from checker.model.page import PageView, Pixels
from checker.model.probe import Probe
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_typed import is_typed

DHASH = FactName("fingerprint.dhash")

_LARGE_PX = 600
"""A page with more pixels across is halved first, which is quick; the cells of the hash
are 33 px wide or more even then."""

_SHARP_LEVELS = 0.5
"""Differences below half a grey level of a cell's mean are compression, and count as
none: without this the empty margins of two copies would hash by their noise."""


def _look(page: PageView, given: Evidence) -> Mapping[FactName, Reading]:  # noqa: ARG001
    if is_typed(page):
        # The viewer's paper is white all over: ink is what is not.
        return {DHASH: Known(hash_picture(255 - page.grey(page.raster_dpi / 2)))}
    return {DHASH: Known(hash_picture(find_ink(page).contrast))}


def hash_picture(contrast: Pixels) -> str:
    """Return 16 hexadecimal digits: each bit says whether ink grows to the right.

    Args:
        contrast: darkness against the paper, shape (height_px, width_px).

    Source: dHash (Krawetz 2013), on ink instead of brightness so that shadows and
    tints of the paper drop out.
    """
    import cv2

    height, width = (side // 2 for side in contrast.shape)
    grown = contrast
    if min(contrast.shape) > _LARGE_PX:
        even = contrast[: 2 * height, : 2 * width]
        halved = cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA)
        grown = np.asarray(halved, dtype=np.uint8)
    small = cv2.resize(grown, (144, 128), interpolation=cv2.INTER_AREA)
    cells = small.reshape(8, 16, 9, 16).mean(axis=(1, 3))
    bits = (np.diff(cells, axis=1) > _SHARP_LEVELS).ravel()
    return np.packbits(bits).tobytes().hex()


PROBE = Probe(
    name="fingerprint",
    version=3,
    facts=(Fact(DHASH, FactType.TEXT, "difference hash of the page, 16 hex digits"),),
    look=_look,
)
