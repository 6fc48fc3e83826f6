"""Files of an assessment: uploads begin and end, files are moved, replaced, removed."""

from dataclasses import dataclass

from sqlalchemy import Connection

from reviewer_app.db import filing as kept
from reviewer_app.db.cases import Case
from reviewer_app.domain.acts import decide
from reviewer_app.domain.attempts import Act, Attempt
from reviewer_app.domain.filing import (
    ITEMS,
    PEOPLE_FOLDER,
    RECTIFICATION,
    clean_name,
    path_for,
)
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.files import LARGEST_BYTES
from reviewer_app.services.assignment import OnCase
from reviewer_app.services.desk import Desk, Doing, transaction
from reviewer_app.services.filing import edit

MOST_FILES = 600
"""Source: own choice; a dossier of 20 items and 60 people has under 200 files."""


@dataclass(frozen=True, slots=True)
class BeginUpload(OnCase):
    """A file is about to come; ``upload_id`` is made by the browser.

    ``item`` and ``staff_id`` say where it belongs; neither: sorted by its name later.
    """

    upload_id: str = ""
    name: str = ""
    size_bytes: int = 0
    item: str | None = None
    staff_id: int | None = None
    replaces_id: int | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that is kept: whole, flushed, and known to be a PDF by its content."""

    sha256: str
    size_bytes: int
    suggested_item: str | None = None


@dataclass(frozen=True, slots=True)
class OnFile(OnCase):
    """An order about a file of the drawer."""

    file_id: int = 0


@dataclass(frozen=True, slots=True)
class RemoveFile(OnFile):
    """The file goes; it stays on record."""


@dataclass(frozen=True, slots=True)
class MoveFile(OnFile):
    """The file answers another item, or stands elsewhere within its item."""

    item: str | None = None
    position: int | None = None


def begin_upload(command: BeginUpload, actor: Actor, desk: Desk) -> kept.Upload:
    """Note an upload; beginning it again returns it as it stands.

    Raises:
        RefusedError: not to be edited now, nowhere to put it, empty or too large.
    """
    with desk.database.work() as tx:
        case = kept.own_case(tx, command.case_id, actor)
        known = kept.find_upload(tx, command.upload_id)
        if known is not None:
            if known.case_id != case.id or known.made_by != actor.user_id:
                raise not_found()
            _require_unused(tx, case, known)
            return known
        decide(Attempt(Act.EDIT, actor, case.standing))
        _require_sense(command)
        _require_place(tx, case, command)
        upload = kept.Upload(
            id=command.upload_id,
            case_id=case.id,
            made_by=actor.user_id,
            name=clean_name(command.name),
            size_bytes=command.size_bytes,
            item=command.item,
            staff_id=command.staff_id,
            replaces_id=command.replaces_id,
            drawer_id=None,
        )
        kept.add_upload(tx, upload, desk.clock.now())
        return upload


def open_upload(upload_id: str, actor: Actor, desk: Desk) -> kept.Upload:
    """Return an upload of one's own.

    Raises:
        RefusedError: there is none.
    """
    with desk.database.reading() as tx:
        found = kept.find_upload(tx, upload_id)
        if found is None or found.made_by != actor.user_id:
            raise not_found()
        kept.own_case(tx, found.case_id, actor)
        return found


def finish_upload(upload_id: str, file: Arrived, actor: Actor, *, desk: Desk) -> int:
    """Put a file that has arrived into the drawer, once; returns its id there.

    The check of the draft is ordered afterwards.

    Raises:
        RefusedError: the case may not be edited any more, or the file is not as long
            as was announced.
    """
    with desk.database.work() as tx:
        upload = kept.find_upload(tx, upload_id)
        if upload is None or upload.made_by != actor.user_id:
            raise not_found()
        if upload.drawer_id is not None:
            return upload.drawer_id
        case = kept.own_case(tx, upload.case_id, actor)
        _require_whole(upload, file)
        file_id = _put(Doing(tx, desk, actor, Act.EDIT), case, upload, file=file)
        kept.end_upload(tx, upload_id, file_id)
        details = {"file": file_id, "name": upload.name, "sha256": file.sha256}
        revision = edit(Doing(tx, desk, actor, Act.EDIT), case, details)
    desk.jobs.check_draft(case.id, revision, case.company_id)
    return file_id


def remove_file(command: RemoveFile, actor: Actor, desk: Desk) -> None:
    """Take a file out of the drawer.

    Raises:
        RefusedError: not to be edited now, or there is no such file.
    """
    _change(
        command, {"removed_at": desk.clock.now()}, "removed", actor=actor, desk=desk
    )


def move_file(command: MoveFile, actor: Actor, desk: Desk) -> None:
    """Have a file answer another item, or stand elsewhere within its item.

    Raises:
        RefusedError: not to be edited now, or there is no such file or item.
    """
    if command.item is not None and command.item not in ITEMS:
        raise not_found()
    with transaction(command, desk) as (tx, answer):
        if answer:
            return
        case = kept.own_case(tx, command.case_id, actor)
        file = standing_file(tx, case, command.file_id)
        changes: dict[str, object] = {}
        if command.position is not None:
            changes["position"] = command.position
        if command.item is not None and command.item != file.item:
            _require_returned(case, command.item)
            taken = [one.path for one in kept.read_drawer(tx, case.id)]
            path = path_for(file.name, command.item, taken)
            changes.update(item=command.item, staff_id=None, path=path)
        if not changes:
            return
        kept.change_file(tx, file.id, changes)
        details = {"file": file.id, "item": command.item or file.item}
        revision = edit(Doing(tx, desk, actor, Act.EDIT), case, details)
        answer.append(revision)
    desk.jobs.check_draft(case.id, revision, case.company_id)


def _put(doing: Doing, case: Case, upload: kept.Upload, *, file: Arrived) -> int:
    tx, now = doing.tx, doing.desk.clock.now()
    standing = kept.read_drawer(tx, case.id)
    if len(standing) >= MOST_FILES:
        raise RefusedError(
            "condition", f"文件超过 {MOST_FILES} 个", f"More than {MOST_FILES} files"
        )
    position = len(standing)
    if upload.replaces_id is not None:
        kept.change_file(tx, upload.replaces_id, {"removed_at": now})
        position = kept.find_file(tx, case.id, upload.replaces_id).position
    taken = [one.path for one in standing if one.id != upload.replaces_id]
    people = {one.id for one in kept.read_staff(tx, case.id)}
    staff_id = upload.staff_id if upload.staff_id in people else None
    item = upload.item
    if item is None and staff_id is None and _is_open(case, file.suggested_item):
        item = file.suggested_item
    place = PEOPLE_FOLDER if staff_id is not None else item
    return kept.add_to_drawer(
        tx,
        {
            "case_id": case.id,
            "item": item,
            "staff_id": staff_id,
            "name": upload.name,
            "path": path_for(upload.name, place, taken),
            "sha256": file.sha256,
            "size_bytes": file.size_bytes,
            "position": position,
            "added_by": doing.actor.user_id,
            "added_at": now,
            "replaces_id": upload.replaces_id,
        },
    )


def _change(
    command: OnFile,
    changes: dict[str, object],
    word: str,
    *,
    actor: Actor,
    desk: Desk,
) -> None:
    with transaction(command, desk) as (tx, answer):
        if not answer:
            case = kept.own_case(tx, command.case_id, actor)
            file = standing_file(tx, case, command.file_id)
            kept.change_file(tx, file.id, changes)
            details = {word: file.id, "name": file.name}
            revision = edit(Doing(tx, desk, actor, Act.EDIT), case, details)
            answer.append([case.id, revision, case.company_id])
    desk.jobs.check_draft(*answer[0])


def standing_file(tx: Connection, case: Case, file_id: int) -> kept.KeptFile:
    """Return a file that stands in the drawer.

    Raises:
        RefusedError: there is none, or it was taken out.
    """
    for one in kept.read_drawer(tx, case.id):
        if one.id == file_id:
            return one
    raise not_found()


def _require_unused(tx: Connection, case: Case, upload: kept.Upload) -> None:
    """Refuse to go on with an upload whose file was taken out since."""
    standing = {one.id for one in kept.read_drawer(tx, case.id)}
    if upload.drawer_id is not None and upload.drawer_id not in standing:
        raise RefusedError(
            "used", "这个文件之前上传后已移除，请重新上传", "It was taken out since"
        )


def _is_open(case: Case, item: str | None) -> bool:
    """Tell whether an item is asked for now; item 20 is after a return only."""
    return item != RECTIFICATION or case.round_no > 0


def _require_returned(case: Case, item: str | None) -> None:
    if not _is_open(case, item):
        raise RefusedError(
            "condition",
            "第 20 项整改材料在退回整改后才需要上传",
            "Item 20 is asked for after a return only",
        )


def _require_whole(upload: kept.Upload, file: Arrived) -> None:
    if file.size_bytes != upload.size_bytes:
        raise RefusedError(
            "cut",
            f"{upload.name}没有完整收到，请重新上传",
            f"{upload.name} has not arrived whole; please send it again",
        )


def _require_sense(command: BeginUpload) -> None:
    if not command.upload_id:
        raise not_found()
    if not 0 < command.size_bytes <= LARGEST_BYTES:
        raise RefusedError(
            "too_large",
            "文件是空的，或超过 500 MB；扫描件请用 200 至 300 dpi、JPEG 压缩",
            "The file is empty or larger than 500 MB; scan at 200 to 300 dpi",
        )


def _require_place(tx: Connection, case: Case, command: BeginUpload) -> None:
    if command.item is not None and command.item not in ITEMS:
        raise not_found()
    _require_returned(case, command.item)
    if command.staff_id is not None:
        people = {one.id for one in kept.read_staff(tx, case.id)}
        if command.staff_id not in people:
            raise not_found()
    if command.replaces_id is not None:
        standing_file(tx, case, command.replaces_id)
