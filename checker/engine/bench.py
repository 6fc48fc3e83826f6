"""Labelled sets to figures: looks at the pages, holds them to their labels."""

import io
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from checker.engine.pictures import open_sandbox
from checker.tuning.accuracy import Findings, Pair, measure
from checker.tuning.labels import LabelledPage
from checker.tuning.rivals import RIVALS, Page, Picture, Rival
from checker.tuning.scores import share
from checker.tuning.table import Contest

RIVAL_WIDTH_PX = 1654
"""Rivals see pages at 200 dpi for A4."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Figures of a labelled set, what each probe cost, and how rivals fared."""

    found: Findings
    costs: Mapping[str, float]
    contests: tuple[Contest, ...]


def pair_up(labels: Sequence[LabelledPage], documents: bytes) -> list[Pair]:
    """Return labelled pages with what a report (JSON, ``inspect``) says of them."""
    pages: dict[tuple[str, int], Mapping[str, Any]] = {
        (one["path"], page["number"]): page
        for one in json.loads(documents)
        for page in one["pages"]
    }
    keys = [(str(one.path), one.number) for one in labels]
    return [
        Pair(one, pages[key])
        for one, key in zip(labels, keys, strict=True)
        if key in pages
    ]


def run_bench(
    labels: Sequence[LabelledPage],
    documents: bytes,
    spent: Mapping[str, float],
    *,
    with_rivals: bool,
) -> Bench:
    """Return all figures; rivals are asked page by page, on one thread.

    A labelled page that the report does not have is a figure too, and named.
    """
    pairs = pair_up(labels, documents)
    found = measure(pairs)
    seen = {(pair.true.path, pair.true.number) for pair in pairs}
    lost = [one for one in labels if (one.path, one.number) not in seen]
    name = "pages that could be measured"
    found.scores.insert(0, share(name, len(pairs), len(labels), goal=1.0))
    if lost:
        found.wrong[name] = [f"{one.path.name}:{one.number}" for one in lost]
    costs = {name: cpu_s / max(1, len(pairs)) for name, cpu_s in spent.items()}
    contests = tuple(_contests(pairs)) if with_rivals else ()
    return Bench(found, costs, contests)


def _contests(pairs: Sequence[Pair]) -> Iterator[Contest]:
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with open_sandbox() as sandbox:

        def draw(path: Path, page_no: int = 1) -> Picture | None:
            jpeg = sandbox.picture(str(path), page_no, RIVAL_WIDTH_PX)
            return None if jpeg is None else _decoded(jpeg)

        pages = [(pair, draw(pair.true.path, pair.true.number)) for pair in pairs]
        shown = [(pair, pixels) for pair, pixels in pages if pixels is not None]
        for rival in RIVALS:
            if rival.is_there():
                yield _contest(rival, shown, draw)


def _contest(
    rival: Rival,
    shown: Sequence[tuple[Pair, Picture]],
    draw: Callable[[Path], Picture | None],
) -> Contest:
    started = _cpu_s()
    answers = []
    for pair, pixels in shown:
        answer = rival.look(Page(pair.true.path, pixels, draw))
        answers.append(replace(pair, said={**pair.said, **answer}))
    cost_s = (_cpu_s() - started) / max(1, len(shown))
    scores = [s for s in measure(answers).scores if s.name.startswith(rival.figures)]
    return Contest(rival.name, scores, cost_s)


def _decoded(jpeg: bytes) -> Picture:
    with Image.open(io.BytesIO(jpeg)) as image:
        return np.asarray(image.convert("RGB"), np.uint8)


def _cpu_s() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system
