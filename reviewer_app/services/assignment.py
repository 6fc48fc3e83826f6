"""Who reviews what: claim, give back, assign, and the return after a time."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from reviewer_app.db.cases import load_case
from reviewer_app.db.people import load_user
from reviewer_app.db.settings import read_setting
from reviewer_app.db.tables import cases
from reviewer_app.domain.attempts import Act, Circumstances
from reviewer_app.domain.people import SYSTEM, Actor, Role
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Command, Desk, Doing, perform, transaction

_FREE = {"holder_id": None, "held_since": None}


@dataclass(frozen=True, slots=True)
class OnCase(Command):
    """An order about one case."""

    case_id: int = 0


@dataclass(frozen=True, slots=True)
class Claim(OnCase):
    """「领取」."""


@dataclass(frozen=True, slots=True)
class GiveBack(OnCase):
    """「放回待领取」."""


@dataclass(frozen=True, slots=True)
class ClaimNext(Command):
    """「领取下一批」: so many, riskiest first, then the longest waiting."""

    count: int = 10


@dataclass(frozen=True, slots=True)
class Assign(OnCase):
    """「分配」 to a named reviewer."""

    reviewer_id: int = 0


def claim(command: Claim, actor: Actor, desk: Desk) -> None:
    """Take a case; of two who claim at once, one wins and the other is told."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            _take(Doing(tx, desk, actor, Act.CLAIM), command.case_id)


def claim_next(command: ClaimNext, actor: Actor, desk: Desk) -> tuple[int, ...]:
    """Take the next cases and return their ids; fewer where fewer wait."""
    require(actor, Permission.SEE_QUEUE)
    with transaction(command, desk) as (tx, answer):
        if not answer:
            waiting = select(cases.c.id).where(cases.c.state == State.SUBMITTED)
            if actor.company_id is not None:
                waiting = waiting.where(cases.c.company_id != actor.company_id)
            ordered = waiting.order_by(cases.c.risk.desc(), cases.c.since, cases.c.id)
            ids = list(tx.execute(ordered.limit(command.count)).scalars())
            for case_id in ids:
                _take(Doing(tx, desk, actor, Act.CLAIM), case_id)
            answer.append(ids)
        return tuple(answer[0])


def give_back(command: GiveBack, actor: Actor, desk: Desk) -> None:
    """Put a case back into the queue; decisions stay."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = load_case(tx, command.case_id)
            doing = Doing(tx, desk, actor, Act.GIVE_BACK)
            perform(doing, case, Circumstances(), changes=_FREE)


def assign(command: Assign, actor: Actor, desk: Desk) -> None:
    """Give a case to a reviewer, whoever had it before; decisions stay."""
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = load_case(tx, command.case_id)
            reviewer = load_user(tx, command.reviewer_id)
            fits = reviewer.is_active and reviewer.role is Role.REVIEWER
            if fits and reviewer.company_id == case.company_id:
                raise RefusedError(
                    "condition",
                    "不能审核自己单位的案卷",
                    "Nobody reviews their own company",
                )
            perform(
                Doing(tx, desk, actor, Act.ASSIGN),
                case,
                Circumstances(names_reviewer=fits),
                changes={**_held_by(reviewer.id, desk), "was_claimed": True},
                details={"reviewer_id": reviewer.id},
            )


def time_out_claims(desk: Desk) -> tuple[int, ...]:
    """Return to the queue what was claimed too long ago; returns the cases."""
    with desk.database.work() as tx:
        hours = read_setting(tx, "claim_hours")
        limit = desk.clock.now() - dt.timedelta(hours=float(str(hours)))
        stale = tx.execute(
            select(cases.c.id).where(
                cases.c.state == State.IN_REVIEW, cases.c.held_since < limit
            )
        ).scalars()
        ids = tuple(stale)
        for case_id in ids:
            doing = Doing(tx, desk, SYSTEM, Act.TIME_OUT)
            perform(doing, load_case(tx, case_id), Circumstances(), changes=_FREE)
        return ids


def _take(doing: Doing, case_id: int) -> None:
    perform(
        doing,
        load_case(doing.tx, case_id),
        Circumstances(),
        changes={**_held_by(doing.actor.user_id, doing.desk), "was_claimed": True},
    )


def _held_by(user_id: int, desk: Desk) -> dict[str, object]:
    return {"holder_id": user_id, "held_since": desk.clock.now()}
