"""What is measured on a candidate outline, for the model that judges it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.probes._ink import Inks, Plane, quantile
from checker.probes._seal_shapes import Outline, polar_grid, sample

Row = NDArray[np.float64]

_ANGLES = 96
_SHARES = np.arange(0.025, 1.35, 0.05, dtype=np.float32)
_GRID = polar_grid(_SHARES, _ANGLES)
_FINE_SHARES = np.arange(0.86, 1.141, 0.02, dtype=np.float32)
_FINE = polar_grid(_FINE_SHARES, _ANGLES)
_CELLS = 64
_REACH = 1.3


def _square_grid() -> NDArray[np.float32]:
    line = np.linspace(-_REACH, _REACH, _CELLS, dtype=np.float32)
    x, y = np.meshgrid(line, line)
    return np.stack([x, y]).astype(np.float32)


_SQUARE = _square_grid()
_CHEBYSHEV = np.maximum(np.abs(_SQUARE[0]), np.abs(_SQUARE[1]))


_RINGS = 16
_RING = np.minimum(_CHEBYSHEV / 0.08, _RINGS).astype(np.int64)
"""Which frame around the middle each cell belongs to, the last one for the rest."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The maps of a page as one pass of the search sees them.

    ``plane`` is the ink searched, ``cover_share`` how much of the page carries it,
    ``noise`` the ink of bare paper, ``print_level`` the black ink of strong print.
    """

    inks: Inks
    plane: Plane
    cover_share: float
    noise: float
    print_level: float = 1.0


def describe(scene: Scene, outline: Outline) -> Row:
    """Return the features of a candidate; the length depends only on its shape."""
    shape = _square_row if outline.is_square else _round_row
    row = np.concatenate([shape(scene, outline), _tone_row(scene, outline)])
    return np.asarray(np.nan_to_num(row), dtype=np.float64)


def level_of(scene: Scene, outline: Outline) -> float:
    """Return the absorbance of the strong parts of a candidate's ink."""
    polar = sample(scene.plane, outline, _GRID)[:21]
    return _level(polar[polar >= 0])


def _means(values: Plane, seen: NDArray[np.bool_], axis: int) -> Row:
    total = np.where(seen, values, 0).sum(axis=axis)
    return np.asarray(total / np.maximum(seen.sum(axis=axis), 1), dtype=np.float64)


def _round_row(scene: Scene, outline: Outline) -> Row:
    polar = sample(scene.plane, outline, _GRID)
    seen = polar >= 0
    ink = np.maximum(polar, 0)
    level = _level(ink[:21][seen[:21]])
    ink = np.clip(ink / level, 0, 1.5).astype(np.float32)
    profile = _means(ink, seen, 1)
    size = [
        2 * max(outline.half_w, outline.half_h) / scene.inks.px_per_mm,
        2 * min(outline.half_w, outline.half_h) / scene.inks.px_per_mm,
        min(outline.half_w, outline.half_h) / max(outline.half_w, outline.half_h),
        outline.misfit,
        float(seen[20].mean()),
    ]
    return np.concatenate(
        [
            size,
            profile,
            _rim_row(scene, outline, level),
            _band_row(ink, seen),
            _star_row(ink),
        ]
    )


def _level(ink: Plane) -> float:
    """Return the ink of the strong parts, the yardstick for all others."""
    return max(quantile(ink, 0.94), 0.02)


def _rim_row(scene: Scene, outline: Outline, level: float) -> Row:
    rays = sample(scene.plane, outline, _FINE)
    seen = (rays >= 0).all(axis=0)
    if int(seen.sum()) < 8:  # noqa: PLR2004
        return np.zeros(12)
    rays = np.clip(rays[:, seen] / level, 0, 1.5)
    profile = rays.mean(axis=1)
    peak = rays[5:10].max(axis=0)
    inner, outer = rays[1:4].mean(axis=0), rays[11:14].mean(axis=0)
    top = int(profile.argmax())
    half = profile > 0.5 * profile.max()
    width_mm = float(half.sum()) * 0.02 * outline.radius / scene.inks.px_per_mm
    place = rays.argmax(axis=0)
    return np.array(
        [
            float((peak > 0.3).mean()),  # noqa: PLR2004
            float(((peak > 1.5 * outer) & (peak > 0.2)).mean()),  # noqa: PLR2004
            float(((peak > 1.3 * inner) & (peak > 0.2)).mean()),  # noqa: PLR2004
            float(peak.mean()),
            float(peak.std()),
            quantile(peak, 0.15),
            float(profile.max() - inner.mean()),
            float(profile.max() - outer.mean()),
            _FINE_SHARES[top],
            width_mm,
            float(np.std(place)),
            float(np.abs(np.diff(peak)).mean()),
        ]
    )


def _band_row(ink: Plane, seen: NDArray[np.bool_]) -> Row:
    """Describe the band of text inside the rim and the disc as a whole."""
    band = ink[11:18]
    full = band.max(axis=0) > 0.4  # noqa: PLR2004
    marks = ink[12:17] > 0.4  # noqa: PLR2004
    turns = np.abs(np.diff(marks.astype(np.int8), axis=1)).sum(axis=1)
    depth = np.abs(np.diff((ink[3:18] > 0.4).astype(np.int8), axis=0)).sum(axis=0)  # noqa: PLR2004
    disc = ink[:20][seen[:20]]
    return np.array(
        [
            float(full.mean()),
            _longest_gap(full),
            float(turns.mean()),
            float(turns.max()),
            float(depth.mean()),
            float((disc > 0.4).mean()) if disc.size else 0.0,  # noqa: PLR2004
            float((disc > 0.15).mean()) if disc.size else 0.0,  # noqa: PLR2004
            float(disc.std()) if disc.size else 0.0,
            float(band.std()),
            float(np.std(ink[11:18].mean(axis=0))),
        ]
    )


