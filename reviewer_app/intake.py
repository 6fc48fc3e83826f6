"""Dossiers on their way in: a zip just sent, or a folder of the server.

What was looked into is kept by content at once; confirming it only makes the case.
"""

import datetime as dt
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from checker.errors import CheckerError
from checker.model.dossier import Dossier, Person, Submission
from checker.model.wording import Text
from reviewer_app.checking import safe_path, scan
from reviewer_app.context.office_rows import ImportPlan, PlannedFile
from reviewer_app.db.cases import NewFile, find_case, find_company
from reviewer_app.db.people import add_ticket, peek_ticket
from reviewer_app.domain.filing import FiledPerson
from reviewer_app.domain.form import NOT_APPLICABLE
from reviewer_app.domain.people import Actor
from reviewer_app.domain.permissions import Permission, require
from reviewer_app.domain.refusal import RefusedError
from reviewer_app.domain.staffing import Told
from reviewer_app.domain.states import State
from reviewer_app.services.arrivals import Arrival
from reviewer_app.services.desk import Desk
from reviewer_app.services.importing import ImportDossier, import_dossier

UPLOAD, FOLDER = "upload:", "folder:"
UPLOAD_PURPOSE = "upload"
UPLOAD_LASTS = dt.timedelta(hours=24)
"""How long an upload may wait to be confirmed."""


@dataclass(frozen=True, slots=True)
class DeskIntake:
    """Looks into sources and imports them, for one person.

    ``root``: the one folder whose subfolders may be imported; None: none may.
    """

    actor: Actor
    desk: Desk
    root: Path | None = None

    def look_into(self, source: str) -> ImportPlan:
        """Return what an upload or a folder of the server holds.

        Raises:
            RefusedError: it cannot be read as a dossier, or may not.
        """
        require(self.actor, Permission.IMPORT_CASES)
        with tempfile.TemporaryDirectory(prefix="intake-") as unpack_to:
            dossier = _scanned(self._path(source), Path(unpack_to))
            return self._plan(source, dossier)

    def bring_in(self, plan: ImportPlan) -> int:
        """Import what was looked into and return the case.

        Raises:
            RefusedError: it cannot be read, or may not be imported now.
        """
        require(self.actor, Permission.IMPORT_CASES)
        with tempfile.TemporaryDirectory(prefix="intake-") as unpack_to:
            dossier = _scanned(self._path(plan.source), Path(unpack_to))
            command = ImportDossier(
                company=plan.company,
                credit_code=plan.credit_code or None,
                year=plan.year,
                files=tuple(self._kept(dossier)),
                dossier_yaml=write_dossier_yaml(dossier, plan),
                people=people_of(dossier),
                values=values_of(dossier),
            )
        return import_dossier(command, self.actor, self.desk)

    def _path(self, source: str) -> Path:
        if source.startswith(UPLOAD):
            return self._upload(source.removeprefix(UPLOAD))
        name = source.removeprefix(FOLDER)
        if self.root is None:
            raise _unreadable("没有设置导入文件夹", "no import folder is set")
        try:
            path = (self.root / safe_path(name)).resolve()
        except ValueError:
            raise _unreadable("文件夹不在导入目录内", "it is outside") from None
        if not path.is_relative_to(self.root.resolve()) or not path.exists():
            raise _unreadable("没有这个文件夹", "there is no such folder")
        return path

    def _upload(self, secret: str) -> Path:
        """Return where an upload lies; only who sent it has its secret."""
        now = self.desk.clock.now()
        with self.desk.database.reading() as tx:
            found = peek_ticket(tx, secret, UPLOAD_PURPOSE, at=now)
        if found is None or found[0] != self.actor.user_id:
            raise _unreadable("找不到上传的文件", "the upload is gone")
        return self.desk.files.path(str(found[1]["sha256"]))

    def _plan(self, source: str, dossier: Dossier) -> ImportPlan:
        company = dossier.company or ""
        year = dossier.year or self.desk.clock.now().year - 1
        with self.desk.database.reading() as tx:
            company_id = find_company(tx, company, dossier.credit_code)
            known = company_id and find_case(tx, company_id, year)
        files = tuple(
            PlannedFile(one.path, one.size_bytes, one.item, None)
            for one in dossier.documents
        )
        refused = None
        if known and known.standing.state is not State.RETURNED:
            refused = Text(
                "该企业这一年度已有案卷，且不在待整改状态，不能再导入",
                "This company has a case for that year which is not returned",
            )
        elif not files:
            refused = Text("案卷里没有文件", "The dossier holds no file")
        return ImportPlan(
            source=source,
            company=company,
            credit_code=dossier.credit_code,
            year=year,
            round_no=known.round_no + 1 if known else 1,
            files=files,
            refused=refused,
        )

    def _kept(self, dossier: Dossier) -> Iterator[NewFile]:
        for one in dossier.documents:
            safe_path(one.path)
            with Path(one.location).open("rb") as file:
                chunks = iter(lambda: file.read(1 << 20), b"")
                sha256, size_bytes = self.desk.files.put(chunks)
            yield NewFile(one.path, sha256, size_bytes, one.item)


