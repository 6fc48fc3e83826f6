"""The house itself: discovery, names, sizes, pickling, no clock and no network."""

import ast
import inspect
import pickle
import re
from pathlib import Path

import pytest

from checker import catalogue, errors
from checker.errors import CheckerError
from checker.model.evidence import Fact
from checker.store.key import order_probes

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "checker").rglob("*.py"))
EVERY_EXCEPTION = [
    one
    for _, one in inspect.getmembers(errors, inspect.isclass)
    if issubclass(one, CheckerError)
]


def test_every_probe_kind_reader_and_format_is_found() -> None:
    assert len(catalogue.probes()) >= 8
    assert len(catalogue.kinds()) >= 8
    assert set(catalogue.readers()) == {"rapidocr", "tesseract", "none"}
    assert {"text", "json", "jsonl", "html"} <= set(catalogue.formats())


def test_probes_can_be_ordered_by_their_needs() -> None:
    ordered = order_probes(catalogue.probes())

    assert len(ordered) == len(catalogue.probes())


def test_no_two_probes_report_the_same_fact() -> None:
    names = [fact.name for probe in catalogue.probes() for fact in probe.facts]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "fact", catalogue.facts().values(), ids=[str(name) for name in catalogue.facts()]
)
def test_fact_is_named_after_its_probe_and_says_what_it_means(fact: Fact) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", fact.name)
    assert fact.meaning


@pytest.mark.parametrize("exception", EVERY_EXCEPTION)
def test_exception_survives_pickling(exception: type[CheckerError]) -> None:
    original = exception("what happened")

    copy = pickle.loads(pickle.dumps(original))  # noqa: S301 - our own bytes

    assert str(copy) == str(original)
    assert copy.exit_code == original.exit_code


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_module_is_no_longer_than_the_wall(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 500


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_module_asks_no_wall_clock_and_no_network(file: Path) -> None:
    text = file.read_text("utf-8")

    forbidden = re.findall(
        r"datetime\.now|date\.today|utcnow|time\.time\(|import requests|urllib\.request"
        r"|http\.client",
        text,
    )

    assert not forbidden


@pytest.mark.parametrize(
    "file",
    [file for file in SOURCES if file.parent.name == "model"],
    ids=lambda file: file.stem,
)
def test_model_holds_frozen_dataclasses_only(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    loose = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any("dataclass" in ast.unparse(one) for one in node.decorator_list)
        and not any("frozen=True" in ast.unparse(one) for one in node.decorator_list)
    ]

    assert not loose


@pytest.mark.parametrize(
    "folder",
    [ROOT / name for name in ("checker", "rules", "sample_data", "tests", "docs")],
    ids=lambda folder: folder.name,
)
def test_top_level_folder_has_a_short_readme(folder: Path) -> None:
    lines = (folder / "README.md").read_text("utf-8").splitlines()

    assert 3 <= len(lines) <= 40


def test_lock_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")

    assert "://" not in lock
    assert "--hash=sha256:" in lock
