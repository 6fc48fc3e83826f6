"""The grade: released in one step, or recommended and accepted in two."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from checker.model.grade import Grade
from reviewer_app.db import review as kept
from reviewer_app.db.cases import Case, Round, change_round, load_case, load_round
from reviewer_app.db.notices import tell
from reviewer_app.db.people import load_user
from reviewer_app.db.settings import read_setting
from reviewer_app.domain.attempts import Act, Circumstances
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.review import tally
from reviewer_app.domain.states import State
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Desk, Doing, perform, transaction
from reviewer_app.services.telling import graded, reopened

_FREE: dict[str, Any] = {"holder_id": None, "held_since": None}
_NOT_RECOMMENDED: dict[str, Any] = {"recommender_id": None, "recommended": None}


@dataclass(frozen=True, slots=True)
class Grading(OnCase):
    """A grade with its reason; the letter is the round's draft."""

    grade: Grade | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Release(Grading):
    """「发出」."""


@dataclass(frozen=True, slots=True)
class Recommend(Grading):
    """「提请复核」."""


@dataclass(frozen=True, slots=True)
class Recall(OnCase):
    """Take a recommendation back before it is accepted."""


@dataclass(frozen=True, slots=True)
class Accept(OnCase):
    """「同意」."""


@dataclass(frozen=True, slots=True)
class SendBack(OnCase):
    """「请重新审核」, with words."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Reopen(OnCase):
    """「重新启动审核」 of a qualified case, by a named reviewer."""

    words: str = ""
    reviewer_id: int = 0


@dataclass(frozen=True, slots=True)
class CorrectLetter(OnCase):
    """The letter was wrong: back to its reviewer, the old letter stays as void."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Extend(OnCase):
    """「延期」 of the deadline, or of a closed case by reopening it."""

    words: str = ""
    deadline: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Close(OnCase):
    """「办结」 after the deadline."""


def release(command: Release, actor: Actor, desk: Desk) -> State:
    """Grade a case and let the company know, once.

    Raises:
        RefusedError: findings are open, no letter, no reason, two steps are set.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            doing = Doing(tx, desk, actor, Act.RELEASE)
            case, now_round = _loaded(tx, command.case_id)
            given = _circumstances(tx, now_round, command)
            given_grade = command.grade.value if command.grade else None
            changes = {**_FREE, "grade": given_grade, **_due(tx, now_round, command)}
            after = perform(doing, case, given, changes=changes, details=_told(command))
            _tell(doing, case, now_round, after=after, grade=command.grade)
            answer.append(after.value)
        return State(answer[0])


def recommend(command: Recommend, actor: Actor, desk: Desk) -> None:
    """Put a grade, and its letter, before the chief.

    Raises:
        RefusedError: as for ``release``, or one step is set.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            doing = Doing(tx, desk, actor, Act.RECOMMEND)
            case, now_round = _loaded(tx, command.case_id)
            changes = {
                "recommender_id": actor.user_id,
                "recommended": command.grade.value if command.grade else None,
            }
            given = _circumstances(tx, now_round, command)
            perform(doing, case, given, changes=changes, details=_told(command))


def recall(command: Recall, actor: Actor, desk: Desk) -> None:
    """Take one's recommendation back, before it is accepted."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            doing = Doing(tx, desk, actor, Act.RECALL)
            case = load_case(tx, command.case_id)
            perform(doing, case, Circumstances(), changes=_NOT_RECOMMENDED)


def accept(command: Accept, actor: Actor, desk: Desk) -> State:
    """Accept a recommendation and release its letter.

    Raises:
        RefusedError: one's own recommendation, or its letter was not looked at.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            doing = Doing(tx, desk, actor, Act.ACCEPT)
            case, now_round = _loaded(tx, command.case_id)
            letter_id = kept.draft_of(tx, now_round.id)
            seen = letter_id is not None and kept.has_seen_letter(
                tx, letter_id, actor.user_id
            )
            grade = case.standing.recommended
            changes = {**_FREE, **_NOT_RECOMMENDED, "grade": grade and grade.value}
            if grade is not Grade.QUALIFIED:
                changes["deadline"] = kept.deadline_of(tx, now_round.id)
            given = Circumstances(letter_seen=seen)
            after = perform(doing, case, given, changes=changes)
            _tell(doing, case, now_round, after=after, grade=grade)
            answer.append(after.value)
        return State(answer[0])


