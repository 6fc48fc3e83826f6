"""Notices to companies, in words: what happened, and what to do next."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from checker.model.wording import Text
from reviewer_app.db import filing
from reviewer_app.db import notices as kept
from reviewer_app.db.cases import Case
from reviewer_app.db.notices import Told
from reviewer_app.db.tables import cases
from reviewer_app.domain.form import fault_of, is_day
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk

DEADLINE_NEAR = dt.timedelta(days=3)
"""Source: own choice; two working days are enough to scan a page again."""

EXPIRES_SOON = dt.timedelta(days=30)
"""Source: own choice; renewing a certificate takes weeks."""


@dataclass(frozen=True, slots=True)
class ReadAll:
    """All notices of one's company are read."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice on its way to an address."""

    notice_id: int
    address: str
    words: Text


def letters_to_send(desk: Desk) -> tuple[Letter, ...]:
    """Return the notices that were not sent, each to the contact of its case.

    A case without an address has its notices in the app alone.
    """
    with desk.database.reading() as tx:
        return tuple(
            Letter(one.id, address, one.words)
            for one in kept.unsent(tx)
            if one.case_id is not None
            and (address := filing.read_fields(tx, one.case_id).get("contact_mail"))
            and fault_of("contact_mail", address) is None
        )


def note_sent(notice_id: int, desk: Desk) -> None:
    """Note that a notice went out."""
    with desk.database.work() as tx:
        kept.mark_sent(tx, notice_id, desk.clock.now())


def graded(case: Case, after: State) -> Told:
    """Return what a company is told of a grade; of a corrected one it is told again."""
    year, key = case.year, f"graded-{case.id}-{case.version}"
    if after is State.QUALIFIED:
        words = Text(
            f"{year} 年度动态考核结果：合格。可在列表中查看并打印结果。",
            f"Assessment of {year}: qualified. Print the result from the list.",
        )
    else:
        words = Text(
            f"{year} 年度动态考核已退回待整改。请打开“整改”，逐条答复通知书，"
            "上传第 20 项后重新提交。",
            f"Assessment of {year}: returned. Open the rectification, answer each line"
            " of the letter, upload item 20, and submit again.",
        )
    return Told(key, words, case.id)


def reopened(case: Case) -> Told:
    """Return what a company is told of a case that is reviewed once more."""
    words = Text(
        f"{case.year} 年度动态考核已重新启动审核，结果以新的通知为准；目前不需要操作。",
        f"The assessment of {case.year} is reviewed once more; there is nothing to do"
        " until you hear of the result.",
    )
    return Told(f"reopened-{case.id}-{case.version}", words, case.id)


def tell_of_time(desk: Desk) -> int:
    """Tell companies of deadlines and certificates that come near; returns how many."""
    with desk.database.work() as tx:
        return _of_deadlines(tx, desk) + _of_certificates(tx, desk)


def mark_read(_command: ReadAll, actor: Actor, desk: Desk) -> None:
    """Note that all notices of one's company were read."""
    require(actor, Permission.SEE_NOTICES)
    with desk.database.work() as tx:
        kept.mark_read(tx, actor.company_id or 0, desk.clock.now())


def _of_deadlines(tx: Connection, desk: Desk) -> int:
    now = desk.clock.now()
    rows = tx.execute(
        select(cases.c.id, cases.c.company_id, cases.c.year, cases.c.deadline).where(
            cases.c.state == State.RETURNED,
            cases.c.deadline.is_not(None),
            cases.c.deadline <= now + DEADLINE_NEAR,
            cases.c.deadline > now,
        )
    ).all()
    count = 0
    for row in rows:
        day = row.deadline.astimezone().date().isoformat()
        words = Text(
            f"{row.year} 年度整改期限是 {day}，请尽快重新提交；"
            "来不及的请联系审核单位申请延期。",
            f"The rectification of {row.year} is due on {day}.",
        )
        told = Told(f"deadline-{row.id}-{day}", words, row.id)
        count += kept.tell(tx, row.company_id, told, at=now)
    return count


def _of_certificates(tx: Connection, desk: Desk) -> int:
    now = desk.clock.now()
    last = (now + EXPIRES_SOON).date().isoformat()
    open_states = (State.DRAFT, State.RETURNED)
    rows = tx.execute(
        select(cases.c.id, cases.c.company_id).where(cases.c.state.in_(open_states))
    ).all()
    count = 0
    for row in rows:
        for person in filing.read_staff(tx, row.id):
            until = person.told.valid_until
            if is_day(until) and now.date().isoformat() <= until <= last:
                told = Told(
                    f"expires-{row.id}-{person.id}-{until}",
                    Text(
                        f"{person.told.name}的证书将于 {until} 到期，请及时办理延续。",
                        f"The certificate of {person.told.name} expires on {until}.",
                    ),
                    row.id,
                )
                count += kept.tell(tx, row.company_id, told, at=now)
    return count
