"""Dossiers come in: a case is made, or its next round, and its check is ordered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sqlalchemy import Connection

from reviewer_app.db import filing as kept
from reviewer_app.db.cases import (
    Case,
    NewFile,
    add_case,
    add_files,
    add_round,
    change_case,
    change_round,
    find_case,
    find_or_add_company,
    link_replaced,
    load_case,
    load_round,
)
from reviewer_app.db.log import Happening, write
from reviewer_app.domain.acts import decide
from reviewer_app.domain.attempts import Act, Attempt, Circumstances, Standing
from reviewer_app.domain.filing import RECTIFICATION, FiledPerson
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.services.desk import Command, Desk, Doing, perform, transaction


@dataclass(frozen=True, slots=True)
class ImportDossier(Command):
    """「导入案卷」: files that are already kept, and the text of ``dossier.yaml``.

    ``people`` and ``values`` are what that text tells for the company's form, should
    the case be returned.
    """

    company: str = ""
    credit_code: str | None = None
    year: int = 0
    files: tuple[NewFile, ...] = ()
    dossier_yaml: str = ""
    people: tuple[FiledPerson, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def import_dossier(command: ImportDossier, actor: Actor, desk: Desk) -> int:
    """Make a case, or the next round of a returned one; returns the case's id.

    The check is ordered after the case is on record; ordering it twice does no harm.

    Raises:
        RefusedError: no permission, nothing to import, a file that is not kept, or a
            case of that company and year that is not waiting for a next round.
    """
    require(actor, Permission.IMPORT_CASES)
    _require_sense(command, desk)
    with transaction(command, desk) as (tx, answer):
        if not answer:
            company_id = find_or_add_company(
                tx, command.company.strip(), command.credit_code, at=desk.clock.now()
            )
            known = find_case(tx, company_id, command.year)
            if known is None:
                case_id = _first_round(command, actor, desk, tx=tx, company=company_id)
            else:
                case_id = _next_round(command, actor, desk, tx=tx, case=known)
            answer.append([case_id, load_case(tx, case_id).round_no, company_id])
    case_id, number, company_id = answer[0]
    desk.jobs.check_round(case_id, number, company_id)
    return int(case_id)


def _first_round(
    command: ImportDossier, actor: Actor, desk: Desk, *, tx: Connection, company: int
) -> int:
    now = desk.clock.now()
    after = decide(Attempt(Act.IMPORT, actor, Standing()))
    case_id = add_case(tx, company, command.year, state=after, at=now)
    round_id = add_round(tx, case_id, 1, at=now, dossier_yaml=command.dossier_yaml)
    add_files(tx, round_id, command.files)
    _fill_drawer(tx, case_id, command, by=actor.user_id, at=now)
    change_case(tx, load_case(tx, case_id), {"round_no": 1})
    happening = Happening(
        Act.IMPORT, case_id, 1, after=after, details={"files": _listed(command)}
    )
    write(tx, actor, happening, at=now)
    return case_id


def _next_round(
    command: ImportDossier, actor: Actor, desk: Desk, *, tx: Connection, case: Case
) -> int:
    now, number = desk.clock.now(), case.round_no + 1
    perform(
        Doing(tx, desk, actor, Act.IMPORT_NEXT),
        case,
        Circumstances(
            has_item_20=any(file.item == RECTIFICATION for file in command.files)
        ),
        changes={"round_no": number, "was_claimed": False, "grade": None},
        details={"files": _listed(command)},
    )
    before = load_round(tx, case.id, case.round_no)
    round_id = add_round(tx, case.id, number, at=now, dossier_yaml=command.dossier_yaml)
    add_files(tx, round_id, command.files)
    link_replaced(tx, before.id, round_id)
    change_round(tx, round_id, {"answered": kept.answered_of(tx, case) or None})
    _fill_drawer(tx, case.id, command, by=actor.user_id, at=now)
    return case.id


def _fill_drawer(
    tx: Connection, case_id: int, command: ImportDossier, *, by: int, at: dt.datetime
) -> None:
    """Let the company go on with what was imported, should it be returned."""
    for old in kept.read_drawer(tx, case_id):
        kept.change_file(tx, old.id, {"removed_at": at})
    holders = _fill_form(tx, case_id, command, at=at)
    for position, file in enumerate(command.files):
        values = {
            "case_id": case_id,
            "item": file.item,
            "staff_id": holders.get(file.path),
            "name": PurePosixPath(file.path).name,
            "path": file.path,
            "sha256": file.sha256,
            "size_bytes": file.size_bytes,
            "position": position,
            "added_by": by,
            "added_at": at,
        }
        kept.add_to_drawer(tx, values)


def _fill_form(
    tx: Connection, case_id: int, command: ImportDossier, *, at: dt.datetime
) -> dict[str, int]:
    """Fill in what the dossier tells; returns which row each certificate belongs to."""
    for name, value in command.values.items():
        kept.put_field(tx, case_id, name, value=value, at=at)
    for old in kept.read_staff(tx, case_id):
        kept.remove_person(tx, old.id, at)
    holders = {}
    for one in command.people:
        row = kept.add_person(tx, case_id, one.table, told=one.told, at=at)
        holders.update(dict.fromkeys(one.files, row))
    return holders


def _listed(command: ImportDossier) -> list[list[str]]:
    return [[file.path, file.sha256] for file in command.files]


def _require_sense(command: ImportDossier, desk: Desk) -> None:
    if not command.company.strip() or not command.files:
        raise RefusedError(
            "empty",
            "案卷里没有单位名称或没有文件",
            "The dossier names no company, or holds no file",
        )
    absent = [file.path for file in command.files if not desk.files.has(file.sha256)]
    if absent:
        raise RefusedError(
            "not_kept",
            f"文件没有收到：{absent[0]}",
            f"This file has not arrived: {absent[0]}",
        )
