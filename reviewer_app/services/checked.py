"""What the check of a round came to is put on record, once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select, update

from checker.model.wording import Text
from reviewer_app.db import review as kept
from reviewer_app.db.cases import (
    Case,
    Round,
    change_round,
    load_case,
    load_round,
    round_before,
)
from reviewer_app.db.log import Happening, write
from reviewer_app.db.tables import cases, findings
from reviewer_app.domain.effort import estimate_minutes, risk_of
from reviewer_app.domain.people import SYSTEM, Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.wording import told_here
from reviewer_app.services.desk import Desk

_SHORT_ID = 80


@dataclass(frozen=True, slots=True)
class RecordReport:
    """The JSON report of the contract for one round, whole.

    ``round_id`` tells a round from one of the same number that was withdrawn; 0: any.
    """

    case_id: int
    round_no: int
    report: Mapping[str, Any]
    round_id: int = 0


def record_report(command: RecordReport, desk: Desk) -> bool:
    """Keep a report; False where the round had one already, or was withdrawn since.

    Decisions of the round before are carried over to findings of the same rule, place
    and bytes.
    """
    text = json.dumps(command.report, ensure_ascii=False).encode()
    sha256, _ = desk.files.put(iter([text]))
    with desk.database.work() as tx:
        case = load_case(tx, command.case_id)
        now_round = load_round(tx, command.case_id, command.round_no)
        is_other = command.round_id not in {0, now_round.id}
        if is_other or now_round.checked_at is not None:
            return False
        rows = list(_rows(command.report, now_round))
        kept.add_findings(tx, rows)
        change_round(tx, now_round.id, _summary(command.report, sha256, desk))
        _weigh(tx, case, rows)
        carried = _carry_over(tx, case, now_round)
        happening = Happening(
            "checked",
            case.id,
            command.round_no,
            details={
                "report": sha256,
                "pack": command.report["ruleset"]["sha256"],
                "findings": len(rows),
                "carried_over": carried,
            },
        )
        write(tx, SYSTEM, happening, at=desk.clock.now())
    return True


def ask_again(case_id: int, actor: Actor, desk: Desk) -> None:
    """Order the check of a case's round once more; what was checked stays as it is.

    Without its failure on record the round has no answer again, so that the worker
    takes it up at its next sweep even where this order comes too early to count.

    Raises:
        RefusedError: no permission, or there is no such case.
    """
    require(actor, Permission.IMPORT_CASES)
    with desk.database.work() as tx:
        case = load_case(tx, case_id)
        now_round = load_round(tx, case_id, case.round_no)
        change_round(tx, now_round.id, {"check_failure": None})
        happening = Happening("ask_again", case_id, case.round_no)
        write(tx, actor, happening, at=desk.clock.now())
    desk.jobs.check_round(case_id, case.round_no, case.company_id)


def record_failure(
    case_id: int, round_no: int, desk: Desk, *, words: str, round_id: int = 0
) -> None:
    """Keep why a round could not be checked; it may be tried again.

    Args:
        case_id: the case.
        round_no: the number of its round.
        desk: where.
        words: what went wrong.
        round_id: tells a round from one of the same number that was withdrawn, of
            which nothing is kept; 0: any.
    """
    with desk.database.work() as tx:
        now_round = load_round(tx, case_id, round_no)
        if round_id not in {0, now_round.id}:
            return
        change_round(tx, now_round.id, {"check_failure": words})
        happening = Happening("check_failed", case_id, round_no, why=words)
        write(tx, SYSTEM, happening, at=desk.clock.now())


def _rows(report: Mapping[str, Any], now_round: Round) -> Iterator[dict[str, Any]]:
    hashes = {one["path"]: one["sha256"] for one in report["documents"]}
    for one in report["findings"]:
        if one.get("waived"):
            continue
        message = told_here(Text(**one["message"]))
        remedy = told_here(Text(**one["remedy"]))
        yield {
            "round_id": now_round.id,
            "finding_id": str(one["id"])[:_SHORT_ID],
            "rule": one["rule"],
            "area": one["area"],
            "outcome": one["verdict"],
            "severity": one["severity"],
            "item": one["item"],
            "document": one["document"],
            "sha256": hashes.get(one["document"]),
            "page_no": one["page"],
            "box": one["bbox"],
            "message_zh": message.zh,
            "message_en": message.en,
            "remedy_zh": remedy.zh,
            "remedy_en": remedy.en,
            "measured": one["evidence"],
            "source": one["source"],
        }


def _counts(rows: list[dict[str, Any]]) -> tuple[int, int, int]:
    failed = [row["severity"] for row in rows if row["outcome"] == "fail"]
    unknowns = sum(1 for row in rows if row["outcome"] == "unknown")
    return failed.count("error"), failed.count("warning"), unknowns


def _summary(report: Mapping[str, Any], sha256: str, desk: Desk) -> dict[str, Any]:
    rows = [
        {"severity": one["severity"], "outcome": one["verdict"]}
        for one in report["findings"]
        if not one.get("waived")
    ]
    errors, warnings, unknowns = _counts(rows)
    return {
        "checked_at": desk.clock.now(),
        "check_failure": None,
        "pack_id": report["ruleset"]["id"],
        "pack_digest": report["ruleset"]["sha256"],
        "report_sha256": sha256,
        "suggested": report["grade"],
        "arithmetic": report["grade_reasons"],
        "items": report["items"],
        "errors": errors,
        "warnings": warnings,
        "unknowns": unknowns,
        "minutes": estimate_minutes(errors + warnings, unknowns),
        "page_count": report["timing"]["pages"],
    }


def _weigh(tx: Connection, case: Case, rows: list[dict[str, Any]]) -> None:
    # Not through change_case: a check that ends must not get in a reviewer's way.
    risk = risk_of(*_counts(rows))
    tx.execute(update(cases).where(cases.c.id == case.id).values(risk=risk))


def _carry_over(tx: Connection, case: Case, now_round: Round) -> int:
    before = round_before(tx, replace(case, round_no=now_round.number - 1))
    if before is None:
        return 0
    same = findings.alias("same")
    pairs = tx.execute(
        select(findings.c.finding_id.label("old"), same.c.finding_id.label("new"))
        .join(
            same,
            (same.c.rule == findings.c.rule)
            & (same.c.document == findings.c.document)
            & (same.c.sha256 == findings.c.sha256)
            & (same.c.page_no.is_not_distinct_from(findings.c.page_no)),
        )
        .where(findings.c.round_id == before.id, same.c.round_id == now_round.id)
    ).all()
    return kept.copy_decisions(
        tx, before.id, now_round.id, same={row.old: row.new for row in pairs}
    )
