"""The four tables of people: rows are added, changed and taken out."""

from dataclasses import dataclass, field, replace

from checker.model.dossier import PersonTable
from reviewer_app.db import filing as kept
from reviewer_app.domain.attempts import Act
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.staffing import TABLE_NAMES, Told, faults_of
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Desk, Doing, transaction
from reviewer_app.services.filing import edit

MOST_PEOPLE = 500
"""Source: own choice; the largest companies list about 300."""


@dataclass(frozen=True, slots=True)
class SavePerson(OnCase):
    """「保存」 of a row; ``person_id`` 0: a new one."""

    table: PersonTable = PersonTable.ENTERPRISE_HEAD
    person_id: int = 0
    told: Told = field(default_factory=Told)


@dataclass(frozen=True, slots=True)
class RemovePerson(OnCase):
    """A row goes, with its certificates."""

    person_id: int = 0


def save_person(command: SavePerson, actor: Actor, desk: Desk) -> int:
    """Keep a row and return its id.

    Raises:
        RefusedError: not to be edited now, a field does not fit (``field``), or the
            person stands in that table already (``twice``).
    """
    told = _trimmed(command.told)
    for fault in faults_of(told):
        raise RefusedError("field", fault.words.zh, fault.words.en)
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case, now = kept.own_case(tx, command.case_id, actor), desk.clock.now()
            people = kept.read_staff(tx, case.id)
            _require_once(command, told, people)
            if command.person_id:
                kept.change_person(tx, command.person_id, told, at=now)
                person_id = command.person_id
            else:
                person_id = kept.add_person(
                    tx, case.id, command.table, told=told, at=now
                )
            details = {"person": person_id, "table": command.table.value}
            edit(Doing(tx, desk, actor, Act.EDIT), case, details)
            answer.append(person_id)
        return int(answer[0])


def remove_person(command: RemovePerson, actor: Actor, desk: Desk) -> None:
    """Take a row out.

    Raises:
        RefusedError: not to be edited now, or there is no such row.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            known = {one.id for one in kept.read_staff(tx, case.id)}
            if command.person_id not in known:
                raise not_found()
            kept.remove_person(tx, command.person_id, desk.clock.now())
            details = {"removed_person": command.person_id}
            edit(Doing(tx, desk, actor, Act.EDIT), case, details)


def _trimmed(told: Told) -> Told:
    return replace(
        told,
        name=told.name.strip(),
        id_number=told.id_number.strip().upper(),
        post=told.post.strip(),
        certificate_number=told.certificate_number.strip(),
        issued_on=told.issued_on.strip(),
        valid_until=told.valid_until.strip(),
    )


def _require_once(
    command: SavePerson, told: Told, people: tuple[kept.KeptPerson, ...]
) -> None:
    rows = {one.id for one in people if one.table == command.table}
    if command.person_id and command.person_id not in rows:
        raise not_found()
    if len(people) >= MOST_PEOPLE and not command.person_id:
        raise RefusedError(
            "condition", f"最多 {MOST_PEOPLE} 人", f"At most {MOST_PEOPLE} people"
        )
    for one in people:
        is_same = one.table == command.table and one.told.id_number == told.id_number
        if is_same and one.id != command.person_id:
            name = TABLE_NAMES[command.table]
            raise RefusedError(
                "twice",
                f"{one.told.name}已在“{name.zh}”表中，不能重复添加；请直接修改那一行",
                f"{one.told.name} stands in this table already; change that row",
            )
