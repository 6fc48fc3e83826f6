"""「一键修复」: mended files are kept beside the drawer, until one chooses them."""

from dataclasses import dataclass

from reviewer_app.db import filing as kept
from reviewer_app.db.log import Happening, write
from reviewer_app.domain.acts import decide
from reviewer_app.domain.attempts import Act, Attempt
from reviewer_app.domain.filing import path_for
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import not_found
from reviewer_app.services.desk import Desk, Doing, transaction
from reviewer_app.services.drawer import Arrived, OnFile, standing_file
from reviewer_app.services.filing import edit


@dataclass(frozen=True, slots=True)
class KeepMended(OnFile):
    """New files that were made of one of the drawer, for the person to look at."""

    made: tuple[Arrived, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptMended(OnFile):
    """The new files take the place of the old one, which is kept aside."""

    mended: tuple[int, ...] = ()


def keep_mended(command: KeepMended, actor: Actor, desk: Desk) -> tuple[int, ...]:
    """Keep mended files beside the drawer and return their ids.

    Raises:
        RefusedError: not to be edited now, or the old file does not stand any more.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            decide(Attempt(Act.EDIT, actor, case.standing))
            old, now = standing_file(tx, case, command.file_id), desk.clock.now()
            values = {
                "case_id": case.id,
                "item": old.item,
                "staff_id": old.staff_id,
                "name": old.name,
                "path": old.path,
                "position": old.position,
                "added_by": actor.user_id,
                "added_at": now,
                "removed_at": now,
                "replaces_id": old.id,
            }
            ids = [
                kept.add_to_drawer(
                    tx, {**values, "sha256": one.sha256, "size_bytes": one.size_bytes}
                )
                for one in command.made
            ]
            details = {"file": old.id, "mended": ids}
            write(tx, actor, Happening("mend", case.id, details=details), at=now)
            answer.append(ids)
        return tuple(answer[0])


def adopt_mended(command: AdoptMended, actor: Actor, desk: Desk) -> None:
    """Put mended files in the place of the old one; the check is ordered.

    Raises:
        RefusedError: not to be edited now, or they were not made of that file.
    """
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            old = standing_file(tx, case, command.file_id)
            mended = [kept.find_file(tx, case.id, one) for one in command.mended]
            if not mended or any(one.replaces_id != old.id for one in mended):
                raise not_found()
            kept.change_file(tx, old.id, {"removed_at": desk.clock.now()})
            taken = [one.path for one in kept.read_drawer(tx, case.id)]
            for one in mended:
                path = old.path if old.path not in taken else _free(old, taken)
                taken.append(path)
                kept.change_file(tx, one.id, {"removed_at": None, "path": path})
            details = {"file": old.id, "mended": list(command.mended)}
            revision = edit(Doing(tx, desk, actor, Act.EDIT), case, details)
            answer.append([case.id, revision, case.company_id])
    desk.jobs.check_draft(*answer[0])


def _free(old: kept.KeptFile, taken: list[str]) -> str:
    """Return a free path for a further part of a file that was split."""
    place = None if old.staff_id is None else "personnel"
    return path_for(old.name, place or old.item, taken)
