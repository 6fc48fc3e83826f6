"""The ink of a page without red stamps, which are pressed at any angle."""

from dataclasses import replace

import numpy as np

from checker.model.page import PageView, Pixels
from checker.probes._sheet_ink import Ink
from checker.probes._sheet_pieces import LETTER

_MANY_LETTERS = 150
"""A seal has about 30 letters; among so many they do not matter."""

_LEAST_LEFT = 3
"""Pieces of ink without colour that can tell a direction: the shortest words."""

_RED_STEP = 60.0
"""Grey levels by which red light outshines green on the ink of a stamp; black print
stays under 25 on tinted paper and in JPEG. Source: own drawn pages."""


def without_stamps(view: PageView, ink: Ink) -> Ink:
    """Return the ink without red letters where letters are few and others are left.

    Cost: next to nothing; only pages with few letters are looked at.
    """
    letters = np.flatnonzero(ink.boxes[:, 5] == LETTER)
    if letters.size > _MANY_LETTERS:
        return ink
    raster = view.pixels(view.raster_dpi)
    zoom = view.raster_dpi / ink.dpi
    red = [one for one in letters if _is_red(raster, ink.boxes[one, :4] * zoom)]
    if not red or letters.size - len(red) < _LEAST_LEFT:
        return ink
    classes = ink.classes.copy()
    for x, y, width, height in ink.boxes[red, :4].tolist():
        classes[y : y + height, x : x + width] = 0
    kept = np.ones(ink.boxes.shape[0], np.bool_)
    kept[red] = False
    return replace(ink, classes=classes, boxes=ink.boxes[kept])


def _is_red(raster: Pixels, box: object) -> bool:
    x, y, width, height = np.asarray(box, np.float64)
    rows = slice(int(y), int(y + height) + 1)
    part = raster[rows, int(x) : int(x + width) + 1].reshape(-1, 3).astype(np.float32)
    if not part.size:
        return False
    green = part[:, 1]
    strong = part[green <= np.percentile(green, 25)]
    return float(np.mean(strong[:, 0] - strong[:, 1])) > _RED_STEP