def _scanned(path: Path, unpack_to: Path) -> Dossier:
    try:
        return scan(path, unpack_to)
    except CheckerError as fault:
        raise _unreadable(str(fault), str(fault)) from None


def note_upload(sha256: str, actor: Actor, desk: Desk) -> str:
    """Return the source of an upload that is kept, good for who sent it."""
    require(actor, Permission.IMPORT_CASES)
    with desk.database.work() as tx:
        secret = add_ticket(
            tx,
            actor.user_id,
            UPLOAD_PURPOSE,
            expires_at=desk.clock.now() + UPLOAD_LASTS,
            payload={"sha256": sha256},
        )
    return f"{UPLOAD}{secret}"


def plan_of(arrival: Arrival, dossier: Dossier) -> ImportPlan:
    """Return what a dossier that came file by file is imported as."""
    is_next = dossier.submission is Submission.RECTIFICATION
    return ImportPlan(
        source="",
        company=arrival.company,
        credit_code=arrival.credit_code,
        year=arrival.year,
        round_no=2 if is_next else 1,
        files=(),
    )


def people_of(dossier: Dossier) -> tuple[FiledPerson, ...]:
    """Return the people of a dossier as rows of the company's form."""
    return tuple(
        FiledPerson(
            one.table.value,
            Told(
                name=one.name,
                id_number=one.id_number,
                certificate_number=one.certificate_number,
                valid_until=one.valid_until.isoformat() if one.valid_until else "",
            ),
            tuple(one.files),
        )
        for one in dossier.personnel or ()
    )


def values_of(dossier: Dossier) -> dict[str, str]:
    """Return what a dossier tells for the fields of the company's form."""
    values = {
        f"{NOT_APPLICABLE}{item}": str(reason)
        for item, reason in dossier.not_applicable.items()
    }
    if dossier.qualification is not None:
        values["qualification_category"] = dossier.qualification.category
        values["qualification_grade"] = dossier.qualification.grade
    return values


def write_dossier_yaml(dossier: Dossier, plan: ImportPlan) -> str:
    """Return a ``dossier.yaml`` with all that was read, and what a person put right."""
    told: dict[str, object] = {
        "company": plan.company,
        "credit_code": plan.credit_code or None,
        "year": plan.year,
        "submission": "rectification" if plan.round_no > 1 else "first",
        "submitted_on": dossier.as_of,
    }
    if dossier.qualification is not None:
        told["qualification"] = {
            "category": dossier.qualification.category,
            "grade": dossier.qualification.grade,
        }
    if dossier.personnel is not None:
        told["personnel"] = [_person(one) for one in dossier.personnel]
    if dossier.not_applicable:
        told["not_applicable"] = {
            str(item): reason for item, reason in dossier.not_applicable.items()
        }
    yaml, text = YAML(typ="safe", pure=True), io.StringIO()
    yaml.default_flow_style, yaml.allow_unicode = False, True
    yaml.dump({name: value for name, value in told.items() if value is not None}, text)
    return text.getvalue()


def _person(person: Person) -> dict[str, object]:
    told: dict[str, object] = {
        "table": person.table.value,
        "name": person.name,
        "id_number": person.id_number,
        "certificate_number": person.certificate_number,
        "valid_until": person.valid_until,
        "files": list(person.files),
    }
    return {name: value for name, value in told.items() if value}


def _unreadable(zh: str, en: str) -> RefusedError:
    return RefusedError(
        "unreadable", f"案卷无法读取：{zh}", f"The dossier cannot be read: {en}"
    )
