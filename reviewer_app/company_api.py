"""The HTTP API of companies: a token acts as its company, by the same services.

Assessments are begun, filled in, given files, checked, submitted and read, as on the
screens; files stream to the store, and an answer means that they are on disk and on
record.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel, Field

from checker.model.dossier import PersonTable
from reviewer_app.checking import kind_of
from reviewer_app.domain.people import Actor
from reviewer_app.domain.refusal import RefusedError, not_found
from reviewer_app.domain.staffing import Told
from reviewer_app.queries.filing import FilingView, read_assessments, read_filing
from reviewer_app.services.desk import Desk
from reviewer_app.services.drawer import (
    Arrived,
    BeginUpload,
    RemoveFile,
    begin_upload,
    finish_upload,
    remove_file,
)
from reviewer_app.services.filing import (
    NewAssessment,
    SaveField,
    create_assessment,
    save_field,
)
from reviewer_app.services.staff import SavePerson, save_person
from reviewer_app.services.submitting import (
    AnswerFinding,
    Submit,
    Withdraw,
    answer_finding,
    submit,
    withdraw,
)


class Begun(BaseModel):
    """The year of a new assessment."""

    year: int = Field(ge=2000, le=2100)


class Row(BaseModel):
    """A person of one of the four tables; days are ISO."""

    table: PersonTable
    name: str
    id_number: str
    post: str = ""
    certificate_number: str
    issued_on: str = ""
    valid_until: str


class Words(BaseModel):
    """The company's 「意见」; sending it confirms the submission."""

    words: str = Field(min_length=1, max_length=2000)


