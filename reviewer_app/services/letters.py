"""The letter 「整改通知书」: written as a draft, released with the grade."""

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy import func, select

from reviewer_app.db import review as kept
from reviewer_app.db.cases import load_case, load_round
from reviewer_app.db.log import Happening, write
from reviewer_app.db.tables import cases, letters, rounds
from reviewer_app.domain.acts import decide
from reviewer_app.domain.attempts import Act, Attempt
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.states import State
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Desk, transaction


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as the letter tells it; the words may be edited."""

    finding_id: str
    words: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SaveLetter(OnCase):
    """Keep the draft; saving it again replaces it."""

    opening: str = ""
    lines: tuple[Line, ...] = ()
    closing: str = ""
    contacts: str = ""
    deadline: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SeeLetter(OnCase):
    """The chief opens the letter before accepting."""


def save_letter(command: SaveLetter, actor: Actor, desk: Desk) -> int:
    """Keep a letter's draft and return its id.

    Raises:
        RefusedError: not the holder, a deadline that is past or absent, or a line
            about a finding that does not stand.
    """
    with transaction(command, desk) as (tx, answer):
        if answer:
            return int(answer[0])
        case = load_case(tx, command.case_id)
        decide(Attempt(Act.DECIDE, actor, case.standing))
        now, now_round = desk.clock.now(), load_round(tx, case.id, case.round_no)
        standing = {
            mark.finding_id for mark in kept.read_marks(tx, now_round.id) if mark.stands
        }
        _require_sense(command, standing, now)
        body = {
            "opening": command.opening,
            "lines": [asdict(line) for line in command.lines],
            "closing": command.closing,
            "contacts": command.contacts,
        }
        values = {
            "body": body,
            "deadline": command.deadline,
            "written_by": actor.user_id,
            "written_at": now,
        }
        letter_id = kept.save_draft(tx, now_round.id, values)
        details = {"letter_id": letter_id, "lines": len(command.lines)}
        happening = Happening("save_letter", case.id, case.round_no, details=details)
        write(tx, actor, happening, at=now)
        answer.append(letter_id)
        return letter_id


def see_letter(command: SeeLetter, actor: Actor, desk: Desk) -> None:
    """Remember that somebody who may accept has looked at the draft."""
    require(actor, Permission.ACCEPT_CASES)
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = load_case(tx, command.case_id)
            now_round = load_round(tx, case.id, case.round_no)
            letter_id = kept.draft_of(tx, now_round.id)
            if letter_id is None:
                raise not_found()
            kept.see_letter(tx, letter_id, actor.user_id, at=desk.clock.now())


def case_of_letter(letter_id: int, desk: Desk) -> int:
    """Return the case of a letter; of a deleted one the case that goes on with it.

    Raises:
        RefusedError: there is no such letter.
    """
    after = cases.alias("after")
    goes_on = (after.c.continues_id == rounds.c.case_id) & (
        after.c.state != State.DELETED
    )
    with desk.database.reading() as tx:
        found = tx.execute(
            select(func.coalesce(after.c.id, rounds.c.case_id))
            .join(letters, letters.c.round_id == rounds.c.id)
            .join(after, goes_on, isouter=True)
            .where(letters.c.id == letter_id)
        ).scalar()
    if found is None:
        raise not_found()
    return int(found)


def _require_sense(command: SaveLetter, standing: set[str], now: dt.datetime) -> None:
    if command.deadline is None or command.deadline <= now:
        raise RefusedError(
            "condition", "整改期限应晚于今天", "The deadline must lie in the future"
        )
    told = {line.finding_id for line in command.lines}
    if not told:
        raise RefusedError(
            "condition", "通知书里还没有问题", "The letter names no finding yet"
        )
    if not told <= standing:
        raise RefusedError(
            "condition",
            "通知书只能写已认定的问题",
            "The letter may only name findings that were confirmed or added",
        )
