"""Dossiers of other people's making: no false alarm, and each fault its finding."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.e2e.conftest import Checker, run_checker
from tests.e2e.plain_papers import scan, write_dossier

pytestmark = pytest.mark.slow

CASES: dict[str, Any] = YAML(typ="safe", pure=True).load(
    Path(__file__).with_name("minimal_dossiers.yaml").read_text("utf-8")
)
CLEAN: dict[str, dict[str, Any]] = CASES["clean"]
FAULTS: dict[str, dict[str, Any]] = CASES["faults"]

Reports = Mapping[str, dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    inbox = tmp_path_factory.mktemp("minimal")
    for name, case in {**CLEAN, **FAULTS}.items():
        write_dossier(inbox / name, _header(name, case), _papers(case))
    return inbox


@pytest.fixture(scope="module")
def reports(folder: Path) -> Reports:
    run = run_checker(
        *("check", folder, "--format", "json", "--fail-on", "never"),
        DOSSIER_STORE=str(folder / "evidence.db"),
    )
    return {report["dossier"]["id"]: report for report in json.loads(run.out)}


@pytest.mark.parametrize("name", CLEAN)
def test_clean_dossier_in_other_words_raises_no_alarm(
    reports: Reports, name: str
) -> None:
    report = reports[name]

    assert _errors(report) == set()
    assert len(_warnings(report)) <= 1, _warnings(report)
    assert len(_unknowns(report)) <= 2, _unknowns(report)
    assert report["grade"] == "qualified"


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_gives_just_its_finding(reports: Reports, name: str) -> None:
    report = reports[name]

    assert _errors(report) == {tuple(one) for one in FAULTS[name]["expect"]}
    assert {tuple(one) for one in FAULTS[name].get("warn", ())} <= _warnings(report)
    assert len(_unknowns(report)) <= 2, _unknowns(report)


def test_scanned_dossier_in_other_words_raises_no_alarm(
    checker: Checker, folder: Path, tmp_path: Path
) -> None:
    scanned = scan(folder / "many_files_and_other_words", tmp_path / "scanned")

    run = checker("check", scanned, "--format", "json", "--fail-on", "never")

    assert _errors(run.report) == set()
    assert len(_unknowns(run.report)) <= 2, _unknowns(run.report)
    assert run.report["grade"] == "qualified"


def _header(name: str, case: Mapping[str, Any]) -> dict[str, Any]:
    header = {**deepcopy(CASES["dossier"]), "id": name, **case.get("dossier", {})}
    header["personnel"][0].update(case.get("person", {}))
    return {key: value for key, value in header.items() if value is not None}


def _papers(case: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    by_item = deepcopy(CASES["papers"]) | case.get("papers", {})
    papers = {
        path: pages for files in by_item.values() for path, pages in files.items()
    }
    papers |= case.get("add", {})
    if "drop_page" in case:
        path, *numbers = case["drop_page"]
        kept = [p for no, p in enumerate(papers[path], 1) if no not in numbers]
        papers[path] = kept
    if "say" in case:
        path, old, new = case["say"]
        papers[path] = [[line.replace(old, new) for line in p] for p in papers[path]]
    return {path: pages for path, pages in papers.items() if pages}


def _errors(report: Mapping[str, Any]) -> set[tuple[str, str | None]]:
    return _failed(report, "error")


def _warnings(report: Mapping[str, Any]) -> set[tuple[str, str | None]]:
    return _failed(report, "warning")


def _failed(report: Mapping[str, Any], severity: str) -> set[tuple[str, str | None]]:
    return {
        (one["rule"], one["item"])
        for one in report["findings"]
        if (one["severity"], one["verdict"]) == (severity, "fail")
    }


def _unknowns(report: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    return [
        (one["rule"], one["item"])
        for one in report["findings"]
        if one["verdict"] == "unknown"
    ]
