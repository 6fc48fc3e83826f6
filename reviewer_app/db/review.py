"""Findings, decisions, notes and letters of a round."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from reviewer_app.db.tables import (
    decisions,
    files,
    findings,
    letter_views,
    letters,
    notes,
    rounds,
)
from reviewer_app.domain.review import Decision, Mark, Verdict


def add_findings(tx: Connection, rows: list[dict[str, Any]]) -> None:
    """Keep findings; each row holds the columns of the table."""
    if rows:
        tx.execute(insert(findings), rows)


def known_findings(tx: Connection, round_id: int) -> frozenset[str]:
    """Return the ids of a round's findings."""
    ids = tx.execute(
        select(findings.c.finding_id).where(findings.c.round_id == round_id)
    ).scalars()
    return frozenset(ids)


def answered_of_round(tx: Connection, round_id: int) -> list[dict[str, Any]]:
    """Return what a company answered to the findings of the round before."""
    known = rounds.c.id == round_id
    told = tx.execute(select(rounds.c.answered).where(known)).scalar()
    return [dict(one) for one in told or ()]


def read_marks(tx: Connection, round_id: int) -> tuple[Mark, ...]:
    """Return what grading needs of a round's findings."""
    said = current_verdicts(tx, round_id)
    rows = tx.execute(
        select(
            findings.c.finding_id,
            findings.c.severity,
            findings.c.outcome,
            findings.c.added_by,
        )
        .where(findings.c.round_id == round_id)
        .order_by(findings.c.id)
    )
    return tuple(
        Mark(
            row.finding_id,
            row.severity,
            row.outcome,
            said.get(row.finding_id),
            is_added=row.added_by is not None,
        )
        for row in rows
    )


def current_verdicts(tx: Connection, round_id: int) -> dict[str, Verdict]:
    """Return the newest decision on each finding that was not taken back."""
    rows = tx.execute(
        select(decisions.c.finding_id, decisions.c.verdict)
        .where(decisions.c.round_id == round_id, decisions.c.undone_at.is_(None))
        .order_by(decisions.c.id)
    )
    return {row.finding_id: Verdict(row.verdict) for row in rows}


def add_decisions(tx: Connection, round_id: int, new: Iterable[Decision]) -> None:
    """Keep decisions."""
    rows = [
        {
            "round_id": round_id,
            "finding_id": one.finding_id,
            "verdict": one.verdict,
            "reason_code": one.reason_code or None,
            "words": one.words,
            "by": one.by,
            "at": one.at,
            "group_id": one.group_id,
        }
        for one in new
    ]
    if rows:
        tx.execute(insert(decisions), rows)


def take_back(tx: Connection, round_id: int, *, by: int, at: dt.datetime) -> list[str]:
    """Undo somebody's newest group of decisions; returns the findings concerned."""
    mine = (
        decisions.c.round_id == round_id,
        decisions.c.by == by,
        decisions.c.undone_at.is_(None),
    )
    group_id = tx.execute(
        select(decisions.c.group_id)
        .where(*mine)
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).scalar()
    if group_id is None:
        return []
    group = (*mine, decisions.c.group_id == group_id)
    ids = list(tx.execute(select(decisions.c.finding_id).where(*group)).scalars())
    tx.execute(update(decisions).where(*group).values(undone_at=at))
    return ids


def add_note(
    tx: Connection, case_id: int, words: str, *, by: int, at: dt.datetime
) -> None:
    """Keep a note between reviewers."""
    tx.execute(insert(notes).values(case_id=case_id, by=by, at=at, words=words))


def save_draft(tx: Connection, round_id: int, values: Mapping[str, Any]) -> int:
    """Keep the letter's draft, over an earlier draft of the same round."""
    draft = draft_of(tx, round_id)
    if draft is not None:
        tx.execute(update(letters).where(letters.c.id == draft).values(**values))
        return draft
    made = tx.execute(insert(letters).values(round_id=round_id, **values))
    key: Any = made.inserted_primary_key
    return int(key[0])


