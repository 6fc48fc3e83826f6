"""What a reviewer says of findings, and what a reviewer adds to them."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from reviewer_app.db import review as kept
from reviewer_app.db.cases import (
    Case,
    Round,
    change_round,
    homes_of,
    load_case,
    load_round,
)
from reviewer_app.db.log import Happening, write
from reviewer_app.db.tables import reason_codes
from reviewer_app.domain.answers import PREVIOUS_NAMES
from reviewer_app.domain.attempts import Act, Circumstances
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.review import ADDED, Decision, Verdict
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Command, Desk, Doing, perform, transaction


@dataclass(frozen=True, slots=True)
class Decide(OnCase):
    """「有问题」, 「没问题」 or 「稍后再看」 on one finding or on a group."""

    finding_ids: tuple[str, ...] = ()
    verdict: Verdict = Verdict.PUT_ASIDE
    reason_code: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Undo(OnCase):
    """Take back one's newest decision, or group of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is; ``box`` in fractions of the page, None for no box."""

    item: str | None = None
    document: str | None = None
    page_no: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class AddFinding(OnCase):
    """A finding that only a person saw; ``late_reason`` where the guard asks."""

    place: Place = Place()
    words: str = ""
    remedy: str = ""
    severity: str = "error"
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class SettlePrevious(OnCase):
    """What a reviewer says of a finding of the round before.

    ``verdict``: settled 「已整改」, stands 「仍存在」, upheld 「异议成立」.
    """

    finding_id: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Note(Command):
    """「内部备注」: between reviewers, never shown to the company."""

    case_id: int = 0
    words: str = ""


def decide(command: Decide, actor: Actor, desk: Desk) -> None:
    """Keep a person's word on findings; an earlier one stays in the record.

    Raises:
        RefusedError: not the holder, a finding that is not of this round, or
            dismissed without a reason.
    """
    with transaction(command, desk) as (tx, answer):
        if answer:
            return
        doing = Doing(tx, desk, actor, Act.DECIDE)
        case, now_round = _under_review(doing, command.case_id)
        known = kept.known_findings(tx, now_round.id)
        if not command.finding_ids or not known.issuperset(command.finding_ids):
            raise not_found()
        if command.verdict is Verdict.DISMISSED:
            _require_reason(doing, command.reason_code)
        group_id = str(uuid.uuid4())
        made = [
            Decision(
                finding_id,
                command.verdict,
                command.reason_code,
                command.words,
                actor.user_id,
                desk.clock.now(),
                group_id,
            )
            for finding_id in command.finding_ids
        ]
        kept.add_decisions(tx, now_round.id, made)
        _perform(doing, case, command.words, details=_said(command))


def undo(command: Undo, actor: Actor, desk: Desk) -> tuple[str, ...]:
    """Take back one's newest decisions; returns the findings that are open again."""
    with transaction(command, desk) as (tx, answer):
        if answer:
            return tuple(answer[0])
        doing = Doing(tx, desk, actor, Act.DECIDE)
        case, now_round = _under_review(doing, command.case_id)
        now = desk.clock.now()
        ids = kept.take_back(tx, now_round.id, by=actor.user_id, at=now)
        if not ids:
            raise RefusedError("condition", "没有可以撤销的认定", "Nothing to undo")
        _perform(doing, case, "", details={"undone": ids})
        answer.append(ids)
        return tuple(ids)


def add_finding(command: AddFinding, actor: Actor, desk: Desk) -> str:
    """Add a finding to the round under review and return its id.

    Raises:
        RefusedError: not the holder, no words, or a late finding without a reason:
            the bytes were the same in the round before.
    """
    with transaction(command, desk) as (tx, answer):
        if answer:
            return str(answer[0])
        doing = Doing(tx, desk, actor, Act.DECIDE)
        case, now_round = _under_review(doing, command.case_id)
        if not command.words.strip():
            raise RefusedError(
                "condition", "请说明问题是什么", "Please say what is wrong"
            )
        _guard_against_lateness(doing, case, command)
        finding_id = f"added-{uuid.uuid4()}"
        kept.add_findings(tx, [_row(command, now_round, actor, finding_id=finding_id)])
        _perform(doing, case, command.words, details={"added": finding_id})
        answer.append(finding_id)
        return finding_id


