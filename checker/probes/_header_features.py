"""What is measured on a band of glyphs, for the model that calls it a header."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.probes._header_bands import BoxPx, Layout, Rule
from checker.probes._ink import Plane

Row = NDArray[np.float64]
_BLACK = 0.4
"""Absorbance of printed letters at 48 dpi."""

NAMES = (
    "height_mm", "small", "huge", "width_share", "off_centre", "top_mm", "high", "low",
    "cover", "solid", "white_columns", "runs", "few_runs", "level",
    "green_share", "red_share", "black_in_band", "paper", "paper_spread",
    "has_rule", "rule_width", "rule_off_centre", "rule_gap_mm", "rule_far",
    "rule_thick_mm", "rule_black", "other_rules", "uprights", "rest_share",
    "other_bands", "text_below", "text_above", "wide_ink",
)  # fmt: skip
"""The features in order; lengths in millimetres, the rest shares or counts."""


@dataclass(frozen=True, slots=True)
class Maps:
    """Straightened upright maps: the ink judged, black ink, all three absorbances.

    ``black_rows`` holds how much black there is above each row (``count_rows``).
    """

    ink: Plane
    dark: Plane
    red: Plane
    green: Plane
    blue: Plane
    paper: Plane
    px_per_mm: float
    black_rows: NDArray[np.int64]


def count_rows(dark: Plane) -> NDArray[np.int64]:
    """Return how many pixels are black above each row, shape (height_px + 1,)."""
    counts = (dark > _BLACK).sum(axis=1)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def header_blocks(layout: Layout, px_per_mm: float) -> list[BoxPx]:
    """Return bands, alone and with the next ones of a joint header."""
    blocks = list(layout.bands)
    for k, first in enumerate(layout.bands):
        block = first
        for other in layout.bands[k + 1 : k + 4]:
            gap = other[1] - block[3]
            tall = first[3] - first[1]
            if not -tall < gap < 0.9 * tall or other[3] - other[1] < 0.5 * tall:
                break
            block = (
                min(block[0], other[0]), block[1],
                max(block[2], other[2]), max(block[3], other[3]),
            )  # fmt: skip
            if block[3] - block[1] < 75 * px_per_mm:
                blocks.append(block)
    return blocks


def rule_below(layout: Layout, block: BoxPx, px_per_mm: float) -> Rule | None:
    """Return the first rule within 50 mm under a block."""
    for rule in layout.rules:
        gap = rule.y - block[3]
        if -1 * px_per_mm < gap < 50 * px_per_mm:
            return rule
    return None


def describe(maps: Maps, layout: Layout, block: BoxPx) -> Row:
    """Return the features of a block, in the order of ``NAMES``."""
    rule = rule_below(layout, block, maps.px_per_mm)
    row = np.concatenate(
        [
            _shape_row(maps, layout, block),
            _ink_row(maps, layout, block),
            _rule_row(maps, rule, block),
            _around_row(maps, layout, block),
        ]
    )
    return np.asarray(np.nan_to_num(row), dtype=np.float64)


def _shape_row(maps: Maps, layout: Layout, block: BoxPx) -> Row:
    x0, y0, x1, y1 = block
    scale, width = maps.px_per_mm, maps.ink.shape[1]
    height_mm = (y1 - y0) / scale
    mask = layout.mask[y0:y1, x0:x1]
    columns = mask.sum(axis=0) > 0
    starts = int(np.count_nonzero(np.diff(columns.astype(np.int8)) == 1)) + 1
    rows_of_text = max(1.0, round(height_mm / 16))
    cover = float(mask.mean())
    return np.array(
        [
            min(height_mm, 30),
            max(0, 6 - height_mm),
            max(0, height_mm - 24 * rows_of_text),
            (x1 - x0) / width,
            abs((x0 + x1) / 2 - width / 2) / scale,
            y0 / scale,
            max(0, 20 - y0 / scale),
            max(0, y1 / scale - 110),
            cover,
            max(0, cover - 0.55),
            1 - float(columns.mean()),
            min(starts, 20),
            max(0, 4 - starts),
        ]
    )


def _ink_row(maps: Maps, layout: Layout, block: BoxPx) -> Row:
    x0, y0, x1, y1 = block
    mask = layout.mask[y0:y1, x0:x1] > 0
    if not mask.any():
        return np.zeros(6)
    red, green, blue = (
        float(p[y0:y1, x0:x1][mask].mean()) for p in (maps.red, maps.green, maps.blue)
    )
    most = max(red, green, blue, 0.05)
    paper = maps.paper[y0:y1, x0:x1]
    black = float((maps.dark[y0:y1, x0:x1] > 0.5).mean())  # noqa: PLR2004
    level = float(np.log(maps.ink[y0:y1, x0:x1][mask].mean() + 1e-3))
    return np.array(
        [
            level,
            green / most,
            red / most,
            black,
            float(paper.mean()),
            float(paper.std()),
        ]
    )


def _rule_row(maps: Maps, rule: Rule | None, block: BoxPx) -> Row:
    if rule is None:
        return np.zeros(7)
    x0, y0, x1, y1 = rule.box
    scale, width = maps.px_per_mm, maps.ink.shape[1]
    gap = (rule.y - block[3]) / scale
    black = maps.dark[max(0, y0 - 2) : y1 + 2, x0:x1].max(axis=0) > 0.5  # noqa: PLR2004
    return np.array(
        [
            1.0,
            (x1 - x0) / width,
            abs((x0 + x1) / 2 - width / 2) / scale,
            gap,
            max(0, gap - 28),
            (y1 - y0) / scale,
            float(black.mean()),
        ]
    )


def _around_row(maps: Maps, layout: Layout, block: BoxPx) -> Row:
    scale = maps.px_per_mm
    rule = rule_below(layout, block, scale)
    near = [
        r for r in layout.rules if rule is not None and abs(r.y - rule.y) < 4 * scale
    ]
    others = len(layout.rules) - len(near)
    total = max(1, layout.inked_px)
    own = int(layout.mask[block[1] : block[3], block[0] : block[2]].sum())
    ruled = sum(int(layout.mask[r.box[1] : r.box[3]].sum()) for r in near)
    bands = sum(b[1] > block[3] or b[3] < block[1] for b in layout.bands)
    start = rule.box[3] if rule is not None else block[3]
    return np.array(
        [
            min(others, 6),
            min(layout.upright_px / (100 * scale), 6),
            max(0.0, 1 - (own + ruled) / total),
            min(bands, 5),
            _share(maps, start + 1, len(maps.dark)),
            _share(maps, 0, block[1]),
            min(layout.inked_px / layout.mask.size * 10, 3),
        ]
    )


def _share(maps: Maps, top: int, bottom: int) -> float:
    """Return the share of ink in rows, as far as it tells text from none."""
    if bottom <= top:
        return 0.0
    black = int(maps.black_rows[bottom]) - int(maps.black_rows[top])
    pixels = (bottom - top) * maps.dark.shape[1]
    return float(min(0.15, black / pixels))
