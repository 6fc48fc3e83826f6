"""A report held against labels: what counts as met, missing and surplus."""

import json
from pathlib import Path

import pytest

from sample_data.build import as_yaml
from sample_data.verify import main

_MET = {
    "rule": "seal.missing",
    "item": "01",
    "document": "a.pdf",
    "page": 2,
    "verdict": "fail",
    "severity": "error",
}


def _write(folder: Path, findings: list[dict[str, object]], grade: str) -> list[str]:
    expected = [
        {**_MET, "page": None},
        {**_MET, "rule": "year.report_other_year", "item": "03"},
    ]
    labels = {"grade": "unqualified", "expected": expected}
    (folder / "one").mkdir()
    (folder / "one" / "labels.yaml").write_text(as_yaml(labels), "utf-8")
    report = {"dossier": {"id": "one"}, "grade": grade, "findings": findings}
    (folder / "report.json").write_text(json.dumps(report), "utf-8")
    return [str(folder / "report.json"), "--labels", str(folder)]


def test_precision_and_recall_count_findings_of_any_severity(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unsure = {**_MET, "rule": "red_header.missing", "verdict": "unknown"}
    arguments = _write(tmp_path, [_MET, unsure], "unqualified")

    status = main(arguments)

    assert status == 1
    assert capsys.readouterr().out.splitlines()[-1] == (
        "findings: precision 0.500 of 2, recall 0.500 of 2; not expected: 0 errors,"
        " 1 unknowns, 0 others; grades right: 1 of 1"
    )


def test_a_report_as_labelled_passes(tmp_path: Path) -> None:
    other = {**_MET, "rule": "year.report_other_year", "item": "03"}
    arguments = _write(tmp_path, [_MET, other], "unqualified")

    status = main(arguments)

    assert status == 0