class Said(BaseModel):
    """An answer to a finding: fixed, changed or disagrees, with words."""

    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class CompanyApi:
    """Answers for one desk; ``who`` finds whom a token acts for."""

    desk: Desk
    who: Any

    def add_to(self, api: FastAPI) -> None:
        """Add the routes of assessments."""
        self._add_filling(api)
        self._add_files(api)
        self._add_submitting(api)

    def _add_filling(self, api: FastAPI) -> None:
        desk = self.desk
        actor = Annotated[Actor, Depends(self.who)]

        @api.get("/assessments")
        def listed(who: actor) -> list[dict[str, Any]]:
            """List one's assessments, newest year first."""
            rows = read_assessments(who, desk.database)
            return [
                {"id": one.case_id, "year": one.year, "state": one.state}
                for one in rows
            ]

        @api.post("/assessments", status_code=201)
        def begin(given: Begun, who: actor) -> dict[str, Any]:
            """Begin an assessment."""
            command = NewAssessment(year=given.year)
            return {"id": create_assessment(command, who, desk)}

        @api.get("/assessments/{case_id}")
        def whole(case_id: int, who: actor) -> dict[str, Any]:
            """Return an assessment with what was filed."""
            return _told(read_filing(case_id, who, desk.database))

        @api.put("/assessments/{case_id}/fields")
        def fill(case_id: int, given: Mapping[str, str], who: actor) -> dict[str, Any]:
            """Fill in fields of the form by name."""
            for name, value in given.items():
                command = SaveField(case_id=case_id, name=name, value=value)
                save_field(command, who, desk)
            return {"fields": len(given)}

        @api.post("/assessments/{case_id}/people", status_code=201)
        def add_person(case_id: int, given: Row, who: actor) -> dict[str, Any]:
            """Add a person to a table."""
            told = Told(**given.model_dump(exclude={"table"}))
            command = SavePerson(case_id=case_id, table=given.table, told=told)
            return {"id": save_person(command, who, desk)}

    def _add_files(self, api: FastAPI) -> None:
        desk = self.desk
        actor = Annotated[Actor, Depends(self.who)]

        @api.put("/assessments/{case_id}/items/{item}/files/{name}", status_code=201)
        async def item_file(
            case_id: int, item: str, name: str, *, request: Request, who: actor
        ) -> dict[str, Any]:
            """Stream a file of an item in."""
            place = BeginUpload(case_id=case_id, name=name, item=item.zfill(2))
            return await self._take(place, request, who)

        @api.put("/assessments/{case_id}/people/{person}/files/{name}", status_code=201)
        async def person_file(
            case_id: int, person: int, name: str, *, request: Request, who: actor
        ) -> dict[str, Any]:
            """Stream a certificate of a person in."""
            place = BeginUpload(case_id=case_id, name=name, staff_id=person)
            return await self._take(place, request, who)

        @api.delete("/assessments/{case_id}/files/{file_id}")
        def drop(case_id: int, file_id: int, who: actor) -> dict[str, Any]:
            """Take a file out."""
            remove_file(RemoveFile(case_id=case_id, file_id=file_id), who, desk)
            return {"removed": file_id}

    async def _take(
        self, place: BeginUpload, request: Request, who: Actor
    ) -> dict[str, Any]:
        """Keep a file, then put it where it belongs."""
        read_filing(place.case_id, who, self.desk.database)
        sha256, size_bytes = await self.desk.files.put_stream(request.stream())
        if kind_of(self.desk.files.path(sha256)) != "pdf":
            raise RefusedError("not_pdf", "只收 PDF 文件", "Only PDFs are taken")
        command = BeginUpload(
            case_id=place.case_id,
            upload_id=str(uuid4()),
            name=place.name,
            size_bytes=size_bytes,
            item=place.item,
            staff_id=place.staff_id,
        )
        begin_upload(command, who, self.desk)
        arrived = Arrived(sha256, size_bytes)
        file_id = finish_upload(command.upload_id, arrived, who, desk=self.desk)
        return {"id": file_id, "sha256": sha256, "bytes": size_bytes}

    def _add_submitting(self, api: FastAPI) -> None:
        desk = self.desk
        actor = Annotated[Actor, Depends(self.who)]

        @api.get("/assessments/{case_id}/report")
        def report(case_id: int, who: actor) -> Any:  # noqa: ANN401 - the contract's report
            """Return the report of the newest check of the draft."""
            view = read_filing(case_id, who, desk.database)
            if view.precheck is None or view.precheck.report_sha256 is None:
                raise not_found()
            return _json(desk, view.precheck.report_sha256)

        @api.post("/assessments/{case_id}/submit", status_code=202)
        def hand_in(case_id: int, given: Words, who: actor) -> dict[str, Any]:
            """Submit a draft, or a returned assessment once more."""
            command = Submit(case_id=case_id, words=given.words, is_confirmed=True)
            receipt = submit(command, who, desk)
            return {"case_id": receipt.case_id, "round": receipt.round_no}

        @api.post("/assessments/{case_id}/withdraw")
        def take_back(case_id: int, who: actor) -> dict[str, Any]:
            """Take a submission back that nobody has claimed."""
            withdraw(Withdraw(case_id=case_id), who, desk)
            return {"case_id": case_id}

        @api.put("/assessments/{case_id}/answers/{finding_id}")
        def say(
            case_id: int, finding_id: str, given: Said, *, who: actor
        ) -> dict[str, Any]:
            """Answer a finding of the letter."""
            command = AnswerFinding(
                case_id=case_id,
                finding_id=finding_id,
                kind=given.kind,
                words=given.words,
            )
            answer_finding(command, who, desk)
            return {"finding": finding_id}


def _json(desk: Desk, sha256: str) -> Any:  # noqa: ANN401 - the contract's report
    return json.loads(desk.files.path(sha256).read_bytes())


def _told(view: FilingView) -> dict[str, Any]:
    checked = view.precheck
    return {
        "id": view.case.id,
        "year": view.case.year,
        "state": view.case.standing.state,
        "round": view.case.round_no,
        "grade": view.case.grade,
        "deadline": view.case.deadline,
        "fields": dict(view.values),
        "people": [
            {"id": one.id, "table": one.table, "name": one.told.name}
            for one in view.people
        ],
        "files": [
            {
                "id": one.id,
                "item": one.item,
                "person": one.staff_id,
                "name": one.name,
                "sha256": one.sha256,
                "bytes": one.size_bytes,
            }
            for one in view.files
        ],
        "is_checked": checked is not None and checked.revision >= view.case.revision,
        "findings": [
            {
                "id": one.finding_id,
                "message": {"zh": one.message_zh, "en": one.message_en},
                "answer": None if one.answer is None else one.answer.kind,
            }
            for one in view.answered
        ],
    }