def draft_of(tx: Connection, round_id: int) -> int | None:
    """Return the id of a round's letter that was not released yet."""
    return tx.execute(
        select(letters.c.id).where(
            letters.c.round_id == round_id, letters.c.released_at.is_(None)
        )
    ).scalar()


def deadline_of(tx: Connection, round_id: int) -> dt.datetime | None:
    """Return the day that a round's draft gives the company."""
    return tx.execute(
        select(letters.c.deadline).where(
            letters.c.round_id == round_id, letters.c.released_at.is_(None)
        )
    ).scalar()


def writer_of_released(tx: Connection, round_id: int) -> int | None:
    """Return who wrote the letter that the company has."""
    return tx.execute(
        select(letters.c.written_by)
        .where(letters.c.round_id == round_id, letters.c.released_at.is_not(None))
        .order_by(letters.c.id.desc())
    ).scalar()


def release_letter(
    tx: Connection, letter_id: int, number: str, *, at: dt.datetime
) -> bool:
    """Release a letter; False where it was released before."""
    done = tx.execute(
        update(letters)
        .where(letters.c.id == letter_id, letters.c.released_at.is_(None))
        .values(released_at=at, number=number)
    )
    return done.rowcount == 1


def withdraw_letters(tx: Connection, round_id: int, at: dt.datetime) -> None:
    """Mark the released letters of a round as void; they stay visible."""
    tx.execute(
        update(letters)
        .where(
            letters.c.round_id == round_id,
            letters.c.released_at.is_not(None),
            letters.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=at)
    )


def see_letter(
    tx: Connection, letter_id: int, user_id: int, *, at: dt.datetime
) -> None:
    """Remember that somebody has looked at a letter."""
    if not has_seen_letter(tx, letter_id, user_id):
        values = {"letter_id": letter_id, "user_id": user_id, "at": at}
        tx.execute(insert(letter_views).values(**values))


def has_seen_letter(tx: Connection, letter_id: int, user_id: int) -> bool:
    """Tell whether somebody has looked at a letter."""
    found = tx.execute(
        select(letter_views.c.at).where(
            letter_views.c.letter_id == letter_id, letter_views.c.user_id == user_id
        )
    ).first()
    return found is not None


def was_there_before(tx: Connection, homes: tuple[int, ...], document: str) -> bool:
    """Tell whether a file of the newest round had the same bytes in the one before.

    Args:
        tx: the transaction.
        homes: the cases whose rounds are asked.
        document: path of the file.
    """
    mine = (rounds.c.case_id.in_(homes), rounds.c.number > 0)
    rows = tx.execute(
        select(rounds.c.number, files.c.sha256)
        .join(files, files.c.round_id == rounds.c.id)
        .where(*mine)
    ).all()
    newest = max((row.number for row in rows), default=0)
    now = tx.execute(
        select(files.c.sha256)
        .join(rounds, files.c.round_id == rounds.c.id)
        .where(
            *mine,
            rounds.c.number == newest,
            files.c.path == document,
        )
    ).scalar()
    return any(row.number == newest - 1 and row.sha256 == now for row in rows)


def copy_decisions(
    tx: Connection, before_id: int, round_id: int, *, same: Mapping[str, str]
) -> int:
    """Carry decisions into the next round; returns how many.

    Args:
        tx: the transaction.
        before_id: the round before.
        round_id: the next round.
        same: ids of findings of the round before to those of the next.
    """
    rows = tx.execute(
        select(decisions)
        .where(decisions.c.round_id == before_id, decisions.c.undone_at.is_(None))
        .order_by(decisions.c.id)
    ).mappings()
    newest = {row["finding_id"]: dict(row) for row in rows if row["finding_id"] in same}
    carried = [
        {**row, "round_id": round_id, "finding_id": same[old]}
        for old, row in newest.items()
        if row["verdict"] != Verdict.PUT_ASIDE
    ]
    for row in carried:
        del row["id"]
    if carried:
        tx.execute(insert(decisions), carried)
    return len(carried)