def send_back(command: SendBack, actor: Actor, desk: Desk) -> None:
    """Challenge a recommendation; the same reviewer goes on."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            doing = Doing(tx, desk, actor, Act.SEND_BACK)
            case = load_case(tx, command.case_id)
            given = Circumstances(words=command.words)
            perform(doing, case, given, changes=_NOT_RECOMMENDED)


def reopen(command: Reopen, actor: Actor, desk: Desk) -> None:
    """Review a qualified case once more, by a named reviewer."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            doing = Doing(tx, desk, actor, Act.REOPEN)
            case = load_case(tx, command.case_id)
            reviewer = load_user(tx, command.reviewer_id)
            fits = reviewer.is_active and reviewer.role is Role.REVIEWER
            given = Circumstances(words=command.words, names_reviewer=fits)
            changes = {
                "holder_id": reviewer.id,
                "held_since": desk.clock.now(),
                "grade": None,
            }
            perform(doing, case, given, changes=changes)
            tell(tx, case.company_id, reopened(case), at=desk.clock.now())


def correct_letter(command: CorrectLetter, actor: Actor, desk: Desk) -> None:
    """Void the letter of a returned case, for its reviewer to write another."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            doing = Doing(tx, desk, actor, Act.CORRECT_LETTER)
            case, now_round = _loaded(tx, command.case_id)
            writer = kept.writer_of_released(tx, now_round.id)
            now = desk.clock.now()
            changes = {"holder_id": writer, "held_since": now, "grade": None}
            perform(doing, case, Circumstances(words=command.words), changes=changes)
            kept.withdraw_letters(tx, now_round.id, now)


def extend(command: Extend, actor: Actor, desk: Desk) -> None:
    """Move the deadline of a returned case, or reopen a closed one."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = load_case(tx, command.case_id)
            closed = case.standing.state is State.CLOSED
            act = Act.REOPEN_CLOSED if closed else Act.EXTEND
            now = desk.clock.now()
            later = command.deadline is not None and command.deadline > now
            given = Circumstances(words=command.words, has_new_deadline=later)
            doing = Doing(tx, desk, actor, act)
            perform(doing, case, given, changes={"deadline": command.deadline})


def close(command: Close, actor: Actor, desk: Desk) -> None:
    """Close a returned case with its grade, after the deadline."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case, now = load_case(tx, command.case_id), desk.clock.now()
            passed = case.deadline is not None and case.deadline < now
            doing = Doing(tx, desk, actor, Act.CLOSE)
            perform(doing, case, Circumstances(deadline_passed=passed), changes={})


def _loaded(tx: Connection, case_id: int) -> tuple[Case, Round]:
    case = load_case(tx, case_id)
    return case, load_round(tx, case.id, case.round_no)


def _circumstances(tx: Connection, now_round: Round, command: Grading) -> Circumstances:
    counts = tally(kept.read_marks(tx, now_round.id))
    return Circumstances(
        words=command.reason,
        grade=command.grade,
        suggested=now_round.suggested,
        is_checked=now_round.is_checked,
        undecided=counts.undecided,
        put_aside=counts.put_aside,
        confirmed=counts.confirmed,
        two_steps=bool(read_setting(tx, "two_steps")),
        has_letter=kept.draft_of(tx, now_round.id) is not None,
    )


def _told(command: Grading) -> dict[str, object]:
    return {"grade": command.grade.value if command.grade else None}


def _due(tx: Connection, now_round: Round, command: Grading) -> dict[str, Any]:
    if command.grade is Grade.QUALIFIED:
        return {}
    return {"deadline": kept.deadline_of(tx, now_round.id)}


def _tell(
    doing: Doing, case: Case, now_round: Round, *, after: State, grade: Grade | None
) -> None:
    """Let the company know: the round's grade, a notice, and the letter if returned."""
    change_round(doing.tx, now_round.id, {"grade": grade and grade.value})
    tell(
        doing.tx,
        case.company_id,
        graded(case, after),
        at=doing.desk.clock.now(),
    )
    if after is State.RETURNED:
        _send_letter(doing, case, now_round)


def _send_letter(doing: Doing, case: Case, now_round: Round) -> None:
    letter_id = kept.draft_of(doing.tx, now_round.id)
    number = f"{case.year}-{case.id:05d}-{now_round.number}"
    now = doing.desk.clock.now()
    if letter_id is None or not kept.release_letter(
        doing.tx, letter_id, number, at=now
    ):
        raise RefusedError(
            "released", "通知书已经发出", "The letter has been released already"
        )
