"""What the check of a draft came to is put on record; and asked for again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reviewer_app.db import filing as kept
from reviewer_app.domain.people import Actor
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class AskPrecheck(OnCase):
    """「重新检查」."""


def record_precheck(
    case_id: int, revision: int, report: Mapping[str, Any], *, desk: Desk
) -> None:
    """Keep the report of a draft, as of one of its revisions."""
    text = json.dumps(report, ensure_ascii=False).encode()
    sha256, _ = desk.files.put(iter([text]))
    digest = str(report["ruleset"]["sha256"])
    now = desk.clock.now()
    with desk.database.work() as tx:
        precheck = kept.Precheck(revision, now, sha256, digest, None)
        kept.add_precheck(tx, case_id, precheck)


def record_precheck_failure(
    case_id: int, revision: int, desk: Desk, *, words: str
) -> None:
    """Keep why a draft could not be checked; the next change tries again."""
    with desk.database.work() as tx:
        now = desk.clock.now()
        precheck = kept.Precheck(revision, now, None, None, words)
        kept.add_precheck(tx, case_id, precheck)


def ask_precheck(command: AskPrecheck, actor: Actor, desk: Desk) -> None:
    """Order the check of a draft as it stands; nothing happens where it is checked.

    Raises:
        RefusedError: there is no such case of the actor's company.
    """
    with desk.database.reading() as tx:
        case = kept.own_case(tx, command.case_id, actor)
        newest = kept.newest_precheck(tx, case.id)
    if newest is None or newest.revision < case.revision or newest.failure:
        desk.jobs.check_draft(case.id, case.revision, case.company_id)