def _longest_gap(full: NDArray[np.bool_]) -> float:
    run = best = 0
    for value in np.concatenate([full, full]):
        run = 0 if value else run + 1
        best = max(best, run)
    return min(best, len(full)) / len(full)


def _star_row(ink: Plane) -> Row:
    """Describe the middle by its angular frequencies: a star has five."""
    waves = []
    for rows in (ink[2:5], ink[4:8]):
        spectrum = np.abs(np.fft.rfft(rows.mean(axis=0)))[:12]
        rest = float(spectrum[1:12].sum()) + 1e-3
        waves += [
            float(spectrum[0]) / _ANGLES,
            float(spectrum[5]) / rest,
            float(spectrum[10]) / rest,
            float(spectrum[5]) / (float(spectrum[0]) + 1e-3),
        ]
    return np.array(waves)


def _square_row(scene: Scene, outline: Outline) -> Row:
    patch = sample(scene.plane, outline, _SQUARE)
    seen = patch >= 0
    inside = seen & (_CHEBYSHEV < 1)
    level = _level(np.maximum(patch, 0)[inside])
    ink = np.clip(np.maximum(patch, 0) / level, 0, 1.5).astype(np.float32)
    rings = np.bincount(_RING[seen], ink[seen], _RINGS + 1)[:_RINGS] / np.maximum(
        np.bincount(_RING[seen], minlength=_RINGS + 1)[:_RINGS], 1
    )
    ink = _made_whole(ink, seen)
    sides = _side_row(ink)
    core = ink[14:50, 14:50] > 0.4  # noqa: PLR2004
    cross_x = np.abs(np.diff(core.astype(np.int8), axis=1)).sum(axis=1)
    cross_y = np.abs(np.diff(core.astype(np.int8), axis=0)).sum(axis=0)
    tilt = abs(math.remainder(outline.angle, math.pi / 2))
    rest = [
        2 * max(outline.half_w, outline.half_h) / scene.inks.px_per_mm,
        2 * min(outline.half_w, outline.half_h) / scene.inks.px_per_mm,
        float(seen[inside].mean()) if inside.any() else 0.0,
        float(core.mean()),
        float(cross_x.mean()),
        float(cross_y.mean()),
        float(cross_x.std()),
        float(cross_y.std()),
        float(core.mean(axis=0).std()),
        float(core.mean(axis=1).std()),
        tilt,
    ]
    return np.concatenate([rings, sides, np.array(rest)])


def _made_whole(ink: Plane, seen: NDArray[np.bool_]) -> Plane:
    """Return a square's ink; what lies beyond the page is that of the other half."""
    whole, known = np.where(seen, ink, 0), seen
    for other in (np.s_[:, ::-1], np.s_[::-1]):
        whole = np.where(known, whole, whole[other])
        known = known | known[other]
    return np.asarray(whole, dtype=np.float32)


def _side_row(ink: Plane) -> Row:
    """Return how closed each side of the rim is, the weakest first."""
    first = round((1 - 1 / _REACH) / 2 * (_CELLS - 1))
    last = _CELLS - 1 - first
    reach = 4
    sides = [
        ink[first - 1 : first + reach, first : last + 1].max(axis=0),
        ink[last - reach + 1 : last + 2, first : last + 1].max(axis=0),
        ink[first : last + 1, first - 1 : first + reach].max(axis=1),
        ink[first : last + 1, last - reach + 1 : last + 2].max(axis=1),
    ]
    closed = sorted(float((side > 0.35).mean()) for side in sides)  # noqa: PLR2004
    return np.array([*closed, float(np.std([side.mean() for side in sides]))])


def _tone_row(scene: Scene, outline: Outline) -> Row:
    """Describe the colour of the ink, its evenness, and the paper around it."""
    rows, cols = patch_of(scene.plane.shape, outline)
    ink = scene.plane[rows, cols]
    strong = ink > max(0.5 * quantile(ink, 0.95), scene.noise)
    if not strong.any():
        return np.zeros(14)
    weight = np.where(strong, ink, 0)
    total = float(weight.sum()) + 1e-6
    bands = [c[rows, cols] for c in scene.inks.channels]
    red, green, blue = (float((b * weight).sum()) / total for b in bands)
    most = max(red, green, blue, 1e-3)
    ratio = bands[0] / (bands[1] + 0.05)
    mean_ratio = float((ratio * weight).sum()) / total
    spread = float((np.abs(ratio - mean_ratio) * weight).sum()) / total
    dark = scene.inks.dark[rows, cols]
    paper = scene.inks.paper[rows, cols]
    values = ink[strong]
    return np.array(
        [
            red / most,
            green / most,
            blue / most,
            math.log(total / max(1, int(strong.sum())) + 1e-3),
            spread,
            float(np.std(values)) / (float(np.mean(values)) + 1e-3),
            float(dark.mean()),
            float(dark.std()),
            float(paper.mean()),
            float(paper.std()),
            float(strong.mean()),
            scene.cover_share,
            scene.noise,
            quantile(ink, 0.3) / (most + 1e-3),
        ]
    )


def patch_of(shape: tuple[int, ...], outline: Outline) -> tuple[slice, slice]:
    """Return the rows and columns of the outline's box on the page."""
    x0, y0, x1, y1 = outline.box
    return (
        slice(max(0, int(y0)), max(0, min(shape[0], math.ceil(y1)))),
        slice(max(0, int(x0)), max(0, min(shape[1], math.ceil(x1)))),
    )
