"""A company's assessments: begun, filled in field by field, deleted."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reviewer_app.db import filing as kept
from reviewer_app.db.cases import Case, add_case, change_case, find_case, load_case
from reviewer_app.db.log import Happening, write
from reviewer_app.db.tables import cases, rounds
from reviewer_app.domain.acts import decide
from reviewer_app.domain.attempts import Act, Attempt, Circumstances, Standing
from reviewer_app.domain.filing import ITEMS
from reviewer_app.domain.form import FIELDS, NOT_APPLICABLE, fault_of
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.states import State
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Command, Desk, Doing, perform, transaction

EARLIEST, LATEST = 2000, 2100

_REASONS = frozenset(f"{NOT_APPLICABLE}{item}" for item in ITEMS)


@dataclass(frozen=True, slots=True)
class NewAssessment(Command):
    """「新增」 for a year."""

    year: int = 0


@dataclass(frozen=True, slots=True)
class DeleteAssessment(OnCase):
    """「删除」, once the person was asked."""

    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SaveField(OnCase):
    """A field's value; ``before``: what stood there when the person began to type."""

    name: str = ""
    value: str = ""
    before: str | None = None


@dataclass(frozen=True, slots=True)
class CarryOver(OnCase):
    """「沿用上年信息」: fields that are empty, and people, of the year before."""


def create_assessment(command: NewAssessment, actor: Actor, desk: Desk) -> int:
    """Begin an assessment and return its case.

    Raises:
        RefusedError: not a construction company, or there is one for that year.
    """
    require(actor, Permission.FILE_CASES)
    if not EARLIEST <= command.year <= LATEST or actor.company_id is None:
        raise RefusedError("condition", "请填写考核年度", "A year is needed")
    with transaction(command, desk) as (tx, answer):
        if not answer:
            known = find_case(tx, actor.company_id, command.year)
            given = Circumstances(year_is_free=known is None)
            after = decide(Attempt(Act.CREATE, actor, Standing(), given))
            now, company_id = desk.clock.now(), actor.company_id
            case_id = add_case(tx, company_id, command.year, state=after, at=now)
            _continue_deleted(tx, case_id, actor, year=command.year)
            _prefill(tx, case_id, actor, desk=desk)
            happening = Happening(
                Act.CREATE, case_id, after=after, details={"year": command.year}
            )
            write(tx, actor, happening, at=now)
            answer.append(case_id)
        return int(answer[0])


def delete_assessment(command: DeleteAssessment, actor: Actor, desk: Desk) -> None:
    """Delete a draft or a returned assessment; it stays on record.

    Raises:
        RefusedError: somebody else's, not confirmed, or it cannot be deleted now.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            given = Circumstances(is_confirmed=command.is_confirmed)
            perform(Doing(tx, desk, actor, Act.DELETE), case, given, changes={})


def save_field(command: SaveField, actor: Actor, desk: Desk) -> str:
    """Keep the value of a field and return it as it is kept.

    A value that does not fit is kept all the same, and its fault shown beside it:
    nothing that somebody typed is lost.

    Raises:
        RefusedError: not to be edited now, too long, or (``changed``) another window
            has put something else there since; the refusal's words tell what.
    """
    name = command.name
    if name not in FIELDS and name not in _REASONS:
        raise not_found()
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            stands = kept.read_fields(tx, case.id).get(name, "")
            value = command.value.strip()
            _require_fitting(command, stands, value)
            if value != stands:
                kept.put_field(tx, case.id, name, value=value, at=desk.clock.now())
                edit(Doing(tx, desk, actor, Act.EDIT), case, {"field": name})
            answer.append(value)
        return str(answer[0])


def carry_over(command: CarryOver, actor: Actor, desk: Desk) -> int:
    """Take over what the newest earlier year tells; returns how much was taken.

    Raises:
        RefusedError: not to be edited now, or there is no earlier year.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            source = _year_before(tx, case)
            count = _copy_fields(tx, source, case, desk=desk)
            count += _copy_people(tx, source, case, desk=desk)
            doing = Doing(tx, desk, actor, Act.EDIT)
            edit(doing, case, {"carried_over_from": source, "count": count})
            answer.append(count)
        return int(answer[0])