def settle_previous(command: SettlePrevious, actor: Actor, desk: Desk) -> None:
    """Keep what a reviewer says of a finding of the round before.

    One that still stands becomes a finding of this round, unless the check found it
    again by itself; it is not late, as it was told before.

    Raises:
        RefusedError: not the holder, or there is no such finding.
    """
    if command.verdict not in PREVIOUS_NAMES:
        raise not_found()
    with transaction(command, desk) as (tx, answer):
        if answer:
            return
        doing = Doing(tx, desk, actor, Act.DECIDE)
        case, now_round = _under_review(doing, command.case_id)
        rows = kept.answered_of_round(tx, now_round.id)
        told = next((r for r in rows if r["finding_id"] == command.finding_id), None)
        if told is None:
            raise not_found()
        told["verdict"] = command.verdict
        change_round(tx, now_round.id, {"answered": rows})
        if command.verdict == "stands":
            _carry_on(doing, now_round, told)
        said: dict[str, object] = {
            "previous": command.finding_id,
            "verdict": command.verdict,
        }
        _perform(doing, case, "", details=said)
        answer.append(command.verdict)


def _carry_on(doing: Doing, now_round: Round, told: dict[str, Any]) -> None:
    """Make a finding of this round of one that still stands."""
    finding_id = f"carried-{told['finding_id']}"[:80]
    if finding_id in kept.known_findings(doing.tx, now_round.id):
        return
    place = Place(told["item"], told["document"], told["page_no"])
    command = AddFinding(
        place=place, words=told["message_zh"], remedy=told["remedy_zh"]
    )
    row = _row(command, now_round, doing.actor, finding_id=finding_id)
    row["message_en"], row["remedy_en"] = told["message_en"], told["remedy_en"]
    kept.add_findings(doing.tx, [row])


def note(command: Note, actor: Actor, desk: Desk) -> None:
    """Keep a note that no company ever sees."""
    require(actor, Permission.WRITE_NOTES)
    if not command.words.strip():
        raise RefusedError("condition", "备注是空的", "The note is empty")
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case, now = load_case(tx, command.case_id), desk.clock.now()
            kept.add_note(tx, case.id, command.words, by=actor.user_id, at=now)
            happening = Happening("note", case.id, case.round_no, why=command.words)
            write(tx, actor, happening, at=now)


def _under_review(doing: Doing, case_id: int) -> tuple[Case, Round]:
    case = load_case(doing.tx, case_id)
    return case, load_round(doing.tx, case.id, case.round_no)


def _perform(
    doing: Doing, case: Case, words: str, *, details: dict[str, object]
) -> None:
    perform(doing, case, Circumstances(words=words), changes={}, details=details)


def _said(command: Decide) -> dict[str, object]:
    return {
        "findings": list(command.finding_ids),
        "verdict": command.verdict.value,
        "reason_code": command.reason_code,
    }


def _require_reason(doing: Doing, code: str) -> None:
    in_use = select(reason_codes.c.code).where(
        reason_codes.c.code == code, reason_codes.c.retired_at.is_(None)
    )
    if doing.tx.execute(in_use).first() is None:
        raise RefusedError(
            "condition", "请选择“没问题”的理由", "Please choose why it is no fault"
        )


def _guard_against_lateness(doing: Doing, case: Case, command: AddFinding) -> None:
    if case.round_no <= 1 or command.late_reason.strip():
        return
    document = command.place.document
    homes = homes_of(case)
    if document is not None and kept.was_there_before(doing.tx, homes, document):
        raise RefusedError(
            "late",
            "这份文件上一轮就是这样，现在才提出需要说明理由",
            "This file was the same in the round before; say why it comes only now",
        )


def _row(
    command: AddFinding, now_round: Round, actor: Actor, *, finding_id: str
) -> dict[str, Any]:
    place = command.place
    return {
        "round_id": now_round.id,
        "finding_id": finding_id,
        "rule": ADDED,
        "area": "completeness",
        "outcome": "fail",
        "severity": command.severity,
        "item": place.item,
        "document": place.document,
        "page_no": place.page_no,
        "box": list(place.box) if place.box else None,
        "message_zh": command.words,
        "message_en": command.words,
        "remedy_zh": command.remedy,
        "remedy_en": command.remedy,
        "measured": {},
        "source": {},
        "added_by": actor.user_id,
        "late_reason": command.late_reason or None,
    }
