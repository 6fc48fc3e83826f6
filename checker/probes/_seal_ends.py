"""Squares that are no stamps: cells of tables, and parts of bars of colour.

Told by the ends of their sides, which go on beyond the corners.
"""

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Plane
from checker.probes._seal_shapes import Outline, sample_all
from checker.probes._seal_squares import points_along_sides

_BEYOND = np.linspace(1.15, 1.5, 9, dtype=np.float32)
_BESIDE = np.linspace(0.86, 1.14, 9, dtype=np.float32)
_CELL_ENDS = 4
"""Source: a table with two times two letters in a cell has 6 and 8 ends that go on;
stamps on 30 drawn pages have none, of 104 on others one has four."""

_FILLED_SHARE = 0.5
"""Of the rim's ink, what lies between rim and words: in a bar of colour no gap parts
them. Source: own drawn pages, eight stamps beside others: at most 0.17."""

_LIT_SHARE = 0.8
"""Share of the way beyond a corner that a rule of a table has ink of half the square's
strength; words beside a stamp have gaps."""


def _beyond_grid() -> NDArray[np.float32]:
    """Return unit-square points where sides would go on, shape (2, 9, 8 x 9)."""
    across, along = np.meshgrid(_BESIDE, _BEYOND, indexing="ij")
    ways = [(i * across, j * along) for i in (1, -1) for j in (1, -1)]
    ways += [(j * along, i * across) for i in (1, -1) for j in (1, -1)]
    return np.concatenate(np.array(ways, dtype=np.float32), axis=2)


_BEYOND_GRID = _beyond_grid()


_ALONG = np.linspace(-0.86, 0.86, 22, dtype=np.float32)
_RIM_GRID = points_along_sides(np.array([0.9, 0.94, 0.98, 1.02], np.float32), _ALONG)
_GAP_GRID = points_along_sides(np.array([0.78, 0.83], np.float32), 0.8 * _ALONG)


def goes_on(plane: Plane, outline: Outline, level: float) -> bool:
    """Tell whether a square is a cell of a table or a part of a bar of colour.

    Of a cell four of the eight ends of its sides go on as lines; of a bar those two
    that point the same way, where no gap parts its sides from what they hold.

    Args:
        plane: ink at 72 dpi.
        outline: a square.
        level: the ink of the square's strong parts.
    """
    here = np.array([[outline.x, outline.y, outline.half_w, outline.half_h]])
    here = np.column_stack([here, [outline.angle]])
    rays = sample_all(plane, here, _BEYOND_GRID, beyond=0)[0]
    lit = (rays.max(axis=0) > 0.5 * level).reshape(8, -1).mean(axis=1) >= _LIT_SHARE
    # By axis of the side, which of the two sides, and which of its ends.
    same_way = lit.reshape(2, 2, 2).all(axis=1).ravel()
    gap = sample_all(plane, here, _GAP_GRID, beyond=0)[0]
    rim = sample_all(plane, here, _RIM_GRID, beyond=0)[0].max(axis=0)
    is_filled = float(np.median(gap)) >= _FILLED_SHARE * float(np.median(rim))
    return int(lit.sum()) >= _CELL_ENDS or (bool(same_way.any()) and is_filled)