def edit(doing: Doing, case: Case, details: Mapping[str, object]) -> int:
    """Note that the contents of a case changed; returns their new revision.

    Raises:
        RefusedError: the case may not be edited now.
    """
    revision = case.revision + 1
    changes = {"revision": revision}
    perform(doing, case, Circumstances(), changes=changes, details=details)
    return revision


def _continue_deleted(tx: Connection, case_id: int, actor: Actor, *, year: int) -> None:
    """Go on with the rounds of a returned case of that year that was deleted."""
    mine = (cases.c.company_id == actor.company_id, cases.c.year == year)
    before = tx.execute(
        select(cases.c.id, cases.c.round_no, cases.c.continues_id, rounds.c.number)
        .join(
            rounds,
            (rounds.c.case_id == cases.c.id) & (rounds.c.number == cases.c.round_no),
            isouter=True,
        )
        .where(*mine, cases.c.state == State.DELETED, cases.c.round_no > 0)
        .order_by(cases.c.id.desc())
        .limit(1)
    ).first()
    if before is not None:
        # A draft that went on with another case has no round of its own.
        home = before.continues_id if before.number is None else before.id
        changes = {"round_no": before.round_no, "continues_id": home}
        change_case(tx, load_case(tx, case_id), changes)


def _prefill(tx: Connection, case_id: int, actor: Actor, *, desk: Desk) -> None:
    company = kept.load_company(tx, actor.company_id or 0)
    now = desk.clock.now()
    for name, value in (
        ("licence_number", company.licence_number),
        ("contact", actor.name),
    ):
        if value:
            kept.put_field(tx, case_id, name, value=value, at=now)


def _require_fitting(command: SaveField, stands: str, value: str) -> None:
    if command.name in FIELDS and FIELDS[command.name].is_fixed:
        raise RefusedError(
            "condition",
            "企业名称和信用代码以注册信息为准，如需更正请联系管理员",
            "Name and code are those of the registration",
        )
    fault = fault_of(command.name, value)
    if fault is not None and len(value) > len(stands) and "最多" in fault.zh:
        raise RefusedError("field", fault.zh, fault.en)
    if command.before is not None and stands not in {
        command.before.strip(),
        value,
    }:
        raise RefusedError(
            "changed",
            f"另一个窗口刚把这一项改为“{stands}”，请确认以哪个为准",
            f"Another window has just put “{stands}” here; please decide which holds",
        )


def _year_before(tx: Connection, case: Case) -> int:
    found = tx.execute(
        select(cases.c.id)
        .where(
            cases.c.company_id == case.company_id,
            cases.c.year < case.year,
            cases.c.state != State.DELETED,
        )
        .order_by(cases.c.year.desc())
        .limit(1)
    ).scalar()
    if found is None:
        raise RefusedError(
            "condition", "没有以前年度的记录", "There is no earlier year"
        )
    return int(found)


def _copy_fields(tx: Connection, source: int, case: Case, *, desk: Desk) -> int:
    here, now = kept.read_fields(tx, case.id), desk.clock.now()
    taken = {
        name: value
        for name, value in kept.read_fields(tx, source).items()
        if name in FIELDS and not here.get(name)
    }
    for name, value in taken.items():
        kept.put_field(tx, case.id, name, value=value, at=now)
    return len(taken)


def _copy_people(tx: Connection, source: int, case: Case, *, desk: Desk) -> int:
    here = {one.told.id_number for one in kept.read_staff(tx, case.id)}
    new = [one for one in kept.read_staff(tx, source) if one.told.id_number not in here]
    for one in new:
        kept.add_person(tx, case.id, one.table, told=one.told, at=desk.clock.now())
    return len(new)
