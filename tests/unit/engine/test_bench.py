"""Labelled pages and what a report says of them."""

import json
from pathlib import Path

from checker.engine.bench import run_bench
from checker.tuning.labels import LabelledPage
from tests.unit.tuning.test_accuracy import SAID

PAGE = {"number": 1, **SAID}


def test_page_that_the_report_lacks_is_counted_and_named() -> None:
    labels = [LabelledPage(Path("a.pdf"), 1, {}), LabelledPage(Path("b.pdf"), 1, {})]
    report = json.dumps([{"path": "a.pdf", "pages": [PAGE]}]).encode()

    bench = run_bench(labels, report, {"seal": 0.5}, with_rivals=False)

    measured = bench.found.scores[0]
    assert (measured.name, measured.value) == ("pages that could be measured", 0.5)
    assert bench.found.wrong[measured.name] == ["b.pdf:1"]
    assert bench.costs == {"seal": 0.5}
