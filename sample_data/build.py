"""Write dossiers and their labels: ``python -m sample_data.build``."""

import argparse
import io
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from ruamel.yaml import YAML

from sample_data import fonts, sets
from sample_data.fonts import FontGroup
from sample_data.paperwork import Label, make
from sample_data.recipes import SUBMITTED, Dossier, Expected, Recipe, person_path


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the sets that the arguments ask for; return an exit status."""
    given = _parser().parse_args(arguments)
    group = fonts.GROUPS[given.fonts]
    try:
        fonts.require(group)
    except fonts.FontsMissingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if given.random:
        for seed in range(given.seed, given.seed + given.random):
            folder = given.out / f"{given.way}-{seed}"
            write(sets.RANDOM[given.way], folder, group, seed=seed)
        return 0
    for name in [given.set] if given.set else list(sets.SETS):
        write(sets.SETS[name], given.out / name, group, seed=given.seed)
    return 0


def write(recipe: Recipe, folder: Path, group: FontGroup, *, seed: int) -> None:
    """Write one dossier to ``folder/dossier`` and ``folder/labels.yaml``."""
    dossier = recipe(group, seed)
    root = folder / "dossier"
    shutil.rmtree(root, ignore_errors=True)
    documents: dict[str, list[Label]] = {}
    for path, draft in dossier.papers.items():
        made = make(draft, group, seed)
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made.data)
        documents[path] = made.labels
    for path, original in dossier.copies.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / original, target)
        documents[path] = documents[original]
    (root / "dossier.yaml").write_text(
        as_yaml({"id": folder.name, **_header(dossier)}), encoding="utf-8"
    )
    labels = {
        "set": folder.name,
        "seed": seed,
        "fonts": group.name,
        "grade": dossier.grade,
        "expected": [_finding(e) for e in dossier.expected],
        "documents": dict(sorted(documents.items())),
    }
    (folder / "labels.yaml").write_text(as_yaml(labels), encoding="utf-8")


def as_yaml(value: object) -> str:
    """Return plain values as YAML, short lists on one line."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = None
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.width = 4096
    out = io.StringIO()
    yaml.dump(_plain(value), out)
    return out.getvalue()


def _plain(value: object) -> object:
    """Copy containers, so that YAML writes no anchors for shared ones."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _header(dossier: Dossier) -> dict[str, object]:
    header: dict[str, object] = {
        "company": dossier.cast.company.name,
        "credit_code": dossier.cast.company.credit_code,
        "year": dossier.cast.year,
        "submission": dossier.submission,
        "submitted_on": SUBMITTED,
        "qualification": {"category": "general_contracting", "grade": "2"},
        "personnel": [
            {
                "table": person.table,
                "name": person.worker.name,
                "id_number": person.worker.id_number,
                "certificate_number": person.number,
                "valid_until": person.valid_until,
                "files": [person_path(person)],
            }
            for person in dossier.staff
        ],
    }
    if dossier.not_applicable:
        header["not_applicable"] = dossier.not_applicable
    return header


def _finding(expected: Expected) -> dict[str, object]:
    fields = asdict(expected)
    del fields["useless"]
    return {"area": expected.rule.split(".")[0], **fields}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).resolve().parent
    parser.add_argument("--out", type=Path, default=here, help="folder for the sets")
    parser.add_argument("--seed", type=int, default=sets.SEED)
    parser.add_argument("--set", choices=list(sets.SETS), help="only this set")
    parser.add_argument("--fonts", choices=list(fonts.GROUPS), default="test")
    parser.add_argument("--random", type=int, default=0, help="so many random ones")
    parser.add_argument(
        "--way", choices=list(sets.RANDOM), default="random", help="of random ones"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
