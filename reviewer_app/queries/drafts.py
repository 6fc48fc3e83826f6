"""What a check needs of a draft, and which drafts wait for one."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from reviewer_app.db import filing as kept
from reviewer_app.db.cases import load_case
from reviewer_app.db.tables import cases, drawer, prechecks
from reviewer_app.db.unit_of_work import Database
from reviewer_app.domain.filing import as_dossier_yaml
from reviewer_app.domain.states import State
from reviewer_app.queries.rounds import RoundToCheck, pack_before

OPEN = (State.DRAFT, State.RETURNED)
"""States in which a company edits."""


@dataclass(frozen=True, slots=True)
class DraftToCheck:
    """A draft as it stands: the dossier that submitting it now would make.

    ``revision`` is that of the contents, ``checked`` the newest that has an answer;
    ``has_failed``: that answer is why it could not be checked.
    """

    order: RoundToCheck
    revision: int
    checked: int
    has_failed: bool = False


def draft_to_check(
    case_id: int, database: Database, now: dt.datetime
) -> DraftToCheck | None:
    """Return what is to be checked; None where the case is not a company's to edit."""
    with database.reading() as tx:
        case = load_case(tx, case_id)
        if case.standing.state not in OPEN:
            return None
        newest = kept.newest_precheck(tx, case_id)
        day = now.astimezone().date().isoformat()
        order = RoundToCheck(
            tuple((one.path, one.sha256) for one in kept.read_drawer(tx, case_id)),
            as_dossier_yaml(kept.filing_of(tx, case, day)),
            case.year,
            is_checked=False,
            pack_digest=pack_before(tx, case, case.round_no),
            submitted_at=now,
        )
        if newest is None:
            return DraftToCheck(order, case.revision, -1)
        failed = newest.failure is not None
        return DraftToCheck(order, case.revision, newest.revision, failed)


def drafts_without_answer(database: Database) -> tuple[tuple[int, int, int], ...]:
    """Return case, revision and company of drafts with files, changed since checked."""
    checked = (
        select(prechecks.c.case_id, func.max(prechecks.c.revision).label("revision"))
        .group_by(prechecks.c.case_id)
        .subquery()
    )
    has_files = select(drawer.c.id).where(
        drawer.c.case_id == cases.c.id, drawer.c.removed_at.is_(None)
    )
    with database.reading() as tx:
        rows = tx.execute(
            select(cases.c.id, cases.c.revision, cases.c.company_id)
            .join(checked, checked.c.case_id == cases.c.id, isouter=True)
            .where(
                cases.c.state.in_(OPEN),
                has_files.exists(),
                func.coalesce(checked.c.revision, -1) < cases.c.revision,
            )
            .order_by(cases.c.id)
        )
        return tuple((row.id, row.revision, row.company_id) for row in rows)
