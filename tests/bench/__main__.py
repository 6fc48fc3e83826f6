"""Costs and ratios, printed: ``just bench``. Never a gate.

All figures are taken in one run on this machine, processor seconds of the command and
of all its descendants. Costs a page are differences between a long and a short file, so
that start-up does not count; ratios are medians of pairs taken in turn.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sample_data.bench import make_digital, make_scans
from tests.bench._floor import floor_of
from tests.bench._usage import Usage, measure

CHECKER = [sys.executable, "-m", "checker"]
SHORT = 4
LONG = 28
MANY = 100
PAIRS = 3


def main() -> None:
    """Print one line a figure."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for line in _figures(folder):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def _figures(folder: Path) -> Iterator[str]:
    scans = _make(folder, "scan")
    digital = _make(folder, "digital")
    floor = floor_of(scans[1])
    yield f"floor: decode a page          {floor.decode_s:.3f} CPU-s"
    yield f"floor: render a page          {floor.render_s:.3f} CPU-s"
    yield f"floor: one OCR pass           {floor.read_s:.3f} CPU-s"
    yield _cost("scan without OCR", scans, options=["--no-ocr"], goal_s=0.12)
    yield _cost("scan with OCR", scans, options=[], goal_s=0.60)
    yield _cost("digital page", digital, options=[], goal_s=0.06)
    yield from _again(folder)
    yield from _parallel(folder)


def _make(folder: Path, kind: str) -> tuple[Path, Path]:
    paths = folder / f"{kind}-short.pdf", folder / f"{kind}-long.pdf"
    for path, pages in zip(paths, (SHORT, LONG), strict=True):
        if kind == "scan":
            make_scans(path, pages, 200)
        else:
            make_digital(path, pages)
    return paths


def _inspect(path: Path, options: Sequence[str]) -> Usage:
    return measure(
        [*CHECKER, "inspect", str(path), "--no-store", "--jobs", "1", *options]
    )


def _cost(
    name: str, files: tuple[Path, Path], *, options: Sequence[str], goal_s: float
) -> str:
    short, long = files
    costs = []
    peak_mb = 0.0
    for _ in range(PAIRS):
        one, other = _inspect(short, options), _inspect(long, options)
        costs.append((other.cpu_s - one.cpu_s) / (LONG - SHORT))
        peak_mb = max(peak_mb, other.peak_mb)
    cost_s = statistics.median(costs)
    return (
        f"{name:<29} {cost_s:.3f} CPU-s a page (goal {goal_s:.2f},"
        f" {min(costs):.3f} to {max(costs):.3f}); peak {peak_mb:.0f} MB (goal 700)"
    )


def _again(folder: Path) -> Iterator[str]:
    dossier = folder / "fifty"
    dossier.mkdir()
    (dossier / "dossier.yaml").write_text("company: 某公司\nyear: 2021\n", "utf-8")
    make_scans(dossier / "06-制度.pdf", 30, 200)
    make_scans(dossier / "13-培训.pdf", 20, 200)
    store = ["--store", str(folder / "evidence.db")]
    command = [*CHECKER, "check", str(dossier), "--format", "json", *store]
    first = measure(command)
    second = measure(command)
    start_up = measure([*CHECKER, "rules", "lint"])
    report = json.loads(
        subprocess.run(command, check=False, capture_output=True).stdout  # noqa: S603
    )
    opened = report["timing"]["pages"] - report["timing"]["cached_pages"]
    yield f"first run, 50 pages           {first.cpu_s:.2f} CPU-s"
    yield (
        f"second run, 50 pages          {second.cpu_s:.2f} CPU-s, of which start-up"
        f" {start_up.cpu_s:.2f} (goal: 1 beyond); pages opened: {opened} (goal 0)"
    )


def _parallel(folder: Path) -> Iterator[str]:
    files = [folder / f"many-{number}.pdf" for number in range(4)]
    each = MANY // len(files)
    for number, file in enumerate(files):
        make_scans(file, each, 200, skip=number * each)
    speed, cost = [], []
    for _ in range(PAIRS):
        one, two = (
            measure([*CHECKER, "inspect", *map(str, files), "--no-store", "-j", jobs])
            for jobs in ("1", "2")
        )
        speed.append(one.wall_s / two.wall_s)
        cost.append(two.cpu_s / one.cpu_s)
    yield (
        f"--jobs 2 against 1, {MANY} pages {statistics.median(speed):.2f} times the"
        f" pages a second (goal 1.7), {statistics.median(cost):.2f} times the CPU"
        " (goal 1.15)"
    )


if __name__ == "__main__":
    main()
