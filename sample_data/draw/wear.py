"""What time and offices do to a sheet before it is scanned, and scanners at its edges.

Nothing here moves a point of the sheet, and nothing makes its text hard to read.
Pictures are RGB, uint8; lengths in mm, by ``scale`` pixels each.
"""

from collections.abc import Callable

import numpy as np

from checker.model.page import Pixels

Wear = Callable[[Pixels, float, np.random.Generator], Pixels]


def holes(page: Pixels, scale: float, rng: np.random.Generator) -> Pixels:
    """Punch two or four holes at the left edge; the scanner's lid shows through."""
    import cv2

    out = page.copy()
    height = page.shape[0]
    lid = int(rng.choice([20, 60, 120, 225]))
    count = int(rng.choice([2, 4]))
    x = float(rng.uniform(8, 13)) * scale
    for place in range(count):
        y = height / 2 + (place - (count - 1) / 2) * 80 * scale
        centre = (round(x), round(y))
        cv2.circle(out, centre, round(3 * scale), (lid, lid, lid), -1, cv2.LINE_AA)
    return np.asarray(out, np.uint8)


def staple(page: Pixels, scale: float, rng: np.random.Generator) -> Pixels:
    """Leave a staple in the upper left corner, or the two holes that it made."""
    import cv2

    out = page.copy()
    x, y = rng.uniform(5, 11, 2) * scale
    lean = float(rng.uniform(-0.9, 0.9))
    step = np.array([np.cos(lean), np.sin(lean)]) * 11 * scale
    first = (round(float(x)), round(float(y)))
    last = (round(float(x + step[0])), round(float(y + step[1])))
    if rng.random() < 0.6:  # noqa: PLR2004 - more often the staple itself
        cv2.line(
            out, first, last, (70, 72, 76), max(1, round(0.5 * scale)), cv2.LINE_AA
        )
    for end in (first, last):
        cv2.circle(out, end, max(1, round(0.5 * scale)), (60, 60, 60), -1, cv2.LINE_AA)
    return np.asarray(out, np.uint8)


def fold(page: Pixels, _scale: float, rng: np.random.Generator) -> Pixels:
    """Fold the sheet once or twice: a shade on one side of each crease."""
    out = page.astype(np.float32)
    for _ in range(int(rng.integers(1, 3))):
        across = bool(rng.random() < 0.5)  # noqa: PLR2004 - a coin
        length = page.shape[0 if across else 1]
        at = float(rng.choice([1 / 3, 1 / 2, 2 / 3])) * length
        away = np.arange(length, dtype=np.float32) - at
        reach = 0.02 * length
        shade = 1 - float(rng.uniform(0.06, 0.2)) * np.exp(-np.abs(away) / reach) * (
            away > 0
        )
        out *= shade[:, None, None] if across else shade[None, :, None]
    return np.asarray(np.clip(out, 0, 255), np.uint8)


def shine_through(page: Pixels, _scale: float, rng: np.random.Generator) -> Pixels:
    """Let the print of the other side shine through, mirrored, soft and faint."""
    import cv2

    other = cv2.flip(page, 1)
    shift = int(rng.integers(5, 60))
    other = np.roll(other, (shift, -shift), (0, 1))
    soft = cv2.GaussianBlur(other, (0, 0), max(0.8, page.shape[1] / 900))
    weight = float(rng.uniform(0.05, 0.13))
    mixed = page.astype(np.float32) * (1 - weight * (1 - soft.astype(np.float32) / 255))
    return np.asarray(np.clip(mixed, 0, 255), np.uint8)


def bleed(page: Pixels, scale: float, rng: np.random.Generator) -> Pixels:
    """Let the ink run a little, or print with little toner."""
    import cv2

    radius = max(0.3, 0.03 * scale)
    soft = cv2.GaussianBlur(page, (0, 0), radius).astype(np.float32)
    gain = float(rng.uniform(0.8, 1.5))
    return np.asarray(np.clip(255 - (255 - soft) * gain, 0, 255), np.uint8)


def tint(page: Pixels, _scale: float, rng: np.random.Generator) -> Pixels:
    """Use recycled, yellowed or coloured paper."""
    colours = ((244, 236, 214), (232, 232, 226), (250, 226, 226), (226, 240, 228))
    colour = np.asarray(colours[int(rng.integers(len(colours)))], np.float32)
    return np.asarray(page.astype(np.float32) * colour / 255, np.uint8)


def specks(page: Pixels, scale: float, rng: np.random.Generator) -> Pixels:
    """Leave dust on the glass."""
    import cv2

    out = page.copy()
    height, width = page.shape[:2]
    for _ in range(int(rng.integers(10, 80))):
        at = (int(rng.integers(width)), int(rng.integers(height)))
        radius = max(1, round(float(rng.uniform(0.05, 0.2)) * scale))
        cv2.circle(out, at, radius, (90, 90, 90), -1)
    return np.asarray(out, np.uint8)


WEAR: dict[str, Wear] = {
    "holes": holes,
    "staple": staple,
    "fold": fold,
    "shine_through": shine_through,
    "bleed": bleed,
    "tint": tint,
    "specks": specks,
}
"""Everything that can have happened to a sheet, by name."""


def dark_edges(page: Pixels, rng: np.random.Generator) -> Pixels:
    """Darken one to three edges as where the lid of a scanner stood open.

    The picture may be grey (two axes) or RGB. A band is at most 2 % of a side wide.
    """
    out = page.copy()
    for side in rng.permutation(4)[: int(rng.integers(1, 4))]:
        view = np.rot90(out, int(side))
        width = max(2, round(view.shape[0] * float(rng.uniform(0.004, 0.02))))
        fall = np.linspace(float(rng.uniform(0.05, 0.3)), 1, width, dtype=np.float32)
        shape = (width, *([1] * (view.ndim - 1)))
        view[:width] = (view[:width] * fall.reshape(shape)).astype(np.uint8)
    return out
