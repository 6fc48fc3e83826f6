"""What the samples' companies filed: fields, people, files, reports, answers."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from reviewer_app.db import filing as kept
from reviewer_app.domain.form import NOT_APPLICABLE
from reviewer_app.domain.staffing import Told
from reviewer_app.domain.states import State
from reviewer_app.queries.filing import Answered, RoundMade
from tests.app.fake_plots import Plot
from tests.app.fake_rows import NOW, report

REVISION = 7
LETTER_ID = 1
_SAMPLES = Path(__file__).parents[2] / "sample_data"

FILLED = {
    "address": "济南市样本区例子路 8 号",
    "legal_representative": "王样华",
    "qualification_category": "general_contracting",
    "qualification_grade": "2",
    "qualification_number": "D990000001",
    "qualification_until": "2025-12-31",
    "licence_number": "（鲁）JZ安许证字〔2019〕000000",
    "licence_until": "2022-06-30",
    "contact": "王样华",
    "contact_phone": "13800000000",
    "project_count": "3",
    "safety_body": "安全管理部",
    "safety_head": "冯构峰",
    "safety_officers": "3",
    "has_cranes": "yes",
    "had_accidents": "no",
}
"""Every field that is required."""


@cache
def _told(sample: str) -> dict[str, Any]:
    path = _SAMPLES / _like(sample) / "dossier" / "dossier.yaml"
    told: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
    return told


def _like(sample: str) -> str:
    return "basically_qualified" if sample == "clean" else sample


@cache
def _documents(sample: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(report(_like(sample))["documents"])


def _here(plot: Plot) -> tuple[Mapping[str, Any], ...]:
    given = _documents(plot.sample)
    return given[: round(len(given) * plot.share)]


def values_of(plot: Plot) -> dict[str, str]:
    """Return the fields that were filled in."""
    if not plot.share:
        return {"contact": "许虚林"}
    if plot.share < 1:
        names = list(FILLED)[:9]
        return {name: FILLED[name] for name in names}
    return {**FILLED, f"{NOT_APPLICABLE}19": ""}


def people_of(plot: Plot) -> tuple[kept.KeptPerson, ...]:
    """Return the rows of the four tables."""
    given = _told(plot.sample)["personnel"] if plot.share else []
    return tuple(
        kept.KeptPerson(
            plot.case_id * 100 + at,
            one["table"],
            Told(
                one["name"],
                one["id_number"],
                "",
                one["certificate_number"],
                "2019-05-01",
                str(one["valid_until"]),
            ),
        )
        for at, one in enumerate(given)
    )


def files_of(plot: Plot) -> tuple[kept.KeptFile, ...]:
    """Return the files of the drawer; the last ones may be known to no check."""
    here = _here(plot)
    names = [one.told.name for one in people_of(plot)]
    made = []
    for at, one in enumerate(here):
        staff = [n for n, name in enumerate(names) if name in one["path"]]
        is_new = at >= len(here) - plot.unchecked
        made.append(
            kept.KeptFile(
                plot.case_id * 100 + at,
                None if plot.is_unsorted else one["item"],
                plot.case_id * 100 + staff[0] if not one["item"] and staff else None,
                one["path"].rsplit("/", 1)[-1],
                one["path"],
                "0" * 64 if is_new else one["sha256"],
                84_000 + 9_100 * at,
                NOW,
                None,
                at,
            )
        )
    if plot.is_done:
        made[0] = replace(made[0], item="20")
    return tuple(made)


@cache
def sha256_of(file_id: int) -> str:
    """Return the content of a file, for its pictures."""
    from tests.app.fake_plots import PLOTS  # noqa: PLC0415 - plots know no papers

    plot = next(one for one in PLOTS if one.case_id == file_id // 100)
    return str(_documents(plot.sample)[file_id % 100]["sha256"])


def report_for(plot: Plot) -> Mapping[str, Any]:
    """Return the report of the newest check, as far as it is about files here."""
    if plot.check in {"none", "failed"}:
        return {}
    given = report(_like(plot.sample))
    paths = {one["path"] for one in _here(plot)}
    findings = [
        one
        for one in given["findings"]
        if one["document"] in paths or (plot.share == 1 and not one["document"])
    ]
    if plot.sample == "clean":
        return {**given, "grade": "qualified", "findings": []}
    if plot.share == 1:
        findings = [*findings, _unsure(given), _too_few(given)]
    return {**given, "findings": findings, "way_up": _way_up(findings)}


def _way_up(findings: list[Any]) -> dict[str, Any] | None:
    errors = [one for one in findings if one["severity"] == "error"]
    repairs = [
        {"document": one["document"], "item": one["item"], "findings": [one["id"]]}
        for one in errors
        if one["verdict"] == "fail"
    ]
    return {"target": "qualified", "repairs": repairs} if repairs else None


def _unsure(given: Mapping[str, Any]) -> dict[str, Any]:
    document = given["documents"][3]
    words = f"“{document['path']}”第 1 页的印章不够清楚，机器不能确定"
    return {
        **given["findings"][0],
        "id": "f-unsure",
        "rule": "seal.faint_or_odd",
        "verdict": "unknown",
        "item": document["item"],
        "document": document["path"],
        "page": 1,
        "bbox": [0.55, 0.5, 0.8, 0.7],
        "message": {"zh": words, "en": "The seal on page 1 is not clear"},
        "remedy": {"zh": "请核对原件；能看清的不必更换", "en": "please look"},
    }


def _too_few(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **given["findings"][0],
        "id": "f-staffing",
        "rule": "personnel.staffing",
        "severity": "warning",
        "item": None,
        "document": None,
        "message": {
            "zh": "专职安全生产管理人员 3 人，二级总承包企业应不少于 4 人",
            "en": "3 safety officers; at least 4 are needed",
        },
        "remedy": {"zh": "请补充人员及其 C 证", "en": "please add some"},
    }


def rounds_of(plot: Plot) -> tuple[RoundMade, ...]:
    """Return the submissions."""
    return tuple(
        RoundMade(number, NOW, "材料已核对，申请审核", plot.grade)
        for number in range(1, plot.rounds + 1)
    )


def answered(
    plot: Plot, answers: Mapping[tuple[int, str], kept.Answer]
) -> tuple[Answered, ...]:
    """Return the letter's findings: one answered, one disputed, others open."""
    if not plot.is_answered or plot.state is not State.RETURNED:
        return ()
    documents = {one["path"]: one["sha256"] for one in _documents(plot.sample)}
    rows = [
        Answered(
            one["id"], one["item"], one["document"],
            documents.get(one["document"] or ""), one["page"],
            tuple(one["bbox"]) if one["bbox"] else None,
            one["message"]["zh"], one["message"]["en"],
            one["remedy"]["zh"], one["remedy"]["en"],
            answers.get((plot.case_id, one["id"])),
        )
        for one in report(_like(plot.sample))["findings"]
    ]  # fmt: skip
    if plot.is_done:
        said = [kept.Answer(row.finding_id, "changed", "") for row in rows]
    else:
        rows[2] = replace(rows[2], sha256="f" * 64)
        said = [
            kept.Answer(rows[0].finding_id, "fixed", ""),
            kept.Answer(rows[1].finding_id, "disagrees", "第 2 页是封底，原件如此"),
        ]
    answers_of = dict(zip((row.finding_id for row in rows), said, strict=False))
    return tuple(
        replace(row, answer=row.answer or answers_of.get(row.finding_id))
        for row in rows
    )
