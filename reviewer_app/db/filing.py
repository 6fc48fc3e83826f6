"""What a company fills in: fields, people, files of the drawer, uploads, prechecks."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from reviewer_app.db.cases import Case, load_case, round_before
from reviewer_app.db.review import read_marks
from reviewer_app.db.tables import (
    answers,
    companies,
    drawer,
    findings,
    form_fields,
    prechecks,
    staff,
    uploads,
)
from reviewer_app.domain.filing import FiledPerson, Filing
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import not_found
from reviewer_app.domain.staffing import Told
from reviewer_app.domain.states import State


@dataclass(frozen=True, slots=True)
class Company:
    """A company as it was registered."""

    id: int
    name: str
    credit_code: str | None
    kind: str
    licence_number: str


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """A row of one of the four tables."""

    id: int
    table: str
    told: Told


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the drawer of a case: what its next round will hold."""

    id: int
    item: str | None
    staff_id: int | None
    name: str
    path: str
    sha256: str
    size_bytes: int
    added_at: dt.datetime
    replaces_id: int | None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way; ``drawer_id`` None until it has arrived whole."""

    id: str
    case_id: int
    made_by: int
    name: str
    size_bytes: int
    item: str | None
    staff_id: int | None
    replaces_id: int | None
    drawer_id: int | None


@dataclass(frozen=True, slots=True)
class Precheck:
    """What the check of a draft came to."""

    revision: int
    checked_at: dt.datetime
    report_sha256: str | None
    pack_digest: str | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a company says of a finding: ``kind`` fixed, changed or disagrees."""

    finding_id: str
    kind: str
    words: str


def load_company(tx: Connection, company_id: int) -> Company:
    """Return a company.

    Raises:
        RefusedError: there is none.
    """
    known = companies.c.id == company_id
    row = tx.execute(select(companies).where(known)).mappings().first()
    if row is None:
        raise not_found()
    return Company(
        row["id"], row["name"], row["credit_code"], row["kind"], row["licence_number"]
    )


def read_fields(tx: Connection, case_id: int) -> dict[str, str]:
    """Return the fields of a case's form that hold something."""
    rows = tx.execute(
        select(form_fields.c.name, form_fields.c.value).where(
            form_fields.c.case_id == case_id
        )
    )
    return {row.name: row.value for row in rows}


def fields_like(
    tx: Connection, case_ids: Collection[int], start: str
) -> dict[int, dict[str, str]]:
    """Return, by case, the fields whose names begin so."""
    rows = tx.execute(
        select(form_fields.c.case_id, form_fields.c.name, form_fields.c.value).where(
            form_fields.c.case_id.in_(case_ids),
            form_fields.c.name.startswith(start, autoescape=True),
        )
    )
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.case_id, {})[row.name] = row.value
    return found


