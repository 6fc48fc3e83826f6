"""Measure the probes of the sheet on drawn pages; run by hand, prints a table.

``python -m tests.accuracy.measure_sheet [pages] [reader]``; reader ``none`` or
``rapid``. Pages are drawn in the checking fonts and captured as clean, scanned,
photographed and copied. Figures of the accuracy test come from ``measure``.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from checker.model.evidence import Evidence, Known
from checker.model.page import PageView, Pixels, TextReader
from checker.model.probe import Probe
from checker.probes import (
    blank,
    crop,
    fingerprint,
    legibility,
    orientation,
    sheet,
    skew,
)
from tests import damage
from tests.fakes import FakeReader, view_of
from tests.makers import CHECKING_FONTS, DRAWERS, draw_page, turned

PROBES: tuple[Probe, ...] = (
    sheet.PROBE,
    blank.PROBE,
    orientation.PROBE,
    skew.PROBE,
    legibility.PROBE,
    crop.PROBE,
    fingerprint.PROBE,
)
"""In the order in which the engine runs them."""

DOUBTFUL = 0.8


@dataclass(frozen=True, slots=True)
class Case:
    """A page whose truth is known; ``turn_deg`` None for a blank one."""

    kind: str
    capture: str
    raster: Pixels
    dpi: float
    turn_deg: int | None
    skew_deg: float = 0.0


@dataclass(slots=True)
class Tally:
    """What came out of a run, case by case."""

    turns: list[tuple[Case, int | None, float]] = field(default_factory=list)
    leans: list[tuple[Case, float]] = field(default_factory=list)
    blanks: list[tuple[Case, bool]] = field(default_factory=list)
    legible: list[tuple[Case, float]] = field(default_factory=list)
    crops: list[tuple[Case, tuple[str, ...] | None]] = field(default_factory=list)
    cost_s: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def make_case(seed: int, fonts: tuple[str, ...] = CHECKING_FONTS) -> Case:
    """Return an ordinary page, turned and skewed at random."""
    rng = np.random.default_rng(seed)
    kind = tuple(DRAWERS)[seed % len(DRAWERS)]
    capture = tuple(damage.CAPTURES)[seed // len(DRAWERS) % len(damage.CAPTURES)]
    dpi = float(rng.choice([150, 200]))
    font = fonts[int(rng.integers(len(fonts)))]
    landscape = bool(rng.random() < 0.3)
    page = draw_page(kind, font=font, seed=seed, dpi=dpi, landscape=landscape)
    skew_deg = float(rng.uniform(-5, 5))
    page = damage.CAPTURES[capture](damage.skewed(page, skew_deg), rng)
    turn_deg = 90 * int(rng.integers(4))
    return Case(kind, capture, turned(page, turn_deg), dpi, turn_deg, skew_deg)


def observe(
    view: PageView, clock: Callable[[], float] = time.process_time
) -> tuple[Evidence, dict[str, float]]:
    """Run all probes on a page; return the evidence and CPU seconds of each."""
    given = Evidence()
    cost = {}
    for probe in PROBES:
        start = clock()
        given = given.with_readings(probe.look(view, given))
        cost[probe.name] = clock() - start
    return given, cost


def measure(cases: list[Case], reader: TextReader) -> Tally:
    """Run all probes on all cases."""
    tally = Tally()
    for case in cases:
        view = view_of(case.raster, case.dpi, reader=reader)
        view.grey(view.raster_dpi)
        given, cost = observe(view)
        _note(tally, case, given)
        for name, seconds in cost.items():
            tally.cost_s[name] += seconds / len(cases)
    return tally


def _note(tally: Tally, case: Case, given: Evidence) -> None:
    tally.blanks.append((case, given.value("blank.is_blank") is True))
    chance = given.value("legibility.probability")
    tally.legible.append((case, chance if isinstance(chance, float) else -1.0))
    edges = given.value("crop.edges")
    tally.crops.append((case, edges if isinstance(edges, tuple) else None))  # type: ignore[arg-type]
    turn = given.get("orientation.turn_deg")
    if case.turn_deg is None:
        return
    if isinstance(turn, Known) and isinstance(turn.value, int):
        tally.turns.append((case, turn.value, turn.confidence))
    else:
        tally.turns.append((case, None, 0.0))
    lean = given.value("skew.angle_deg")
    error = abs(lean - case.skew_deg) if isinstance(lean, float) else 45.0
    tally.leans.append((case, error))


def describe(tally: Tally) -> str:
    """Return the table that is printed."""
    right = [turn == case.turn_deg for case, turn, _ in tally.turns]
    sure = [confidence for _, _, confidence in tally.turns]
    out = [f"turn right {np.mean(right):.4f}, mean confidence {np.mean(sure):.4f}"]
    out += [
        f"  wrong: {case.kind} {case.capture} {case.turn_deg} {turn} {confidence}"
        for case, turn, confidence in tally.turns
        if turn != case.turn_deg
    ]
    for capture in damage.CAPTURES:
        errors = [e for case, e in tally.leans if case.capture == capture]
        likely = [p for case, p in tally.legible if case.capture == capture]
        out.append(
            f"{capture:6} skew mean {np.mean(errors):.3f} max {np.max(errors):.2f}, "
            f"legible {np.mean(likely):.3f} min {np.min(likely):.3f}"
        )
    out += [
        f"  doubtful: {case.kind} {case.capture} {chance}"
        for case, chance in tally.legible
        if chance < DOUBTFUL
    ]
    out.append(f"called blank: {sum(answer for _, answer in tally.blanks)}")
    out += [
        f"  cropped: {case.kind} {case.capture} {edges}"
        for case, edges in tally.crops
        if edges != ()
    ]
    total = sum(tally.cost_s.values())
    parts = ", ".join(f"{k} {v * 1000:.1f}" for k, v in tally.cost_s.items())
    out.append(f"CPU ms: {total * 1000:.1f} ({parts})")
    return "\n".join(out) + "\n"


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 64
    reader: TextReader = FakeReader(confidence=0.0)
    if "rapid" in sys.argv:
        from checker.ocr.rapid import READER  # noqa: PLC0415 - drags in the OCR extra

        reader = READER()
    measure([make_case(9999)], reader)  # loads the networks
    cases = [make_case(seed) for seed in range(pages)]
    sys.stdout.write(describe(measure(cases, reader)))


if __name__ == "__main__":
    main()
