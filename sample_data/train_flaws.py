"""Train the trees that name what makes a page hard to read: ``clarity.flaw``.

Run by hand: ``python -m sample_data.train_flaws [pages]``. Pages of the labelled world
in the tuning fonts, each harmed by one kind beyond the limit at which half of all
readers complain; one set of trees for each kind against the others. Prints how often
the likeliest is right on pages in the other fonts. Writes
``checker/probes/_clarity_model.json``.
"""

import io
import json
import sys
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from checker.model.page import Pixels
from checker.probes._models import FOLDER
from checker.probes._sheet_clarity import measure_clarity
from checker.probes._sheet_ink import find_ink
from checker.probes._sheet_lines import lines_along
from sample_data.draw.harm import KINDS
from sample_data.train_legibility import grow
from sample_data.world import choose, picture_of
from tests.fakes import view_of

Floats = NDArray[np.float64]
MODEL = FOLDER / "_clarity_model.json"
TREES = 30
_WEAKEST, _STRONGEST = 1.1, 3.5
_LAYOUTS = (
    *("notice_first", "plan_table", "receipt", "essay", "filing_form", "ledger"),
    *("statement", "report", "exam", "numbers", "dated", "licence", "rules_text"),
)


def harmed_page(seed: int, fonts_name: str) -> tuple[Pixels, float, str]:
    """Return a harmed page in RGB, its resolution, and the kind of harm."""
    rng = np.random.default_rng([seed, 41])
    kind = KINDS[seed % len(KINDS)]
    recipe = choose(seed, fonts_name, clean=True)
    strength = float(np.exp(rng.uniform(np.log(_WEAKEST), np.log(_STRONGEST))))
    medium = ("scan", "scan", "grey", "photo")[int(rng.integers(4))]
    recipe = replace(
        recipe,
        layout=_LAYOUTS[int(rng.integers(len(_LAYOUTS)))],
        medium=medium,  # type: ignore[arg-type]
        dpi=int(rng.choice([150, 200])),
        harm=kind,
        strength=strength,
    )
    return picture_of(recipe)[0], float(recipe.dpi), kind


def collect(seeds: range, fonts_name: str) -> tuple[Floats, list[str]]:
    """Return measures and kinds of the pages that show any lines."""
    rows, kinds = [], []
    for seed in seeds:
        page, dpi, kind = harmed_page(seed, fonts_name)
        view = view_of(page, dpi)
        ink = find_ink(view)
        found = measure_clarity(view, ink, lines_along(ink, 0))
        if found is not None:
            rows.append(found)
            kinds.append(kind)
    return np.array(rows), kinds


def main() -> None:
    """Draw, measure, grow, write the model, and print how good it is."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 700
    measures, kinds = collect(range(70_000, 70_000 + pages), "tune")
    model = {
        kind: grow(measures, np.array([k == kind for k in kinds], float), count=TREES)
        for kind in KINDS
    }
    MODEL.write_text(json.dumps(model) + "\n", encoding="utf-8")
    print_check(collect(range(80_000, 80_000 + pages // 5), "test"))


def print_check(held_out: tuple[Floats, list[str]]) -> None:
    """Print how often each kind is named rightly."""
    from checker.probes.clarity import name_flaw  # noqa: PLC0415 - reads the new model

    out = io.StringIO()
    for kind in KINDS:
        named = [
            name_flaw(row)[0] for row, k in zip(*held_out, strict=True) if k == kind
        ]
        right = sum(name == kind for name in named)
        out.write(f"{kind:<10} {right}/{len(named)} {sorted(set(named))}\n")
    sys.stdout.write(out.getvalue())


if __name__ == "__main__":
    main()