def items_with_files(
    tx: Connection, case_ids: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """Return, by case, the items that have a file."""
    rows = tx.execute(
        select(drawer.c.case_id, drawer.c.item)
        .where(
            drawer.c.case_id.in_(case_ids),
            drawer.c.removed_at.is_(None),
            drawer.c.item.is_not(None),
        )
        .distinct()
    )
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        found[row.case_id] = (*found.get(row.case_id, ()), row.item)
    return found


def put_field(
    tx: Connection, case_id: int, name: str, *, value: str, at: dt.datetime
) -> None:
    """Keep the value of a field."""
    same = (form_fields.c.case_id == case_id, form_fields.c.name == name)
    done = tx.execute(update(form_fields).where(*same).values(value=value, saved_at=at))
    if done.rowcount == 0:
        tx.execute(
            insert(form_fields).values(
                case_id=case_id, name=name, value=value, saved_at=at
            )
        )


def read_staff(tx: Connection, case_id: int) -> tuple[KeptPerson, ...]:
    """Return the people of a case, in the order in which they were added."""
    rows = tx.execute(
        select(staff)
        .where(staff.c.case_id == case_id, staff.c.removed_at.is_(None))
        .order_by(staff.c.id)
    ).mappings()
    return tuple(
        KeptPerson(row["id"], row["person_table"], Told(**row["told"])) for row in rows
    )


def add_person(
    tx: Connection, case_id: int, table: str, *, told: Told, at: dt.datetime
) -> int:
    """Add a row and return its id."""
    made = tx.execute(
        insert(staff).values(
            case_id=case_id, person_table=table, told=asdict(told), saved_at=at
        )
    )
    return _key(made.inserted_primary_key)


def change_person(
    tx: Connection, person_id: int, told: Told, *, at: dt.datetime
) -> None:
    """Keep what a row says now."""
    known = staff.c.id == person_id
    tx.execute(update(staff).where(known).values(told=asdict(told), saved_at=at))


def remove_person(tx: Connection, person_id: int, at: dt.datetime) -> None:
    """Take a row and its files out; both stay on record."""
    tx.execute(update(staff).where(staff.c.id == person_id).values(removed_at=at))
    mine = (drawer.c.staff_id == person_id, drawer.c.removed_at.is_(None))
    tx.execute(update(drawer).where(*mine).values(removed_at=at))


def read_drawer(tx: Connection, case_id: int) -> tuple[KeptFile, ...]:
    """Return the files that a case's next round will hold, in their order."""
    rows = tx.execute(
        select(drawer)
        .where(drawer.c.case_id == case_id, drawer.c.removed_at.is_(None))
        .order_by(drawer.c.item, drawer.c.position, drawer.c.id)
    ).mappings()
    return tuple(_file(row) for row in rows)


def find_file(tx: Connection, case_id: int, file_id: int) -> KeptFile:
    """Return a file of a case's drawer, one that was taken out too.

    Raises:
        RefusedError: there is none.
    """
    known = (drawer.c.id == file_id, drawer.c.case_id == case_id)
    row = tx.execute(select(drawer).where(*known)).mappings().first()
    if row is None:
        raise not_found()
    return _file(row)


def add_to_drawer(tx: Connection, values: Mapping[str, Any]) -> int:
    """Put a file into the drawer and return its id."""
    return _key(tx.execute(insert(drawer).values(**values)).inserted_primary_key)


def change_file(tx: Connection, file_id: int, changes: Mapping[str, Any]) -> None:
    """Change where a file stands, or take it out."""
    tx.execute(update(drawer).where(drawer.c.id == file_id).values(**changes))


def find_upload(tx: Connection, upload_id: str) -> Upload | None:
    """Return an upload."""
    known = uploads.c.id == upload_id
    row = tx.execute(select(uploads).where(known)).mappings().first()
    if row is None:
        return None
    names = Upload.__dataclass_fields__
    return Upload(**{name: row[name] for name in names})


def add_upload(tx: Connection, upload: Upload, at: dt.datetime) -> None:
    """Note that a file is on its way."""
    tx.execute(insert(uploads).values(**asdict(upload), made_at=at))


def end_upload(tx: Connection, upload_id: str, drawer_id: int) -> None:
    """Note what an upload became."""
    known = uploads.c.id == upload_id
    tx.execute(update(uploads).where(known).values(drawer_id=drawer_id))


def newest_precheck(tx: Connection, case_id: int) -> Precheck | None:
    """Return the newest answer of a check of a draft."""
    row = (
        tx.execute(
            select(prechecks)
            .where(prechecks.c.case_id == case_id)
            .order_by(prechecks.c.revision.desc(), prechecks.c.id.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    names = Precheck.__dataclass_fields__
    return Precheck(**{name: row[name] for name in names})


def newest_prechecks(tx: Connection, case_ids: Collection[int]) -> dict[int, Precheck]:
    """Return, by case, the newest answer of a check of a draft."""
    rows = tx.execute(
        select(prechecks)
        .where(prechecks.c.case_id.in_(case_ids))
        .order_by(prechecks.c.revision, prechecks.c.id)
    ).mappings()
    names = Precheck.__dataclass_fields__
    return {
        row["case_id"]: Precheck(**{name: row[name] for name in names}) for row in rows
    }


def add_precheck(tx: Connection, case_id: int, precheck: Precheck) -> None:
    """Keep the answer of a check of a draft."""
    tx.execute(insert(prechecks).values(case_id=case_id, **asdict(precheck)))


def read_answers(tx: Connection, case_id: int, round_no: int) -> dict[str, Answer]:
    """Return what a company answered to the findings of a round, by finding."""
    rows = tx.execute(
        select(answers).where(
            answers.c.case_id == case_id, answers.c.round_no == round_no
        )
    )
    return {row.finding_id: Answer(row.finding_id, row.kind, row.words) for row in rows}


def put_answer(
    tx: Connection, case_id: int, round_no: int, *, answer: Answer, **kept: object
) -> None:
    """Keep an answer, over an earlier one."""
    same = (
        answers.c.case_id == case_id,
        answers.c.round_no == round_no,
        answers.c.finding_id == answer.finding_id,
    )
    values = {"kind": answer.kind, "words": answer.words, **kept}
    done = tx.execute(update(answers).where(*same).values(**values))
    if done.rowcount == 0:
        tx.execute(
            insert(answers).values(
                case_id=case_id,
                round_no=round_no,
                finding_id=answer.finding_id,
                **values,
            )
        )


def own_case(tx: Connection, case_id: int, actor: Actor) -> Case:
    """Return a case of the actor's company that is not deleted.

    Raises:
        RefusedError: missing, or somebody else's; the answer is the same.
    """
    case = load_case(tx, case_id)
    is_own = actor.role is Role.COMPANY and actor.company_id == case.company_id
    if not is_own or case.standing.state is State.DELETED:
        raise not_found()
    require(actor, Permission.FILE_CASES)
    return case


def answered_of(tx: Connection, case: Case) -> list[dict[str, Any]]:
    """Return the findings that stood in the round before, each with its answer.

    ``kind`` and ``words`` are the company's, empty where it said nothing.
    """
    before = round_before(tx, case)
    if before is None:
        return []
    said = read_answers(tx, case.id, case.round_no)
    standing = {one.finding_id for one in read_marks(tx, before.id) if one.stands}
    rows = tx.execute(
        select(findings)
        .where(findings.c.round_id == before.id)
        .order_by(findings.c.item, findings.c.document, findings.c.page_no)
    ).mappings()
    nothing = Answer("", "", "")
    return [
        {
            **{name: row[name] for name in _TOLD_OF_FINDING},
            "kind": said.get(row["finding_id"], nothing).kind,
            "words": said.get(row["finding_id"], nothing).words,
        }
        for row in rows
        if row["finding_id"] in standing
    ]


_TOLD_OF_FINDING = (
    "finding_id",
    "rule",
    "item",
    "document",
    "sha256",
    "page_no",
    "box",
    "message_zh",
    "message_en",
    "remedy_zh",
    "remedy_en",
)


def form_of(tx: Connection, case: Case) -> dict[str, Any]:
    """Return what a company filled in, as it is kept with a submission."""
    return {
        "values": read_fields(tx, case.id),
        "people": [
            {"table": one.table, **asdict(one.told)} for one in read_staff(tx, case.id)
        ],
    }


def filing_of(tx: Connection, case: Case, day: str) -> Filing:
    """Return what a case's next submission tells, as of a day."""
    company = load_company(tx, case.company_id)
    drawn = read_drawer(tx, case.id)
    people = [
        FiledPerson(
            one.table,
            one.told,
            tuple(file.path for file in drawn if file.staff_id == one.id),
        )
        for one in read_staff(tx, case.id)
    ]
    values = read_fields(tx, case.id)
    is_next = case.round_no > 0
    return Filing(
        company.name, company.credit_code, case.year, is_next, day, values, people
    )


def _file(row: RowMapping) -> KeptFile:
    return KeptFile(
        row["id"],
        row["item"],
        row["staff_id"],
        row["name"],
        row["path"],
        row["sha256"],
        row["size_bytes"],
        row["added_at"],
        row["replaces_id"],
        row["position"],
    )


def _key(primary_key: Any) -> int:  # noqa: ANN401 - a row of SQLAlchemy's
    return int(primary_key[0])
